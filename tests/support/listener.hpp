// What blocking clients for tests have in common: hearing until something was heard.
#pragma once

#include <string>
#include <string_view>

namespace squall {

class Listener {
 public:
  // Everything up to and with `last`, or up to the end of the connection.
  std::string hear_until(std::string_view last) {
    std::string heard;
    while (heard.find(last) == heard.npos && hear_more(heard)) {
    }
    return heard;
  }
  std::string hear_all() {
    std::string heard;
    while (hear_more(heard)) {
    }
    return heard;
  }

 protected:
  ~Listener() = default;

 private:
  // Adds what comes next; false at the end.
  virtual bool hear_more(std::string& heard) = 0;
};

}  // namespace squall
