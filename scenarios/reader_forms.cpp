// Reads the forms that are more than a scalar: shares over time and distributions.
#include <algorithm>
#include <array>

#include "scenarios/readers.hpp"

namespace squall {
namespace {

struct Ramp {
  Ratio from{0, 1}, to{1, 1};
};
struct Square {
  Duration period{}, on{};
  Ratio share{1, 1}, otherwise{0, 1};
};

// What a distribution's figures are: durations, held in seconds, or plain numbers.
struct SecondsFigure {
  static constexpr std::string_view expected = "a duration such as 250ms";
  static double read(const Yaml& yaml, const Vocabulary& words) {
    return std::chrono::duration<double>(Reader<Duration>::read(yaml, words)).count();
  }
  static Json schema(const Vocabulary& words) { return Reader<Duration>::schema(words); }
};
struct AmountFigure {
  static constexpr std::string_view expected = "a whole number";
  static double read(const Yaml& yaml, const Vocabulary& words) {
    return static_cast<double>(PositiveWhole::read(yaml, words));
  }
  static Json schema(const Vocabulary& words) { return PositiveWhole::schema(words); }
};

template <class Figure>
struct Uniform {
  double least = 0, most = 0;
};
template <class Figure>
struct Exponential {
  double mean = 0;
};
template <class Figure>
struct Lognormal {
  double median = 0, p95 = 0;
};

// A mapping with exactly one key, which says which form follows.
std::pair<std::string, Yaml> single(const Yaml& yaml, std::span<const std::string_view> forms) {
  auto entries = yaml.entries();
  for (const auto& [key, node] : entries)
    if (!std::ranges::count(forms, key))
      node.refuse_key(unknown_word("one of the forms", key, forms));
  if (entries.size() != 1)
    yaml.refuse("expected one of the keys " + joined(forms) + ", got " +
                (entries.empty() ? "none" : "several"));
  return std::move(entries[0]);
}

Json form_schema(std::string_view key, Json value) {
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", Json::array({key})},
          {"properties", {{std::string(key), std::move(value)}}}};
}

}  // namespace

template <>
struct Shape<Ramp> {
  static constexpr std::string_view about = "a ramp";
  static constexpr std::array fields{
      field<&Ramp::from>("from", "share where the rule's window begins"),
      field<&Ramp::to>("to", "share where the rule's window ends")};
};

template <>
struct Shape<Square> {
  static constexpr std::string_view about = "a square wave";
  static constexpr std::array fields{
      required_field<&Square::period, PositiveDuration>("period", "length of one on-off cycle"),
      required_field<&Square::on>("on", "how long the wave is on in each cycle, first"),
      field<&Square::share>("share", "share while on; 1 if absent"),
      field<&Square::otherwise>("otherwise", "share while off; 0 if absent")};
  static void check(const Square& square, const Yaml& yaml, const Vocabulary&) {
    if (square.on > square.period) yaml.find("on")->fail("a duration no longer than the period");
  }
};

template <>
struct Shape<Share::Point> {
  static constexpr std::string_view about = "a point of a share";
  static constexpr std::array fields{
      required_field<&Share::Point::at, Moment>("at", "moment of the point"),
      required_field<&Share::Point::share>("share", "share at that moment; linear in between")};
};

template <class Figure>
struct Shape<Uniform<Figure>> {
  using Form = Uniform<Figure>;
  static constexpr std::string_view about = "a uniform distribution";
  static constexpr std::array fields{required_field<&Form::least, Figure>("least", "lower end"),
                                     required_field<&Form::most, Figure>("most", "upper end")};
  static void check(const Form& form, const Yaml& yaml, const Vocabulary&) {
    if (form.most < form.least) yaml.find("most")->fail("a figure no less than `least`");
  }
};

template <class Figure>
struct Shape<Exponential<Figure>> {
  static constexpr std::string_view about = "an exponential distribution";
  static constexpr std::array fields{
      required_field<&Exponential<Figure>::mean, Figure>("mean", "mean")};
};

