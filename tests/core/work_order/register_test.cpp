#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/legacy.h"
#include "schema/outlet.h"
#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::RegisterWorkOrder;
using schema::ServiceType;

RegisterWorkOrder plain() {
  return {.service_type = ServiceType::repair,
          .category = "ac",
          .phone = "021-5555 0000",
          .address = "世纪大道8号"};
}

TEST(RegisterWorkOrder, TakesTheNextNumberOfTheShanghaiDay) {
  company()
      .as(person("call"))
      .at("2026-03-01T16:00:00Z")  // 00:00 on the second in Shanghai
      .when(plain())
      .then({on("work_order:20260302", schema::NumberTaken{.value = 1}),
             on("WO-20260302-0001",
                schema::WorkOrderRegistered{.service_type = ServiceType::repair,
                                            .source = schema::OrderSource::own,
                                            .category = "ac",
                                            .serial_unknown = true,
                                            .phone = "02155550000",
                                            .address = "世纪大道8号",
                                            .registered_at = ms("2026-03-01T16:00:00Z"),
                                            .registered_by = "call"})})
      .at("2026-03-01T15:59:59Z")  // a second earlier it is the first
      .when(plain())
      .then_accepted();
}

TEST(RegisterWorkOrder, PassesOverANumberThatSomebodyChose) {
  Given given = company();
  RegisterWorkOrder chosen = plain();
  chosen.order = "WO-20260302-0001";
  given.as(person("call")).when(chosen).then_accepted();
  given.when(plain()).then_accepted();
  EXPECT_EQ(given.state<schema::NumberSeries>("work_order:20260302").last, 2);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-20260302-0002").status,
            schema::WorkOrderStatus::registered);
  given.when(chosen).then_refused("work_order.exists");
}

TEST(RegisterWorkOrder, TakesFromCustomerAndAssetWhatTheyKnow) {
  Given given = company();
  given.as(person("call"))
      .when(RegisterWorkOrder{
          .order = "WO-1", .service_type = ServiceType::repair, .asset = "A-1", .outlet = "S1"})
      .then_accepted();
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.status, schema::WorkOrderStatus::assigned);
  EXPECT_EQ(order.customer, "C-1");
  EXPECT_EQ(order.phone, "13900000001");
  EXPECT_EQ(order.brand, "haier");
  EXPECT_FALSE(order.incomplete);
  EXPECT_EQ(given.state<schema::Asset>("A-1").open_orders.size(), 1u);
}

TEST(RegisterWorkOrder, FindsTheAssetByBrandAndSerial) {
  Given given = company();
  RegisterWorkOrder command = plain();
  command.order = "WO-1";
  command.brand = "haier";
  command.serial = "SN00000001";
  given.as(person("call")).when(command).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").asset, "A-1");
}

TEST(RegisterWorkOrder, OpensASecondOrderForAnAssetOnlyWithAReason) {
  Given given = order_in(schema::WorkOrderStatus::assigned);
  RegisterWorkOrder command{.order = "WO-2", .service_type = ServiceType::repair, .asset = "A-1"};
  given.as(person("call")).when(command).then_refused("work_order.open_order_exists");
  command.override_reason = "另一故障";
  given.when(command).then_accepted();
}

struct BadInput {
  const char* code;
  RegisterWorkOrder command;
};

RegisterWorkOrder with(void (*change)(RegisterWorkOrder&)) {
  RegisterWorkOrder command = plain();
  change(command);
  return command;
}

