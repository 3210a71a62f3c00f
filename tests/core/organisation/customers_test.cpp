// Customers who were registered twice, their tree, segments and contacts; what they were handed.

#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/handover.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::CustomerStatus;

// C-2 of S1 and C-3 of R2 beside the company's C-1, who owns A-1.
Given with_customers() {
  Given given = company();
  given.history("C-2", schema::CustomerRegistered{.name = "王二", .phone = "13800000002"});
  given.history("C-3",
                schema::CustomerRegistered{.name = "王三", .phone = "13800000003", .outlet = "R2"});
  given.as(person("call"));
  return given;
}

schema::MergeCustomers merge(std::string from, std::string into) {
  return {.customer = std::move(from), .into = std::move(into), .reason = "登记了两次"};
}

TEST(MergeCustomers, MakesOneStandForTheOther) {
  Given given = with_customers();
  given.when(merge("C-1", "C-2"))
      .then({on("C-1", schema::CustomerMerged{.merged_into = "C-2", .reason = "登记了两次"}),
             on("C-2", schema::CustomerAbsorbed{.from = "C-1"})});
  EXPECT_EQ(given.state<schema::Customer>("C-1").status, CustomerStatus::merged);
  EXPECT_EQ(given.state<schema::Customer>("C-2").merged, std::vector<std::string>{"C-1"});
  // What is sent to it names the one that is active.
  given.when(schema::ClassifyCustomer{.customer = "C-1",
                                      .segment = schema::CustomerSegment::household});
  given.then_refused("customer.merged");
  EXPECT_NE(given.outcome().error().what.find("C-2"), std::string::npos);
}

TEST(RegisterCustomer, TellsEachFieldAsItIsSaid) {
  Given given = with_customers();
  given.when(schema::RegisterCustomer{.customer = "C-9",
                                      .name = "王九",
                                      .phone = "138 0000 0019",
                                      .address = "外滩9号",
                                      .area = "黄浦"});
  given.then_accepted();
  const auto& made = given.state<schema::Customer>("C-9");
  EXPECT_EQ(made.phone, "13800000019");
  EXPECT_EQ(made.address, "外滩9号");
  EXPECT_EQ(made.area, "黄浦");
}

TEST(ChangeCustomer, TellsEachFieldAsItShallBe) {
  with_customers()
      .when(schema::ChangeCustomer{.customer = "C-2",
                                   .kind = schema::CustomerKind::company,
                                   .name = "王二商行",
                                   .phone = "138 0000 0009",
                                   .address = "外滩2号",
                                   .area = "黄浦",
                                   .parent = "C-1",
                                   .note = "午后来电"})
      .then({on("C-2", schema::CustomerChanged{.kind = schema::CustomerKind::company,
                                               .name = "王二商行",
                                               .phone = "13800000009",
                                               .address = "外滩2号",
                                               .area = "黄浦",
                                               .parent = "C-1",
                                               .note = "午后来电"})});
}

TEST(MergeCustomers, IsRefusedWhereOneWouldStandForItself) {
  Given given = with_customers();
  given.when(merge("C-2", "C-2")).then_refused("customer.same_customer");
  given.when(merge("C-2", "C-9")).then_refused("customer.not_found");
  auto unsaid = merge("C-1", "C-2");
  unsaid.reason.clear();
  given.when(unsaid).then_refused("customer.bad_text");
  given.when(merge("C-1", "C-2")).then_accepted();
  given.when(merge("C-2", "C-1")).then_refused("customer.cycle");
  given.when(merge("C-3", "C-1")).then_refused("customer.merged");
  given.when(merge("C-2", "C-3")).then_accepted();  // a chain
  given.when(merge("C-3", "C-1")).then_refused("customer.cycle");
}

TEST(MergeCustomers, IsRefusedIntoWhatStandsBelow) {
  Given given = with_customers();
  given.when(schema::MoveCustomerBelow{.customer = "C-2", .parent = "C-1"}).then_accepted();
  given.when(merge("C-1", "C-2")).then_refused("customer.cycle");
}

TEST(MergeCustomers, StaysWithinTheOutletsOfWhoSendsIt) {
  Given given = with_customers();
  given.history("C-4", schema::CustomerRegistered{.name = "王四", .outlet = "S1"});
  given.history("C-5", schema::CustomerRegistered{.name = "王五", .outlet = "S1"});
  given.as(person("disp")).when(merge("C-4", "C-3")).then_refused("authority.out_of_scope");
  given.when(merge("C-3", "C-4")).then_refused("authority.out_of_scope");
  given.when(merge("C-4", "C-5")).then_accepted();
}

TEST(SplitCustomers, TakesThemApartAgain) {
  Given given = with_customers();
  given.when(merge("C-1", "C-2")).then_accepted();
  given.when(schema::SplitCustomers{.customer = "C-1"}).then_refused("customer.bad_text");
  given.when(schema::SplitCustomers{.customer = "C-1", .reason = "父子"})
      .then({on("C-1", schema::CustomerSplit{.reason = "父子"}),
             on("C-2", schema::CustomerReleased{.from = "C-1"})});
  EXPECT_EQ(given.state<schema::Customer>("C-1").status, CustomerStatus::active);
  EXPECT_TRUE(given.state<schema::Customer>("C-1").merged_into.empty());
  EXPECT_TRUE(given.state<schema::Customer>("C-2").merged.empty());
}

