#include "api/http/reading/day.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "api/http/reading/possible.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/rules/lines.h"
#include "core/tariff/price.h"
#include "core/work_order/rules.h"
#include "events/schema/runtime/json.h"
#include "projections/directory/directory.h"
#include "projections/inventory/inventory.h"
#include "projections/orders/orders.h"
#include "schema/tariff_state.h"
#include "schema/technician_state.h"
#include "schema/warranty_claim_state.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;
namespace rules = core::rules;
namespace tariff = core::tariff;
using schema::BookingStatus;

constexpr std::size_t jobs_max = 100;
constexpr std::size_t parts_max = 300;
constexpr std::size_t repairs_max = 3;

void append(std::string& items, const std::string& item) {
  items += items.empty() ? "" : ",";
  items += item;
}

const lists::List& declared(std::string_view name) { return *lists::find(name); }

bool is_his(const schema::Booking& booking, std::string_view technician) {
  return booking.technician == technician && booking.status != BookingStatus::declined &&
         booking.status != BookingStatus::canceled && booking.status != BookingStatus::no_show &&
         booking.status != BookingStatus::abnormal;
}

// He goes with its lead.
bool is_member(const schema::WorkOrder& order, const schema::Booking& booking,
               std::string_view technician) {
  return std::any_of(order.crew.begin(), order.crew.end(), [&](const schema::CrewMember& one) {
    return one.booking == booking.number && one.technician == technician;
  });
}

// His latest booking of the order's round, as its lead or of its crew; null: he has none.
const schema::Booking* booking_of(const schema::WorkOrder& order, std::string_view technician) {
  const schema::Booking* found = nullptr;
  for (const schema::Booking& one : order.bookings) {
    if (one.round != order.round) continue;
    if (is_his(one, technician) || is_member(order, one, technician)) found = &one;
  }
  return found;
}

}  // namespace

Day::Day(RowsAt& rows, const Principal& principal, Instant at)
    : rows_(rows), principal_(principal), at_(at), day_(core::day_of(at)) {}

void Day::refer(std::string_view type, const std::string& id) {
  if (!id.empty()) names_[type].insert(id);
}

Result<schema::OrderRow> Day::order_row(const std::string& id) {
  KINTSUGI_TRY(const auto* orders, rows_.of("orders"));
  return projections::order_card(*orders, id, all_);
}

// Orders of which he has a booking of that kind, each once, soonest first.
Result<std::vector<Day::Job>> Day::booked(std::string_view condition, std::string_view value) {
  const lists::List& bookings = declared("bookings");
  lists::Query query;
  KINTSUGI_TRY_OK(lists::add_condition(bookings, "technician", principal_.technician, query));
  KINTSUGI_TRY_OK(lists::add_condition(bookings, condition, value, query));
  KINTSUGI_TRY(const auto* orders, rows_.of("orders"));
  std::vector<Job> jobs;
  KINTSUGI_TRY(const auto end,
               lists::read_page(bookings, *orders, query, rows_.viewer(all_), {jobs_max, {}},
                                [&](const lists::Item& item) {
                                  const auto order = lists::value_of(item, bookings.id.front());
                                  jobs.push_back({std::string(order.text), 0, 0});
                                  return true;
                                }));
  more_ = more_ || !end.next.empty();
  return jobs;
}

// Orders to which he goes with another, the latest visits first.
Result<void> Day::add_crews(std::vector<Job>& jobs) {
  const lists::List& crews = declared("crew_members");
  lists::Query query;
  KINTSUGI_TRY_OK(lists::add_condition(crews, "technician", principal_.technician, query));
  KINTSUGI_TRY(const auto* orders, rows_.of("orders"));
  KINTSUGI_TRY(const auto end,
               lists::read_page(crews, *orders, query, rows_.viewer(all_), {jobs_max, {}},
                                [&](const lists::Item& item) {
                                  const auto order = lists::value_of(item, crews.id.front());
                                  jobs.push_back({std::string(order.text), 0, 0});
                                  return true;
                                }));
  static_cast<void>(end);  // what lies further back is done
  return {};
}

