#include "core/maker_settlement/claim.h"

#include "schema/maker_settlement.h"
#include "schema/maker_settlement_events.h"
#include "schema/maker_settlement_state.h"

namespace kintsugi::core::maker_settlement {
namespace {

// So many fit into the one commit in which a maker accepts them all.
constexpr std::size_t lines_max = 2000;

// The settlement that is being filled, and how many lines it has.
struct Filled {
  std::string id;
  std::uint32_t lines = 0;
};

Filled being_filled(const schema::WorkOrder& order, std::size_t more, Reads& reads,
                    Events& events) {
  const std::string account = order.outlet + ":" + order.brand;
  const auto* found = reads.find<schema::MakerAccount>(account);
  const std::uint32_t latest = found == nullptr ? 0 : found->settlements;
  const std::string id = account + ":" + std::to_string(latest);
  const auto* settlement = latest == 0 ? nullptr : reads.find<schema::MakerSettlement>(id);
  const bool takes_more = settlement != nullptr &&
                          settlement->status == schema::SettlementStatus::open &&
                          settlement->lines + more <= lines_max;
  if (takes_more) return {id, settlement->lines};
  events.on(account, schema::MakerSettlementBegun{.number = latest + 1});
  return {account + ":" + std::to_string(latest + 1), 0};
}

}  // namespace

std::string line_id(const std::string& settlement, std::uint32_t line) {
  return settlement + ":" + std::to_string(line);
}

std::int64_t posted_amount(const schema::WorkOrder& order) {
  std::int64_t sum = 0;
  for (const schema::Charge& charge : order.charges) {
    const bool counts = charge.payer == schema::Payer::manufacturer &&
                        charge.status == schema::ChargeStatus::agreed;
    if (counts) sum += charge.amount;
  }
  return sum;
}

void claim(const std::string& id, const schema::WorkOrder& order, const std::vector<Part>& parts,
           Reads& reads, Events& events) {
  std::vector<const Part*> claimed;
  for (const Part& part : parts)
    if (part.amount != 0) claimed.push_back(&part);
  if (claimed.empty() || order.outlet.empty() || order.brand.empty()) return;
  Filled into = being_filled(order, claimed.size(), reads, events);
  for (const Part* const part : claimed) {
    const std::string line = line_id(into.id, ++into.lines);
    events.on(into.id, schema::SettlementGrew{.outlet = order.outlet,
                                              .brand = order.brand,
                                              .line = into.lines,
                                              .amount = part->amount,
                                              .posted_on = part->posted_on});
    events.on(line, schema::SettlementLineAdded{.settlement = into.id,
                                                .line = into.lines,
                                                .outlet = order.outlet,
                                                .brand = order.brand,
                                                .order = id,
                                                .correction = part->correction,
                                                .amount = part->amount,
                                                .posted_on = part->posted_on,
                                                .service_type = order.service_type,
                                                .maker_number = order.maker_number,
                                                .evidence = part->evidence,
                                                .earlier = part->earlier});
    events.on(id, schema::ClaimedFromMaker{.correction = part->correction, .line = line});
  }
}

}  // namespace kintsugi::core::maker_settlement
