// Outlets, customers, assets, technicians.

#include "core/asset/serial.h"
#include "core/text/text.h"
#include "schema/asset.h"
#include "schema/brand.h"
#include "schema/customer.h"
#include "schema/outlet.h"
#include "schema/technician.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

void refused(const schema::Command& command, const char* code) {
  SCOPED_TRACE(code);
  company().as(person("boss")).when(command).then_refused(code);
}

TEST(Outlet, RegistersBelowAParentAndMovesWithoutACycle) {
  refused(schema::RegisterOutlet{.outlet = "a:b", .name = "x"}, "outlet.bad_id");
  refused(schema::RegisterOutlet{.outlet = "S2", .name = ""}, "outlet.bad_name");
  refused(schema::RegisterOutlet{.outlet = "S2", .name = "x", .phone = "abc"}, "outlet.bad_phone");
  refused(schema::RegisterOutlet{.outlet = "S2", .name = "x", .brands = {"a", "a"}},
          "outlet.bad_brand");
  refused(schema::RegisterOutlet{.outlet = "S2", .name = "x", .territory = {""}},
          "outlet.bad_area");
  refused(schema::RegisterOutlet{.outlet = "S1", .name = "x"}, "outlet.exists");
  refused(schema::RegisterOutlet{.outlet = "s1", .name = "x"}, "id.alike");
  refused(schema::RegisterOutlet{.outlet = "Ｓ１", .name = "x"}, "id.alike");
  refused(schema::RegisterOutlet{.outlet = "S2", .name = "x", .parent = "R9"},
          "outlet.unknown_parent");
  refused(schema::ReparentOutlet{.outlet = "R1", .parent = "S1"}, "outlet.cycle");
  refused(schema::ReparentOutlet{.outlet = "R1", .parent = "R1"}, "outlet.cycle");
  refused(schema::ReparentOutlet{.outlet = "S1", .parent = "R1"}, "outlet.nothing_changed");
  Given given = company();
  given.as(person("boss"))
      .when(schema::ReparentOutlet{.outlet = "S1", .parent = "R2"})
      .then({on("S1", schema::OutletReparented{.parent = "R2"})});
  EXPECT_EQ(given.state<schema::Outlet>("S1").parent, "R2");
}

TEST(Outlet, IsSuspendedAndReinstated) {
  Given given = company();
  given.as(person("boss"));
  given.when(schema::ReinstateOutlet{.outlet = "S1"}).then_refused("outlet.not_suspended");
  given.when(schema::SuspendOutlet{.outlet = "S1"}).then_refused("outlet.reason_missing");
  given.when(schema::SuspendOutlet{.outlet = "S1", .reason = "整顿"}).then_accepted();
  given.when(schema::SuspendOutlet{.outlet = "S1", .reason = "整顿"})
      .then_refused("outlet.suspended");
  given.when(schema::ReinstateOutlet{.outlet = "S1"}).then({on("S1", schema::OutletReinstated{})});
}

