#include "api/http/reading/plan_fill.h"

#include <algorithm>
#include <string>

#include "core/work_order/move_to_outlet.h"
#include "events/schema/runtime/json_writer.h"
#include "projections/directory/directory.h"
#include "projections/orders/orders.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"

namespace kintsugi::api {
namespace {

using schema::BookingStatus;
using schema::WorkOrderStatus;

constexpr WorkOrderStatus open_orders[] = {
    WorkOrderStatus::registered, WorkOrderStatus::assigned,    WorkOrderStatus::scheduled,
    WorkOrderStatus::accepted,   WorkOrderStatus::traveling,   WorkOrderStatus::in_progress,
    WorkOrderStatus::on_hold};

// Visits each open order that the filter takes, until `visit` has enough.
template <class Visit>
Result<void> visit_open(RowsAt& rows, projections::OrderFilter filter,
                        const projections::Scope& scope, std::size_t most, Visit visit) {
  KINTSUGI_TRY(const auto* orders, rows.of("orders"));
  for (const WorkOrderStatus status : open_orders) {
    filter.status = status;
    KINTSUGI_TRY(const auto page, projections::list_orders(*orders, filter, scope,
                                                           {.limit = most, .after = {}}));
    for (const schema::OrderRow& row : page.rows) visit(row);
  }
  return {};
}

std::string plan_text(std::string_view text) {
  std::string out;
  schema::json::write_text(out, text);
  return out;
}

struct Lines {
  std::string text;
  std::size_t count = 0, most = 0;

  void add(std::string line) {
    if (count == most) return;
    ++count;
    text += (text.empty() ? "{" : ",{") + std::move(line) + "}";
  }
};

bool is_under_way(BookingStatus status) {
  return status == BookingStatus::traveling || status == BookingStatus::in_progress ||
         status == BookingStatus::on_break;
}
bool is_open(BookingStatus status) {
  return is_under_way(status) || status == BookingStatus::scheduled ||
         status == BookingStatus::accepted;
}

Result<void> plan_technician(std::string_view id, RowsAt& rows, const projections::Scope& scope,
                             Lines& lines) {
  return visit_open(rows, {.technician = std::string(id)}, scope, lines.most,
                    [&](const schema::OrderRow& row) {
                      for (const schema::Booking& one : row.order.bookings) {
                        if (one.technician != id || !is_open(one.status)) continue;
                        lines.add("\"order\":" + plan_text(row.id) +
                                  ",\"booking\":" + std::to_string(one.number) + ",\"step\":" +
                                  (is_under_way(one.status) ? "\"finish\"" : "\"give_back\""));
                      }
                    });
}

Result<void> plan_outlet(std::string_view id, RowsAt& rows, const projections::Scope& scope,
                         Lines& lines) {
  KINTSUGI_TRY(const auto* directory, rows.of("directory"));
  KINTSUGI_TRY(const auto own, projections::find_entry<schema::Outlet>(*directory, id));
  std::optional<schema::Outlet> above;
  if (own && !own->parent.empty()) {
    KINTSUGI_TRY(above, projections::find_entry<schema::Outlet>(*directory, own->parent));
  }
  const auto takes = [&](const std::string& brand) {
    return above && above->status == schema::OutletStatus::active &&
           std::find(above->brands.begin(), above->brands.end(), brand) != above->brands.end();
  };
  return visit_open(rows, {.outlet = std::string(id)}, scope, lines.most,
                    [&](const schema::OrderRow& row) {
                      const std::string to = core::work_order::is_visited(row.order)
                                                 ? std::string(id)
                                             : takes(row.order.brand) ? own->parent
                                                                      : std::string();
                      lines.add("\"order\":" + plan_text(row.id) + ",\"outlet\":" + plan_text(to));
                    });
}

}  // namespace

Result<void> fill_plans(std::string_view thing, std::string_view id, RowsAt& rows,
                        const projections::Scope& scope, std::vector<Possible>& possible) {
  for (Possible& one : possible) {
    const bool of_technician = thing == "technician" && one.command->name == "suspend_technician";
    const bool of_outlet = thing == "outlet" && one.command->name == "suspend_outlet";
    if ((!of_technician && !of_outlet) || !one.why.empty()) continue;
    Lines lines;
    lines.most = one.command->field("plan")->max_length;
    KINTSUGI_TRY_OK(of_technician ? plan_technician(id, rows, scope, lines)
                                  : plan_outlet(id, rows, scope, lines));
    if (lines.count > 0) one.fill.emplace_back("plan", "[" + lines.text + "]");
  }
  return {};
}

}  // namespace kintsugi::api
