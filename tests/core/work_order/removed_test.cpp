// What came out of a machine; serials of its pieces; codes that no fault library has.

#include "schema/asset.h"
#include "schema/part.h"
#include "schema/work_order.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_removed.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::PartFate;
using schema::RecordRemovedPart;
using Status = schema::WorkOrderStatus;

Given at_work(schema::PartSerials serials = schema::PartSerials::none) {
  Given given = order_in(Status::in_progress);
  given.history("P-1", schema::PartRegistered{.name = "压缩机",
                                              .brand = "haier",
                                              .unit = schema::PartUnit::piece,
                                              .serials = serials});
  given.as(person("tech1"));
  return given;
}

RecordRemovedPart out(std::string serial, PartFate fate = PartFate::scrapped) {
  return {.order = "WO-1",
          .part = "P-1",
          .serial = serial,
          .unreadable = serial.empty(),
          .fate = fate};
}

TEST(RecordRemovedPart, SaysItsSerialOrThatNoneCanBeRead) {
  Given given = at_work();
  RecordRemovedPart none = out("");
  none.unreadable = false;
  given.when(none).then_refused("work_order.removed_serial_missing");
  RecordRemovedPart both = out("S-1");
  both.unreadable = true;
  given.when(both).then_refused("work_order.removed_serial_missing");
  given.when(out("", PartFate::none)).then_refused("work_order.fate_missing");
  given.when(out("a/b")).then_refused("work_order.bad_text");
  RecordRemovedPart unknown = out("");
  unknown.part = "P-0";
  given.when(unknown).then_refused("work_order.unknown_part");
  given.when(out("")).then(
      {on("WO-1", schema::PartRemoved{.number = 1,
                                      .part = "P-1",
                                      .fate = PartFate::scrapped,
                                      .technician = "T1",
                                      .at = ms(now),
                                      .by = "tech1"})});
}

// By its serial the piece leaves the machine, and may be fitted again.
TEST(RecordRemovedPart, TakesThePieceOutOfTheMachineAndBack) {
  Given given = at_work();
  const std::string asset = given.state<schema::WorkOrder>("WO-1").asset;
  ASSERT_NE(asset, "");
  given.history("WO-0", schema::WorkOrderRegistered{.asset = asset});
  given.history("P-1:S7", schema::PartSerialFitted{.order = "WO-0"});
  given.when(out("s-7")).then_accepted();
  EXPECT_EQ(given.event<schema::PartRemoved>().from, "WO-0");
  EXPECT_EQ(given.state<schema::PartSerial>("P-1:S7").order, "");
  schema::WithdrawRemovedPart back{.order = "WO-1", .number = 2, .reason = "看错了"};
  given.when(back).then_refused("work_order.no_such_removal");
  back.number = 1;
  given.when(schema::WithdrawRemovedPart{.order = "WO-1", .number = 1})
      .then_refused("work_order.reason_missing");
  given.when(back).then_accepted();
  EXPECT_EQ(given.state<schema::PartSerial>("P-1:S7").order, "WO-0");
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").removed[0].withdrawn);
  given.when(back).then_refused("work_order.withdrawn");
}

TEST(WithdrawRemovedPart, NotOnceThePieceIsFittedElsewhere) {
  Given given = at_work();
  const std::string asset = given.state<schema::WorkOrder>("WO-1").asset;
  given.history("WO-0", schema::WorkOrderRegistered{.asset = asset});
  given.history("P-1:S7", schema::PartSerialFitted{.order = "WO-0"});
  given.when(out("S7", PartFate::returned)).then_accepted();
  given.history("P-1:S7", schema::PartSerialFitted{.order = "WO-9"});
  given.when(schema::WithdrawRemovedPart{.order = "WO-1", .number = 1, .reason = "看错了"})
      .then_refused("work_order.serial_fitted");
}