TEST(Outlet, BrandsAndTerritory) {
  refused(schema::AuthoriseBrand{.outlet = "S1", .brand = "haier"}, "outlet.brand_held");
  refused(schema::AuthoriseBrand{.outlet = "S1"}, "outlet.bad_brand");
  refused(schema::WithdrawBrand{.outlet = "S1", .brand = "midea"}, "outlet.brand_not_held");
  refused(schema::DefineTerritory{.outlet = "S1", .territory = {"3101"}}, "outlet.nothing_changed");
  refused(schema::DefineTerritory{.outlet = "S9"}, "outlet.not_found");
  Given given = company();
  given.as(person("boss"))
      .when(schema::AuthoriseBrand{.outlet = "S1", .brand = "midea"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::Outlet>("S1").brands.size(), 2u);
}

TEST(Brands, ThatNoRegisterHasAreAskedAbout) {
  schema::AuthoriseBrand authorise{.outlet = "S1", .brand = "mideo"};
  Given given = company();
  given.as(person("boss")).unknown({"brand", "brands"});
  given.when(authorise).then_refused("outlet.unknown_brand");
  authorise.confirm_reason = "新签的品牌";
  given.when(authorise).then_accepted();
  schema::RegisterDealer dealer{.dealer = "D-9", .name = "九星电器", .brands = {"mideo"}};
  given.when(dealer).then_refused("dealer.unknown_brand");
  dealer.confirm_reason = "新代理";
  given.when(dealer).then_accepted();
}

TEST(Customer, RegistersWithANumberAndChangesAsAWhole) {
  Given given = company();
  given.as(person("call"))
      .when(schema::RegisterCustomer{.name = "李雷", .phone = "(021) 5555-0000"})
      .then({on("customer:20260302", schema::NumberTaken{.value = 1}),
             on("C-20260302-0001",
                schema::CustomerRegistered{
                    .name = "李雷", .phone = "02155550000", .registered_at = ms(now)})});
  const schema::ChangeCustomer change{
      .customer = "C-20260302-0001", .name = "李雷", .phone = "02155550001"};
  given.when(change).then_accepted();
  given.when(change).then_refused("customer.nothing_changed");
  refused(schema::RegisterCustomer{.customer = "C-1", .name = "x", .phone = "12345"},
          "customer.exists");
  refused(schema::RegisterCustomer{.name = "", .phone = "12345"}, "customer.bad_name");
  refused(schema::RegisterCustomer{.name = "x", .phone = "1234a"}, "customer.bad_phone");
  refused(schema::RegisterCustomer{.name = "x", .phone = "12345", .address = "\n"},
          "customer.bad_text");
  refused(schema::RegisterCustomer{.name = "x", .phone = "12345", .parent = "C-9"},
          "customer.unknown_parent");
  refused(schema::RegisterCustomer{.name = "x", .phone = "12345", .outlet = "S9"},
          "customer.unknown_outlet");
  refused(schema::ChangeCustomer{.customer = "C-1", .name = "x", .phone = "12345", .parent = "C-1"},
          "customer.cycle");
}

schema::RegisterAsset asset() {
  return {.asset = "A-2",
          .brand = "haier",
          .category = "ac",
          .model = "X",
          .serial = "SN2222",
          .customer = "C-1"};
}

TEST(Asset, BearsASerialThatIsUniqueInItsBrand) {
  Given given = company();
  given.as(person("call"))
      .when(asset())
      .then({on("A-2", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "X",
                                               .serial = "SN2222",
                                               .customer = "C-1"}),
             on("haier:SN2222", schema::SerialClaimed{.asset = "A-2"})});
  schema::RegisterAsset again = asset();
  again.asset = "A-3";
  given.when(again).then_refused("asset.serial_taken");
  again.brand = "midea";
  given.when(again).then_accepted();
}

TEST(Asset, RefusesBadInput) {
  const auto with = [](void (*change)(schema::RegisterAsset&)) {
    schema::RegisterAsset command = asset();
    change(command);
    return command;
  };
  using C = schema::RegisterAsset;
  refused(with([](C& c) { c.asset = "a/b"; }), "asset.bad_id");
  refused(with([](C& c) { c.brand = "a:b"; }), "asset.bad_brand");
  refused(with([](C& c) { c.serial = "123"; }), "asset.bad_serial");
  refused(with([](C& c) { c.serial = std::string(41, '1'); }), "asset.bad_serial");
  refused(with([](C& c) { c.model = ""; }), "asset.bad_text");
  refused(with([](C& c) { c.customer = "C-9"; }), "asset.unknown_customer");
  refused(with([](C& c) { c.sold_on = 20515; }), "asset.sold_in_future");  // 2026-03-03
  refused(with([](C& c) { c.sold_on = 20514, c.delivered_on = 20513; }), "asset.bad_dates");
  refused(with([](C& c) { c.sold_on = 20514, c.warranty_until = 20513; }), "asset.bad_dates");
  refused(with([](C& c) { c.asset = "A-1"; }), "asset.exists");
}

