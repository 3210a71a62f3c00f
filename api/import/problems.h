#pragma once
// What is wrong with a file, by line. Everything that a reader finds is collected here, so that one
// run names many faults at once; the run stops before anything is appended.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::api::import {

struct Problem {
  std::int64_t line = 0;  // of the file, from 1; 0: the file as a whole
  std::string what;
  bool operator==(const Problem&) const = default;
};

// Value; one thread.
class Problems {
 public:
  static constexpr std::size_t kept_max = 20;

  void add(std::int64_t line, std::string what) {
    ++count_;
    if (list_.size() < kept_max) list_.push_back({line, std::move(what)});
  }
  // What is no fault for certain, and stops nothing.
  void note(std::string what) {
    if (!what.empty()) notes_.push_back(std::move(what));
  }
  const std::vector<std::string>& notes() const { return notes_; }
  bool empty() const { return count_ == 0; }
  bool full() const { return count_ >= kept_max; }  // readers may stop: nobody reads more than this
  const std::vector<Problem>& list() const { return list_; }

  // Kind invalid, code "import.bad_file", one line of text per problem: "FILE:LINE: what".
  Error to_error(const std::string& file, std::string code = "import.bad_file") const;

 private:
  std::vector<Problem> list_;
  std::vector<std::string> notes_;
  std::size_t count_ = 0;
};

}  // namespace kintsugi::api::import
