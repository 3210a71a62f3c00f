#include "api/http/reading/trial_source.h"

#include "api/http/reading/rows_at.h"
#include "core/trial/suggestions.h"
#include "events/schema/runtime/json.h"
#include "projections/lists/rows.h"
#include "replay/history/thing.h"

namespace kintsugi::api {

namespace lists = projections::lists;

Result<TrialSource::Known> TrialSource::look_up(const std::string& stream) {
  if (past_ == nullptr || stream == asker_) {
    KINTSUGI_TRY(auto now, node_.stream(tenant_, stream));
    return Known{std::move(now.state), now.head, now.version};
  }
  KINTSUGI_TRY(replay::Thing thing, replay::thing_as_of(*past_, stream));
  Known known{nullptr, Head{}, thing.version};
  if (thing.version > 0)
    known.state = std::make_shared<const schema::State>(std::move(thing.state));
  return known;
}

Result<core::StreamState> TrialSource::load(std::string_view stream) {
  auto found = known_.find(stream);
  if (found == known_.end()) {
    std::string name(stream);
    KINTSUGI_TRY(Known known, look_up(name));
    found = known_.emplace(std::move(name), std::move(known)).first;
  }
  const Known& known = found->second;
  return core::StreamState{known.version == 0 ? nullptr : known.state.get(), known.head,
                           known.version};
}

Result<std::vector<std::string>> technicians_of(const TenantView& view, const std::string& outlet) {
  const lists::List& list = *lists::of_things("technician");
  const projections::Scope all = projections::Scope::everything();
  RowsAt rows(view, all);
  KINTSUGI_TRY(const auto* directory, rows.of(list.info->model));
  lists::Query query;
  lists::add_equal(list, "outlet", outlet, query);
  KINTSUGI_TRY_OK(lists::add_condition(list, "status", "active", query));
  std::vector<std::string> ids;
  if (outlet.empty()) return ids;
  KINTSUGI_TRY_OK(lists::read_page(list, *directory, query, rows.viewer(),
                                   {core::trial::technicians_max, {}},
                                   [&](const lists::Item& item) {
                                     ids.push_back(lists::id_of(list, item));
                                     return true;
                                   }));
  return ids;
}

std::string body_of(const schema::Command& command) {
  std::string json;
  schema::write_json(json, command);
  const auto comma = json.find(',');  // after its type
  return comma == std::string::npos ? "{}" : "{" + json.substr(comma + 1);
}

}  // namespace kintsugi::api