TEST(MergedCustomer, HasNoNewOrdersAndMachines) {
  Given given = with_customers();
  given.when(merge("C-1", "C-2")).then_accepted();
  schema::RegisterWorkOrder call{.service_type = schema::ServiceType::repair,
                                 .category = "ac",
                                 .customer = "C-1",
                                 .contact = "王",
                                 .phone = "13800000001",
                                 .address = "世纪大道 1 号"};
  given.when(call).then_refused("customer.merged");
  // By his machine the order is for the customer who stands for him.
  call.customer.clear();
  call.asset = "A-1";
  given.when(call).then_accepted();
  EXPECT_EQ(given.event<schema::WorkOrderRegistered>(1).customer, "C-2");
  schema::RegisterAsset machine{.asset = "A-9",
                                .brand = "haier",
                                .category = "ac",
                                .model = "X",
                                .serial = "SN00000009",
                                .customer = "C-1"};
  given.when(machine).then_refused("customer.merged");
  given.when(schema::TransferAsset{.asset = "A-1", .customer = "C-2", .reason = "一人"});
  given.then_refused("asset.same_owner");
  given.when(schema::MoveCustomerBelow{.customer = "C-3", .parent = "C-1"});
  given.then_refused("customer.merged");
}

// Else his name would be read there.
TEST(CustomerTree, HasNobodyOfAnotherOutletAbove) {
  Given given = with_customers();
  given.history("C-4", schema::CustomerRegistered{.name = "王四", .outlet = "S1"});
  given.history("C-5", schema::CustomerRegistered{.name = "王五", .outlet = "R2"});
  given.history("C-6", schema::CustomerRegistered{.name = "总公司"});
  given.as(person("disp"));
  given.when(schema::MoveCustomerBelow{.customer = "C-4", .parent = "C-5"})
      .then_refused("customer.unknown_parent");
  given.when(schema::ChangeCustomer{
                 .customer = "C-4", .name = "王四", .phone = "13800000009", .parent = "C-5"})
      .then_refused("customer.unknown_parent");
  given.when(schema::RegisterCustomer{.customer = "C-7",
                                      .name = "王七",
                                      .phone = "13800000009",
                                      .parent = "C-5",
                                      .outlet = "S1"})
      .then_refused("customer.unknown_parent");
  given.when(schema::MoveCustomerBelow{.customer = "C-4", .parent = "C-6"}).then_accepted();
}

TEST(CustomerTree, HasNoCycle) {
  Given given = with_customers();
  schema::MoveCustomerBelow move{.customer = "C-2", .parent = "C-1"};
  given.when(move).then({on("C-2", schema::CustomerMovedBelow{.parent = "C-1"})});
  given.when(move).then_refused("customer.nothing_changed");
  given.when(schema::MoveCustomerBelow{.customer = "C-1", .parent = "C-2"});
  given.then_refused("customer.cycle");
  given.when(schema::MoveCustomerBelow{.customer = "C-1", .parent = "C-1"});
  given.then_refused("customer.cycle");
  given.when(schema::MoveCustomerBelow{.customer = "C-1", .parent = "C-99"});
  given.then_refused("customer.unknown_parent");
  given.when(schema::MoveCustomerBelow{.customer = "C-2"}).then_accepted();
  EXPECT_TRUE(given.state<schema::Customer>("C-2").parent.empty());
}

TEST(CustomerFile, HasASegmentAndContacts) {
  Given given = with_customers();
  const schema::ClassifyCustomer classify{.customer = "C-2",
                                          .segment = schema::CustomerSegment::key_account};
  given.when(classify).then_accepted();
  given.when(classify).then_refused("customer.nothing_changed");
  schema::SetCustomerContacts set{.customer = "C-2",
                                  .contacts = {{.name = "李", .phone = "021-5555 0000"}}};
  given.when(set).then_accepted();
  EXPECT_EQ(first(given.state<schema::Customer>("C-2").contacts).phone, "02155550000");
  given.when(set).then_refused("customer.nothing_changed");
  set.contacts[0].phone = "abc";
  given.when(set).then_refused("customer.bad_contact");
  set.contacts[0] = {.name = " "};
  given.when(set).then_refused("customer.bad_contact");
  set.contacts[0] = {.name = "李", .duty = "总\n务"};
  given.when(set).then_refused("customer.bad_contact");
}

schema::RecordHandover handover() {
  return {.order = "WO-1",
          .kind = schema::HandoverKind::training,
          .document = "培训记录",
          .document_hash = std::string(64, '0'),
          .signed_by = "张",
          .people = 3};
}

TEST(Handover, IsSignedForOnceWorkHasBegun) {
  Given given = order_in(schema::WorkOrderStatus::scheduled);
  given.as(person("disp")).when(handover()).then_refused("handover.not_begun");
  given = order_in(schema::WorkOrderStatus::in_progress);
  given.as(person("disp")).when(handover()).then_accepted();
  const auto& kept = given.state<schema::Handover>("HO-20260302-0001");
  EXPECT_EQ(kept.customer, "C-1");
  EXPECT_EQ(kept.asset, "A-1");
  EXPECT_EQ(kept.technician, "T1");
  EXPECT_EQ(kept.people, 3);
}

TEST(Handover, SaysWhatIsWrong) {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  given.as(person("disp"));
  const auto refused = [&](const char* code, auto change) {
    schema::RecordHandover bad = handover();
    change(bad);
    given.when(bad).then_refused(code);
  };
  refused("handover.bad_hash", [](auto& one) { one.document_hash = std::string(64, 'A'); });
  refused("handover.bad_hash", [](auto& one) { one.document_hash = "00"; });
  refused("handover.bad_text", [](auto& one) { one.signed_by = " "; });
  refused("handover.bad_id", [](auto& one) { one.handover = "a/b"; });
  refused("handover.kind_missing", [](auto& one) { one.kind = schema::HandoverKind::none; });
  refused("handover.no_people", [](auto& one) { one.people = 0; });
  refused("work_order.not_found", [](auto& one) { one.order = "WO-99"; });
}

}  // namespace
}  // namespace kintsugi::tests
