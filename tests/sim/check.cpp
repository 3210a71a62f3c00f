// The judge of a run: folds the log alone, from the beginning, and decides every counting command
// again on the state just before it. An acceptance or a refusal that is not true at its position
// shows as other bytes.

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

#include "api/node/decision.h"
#include "api/node/speculation.h"
#include "core/part_request/stages.h"
#include "core/stock/stock.h"
#include "core/histories/company.h"
#include "schema/part_request.h"
#include "schema/stock.h"
#include "tests/sim/read_model.h"
#include "tests/sim/world.h"

namespace kintsugi::sim {

namespace {

// The commit's own bytes, decided anew on `fold`.
Result<Bytes> decided_again(const CommitView& view, projections::StreamFold& fold) {
  api::CommandRequest request;
  request.tenant = view.tenant();
  request.id = view.id();
  request.actor = view.actor();
  request.business_at = view.business_at();
  for (std::size_t i = 0; i < view.command_count(); ++i) {
    KINTSUGI_TRY(schema::Command command, view.command(i));
    request.commands.push_back(std::move(command));
  }
  api::Speculation nothing_in_flight;
  api::SpeculativeSource source(nothing_in_flight, fold, request.tenant, view.recorded_at());
  KINTSUGI_TRY(api::Decision decision, api::decide_request(request, source, view.recorded_at()));
  Commit commit;
  commit.id = request.id, commit.tenant = request.tenant;
  commit.recorded_at = view.recorded_at(), commit.business_at = view.business_at();
  commit.fingerprint = view.fingerprint(), commit.actor = request.actor;
  commit.cause = view.cause(), commit.correlation = view.correlation(), commit.trace = view.trace();
  commit.commands = request.commands, commit.refusal = decision.refusal;
  for (const core::NotedRead& read : decision.noted)
    commit.expectations.push_back({read.stream, read.seen.head});
  for (const core::StreamEvent& e : decision.events.list())
    commit.events.push_back({e.stream, e.event});
  for (const core::RuleUse& rule : decision.events.rules())
    commit.rules.push_back({rule.rule, rule.version});
  return encode_commit(commit);
}

// Nothing where the stream is of another type, or has no commit.
template <class State>
std::optional<State> state_of(projections::StreamFold& fold, const std::string& tenant,
                              const std::string& stream) {
  const auto entry = fold.stream(tenant, stream);
  if (!entry || !(*entry)->state) return {};
  const State* state = (*entry)->state->get_if<State>();
  return state == nullptr ? std::nullopt : std::optional<State>(*state);
}

// Adds the streams of the commit that may hold stock. Whether it is about stock at all.
bool note_holders(const CommitView& view, std::set<std::string>& holders) {
  bool stock = false;
  for (const std::string_view stream : view.streams()) {
    const bool holds = stream.starts_with("stock_hold/") || stream.starts_with("part_request/");
    if (holds) holders.emplace(stream);
    stock = stock || holds || stream.starts_with("stock_item/");
  }
  return stock;
}

}  // namespace

void World::check_log() {
  const auto store = projections::make_memory_store();
  projections::StreamFold::Options options;
  if (canary_ == Canary::heads_by_number) options.fault = projections::FoldFault::heads_by_number;
  options.keys = keys_;
  if (canary_ == Canary::skip_seals) options.fault = projections::FoldFault::skip_seals;
  auto opened = projections::StreamFold::open(*store, options);
  if (!opened) return violation(opened.error().what);
  projections::StreamFold& fold = **opened;
  // What people sent, to position and refusal: their ids are of one tenant.
  std::map<std::string, std::pair<Position, std::string>> counted;
  std::set<std::pair<std::string, std::string>> ids;  // with their tenants
  ReadModel inventories[] = {{"main", canary_ == Canary::read_model_takes_void},
                             {"other", canary_ == Canary::read_model_takes_void}};
  std::map<std::string, std::set<std::string>> holders;  // of stock; streams by tenant
  CommitView before;
  projections::OpenedRecord now;
  const CommitView& view = now.view;
  for (const SimRecord& record : log_.records()) {
    ++outcome_.records;
    Result<Bytes> again = Bytes();
    const bool commit = before.open(record.bytes).has_value();
    if (commit) again = decided_again(before, fold);
    now.open(record.position, record.bytes, record.seal, keys_.get());
    const auto folded = fold.fold(now);
    if (!folded) return violation("the judge stopped: " + folded.error().what);
    const bool counts = folded->verdict == Verdict::counts;
    if (counts && record.forged)
      violation(fmt::format("a forged record counts at position {}", record.position.value));
    const auto said = verdicts_.find(record.position.value);
    if (said != verdicts_.end() && said->second != counts) {
      violation(fmt::format("the nodes judged position {} wrongly", record.position.value));
    }
    for (ReadModel& each : inventories) {
      if (commit) each.apply(record.position, view, counts);
    }
    if (!counts) {
      ++outcome_.voided;
      continue;
    }
    ++outcome_.counted;
    if (view.refused()) ++outcome_.refused;
    for (std::size_t i = 0; !view.refused() && i < view.command_count(); ++i)
      outcome_.accepted.emplace(schema::name_of(*view.command(i)));
    if (!again || *again != record.bytes) {
      violation(fmt::format("what {} decided is not true at position {}", view.id(),
                            record.position.value));
    }
    const std::string refusal = view.refused() ? view.refusal().code : std::string();
    counted.emplace(std::string(view.id()), std::pair(record.position, refusal));
    const std::string tenant(view.tenant());
    if (!ids.emplace(tenant, view.id()).second)
      violation(fmt::format("{} counted twice in {}", view.id(), tenant));
    if (note_holders(view, holders[tenant])) check_conservation(fold, tenant, holders[tenant]);
  }
  for (ReadModel& each : inventories) {
    for (std::string& difference : each.differences(fold)) violation(std::move(difference));
  }
  for (const auto& [id, sent] : sent_) {
    if (!sent.answer) continue;
    const auto found = counted.find(id);
    if (found == counted.end()) {
      violation("acknowledged and not in the log: " + id);
    } else if (sent.answer->position.value >= 0 && found->second.first != sent.answer->position) {
      violation("acknowledged at another position: " + id);
    } else if (sent.answer->position.value < 0 && found->second.second != sent.answer->refusal) {
      violation("acknowledged with another answer: " + id);
    }
  }
}

// What is reserved on a shelf is what holds by hand and part requests say that they hold there.
void World::check_conservation(projections::StreamFold& fold, const std::string& tenant,
                               const std::set<std::string>& holders) {
  std::map<std::string, std::int64_t> held;     // by shelf
  std::map<std::string, std::uint32_t> holds;  // open ones, idem
  for (const std::string& stream : holders) {
    if (const auto hold = state_of<schema::StockHold>(fold, tenant, stream);
        hold && hold->status == schema::StockHoldStatus::open) {
      const auto shelf = core::stock::id_of(hold->warehouse, hold->part, hold->condition);
      held[shelf] += hold->quantity;
      ++holds[shelf];
    }
    if (const auto request = state_of<schema::PartRequest>(fold, tenant, stream);
        request && core::part_request::holds_stock(request->status)) {
      held[core::stock::id_of(request->warehouse, request->part, schema::PartCondition::good)] +=
          request->quantity;
    }
  }
  for (int part = 0; part < 2; ++part) {
    const auto shelf = core::stock::id_of(histories::warehouse_id(0), histories::part_id(part),
                                          schema::PartCondition::good);
    const auto item = state_of<schema::StockItem>(fold, tenant, "stock_item/" + shelf);
    if (!item) continue;
    if (item->reserved != held[shelf] || item->holds != holds[shelf] ||
        item->on_hand < item->reserved || item->reserved < 0 || !item->reservations.empty()) {
      violation(fmt::format("stock of {}: on hand {}, reserved {}, held {} ({} of {} by hand)",
                            shelf, item->on_hand, item->reserved, held[shelf], holds[shelf],
                            item->holds));
    }
  }
}

}  // namespace kintsugi::sim
