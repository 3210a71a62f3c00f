// What was told wrongly of an order is taken back, in every stream that it touched.

#include "core/calendar/calendar.h"
#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/part.h"
#include "schema/part_request.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"
#include "tests/core/work_order/as_registered.h"

namespace kintsugi::tests {
namespace {

using schema::Payer;
using schema::PaymentMethod;
using Status = schema::WorkOrderStatus;

constexpr const char* why = "登记错误";

Given for_correction(Status status, const char* who) {
  Given given = order_in(status);
  given.as(person(who));
  return given;
}

const schema::WorkOrder& order_of(Given& given) {
  return *given.streams().state<schema::WorkOrder>("WO-1");
}
std::int64_t cash_of(Given& given, const char* technician) {
  return given.streams().state<schema::Technician>(technician)->cash_held;
}

schema::AddCharge typed(std::int64_t fen) {
  return {.order = "WO-1",
          .item = "打孔",
          .quantity = 1000,
          .payer = Payer::customer,
          .manual_price = fen,
          .reason = "墙厚"};
}
schema::ChargeAdded agreed(std::uint16_t line, std::int64_t fen, const char* by) {
  return {.line = line,
          .status = schema::ChargeStatus::agreed,
          .item = "上门",
          .quantity = 1000,
          .unit_price = fen,
          .amount = fen,
          .payer = Payer::customer,
          .by = by};
}

// 8,000 yuan instead of 80: pending, it is rejected; the order completes and is posted.
TEST(WithdrawCharge, RejectsWhatWaitsForApproval) {
  Given given = for_correction(Status::in_progress, "tech1");
  given.when(typed(800'000)).then_accepted();
  given.as(person("tech2"))
      .when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why})
      .then_refused("work_order.not_agreed_by_one");
  given.as(person("tech1")).when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  given.as(person("boss"))
      .when(schema::ReturnServiceSlip{.order = "WO-1", .slip = "SLIP-0009"})
      .then_accepted();
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_refused("work_order.charges_pending");
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = ""})
      .then_refused("work_order.reason_missing");
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 2, .reason = why})
      .then_refused("work_order.no_such_charge");
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why})
      .then({on("WO-1", schema::ChargeWithdrawn{
                            .line = 1, .reason = why, .amount = 800'000, .by = "boss"})});
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why})
      .then_refused("work_order.withdrawn");
  given.when(schema::ApproveCharge{.order = "WO-1", .line = 1})
      .then_refused("work_order.withdrawn");
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
}

TEST(WithdrawCharge, OfWhatIsAgreedBySomebodyElseWhoAnswersForMoney) {
  Given given = for_correction(Status::work_reported, "disp");
  given.history("WO-1", agreed(1, 7'500, "disp")).history("WO-1", agreed(2, 7'500, "tech1"));
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why})
      .then_refused("work_order.same_author");
  given.as(person("tech1"))
      .when(schema::WithdrawCharge{.order = "WO-1", .line = 2, .reason = why})
      .then_refused("work_order.not_agreed_by_one");
  given.as(person("disp2"))
      .when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why})
      .then_accepted();
  EXPECT_EQ(order_of(given).charges[0].status, schema::ChargeStatus::withdrawn);
  EXPECT_EQ(order_of(given).charges[0].amount, 0);
  EXPECT_EQ(order_of(given).charges[1].amount, 7'500);
}

