#include <algorithm>
#include <string>
#include <vector>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "core/wage/rate.h"
#include "core/wage/wage.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"
#include "schema/wage_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::WageRefusal;

namespace {

constexpr std::int64_t adjustment_max = 100'000'000'000;  // fen, either sign

bool is_finished_by_ours(const schema::Booking& booking) {
  const bool finished = booking.status == schema::BookingStatus::completed ||
                        booking.status == schema::BookingStatus::partly_completed;
  return finished && !booking.technician.empty();
}

// The last round in which somebody of ours finished a visit: what came after it was helped by
// telephone, or by a third party.
std::uint16_t round_of_work(const schema::WorkOrder& order) {
  std::uint16_t round = 0;
  for (const schema::Booking& booking : order.bookings)
    if (is_finished_by_ours(booking)) round = std::max(round, booking.round);
  return round;
}

// Whoever finished a visit in that round, the last one first, each once; else the order's lead.
std::vector<schema::WageShare> crew_of(const schema::WorkOrder& order) {
  std::vector<schema::WageShare> crew;
  const std::uint16_t round = round_of_work(order);
  for (auto booking = order.bookings.rbegin(); booking != order.bookings.rend(); ++booking) {
    if (!is_finished_by_ours(*booking) || booking->round != round) continue;
    const bool named = std::any_of(crew.begin(), crew.end(), [&](const schema::WageShare& share) {
      return share.technician == booking->technician;
    });
    if (!named) crew.push_back({.technician = booking->technician, .weight = 0, .amount = 0});
  }
  if (crew.empty() && !order.technician.empty()) {
    crew.push_back({.technician = order.technician, .weight = 0, .amount = 0});
  }
  return crew;
}

// The shares that were told for the visits of that round, each visit alike; nothing is told where
// nobody went with a lead.
Result<std::vector<schema::WageShare>> told_shares(const schema::WorkOrder& order) {
  std::vector<schema::WageShare> crew = crew_of(order);
  crew.reserve(order.bookings.size() + order.crew.size());  // parts name its ids where they lie
  std::vector<money::Part> parts;
  for (const schema::WageShare& share : crew) parts.push_back({share.technician, 0});
  bool told = false;
  const std::uint16_t round = round_of_work(order);
  const auto give = [&](const std::string& technician, std::int64_t weight) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const money::Part& part) {
      return part.id == technician;
    });
    if (found != parts.end()) {
      found->weight += weight;
      return;
    }
    crew.push_back({.technician = technician, .weight = 0, .amount = 0});
    parts.push_back({crew.back().technician, weight});
  };
  for (const schema::Booking& booking : order.bookings) {
    if (!is_finished_by_ours(booking) || booking.round != round) continue;
    std::int64_t leads = money::rate_whole;
    for (const schema::CrewMember& member : order.crew) {
      if (member.booking != booking.number) continue;
      told = true;
      leads -= member.share;
      give(member.technician, member.share);
    }
    give(booking.technician, leads);
  }
  if (!told) return crew;
  KINTSUGI_TRY(const std::vector<std::int64_t> weights, money::split(money::rate_whole, parts));
  for (std::size_t i = 0; i < crew.size(); ++i)
    crew[i].weight = static_cast<std::int32_t>(weights[i]);
  return crew;
}

// A crew that was typed: known technicians, each once, shares of 100 % together or none at all.
Result<std::vector<schema::WageShare>> checked_crew(const std::vector<schema::WageShare>& crew,
                                                    Reads& reads) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < crew.size(); ++i) {
    const schema::WageShare& share = crew[i];
    if (!reads.exists<schema::Technician>(share.technician)) {
      return refuse(WageRefusal::unknown_technician, share.technician);
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (crew[j].technician == share.technician) {
        return refuse(WageRefusal::technician_twice, share.technician);
      }
    }
    if (share.weight < 0) return refuse(WageRefusal::shares_not_whole, share.technician);
    sum += share.weight;
  }
  if (sum != 0 && sum != money::rate_whole) {
    return refuse(WageRefusal::shares_not_whole, std::to_string(sum) + " ten-thousandths");
  }
  return crew;
}

