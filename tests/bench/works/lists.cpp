#include "tests/bench/works/lists.h"

#include <fmt/format.h>

#include "projections/tables/key.h"
#include "tests/bench/works/company.h"

namespace kintsugi::bench {
namespace {

using projections::Key;
using From = std::function<std::string(Choice&)>;

std::string page(std::string_view path, std::string_view more = {}) {
  return fmt::format("/v1/{}?limit={}{}", path, page_rows, more);
}
const histories::CompanySize& size() {
  static const histories::CompanySize of = company_at_work().timeline.size;
  return of;
}
int one_of(int count, Choice& choice) { return static_cast<int>(choice.below(count)); }
int any_outlet(Choice& choice) { return 1 + one_of(size().outlets, choice); }
std::string outlet(Choice& choice) { return histories::outlet_id(any_outlet(choice)); }
std::string warehouse(Choice& choice) { return histories::warehouse_id(any_outlet(choice)); }
std::string technician(Choice& choice) {
  return histories::technician_id(one_of(size().technicians, choice));
}
std::string part(Choice& choice) { return histories::part_id(one_of(size().parts, choice)); }
std::string status(Choice& choice) {
  static constexpr const char* all[] = {"registered", "scheduled", "in_progress", "work_reported",
                                        "posted"};
  return all[choice.below(std::ssize(all))];
}
std::string clerk(Choice& choice) { return histories::dispatcher_of(any_outlet(choice)); }

// First octets as the projections have them: rows of orders, of what waits, of stock, cards, wages,
// customers.
std::string from_order(Choice& choice) { return std::string(Key(2).text(choice.order()).bytes()); }
std::string from_item(Choice& choice) {
  return std::string(Key(2).text("work_order/" + choice.order()).bytes());
}
std::string from_stock(Choice& choice) {
  return std::string(Key(2).text(warehouse(choice)).text(part(choice)).bytes());
}
std::string from_custody(Choice& choice) {
  return std::string(Key(3).text(technician(choice)).bytes());
}
std::string from_line(Choice& choice) {
  return std::string(Key(4).text(warehouse(choice)).text(part(choice)).bytes());
}
std::string from_sheet(Choice&) { return std::string(Key(3).bytes()); }
std::string from_wage_line(Choice&) { return std::string(Key(2).bytes()); }
std::string from_customer(Choice& choice) {
  return std::string(Key(3).text(choice.customer()).bytes());
}

std::vector<List> of_orders() {
  return {{"orders", [](Choice&) { return page("orders"); }, "orders", from_order},
          {"orders_by_outlet", [](Choice& c) { return page("orders", "&outlet=" + outlet(c)); },
           "orders", from_order},
          {"orders_by_status", [](Choice& c) { return page("orders", "&status=" + status(c)); },
           "orders", from_order},
          {"orders_by_technician",
           [](Choice& c) { return page("orders", "&technician=" + technician(c)); }, "orders",
           from_order},
          {"orders_of_a_technician_by_status",
           [](Choice& c) {
             return page("orders", "&technician=" + technician(c) + "&status=" + status(c));
           },
           "orders", from_order},
          {"orders_by_customer",
           [](Choice& c) { return page("orders", "&customer=" + c.customer()); },
           "orders", from_order},
          {"order_timeline",
           [](Choice& c) { return page("orders/" + c.order() + "/timeline"); },
           "",
           {}}};
}

std::vector<List> of_stock_and_wages() {
  return {
      {"queues", [](Choice&) { return page("queues"); }, "queues", from_item},
      {"queue",
       [](Choice& c) { return page(c.below(2) == 0 ? "queues/to_accept" : "queues/registered"); },
       "queues", from_item},
      {"stock", [](Choice& c) { return page("inventory", "&warehouse=" + warehouse(c)); },
       "inventory", from_stock},
      {"stock_by_part", [](Choice& c) { return page("inventory", "&part=" + part(c)); },
       "inventory", from_stock},
      {"stock_card",
       [](Choice& c) { return page("inventory/" + warehouse(c) + "/" + part(c) + "/good/ledger"); },
       "inventory", from_line},
      {"custody", [](Choice& c) { return page("custody", "&technician=" + technician(c)); },
       "inventory", from_custody},
      {"custody_by_part", [](Choice& c) { return page("custody", "&part=" + part(c)); },
       "inventory", from_custody},
      {"wage_sheets", [](Choice&) { return page("wages/sheets", "&period=2026-01"); }, "wages",
       from_sheet},
      {"wage_lines_of_a_technician",
       [](Choice& c) { return page("wages", "&technician=" + technician(c)); }, "wages",
       from_wage_line}};
}

std::vector<List> of_audit() {
  return {{"audit", [](Choice&) { return page("audit"); }, "", {}},
          {"audit_of_an_operator",
           [](Choice& c) { return page("audit", "&operator=" + clerk(c)); },
           "",
           {}},
          {"audit_by_command",
           [](Choice&) { return page("audit", "&command=post_work_order"); },
           "",
           {}},
          {"audit_of_an_order",
           [](Choice& c) { return page("audit", "&stream=work_order/" + c.order()); },
           "",
           {}},
          {"lookup_customer",
           [](Choice& c) { return page("lookup/customer", "&q=" + c.customer()); },
           "directory", from_customer},
          {"lookup_order", [](Choice& c) { return page("lookup/work_order", "&q=" + c.order()); },
           "orders", from_order},
          {"density", [](Choice&) { return page("log/density"); }, "", {}}};
}

std::vector<List> of_reports() {
  return {{"report_repair_status",
           [](Choice& c) { return page("reports/repair_status", "&outlet=" + outlet(c)); },
           "orders", from_order},
          {"report_stock_detail",
           [](Choice& c) { return page("reports/stock_detail", "&warehouse=" + warehouse(c)); },
           "inventory", from_stock},
          {"report_stock_summary", [](Choice&) { return page("reports/stock_summary"); },
           "inventory", from_stock},
          {"report_part_movements",
           [](Choice& c) { return page("reports/part_movements", "&technician=" + technician(c)); },
           "inventory", from_custody},
          {"report_installer_wages",
           [](Choice&) { return page("reports/installer_wages", "&period=2026-01"); }, "wages",
           from_sheet},
          {"report_operation_log", [](Choice&) { return page("reports/operation_log"); }, "", {}}};
}

}  // namespace

const std::vector<List>& all_lists() {
  static const std::vector<List> lists = [] {
    std::vector<List> all;
    for (const auto& some : {of_orders(), of_stock_and_wages(), of_audit(), of_reports()})
      all.insert(all.end(), some.begin(), some.end());
    return all;
  }();
  return lists;
}

}  // namespace kintsugi::bench
