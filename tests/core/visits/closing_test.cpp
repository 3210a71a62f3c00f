// What the service policy asks for at the end of an order: review by a third person, the cleared
// ticket before the follow-up. And what the customer says and gets: a rating, a fault report.

#include "schema/fault_report.h"
#include "schema/follow_up.h"
#include "schema/identity.h"
#include "schema/rating.h"
#include "schema/service_policy.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_review.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

// The policy asks for both.
Given strict(Status status, const OrderIn& as = {}) {
  Given given = order_in(status, as);
  given.history("all", schema::ServicePolicyPublished{
                           .terms = {.version = 1,
                                     .effective_from = 0,
                                     .follow_up_hours = 24,
                                     .follow_up_attempts = 3,
                                     .review_asked = schema::PolicyAnswer::yes,
                                     .clearing_asked = schema::PolicyAnswer::yes}});
  return given;
}

Given completed() {
  Given given = strict(Status::work_reported);
  given.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  given.as(system_actor());
  given.when(schema::ScheduleFollowUp{.order = "WO-1", .due_at = ms("2026-03-03T01:00:00Z")});
  given.then_accepted();
  return given;
}

TEST(CompleteWorkOrder, AsksForReviewAndClearingByThePolicy) {
  Given given = completed();
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.review, schema::ReviewStatus::asked);
  EXPECT_EQ(order.clearing, schema::ClearingStatus::asked);
  Given today = order_in(Status::work_reported);
  today.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(today.state<schema::WorkOrder>("WO-1").review, schema::ReviewStatus::none);
}

TEST(ClearTicket, ComesBeforeTheFollowUpAndThePosting) {
  Given given = completed();
  const schema::RecordFollowUp call{
      .order = "WO-1", .satisfaction = 5, .answer = schema::ChargedAnswer::unsure, .solved = true};
  given.as(person("call")).when(call).then_refused("work_order.not_cleared");
  given.as(person("acc")).when(schema::ClearTicket{.order = "WO-1"}).then_accepted();
  given.as(person("call")).when(call).then_accepted();
  given.as(person("acc")).when(schema::PostWorkOrder{.order = "WO-1"});
  given.then_refused("work_order.not_reviewed");
  given.when(schema::ReviewWorkOrder{.order = "WO-1"}).then_accepted();
  given.when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
}

TEST(ClearTicket, NeedsThePapers) {
  Given given = strict(Status::work_reported, {.slip_is_back = false});
  given.as(person("acc")).when(schema::ClearTicket{.order = "WO-1"});
  given.then_refused("work_order.slip_missing");
  Given install = strict(Status::work_reported, {.service_type = schema::ServiceType::install});
  install.as(person("acc")).when(schema::ClearTicket{.order = "WO-1"});
  install.then_refused("work_order.card_missing");
}

