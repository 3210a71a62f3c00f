// A part request from the wish to its end; which warehouse is asked; and every status × every
// command.

#include <array>

#include "core/part_request/of_order.h"
#include "core/policies/parts_and_wages.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

using schema::PartCondition;
using Status = schema::PartRequestStatus;

constexpr const char* id = "WO-1-P1";

schema::RequestPart request(std::int64_t pieces = 2) {
  return {.order = "WO-1", .part = "P-1", .quantity = pieces * 1000};
}
void stock(Given& given, const char* warehouse, std::int64_t pieces) {
  given.as(somebody("eve"));
  given.when(schema::ReceiveStock{.warehouse = warehouse, .part = "P-1", .quantity = pieces * 1000})
      .then_accepted();
  given.as(somebody("ann"));
}
const schema::StockItem& shelf(Given& given, const char* warehouse) {
  return given.state<schema::StockItem>(std::string(warehouse) + ":P-1:good");
}
const schema::PartRequest& state(Given& given) { return given.state<schema::PartRequest>(id); }

// 5 pieces in WH-A; the request of 2 by ann in that status.
Given request_in(Status status) {
  Given given = stores();
  if (status != Status::escalated) stock(given, "WH-A", 5);
  if (status == Status::none) return given;
  given.when(request()).then_accepted();
  if (status == Status::requested) return given;
  given.as(somebody("bob"));
  if (status == Status::canceled)
    given.when(schema::CancelPartRequest{.request = id, .reason = "x"});
  if (status == Status::rejected)
    given.when(schema::RejectPartRequest{.request = id, .reason = "x"});
  if (status == Status::canceled || status == Status::rejected) return given;
  given.when(schema::SourcePart{.request = id}).then_accepted();
  if (status == Status::sourced || status == Status::escalated) return given;
  given.when(schema::ApprovePartRequest{.request = id}).then_accepted();
  if (status == Status::approved) return given;
  given.when(schema::IssuePart{.request = id}).then_accepted();
  if (status == Status::issued) return given;
  given.when(schema::SignForParts{.request = id, .quantity = 2000}).then_accepted();
  if (status == Status::signed_for) return given;
  given.when(schema::ReturnPart{.request = id, .quantity = 2000, .condition = PartCondition::good})
      .then_accepted();
  return given;
}

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
                 schema::PartIssued{
                     .quantity = 2000, .warehouse = "WH-A", .technician = "T-1", .part = "P-1"}),
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
  given.when(schema::SignForParts{.request = id, .quantity = 1000})
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
      on(id, schema::RequestedPartUsed{.quantity = 1000, .order = "WO-1"}),
      on(id, schema::PartRequestClosed{}), on("WO-1", schema::PartRequestSettled{.request = id})};
  EXPECT_EQ(last, expected);
  use(given, 1, {}, "custody.insufficient");
  use(given, 1, id, "part_request.settled");
  use(given, 1, "R-9", "part_request.not_found");
}

TEST(UsePart, NotBeforeItIsSignedFor) {
  Given given = request_in(Status::issued);
  use(given, 1, id, "part_request.not_signed_for");
  use(given, 1, {}, "custody.insufficient");
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
      {on(id, schema::RequestedPartLost{.quantity = 2000, .reason = "遗失"}),
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

// Status × command. "" is accepted; else the refusal without "part_request.".
struct Row {
  schema::Command command;
  std::array<const char*, 10>
      cells;  // none requested sourced escalated approved issued signed closed rejected canceled
};

std::vector<Row> rows() {
  constexpr const char* none = "not_found";
  constexpr const char* end = "settled";
  constexpr const char* iss = "already_issued";
  constexpr const char* app = "already_approved";
  constexpr const char* nis = "not_issued";
  constexpr const char* nap = "not_approved";
  return {
      {schema::SourcePart{.request = id},
       {none, "", "already_sourced", "", app, iss, iss, end, end, end}},
      {schema::ChooseSource{.request = id, .warehouse = "WH-C", .reason = "x"},
       {none, "", "", "", app, iss, iss, end, end, end}},
      {schema::ApprovePartRequest{.request = id},
       {none, "not_sourced", "", "not_sourced", app, iss, iss, end, end, end}},
      {schema::RejectPartRequest{.request = id, .reason = "x"},
       {none, "", "", "", app, iss, iss, end, end, end}},
      {schema::IssuePart{.request = id}, {none, nap, nap, nap, "", iss, iss, end, end, end}},
      {schema::SignForParts{.request = id, .quantity = 2000},
       {none, nis, nis, nis, nis, "", "already_signed_for", end, end, end}},
      {schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::good},
       {none, nis, nis, nis, nis, "", "", "too_much", end, end}},
      {schema::ReportPartLost{.request = id, .quantity = 1000, .reason = "x"},
       {none, nis, nis, nis, nis, "", "", end, end, end}},
      {schema::CancelPartRequest{.request = id, .reason = "x"},
       {none, "", "", "", "", iss, iss, end, end, end}},
  };
}

TEST(PartRequest, AnswersEveryCommandInEveryStatus) {
  constexpr std::array statuses{
      Status::none,   Status::requested,  Status::sourced, Status::escalated, Status::approved,
      Status::issued, Status::signed_for, Status::closed,  Status::rejected,  Status::canceled};
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    for (const Row& row : rows()) {
      SCOPED_TRACE(std::string(schema::name_of(row.command)) + " when " +
                   std::string(schema::name_of(statuses[i])));
      Given given = request_in(statuses[i]);
      stock(given, "WH-C", 2);
      given.as(somebody("bob")).when(row.command);
      if (row.cells[i][0] == '\0')
        given.then_accepted();
      else
        given.then_refused(std::string("part_request.") + row.cells[i]);
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
