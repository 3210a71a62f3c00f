#pragma once
// What was found out of a file, written as a mapping. Pure; any thread.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kintsugi::api::import {

struct Found {
  struct Activity {
    std::string name;
    std::int64_t count = 0;
    std::string does;  // as activity_says
  };
  std::string file;
  bool xes = false;
  std::string encoding;
  char delimiter = ',';
  bool sep_line = false;
  std::string case_name;
  std::string activity;
  std::string time;  // empty: the file has none
  std::string operator_name;
  std::string clock;  // the column of the time of day, where it has one of its own
  std::string time_format = "iso8601";
  bool from_start = false;  // no time of its own says when: counted from a stated start
  bool keep_bad = false;
  bool slug_case = false;  // some case is no order's number as it stands
  std::int64_t cases = 0;
  bool cases_counted = true;                                // false: there are more
  std::vector<std::string> columns;                         // a line of comment each
  std::vector<std::pair<std::string, std::string>> fields;  // of register_work_order: column
  std::vector<Activity> activities;
  std::vector<std::string> unsure;
};

std::string mapping_text(const Found& found);

}  // namespace kintsugi::api::import
