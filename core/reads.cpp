#include "core/reads.h"

#include <algorithm>

namespace kintsugi::core {

const StreamState& Reads::note(std::string_view type, std::string_view id) {
  static const StreamState nothing;
  if (id.empty()) return nothing;  // no stream has an empty id: there is nothing to expect
  for (const NotedRead& read : noted_) {
    const std::string_view name = read.stream;
    if (name.size() == type.size() + 1 + id.size() && name.starts_with(type) &&
        name[type.size()] == '/' && name.ends_with(id)) {
      return read.seen;
    }
  }
  std::string stream;
  stream.reserve(type.size() + 1 + id.size());
  stream.append(type).append(1, '/').append(id);
  Result<StreamState> loaded = source_.load(stream);
  if (!loaded && !failure_) failure_ = loaded.error();
  noted_.push_back({std::move(stream), loaded ? *loaded : StreamState{}});
  return noted_.back().seen;
}

tl::unexpected<Error> Reads::missing(std::string_view type, std::string_view id) {
  return fail(ErrorKind::not_found, std::string(type) + ".not_found",
              std::string("there is no ").append(type).append(" ").append(id));
}

std::optional<std::string_view> Reads::unknown_in(std::string_view field) const {
  for (const std::string_view one : unknown_) {
    const auto name = std::min(one.find('='), one.size());
    if (one.substr(0, name) == field) return one.substr(std::min(name + 1, one.size()));
  }
  return std::nullopt;
}

}  // namespace kintsugi::core