// Its use was withdrawn meanwhile: it is in the van, not in the machine.
TEST(WithdrawRemovedPart, LeavesAPieceFreeThatWasNotFittedAfterAll) {
  Given given = at_work();
  given.history("WO-1", schema::PartUsed{
                            .part = "P-1", .technician = "T1", .quantity = 1000, .serial = "S-7"});
  given.history("P-1:S7", schema::PartSerialFitted{.order = "WO-1"});
  given.when(out("S-7")).then_accepted();
  given.history("WO-1", schema::PartUseWithdrawn{.number = 1, .part = "P-1", .quantity = 1000});
  given.when(schema::WithdrawRemovedPart{.order = "WO-1", .number = 1, .reason = "看错了"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::PartSerial>("P-1:S7").order, "");
}

TEST(RecordRemovedPart, NotAPieceOfAnotherMachine) {
  Given given = at_work();
  given.history("WO-0", schema::WorkOrderRegistered{.asset = "A-9"});
  given.history("P-1:S7", schema::PartSerialFitted{.order = "WO-0"});
  given.when(out("S-7")).then_refused("work_order.serial_elsewhere");
}

TEST(RecordRemovedPart, OfWhatTheMakerPaysForIsReturned) {
  Given given = at_work();
  RecordRemovedPart instead = out("");
  instead.part_use = 1;
  given.when(instead).then_refused("work_order.no_such_part_use");
  given.history("WO-1", schema::PartUsed{.part = "P-1",
                                         .technician = "T1",
                                         .quantity = 1000,
                                         .payer = schema::Payer::manufacturer});
  given.when(instead).then_refused("work_order.old_part_due");
  instead.fate = PartFate::returned;
  given.when(instead).then_accepted();
}

TEST(UsePart, OfAPartWhosePiecesHaveSerialsNamesIt) {
  Given given = at_work(schema::PartSerials::demanded);
  given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 1000})
      .then_refused("work_order.part_serial_missing");
  given.history("P-1", schema::PartChanged{.name = "压缩机",
                                           .unit = schema::PartUnit::piece,
                                           .serials = schema::PartSerials::free});
  given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 1000});
  ASSERT_FALSE(given.outcome().has_value());
  EXPECT_NE(given.outcome().error().code, "work_order.part_serial_missing") << "it is not in hand";
}

TEST(ChangePart, SaysWhetherItsPiecesHaveSerials) {
  Given given = at_work();
  given.as(person("boss"));
  const schema::ChangePart change{.part = "P-1", .serials = schema::PartSerials::demanded};
  given.when(change).then_accepted();
  EXPECT_EQ(given.state<schema::Part>("P-1").serials, schema::PartSerials::demanded);
  given.when(change).then_refused("part.nothing_changed");
  given.when(schema::ChangePart{.part = "P-1", .name = "变频压缩机"}).then_accepted();
  EXPECT_EQ(given.state<schema::Part>("P-1").serials, schema::PartSerials::demanded);
}

// Of a person it is asked once; with a reason, of an import and of the system it is taken.
TEST(RecordDiagnosis, AsksAboutACodeThatNoLibraryHas) {
  Given given = at_work();
  given.unknown({"fault_code"});
  schema::RecordDiagnosis diagnosis{.order = "WO-1", .fault_code = "F-77"};
  given.when(diagnosis).then_refused("work_order.unknown_fault_code");
  given.when(schema::CorrectDiagnosis{.order = "WO-1", .fault_code = "F-77", .reason = "看错"})
      .then_refused("work_order.unknown_fault_code");
  diagnosis.confirm_reason = "新机型，厂家还没有给代码表";
  given.when(diagnosis).then_accepted();
  Actor nobody;
  nobody.kind = ActorKind::system;
  given.as(nobody)
      .when(schema::RecordDiagnosis{.order = "WO-1", .fault_code = "F-78"})
      .then_accepted();
  Given early = order_in(Status::assigned);
  early.as(person("call"))
      .unknown({"fault_code"})
      .when(schema::ResolveRemotely{.order = "WO-1", .solution = "重启", .fault_code = "F-77"})
      .then_refused("work_order.unknown_fault_code");
}

}  // namespace
}  // namespace kintsugi::tests