TEST(RegisterWorkOrder, RefusesBadInput) {
  using C = RegisterWorkOrder;
  const BadInput cases[] = {
      {"work_order.bad_phone", with([](C& c) { c.phone.clear(); })},
      {"work_order.bad_phone", with([](C& c) { c.phone = "1390000000a"; })},
      {"work_order.bad_phone", with([](C& c) { c.phone = "1234"; })},
      {"work_order.bad_phone", with([](C& c) { c.phone = "1234567890123456"; })},
      {"work_order.address_missing", with([](C& c) { c.address.clear(); })},
      {"work_order.bad_text", with([](C& c) { c.address = std::string(401, 'x'); })},
      {"work_order.bad_text", with([](C& c) { c.address = "\xff\xfe"; })},
      {"work_order.bad_text", with([](C& c) { c.symptom = std::string("a\0b", 3); })},
      {"work_order.bad_text", with([](C& c) { c.serial = "x!"; })},
      {"work_order.bad_text", with([](C& c) { c.brand = "a/b"; })},
      {"work_order.service_type_missing", with([](C& c) { c.service_type = ServiceType::none; })},
      {"work_order.bad_id", with([](C& c) { c.order = "WO/1"; })},
      {"work_order.bad_id", with([](C& c) { c.order = std::string(65, 'x'); })},
      {"work_order.maker_number_missing",
       with([](C& c) { c.source = schema::OrderSource::manufacturer; })},
      {"work_order.maker_number_missing", with([](C& c) { c.maker_number = "M1"; })},
      {"work_order.unknown_customer", with([](C& c) { c.customer = "C-9"; })},
      {"work_order.unknown_asset", with([](C& c) { c.asset = "A-9"; })},
      {"work_order.asset_contradicts", with([](C& c) { c.asset = "A-1", c.model = "other"; })},
      {"work_order.bad_window", with([](C& c) { c.window_from = 2, c.window_until = 1; })},
      {"work_order.unknown_outlet", with([](C& c) { c.outlet = "S9"; })},
      {"work_order.outlet_not_authorised", with([](C& c) { c.outlet = "R2", c.brand = "haier"; })},
      {"work_order.outside_territory", with([](C& c) { c.outlet = "S1", c.area = "320500"; })},
  };
  for (const BadInput& bad : cases) {
    SCOPED_TRACE(bad.code);
    company().as(person("call")).when(bad.command).then_refused(bad.code);
  }
}

TEST(RegisterWorkOrder, TakesTextsUpToTheirLengthInCharacters) {
  struct Limit {
    std::string RegisterWorkOrder::* field;
    std::size_t length;
    const char* letter = "修";
  };
  using C = RegisterWorkOrder;
  for (const Limit& limit :
       {Limit{&C::category, 64}, {&C::model, 64}, {&C::contact, 200}, {&C::address, 400},
        {&C::area, 100}, {&C::fault, 64}, {&C::override_reason, 1000}, {&C::symptom, 4000},
        {&C::brand, 64, "x"}, {&C::serial, 40, "x"}}) {
    SCOPED_TRACE(limit.length);
    RegisterWorkOrder command = plain();
    std::string& text = command.*limit.field;
    text.clear();
    for (std::size_t i = 0; i < limit.length; ++i) text += limit.letter;
    company().as(person("call")).when(command).then_accepted();
    text += limit.letter;
    company().as(person("call")).when(command).then_refused("work_order.bad_text");
  }
}

TEST(RegisterWorkOrder, AsksAboutWhatIsMostLikelyMistyped) {
  RegisterWorkOrder odd = plain();
  odd.phone = "12345678901";
  RegisterWorkOrder branded = plain();
  branded.brand = "haeir";
  branded.area = "浦东心区";
  company().as(person("call")).when(odd).then_refused("work_order.unusual_phone");
  company().as(person("call")).unknown({"brand"}).when(branded).then_refused(
      "work_order.unknown_brand");
  company().as(person("call")).unknown({"area"}).when(branded).then_refused(
      "work_order.unknown_area");
  company().as(person("call")).unknown({"category"}).when(branded).then_refused(
      "work_order.unknown_category");
  company().as(person("call")).unknown({"model"}).when(branded).then_refused(
      "work_order.unlisted_model");
  // With a reason it is so; who brings an older system's orders is not asked.
  odd.confirm_reason = branded.confirm_reason = "客户来电核对过";
  company().as(person("call")).when(odd).then_accepted();
  company().as(person("call")).unknown({"brand", "area"}).when(branded).then_accepted();
  odd.confirm_reason.clear();
  company().as(importer("Value 2")).when(odd).then_accepted();
}

