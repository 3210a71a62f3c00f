// Which key the log is under, and what does not count: of the streams fold, with its rows.

#include <algorithm>

#include "projections/judge/rows.h"
#include "projections/judge/stream_fold.h"

namespace kintsugi::projections {

namespace {

tl::unexpected<Error> unreadable(const std::string& row) {
  return fail(ErrorKind::corrupt, "streams.damaged",
              row + " cannot be read; delete the directory streams-v5, it is rebuilt from the log");
}

}  // namespace

Result<void> StreamFold::load_log_key(const RowReader& snapshot) {
  KINTSUGI_TRY(const auto figures, snapshot.get(std::string(1, rows::voids)));
  if (!figures) {
    voids_.begin_at(next_);
  } else if (!voids_.read(*figures)) {
    return unreadable("the row of the void records");
  }
  KINTSUGI_TRY(const auto row, snapshot.get(std::string(1, rows::log_key)));
  if (!row) return {};
  rows::Reader in(*row);
  const bool known = in.u64() != 0;
  std::vector<UnderKey::Since> keys;
  while (in.ok() && !in.rest().empty()) {
    const LogKeyId id{in.u64()};
    keys.push_back({id, Position{static_cast<std::int64_t>(in.u64())}});
  }
  if (!in.ok() || keys.empty()) return unreadable("the row of the log's keys");
  const auto given = [&](const UnderKey::Since& since) {
    return options_.keys && options_.keys->has(since.key);
  };
  if (known && !given(keys.back())) {
    return fail(ErrorKind::unavailable, "log.key_missing",
                "the tables were judged with the log's key " + to_text(keys.back().key) +
                    ", which is not given: --log-key FILE");
  }
  if (!known && std::any_of(keys.begin(), keys.end(), given)) {
    return fail(ErrorKind::corrupt, "streams.unjudged",
                "the tables were made without the log's key, which is given now");
  }
  under_key_.restore(std::move(keys), known);
  return {};
}

std::optional<Error> StreamFold::cannot_judge() const {
  const auto claimed = under_key_.claimed();
  if (!claimed) return std::nullopt;
  return Error{ErrorKind::unavailable, "log.key_missing",
               "the record at position " + std::to_string(claimed->from.value) +
                   " says that the log is under the key " + to_text(claimed->key) +
                   " from there on; this node does not have it (--log-key FILE), so it cannot tell "
                   "what counts and decides nothing",
               {}};
}

Result<UnderKey::Step> StreamFold::step_under_key(const OpenedRecord& record) {
  const bool was_known = under_key_.current().has_value();
  const std::size_t keys_before = under_key_.keys().size();
  KINTSUGI_TRY(const UnderKey::Step step,
               under_key_.step(record.position, record.seal, record.names_key(), [&](LogKeyId id) {
                 return options_.keys && options_.keys->has(id);
               }));
  log_key_dirty_ |= was_known != under_key_.current().has_value() ||
                    keys_before != under_key_.keys().size();
  return step;
}

void StreamFold::take_log_key() {
  if (voids_dirty_) changes_.push_back({std::string(1, rows::voids), voids_.row()});
  voids_dirty_ = false;
  if (!log_key_dirty_) return;
  std::string row;
  rows::put64(row, under_key_.current() ? 1 : 0);
  for (const UnderKey::Since& since : under_key_.keys()) {
    rows::put64(row, since.key.value);
    rows::put64(row, static_cast<std::uint64_t>(since.from.value));
  }
  changes_.push_back({std::string(1, rows::log_key), std::move(row)});
  log_key_dirty_ = false;
}

}  // namespace kintsugi::projections
