#include "api/http/reading/order_acts.h"

#include "core/part_request/stages.h"
#include "core/work_order/lacks.h"
#include "core/work_order/rules.h"
#include "projections/lists/read.h"
#include "schema/exchange_case_refusals.h"
#include "schema/part_request_state.h"

namespace kintsugi::api {
namespace {

namespace orders = core::work_order;

using Codes = std::vector<std::string_view>;

Codes codes_of(const std::vector<schema::WorkOrderRefusal>& lacks) {
  Codes codes;
  for (const auto lack : lacks) codes.push_back(schema::refusal_code(lack));
  return codes;
}

Codes lacks_of(const schema::WorkOrder& order, std::string_view command, Instant at) {
  if (command == "complete_work_order") return codes_of(orders::lacks_to_complete(order));
  if (command == "clear_ticket") return codes_of(orders::lacks_to_clear(order));
  if (command == "post_work_order") return codes_of(orders::lacks_to_post(order));
  if (command == "cancel_work_order") return codes_of(orders::lacks_to_cancel(order));
  if (command == "accept_booking") return codes_of(orders::lacks_to_accept(order, at));
  if (command == "request_exchange" && order.asset.empty())
    return {schema::refusal_code(schema::ExchangeCaseRefusal::no_asset)};
  return {};
}

// Somebody carries what was issued for the order.
Result<bool> parts_are_out(const schema::WorkOrder& order, RowsAt& rows) {
  const auto& requests = *projections::lists::of_things("part_request");
  KINTSUGI_TRY(const auto* of, rows.of(requests.info->model));
  bool out = false;
  for (const std::string& id : order.part_requests) {
    KINTSUGI_TRY_OK(projections::lists::read_item(
        requests, *of, id, [&](const projections::lists::Item& item) {
          const auto& request = *static_cast<const schema::PartRequest*>(item.row);
          out = out || core::part_request::open_quantity(request) > 0;
        }));
  }
  return out;
}

// What it would do is done already, or there is nothing that it could take back.
bool is_needless(const schema::WorkOrder& order, std::string_view command) {
  const bool owed = orders::due_of(order) > orders::paid_of(order);
  if (command == "return_service_slip") return !order.service_slip.empty();
  if (command == "withdraw_service_slip") return order.service_slip.empty();
  if (command == "hand_back_install_card")
    return order.service_type != schema::ServiceType::install || !order.install_card.empty();
  if (command == "withdraw_install_card") return order.install_card.empty();
  if (command == "collect_payment") return !owed;
  if (command == "refund_payment") return orders::due_of(order) >= orders::paid_of(order);
  if (command == "withdraw_reopening") return order.before_reopening.empty();
  if (command == "approve_credit") return !owed || order.credit;
  if (command == "withdraw_credit") return !order.credit;
  if (command == "confirm_address")
    return order.address.empty() || order.address_confirmed_at != 0;
  if (command == "withdraw_address_confirmation") return order.address_confirmed_at == 0;
  if (command == "clear_ticket") return order.clearing == schema::ClearingStatus::cleared;
  if (command == "withdraw_clearing") return order.clearing != schema::ClearingStatus::cleared;
  if (command == "escalate_work_order") return order.escalated_at != 0;
  if (command == "settle_escalation") return order.escalated_at == 0;
  return false;
}

}  // namespace

namespace {

void judge(const schema::WorkOrder& order, Instant at, Possible& one) {
  for (const auto lack : lacks_of(order, one.command->name, at)) one.lacks.push_back(lack);
  if (!one.lacks.empty() && one.why.empty()) one.why = "lacks";
  if (!is_needless(order, one.command->name)) return;
  one.in_time = false;
  if (one.why.empty()) one.why = "status";
}

}  // namespace

Result<void> judge_by_order(const schema::WorkOrder& order, Instant at, RowsAt& rows,
                            std::vector<Possible>& all) {
  KINTSUGI_TRY(const bool out, parts_are_out(order, rows));
  for (Possible& one : all) {
    if (!one.in_time) continue;
    judge(order, at, one);
    const std::string_view name = one.command->name;
    if (!out || (name != "complete_work_order" && name != "cancel_work_order")) continue;
    one.lacks.push_back(schema::refusal_code(schema::WorkOrderRefusal::open_part_requests));
    if (one.why.empty()) one.why = "lacks";
  }
  return {};
}

}  // namespace kintsugi::api