Result<std::vector<Day::Job>> Day::open_jobs() {
  KINTSUGI_TRY(std::vector<Job> jobs,
               booked("status", "scheduled,accepted,traveling,in_progress,on_break"));
  KINTSUGI_TRY_OK(add_crews(jobs));
  const lists::List& list = declared("work_orders");
  KINTSUGI_TRY(const auto* orders, rows_.of("orders"));
  lists::Query reported;
  KINTSUGI_TRY_OK(lists::add_condition(list, "technician", principal_.technician, reported));
  KINTSUGI_TRY_OK(lists::add_condition(list, "status", "work_reported", reported));
  KINTSUGI_TRY(const auto end,
               lists::read_page(list, *orders, reported, rows_.viewer(all_), {jobs_max, {}},
                                [&](const lists::Item& item) {
                                  jobs.push_back({lists::id_of(list, item), 0, 0});
                                  return true;
                                }));
  more_ = more_ || !end.next.empty();
  std::sort(jobs.begin(), jobs.end(),
            [](const Job& a, const Job& b) { return a.order < b.order; });
  jobs.erase(std::unique(jobs.begin(), jobs.end(),
                         [](const Job& a, const Job& b) { return a.order == b.order; }),
             jobs.end());
  for (Job& job : jobs) {
    KINTSUGI_TRY(const auto row, order_row(job.order));
    const schema::Booking* booking = booking_of(row.order, principal_.technician);
    if (booking == nullptr) continue;  // of an earlier round: not his any more
    const bool over = core::work_order::is_over(booking->status);
    if (over && row.order.status != schema::WorkOrderStatus::work_reported) continue;
    job.booking = booking->number;
    job.starts_at = booking->starts_at;
  }
  std::erase_if(jobs, [](const Job& job) { return job.booking == 0; });
  // What has no time stands last.
  std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) {
    return std::pair(a.starts_at == 0, a.starts_at) < std::pair(b.starts_at == 0, b.starts_at);
  });
  return jobs;
}

// What he may send to the order now, by its status and his duty.
Result<std::string> Day::commands_json(const std::string& order) {
  const lists::List& list = declared("work_orders");
  KINTSUGI_TRY(const auto* orders, rows_.of("orders"));
  std::string out;
  Result<std::vector<Possible>> possible;
  KINTSUGI_TRY_OK(lists::read_item(list, *orders, order, [&](const lists::Item& item) {
    possible = possible_commands(list, item, {rows_, principal_, at_});
  }));
  KINTSUGI_TRY_OK(possible);
  for (const Possible& one : *possible)
    if (one.why.empty()) append(out, json_text(one.command->name));
  return out;
}

Result<std::string> Day::asset_json(const std::string& asset) {
  if (asset.empty()) return std::string("null");
  const lists::List& list = *lists::of_things("asset");
  KINTSUGI_TRY(const auto* cases, rows_.of(list.info->model));
  std::string out = "null";
  KINTSUGI_TRY_OK(lists::read_item(list, *cases, asset, [&](const lists::Item& item) {
    out.clear();
    lists::write_item(out, list, item);
  }));
  return out;
}

// What became of the claim that the maker pays: then who pays is known at the door.
Result<std::string> Day::claim_json(const std::string& order) {
  const lists::List& list = declared("warranty_claims");
  KINTSUGI_TRY(const auto* cases, rows_.of(list.info->model));
  std::string out = "null";
  KINTSUGI_TRY_OK(lists::read_item(list, *cases, order, [&](const lists::Item& item) {
    const auto& claim = *static_cast<const schema::WarrantyClaim*>(item.row);
    out = "{\"status\":" + json_text(schema::name_of(claim.status)) +
          ",\"reason\":" + json_text(claim.reason) + "}";
  }));
  return out;
}