// A slip that was none has cleared nothing.
TEST(ClearTicket, IsDoneAnewWhereThePaperIsTakenBack) {
  Given given = strict(Status::completed);
  given.as(person("acc")).when(schema::ClearTicket{.order = "WO-1"}).then_accepted();
  given.as(person("disp"))
      .when(schema::WithdrawServiceSlip{.order = "WO-1", .reason = "不是本单"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").clearing, schema::ClearingStatus::asked);
  given.as(person("acc")).when(schema::ClearTicket{.order = "WO-1"});
  given.then_refused("work_order.slip_missing");
}

TEST(ReviewWorkOrder, IsByNeitherWhoDidItNorWhoRegisteredIt) {
  Given given = company();
  given.as(person("disp"));
  given.when(schema::RegisterWorkOrder{.order = "WO-1",
                                       .service_type = schema::ServiceType::repair,
                                       .asset = "A-1",
                                       .outlet = "S1"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").registered_by, "disp");
  given.history("WO-1", schema::BookingScheduled{.booking = 1, .technician = "T1"});
  given.history("WO-1", schema::WorkReported{.booking = 1, .technician = "T1"});
  given.when(schema::ReviewWorkOrder{.order = "WO-1"}).then_refused("work_order.reviewer_did_it");
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  given.as(person("tech1")).when(schema::RejectReview{.order = "WO-1", .reason = "x"});
  given.then_refused("work_order.reviewer_did_it");
  given.as(person("disp2")).when(schema::RejectReview{.order = "WO-1", .reason = "缺照片"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").review, schema::ReviewStatus::rejected);
  given.when(schema::ReviewWorkOrder{.order = "WO-1"}).then_accepted();
}

TEST(ReopenWorkOrder, BeginsReviewAndClearingAnew) {
  Given given = completed();
  given.as(person("disp"));
  given.when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").review, schema::ReviewStatus::none);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").clearing, schema::ClearingStatus::none);
}

TEST(RateService, IsTheCustomersAndOnceAVisit) {
  Given given = order_in(Status::completed);
  const auto rate = [&](const char* who, std::int32_t stars, std::string comment = {}) {
    given.as(person(who));
    given.when(schema::RateService{.order = "WO-1", .stars = stars, .comment = comment});
  };
  rate("tech1", 5);
  given.then_refused("authority.not_allowed");
  given.history("tech1", schema::RoleGranted{.role = schema::Role::call_centre});
  rate("tech1", 5);
  given.then_refused("rating.by_staff");
  rate("call", 6);
  given.then_refused("rating.bad_stars");
  rate("call", 4, std::string(4001, 'x'));
  given.then_refused("rating.bad_text");
  given.when(schema::RateService{
      .order = "WO-1", .stars = 5, .channel = schema::RatingChannel::link});
  given.then_refused("rating.by_staff");
  given.when(schema::RateService{.order = "WO-1", .booking = 7, .stars = 5});
  given.then_refused("rating.no_visit");
  rate("call", 4);
  given.then_accepted();
  EXPECT_EQ(given.state<schema::Rating>("WO-1:1").technician, "T1");
  EXPECT_EQ(given.state<schema::Rating>("WO-1:1").stars, 4);
  given.as(system_actor()).when(schema::RateService{.order = "WO-1", .stars = 1});
  given.then_refused("rating.rated");
  given.as(person("call")).when(schema::WithdrawRating{.rating = "WO-1:1"});
  given.then_refused("rating.reason_missing");
  given.when(schema::WithdrawRating{.rating = "WO-1:1", .reason = "听错"}).then_accepted();
  given.as(system_actor()).when(schema::RateService{.order = "WO-1", .stars = 1});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::Rating>("WO-1:1").channel, schema::RatingChannel::link);
}

TEST(IssueFaultReport, CitesFactsAndFollowsTheDiagnosis) {
  Given given = order_in(Status::in_progress);
  const auto report = [&](std::vector<std::int64_t> facts, std::string cause = "漏氟") {
    given.when(schema::IssueFaultReport{
        .order = "WO-1", .cause = cause, .finding = "管路开裂", .facts = facts});
  };
  given.as(person("tech2"));
  report({3});
  given.then_refused("fault_report.not_yours");
  given.as(person("tech1"));
  report({});
  given.then_refused("fault_report.bad_facts");
  report({3, 3});
  given.then_refused("fault_report.bad_facts");
  report({3}, "");
  given.then_refused("fault_report.bad_text");
  report({9, 3});
  given.then_accepted();
  const auto& written = given.state<schema::FaultReport>("WO-1-R1");
  EXPECT_EQ(written.facts, (std::vector<std::int64_t>{3, 9}));
  EXPECT_EQ(written.fault_code, "F01");
  given.when(schema::WithdrawFaultReport{.report = "WO-1-R1"});
  given.then_refused("fault_report.reason_missing");
  given.unknown({"facts"});  // one of them is of another order, say
  report({4});
  given.then_refused("fault_report.foreign_fact");
  given.unknown({});
  report({4});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::FaultReport>("WO-1-R2").by, "tech1");
}

TEST(IssueFaultReport, IsRefusedBeforeTheDiagnosis) {
  Given given = order_in(Status::traveling);
  given.history("WO-1", schema::WorkStarted{.booking = 1, .at = ms(now)});
  given.as(person("tech1"));
  given.when(schema::IssueFaultReport{.order = "WO-1", .cause = "x", .finding = "y", .facts = {1}});
  given.then_refused("work_order.diagnosis_missing");
}

}  // namespace
}  // namespace kintsugi::tests
