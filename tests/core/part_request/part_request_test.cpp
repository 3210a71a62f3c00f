// A part request from the wish to its end; which warehouse is asked.

#include "core/part_request/of_order.h"
#include "core/policies/parts_and_wages.h"
#include "schema/identity.h"
#include "schema/part_request_views.h"
#include "schema/stock_views.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/warehouse.h"
#include "schema/work_order_life.h"
#include "schema/work_order_life_views.h"
#include "schema/work_order_visit.h"
#include "tests/core/part_request/request_in.h"

namespace kintsugi::tests {
namespace {

using Status = schema::PartRequestStatus;
using schema::PartCondition;
using namespace requests;

TEST(RequestPart, IsLinkedToItsOrder) {
  stores().when(request()).then({on(id, schema::PartRequested{.order = "WO-1",
                                                              .outlet = "A",
                                                              .part = "P-1",
                                                              .technician = "T-1",
                                                              .requester = "ann",
                                                              .quantity = 2000}),
                                 on("WO-1", schema::PartRequestLinked{.request = id})});
}

TEST(RequestPart, NumbersItselfUnlessToldOtherwise) {
  Given given = stores();
  given.when(request()).when(request()).then_accepted();
  EXPECT_EQ(given.state<schema::PartRequest>("WO-1-P2").quantity, 2000);
  auto named = request();
  named.request = "R-7";
  given.when(named).then_accepted().when(named).then_refused("part_request.exists");
  named.request = "R/7";
  given.when(named).then_refused("part_request.bad_id");
}

TEST(RequestPart, IsRefused) {
  Given given = stores();
  auto command = request();
  command.order = "WO-9";
  given.when(command).then_refused("work_order.not_found");
  command = request();
  command.part = "P-9";
  given.when(command).then_refused("part.not_found");
  command = request();
  command.quantity = 1500;
  given.when(command).then_refused("stock_item.not_whole");
  command.quantity = -1000;
  given.when(command).then_refused("stock_item.bad_quantity");
  command = request();
  command.technician = "T-9";
  given.when(command).then_refused("technician.not_found");
  command = request();
  command.note = "\xff";
  given.when(command).then_refused("part_request.bad_text");
  given.history("WO-2", schema::WorkOrderRegistered{.brand = "haier"});
  command = request();
  command.order = "WO-2";
  given.when(command).then_refused("part_request.order_not_open");
  given.history("WO-2", schema::OutletAssigned{.outlet = "A"});
  given.when(command).then_refused("part_request.no_technician");
  command.technician = "T-2";
  given.when(command).then_accepted();
}

TEST(SourcePart, AsksTheNearestThatHasAll) {
  Given given = stores();
  stock(given, "WH-A", 1);  // too few
  stock(given, "WH-B", 5);
  stock(given, "WH-C", 9);
  given.when(request()).when(schema::SourcePart{.request = id});
  given.then(
      {on(id, schema::PartSourced{.warehouse = "WH-B", .distance = 10'007, .asked = 2}),
       on("WH-B:P-1:good", schema::StockReserved{.request = id, .hold = {}, .quantity = 2000})});
}

TEST(SourcePart, TakesTheLowestIdOfTwoEquallyFar) {
  Given given = stores();
  open_warehouse(given, "WH-1", "B", 31'090'000);
  stock(given, "WH-1", 5);
  stock(given, "WH-B", 5);
  given.when(request()).when(schema::SourcePart{.request = id}).then_accepted();
  EXPECT_EQ(state(given).warehouse, "WH-1");
}

TEST(SourcePart, PassesOverWhatIsReservedOrFrozen) {
  Given given = stores();
  stock(given, "WH-A", 2);
  stock(given, "WH-B", 2);
  stock(given, "WH-C", 2);
  given.when(
      schema::ReserveStock{.warehouse = "WH-A", .part = "P-1", .quantity = 1000, .hold = "h"});
  given.when(schema::FreezeWarehouse{.warehouse = "WH-B", .reason = "盘点"});
  given.when(request()).when(schema::SourcePart{.request = id}).then_accepted();
  EXPECT_EQ(state(given).warehouse, "WH-C");
}

TEST(SourcePart, EscalatesWhereNoneHasAll) {
  Given given = stores();
  stock(given, "WH-B", 1);
  given.when(request()).when(schema::SourcePart{.request = id});
  given.then(
      {on(id, schema::SourcingEscalated{.asked = 3, .best = "WH-B", .best_available = 1000})});
  stock(given, "WH-C", 2);
  given.when(schema::SourcePart{.request = id}).then_accepted();
  EXPECT_EQ(state(given).warehouse, "WH-C") << "asked again once there is some";
}

TEST(SourcePart, NamesTheNearestOfThoseThatHaveAsManyTooFew) {
  Given given = stores();
  stock(given, "WH-A", 1);
  stock(given, "WH-B", 1);
  given.when(request()).when(schema::SourcePart{.request = id});
  given.then(
      {on(id, schema::SourcingEscalated{.asked = 3, .best = "WH-A", .best_available = 1000})});
}

TEST(ChooseSource, MovesTheReservation) {
  Given given = request_in(Status::sourced);
  stock(given, "WH-C", 2);
  given.when(schema::ChooseSource{.request = id, .warehouse = "WH-A", .reason = "近"})
      .then_refused("part_request.same_source");
  given.when(schema::ChooseSource{.request = id, .warehouse = "WH-B", .reason = "近"})
      .then_refused("stock_item.insufficient");
  given.when(schema::ChooseSource{.request = id, .warehouse = "WH-9", .reason = "近"})
      .then_refused("warehouse.not_found");
  given.when(schema::ChooseSource{.request = id, .warehouse = "WH-C", .reason = ""})
      .then_refused("part_request.bad_text");
  given.when(schema::ChooseSource{.request = id, .warehouse = "WH-C", .reason = "总部有"})
      .then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").reserved, 0);
  EXPECT_EQ(shelf(given, "WH-C").reserved, 2000);
}

TEST(ApprovePartRequest, IsByAnotherPerson) {
  Given given = request_in(Status::sourced);
  given.as(somebody("ann"))
      .when(schema::ApprovePartRequest{.request = id})
      .then_refused("part_request.same_operator");
  given.when(schema::RejectPartRequest{.request = id, .reason = "x"})
      .then_refused("part_request.same_operator");
  given.as(somebody("bob")).when(schema::ApprovePartRequest{.request = id});
  given.then({on(id, schema::PartRequestApproved{.approver = "bob"})});
}

TEST(RejectPartRequest, ReleasesWhatIsReserved) {
  Given given = request_in(Status::sourced);
  given.as(somebody("bob")).when(schema::RejectPartRequest{.request = id, .reason = "可修"});
  given.then(
      {on("WH-A:P-1:good", schema::StockReleased{.request = id, .hold = {}, .quantity = 2000}),
       on(id, schema::PartRequestRejected{.reason = "可修"}),
       on("WO-1", schema::PartRequestSettled{.request = id})});
  EXPECT_EQ(shelf(given, "WH-A").reserved, 0);
}

TEST(CancelPartRequest, ReleasesWhatIsReserved) {
  Given given = request_in(Status::approved);
  given.when(schema::CancelPartRequest{.request = id, .reason = "不用"}).then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").reserved, 0);
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").part_requests.empty());
}

TEST(IssuePart, MovesStockIntoCustody) {
  Given given = request_in(Status::approved);
  given.when(schema::IssuePart{.request = id});
  given.then({on(id,
                 schema::PartIssued{.quantity = 2000,
                                    .warehouse = "WH-A",
                                    .technician = "T-1",
                                    .part = "P-1",
                                    .issuer = "bob",
                                    .issued_at = ms("2026-03-01T01:00:00Z"),
                                    .valued = true}),
              on("WH-A:P-1:good", schema::StockIssued{.quantity = 2000,
                                                      .technician = "T-1",
                                                      .request = id,
                                                      .happened_at = ms("2026-03-01T01:00:00Z")}),
              on("T-1:P-1:good",
                 schema::CustodyTaken{.quantity = 2000, .warehouse = "WH-A", .request = id})});
  EXPECT_EQ(shelf(given, "WH-A").on_hand, 3000);
  EXPECT_EQ(shelf(given, "WH-A").reserved, 0);
}

TEST(IssuePart, NotFromAFrozenWarehouse) {
  Given given = request_in(Status::approved);
  given.when(schema::FreezeWarehouse{.warehouse = "WH-A", .reason = "盘点"});
  given.when(schema::IssuePart{.request = id}).then_refused("warehouse.frozen");
}

TEST(SignForParts, OnlyWhatWasIssuedAndByWhoCarriesIt) {
  Given given = request_in(Status::issued);
  given.when(schema::SignForParts{.request = id, .quantity = 3000})
      .then_refused("part_request.quantity_differs");
  hire(given, "tim", "T-2");
  given.history("tim", schema::RoleRevoked{.role = schema::Role::store_keeper, .outlet = {}});
  given.as(somebody("tim"))
      .when(schema::SignForParts{.request = id, .quantity = 2000})
      .then_refused("part_request.wrong_technician");
  given.as(somebody("tom")).when(schema::SignForParts{.request = id, .quantity = 2000});
  given.then({on(id, schema::PartsSignedFor{.quantity = 2000})});
}

TEST(ReturnPart, UnusedGoesBackToItsShelfByCondition) {
  Given given = request_in(Status::signed_for);
  schema::ReturnPart command{.request = id, .quantity = 3000, .condition = PartCondition::good};
  given.when(command).then_refused("part_request.too_much");
  command.quantity = 1000;
  command.condition = PartCondition::none;
  given.when(command).then_refused("part_request.condition_missing");
  command.condition = PartCondition::defective;
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<schema::StockItem>("WH-A:P-1:defective").on_hand, 1000);
  command.condition = PartCondition::good;
  command.warehouse = "WH-B";
  given.when(command).then_accepted();
  EXPECT_EQ(shelf(given, "WH-B").on_hand, 1000);
  EXPECT_EQ(given.state<schema::Custody>("T-1:P-1:good").quantity, 0);
  EXPECT_EQ(state(given).status, Status::closed);
}

core::Events use(Given& given, std::int64_t pieces, std::string request_id = {},
                 std::string code = {}) {
  const Actor actor = somebody("ann");
  core::Reads reads(given.streams(), actor, "c", instant("2026-03-01T03:00:00Z"),
                    instant("2026-03-01T03:00:00Z"));
  core::Events events;
  const auto used = core::part_request::use_part({.technician = "T-1",
                                                  .part = "P-1",
                                                  .quantity = pieces * 1000,
                                                  .order = "WO-1",
                                                  .request = std::move(request_id)},
                                                 reads, events);
  EXPECT_EQ(used ? std::string() : used.error().code, code);
  if (used) given.streams().apply(events.list());
  return events;
}

TEST(UsePart, TakesItFromCustodyAndClosesTheRequest) {
  Given given = request_in(Status::signed_for);
  use(given, 3, {}, "custody.insufficient");
  use(given, 1);
  EXPECT_EQ(state(given).used, 1000);
  const std::vector<core::StreamEvent> last = use(given, 1).list();
  const std::vector<core::StreamEvent> expected{
      on("T-1:P-1:good", schema::CustodyUsed{.quantity = 1000, .order = "WO-1", .request = id}),
      on(id,
         schema::RequestedPartUsed{
             .quantity = 1000, .order = "WO-1", .used_at = ms("2026-03-01T03:00:00Z")}),
      on(id, schema::PartRequestClosed{}), on("WO-1", schema::PartRequestSettled{.request = id})};
  EXPECT_EQ(last, expected);
  use(given, 1, {}, "custody.insufficient");
  use(given, 1, id, "part_request.settled");
  use(given, 1, "R-9", "part_request.not_found");
}

// Two pieces out of three that cost 10.00, 10.00 and 10.01; another request of one at a later
// price.
TEST(UsePart, FreezesWhatThePiecesCost) {  // PT-16
  Given given = stores();
  given.as(somebody("eve"));
  const auto receive = [](std::int64_t pieces, std::int64_t unit_cost) {
    return schema::ReceiveStock{
        .warehouse = "WH-A", .part = "P-1", .quantity = pieces * 1000, .unit_cost = unit_cost};
  };
  given.when(receive(2, 1000)).when(receive(1, 1001)).then_accepted();
  const auto carry = [&](const std::string& request_id, std::int64_t pieces) {
    given.as(somebody("ann")).when(request(pieces)).then_accepted();
    given.as(somebody("bob")).when(schema::SourcePart{.request = request_id}).then_accepted();
    given.when(schema::ApprovePartRequest{.request = request_id}).then_accepted();
    given.when(schema::IssuePart{.request = request_id}).then_accepted();
    given.when(schema::SignForParts{.request = request_id, .quantity = pieces * 1000});
    given.then_accepted();
  };
  carry("WO-1-P1", 2);
  EXPECT_EQ(given.state<schema::Custody>("T-1:P-1:good").value, 2001) << "2 of 3 of 30.01, half up";
  EXPECT_EQ(shelf(given, "WH-A").value, 1000);
  given.when(receive(1, 4000)).then_accepted();
  carry("WO-1-P2", 1);
  EXPECT_EQ(given.state<schema::Custody>("T-1:P-1:good").value, 2001 + 2500);
  const schema::UsePart one{.order = "WO-1", .part = "P-1", .quantity = 1000};
  given.as(somebody("tom")).when(one).then_accepted();
  const auto& used = given.event<schema::PartUsed>();
  EXPECT_EQ(used.cost, 1500) << "a third of 45.01, half up";
  given.as(somebody("eve")).when(receive(5, 9000)).then_accepted();
  EXPECT_EQ(first(given.state<schema::WorkOrder>("WO-1").parts).cost, 1500) << "frozen";
  schema::UsePart rest = one;  // one from each request, one rounding
  rest.quantity = 2000;
  given.as(somebody("tom")).when(rest).then_accepted();
  EXPECT_EQ(last(given.state<schema::WorkOrder>("WO-1").parts).cost, 3001);
  EXPECT_EQ(given.state<schema::Custody>("T-1:P-1:good").value, 0);
}

TEST(UsePart, TakesTheCostBackWithAPieceThatIsReturned) {
  Given given = request_in(Status::none);
  given.as(somebody("eve"))
      .when(schema::ReceiveStock{
          .warehouse = "WH-A", .part = "P-1", .quantity = 5000, .unit_cost = 2000})
      .then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").value, 10'000) << "five free of charge, five at 20.00";
  given.as(somebody("ann")).when(request()).when(schema::SourcePart{.request = id});
  given.as(somebody("bob")).when(schema::ApprovePartRequest{.request = id});
  given.when(schema::IssuePart{.request = id}).then_accepted();
  EXPECT_EQ(given.state<schema::Custody>("T-1:P-1:good").value, 2000);
  schema::ReturnPart back{.request = id, .quantity = 1000, .condition = PartCondition::defective};
  given.when(back).then_accepted();
  EXPECT_EQ(given.state<schema::StockItem>("WH-A:P-1:defective").value, 1000);
  given.when(schema::ReportPartLost{.request = id, .quantity = 1000, .reason = "遗失"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::Custody>("T-1:P-1:good").value, 0);
}

// Claimed when the text as typed was the name of the claim.
TEST(UsePart, KnowsSerialsOfAnEarlierLog) {
  Given given = request_in(Status::signed_for);
  given.history("P-1:B-0007", schema::PartSerialFitted{.order = "WO-0"});
  given.as(somebody("tom"));
  for (const char* same : {"B-0007", "b-0007"})
    given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 1000, .serial = same})
        .then_refused("work_order.serial_fitted");
}

TEST(UsePart, FitsAPieceWithASerialOnce) {  // CA-8
  Given given = request_in(Status::signed_for);
  given.as(somebody("tom"));
  schema::UsePart command{.order = "WO-1", .part = "P-1", .quantity = 2000, .serial = "B-0007"};
  given.when(command).then_refused("work_order.bad_quantity");
  command.quantity = 1000;
  command.serial = "a/b";
  given.when(command).then_refused("work_order.bad_text");
  command.serial = "B-0007";
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<schema::PartSerial>("P-1:B0007").order, "WO-1");
  for (const char* same : {"B-0007", "b-0007", "Ｂ－０００７", "B0007", " b 0007"}) {
    command.serial = same;
    given.when(command).then_refused(same[0] == ' ' ? "work_order.bad_text"
                                                    : "work_order.serial_fitted");
  }
  command.serial = "B-0008";
  given.when(command).then_accepted();
}

TEST(ReportWorkDone, WaitsForPartsThatAreOut) {
  Given given = request_in(Status::signed_for);
  given.history("WO-1", schema::FaultDiagnosed{.fault_code = "F1"});
  const schema::ReportWorkDone done{.order = "WO-1"};
  given.as(somebody("tom")).when(done).then_refused("work_order.open_part_requests");
  given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 2000}).then_accepted();
  given.when(done).then_accepted();
}