TEST(ReplaceCharge, IsOneCommit) {
  Given given = for_correction(Status::completed, "disp2");
  given.history("WO-1", agreed(1, 15'000, "disp"));
  given
      .when(schema::ReplaceCharge{.order = "WO-1",
                                  .line = 1,
                                  .item = "上门",
                                  .quantity = 1000,
                                  .payer = Payer::customer,
                                  .manual_price = 12'000,
                                  .reason = why})
      .then_accepted();
  ASSERT_EQ(given.events().list().size(), 2u);
  EXPECT_EQ(given.event<schema::ChargeWithdrawn>(0).amount, 15'000);
  EXPECT_EQ(given.event<schema::ChargeAdded>(1).line, 2);
  EXPECT_EQ(given.event<schema::ChargeAdded>(1).status, schema::ChargeStatus::pending);
}

// 150 yuan typed twice, by the dispatcher, for the technician who took them.
TEST(Payment, GoesBackWithTheCashThatItWas) {
  Given given = for_correction(Status::work_reported, "disp");
  given.history("WO-1", agreed(1, 30'000, "tech1"));
  const schema::CollectPayment paid{
      .order = "WO-1", .amount = 15'000, .method = PaymentMethod::cash, .technician = "T1"};
  given.when(paid).then_accepted();
  given.when(paid).then_accepted();
  EXPECT_EQ(cash_of(given, "T1"), 30'000);
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 2, .reason = why})
      .then_refused("work_order.same_author");
  given.as(person("disp2"))
      .when(schema::WithdrawPayment{.order = "WO-1", .number = 3, .reason = why})
      .then_refused("work_order.no_such_payment");
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 2, .reason = why})
      .then({on("WO-1",
                schema::PaymentWithdrawn{
                    .number = 2, .reason = why, .amount = 15'000, .by = "disp2"}),
             on("T1", schema::CashReturned{.order = "WO-1", .amount = 15'000})});
  EXPECT_EQ(cash_of(given, "T1"), 15'000);
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 2, .reason = why})
      .then_refused("work_order.withdrawn");
  EXPECT_TRUE(order_of(given).payments[1].withdrawn);
}

TEST(Payment, IsCorrectedAsToAmountMethodAndHolder) {
  Given given = for_correction(Status::work_reported, "disp");
  given.history("WO-1", agreed(1, 15'000, "tech1"));
  given
      .when(schema::CollectPayment{
          .order = "WO-1", .amount = 12'000, .method = PaymentMethod::cash, .technician = "T9"})
      .then_refused("work_order.unknown_technician");
  given
      .when(schema::CollectPayment{
          .order = "WO-1", .amount = 12'000, .method = PaymentMethod::cash, .technician = "T1"})
      .then_accepted();
  given.as(person("disp2"));
  schema::CorrectPayment right{.order = "WO-1",
                               .number = 1,
                               .amount = 12'000,
                               .method = PaymentMethod::cash,
                               .technician = "T2",
                               .reason = why};
  given.when(right).then_accepted();
  EXPECT_EQ(cash_of(given, "T1"), 0);
  EXPECT_EQ(cash_of(given, "T2"), 12'000);
  given.when(right).then_refused("work_order.nothing_changed");
  right.amount = 15'001;
  given.when(right).then_refused("work_order.more_than_due");
  right.amount = 15'000, right.method = PaymentMethod::card;
  given.when(right).then_accepted();
  EXPECT_EQ(cash_of(given, "T2"), 0);
  EXPECT_EQ(order_of(given).payments[0].amount, 15'000);
  EXPECT_EQ(order_of(given).payments[0].method, PaymentMethod::card);
}

// A charge that is withdrawn after it was paid leaves money that is the customer's.
TEST(PostWorkOrder, WaitsUntilWhatIsTooMuchIsGivenBack) {
  Given given = for_correction(Status::followed_up, "disp2");
  given.history("WO-1", agreed(1, 5'000, "disp"))
      .history("WO-1", schema::PaymentCollected{
                           .amount = 5'000, .method = PaymentMethod::card, .by = "disp"});
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why}).then_accepted();
  given.as(person("acc"))
      .when(schema::PostWorkOrder{.order = "WO-1"})
      .then_refused("work_order.paid_too_much");
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 1, .reason = "退款"})
      .then_accepted();
  given.when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why})
      .then_refused("work_order.already_posted");
}

TEST(Credit, IsTakenBack) {
  Given given = for_correction(Status::work_reported, "acc");
  given.history("WO-1", agreed(1, 5'000, "disp"));
  given.when(schema::WithdrawCredit{.order = "WO-1", .reason = why})
      .then_refused("work_order.no_credit");
  given.when(schema::ApproveCredit{.order = "WO-1", .reason = "单位客户"}).then_accepted();
  given.when(schema::WithdrawCredit{.order = "WO-1", .reason = why}).then_accepted();
  given.as(person("boss"))
      .when(schema::CompleteWorkOrder{.order = "WO-1"})
      .then_refused("work_order.payment_missing");
}

// Completed with a wrong slip: the number is free for its own order, the right one comes instead.
TEST(Papers, AreFreeAgain) {
  Given given = for_correction(Status::completed, "disp");
  given.when(schema::WithdrawInstallCard{.order = "WO-1", .reason = why})
      .then_refused("work_order.no_card");
  given.when(schema::WithdrawServiceSlip{.order = "WO-1", .reason = why})
      .then({on("WO-1",
                schema::ServiceSlipWithdrawn{.slip = "SLIP-0001", .reason = why, .by = "disp"}),
             on("SLIP-0001", schema::SlipFreed{.order = "WO-1"})});
  given.when(schema::WithdrawServiceSlip{.order = "WO-1", .reason = why})
      .then_refused("work_order.no_slip");
  given.when(schema::ReturnServiceSlip{.order = "WO-1", .slip = "SLIP-0001"}).then_accepted();
}

TEST(Override, IsTakenBackByNumber) {
  Given given = for_correction(Status::assigned, "disp");
  given.history("WO-1", schema::DispatchCheckOverridden{.technician = "T2",
                                                        .check = schema::DispatchCheck::travel,
                                                        .reason = "同意",
                                                        .by = "disp"});
  given.when(schema::WithdrawOverride{.order = "WO-1", .number = 2, .reason = why})
      .then_refused("work_order.no_such_override");
  given.when(schema::WithdrawOverride{.order = "WO-1", .number = 1, .reason = why}).then_accepted();
  given.when(schema::WithdrawOverride{.order = "WO-1", .number = 1, .reason = why})
      .then_refused("work_order.withdrawn");
  EXPECT_TRUE(order_of(given).overrides[0].withdrawn);
}

// He started the neighbour's order.
TEST(WithdrawCheckIn, TakesTheStartOfWorkWithIt) {
  Given given = for_correction(Status::in_progress, "tech1");
  given.when(schema::WithdrawCheckIn{.order = "WO-1", .reason = why}).then_accepted();
  EXPECT_EQ(order_of(given).status, Status::accepted);
  EXPECT_EQ(order_of(given).bookings[0].started_at, 0);
  given.as(person("disp"))
      .when(schema::ReassignBooking{.order = "WO-1", .technician = "T2", .reason = "换人"})
      .then_accepted();
}

TEST(WithdrawWorkReport, LetsWorkGoOn) {
  Given given = for_correction(Status::work_reported, "tech1");
  given.when(schema::WithdrawWorkReport{.order = "WO-1", .reason = why}).then_accepted();
  EXPECT_EQ(order_of(given).status, Status::in_progress);
  EXPECT_EQ(order_of(given).reported_at, 0);
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
}

// He is at it still: the time is his again, where nobody has given it away.
TEST(WithdrawWorkReport, HoldsTheSlotAgain) {
  for (const bool taken : {false, true}) {
    Given given = for_correction(Status::in_progress, "tech1");
    const schema::Slot slot = given.state<schema::Technician>("T1").slots.at(0);
    given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
    EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
    const schema::SlotReserved again{.order = "WO-1",
                                     .booking = slot.booking,
                                     .starts_at = slot.starts_at,
                                     .ends_at = slot.ends_at,
                                     .area = slot.area};
    if (taken) {
      schema::SlotReserved other = again;
      other.order = "WO-2";
      other.starts_at = slot.ends_at - 1;
      other.ends_at = slot.ends_at + 1;
      given.history("T1", other);
    }
    given.when(schema::WithdrawWorkReport{.order = "WO-1", .reason = why});
    if (taken)
      given.then_refused("work_order.dispatch_slot_taken");
    else
      EXPECT_EQ(given.state<schema::Technician>("T1").slots, std::vector{slot});
  }
}

// A piece that stayed in the van: he carries it again, at its cost, and its serial is free.
void gives_the_piece_back(const std::string& request) {
  Given given = for_correction(Status::in_progress, "tech1");
  const std::string custody = "T1:P-1:good";
  given
      .history(
          "P-1",
          schema::PartRegistered{.name = "主板", .brand = "haier", .unit = schema::PartUnit::piece})
      .history(request, schema::PartRequested{.order = "WO-1",
                                              .outlet = "S1",
                                              .part = "P-1",
                                              .technician = "T1",
                                              .requester = "tech1",
                                              .quantity = 1000})
      .history("WO-1", schema::PartRequestLinked{.request = request})
      .history(request, schema::PartSourced{.warehouse = "WH-7", .asked = 1})
      .history(request, schema::PartRequestApproved{.approver = "keeper"})
      .history(request,
               schema::PartIssued{
                   .quantity = 1000, .warehouse = "WH-7", .technician = "T1", .part = "P-1"})
      .history(custody,
               schema::CustodyTaken{
                   .quantity = 1000, .warehouse = "WH-7", .request = request, .cost = 99})
      .history(request, schema::PartsSignedFor{.quantity = 1000});
  const schema::UsePart use{
      .order = "WO-1", .part = "P-1", .quantity = 1000, .serial = "SN-1", .payer = Payer::customer};
  given.when(use).then_accepted();
  given.when(schema::WithdrawPartUse{.order = "WO-1", .number = 1, .reason = why})
      .then_refused("authority.not_allowed");
  given.as(person("keeper"));
  given.when(schema::WithdrawPartUse{.order = "WO-1", .number = 2, .reason = why})
      .then_refused("work_order.no_such_part_use");
  given.when(schema::WithdrawPartUse{.order = "WO-1", .number = 1, .reason = why}).then_accepted();
  const auto* carried = given.streams().state<schema::Custody>(custody);
  ASSERT_NE(carried, nullptr);
  EXPECT_EQ(carried->quantity, 1000);
  EXPECT_EQ(carried->value, 99);
  EXPECT_TRUE(order_of(given).parts[0].withdrawn);
  given.when(schema::WithdrawPartUse{.order = "WO-1", .number = 1, .reason = why})
      .then_refused("work_order.withdrawn");
  given.as(person("tech1"))
      .when(schema::ReportWorkDone{.order = "WO-1"})
      .then_refused("work_order.open_part_requests");
  EXPECT_EQ(order_of(given).part_requests, std::vector{request});
  EXPECT_TRUE(order_of(given).settled_requests.empty());
  given.when(use).then_accepted();  // the serial is free
  EXPECT_EQ(order_of(given).settled_requests, std::vector{request});
}

// Nobody pays for what was not fitted.
TEST(WithdrawPartUse, NotWhileItsCostIsCharged) {
  Given given = for_correction(Status::in_progress, "tech1");
  given.history("WO-1", schema::PartUsed{.part = "P-1",
                                         .technician = "T1",
                                         .quantity = 1000,
                                         .payer = Payer::customer,
                                         .cost = 9900});
  given
      .when(schema::AddCharge{.order = "WO-1",
                              .item = "主板",
                              .quantity = 1000,
                              .payer = Payer::customer,
                              .basis = schema::ChargeBasis::cost,
                              .part_use = 1})
      .then_accepted();
  ASSERT_EQ(order_of(given).charges[0].amount, 9900);
  const schema::WithdrawPartUse withdraw{.order = "WO-1", .number = 1, .reason = why};
  given.as(person("keeper")).when(withdraw).then_refused("work_order.part_charged");
  given.as(person("boss"))
      .when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = why})
      .then_accepted();
  given.as(person("keeper")).when(withdraw).then_refused("part_request.not_used");
}

TEST(WithdrawPartUse, GivesThePieceBackToWhoCarriedIt) { gives_the_piece_back("WO-1-P1"); }

// A number that a person chose, or an older system, says nothing of the order.
TEST(WithdrawPartUse, OfARequestWhateverItIsCalled) { gives_the_piece_back("PR-20260301-0007"); }

TEST(CorrectRegistration, OfWhatWasMisheard) {
  Given given = for_correction(Status::scheduled, "call");
  schema::CorrectRegistration right = as_registered(given, why);
  given.when(right).then_refused("work_order.nothing_changed");
  right.address = "浦东新区 10 号", right.phone = "139 1111 2222";
  right.latitude = order_of(given).latitude, right.longitude = order_of(given).longitude;
  given.when(right).then_accepted();
  EXPECT_EQ(order_of(given).address, "浦东新区 10 号");
  EXPECT_EQ(order_of(given).phone, "13911112222");
  EXPECT_EQ(order_of(given).latitude, 0);  // of the other address
  EXPECT_EQ(order_of(given).status, Status::scheduled);
  right.reason.clear();
  given.when(right).then_refused("work_order.reason_missing");
  right.reason = why, right.phone = "12";
  given.when(right).then_refused("work_order.bad_phone");
}

// Another address is not where the customer's own lies.
TEST(CorrectRegistration, LeavesThePositionOfAnotherAddressUnknown) {
  Given given = for_correction(Status::assigned, "call");
  given.history("C-1", schema::CustomerChanged{.name = "王",
                                               .phone = "13800000000",
                                               .address = "原址",
                                               .latitude = 31'230'000,
                                               .longitude = 121'470'000});
  schema::CorrectRegistration right = as_registered(given, why);
  right.address = "浦东新区 10 号";
  given.when(right).then_accepted();
  EXPECT_EQ(order_of(given).latitude, 0);
  EXPECT_EQ(order_of(given).longitude, 0);
}

TEST(CorrectRegistration, MovesTheMakersNumber) {
  Given given = for_correction(Status::assigned, "call");
  schema::CorrectRegistration right = as_registered(given, why);
  right.maker_number = "M-0001";
  given.when(right).then_accepted();
  right.maker_number = "M-0002";
  given.when(right).then_accepted();
  EXPECT_TRUE(given.streams().state<schema::MakerNumber>("haier:M0001")->order.empty());
  EXPECT_EQ(given.streams().state<schema::MakerNumber>("haier:M0002")->order, "WO-1");
  given.history("haier:M0003", schema::MakerNumberClaimed{.order = "WO-2"});
  right.maker_number = "M-0003";
  given.when(right).then_refused("work_order.maker_number_taken");
}

// The serial that came late is another appliance's: what both remember follows.
TEST(CorrectRegistration, LinksTheApplianceThatBearsTheSerial) {
  Given given = for_correction(Status::assigned, "call");
  given
      .history("A-2", schema::AssetRegistered{.brand = "haier",
                                              .category = "ac",
                                              .model = "KFR-35",
                                              .serial = "SN900002",
                                              .customer = "C-1"})
      .history("haier:SN900002", schema::SerialClaimed{.asset = "A-2"});
  const std::string before = order_of(given).asset;
  schema::CorrectRegistration right = as_registered(given, why);
  right.serial = "SN900002", right.model = "KFR-35", right.category = "ac";
  given.when(right).then_accepted();
  EXPECT_EQ(order_of(given).asset, "A-2");
  EXPECT_EQ(given.streams().state<schema::Asset>("A-2")->open_orders.size(), 1u);
  if (!before.empty()) {
    EXPECT_TRUE(given.streams().state<schema::Asset>(before)->open_orders.empty());
  }
}

// What was posted stays; the line counts on the day on which a second person approves it.
TEST(CorrectWorkOrder, IsALineInTheOpenPeriod) {
  Given given = for_correction(Status::posted, "acc");
  schema::CorrectWorkOrder less{.order = "WO-1",
                                .item = "退费",
                                .amount = -2'000,
                                .payer = Payer::customer,
                                .reason = "多收"};
  given.when(less).then_accepted();
  less.amount = 0;
  given.when(less).then_refused("work_order.bad_amount");
  given.when(schema::DecideCorrection{.order = "WO-1", .number = 1})
      .then_refused("work_order.same_author");
  given.as(person("boss"))
      .when(schema::DecideCorrection{.order = "WO-1", .number = 2})
      .then_refused("work_order.no_such_correction");
  given.when(schema::DecideCorrection{.order = "WO-1", .number = 1, .reject = true})
      .then_refused("work_order.reason_missing");
  given.at("2026-04-03T01:00:00Z").happened_at("2026-04-03T01:00:00Z");
  given.when(schema::DecideCorrection{.order = "WO-1", .number = 1}).then_accepted();
  EXPECT_EQ(given.event<schema::CorrectionDecided>().counts_on,
            core::day_of(instant_from_ms(ms("2026-04-03T01:00:00Z"))));
  given.when(schema::DecideCorrection{.order = "WO-1", .number = 1})
      .then_refused("work_order.correction_decided");
  for_correction(Status::followed_up, "acc")
      .when(schema::CorrectWorkOrder{
          .order = "WO-1", .item = "退费", .amount = -1, .payer = Payer::customer, .reason = "x"})
      .then_refused("work_order.already_completed");
}

// A time that somebody claims beats no deadline and no order of things.
TEST(BusinessTime, LiesNeitherBeforeTheLastStepNorTooFarBack) {
  Given given = for_correction(Status::scheduled, "tech1");
  given.at("2026-03-02T04:00:00Z").happened_at("2026-03-02T02:59:00Z");
  given.when(schema::AcceptBooking{.order = "WO-1"}).then_refused("work_order.acceptance_overdue");
  Given visit = for_correction(Status::traveling, "tech1");
  const std::string start = format_instant(visit.now());
  visit.at(format_instant(visit.now() + std::chrono::hours(2)));
  visit.happened_at(format_instant(visit.now() - std::chrono::hours(3)));
  visit.when(schema::StartWork{.order = "WO-1"}).then_refused("work_order.before_last_step");
  visit.happened_at(start).when(schema::StartWork{.order = "WO-1"}).then_accepted();
  Given late = for_correction(Status::work_reported, "disp");
  late.happened_at("2024-01-02T03:00:00Z");
  late.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_refused("authority.too_late_told");
}

}  // namespace
}  // namespace kintsugi::tests
