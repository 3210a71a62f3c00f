#pragma once
// The streams of one commit, each named once. Events and their references point into this list by
// index; 0 stands for none. A value; one thread at a time.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "events/base/check.h"
#include "events/base/types.h"

namespace kintsugi {

class StreamNames {
 public:
  // The index of "type/id", added at the end where it is new. An empty id: 0.
  std::uint16_t index(std::string_view type, std::string_view id) {
    if (id.empty()) return 0;
    if (names_.size() > linear_max) return indexed(type, id);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (equals(names_[i], type, id)) return static_cast<std::uint16_t>(i + 1);
    }
    return add(type, id);
  }

  // Full names in the order of their indices: index i is names()[i - 1].
  std::span<const std::string> names() const { return names_; }
  void clear() { names_.clear(), by_name_.clear(); }

 private:
  static constexpr std::size_t linear_max = 16;

  static bool equals(std::string_view name, std::string_view type, std::string_view id) {
    return name.size() == type.size() + 1 + id.size() && name.ends_with(id) &&
           name.starts_with(type) && name[type.size()] == '/';
  }
  std::uint16_t add(std::string_view type, std::string_view id) {
    KINTSUGI_CHECK(names_.size() < std::numeric_limits<std::uint16_t>::max(),
                   "a commit names at most 65535 streams");
    std::string& name = names_.emplace_back();
    name.reserve(type.size() + 1 + id.size());
    name.append(type).append(1, '/').append(id);
    return static_cast<std::uint16_t>(names_.size());
  }
  std::uint16_t indexed(std::string_view type, std::string_view id) {
    for (std::size_t i = by_name_.size(); i < names_.size(); ++i) {
      by_name_.emplace(names_[i], static_cast<std::uint16_t>(i + 1));
    }
    std::string name;
    name.append(type).append(1, '/').append(id);
    if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
    return add(type, id);
  }

  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint16_t> by_name_;  // filled beyond linear_max names
};

}  // namespace kintsugi
