#pragma once
// A story while it is told; for the files that tell it.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/histories/order_story.h"
#include "schema/follow_up_commands.h"
#include "schema/work_order_life_commands.h"

namespace kintsugi::histories {

struct Story {
  const OrderPlan& plan;
  const TakeVisit& take_visit;
  Dice& dice;
  int mishaps = 100;
  Instant at = plan.at;
  const std::string& order = plan.order;
  std::string call_centre = "1001", dispatcher = dispatcher_of(plan.outlet),
              keeper = store_keeper_of(plan.outlet);
  bool narrow_window = false;     // nobody comes as early as the customer would have it
  bool by_hand = false, charge_waits = false;  // a price was typed; and nobody approves it
  std::vector<int> overridden{};  // technicians for whom somebody has allowed that
  OrderStory told{};
  // Of what only a lively company does: what the others do is told as ever.
  Dice side{seed_of(plan.number, 1)};
  Dice calls{seed_of(plan.number, 6)};  // and of what its customers say when they are called
  Dice fees{seed_of(plan.number, 7)};   // and who pays that somebody comes
  std::string contact{};   // by which the order came; empty: nobody has noted it
  bool sent = true;        // to an outlet; else it was settled on the telephone
  bool collected = false;  // the customer has paid
  std::int64_t visit_fee = 0;  // in fen

  template <class Command>
  void add(const std::string& who, Command command, std::string_view refused = {}) {
    told.wishes.push_back(
        {.at = at, .who = who, .commands = {std::move(command)}, .refused = refused});
  }
  template <class Command>
  void where_possible(Instant when, const std::string& who, Command command) {
    told.wishes.push_back(
        {.at = when, .who = who, .commands = {std::move(command)}, .where_possible = true});
  }
  // In ten thousand orders of a lively company, by the dice of what only it does.
  bool aside(int of_ten_thousand) {
    return plan.lively && side.below(10'000) < of_ten_thousand;
  }
  // Some while afterwards, when somebody is in the office.
  void office_later(std::int64_t from_minutes, std::int64_t to_minutes) {
    at += std::chrono::minutes(from_minutes + side.below(to_minutes - from_minutes + 1));
    in_office_hours();
  }
  void later(std::int64_t from_minutes, std::int64_t to_minutes) {
    at += std::chrono::minutes(from_minutes + dice.below(to_minutes - from_minutes + 1));
  }
  void called_later(std::int64_t from_minutes, std::int64_t to_minutes) {
    at += std::chrono::minutes(from_minutes + calls.below(to_minutes - from_minutes + 1));
    in_office_hours(calls);
  }
  // Nobody of the office is there at night.
  void in_office_hours() { in_office_hours(dice); }
  void in_office_hours(Dice& of) {
    if (!plan.lively) return;
    const auto local = at + std::chrono::hours(8);
    const auto of_day = local - std::chrono::floor<std::chrono::days>(local);
    if (of_day >= std::chrono::hours(8) && of_day < std::chrono::hours(20)) return;
    at += std::chrono::hours(of_day < std::chrono::hours(8) ? 8 : 32) - of_day;
    at += std::chrono::seconds(of.below(90 * 60));
  }
  // In ten thousand of what happens at a lively company.
  bool seldom(int of_ten_thousand) {
    return plan.lively && dice.below(10'000) < of_ten_thousand;
  }
  // What was left lying is mostly found again after a day or some. False: it lies there still.
  bool found_again() {
    if (!plan.lively || dice.chance(8)) return false;
    at += std::chrono::minutes(18 * 60 + dice.below(60 * 60));
    in_office_hours();
    return true;
  }
  // Whoever has waited too long does not wait any more.
  void gives_up() {
    if (!found_again()) return;
    add(call_centre, schema::CancelWorkOrder{.order = order, .reason = "等待过久，用户取消"});
    told.closed = true;
  }
  bool mishap(int percent) { return dice.below(10'000) < percent * mishaps; }

  std::int64_t home() const { return plan.machine ? plan.machine->regular : plan.number; }
  std::int32_t latitude() const { return latitude_of(home()); }
  std::int32_t longitude() const { return longitude_of(home()); }
  std::string paper(const char* letters, std::int64_t from) const {
    return letters + std::to_string(from + plan.number);
  }

  void tell();
  std::vector<schema::Command> registration();
  void call();
  void contacted(schema::RegisterWorkOrder& call);
  bool helped_by_telephone();
  void dispatch();
  void agree(const Visit& visit);
  void crew(const Visit& visit);
  bool subcontracted(int booking);
  void visit_again(bool agrees);
  bool came_to_nothing(const std::string& technician, const Visit& visit);
  void nobody_there(const std::string& technician, const Visit& visit);
  void abnormal(const std::string& technician);
  bool repaired_in_workshop(const std::string& technician);
  void charge_labour();
  void report_fault(const std::string& technician);
  void hand_back_card();
  Instant close_ticket();
  void schedule(const Visit& visit);
  bool accepted(const Visit& visit, int booking);
  void visit_customer(const Visit& visit);
  std::string ask_for_part(const std::string& technician);
  bool fetch_part(const std::string& technician, const std::string& request);
  void finish(const std::string& technician);
  void papers();
  bool says_it_is_done();
  void afterwards();
  void corrected();
  void look_after_alarm(int booking);
  void charge_by_hand(const std::string& technician);
  void charge_visit(const std::string& technician);
  void answer_questions(schema::RecordFollowUp& said);
};

}  // namespace kintsugi::histories
