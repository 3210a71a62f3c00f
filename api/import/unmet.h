#pragma once
// What a mapping names and the file does not have, and people of the file that it makes one: no
// fault for certain, hence told and not refused. One thread.

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "api/import/input_event.h"
#include "api/import/mapping.h"

namespace kintsugi::api::import {

class Unmet {
 public:
  explicit Unmet(const Mapping& mapping);

  // Each entry as the reader gave it, and as the mapping reads it.
  void take(const RawEvent& raw);
  void take(const InputEvent& event);

  // One line each; `mapping` must still be there. Columns are told of XES alone: CSV has a header.
  std::vector<std::string> notes() const;

 private:
  void note_columns(std::vector<std::string>& notes) const;
  void note_activities(std::vector<std::string>& notes) const;
  void note_people(std::vector<std::string>& notes) const;

  const Mapping& mapping_;
  const bool one_per_name_;  // an operator's number is made of his name alone
  std::unordered_set<std::string> columns_;
  std::unordered_set<std::string> activities_;
  std::unordered_set<std::string> people_;
};

}  // namespace kintsugi::api::import