// What was done to the machine before, newest first: no customer, no money.
Result<std::string> Day::repairs_json(const schema::WorkOrder& order, const std::string& id) {
  if (order.asset.empty()) return std::string();
  const lists::List& list = declared("work_orders");
  KINTSUGI_TRY(const auto* orders, rows_.of("orders"));
  lists::Query query;
  KINTSUGI_TRY_OK(lists::add_condition(list, "asset", order.asset, query));
  std::vector<std::string> ids;
  KINTSUGI_TRY_OK(lists::read_page(list, *orders, query, rows_.viewer(all_), {20, {}},
                                   [&](const lists::Item& item) {
                                     ids.push_back(lists::id_of(list, item));
                                     return true;
                                   }));
  std::string out;
  std::size_t found = 0;
  for (const std::string& one : ids) {
    if (one == id || found == repairs_max) continue;
    KINTSUGI_TRY(const auto row, order_row(one));
    const schema::WorkOrder& other = row.order;
    if (other.completed_at == 0) continue;
    ++found;
    refer("technician", other.technician);
    std::string parts;
    for (const schema::UsedPart& part : other.parts) {
      if (part.withdrawn) continue;
      refer("part", part.part);
      append(parts, "{\"part\":" + json_text(part.part) +
                        ",\"quantity\":" + std::to_string(part.quantity) + "}");
    }
    append(out, "{\"order\":" + json_text(one) + ",\"at\":" +
                    json_text(format_instant(instant_from_ms(other.completed_at))) +
                    ",\"technician\":" + json_text(other.technician) + ",\"symptom\":" +
                    json_text(other.symptom) + ",\"fault\":" + json_text(other.fault) +
                    ",\"cause\":" + json_text(other.fault_cause) + ",\"parts\":[" + parts + "]}");
  }
  return out;
}

// Of what makes the price up, what there is.
std::string price_json(const std::string& id, std::string_view item, std::int64_t at_least,
                       const tariff::Price& price) {
  std::string out = "{\"tariff\":" + json_text(id) +
                    ",\"version\":" + std::to_string(price.version) +
                    ",\"item\":" + json_text(item) +
                    ",\"unit_price\":" + std::to_string(price.unit_price);
  const auto tell = [&](std::string_view name, std::int64_t value) {
    if (value != 0) out.append(",\"").append(name).append("\":").append(std::to_string(value));
  };
  tell("at_least", at_least);
  tell("free_quantity", price.free_quantity);
  tell("rate", price.rate);
  if (!price.of_item.empty()) out += ",\"of_item\":" + json_text(price.of_item);
  tell("of_price", price.of_price);
  tell("cap_per_visit", price.cap_per_visit);
  if (price.once_per_visit) out += ",\"once_per_visit\":true";
  return out + "}";
}

// What each item of each tariff costs for this order on the day, as the charge itself will find it.
Result<std::string> Day::prices_json(const schema::WorkOrder& order) {
  const lists::List& list = declared("tariffs");
  KINTSUGI_TRY(const auto* directory, rows_.of(list.info->model));
  std::vector<std::string> ids;
  KINTSUGI_TRY_OK(lists::read_page(list, *directory, {}, rows_.viewer(all_), {jobs_max, {}},
                                   [&](const lists::Item& item) {
                                     ids.push_back(lists::id_of(list, item));
                                     return true;
                                   }));
  std::string out;
  for (const std::string& id : ids) {
    KINTSUGI_TRY(const auto tariff, projections::find_entry<schema::Tariff>(*directory, id));
    const schema::TariffVersion* version =
        tariff ? rules::in_force(tariff->versions, day_) : nullptr;
    if (version == nullptr) continue;
    refer("tariff", id);
    // Each step of an item has a price of its own.
    std::set<std::pair<std::string_view, std::int64_t>> items;
    for (const schema::TariffLine& line : version->lines) items.insert({line.item, line.at_least});
    for (const auto& [item, at_least] : items) {
      const auto price = tariff::price_in(*version, {.brand = order.brand,
                                                     .category = order.category,
                                                     .model = order.model,
                                                     .service_type = order.service_type,
                                                     .item = item,
                                                     .area = order.area,
                                                     .at_least = at_least});
      if (!price || version->lines[price->line - 1].at_least != at_least) continue;
      append(out, price_json(id, item, at_least, *price));
    }
  }
  return out;
}