TEST(RegisterWorkOrder, AsksWhichMachineWhereNothingNamesIt) {
  RegisterWorkOrder bare = plain();
  bare.category.clear();
  company().as(person("call")).when(bare).then_refused("work_order.machine_unnamed");
  bare.confirm_reason = "老人说不清是哪台，上门再看";
  company().as(person("call")).when(bare).then_accepted();
  bare.confirm_reason.clear();
  company().as(importer("Value 2")).when(bare).then_accepted();
  for (std::string RegisterWorkOrder::* const by :
       {&RegisterWorkOrder::brand, &RegisterWorkOrder::category, &RegisterWorkOrder::model,
        &RegisterWorkOrder::serial}) {
    RegisterWorkOrder named = bare;
    named.*by = "K900";
    company().as(person("call")).when(named).then_accepted();
  }
}

TEST(RegisterWorkOrder, AsksAboutNothingThatTheFilesSay) {
  company()
      .as(person("call"))
      .when(RegisterWorkOrder{.service_type = ServiceType::repair, .asset = "A-1"})
      .then_accepted();
}

TEST(RegisterCustomer, AsksAboutWhatIsMostLikelyMistyped) {
  schema::RegisterCustomer odd{.name = "王小明", .phone = "12345678901", .area = "浦东心区"};
  company().as(person("call")).when(odd).then_refused("customer.unusual_phone");
  company().as(person("call")).unknown({"area"}).when(odd).then_refused("customer.unknown_area");
  odd.confirm_reason = "客户来电核对过";
  company().as(person("call")).unknown({"area"}).when(odd).then_accepted();
}

TEST(RegisterAsset, AsksAboutABrandThatNoRegisterHas) {
  schema::RegisterAsset odd{.brand = "haeir",
                            .category = "空调",
                            .model = "KFR-35",
                            .serial = "SN20260001",
                            .customer = "C-1"};
  company().as(person("call")).unknown({"brand"}).when(odd).then_refused("asset.unknown_brand");
  company().as(person("call")).unknown({"category"}).when(odd).then_refused(
      "asset.unknown_category");
  company().as(person("call")).unknown({"model"}).when(odd).then_refused("asset.unlisted_model");
  odd.confirm_reason = "新代理的品牌";
  company().as(person("call")).unknown({"brand"}).when(odd).then_accepted();
}

// What is named wins over what brand and serial would find; both must mean the same appliance.
TEST(RegisterWorkOrder, RefusesTheSerialOfAnotherAsset) {
  Given given = company();
  given.history("A-2", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "X",
                                               .serial = "SN00000002",
                                               .customer = "C-1"});
  given.history("haier:SN00000002", schema::SerialClaimed{.asset = "A-2"});
  RegisterWorkOrder command = plain();
  command.asset = "A-1", command.brand = "haier", command.serial = "SN00000002";
  given.as(person("call")).when(command).then_refused("work_order.asset_contradicts");
  command.asset.clear();
  given.when(command).then_accepted();
}

// An appliance that nobody registered: people copy its serial from the plate, and brand by brand it
// is known what that looks like.
TEST(RegisterWorkOrder, ChecksASerialThatIsNotKnown) {
  Given given = company();
  given.history("haier:*", schema::SerialFormatDefined{.length = 10});
  RegisterWorkOrder command = plain();
  command.brand = "haier", command.serial = "SN123";
  given.as(importer("Value 2")).when(command).then_accepted();
  given.as(person("call")).when(command).then_refused("asset.serial_length");
  command.serial.clear();
  given.when(command).then_accepted();
  command.brand.clear(), command.serial = "SN123";
  given.when(command).then_accepted();
}

// A-1 is haier's SN00000001; its claim has the name that logs of before gave it.
TEST(RegisterWorkOrder, FindsTheAssetByItsSerialHoweverTyped) {
  for (const char* serial : {"SN00000001", "sn00000001", "ＳＮ０００００００１", "SN-0000-0001"}) {
    Given given = company();
    RegisterWorkOrder command = plain();
    command.brand = "HAIER", command.serial = serial;
    given.as(person("call")).when(command).then_accepted();
    const auto& order = given.event<schema::WorkOrderRegistered>(1);  // after its number
    EXPECT_EQ(order.asset, "A-1") << serial;
    EXPECT_EQ(order.serial, serial) << "as typed";
  }
}