// Each charge is paid to whom it names, whichever round he worked in.
std::vector<schema::WagePiece> charges_of(const schema::WorkOrder& order) {
  std::vector<schema::WagePiece> charges;
  for (const schema::Charge& charge : order.charges) {
    if (charge.status != schema::ChargeStatus::agreed) continue;
    charges.push_back({.item = charge.item,
                       .quantity = charge.quantity,
                       .charge = charge.amount,
                       .line = 0,
                       .wage = 0,
                       .technician = charge.technician});
  }
  return charges;
}

struct Earned {
  wage::RuleInForce rule;
  wage::Rated rated;
  wage::Shares shared;
  bool crew_told = false;  // its shares are not the rule's
};

Result<Earned> earn(const schema::WorkOrder& order, std::vector<schema::WageShare> typed,
                    calendar::Date work_date, Reads& reads) {
  Earned earned{wage::rule_of(order.outlet, work_date, reads), {}, {}, false};
  wage::Work work{order.brand, order.category, order.model, order.service_type, charges_of(order)};
  const bool named = !typed.empty();  // then it is they who share all of it
  if (named)
    for (schema::WagePiece& charge : work.charges) charge.technician.clear();
  std::vector<schema::WageShare> crew = std::move(typed);
  if (!named) {
    KINTSUGI_TRY(crew, told_shares(order));
  }
  if (crew.empty()) return refuse(WageRefusal::no_technician, "nobody finished a visit");
  if (earned.rule.version == nullptr) {
    earned.rated.pieces = work.charges;
  } else {
    KINTSUGI_TRY(earned.rated, wage::rate(*earned.rule.version, work));
  }
  earned.crew_told = std::any_of(crew.begin(), crew.end(),
                                 [](const schema::WageShare& s) { return s.weight != 0; });
  KINTSUGI_TRY(earned.shared, wage::share_among(earned.rule.version, earned.rated, std::move(crew),
                                                earned.crew_told));
  return earned;
}

// An outlet and a month that exist, within the command's scope.
template <class Command>
Result<calendar::Month> month_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY_OK(reads.require<schema::Outlet>(command.outlet));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  const auto month = calendar::parse_month(command.period);
  if (!month) return refuse(WageRefusal::bad_period, command.period);
  return *month;
}

}  // namespace

Result<Events> decide(const schema::EarnWageLine& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  if (order->status != schema::WorkOrderStatus::posted) {
    return refuse(WageRefusal::order_not_posted,
                  command.order + " is " + std::string(schema::name_of(order->status)));
  }
  if (const auto* counted = reads.find<schema::WageOrder>(command.order)) {
    return refuse(WageRefusal::already_earned, command.order + " counts in " + counted->day);
  }
  KINTSUGI_TRY(std::vector<schema::WageShare> crew, checked_crew(command.crew, reads));
  const calendar::Date work_date =
      order->counts_on != 0 ? order->counts_on : day_of(instant_from_ms(order->completed_at));
  KINTSUGI_TRY(const Earned earned, earn(*order, std::move(crew), work_date, reads));
  const calendar::Date day =
      wage::counting_day(order->outlet, work_date, day_of(reads.now()), reads);
  const std::string day_id = wage::day_id(order->outlet, day);
  reads.find<schema::WageDay>(day_id);
  Events events;
  const std::uint32_t version = earned.rule.version == nullptr ? 0 : earned.rule.version->version;
  events.on(day_id, schema::WageEarned{.outlet = order->outlet,
                                       .day = day,
                                       .order = command.order,
                                       .rule = earned.rule.rule,
                                       .rule_version = version,
                                       .work_date = work_date,
                                       .brand = order->brand,
                                       .category = order->category,
                                       .model = order->model,
                                       .service_type = order->service_type,
                                       .pieces = earned.rated.pieces,
                                       .shares = earned.shared.shares,
                                       .total = earned.rated.total,
                                       .crew_told = earned.crew_told,
                                       .apart = earned.shared.apart});
  events.on(command.order, schema::WageOrderCounted{.day = day_id});
  if (version != 0) events.uses_rule("wage_rule/" + earned.rule.rule, version);
  return events;
}

