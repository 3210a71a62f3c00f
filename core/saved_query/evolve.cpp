#include <string>

#include "schema/saved_query_dispatch.h"

namespace kintsugi::core {

using schema::QueryShare;
using schema::SavedQuery;
using schema::SavedQueryStatus;

void evolve(SavedQuery& state, const schema::QuerySavedView& event) {
  if (state.version == 0) {
    state.owner = event.by;
    state.share = QueryShare::own;
    state.audience = state.owner.empty() ? "" : "operator/" + state.owner;
    if (state.owner.empty()) state.share = QueryShare::company;
  }
  state.status = SavedQueryStatus::active;
  state.version = event.version;
  state.name = event.name;
  state.about = event.about;
  state.target = event.target;
  state.conditions.clear();
  for (const schema::QueryConditionView& one : event.conditions)
    state.conditions.push_back({std::string(one.parameter), std::string(one.value)});
  state.shown.assign(event.columns.begin(), event.columns.end());
  state.sorted = event.sort;
  state.saved_at = event.at;
}

void evolve(SavedQuery& state, const schema::QuerySharedView& event) {
  state.share = event.share;
  switch (event.share) {
    case QueryShare::own:
      state.audience = "operator/" + state.owner;
      return;
    case QueryShare::outlet:
      state.audience = "outlet/" + std::string(event.outlet);
      return;
    case QueryShare::none:
    case QueryShare::company:
      state.audience.clear();
      return;
  }
}

void evolve(SavedQuery& state, const schema::QueryRetiredView&) {
  state.status = SavedQueryStatus::retired;
}

void evolve(SavedQuery& state, const schema::QueryReinstatedView&) {
  state.status = SavedQueryStatus::active;
}

}  // namespace kintsugi::core
