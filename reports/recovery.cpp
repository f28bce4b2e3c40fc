// Optimal partitioning of a sequence of good and bad into stretches of constant share.
#include "reports/recovery.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace squall {
namespace {

constexpr std::size_t most_borders = 3000;

// Half of the 95 % point of chi-square with one degree of freedom.
constexpr double beyond_chance = 1.92;

constexpr double log_of_one_percent = -4.605;

double n_log_n(std::size_t n) {
  const auto x = static_cast<double>(n);
  return n == 0 ? 0 : x * std::log(x);
}

// A place where a stretch may begin or end, and how many bad ones lie before it.
struct Border {
  std::size_t at, bad;
};

class Division {
 public:
  explicit Division(const std::vector<bool>& bad)
      : before_(bad.size() + 1), table_(bad.size() + 1) {
    for (std::size_t i = 0; i < bad.size(); ++i) before_[i + 1] = before_[i] + (bad[i] ? 1 : 0);
    for (std::size_t n = 0; n < table_.size(); ++n) table_[n] = n_log_n(n);
  }

  std::vector<Stretch> best() const {
    std::vector<Stretch> stretches = partition(borders());
    for (std::size_t i = 1; i < stretches.size(); ++i) refine(stretches[i - 1], stretches[i]);
    return stretches;
  }

 private:
  std::size_t size() const { return before_.size() - 1; }
  Border border(std::size_t at) const { return {at, before_[at]}; }

  // Minus the largest log likelihood of one share for all between the two.
  double cost(Border from, Border to) const {
    const std::size_t all = to.at - from.at, bad = to.bad - from.bad;
    return table_[all] - table_[bad] - table_[all - bad];
  }

  // The best division never cuts between two equal neighbours, so only changes are candidates.
  std::vector<Border> borders() const {
    std::vector<Border> all{border(0)};
    for (std::size_t i = 1; i < size(); ++i)
      if (before_[i + 1] - before_[i] != before_[i] - before_[i - 1]) all.push_back(border(i));
    const std::size_t step = all.size() / most_borders + 1;
    std::vector<Border> some;
    for (std::size_t i = 0; i < all.size(); i += step) some.push_back(all[i]);
    some.push_back(border(size()));
    return some;
  }

  std::vector<Stretch> partition(const std::vector<Border>& borders) const {
    const double price = 1.5 * std::log(static_cast<double>(size()));
    std::vector<double> least(borders.size(), std::numeric_limits<double>::infinity());
    std::vector<std::size_t> previous(borders.size(), 0);
    least[0] = 0;
    for (std::size_t to = 1; to < borders.size(); ++to)
      for (std::size_t from = 0; from < to; ++from) {
        const double total = least[from] + cost(borders[from], borders[to]) + price;
        if (total < least[to]) least[to] = total, previous[to] = from;
      }
    std::vector<Stretch> stretches;
    for (std::size_t to = borders.size() - 1; to > 0; to = previous[to]) {
      const Border from = borders[previous[to]];
      stretches.push_back({from.at, borders[to].at, borders[to].bad - from.bad});
    }
    std::ranges::reverse(stretches);
    return stretches;
  }

  // Moves the border between two neighbours to where it fits best.
  void refine(Stretch& left, Stretch& right) const {
    const Border from = border(left.first), to = border(right.past);
    Border best = border(right.first);
    for (std::size_t i = left.first + 1; i < right.past; ++i)
      if (cost(from, border(i)) + cost(border(i), to) < cost(from, best) + cost(best, to))
        best = border(i);
    left.past = right.first = best.at;
    left.bad = best.bad - from.bad;
    right.bad = to.bad - best.bad;
  }

  std::vector<std::size_t> before_;  // bad ones before each place
  std::vector<double> table_;        // n ln n
};

}  // namespace

bool is_down(const Stretch& stretch) {
  const auto all = static_cast<double>(stretch.past - stretch.first);
  const auto bad = static_cast<double>(stretch.bad);
  const double level = tolerated.value();
  if (bad <= level * all) return false;
  const double good = all - bad;
  const double of_good = good > 0 ? good * std::log(good / (all * (1 - level))) : 0;
  return bad * std::log(bad / (all * level)) + of_good > beyond_chance;
}

std::vector<Stretch> divide(const std::vector<bool>& bad) {
  return bad.empty() ? std::vector<Stretch>{} : Division(bad).best();
}

namespace {

// How many good ones stand at the end.
std::size_t clean_tail(const std::vector<bool>& bad) {
  const auto last_bad = std::find(bad.rbegin(), bad.rend(), true);
  return static_cast<std::size_t>(last_bad - bad.rbegin());
}

// Whether a tail so clean would be chance, had the outage gone on as before.
bool is_beyond_chance(const std::vector<bool>& bad, const Outage& outage, std::size_t tail) {
  const auto until = bad.end() - static_cast<std::ptrdiff_t>(tail);
  const auto from = bad.begin() + static_cast<std::ptrdiff_t>(outage.first);
  const double share =
      static_cast<double>(std::count(from, until, true)) / static_cast<double>(until - from);
  return static_cast<double>(tail) * std::log1p(-std::min(share, 1 - 1e-9)) < log_of_one_percent;
}

}  // namespace

std::optional<Outage> find_outage(const std::vector<bool>& bad) {
  std::optional<Outage> outage;
  for (const Stretch& stretch : divide(bad)) {
    if (!is_down(stretch)) continue;
    if (!outage) outage = Outage{stretch.first, stretch.past};
    outage->past = stretch.past;
  }
  if (!outage) return outage;
  while (outage->past < bad.size() && bad[outage->past]) ++outage->past;
  const std::size_t tail = clean_tail(bad);
  if (outage->past == bad.size() && tail > 0 && is_beyond_chance(bad, *outage, tail))
    outage->past = bad.size() - tail;
  return outage;
}

}  // namespace squall
