// The stream is compressed, and the compression breaks part-way.
//
// It acts whether or not the client accepts gzip: a client that did not ask for it fails at the
// first byte instead of in the middle.
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <new>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    at_setting("1/2", "share of the deltas that can still be read"),
    {"how", SettingKind::choice, "broken", "broken|cut",
     "bytes that are no compressed data, or an end without the trailer"}};

// Every event can be read as soon as it is there, as with a proxy that flushes.
class Gzip {
 public:
  Gzip() {
    constexpr int with_gzip_header = 15 + 16;
    const int begun = deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, with_gzip_header, 8,
                                   Z_DEFAULT_STRATEGY);
    if (begun != Z_OK) throw std::bad_alloc();
  }
  ~Gzip() { deflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::string compress(std::string_view bytes) {
    std::string packed;
    Bytef space[4096];
    stream_.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = space;
      stream_.avail_out = sizeof space;
      deflate(&stream_, Z_SYNC_FLUSH);
      packed.append(reinterpret_cast<const char*>(space), sizeof space - stream_.avail_out);
    } while (stream_.avail_out == 0);
    return packed;
  }

 private:
  z_stream stream_{};
};

// After a flush a block begins, and no block begins with these bits (RFC 1951, 3.2.3: type 11).
constexpr char no_block = '\xFF';

void spoil(Step& step) {
  std::ranges::fill(step.bytes, no_block);
  step.role = Role::none;
  step.tokens = 0;
  step.text = 0;
}

struct BrokenGzip {
  Ratio at;
  bool cut;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    const auto here = after_deltas(script, at);
    if (here == script.end()) return false;
    reply.headers.emplace_back("content-encoding", "gzip");
    Gzip gzip;
    for (auto step = script.begin(); step != here; ++step)
      if (step->kind == StepKind::send) step->bytes = gzip.compress(step->bytes);
    if (cut) {
      end_at(script, here, StepKind::finish);
      return true;
    }
    for (auto step = here; step != script.end(); ++step) spoil(*step);
    return true;
  }
};

Fault make(const Settings& given) {
  return BrokenGzip{given.ratio("at"), given.text("how") == "cut"};
}

}  // namespace

// Wire facts: real edges send streams as gzip to clients that accept it. No capture of a broken one
// is known.
extern constinit const FaultKind broken_gzip{
    {"broken_gzip",
     "A stream is sent as gzip that breaks part-way, asked for or not.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