TEST(RequestPart, NamesATechnicianInsideOnesOutlets) {
  Given given = stores();
  given.history("T-9", schema::TechnicianRegistered{.name = "远", .outlet = "B"});
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "A"});
  given.as(somebody("local"));
  auto command = request();
  command.technician = "T-9";
  given.when(command).then_refused("authority.out_of_scope");
  command.technician = "T-2";
  given.when(command).then_accepted();
}

TEST(SignForParts, ByAKeeperOfTheOutletOnly) {
  Given given = request_in(Status::issued);
  hire(given, "tim", "T-2");
  given.history("tim", schema::RoleRevoked{.role = schema::Role::store_keeper, .outlet = {}});
  given.history("tim", schema::RoleGranted{.role = schema::Role::store_keeper, .outlet = "B"});
  given.as(somebody("tim"))
      .when(schema::SignForParts{.request = id, .quantity = 2000})
      .then_refused("part_request.wrong_technician");
}

TEST(UsePart, NotBeforeItIsSignedFor) {
  Given given = request_in(Status::issued);
  use(given, 1, id, "part_request.not_signed_for");
  use(given, 1, {}, "custody.insufficient");
}

// Told late is well; but what was handed out at ten did not come back at nine.
TEST(ReturnPart, IsNotBeforeTheIssue) {
  Given given = request_in(Status::approved);
  given.as(somebody("bob")).at("2026-03-01T10:00:00Z");
  given.when(schema::IssuePart{.request = id}).then_accepted();
  const auto claims = [&](const char* when) -> Given& {
    return given.at("2026-03-01T12:00:00Z").happened_at(when);
  };
  const schema::ReturnPart back{.request = id, .quantity = 1000, .condition = PartCondition::good};
  claims("2026-03-01T09:00:00Z").when(back).then_refused("part_request.before_issue");
  claims("2026-03-01T09:00:00Z")
      .when(schema::SignForParts{.request = id, .quantity = 2000})
      .then_refused("part_request.before_issue");
  claims("2026-03-01T09:00:00Z")
      .when(schema::ReportPartLost{.request = id, .quantity = 1000, .reason = "丢"})
      .then_refused("part_request.before_issue");
  claims("2026-03-01T09:57:00Z").when(back).then_accepted();  // clocks differ by minutes
  claims("2026-03-01T11:00:00Z").when(back).then_accepted();
}

