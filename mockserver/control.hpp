// The control API of a server that runs alone: tells and moves scenario time, gives the history.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "mockserver/request.hpp"
#include "mockserver/script.hpp"
#include "scenarios/units.hpp"

namespace squall {

// What the API may do. The composition gives it; the API itself holds nothing but the token.
struct ControlPowers {
  std::function<Instant()> now;
  std::function<void(Duration)> skip;    // forward, at once
  std::function<std::string()> history;  // as JSON Lines
  std::string scenario, speed;
};

// Answers paths below /squall/, and nothing else. Every call needs `authorization: Bearer <token>`
// or `x-squall-token: <token>`.
//   GET  /squall/time     {"scenario":..,"now_ns":..,"now":"+17min","speed":"60"}
//   POST /squall/time     {"skip":"5min"} moves on, then answers as GET does
//   GET  /squall/history  the history so far, JSON Lines
class Control {
 public:
  // An empty token lets nobody in.
  Control(std::string token, ControlPowers powers)
      : token_(std::move(token)), powers_(std::move(powers)) {}
  std::optional<Reply> operator()(const Request& request) const;

 private:
  bool is_allowed(const Request& request) const;
  Reply tell_time() const;
  Reply move_time(const Request& request) const;

  std::string token_;
  ControlPowers powers_;
};

}  // namespace squall