TEST(Technician, IsRegisteredSkilledAndSuspended) {
  using schema::ServiceType;
  const schema::RegisterTechnician plain{
      .technician = "T3", .name = "张三", .phone = "13800000003", .outlet = "S1"};
  Given given = company();
  given.as(person("boss"))
      .when(plain)
      .then({on("T3", schema::TechnicianRegistered{
                          .name = "张三", .phone = "13800000003", .outlet = "S1"})});
  given.when(plain).then_refused("technician.exists");
  const schema::GrantSkill skill{
      .technician = "T3", .category = "ac", .service_type = ServiceType::repair};
  given.when(skill).then_accepted();
  given.when(skill).then_refused("technician.skill_held");
  schema::GrantSkill expired = skill;
  expired.expires_on = 20514;  // today
  given.when(expired).then_refused("technician.skill_expired");
  given
      .when(schema::RevokeSkill{
          .technician = "T3", .category = "tv", .service_type = ServiceType::repair, .reason = "x"})
      .then_refused("technician.skill_not_held");
  given.when(schema::ReinstateTechnician{.technician = "T3"})
      .then_refused("technician.not_suspended");
  given.when(schema::SuspendTechnician{.technician = "T3", .reason = "考试"}).then_accepted();
  given.when(schema::SuspendTechnician{.technician = "T3", .reason = "考试"})
      .then_refused("technician.suspended");
  given.as(person("far"))
      .when(schema::ReinstateTechnician{.technician = "T3"})
      .then_refused("authority.out_of_scope");
}

TEST(Outlet, TreesHaveSixteenLevelsAtMost) {
  Given given = company();
  std::string parent = "S1";  // the third level
  for (int level = 4; level <= 16; ++level) {
    const std::string outlet = "L" + std::to_string(level);
    given.history(outlet, schema::OutletRegistered{.name = outlet, .parent = parent});
    parent = outlet;
  }
  given.as(person("boss"))
      .when(schema::RegisterOutlet{.outlet = "L17", .name = "x", .parent = "L16"})
      .then_refused("outlet.tree_too_deep");
  given.when(schema::RegisterOutlet{.outlet = "L17", .name = "x", .parent = "L15"}).then_accepted();
}

TEST(Customer, RefusesBadIdsAndPositions) {
  refused(schema::RegisterCustomer{.customer = "a:b", .name = "x", .phone = "12345"},
          "customer.bad_id");
  refused(schema::RegisterCustomer{.name = std::string(201, 'x'), .phone = "12345"},
          "customer.bad_name");
  refused(schema::RegisterCustomer{.name = "x", .phone = "12345", .latitude = -90'000'001},
          "customer.bad_position");
}

TEST(Asset, OfAnotherOutletsCustomerIsTheirs) {
  Given given = company();
  given.history("C-2", schema::CustomerRegistered{.name = "李", .outlet = "R2"});
  schema::RegisterAsset command = asset();
  command.customer = "C-2";
  given.as(person("disp")).when(command).then_refused("authority.out_of_scope");
  given.as(person("far")).when(command).then_accepted();
  schema::RegisterWorkOrder order{.service_type = schema::ServiceType::repair,
                                  .category = "ac",
                                  .customer = "C-2",
                                  .outlet = "S1"};
  given.as(person("disp")).when(order).then_refused("authority.out_of_scope");
}

TEST(Serial, HasTheLengthAndCheckDigitOfItsModel) {
  using schema::SerialCheck;
  Given given = company();
  given.as(person("boss"));
  const auto define = [](std::string model, std::uint32_t length, SerialCheck check) {
    return schema::DefineSerialFormat{
        .brand = "haier", .model = std::move(model), .length = length, .check = check};
  };
  given.when(define("X", 3, SerialCheck::none)).then_refused("asset.bad_format");
  given.when(define("X", 41, SerialCheck::none)).then_refused("asset.bad_format");
  given.when(define("", 10, SerialCheck::none)).then_accepted();
  given.when(define("", 10, SerialCheck::none)).then_refused("asset.bad_format");
  given.when(define("X", 11, SerialCheck::luhn)).then_accepted();
  schema::RegisterAsset command = asset();  // of model X
  command.serial = "7992739871";
  given.when(command).then_refused("asset.serial_length");
  command.serial = "79927398710";
  given.when(command).then_refused("asset.serial_check_digit");
  command.serial = "7992739871A";
  given.when(command).then_refused("asset.serial_check_digit");
  command.serial = "79927398713";
  given.when(command).then_accepted();
  command = asset();
  command.asset = "A-3", command.model = "Y";
  given.when(command).then_refused("asset.serial_length");  // SN2222, by the brand's format
  schema::RegisterWorkOrder order{.service_type = schema::ServiceType::repair,
                                  .brand = "haier",
                                  .model = "X",
                                  .serial = "79927398712",
                                  .phone = "12345",
                                  .address = "x"};
  given.when(order).then_refused("asset.serial_check_digit");
  given.as(importer("Value 2")).when(order).then_accepted();
}