TEST(ReturnPart, OldPartsAreNoMoreThanWereUsed) {
  Given given = request_in(Status::signed_for);
  schema::ReturnPart old{.request = id, .quantity = 1000, .condition = PartCondition::old};
  given.when(old).then_refused("part_request.too_much");
  use(given, 2);
  given.when(old).then_accepted().when(old).then_accepted().when(old).then_refused(
      "part_request.too_much");
  EXPECT_EQ(given.state<schema::StockItem>("WH-A:P-1:old").on_hand, 2000);
  EXPECT_EQ(state(given).status, Status::closed);
}

TEST(ReportPartLost, ClosesWhatCannotComeBack) {
  Given given = request_in(Status::signed_for);
  schema::ReportPartLost lost{.request = id, .quantity = 3000, .reason = "遗失"};
  given.when(lost).then_refused("part_request.too_much");
  lost.quantity = 2000;
  given.when(lost).then(
      {on(id, schema::RequestedPartLost{.quantity = 2000, .reason = "遗失", .reporter = "bob"}),
       on("T-1:P-1:good", schema::CustodyLost{.quantity = 2000, .reason = "遗失", .request = id}),
       on(id, schema::PartRequestClosed{}), on("WO-1", schema::PartRequestSettled{.request = id})});
}

TEST(OrderEnd, ReleasesWhatIsNotIssuedAndSeesWhatIsOut) {
  Given given = request_in(Status::signed_for);
  given.when(request(3)).when(schema::SourcePart{.request = "WO-1-P2"}).then_accepted();
  ASSERT_EQ(shelf(given, "WH-A").reserved, 3000);
  const Actor actor = somebody("ann");
  core::Reads reads(given.streams(), actor, "c", instant("2026-03-01T03:00:00Z"),
                    instant("2026-03-01T03:00:00Z"));
  const schema::WorkOrder order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_TRUE(core::part_request::parts_are_out(order, reads));
  core::Events events;
  core::part_request::release_requests_of("WO-1", order, "完工", reads, events);
  given.streams().apply(events.list());
  EXPECT_EQ(shelf(given, "WH-A").reserved, 0);
  EXPECT_EQ(given.state<schema::PartRequest>("WO-1-P2").status, Status::canceled);
  EXPECT_EQ(given.state<schema::PartRequest>(id).status, Status::signed_for)
      << "what is out is not forgotten";
}