Result<Events> decide(const schema::AdjustWages& command, Reads& reads) {
  KINTSUGI_TRY_OK(reads.require<schema::Outlet>(command.outlet));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY(const schema::Technician* technician,
               reads.require<schema::Technician>(command.technician));
  KINTSUGI_TRY_OK(within_scope(command, technician->outlet, reads));
  if (!command.order.empty()) {
    KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
    KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  }
  if (command.amount == 0 || command.amount > adjustment_max || command.amount < -adjustment_max) {
    return refuse(WageRefusal::bad_amount, std::to_string(command.amount) + " fen");
  }
  if (!is_reason(command.reason)) return refuse(WageRefusal::bad_text);
  const calendar::Date day = day_of(reads.now());
  if (wage::is_approved(command.outlet, calendar::month_of(day), reads)) {
    return refuse(WageRefusal::already_approved, calendar::format_date(day));
  }
  const std::string id = wage::day_id(command.outlet, day);
  reads.find<schema::WageDay>(id);
  Events events;
  events.on(id, schema::WageAdjusted{.outlet = command.outlet,
                                     .day = day,
                                     .technician = command.technician,
                                     .amount = command.amount,
                                     .reason = command.reason,
                                     .order = command.order,
                                     .author = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::CalculateWages& command, Reads& reads) {
  KINTSUGI_TRY(const calendar::Month month, month_of(command, reads));
  const std::string id = wage::run_id(command.outlet, month);
  const auto* run = reads.find<schema::WageRun>(id);
  if (run != nullptr && run->status == schema::WageRunStatus::approved) {
    return refuse(WageRefusal::already_approved, id);
  }
  KINTSUGI_TRY(wage::MonthSum sum, wage::sum_of(command.outlet, month, reads));
  if (run != nullptr && sum.rerated.empty() && run->sheets == sum.sheets &&
      run->unrated == sum.unrated.size() && run->calculator == reads.actor().operator_id) {
    return Events{};
  }
  Events events = std::move(sum.rerated);
  events.on(id, schema::WagesCalculated{.outlet = command.outlet,
                                        .period = command.period,
                                        .calculator = reads.actor().operator_id,
                                        .sheets = std::move(sum.sheets),
                                        .total = sum.total,
                                        .unrated = static_cast<std::uint32_t>(sum.unrated.size())});
  return events;
}

Result<Events> decide(const schema::ApproveWages& command, Reads& reads) {
  KINTSUGI_TRY(const calendar::Month month, month_of(command, reads));
  const std::string id = wage::run_id(command.outlet, month);
  const auto* run = reads.find<schema::WageRun>(id);
  if (run == nullptr) return refuse(WageRefusal::not_calculated, id);
  if (run->status == schema::WageRunStatus::approved) {
    return refuse(WageRefusal::already_approved, id);
  }
  if (is_author(run->calculator, reads)) return refuse(WageRefusal::same_operator, run->calculator);
  const calendar::Date last = calendar::last_day(month);
  if (day_of(reads.now()) <= last) return refuse(WageRefusal::month_not_over, command.period);
  KINTSUGI_TRY(const wage::MonthSum sum, wage::sum_of(command.outlet, month, reads));
  if (!sum.rerated.empty() || run->sheets != sum.sheets) return refuse(WageRefusal::stale, id);
  if (!sum.unrated.empty() && !command.unrated_earn_nothing && is_person(reads)) {
    return refuse(WageRefusal::no_rule, std::to_string(sum.unrated.size()) + " orders, " +
                                            sum.unrated.front() + " the first");
  }
  Events events;
  events.on(id, schema::WagesApproved{.approver = reads.actor().operator_id});
  const auto* calendar = reads.find<schema::WageCalendar>("all");
  const bool later = calendar == nullptr || calendar->sealed_until < last;
  const bool later_of_company =
      sum.by_company_rule && (calendar == nullptr || calendar->company_sealed_until < last);
  if (later || later_of_company) {
    events.on("all",
              schema::WageMonthSealed{.sealed_until = last, .own_rule = !sum.by_company_rule});
  }
  return events;
}

}  // namespace kintsugi::core
