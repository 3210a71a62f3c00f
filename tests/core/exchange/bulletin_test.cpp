// Newly found defects: which machines they affect, and one order for each.

#include "core/bulletin/bulletin.h"
#include "schema/asset.h"
#include "schema/bulletin.h"
#include "schema/care.h"
#include "schema/customer.h"
#include "schema/work_order_state.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Bulletin;
using schema::OrderForBulletin;
using schema::PublishBulletin;

PublishBulletin defect() {
  return {.bulletin = "QX-1",
          .brand = "haier",
          .model = "KFR-35",
          .serial_from = "SN00000001",
          .serial_until = "SN00000099",
          .title = "压缩机接线松动",
          .text = "请检查接线端子。"};
}

Given published() {
  Given given = company();
  given.history("A-1", schema::AssetCorrected{.brand = "haier",
                                              .category = "ac",
                                              .model = "KFR-35",
                                              .serial = "SN00000001",
                                              .customer = "C-1"});
  given.as(person("boss")).when(defect()).then_accepted();
  return given;
}

TEST(Bulletin, AffectsAModelAndARangeOfSerials) {
  const Bulletin bulletin{.brand = "haier",
                          .model = "KFR-35",
                          .serial_from = "SN00000010",
                          .serial_until = "SN00000020"};
  const auto affects = [&](const char* serial, const char* model = "KFR-35") {
    return core::bulletin::affects(bulletin,
                                   {.brand = "haier", .model = model, .serial = serial});
  };
  EXPECT_TRUE(affects("SN00000010"));
  EXPECT_TRUE(affects("sn-00000020"));
  EXPECT_TRUE(affects("ＳＮ00000015"));
  EXPECT_FALSE(affects("SN00000009"));
  EXPECT_FALSE(affects("SN00000021"));
  EXPECT_FALSE(affects("SN000000150"));  // longer
  EXPECT_FALSE(affects("SN00000015", "KFR-50"));
}

// The order is for the customer of the machine, and says by which bulletin.
TEST(OrderForBulletin, OpensOneOrderAMachine) {
  Given given = published();
  const OrderForBulletin command{.bulletin = "QX-1", .asset = "A-1"};
  given.as(person("call")).when(command).then_accepted();
  const auto& machine = given.state<schema::BulletinMachine>("QX-1:A-1");
  const auto& order = given.state<schema::WorkOrder>(machine.order);
  EXPECT_EQ(order.asset, "A-1");
  EXPECT_EQ(order.customer, "C-1");
  EXPECT_EQ(given.state<Bulletin>("QX-1").ordered, 1u);
  given.when(command).then_refused("bulletin.already_ordered");
}

// Whoever it goes to is called and visited where he is known by now.
TEST(OrderForBulletin, IsForWhomTheOwnersCardWasMergedInto) {
  Given given = published();
  given.history("C-2", schema::CustomerRegistered{
                           .name = "王二", .phone = "13800000002", .address = "新址2号"});
  given.as(person("call"))
      .when(schema::MergeCustomers{.customer = "C-1", .into = "C-2", .reason = "登记了两次"})
      .then_accepted();
  given.when(OrderForBulletin{.bulletin = "QX-1", .asset = "A-1"}).then_accepted();
  const auto& machine = given.state<schema::BulletinMachine>("QX-1:A-1");
  const auto& order = given.state<schema::WorkOrder>(machine.order);
  EXPECT_EQ(order.customer, "C-2");
  EXPECT_EQ(order.phone, "13800000002");
  EXPECT_EQ(order.address, "新址2号");
}

// Once a machine and bulletin, whether he could be told or not; its order is another matter.
TEST(TellOwner, IsOnceAMachine) {
  Given given = published();
  const schema::TellOwner command{.bulletin = "QX-1", .asset = "A-1"};
  given.as(person("call")).when(command).then_accepted();
  const auto& customer = given.state<schema::Customer>("C-1");
  const auto& told = given.event<schema::BulletinOwnerTold>();
  EXPECT_EQ(told.told, schema::OwnerTold::queued);
  EXPECT_EQ(told.phone, customer.phone);
  EXPECT_EQ(told.title, "压缩机接线松动");
  EXPECT_EQ(given.state<Bulletin>("QX-1").told, 1u);
  EXPECT_EQ(given.state<schema::BulletinMachine>("QX-1:A-1").told, schema::OwnerTold::queued);
  given.when(command).then_refused("bulletin.already_told");
  given.when(OrderForBulletin{.bulletin = "QX-1", .asset = "A-1"}).then_accepted();
  EXPECT_EQ(given.state<schema::BulletinMachine>("QX-1:A-1").told, schema::OwnerTold::queued);
  given.when(command).then_refused("bulletin.already_told");
}

