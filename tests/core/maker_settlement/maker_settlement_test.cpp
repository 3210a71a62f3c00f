// What a maker owes an outlet: claimed when an order is posted, submitted, answered, paid.

#include "schema/maker_settlement.h"

#include "core/calendar/dates.h"
#include "schema/maker_settlement_state.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::MakerSettlement;
using schema::SettlementLineStatus;
using schema::SettlementStatus;
using Status = schema::WorkOrderStatus;

constexpr const char* first_one = "S1:haier:1";

void charge(Given& given, const std::string& order, std::int64_t amount,
            schema::Payer payer = schema::Payer::manufacturer, std::uint16_t line = 1) {
  given.history(order, schema::ChargeAdded{.line = line,
                                           .status = schema::ChargeStatus::agreed,
                                           .item = "repair",
                                           .quantity = 1000,
                                           .unit_price = amount,
                                           .amount = amount,
                                           .payer = payer});
}

// Another order of S1 like WO-1, posted by the accountant.
void post(Given& given, const std::string& order, std::int64_t amount) {
  given.history(order, registered());
  given.history(order, schema::OutletAssigned{.outlet = "S1"});
  charge(given, order, amount);
  given.history(order, schema::WorkOrderCompleted{});
  given.history(order, schema::ServiceSlipReturned{.slip = "SL-" + order});
  given.as(person("acc")).when(schema::PostWorkOrder{.order = order}).then_accepted();
}

// WO-1 is followed up, and the maker pays 75.00 of it.
Given followed_up() {
  Given given = order_in(Status::followed_up);
  charge(given, "WO-1", 7500);
  given.as(person("acc"));
  return given;
}
Given posted() {
  Given given = followed_up();
  given.when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
  return given;
}
// 5.00 too much were claimed; what the second person approves counts.
void claim_less(Given& given) {
  given.when(schema::CorrectWorkOrder{.order = "WO-1",
                                      .item = "repair",
                                      .amount = -500,
                                      .payer = schema::Payer::manufacturer,
                                      .reason = "多报"})
      .then_accepted();
  given.as(person("boss")).when(schema::DecideCorrection{.order = "WO-1", .number = 1});
  given.then_accepted();
}
Given submitted() {
  Given given = posted();
  given.when(schema::SubmitSettlement{.settlement = first_one}).then_accepted();
  return given;
}
const MakerSettlement& settlement(Given& given, const std::string& id = first_one) {
  return given.state<MakerSettlement>(id);
}
const schema::SettlementLine& line(Given& given, const std::string& id = "S1:haier:1:1") {
  return given.state<schema::SettlementLine>(id);
}
schema::AnswerSettlementLine answer(std::int64_t accepted, std::string reason = {}) {
  return {.settlement = first_one, .line = 1, .accepted = accepted, .reason = std::move(reason)};
}
schema::RecordSettlementPayment pay(std::int64_t amount) {
  return {.settlement = first_one,
          .amount = amount,
          .paid_on = core::calendar::parse_date("2026-03-02").value(),
          .receipt = "V-1"};
}
Given answered(std::int64_t accepted, std::string reason = {}) {
  Given given = submitted();
  given.when(answer(accepted, std::move(reason))).then_accepted();
  return given;
}

TEST(PostWorkOrder, BringsWhatTheMakerPaysIntoTheSettlementOfItsOutletAndBrand) {
  Given given = followed_up();
  charge(given, "WO-1", 100, schema::Payer::outlet, 2);  // nobody else's
  given.history("WO-1", schema::ChargeAdded{.line = 3,
                                            .status = schema::ChargeStatus::pending,
                                            .amount = 9,
                                            .payer = schema::Payer::manufacturer});
  given.history("WO-1", schema::ChargeWithdrawn{.line = 3});
  given.when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
  const MakerSettlement& found = settlement(given);
  EXPECT_EQ(found.status, SettlementStatus::open);
  EXPECT_EQ(found.outlet, "S1");
  EXPECT_EQ(found.brand, "haier");
  EXPECT_EQ(found.total, 7500);
  EXPECT_EQ(found.waiting, 1u);
  EXPECT_EQ(line(given).order, "WO-1");
  EXPECT_EQ(line(given).posted_on, core::calendar::parse_date("2026-03-02").value());
  given.when(schema::ClaimFromMaker{.order = "WO-1"})
      .then_refused("maker_settlement.nothing_to_claim");
}

