// Who could go to an order: what `decide` would say of each technician of its outlet, before
// anything is sent.

#include <array>

#include "api/http/reading/moment.h"
#include "api/http/reading/names.h"
#include "api/http/reading/rows_at.h"
#include "api/http/reading/trial_source.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/trial/candidates.h"
#include "projections/directory/directory.h"
#include "projections/orders/orders.h"
#include "schema/part_request_state.h"
#include "schema/stock_state.h"
#include "schema/technician_state.h"

namespace kintsugi::api {

namespace {

namespace trial = core::trial;
using Said = core::work_order::CheckSaid;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t minutes_max = 720, bookings_max = 1000;

void append(std::string& items, const std::string& item) {
  items += items.empty() ? "" : ",";
  items += item;
}

Result<std::int64_t> whole(const Call& call, std::string_view name, std::int64_t otherwise,
                           std::int64_t most) {
  const std::string text = parameter_of(call.request, name);
  if (text.empty()) return otherwise;
  const auto number = parse_position(text);
  if (!number || number->value < 1 || number->value > most)
    return invalid("request.bad_parameter",
                   std::string(name) + ": from 1 to " + std::to_string(most));
  return number->value;
}

Result<std::int64_t> time_of(const Call& call, std::string_view name) {
  const std::string text = parameter_of(call.request, name);
  if (text.empty()) return 0;
  const auto time = parse_begin(text);
  if (!time) return invalid("request.bad_parameter", std::string(name) + ": a time or a day");
  return to_ms(*time);
}

// Of a booking that is moved, its own length unless told.
std::int64_t usual_minutes(const schema::WorkOrder& order, std::int64_t booking) {
  for (const schema::Booking& one : order.bookings)
    if (one.number == booking && one.ends_at > one.starts_at)
      return std::min((one.ends_at - one.starts_at) / minute_ms, minutes_max);
  return 60;
}

Result<trial::Wanted> wanted_of(const Call& call, const schema::WorkOrder& order, Instant now) {
  trial::Wanted wanted{.order = std::string(call.request.path_value("id")),
                       .reason = parameter_of(call.request, "reason")};
  KINTSUGI_TRY(const std::int64_t booking, whole(call, "booking", 0, bookings_max));
  wanted.booking = static_cast<std::uint16_t>(booking);
  KINTSUGI_TRY(const std::int64_t minutes,
               whole(call, "minutes", usual_minutes(order, booking), minutes_max));
  wanted.length = minutes * minute_ms;
  KINTSUGI_TRY(wanted.starts_at, time_of(call, "at"));
  KINTSUGI_TRY(const std::int64_t day, time_of(call, "day"));
  const std::int64_t then = wanted.starts_at != 0 ? wanted.starts_at : day;
  wanted.day = core::day_of(then != 0 ? instant_from_ms(then) : now);
  // In the evening who asks about no day means the next one.
  if (then == 0 && trial::starts_on(wanted.day, wanted.length, now).empty()) ++wanted.day;
  return wanted;
}

// All of the outlet, or the one who is named, where whoever asks sees him.
Result<std::vector<std::string>> asked_technicians(const Call& call, const Reading& reading,
                                                   const schema::WorkOrder& order) {
  const std::string one = parameter_of(call.request, "technician");
  if (one.empty()) return technicians_of(reading.view, order.outlet);
  KINTSUGI_TRY(const auto directory, reading.rows("directory"));
  KINTSUGI_TRY(const auto he, projections::find_entry<schema::Technician>(*directory, one));
  if (!he || !reading.scope.sees(he->outlet))
    return fail(ErrorKind::not_found, "technician.not_found", "there is no technician " + one);
  return std::vector{one};
}

std::string checks_json(const trial::Candidate& candidate) {
  constexpr std::array<std::string_view, 4> verdicts{"pass", "overridden", "override", "refused"};
  std::string out;
  for (const Said& one : candidate.checks)
    append(out, "{\"check\":" + json_text(schema::name_of(one.check)) + ",\"verdict\":" +
                    json_text(verdicts[static_cast<std::size_t>(one.verdict)]) + ",\"found\":" +
                    json_text(one.found) + "}");
  return "[" + out + "]";
}

std::string debts_json(const trial::Candidate& candidate) {
  std::string out;
  for (const core::work_order::Debt& one : candidate.debts)
    append(out, json_text(schema::name_of(one.kind)));
  return "[" + out + "]";
}

// What the order waits for, and how much of it he has with him.
Result<std::string> parts_json(const schema::WorkOrder& order, const std::string& technician,
                               core::Reads& reads, projections::lists::References& names) {
  std::string out;
  for (const std::string& id : order.part_requests) {
    const auto* request = reads.find<schema::PartRequest>(id);
    if (request == nullptr) continue;
    const auto* carried = reads.find<schema::Custody>(technician + ":" + request->part + ":good");
    names["part"].insert(request->part);
    append(out, "{\"part\":" + json_text(request->part) +
                    ",\"needed\":" + std::to_string(request->quantity) + ",\"carried\":" +
                    std::to_string(carried == nullptr ? 0 : carried->quantity) + "}");
  }
  if (reads.failure()) return tl::unexpected(*reads.failure());
  return "[" + out + "]";
}

std::string time_json(std::int64_t ms) {
  return ms == 0 ? "null" : json_text(format_instant(instant_from_ms(ms)));
}

// By when the booking that is moved has to be accepted; 0: it is, or none is moved.
std::int64_t accept_by(const schema::WorkOrder& order, std::uint16_t booking) {
  for (const schema::Booking& one : order.bookings)
    if (one.number == booking && one.status == schema::BookingStatus::scheduled)
      return one.accept_by;
  return 0;
}

std::string candidate_json(const Call& call, const trial::Candidate& one,
                           const std::string& parts) {
  constexpr std::array<std::string_view, 3> verdicts{"pass", "override", "refused"};
  const trial::Visit& visit = one.visit;
  const std::int64_t after = one.minutes + visit.length() / minute_ms;
  const schema::TypeInfo& type = *one.command.ops()->info;
  std::string refusal = "null";
  if (one.refusal)
    refusal = "{\"code\":" + json_text(one.refusal->code) + ",\"title\":" +
              json_text(title_of(one.refusal->code, 409, call.request.language)) + "}";
  return "{\"technician\":" + json_text(visit.technician) +
         ",\"starts_at\":" + time_json(visit.starts_at) +
         ",\"ends_at\":" + time_json(visit.ends_at) + ",\"verdict\":" +
         json_text(verdicts[static_cast<std::size_t>(one.verdict())]) +
         ",\"checks\":" + checks_json(one) + ",\"refusal\":" + refusal +
         ",\"load\":{\"minutes\":" + std::to_string(one.minutes) +
         ",\"after\":" + std::to_string(after) + ",\"limit\":" + std::to_string(one.minutes_max) +
         "},\"distance_m\":" + (one.distance_m < 0 ? "null" : std::to_string(one.distance_m)) +
         ",\"parts\":" + parts + ",\"debts\":" + debts_json(one) +
         ",\"repaired_at\":" + time_json(one.repaired_at) +
         ",\"command\":" + json_text(type.name) + ",\"path\":" + json_text(type.route) +
         ",\"body\":" + body_of(one.command) + "}";
}

Result<Response> get_candidates(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const auto orders, reading.rows("orders"));
  KINTSUGI_TRY(const auto card, projections::order_card(*orders, call.request.path_value("id"),
                                                        reading.scope));
  KINTSUGI_TRY(const Instant now, judged_at(call, reading));
  KINTSUGI_TRY(const trial::Wanted wanted, wanted_of(call, card.order, now));
  KINTSUGI_TRY(const auto technicians, asked_technicians(call, reading, card.order));
  const Actor actor = call.edge.guard.actor_of(call.request, call.principal);
  TrialSource source(call.edge.service.node(), call.principal.tenant,
                     reading.view.past ? reading.view.rows_at.get() : nullptr,
                     "operator/" + call.principal.operator_id);
  const trial::Attempt attempt{source, actor, now};
  KINTSUGI_TRY(const auto found, trial::candidates(wanted, technicians, attempt));
  core::Reads reads = attempt.reads();
  projections::lists::References names;
  std::string items;
  for (const trial::Candidate& one : found) {
    names["technician"].insert(one.visit.technician);
    KINTSUGI_TRY(const std::string parts,
                 parts_json(card.order, one.visit.technician, reads, names));
    append(items, candidate_json(call, one, parts));
  }
  RowsAt rows(reading);
  KINTSUGI_TRY(const std::string called, names_json(rows, call.principal, names));
  std::string body = "{\"order\":" + json_text(wanted.order) +
                     ",\"booking\":" + std::to_string(wanted.booking) +
                     ",\"day\":" + json_text(core::calendar::format_date(wanted.day)) +
                     ",\"minutes\":" + std::to_string(wanted.length / minute_ms) +
                     ",\"now\":" + time_json(to_ms(now)) +
                     ",\"window_from\":" + time_json(card.order.window_from) +
                     ",\"window_until\":" + time_json(card.order.window_until) +
                     ",\"accept_by\":" + time_json(accept_by(card.order, wanted.booking)) +
                     ",\"arrive_by\":" + time_json(card.order.promise.arrive_by) +
                     ",\"complete_by\":" + time_json(card.order.promise.complete_by) +
                     ",\"candidates\":[" + items + "],\"names\":" + called + ",\"position\":\"" +
                     std::to_string(reading.view.last().value) + "\"}";
  return read_response(reading, std::move(body));
}

}  // namespace

