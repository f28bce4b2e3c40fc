// The order in which the events of a message may come (facts: Anthropic, streaming).
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace squall {

// message_start, then blocks numbered from 0 that never interleave, each with its start, deltas of
// its own kind and its stop, then message_delta once or more, then message_stop. Events that it
// does not know, pings and errors may come at any place; new kinds of blocks and deltas too.
class StreamRules {
 public:
  // What the event breaks; "" for nothing. After a breach the rest means nothing.
  std::string breach_by(const nlohmann::json& event);

 private:
  std::string start_block(const nlohmann::json& event);
  std::string continue_block(const nlohmann::json& event);
  std::string stop_block(const nlohmann::json& event);
  std::string end_message(const std::string& type);

  bool begun_ = false;
  bool stop_told_ = false;       // message_delta came
  bool open_ = false;            // a block is
  std::int64_t next_block_ = 0;  // the open one's number, or that of the next
  std::string kind_;             // of the open block
};

}  // namespace squall