Result<std::string> Day::job_json(const Job& job) {
  KINTSUGI_TRY(const schema::OrderRow row, order_row(job.order));
  refer("outlet", row.order.outlet);
  refer("brand", row.order.brand);
  for (const schema::UsedPart& part : row.order.parts) refer("part", part.part);
  for (const schema::Booking& booking : row.order.bookings)
    if (booking.number == job.booking) refer("technician", booking.technician);
  for (const schema::CrewMember& one : row.order.crew) refer("technician", one.technician);
  for (const schema::Charge& charge : row.order.charges) refer("tariff", charge.tariff);
  KINTSUGI_TRY(const std::string commands, commands_json(job.order));
  KINTSUGI_TRY(const std::string asset, asset_json(row.order.asset));
  KINTSUGI_TRY(const std::string claim, claim_json(job.order));
  KINTSUGI_TRY(const std::string repairs, repairs_json(row.order, job.order));
  KINTSUGI_TRY(const std::string prices, prices_json(row.order));
  std::string out = "{\"order\":";
  schema::write_json(out, row);
  return out + ",\"booking\":" + std::to_string(job.booking) + ",\"version\":\"" +
         std::to_string(row.version) + "\",\"commands\":[" + commands + "],\"asset\":" + asset +
         ",\"claim\":" + claim + ",\"repairs\":[" + repairs + "],\"prices\":[" + prices + "]}";
}

// Visits that ended today, without what is of no more use on the way.
Result<std::string> Day::done_json() {
  const std::string since = format_instant(core::start_of(day_));
  KINTSUGI_TRY(const auto jobs, booked("ended_at.from", since));
  std::set<std::string> ids;
  for (const Job& job : jobs) ids.insert(job.order);
  std::string out;
  for (const std::string& id : ids) {
    KINTSUGI_TRY(const auto row, order_row(id));
    for (const schema::Booking& one : row.order.bookings) {
      const bool today = one.ended_at >= to_ms(core::start_of(day_));
      if (!is_his(one, principal_.technician) || !today) continue;
      append(out, "{\"order\":" + json_text(id) + ",\"booking\":" + std::to_string(one.number) +
                      ",\"status\":" + json_text(schema::name_of(one.status)) +
                      ",\"order_status\":" + json_text(schema::name_of(row.order.status)) +
                      ",\"ended_at\":" +
                      json_text(format_instant(instant_from_ms(one.ended_at))) + ",\"area\":" +
                      json_text(row.order.area) + ",\"category\":" +
                      json_text(row.order.category) + "}");
    }
  }
  return out;
}

Result<std::string> Day::custody_json() {
  KINTSUGI_TRY(const auto* inventory, rows_.of("inventory"));
  projections::StockFilter filter;
  filter.technician = principal_.technician;
  KINTSUGI_TRY(const auto page,
               projections::list_custody(*inventory, filter, all_, {parts_max, {}}));
  more_ = more_ || !page.next.empty();
  for (const auto& row : page.rows) refer("part", row.part);
  return rows_json(page.rows);
}

Result<std::string> Day::technician_json() {
  KINTSUGI_TRY(const auto* directory, rows_.of("directory"));
  KINTSUGI_TRY(const auto he, projections::find_entry<schema::Technician>(
                                  *directory, principal_.technician));
  if (principal_.technician.empty() || !he)
    return fail(ErrorKind::not_found, "technician.not_found",
                "operator " + principal_.operator_id + " is no technician");
  refer("outlet", he->outlet);
  return "{\"id\":" + json_text(principal_.technician) + ",\"name\":" + json_text(he->name) +
         ",\"outlet\":" + json_text(he->outlet) +
         ",\"cash_held\":" + std::to_string(he->cash_held) +
         ",\"cash_limit\":" + std::to_string(he->cash_limit) + "}";
}

Result<std::string> Day::members(const std::string& policy) {
  KINTSUGI_TRY(const std::string technician, technician_json());
  KINTSUGI_TRY(const auto open, open_jobs());
  std::string jobs;
  for (const Job& job : open) {
    KINTSUGI_TRY(const std::string one, job_json(job));
    append(jobs, one);
  }
  KINTSUGI_TRY(const std::string done, done_json());
  KINTSUGI_TRY(const std::string custody, custody_json());
  KINTSUGI_TRY(const std::string names, names_json(rows_, principal_, names_));
  return "\"technician\":" + technician +
         ",\"day\":" + json_text(core::calendar::format_date(day_)) + ",\"jobs\":[" + jobs +
         "],\"done\":[" + done + "],\"custody\":[" + custody +
         "],\"more\":" + (more_ ? "true" : "false") + ",\"policy\":" + policy +
         ",\"names\":" + names;
}

}  // namespace kintsugi::api
