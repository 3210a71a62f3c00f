#include "api/http/commands/left_out.h"

#include <set>

#include "api/http/commands/wait_for_tables.h"
#include "core/work_order/rules.h"
#include "projections/orders/orders.h"
#include "schema/description.h"
#include "schema/outlet_commands.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t named_max = 5;  // in the refusal
constexpr std::size_t page_rows = 1000;

using schema::WorkOrderStatus;

// The first of the outlet's open orders that are not among `planned`, and that there are more.
Result<std::string> missing_in(const std::set<std::string>& planned, const std::string& outlet,
                               const projections::RowReader& orders) {
  std::string missing;
  std::size_t named = 0;
  for (auto status = WorkOrderStatus::registered; status <= WorkOrderStatus::on_hold;
       status = static_cast<WorkOrderStatus>(static_cast<unsigned>(status) + 1)) {
    if (!core::work_order::open_statuses.has(status)) continue;
    projections::PageRequest page{page_rows, {}};
    do {
      KINTSUGI_TRY(auto some,
                   projections::list_orders(orders, {.status = status, .outlet = outlet},
                                            projections::Scope::everything(), page));
      for (const schema::OrderRow& row : some.rows) {
        if (planned.contains(row.id)) continue;
        if (named++ == named_max) return missing + " …";
        missing += (missing.empty() ? "" : ", ") + row.id;
      }
      page.after = std::move(some.next);
    } while (!page.after.empty());
  }
  return missing;
}

}  // namespace

std::vector<std::string> orders_left_out(Service& service, const std::string& tenant,
                                         const schema::Command& command) {
  const auto* suspension = command.get_if<schema::SuspendOutlet>();
  if (suspension == nullptr) return {};
  if (suspension->plan.size() >= command.ops()->info->field("plan")->max_length) return {};
  std::set<std::string> planned;
  for (const schema::PlannedOrder& one : suspension->plan) planned.insert(one.order);
  wait_for_tables(service, tenant);
  const auto missing = [&]() -> Result<std::string> {
    KINTSUGI_TRY(const TenantView view, service.view(tenant));
    KINTSUGI_TRY(const auto orders, view.rows("orders"));
    return missing_in(planned, suspension->outlet, *orders);
  }();
  if (!missing || missing->empty()) return {};
  return {"plan=" + *missing};
}

}  // namespace kintsugi::api