TEST(RegisterWorkOrder, RefusesAMakersNumberTwice) {
  Given given = company();
  RegisterWorkOrder command = plain();
  command.source = schema::OrderSource::manufacturer;
  command.brand = "haier";
  command.maker_number = "HR-77";
  given.as(person("call")).when(command).then_accepted();
  given.when(command).then_refused("work_order.maker_number_taken");
  for (const char* same : {"hr-77", "ＨＲ－７７", "HR77"}) {
    command.maker_number = same;
    given.when(command).then_refused("work_order.maker_number_taken");
  }
  command.brand = "Haier";
  given.when(command).then_refused("work_order.maker_number_taken");
  given.history("haier:OLD-1", schema::MakerNumberClaimed{.order = "WO-0"});  // an earlier log
  command.maker_number = "old-1", command.brand = "haier";
  given.when(command).then_refused("work_order.maker_number_taken");
  command.maker_number = "HR-77";
  command.brand = "midea";
  given.when(command).then_accepted();
}

TEST(RegisterWorkOrder, StaysInsideTheClerksScope) {
  RegisterWorkOrder command = plain();
  company().as(person("far")).when(command).then_refused("authority.out_of_scope");
  command.outlet = "S1";
  company().as(person("far")).when(command).then_refused("authority.out_of_scope");
  command.outlet = "R2";
  command.override_reason = "品牌不详";
  company().as(person("far")).when(command).then_accepted();
}

// A-1 is C-1's, whose outlet is S1; WO-1 is open for it, and has a maker's number.
TEST(RegisterWorkOrder, TellsNothingOfAnotherOutletsMachine) {
  Given given = order_in(schema::WorkOrderStatus::assigned);
  given.history("C-1", schema::CustomerMoved{.outlet = "S1"});
  given.history("haier:HR-88", schema::MakerNumberClaimed{.order = "WO-1"});
  given.history("R2", schema::BrandAuthorised{.brand = "haier"});
  given.history("C-9", schema::CustomerRegistered{.name = "远", .phone = "1", .outlet = "R2"});
  RegisterWorkOrder command = plain();
  command.outlet = "R2", command.override_reason = "品牌不详", command.confirm_reason = "x";
  command.brand = "haier", command.serial = "SN00000001";
  given.as(person("far")).when(command).then_refused("authority.out_of_scope");
  command.override_reason.clear();  // an order of it is open
  given.when(command).then_refused("authority.out_of_scope");
  command.customer = "C-9";
  given.when(command).then_refused("authority.out_of_scope");
  command.serial.clear();
  command.maker_number = "HR-88", command.override_reason = "品牌不详";
  given.when(command).then_refused("work_order.maker_number_taken");
  EXPECT_EQ(given.outcome().error().what.find("WO-1"), std::string::npos);
  given.as(person("call"));
  given.when(command).then_refused("work_order.maker_number_taken");
  EXPECT_NE(given.outcome().error().what.find("WO-1"), std::string::npos);
  const schema::RegisterAsset asset{.asset = "A-9",
                                    .brand = "haier",
                                    .category = "ac",
                                    .model = "X",
                                    .serial = "SN00000001",
                                    .customer = "C-9"};
  given.as(person("far")).when(asset).then_refused("asset.serial_taken");
  EXPECT_EQ(given.outcome().error().what.find("A-1"), std::string::npos);
}

TEST(RegisterWorkOrder, RefusesATimeThatHasNotCome) {
  company()
      .as(person("call"))
      .happened_at("2026-03-02T01:06:00Z")
      .when(plain())
      .then_refused("authority.future_time");
  company().as(person("call")).happened_at("2026-03-02T01:05:00Z").when(plain()).then_accepted();
}

TEST(RegisterWorkOrder, RefusesATimeBeforeTheSale) {
  Given given = company();
  given.history("A-2", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "X",
                                               .serial = "SN2",
                                               .customer = "C-1",
                                               .sold_on = 20514});  // 2026-03-02
  given.as(person("call")).happened_at("2026-03-01T15:59:59Z");
  given.when(RegisterWorkOrder{.service_type = ServiceType::repair, .asset = "A-2"})
      .then_refused("work_order.asset_contradicts");
}