std::span<const Route> candidate_routes() {
  static constexpr std::array<std::string_view, 4> duties{"administrator", "auditor",
                                                          "call_centre", "dispatcher"};
  static constexpr Parameter of_visit[] = {
      {.name = "day",
       .text = "unless told, today; tomorrow, where today is too late",
       .takes = Parameter::Takes::begin},
      {.name = "minutes",
       .text = "how long the visit is; 60, or as long as the booking that is moved",
       .takes = Parameter::Takes::count,
       .max = minutes_max},
      {.name = "at",
       .text = "exactly then; else the best time of the day, from eight to eight",
       .takes = Parameter::Takes::begin},
      {.name = "technician", .text = "him alone; else all of the order's outlet"},
      {.name = "booking",
       .text = "that is moved; else a new one",
       .takes = Parameter::Takes::count,
       .max = bookings_max},
      {.name = "reason", .text = "why a booking is moved"},
      {"outlet", "only where the order is its or lies below it"}};
  static constexpr Route table[] = {
      {.path = "/v1/work_orders/{id}/candidates",
       .summary = "Who could go to an order on a day, best first, with what each check says",
       .handler = get_candidates,
       .rights = {.duties = duties},
       .parameters = of_visit,
       .row = "candidates_answer"},
  };
  return table;
}

}  // namespace kintsugi::api
