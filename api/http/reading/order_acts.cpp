#include "api/http/reading/order_acts.h"

#include "core/work_order/lacks.h"
#include "core/work_order/rules.h"

namespace kintsugi::api {
namespace {

namespace orders = core::work_order;

std::vector<schema::WorkOrderRefusal> lacks_of(const schema::WorkOrder& order,
                                               std::string_view command) {
  if (command == "complete_work_order") return orders::lacks_to_complete(order);
  if (command == "clear_ticket") return orders::lacks_to_clear(order);
  if (command == "post_work_order") return orders::lacks_to_post(order);
  return {};
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

void judge_by_order(const schema::WorkOrder& order, Possible& one) {
  if (!one.in_time) return;
  for (const auto lack : lacks_of(order, one.command->name))
    one.lacks.push_back(schema::refusal_code(lack));
  if (!one.lacks.empty() && one.why.empty()) one.why = "lacks";
  if (!is_needless(order, one.command->name)) return;
  one.in_time = false;
  if (one.why.empty()) one.why = "status";
}

}  // namespace kintsugi::api
