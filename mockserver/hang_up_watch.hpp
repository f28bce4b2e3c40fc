// Watches for the peer's hang-up for as long as it lives.
#pragma once

#include <functional>
#include <utility>

#include "scenarios/wire.hpp"

namespace squall {

// Ends with its scope even when a coroutine is destroyed half-way: what a watch calls lives there.
class HangUpWatch {
 public:
  HangUpWatch(Wire& wire, std::function<void()> gone) : wire_(wire) {
    wire_.watch(std::move(gone));
  }
  ~HangUpWatch() { wire_.unwatch(); }
  HangUpWatch(const HangUpWatch&) = delete;
  HangUpWatch& operator=(const HangUpWatch&) = delete;

 private:
  Wire& wire_;
};

}  // namespace squall