TEST(RegisterWorkOrder, LetsAnImportLeaveOutWhatAnOlderSystemDidNotKnow) {
  Given given = company();
  given.history("WO-9", schema::LegacyFactRecorded{.activity = "VERIFIED"});
  given.as(importer("Value 2")).when(RegisterWorkOrder{.order = "WO-9"}).then_accepted();
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-9").incomplete);
}

TEST(ClassifySeverity, LowersOnlyWithAReason) {
  Given given = order_in(schema::WorkOrderStatus::registered);
  given.as(person("call"));
  given.when(schema::ClassifySeverity{.order = "WO-1", .severity = schema::Severity::minor})
      .then_refused("work_order.reason_missing");
  given.when(schema::ClassifySeverity{.order = "WO-1"}).then_refused("work_order.severity_missing");
  const schema::ClassifySeverity lower{
      .order = "WO-1", .severity = schema::Severity::minor, .reason = "误报"};
  given.when(lower).then({on("WO-1", schema::SeverityClassified{.severity = schema::Severity::minor,
                                                                .before = schema::Severity::normal,
                                                                .reason = "误报"})});
  given.when(lower).then_refused("work_order.same_severity");
}

TEST(ClassifySeverity, TakesAReasonUpToAThousandCharacters) {
  Given given = order_in(schema::WorkOrderStatus::registered);
  schema::ClassifySeverity higher{.order = "WO-1", .severity = schema::Severity::critical};
  higher.reason = std::string(1001, 'x');
  given.as(person("call")).when(higher).then_refused("work_order.bad_text");
  higher.reason.pop_back();
  given.when(higher).then_accepted();
  // Without one: to raise it, and the system lowers it too.
  given.as(system_actor());
  given.when(schema::ClassifySeverity{.order = "WO-1", .severity = schema::Severity::minor})
      .then_accepted();
  given.as(person("call"));
  given.when(schema::ClassifySeverity{.order = "WO-1", .severity = schema::Severity::major})
      .then_accepted();
}

// Whether an outlet is authorised for a brand that nobody knows, nobody can tell.
TEST(AssignOutlet, AsksWhyAnOrderWithoutABrandGoesThere) {
  RegisterWorkOrder unbranded = plain();
  unbranded.brand.clear();
  unbranded.order = "WO-1";
  Given given = company();
  given.as(person("call")).when(unbranded).then_accepted();
  schema::AssignOutlet assign{.order = "WO-1", .outlet = "S1"};
  given.when(assign).then_refused("work_order.brand_missing");
  assign.override_reason = "铭牌磨损，上门再看";
  given.when(assign).then_accepted();
  unbranded.order = "WO-2";
  unbranded.outlet = "S1";
  given.when(unbranded).then_refused("work_order.brand_missing");
}

TEST(AssignOutlet, TakesAReasonUpToAThousandCharacters) {
  Given given = order_in(schema::WorkOrderStatus::registered);
  schema::AssignOutlet assign{
      .order = "WO-1", .outlet = "R1", .override_reason = std::string(1001, 'x')};
  given.as(person("call")).when(assign).then_refused("work_order.bad_text");
  assign.override_reason.pop_back();
  given.when(assign).then_accepted();
}

TEST(AssignOutlet, ChecksTheOutlet) {
  Given given = order_in(schema::WorkOrderStatus::registered);
  given.as(person("call"));
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "S9"})
      .then_refused("work_order.unknown_outlet");
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "R2"})
      .then_refused("work_order.outlet_not_authorised");
  given.history("S1", schema::OutletSuspended{.reason = "整顿"});
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "S1"})
      .then_refused("work_order.outlet_suspended");
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "R1"})
      .then({on("WO-1", schema::OutletAssigned{.outlet = "R1"})});
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "R1"})
      .then_refused("work_order.same_outlet");
}

}  // namespace
}  // namespace kintsugi::tests