TEST(Serial, CheckDigitsAreThoseOfTheirSchemes) {
  using core::asset::check_digit_fits;
  using schema::SerialCheck;
  EXPECT_TRUE(check_digit_fits(SerialCheck::luhn, "79927398713"));
  EXPECT_TRUE(check_digit_fits(SerialCheck::gs1, "6901234567892"));  // an EAN-13
  EXPECT_TRUE(check_digit_fits(SerialCheck::none, "SN-1"));
  for (char digit = '0'; digit <= '9'; ++digit) {
    const std::string luhn = std::string("7992739871") + digit;
    const std::string gs1 = std::string("690123456789") + digit;
    EXPECT_EQ(check_digit_fits(SerialCheck::luhn, luhn), digit == '3');
    EXPECT_EQ(check_digit_fits(SerialCheck::gs1, gs1), digit == '2');
  }
}

TEST(Technician, RefusesBadTexts) {
  using schema::ServiceType;
  using C = schema::RegisterTechnician;
  refused(C{.technician = "T3", .name = " ", .phone = "12345", .outlet = "S1"},
          "technician.bad_name");
  refused(C{.technician = "T3", .name = "x", .phone = "12345", .outlet = "S1", .brands = {""}},
          "technician.bad_brand");
  using G = schema::GrantSkill;
  refused(G{.technician = "T1", .category = "", .service_type = ServiceType::repair},
          "technician.bad_category");
  refused(G{.technician = "T1", .category = "tv"}, "technician.service_type_missing");
  refused(G{.technician = "T1",
            .category = "tv",
            .service_type = ServiceType::repair,
            .certificate = std::string(101, 'x')},
          "technician.bad_text");
  refused(schema::SuspendTechnician{.technician = "T1"}, "technician.reason_missing");
  refused(
      schema::RevokeSkill{
          .technician = "T1", .category = "ac", .service_type = ServiceType::repair},
      "technician.reason_missing");
  refused(schema::RemitPayment{.technician = "T1", .amount = 1, .receipt = "\n"},
          "technician.bad_text");
  refused(schema::RemitPayment{.technician = "T1", .amount = -1}, "technician.out_of_bounds");
}

TEST(Technician, RefusesBadInputOfPersonsAndTakesANameFromAnImport) {
  using C = schema::RegisterTechnician;
  refused(C{.technician = "", .name = "x", .phone = "12345", .outlet = "S1"}, "technician.bad_id");
  refused(C{.technician = "T3", .name = "x", .phone = "", .outlet = "S1"}, "technician.bad_phone");
  refused(C{.technician = "T3", .name = "x", .phone = "12345", .outlet = "S9"},
          "technician.unknown_outlet");
  refused(C{.technician = "T3",
            .name = "x",
            .phone = "12345",
            .outlet = "S1",
            .daily_minutes_max = 1441},
          "technician.out_of_bounds");
  company()
      .as(importer("Value 2"))
      .when(C{.technician = "Value 2", .name = "Value 2"})
      .then_accepted();
}

TEST(Text, IsCleanUtf8) {
  using namespace core;
  EXPECT_TRUE(is_clean("中文 abc 😀"));
  for (const char* bad : {"\x80", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                          "\xc3", "a\nb", "\x7f", "\xc2\x85"}) {
    EXPECT_FALSE(is_clean(bad)) << bad;
  }
  EXPECT_TRUE(is_clean("a\nb", true));
  EXPECT_FALSE(is_id(" a"));
  EXPECT_FALSE(is_id("a/b"));
  EXPECT_TRUE(is_id("Value 2"));
  EXPECT_EQ(normal_phone("+86 (21) 5555-0000"), "+862155550000");
  EXPECT_EQ(normal_phone("12 34x"), std::nullopt);
}

}  // namespace
}  // namespace kintsugi::tests