TEST(PostWorkOrder, BeginsNoSettlementWhereTheMakerPaysNothing) {
  Given given = order_in(Status::followed_up);
  charge(given, "WO-1", 100, schema::Payer::outlet);
  given.as(person("acc")).when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(given.events().list().size(), 1u);
  given.when(schema::ClaimFromMaker{.order = "WO-1"})
      .then_refused("maker_settlement.nothing_to_claim");
}

TEST(DecideCorrection, OfWhatTheMakerPaysIsALineOfItsOwn) {
  Given given = submitted();
  claim_less(given);
  const MakerSettlement& next = settlement(given, "S1:haier:2");
  EXPECT_EQ(next.total, -500);
  EXPECT_EQ(line(given, "S1:haier:2:1").correction, 1);
  EXPECT_EQ(settlement(given).total, 7500);
}

// What was posted before there were settlements, or was taken out.
TEST(ClaimFromMaker, ClaimsEachPartOnce) {
  Given given = order_in(Status::posted);
  charge(given, "WO-1", 7500);
  given.history("WO-1", schema::WorkOrderCorrected{
                            .number = 1, .amount = 300, .payer = schema::Payer::manufacturer});
  given.history("WO-1", schema::CorrectionDecided{
                            .number = 1, .status = schema::CorrectionStatus::approved});
  given.as(person("acc")).when(schema::ClaimFromMaker{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(settlement(given).total, 7800);
  EXPECT_EQ(settlement(given).lines, 2u);
  const schema::WithdrawSettlementLine out{
      .settlement = first_one, .line = 1, .reason = "厂家另付"};
  given.when(out).then_accepted();
  given.when(out).then_refused("settlement_line.withdrawn");
  EXPECT_EQ(settlement(given).total, 300);
  given.when(schema::ClaimFromMaker{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(settlement(given).total, 7800);
  EXPECT_EQ(settlement(given).lines, 3u);
  given.when(schema::ClaimFromMaker{.order = "WO-9"}).then_refused("work_order.not_found");
}

TEST(ClaimFromMaker, NeedsABrandAndAPostedOrder) {
  Given given = followed_up();
  given.when(schema::ClaimFromMaker{.order = "WO-1"}).then_refused("work_order.already_completed");
  given.history("WO-2", schema::WorkOrderRegistered{.phone = "13800000000"});
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  charge(given, "WO-2", 100);
  given.history("WO-2", schema::WorkOrderPosted{});
  given.when(schema::ClaimFromMaker{.order = "WO-2"})
      .then_refused("maker_settlement.brand_missing");
}

TEST(SubmitSettlement, EndsItsFillingAndCanBeRecalledUntilTheMakerAnswers) {
  Given given = submitted();
  EXPECT_EQ(settlement(given).submitted_by, "acc");
  post(given, "WO-2", 2000);
  EXPECT_EQ(settlement(given, "S1:haier:2").total, 2000);
  schema::RecallSettlement recall{.settlement = first_one, .reason = ""};
  given.when(recall).then_refused("maker_settlement.reason_missing");
  recall.reason = "漏了一张回单";
  given.when(recall).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::open);
  given.when(schema::WithdrawSettlementLine{.settlement = first_one, .line = 1, .reason = "缺回单"})
      .then_accepted();
  given.when(schema::SubmitSettlement{.settlement = first_one})
      .then_refused("maker_settlement.nothing_to_claim");
  given.when(schema::ClaimFromMaker{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(settlement(given, "S1:haier:2").total, 9500);
}

TEST(RecallSettlement, NotOnceALineIsAnswered) {
  Given given = submitted();
  given.when(schema::RecallSettlement{.settlement = first_one, .reason = "x"}).then_accepted();
  post(given, "WO-2", 2000);
  given.when(schema::SubmitSettlement{.settlement = first_one}).then_accepted();
  given.when(answer(7500)).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::submitted);
  given.when(schema::RecallSettlement{.settlement = first_one, .reason = "x"})
      .then_refused("maker_settlement.answer_begun");
  given.when(schema::AcceptSettlement{.settlement = first_one}).then_accepted();
  EXPECT_EQ(settlement(given).accepted, 9500);
  EXPECT_EQ(settlement(given).status, SettlementStatus::answered);
}

TEST(AnswerSettlementLine, IsFromNothingToAllOfItAndTakesThePlaceOfTheOneBefore) {
  Given given = submitted();
  given.when(answer(-1)).then_refused("settlement_line.bad_amount");
  given.when(answer(7501, "x")).then_refused("settlement_line.bad_amount");
  given.when(answer(7000)).then_refused("maker_settlement.reason_missing");
  given.when(answer(7000, std::string(3000, 'x'))).then_refused("maker_settlement.bad_text");
  given.when(answer(7000, "超出限价")).then_accepted();
  EXPECT_EQ(line(given).status, SettlementLineStatus::rejected);
  given.when(answer(7000, "超出限价")).then_refused("settlement_line.nothing_changed");
  given.when(answer(7500)).then_accepted();
  EXPECT_EQ(line(given).status, SettlementLineStatus::accepted);
  EXPECT_EQ(line(given).reason, "");
  EXPECT_EQ(settlement(given).accepted, 7500);
  EXPECT_EQ(settlement(given).waiting, 0u);
  EXPECT_EQ(settlement(given).status, SettlementStatus::answered);
  schema::AnswerSettlementLine none = answer(0, "x");
  none.line = 2;
  given.when(none).then_refused("settlement_line.not_found");
}

TEST(AnswerSettlementLine, OfLessThanNothingLiesBetweenItAndNothing) {
  Given given = posted();
  claim_less(given);
  given.as(person("acc")).when(schema::SubmitSettlement{.settlement = first_one}).then_accepted();
  schema::AnswerSettlementLine less = answer(1, "x");
  less.line = 2;
  given.when(less).then_refused("settlement_line.bad_amount");
  less.accepted = -500;
  given.when(less).then_accepted();
  given.when(schema::AcceptSettlement{.settlement = first_one}).then_accepted();
  EXPECT_EQ(settlement(given).accepted, 7000);
}

TEST(AnswerSettlementLine, NotBelowWhatIsPaid) {
  Given given = answered(7500);
  given.when(pay(7000)).then_accepted();
  given.when(answer(6000, "x")).then_refused("settlement_line.paid_already");
  given.when(answer(7000, "x")).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::closed);  // all of it is paid now
}

TEST(ClaimLineAgain, OnceWithEvidenceInTheSettlementThatIsFilled) {
  Given given = answered(5000, "旧件未返");
  schema::ClaimLineAgain again{.settlement = first_one, .line = 1, .evidence = ""};
  given.when(again).then_refused("maker_settlement.reason_missing");
  again.evidence = "旧件签收单 R-17";
  given.when(again).then_accepted();
  EXPECT_EQ(settlement(given, "S1:haier:2").total, 2500);
  EXPECT_EQ(line(given, "S1:haier:2:1").evidence, "旧件签收单 R-17");
  given.when(again).then_refused("settlement_line.again_once");
  given.when(answer(7500)).then_refused("settlement_line.again_once");
  given.when(schema::ClaimFromMaker{.order = "WO-1"})
      .then_refused("maker_settlement.nothing_to_claim");
  // Struck once more, that was all.
  given.when(schema::SubmitSettlement{.settlement = "S1:haier:2"}).then_accepted();
  given.when(schema::AnswerSettlementLine{
                 .settlement = "S1:haier:2", .line = 1, .accepted = 0, .reason = "不予受理"})
      .then_accepted();
  EXPECT_EQ(settlement(given, "S1:haier:2").status, SettlementStatus::closed);
  again.settlement = "S1:haier:2";
  given.when(again).then_refused("settlement_line.again_once");
}

TEST(ClaimLineAgain, TakenOutStandsStruckAsBefore) {
  Given given = answered(5000, "旧件未返");
  const schema::ClaimLineAgain again{.settlement = first_one, .line = 1, .evidence = "R-17"};
  given.when(again).then_accepted();
  given.when(schema::WithdrawSettlementLine{
                 .settlement = "S1:haier:2", .line = 1, .reason = "证据不对"})
      .then_accepted();
  EXPECT_FALSE(line(given).claimed_again);
  given.when(schema::ClaimFromMaker{.order = "WO-1"})
      .then_refused("maker_settlement.nothing_to_claim");
  given.when(again).then_accepted();
}

TEST(ClaimLineAgain, OnlyOfWhatWasStruck) {
  Given given = answered(7500);
  given.when(schema::ClaimLineAgain{.settlement = first_one, .line = 1, .evidence = "x"})
      .then_refused("settlement_line.not_struck");
}

TEST(RecordSettlementPayment, ClosesItOnceAllIsPaid) {
  Given given = answered(7000, "超出限价");
  given.when(pay(7001)).then_refused("maker_settlement.too_much");
  schema::RecordSettlementPayment early = pay(7000);
  early.paid_on -= 1;
  given.when(early).then_refused("maker_settlement.bad_day");
  early.paid_on += 2;
  given.when(early).then_refused("maker_settlement.bad_day");
  schema::RecordSettlementPayment nameless = pay(7000);
  nameless.receipt = "\x01";
  given.when(nameless).then_refused("maker_settlement.bad_text");
  given.when(pay(4000)).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::answered);
  given.when(pay(3000)).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::closed);
  EXPECT_EQ(settlement(given).paid, 7000);
}

TEST(WithdrawSettlementPayment, ByAnotherPersonAndItIsOpenAgain) {
  Given given = answered(7500);
  given.when(pay(7500)).then_accepted();
  schema::WithdrawSettlementPayment back{
      .settlement = first_one, .payment = 1, .reason = "别家的回款"};
  given.when(back).then_refused("maker_settlement.same_author");
  given.as(person("boss"));
  back.payment = 2;
  given.when(back).then_refused("maker_settlement.no_such_payment");
  back.payment = 1;
  back.reason = "";
  given.when(back).then_refused("maker_settlement.reason_missing");
  back.reason = "别家的回款";
  given.when(back).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::answered);
  EXPECT_EQ(settlement(given).paid, 0);
  given.when(back).then_refused("maker_settlement.payment_withdrawn");
}

TEST(CloseSettlement, WithADifferenceByAnotherPersonAndOpenedAgain) {
  Given given = answered(7500);
  given.when(pay(7000)).then_accepted();
  schema::CloseSettlement close{.settlement = first_one, .reason = "尾差核销"};
  given.when(close).then_refused("maker_settlement.same_author");
  given.as(person("boss"));
  close.reason = "";
  given.when(close).then_refused("maker_settlement.reason_missing");
  close.reason = "尾差核销";
  given.when(close).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::closed);
  schema::ReopenSettlement open{.settlement = first_one, .reason = ""};
  given.when(open).then_refused("maker_settlement.reason_missing");
  open.reason = "厂家补付";
  given.when(open).then_accepted();
  given.when(pay(500)).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::closed);
  given.when(open).then_accepted();
  EXPECT_EQ(settlement(given).status, SettlementStatus::answered);
}

}  // namespace
}  // namespace kintsugi::tests
