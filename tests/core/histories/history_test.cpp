// A made-up history is the same each time, and what its people want is possible.

#include "core/histories/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/histories/company.h"
#include "events/base/sha256.h"
#include "schema/alarm.h"
#include "schema/asset_state.h"
#include "schema/outlet_state.h"
#include "schema/work_order_promise.h"
#include "schema/work_order_state.h"

namespace kintsugi::histories {
namespace {

HistoryOptions small(std::uint64_t seed) {
  HistoryOptions options;
  options.timeline.seed = seed;
  options.timeline.size = {
      .outlets = 3, .technicians = 12, .parts = 8, .orders_a_day = 40, .regulars = 30};
  return options;
}

std::string octets_of(HistoryOptions options, int commits) {
  History history(std::move(options));
  std::string all;
  for (int i = 0; i < commits; ++i) all += history.next_bytes();
  return sha256_hex(all);
}

// How often which command came to what it was not meant to come to.
std::map<std::string, int> surprises_of(History& history, int commits) {
  std::map<std::string, int> out;
  for (int i = 0; i < commits; ++i) {
    const auto made = history.next();
    if (!made) break;
    if (made->as_meant()) continue;
    ++out[std::string(made->commit.commands.back().name()) + ": " +
          (made->commit.refusal ? made->commit.refusal->code
                                : "accepted, not " + std::string(made->refused))];
  }
  return out;
}

TEST(History, TheSameSeedGivesTheSameOctets) {
  EXPECT_EQ(octets_of(small(1), 3000), octets_of(small(1), 3000));
  EXPECT_NE(octets_of(small(1), 3000), octets_of(small(2), 3000));
}

using Surprises = std::map<std::string, int>;

TEST(History, NothingIsRefusedThatWasNotMeantToBe) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    History history(small(seed));
    EXPECT_EQ(surprises_of(history, 20'000), Surprises()) << seed;
  }
  History demo({});
  EXPECT_EQ(surprises_of(demo, 50'000), Surprises());
}

TEST(History, WithoutMishapsNothingIsRefused) {
  HistoryOptions options = small(3);
  options.timeline.mishaps = 0;
  History history(std::move(options));
  for (int i = 0; i < 10'000; ++i) {
    const auto made = history.next();
    ASSERT_FALSE(made->commit.refusal) << made->commit.refusal->code;
  }
}

TEST(History, TellsMostOrdersBrieflyWhereItIsAsked) {
  HistoryOptions options = small(4);
  options.imported = true;
  options.timeline.whole_lives = 20;
  options.timeline.size.orders_a_day = 2000;
  History history(std::move(options));
  EXPECT_EQ(surprises_of(history, 20'000), Surprises());
  EXPECT_GT(history.timeline().orders(), 6000);
  EXPECT_LT(history.past().streams(), 8000u) << "orders that are over are forgotten";
}

HistoryOptions lively() {
  HistoryOptions options = small(6);
  options.timeline.lively = true;
  options.timeline.mishaps = 30;
  return options;
}

TEST(History, OfALivelyCompanyRefusesNothingThatWasNotMeantToBe) {
  HistoryOptions options = lively();
  options.until = options.timeline.first_day + std::chrono::hours(24 * 60);
  History history(options);
  EXPECT_EQ(surprises_of(history, 1'000'000), Surprises());
  EXPECT_GT(history.timeline().orders(), 2'300);
  EXPECT_EQ(octets_of(lively(), 3000), octets_of(lively(), 3000));
}

// What outlets do one after another stays within its hour, however many they are.
TEST(History, OfManyOutletsRefusesNothingThatWasNotMeantToBe) {
  HistoryOptions options = lively();
  options.timeline.size = {.outlets = 130,
                           .technicians = 700,
                           .parts = 20,
                           .orders_a_day = 1500,
                           .regulars = 1000,
                           .regions = 4};
  options.until = options.timeline.first_day + std::chrono::hours(24 * 4);
  History history(options);
  EXPECT_EQ(surprises_of(history, 1'000'000), Surprises());
  EXPECT_GT(history.timeline().orders(), 3'000);
  EXPECT_NE(history.past().find<schema::Outlet>("RC-04"), nullptr);
  EXPECT_EQ(history.past().find<schema::Outlet>("OUT-130")->parent, region_id(129 % 4));
}

// A node would count each commit: what it was decided against is what was there. Streams that are
// forgotten too early show here.
TEST(History, OfALivelyCompanyIsDecidedAgainstWhatWasThere) {
  HistoryOptions options = lively();
  options.until = options.timeline.first_day + std::chrono::hours(24 * 60);
  History history(options);
  std::map<std::string, Head> heads;
  std::map<std::string, int> stale;
  CommitView view;
  while (const auto made = history.next()) {
    for (const auto& expected : made->commit.expectations)
      if (heads[std::string(expected.stream)] != expected.head)
        ++stale[std::string(made->commit.commands.back().name())];
    ASSERT_TRUE(view.open(made->bytes) && view.open_events());
    for (const std::uint16_t touched : view.touched())
      heads[std::string(view.streams()[touched])] = sha256_128(made->bytes);
  }
  EXPECT_EQ(stale, Surprises());
}

// What each duty finds is there: all of it was accepted, some of it often.
TEST(History, OfALivelyCompanyHasWhatEachDutyDoes) {
  HistoryOptions options = lively();
  options.until = options.timeline.first_day + std::chrono::hours(24 * 60);
  History history(options);
  std::map<std::string, int> accepted;
  while (const auto made = history.next())
    if (!made->commit.refusal) ++accepted[std::string(made->commit.commands.back().name())];
  const auto count = [&](const char* command) { return accepted[command]; };
  EXPECT_GT(count("return_part") * 10, count("use_part") * 8) << "old parts come back";
  EXPECT_GT(count("post_work_order") * 20, count("report_work_done") * 17);
  for (const char* often :
       {"log_interaction", "route_interaction", "close_interaction", "go_on_duty", "go_off_duty",
        "confirm_address", "assess_work_order", "resolve_remotely", "classify_customer",
        "record_purchase", "publish_roster", "request_leave", "agree_appointment",
        "issue_install_cards", "hand_back_install_card", "rate_service", "clear_ticket",
        "review_work_order", "evaluate_three_guarantees", "classify_fault_cause", "start_warranty",
        "record_survey", "record_care_call",
        "record_handover"})
    EXPECT_GT(accepted[often], 20) << often;
  for (const char* seldom :
       {"approve_leave", "escalate_work_order", "settle_escalation", "merge_customers",
        "set_asset_dates",
        "register_dealer", "register_product_model", "reject_leave", "change_appointment",
        "add_booking_member", "record_no_show", "mark_abnormal", "subcontract_work_order",
        "print_install_cards", "report_card_lost", "decide_card_loss", "settle_install_cards",
        "reconcile_cards", "pick_up_unit", "return_unit", "issue_fault_report",
        "ship_advance_part", "return_advance_part", "publish_service_policy",
        "publish_warranty_policy", "claim_warranty", "audit_warranty", "publish_questionnaire",
        "schedule_care_call", "forward_suggestion", "answer_suggestion", "assign_charge_finding",
        "explain_charge_finding", "close_charge_finding", "register_complaint", "assign_complaint",
        "investigate_complaint", "propose_solution", "resolve_complaint", "confirm_complaint",
        "close_complaint", "attribute_fault", "appeal_liability", "request_exchange",
        "appraise_unit", "approve_exchange", "ship_unit", "collect_old_unit", "receive_old_unit",
        "settle_exchange", "close_exchange", "receive_returned_machine",
        "release_returned_machine", "publish_bulletin", "withdraw_bulletin", "order_for_bulletin",
        "import_sale", "withdraw_sale", "propose_schedule", "accept_proposal_line",
        "reject_proposal", "print_dispatch_ticket", "make_follow_link", "ask_dispatch_override",
        "return_part", "open_inspection", "record_inspection_finding", "close_inspection",
        "define_serial_format", "define_holiday"})
    EXPECT_GT(accepted[seldom], 0) << seldom;
}

// Deadlines of service are promised, some are missed, and most of these are looked after: a few
// dozens wait.
TEST(History, OfALivelyCompanyMissesSomeDeadlines) {
  HistoryOptions options = lively();
  options.until = options.timeline.first_day + std::chrono::hours(24 * 60);
  History history(options);
  std::map<std::string, schema::AlarmStatus> alarms;
  int promised = 0, tripped = 0;
  while (const auto made = history.next()) {
    for (const CommittedEvent& one : made->commit.events) {
      const std::string id = one.stream.substr(one.stream.find('/') + 1);
      if (one.event.get_if<schema::DeadlinesSet>() != nullptr) ++promised;
      if (!id.ends_with(":arrival") && !id.ends_with(":completion")) continue;
      using Status = schema::AlarmStatus;
      if (one.event.get_if<schema::AlarmTripped>() != nullptr) {
        ++tripped;
        alarms[id] = Status::tripped;
      }
      if (one.event.get_if<schema::AlarmCleared>() != nullptr) alarms[id] = Status::cleared;
      if (one.event.get_if<schema::AlarmArmed>() != nullptr) alarms[id] = Status::armed;
    }
  }
  const auto waiting = std::count_if(alarms.begin(), alarms.end(), [](const auto& one) {
    return one.second == schema::AlarmStatus::tripped;
  });
  EXPECT_GT(promised, 400);
  EXPECT_GT(tripped, 20);
  EXPECT_GT(waiting, 3);
  EXPECT_LT(waiting, 80) << tripped;
}

TEST(History, EndsWhenItIsAskedTo) {
  HistoryOptions options = small(5);
  options.until = options.timeline.first_day + std::chrono::hours(24 * 3);
  History history(options);
  Instant last{};
  while (const auto made = history.next()) {
    EXPECT_GE(made->commit.recorded_at, last);
    last = made->commit.recorded_at;
  }
  EXPECT_LE(last, *options.until);
  EXPECT_FALSE(history.next());
  EXPECT_GT(history.past().commits(), 1000);
}

}  // namespace
}  // namespace kintsugi::histories
