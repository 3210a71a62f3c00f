#include "api/import/problems.h"

namespace kintsugi::api::import {

Error Problems::to_error(const std::string& file, std::string code) const {
  std::string what;
  for (const Problem& problem : list_) {
    if (!what.empty()) what += '\n';
    what += file;
    if (problem.line > 0) what.append(":").append(std::to_string(problem.line));
    what.append(": ").append(problem.what);
  }
  if (count_ > list_.size()) {
    what.append("\nand ").append(std::to_string(count_ - list_.size())).append(" more");
  }
  return Error{ErrorKind::invalid, std::move(code), std::move(what), {}};
}

}  // namespace kintsugi::api::import