TEST(TellOwner, RespectsWhoWantsNoCalls) {
  Given given = published();
  given.history("C-1", schema::CallsRefused{.customer = "C-1", .reason = "不要打扰"});
  given.as(person("call"))
      .when(schema::TellOwner{.bulletin = "QX-1", .asset = "A-1"})
      .then_accepted();
  EXPECT_EQ(given.event<schema::BulletinOwnerTold>().told, schema::OwnerTold::opted_out);
  EXPECT_EQ(given.state<Bulletin>("QX-1").told, 0u);
  EXPECT_EQ(given.state<Bulletin>("QX-1").unreached, 1u);
}

// Who could not be reached is told as soon as he can, and counts once.
TEST(TellOwner, LaterWhereHeCouldNotBeReached) {
  const schema::TellOwner command{.bulletin = "QX-1", .asset = "A-1"};
  Given given = published();
  given.history("C-1", schema::CallsRefused{.customer = "C-1", .reason = "不要打扰"});
  given.as(person("call")).when(command).then_accepted();
  given.when(command).then_refused("bulletin.already_told");
  given.when(schema::AllowCalls{.customer = "C-1", .reason = "可以打"}).then_accepted();
  given.when(command).then_accepted();
  EXPECT_EQ(given.event<schema::BulletinOwnerTold>().told, schema::OwnerTold::queued);
  EXPECT_EQ(given.state<Bulletin>("QX-1").told, 1u);
  EXPECT_EQ(given.state<Bulletin>("QX-1").unreached, 0u);
  given.when(command).then_refused("bulletin.already_told");
}

TEST(TellOwner, OnlyOfAMachineThatItAffectsAndThatSomebodyHas) {
  Given given = published();
  given.history("A-2", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "KFR-35",
                                               .serial = "SN00000100",
                                               .customer = "C-1"});
  given.as(person("call"));
  given.when(schema::TellOwner{.bulletin = "QX-1", .asset = "A-2"})
      .then_refused("bulletin.not_affected");
  given.when(schema::TellOwner{.bulletin = "QX-1", .asset = "A-9"})
      .then_refused("bulletin.unknown_asset");
  given.history("A-3", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "KFR-35",
                                               .serial = "SN00000007"});
  given.as(person("boss"))
      .when(schema::TellOwner{.bulletin = "QX-1", .asset = "A-3"})
      .then_refused("bulletin.no_owner");
  given.when(schema::WithdrawBulletin{.bulletin = "QX-1", .reason = "误报"}).then_accepted();
  given.when(schema::TellOwner{.bulletin = "QX-1", .asset = "A-1"})
      .then_refused("bulletin.not_published");
}

TEST(OrderForBulletin, OnlyForAMachineThatItAffects) {
  Given given = published();
  given.history("A-2", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "KFR-35",
                                               .serial = "SN00000100",
                                               .customer = "C-1"});
  OrderForBulletin command{.bulletin = "QX-1", .asset = "A-2"};
  given.as(person("call")).when(command).then_refused("bulletin.not_affected");
  command.asset = "A-9";
  given.when(command).then_refused("bulletin.unknown_asset");
  given.as(person("boss"))
      .when(schema::WithdrawBulletin{.bulletin = "QX-1", .reason = "误报"})
      .then_accepted();
  command.asset = "A-1";
  given.as(person("call")).when(command).then_refused("bulletin.not_published");
}

TEST(PublishBulletin, IsRefusedWithItsReason) {
  Given given = company();
  const auto refused = [&](auto change, const char* code) {
    PublishBulletin command = defect();
    change(command);
    given.as(person("boss")).when(command).then_refused(code);
  };
  refused([](auto& c) { c.bulletin = "a/b"; }, "bulletin.bad_id");
  refused([](auto& c) { c.title.clear(); }, "bulletin.bad_text");
  refused([](auto& c) { c.text.clear(); }, "bulletin.bad_text");
  refused([](auto& c) { c.serial_until.clear(); }, "bulletin.bad_range");
  refused([](auto& c) { c.serial_until = "SN00000000"; }, "bulletin.bad_range");
  refused([](auto& c) { c.serial_until = "SN000000099"; }, "bulletin.bad_range");
  given.as(person("disp")).when(defect()).then_refused("authority.out_of_scope");
}

}  // namespace
}  // namespace kintsugi::tests
