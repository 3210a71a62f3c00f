#pragma once
// Names beside ids in reports, each read once.

#include <map>
#include <memory>
#include <string>

#include "projections/directory/directory.h"

namespace kintsugi::replay {

// One thread; not longer than the rows.
class Names {
 public:
  explicit Names(const projections::RowReader& directory) : directory_(directory) {}

  template <class State>
  const std::string& of(const std::string& id) {
    auto& known = names_[schema::stream_type_of<State>()];
    const auto found = known.find(id);
    if (found != known.end()) return found->second;
    std::string name;
    if (!id.empty())
      if (const auto state = projections::find_entry<State>(directory_, id); state && *state)
        name = (*state)->name;
    return known.emplace(id, std::move(name)).first->second;
  }

 private:
  const projections::RowReader& directory_;
  std::map<std::string_view, std::map<std::string, std::string, std::less<>>> names_;
};

}  // namespace kintsugi::replay