TEST(Policy, SourcesARequestAndPaysAPostedOrder) {
  core::Reactions out;
  core::react_parts_and_wages("part_request/R-1", schema::PartRequestedView{}, out);
  core::react_parts_and_wages("work_order/WO-1", schema::WorkOrderPostedView{}, out);
  core::react_parts_and_wages("stock_item/x", schema::StockReceivedView{}, out);
  ASSERT_EQ(out.issues.size(), 2u);
  EXPECT_EQ(out.issues[0].command, schema::Command(schema::SourcePart{.request = "R-1"}));
  EXPECT_EQ(out.issues[1].command, schema::Command(schema::EarnWageLine{.order = "WO-1"}));
}

TEST(CancelWorkOrder, WaitsUntilNoPartIsOut) {
  const schema::CancelWorkOrder cancel{.order = "WO-1", .reason = "用户取消"};
  for (const Status out : {Status::issued, Status::signed_for}) {
    Given given = request_in(out);
    given.when(cancel).then_refused("work_order.open_part_requests");
    EXPECT_NE(given.state<schema::WorkOrder>("WO-1").status, schema::WorkOrderStatus::canceled);
  }
  request_in(Status::closed).when(cancel).then_accepted();
  Given given = request_in(Status::approved);
  given.when(cancel).then_accepted();
  EXPECT_EQ(state(given).status, Status::canceled) << "what is only reserved goes back by itself";
  EXPECT_EQ(shelf(given, "WH-A").reserved, 0);
}

TEST(ReturnPart, TakesBackAllThatIsOutAndNotAThousandthMore) {
  Given given = stores();
  given.when(schema::ReceiveStock{.warehouse = "WH-A", .part = "G-1", .quantity = 5000});
  given.when(schema::RequestPart{.order = "WO-1", .part = "G-1", .quantity = 2001});
  given.as(somebody("bob")).when(schema::SourcePart{.request = id});
  given.when(schema::ApprovePartRequest{.request = id});
  given.when(schema::IssuePart{.request = id}).then_accepted();
  const auto give_back = [](std::int64_t quantity) {
    return schema::ReturnPart{
        .request = id, .quantity = quantity, .condition = schema::PartCondition::good};
  };
  given.when(give_back(2002)).then_refused("part_request.too_much");
  given.when(give_back(2001)).then_accepted();
  EXPECT_EQ(state(given).status, Status::closed);
  EXPECT_EQ(given.state<schema::StockItem>("WH-A:G-1:good").on_hand, 5000);
}

}  // namespace
}  // namespace kintsugi::tests
