#pragma once
// Lines that look as if they were in UTF-8 while the file is read in an old encoding, where nearly
// any octets are some text: nothing else would tell that they are read wrong. One thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::api::import {

class OtherLines {
 public:
  // `encoding`: that the file is read in. Of Unicode's own none is told: there octets say it.
  explicit OtherLines(std::string_view encoding);

  // The file's octets, piece by piece; an empty one is its end.
  void take(std::string_view piece);
  // Which lines, and what they look like; empty: none do.
  std::string note() const;

 private:
  void end_line();

  const std::string encoding_;
  const bool looks_;
  std::string line_;  // as far as it is looked at
  std::int64_t number_ = 1;
  std::int64_t count_ = 0;
  std::vector<std::int64_t> first_;  // of them
};

}  // namespace kintsugi::api::import
