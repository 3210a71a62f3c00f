#pragma once
// One event of an older system's log, whatever the file's format.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/types.h"

namespace kintsugi::api::import {

struct Attribute {
  std::string name;
  std::string value;  // UTF-8; never empty in CSV (an empty cell is no attribute)
  bool operator==(const Attribute&) const = default;
};

// As a reader finds it. XES: attributes of the trace come first, named "case:<key>"; nested
// attributes are named "<key>/<key>". CSV: one attribute per column, named as in the header.
struct RawEvent {
  std::int64_t row = 0;   // of the event in the file, from 1
  std::int64_t line = 0;  // where it begins in the file, from 1
  std::vector<Attribute> attributes;
  std::string bad = {};    // what is wrong with it, where the mapping keeps such entries
  std::int64_t trace = 0;  // XES: the number of its trace in the file, from 1; 0: in none

  const std::string* find(std::string_view name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const Attribute& a) { return a.name == name; });
    return found == attributes.end() ? nullptr : &found->value;
  }
  bool operator==(const RawEvent&) const = default;
};

// After the mapping said which attribute is what.
struct InputEvent {
  std::int64_t row = 0;
  std::int64_t line = 0;
  std::string case_id;
  std::string activity;
  std::string operator_name;  // as the file names him; empty where it names nobody
  Instant time;
  std::vector<Attribute> attributes;  // all the others
  // As the file says the time, where that is none: then `time` is its neighbour's in the case.
  std::string unread_time = {};
  std::string bad = {};  // why it is to be kept as a fact, whatever the mapping says of it
  // As the file says the time, where that is but a day among times: beside its neighbours.
  std::string day_only = {};

  const std::string* find(std::string_view name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const Attribute& a) { return a.name == name; });
    return found == attributes.end() ? nullptr : &found->value;
  }
  bool operator==(const InputEvent&) const = default;
};

// What files may ask of us. Each limit is far beyond honest files and near enough to keep a hostile
// one from filling memory or disk.
struct Limits {
  std::uint64_t octets_max = std::uint64_t{8} << 30;  // after decompression
  std::int64_t events_max = 50'000'000;
  std::size_t depth_max = 32;               // of XML elements
  std::size_t attributes_max = 256;         // of one event
  std::size_t name_octets_max = 256;
  std::size_t value_octets_max = 16 * 1024;
};

// Takes each event in the order of the file; false = enough, stop reading.
using EventSink = std::function<bool(RawEvent&&)>;

}  // namespace kintsugi::api::import