template <class Figure>
struct Shape<Lognormal<Figure>> {
  using Form = Lognormal<Figure>;
  static constexpr std::string_view about = "a log-normal distribution";
  static constexpr std::array fields{
      required_field<&Form::median, Figure>("median", "half of the values lie below"),
      required_field<&Form::p95, Figure>("p95", "95 % of the values lie below")};
  static void check(const Form& form, const Yaml& yaml, const Vocabulary&) {
    if (form.median <= 0) yaml.find("median")->fail("a median above 0");
    if (form.p95 < form.median) yaml.find("p95")->fail("a figure no less than the median");
  }
};

Share Reader<Share>::read(const Yaml& yaml, const Vocabulary& words) {
  Share share;
  if (yaml.is_scalar()) {
    share.level = Reader<Ratio>::read(yaml, words);
    return share;
  }
  if (!yaml.is_mapping()) yaml.fail("a ratio such as 3/10, or one of ramp, square, points");
  constexpr std::string_view forms[] = {"ramp", "square", "points"};
  const auto [form, node] = single(yaml, forms);
  if (form == "ramp") {
    const Ramp ramp = read_shape<Ramp>(node, words);
    share.shape = Share::Shape::ramp;
    share.level = ramp.from;
    share.other = ramp.to;
  } else if (form == "square") {
    const Square square = read_shape<Square>(node, words);
    share.shape = Share::Shape::square;
    share.level = square.share;
    share.other = square.otherwise;
    share.period = square.period;
    share.on = square.on;
  } else {
    share.shape = Share::Shape::points;
    share.points = Reader<std::vector<Share::Point>>::read(node, words);
    if (share.points.size() < 2)
      node.refuse("expected at least two points, got " + std::to_string(share.points.size()));
    for (std::size_t i = 1; i < share.points.size(); ++i)
      if (share.points[i].at <= share.points[i - 1].at)
        node.items()[i].find("at")->fail("a moment after that of the point before");
  }
  return share;
}

Json Reader<Share>::schema(const Vocabulary& words) {
  Json points = Reader<std::vector<Share::Point>>::schema(words);
  points["minItems"] = 2;
  return {{"oneOf", Json::array({Reader<Ratio>::schema(words),
                                 form_schema("ramp", shape_schema<Ramp>(words)),
                                 form_schema("square", shape_schema<Square>(words)),
                                 form_schema("points", points)})}};
}

namespace {

template <class Figure>
Distribution read_distribution(const Yaml& yaml, const Vocabulary& words) {
  using Form = Distribution::Shape;
  if (yaml.is_scalar()) return {Form::constant, Figure::read(yaml, words), 0};
  constexpr std::string_view forms[] = {"uniform", "exponential", "lognormal"};
  if (!yaml.is_mapping()) yaml.fail(std::string(Figure::expected) + ", or one of " + joined(forms));
  const auto [form, node] = single(yaml, forms);
  if (form == "exponential")
    return {Form::exponential, read_shape<Exponential<Figure>>(node, words).mean, 0};
  if (form == "uniform") {
    const auto uniform = read_shape<Uniform<Figure>>(node, words);
    return {Form::uniform, uniform.least, uniform.most};
  }
  const auto lognormal = read_shape<Lognormal<Figure>>(node, words);
  return {Form::lognormal, lognormal.median, lognormal.p95};
}

template <class Figure>
Json distribution_schema(const Vocabulary& words) {
  return {
      {"oneOf", Json::array({Figure::schema(words),
                             form_schema("uniform", shape_schema<Uniform<Figure>>(words)),
                             form_schema("exponential", shape_schema<Exponential<Figure>>(words)),
                             form_schema("lognormal", shape_schema<Lognormal<Figure>>(words))})}};
}

}  // namespace

Distribution Seconds::read(const Yaml& yaml, const Vocabulary& words) {
  return read_distribution<SecondsFigure>(yaml, words);
}
Json Seconds::schema(const Vocabulary& words) { return distribution_schema<SecondsFigure>(words); }
Distribution Amount::read(const Yaml& yaml, const Vocabulary& words) {
  return read_distribution<AmountFigure>(yaml, words);
}
Json Amount::schema(const Vocabulary& words) { return distribution_schema<AmountFigure>(words); }

}  // namespace squall
