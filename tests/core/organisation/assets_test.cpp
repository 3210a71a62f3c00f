// Machines: owners, dates, purchases, sheets, repeat repairs; and the registers that they are made
// of.

#include "core/calendar/calendar.h"
#include "core/policies/reactions.h"
#include "schema/asset.h"
#include "schema/brand.h"
#include "schema/customer.h"
#include "schema/product_model.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Asset;
using schema::AssetDateKind;

std::int32_t day(std::string_view instant) { return core::day_of(instant_from_ms(ms(instant))); }

Given with_buyer() {
  Given given = company();
  given.history("C-2", schema::CustomerRegistered{.name = "王二", .phone = "13800000002"});
  given.as(person("call"));
  return given;
}

TEST(TransferAsset, MovesTheMachineAndKeepsItsHistory) {
  Given given = with_buyer();
  given.history("A-1",
                schema::AssetRepaired{.order = "WO-0", .technician = "T1", .fault = "no_cool"});
  given.when(schema::TransferAsset{.asset = "A-1", .customer = "C-2", .reason = "卖了"})
      .then({on("A-1", schema::AssetTransferred{
                           .customer = "C-2", .from = "C-1", .at = ms(now), .reason = "卖了"})});
  const Asset& asset = given.state<Asset>("A-1");
  EXPECT_EQ(asset.customer, "C-2");
  EXPECT_EQ(first(asset.former_owners).customer, "C-1");
  EXPECT_EQ(asset.repairs.size(), 1u);
  given.when(schema::TransferAsset{.asset = "A-1", .customer = "C-2", .reason = "卖了"});
  given.then_refused("asset.same_owner");
  given.when(schema::TransferAsset{.asset = "A-1", .customer = "C-9", .reason = "卖了"});
  given.then_refused("asset.unknown_customer");
  given.when(schema::TransferAsset{.asset = "A-1", .customer = "C-1"});
  given.then_refused("asset.bad_text");
}

TEST(TransferAsset, NeedsAMachineThatIsRegistered) {
  Given given = with_buyer();
  given.history("A-9", schema::AssetOrderOpened{.order = "WO-0"});  // told by an older system
  given.when(schema::TransferAsset{.asset = "A-9", .customer = "C-2", .reason = "卖了"});
  given.then_refused("asset.unregistered");
}

TEST(SetAssetDates, AreNotBeforeThePurchase) {
  Given given = with_buyer();
  const std::int32_t sold = day("2026-01-10T00:00:00Z");
  given.when(schema::RecordPurchase{.asset = "A-1", .sold_on = sold, .invoice = "F-1"})
      .then_accepted();
  using Set = schema::SetAssetDates;
  for (auto field : {&Set::warranty_until, &Set::next_maintenance, &Set::next_inspection}) {
    Set set{.asset = "A-1"};
    set.*field = sold - 1;
    given.when(set).then_refused("asset.bad_dates");
    set.*field = -1;
    given.when(set).then_refused("asset.bad_dates");
    set.*field = sold;
    given.when(set).then_accepted();
    given.when(set).then_refused("asset.nothing_changed");
  }
}

TEST(SetAssetDates, WakesSomebodyThirtyDaysBefore) {
  const std::int32_t due = day("2026-06-30T00:00:00Z");
  core::Reactions out;
  const schema::AssetDatesSet dates{.next_maintenance = due,
                                    .next_inspection = due,
                                    .changed = {AssetDateKind::maintenance}};
  core::react("asset/A-1", schema::as_view(dates),
              core::Cause{.commit_id = "c"}, out);
  ASSERT_EQ(out.arms.size(), 1u);
  EXPECT_EQ(out.arms[0].due, core::start_of(due - 30));
  Given given = with_buyer();
  given.when(schema::SetAssetDates{.asset = "A-1", .next_maintenance = due}).then_accepted();
  given.as(system_actor()).when(out.arms[0].command);
  given.then({on("A-1", schema::AssetDateNear{
                            .kind = AssetDateKind::maintenance, .on = due, .customer = "C-1"})});
  // Another date was set meanwhile.
  given.as(person("call"))
      .when(schema::SetAssetDates{.asset = "A-1", .next_maintenance = due + 90})
      .then_accepted();
  given.as(system_actor()).when(out.arms[0].command).then_refused("asset.date_changed");
}

// Told with the machine, or corrected: its end is somebody's work as that which is set.
TEST(AssetDate, OfAWarrantyThatIsToldWithTheMachineWakesSomebody) {
  const std::int32_t due = day("2026-06-30T00:00:00Z");
  const core::Cause cause{.commit_id = "c", .recorded_at = instant_from_ms(ms(now))};
  const auto arms_of = [&](const auto& event) {
    core::Reactions out;
    core::react("asset/A-1", schema::as_view(event), cause, out);
    return out.arms;
  };
  const auto arms = arms_of(schema::AssetRegistered{.customer = "C-1", .warranty_until = due});
  ASSERT_EQ(arms.size(), 1u);
  EXPECT_EQ(arms[0].due, core::start_of(due - 30));
  EXPECT_EQ(arms[0].command.get<schema::PassAssetDate>(),
            (schema::PassAssetDate{.asset = "A-1", .kind = AssetDateKind::warranty, .on = due}));
  EXPECT_EQ(arms_of(schema::AssetRegistered{.warranty_until = day(now)}).size(), 1u);
  EXPECT_TRUE(arms_of(schema::AssetRegistered{.warranty_until = day(now) - 1}).empty());
  EXPECT_TRUE(arms_of(schema::AssetRegistered{}).empty());
}

TEST(CorrectAsset, SetsTheEndOfItsWarrantyOnlyWhereThatChanges) {
  Given given = with_buyer();
  const std::int32_t due = day("2026-06-30T00:00:00Z");
  given.when(schema::SetAssetDates{.asset = "A-1", .next_maintenance = due}).then_accepted();
  const Asset before = given.state<Asset>("A-1");
  schema::CorrectAsset correct{.asset = "A-1",
                               .brand = before.brand,
                               .category = before.category,
                               .model = before.model,
                               .serial = before.serial,
                               .customer = before.customer,
                               .warranty_until = due,
                               .reason = "看错"};
  given.when(correct).then_accepted();
  EXPECT_EQ(given.event<schema::AssetDatesSet>(1),
            (schema::AssetDatesSet{.warranty_until = due,
                                   .next_maintenance = due,
                                   .changed = {AssetDateKind::warranty}}));
  correct.invoice = "F-1";
  given.when(correct).then_accepted();
  EXPECT_EQ(given.events().list().size(), 1u) << "its date is as it was";
  correct.warranty_until = 0;
  given.when(correct).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-1").warranty_until, 0);
  EXPECT_EQ(given.state<Asset>("A-1").next_maintenance, due);
}

TEST(AssetDate, IsAnsweredByTheNextOrLetRest) {
  Given given = with_buyer();
  const std::int32_t due = day("2026-06-30T00:00:00Z");
  given.when(schema::SetAssetDates{
      .asset = "A-1", .warranty_until = due, .next_maintenance = due, .next_inspection = due});
  given.then_accepted();
  schema::AnswerAssetDate answer{.asset = "A-1", .date_kind = AssetDateKind::inspection};
  answer.next = due;
  given.when(answer).then_refused("asset.bad_dates");
  EXPECT_NE(given.outcome().error().what.find("it does not lie after"), std::string::npos);
  answer.next = due + 180;
  given.when(answer).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-1").next_inspection, due + 180);
  answer.date_kind = AssetDateKind::none;
  given.when(answer).then_refused("asset.kind_missing");
  schema::CloseAssetDate close{.asset = "A-1", .date_kind = AssetDateKind::maintenance};
  given.when(close).then_refused("asset.bad_text");
  close.reason = "用户自理";
  given.when(close).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-1").next_maintenance, 0);
  given.when(close).then_refused("asset.no_such_date");
  close.date_kind = AssetDateKind::warranty;
  given.when(close).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-1").warranty_until, due);
}

TEST(RecordPurchase, WithoutAnInvoiceIsUnproven) {
  Given given = with_buyer();
  given.history("D-1", schema::DealerRegistered{.name = "苏宁"});
  schema::RecordPurchase purchase{.asset = "A-1", .sold_on = day(now), .dealer = "D-1", .price = 1};
  given.when(purchase).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-1").proof, schema::PurchaseProof::unproven);
  given.when(purchase).then_refused("asset.nothing_changed");
  purchase.invoice = "F-7";
  given.when(purchase).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-1").proof, schema::PurchaseProof::invoiced);
  EXPECT_EQ(given.state<Asset>("A-1").dealer, "D-1");
}

// Whoever tells of the invoice: who registers the machine, or corrects what was registered.
TEST(RegisterAsset, WithAnInvoiceIsProvenUntilItIsTakenBack) {
  Given given = with_buyer();
  schema::RegisterAsset machine{.asset = "A-9",
                                .brand = "haier",
                                .category = "ac",
                                .model = "KFR-35",
                                .serial = "SN00000009",
                                .customer = "C-1",
                                .sold_on = day("2026-01-10T00:00:00Z"),
                                .invoice = "F-9"};
  machine.confirm_reason = "核对过铭牌";
  const auto proof = [&] { return given.state<Asset>("A-9").proof; };
  given.when(machine).then_accepted();
  EXPECT_EQ(proof(), schema::PurchaseProof::invoiced);
  schema::CorrectAsset correct{.asset = "A-9",
                               .brand = "haier",
                               .category = "ac",
                               .model = "KFR-35",
                               .serial = "SN00000009",
                               .customer = "C-1",
                               .sold_on = machine.sold_on,
                               .reason = "发票是另一台的"};
  given.when(correct).then_accepted();
  EXPECT_EQ(proof(), schema::PurchaseProof::unproven);
  correct.invoice = "F-10";
  given.when(correct).then_accepted();
  EXPECT_EQ(proof(), schema::PurchaseProof::invoiced);
  machine.asset = "A-10", machine.serial = "SN00000010", machine.invoice.clear();
  given.when(machine).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-10").proof, schema::PurchaseProof::unproven);
}

TEST(RecordPurchase, SaysWhatIsWrong) {
  Given given = with_buyer();
  const auto refused = [&](const char* code, auto change) {
    schema::RecordPurchase bad{.asset = "A-1", .sold_on = day(now)};
    change(bad);
    given.when(bad).then_refused(code);
  };
  refused("asset.sold_in_future", [](auto& one) { ++one.sold_on; });
  refused("asset.date_missing", [](auto& one) { one.sold_on = 0; });
  refused("asset.bad_price", [](auto& one) { one.price = -1; });
  refused("asset.bad_price", [](auto& one) { one.price = 9'000'000'000'000'000'000; });
  refused("asset.unknown_dealer", [](auto& one) { one.dealer = "D-9"; });
  refused("asset.bad_text", [](auto& one) { one.invoice = "a\nb"; });
  given.when(schema::SetAssetDates{.asset = "A-1", .warranty_until = day("2026-01-01T00:00:00Z")})
      .then_accepted();
  refused("asset.bad_dates", [](auto&) {});
}

TEST(PrintAssetSheet, CountsItsCopies) {
  Given given = with_buyer();
  const std::string hash(64, 'e');
  const schema::PrintAssetSheet print{.asset = "A-1", .document_hash = hash};
  given.when(print).then(
      {on("A-1", schema::AssetSheetPrinted{
                     .sheets = 1, .document_hash = hash, .printed_by = "call"})});
  given.when(print).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-1").sheets, 2u);
  given.when(schema::PrintAssetSheet{.asset = "A-1", .document_hash = "e"});
  given.then_refused("asset.bad_hash");
}

// Whoever serves the brand repairs the machine, whosever customer its owner is.
TEST(PrintAssetSheet, IsForEveryOutletThatServesTheMachine) {
  Given given = with_buyer();
  given.history("C-3", schema::CustomerRegistered{.name = "王三", .outlet = "HQ"});
  given.history("A-3",
                schema::AssetRegistered{.brand = "Haier", .serial = "SN3", .customer = "C-3"});
  const schema::PrintAssetSheet print{.asset = "A-3", .document_hash = std::string(64, 'e')};
  given.as(person("far")).when(print).then_refused("authority.out_of_scope");
  given.as(person("disp")).when(print).then_accepted();
  given.when(schema::TransferAsset{.asset = "A-3", .customer = "C-2", .reason = "卖了"});
  given.then_refused("authority.out_of_scope");
}

schema::AssetRepaired repair(std::string order, std::string_view at, std::string fault) {
  return {.order = std::move(order), .technician = "T1", .fault = std::move(fault), .at = ms(at)};
}

TEST(AssetRepaired, OfTheSameFaultIsARepeat) {
  Given given = with_buyer();
  given.history("A-1", repair("WO-1", "2026-01-01T00:00:00Z", "no_cool"));
  given.history("A-1", repair("WO-2", "2026-01-10T00:00:00Z", "noise"));
  given.history("A-1", repair("WO-3", "2026-01-30T23:59:59Z", "No_Cool"));
  given.history("A-1", repair("WO-4", "2026-03-01T23:59:59Z", "no_cool"));
  const auto& repairs = given.state<Asset>("A-1").repairs;
  ASSERT_EQ(repairs.size(), 4u);
  EXPECT_FALSE(repairs[0].repeat);
  EXPECT_FALSE(repairs[1].repeat);
  EXPECT_TRUE(repairs[2].repeat);
  EXPECT_EQ(repairs[2].previous_order, "WO-1");
  EXPECT_EQ(repairs[2].days_since, 29);
  EXPECT_EQ(repairs[3].previous_order, "WO-3");
  EXPECT_EQ(repairs[3].days_since, 30);
  // The one before was about another machine.
  given.history("A-1", schema::AssetRepairWithdrawn{.order = "WO-3"});
  EXPECT_EQ(last(given.state<Asset>("A-1").repairs).previous_order, "WO-1");
  EXPECT_EQ(last(given.state<Asset>("A-1").repairs).days_since, 59);
}

// By their codes where both have one, whatever the group says; what nobody told is not the same.
TEST(AssetRepaired, OfAnotherCodeOrOfNoFaultThatIsKnownIsNoRepeat) {
  Given given = with_buyer();
  const auto told = [&](std::string order, std::string_view at, std::string code,
                        std::string fault = {}) {
    schema::AssetRepaired one = repair(std::move(order), at, std::move(fault));
    one.fault_code = std::move(code);
    given.history("A-1", one);
  };
  const auto before = [&](std::string_view order) {
    for (const schema::AssetRepair& one : given.state<Asset>("A-1").repairs)
      if (one.order == order) return one.previous_order;
    return std::string("none");
  };
  told("WO-1", "2026-01-01T00:00:00Z", "E2");
  told("WO-2", "2026-01-10T00:00:00Z", "e2");
  told("WO-3", "2026-01-20T00:00:00Z", "E10");
  told("WO-4", "2026-01-21T00:00:00Z", "");
  told("WO-5", "2026-01-22T00:00:00Z", "");
  told("WO-6", "2026-01-23T00:00:00Z", "E3", "cooling");
  told("WO-7", "2026-01-24T00:00:00Z", "E4", "cooling");
  told("WO-8", "2026-01-25T00:00:00Z", "", "cooling");
  EXPECT_EQ(before("WO-2"), "WO-1");
  for (const char* other : {"WO-1", "WO-3", "WO-4", "WO-5", "WO-6", "WO-7"})
    EXPECT_EQ(before(other), "") << other;
  EXPECT_EQ(before("WO-8"), "WO-7");
  EXPECT_EQ(last(given.state<Asset>("A-1").repairs).days_since, 1);
  // The diagnosis of the first was corrected.
  told("WO-1", "2026-01-01T00:00:00Z", "E10");
  EXPECT_EQ(before("WO-2"), "");
  EXPECT_EQ(before("WO-3"), "WO-1");
  EXPECT_EQ(before("WO-8"), "WO-7");
}

TEST(ProductModel, TellsTheCategory) {
  Given given = with_buyer();
  schema::RegisterAsset machine{.asset = "A-9",
                                .brand = "haier",
                                .model = "kfr－35",
                                .serial = "SN00000009",
                                .customer = "C-1"};
  given.when(machine).then_refused("asset.unknown_model");
  given.as(person("boss"))
      .when(schema::RegisterProductModel{.brand = "Haier", .model = "KFR-35", .category = "ac"})
      .then_accepted();
  given.as(person("call")).when(machine).then_accepted();
  EXPECT_EQ(given.state<Asset>("A-9").category, "ac");
  given.when(schema::RegisterWorkOrder{.service_type = schema::ServiceType::install,
                                       .brand = "haier",
                                       .model = "KFR-35",
                                       .contact = "王",
                                       .phone = "13800000001",
                                       .address = "世纪大道 1 号"});
  given.then_accepted();
  EXPECT_EQ(given.event<schema::WorkOrderRegistered>(1).category, "ac");
}

TEST(ProductModel, IsOneInAnyCaseAndSaysWhatIsWrong) {
  Given given = with_buyer();
  given.as(person("boss"));
  schema::RegisterProductModel model{.brand = "haier", .model = "KFR-35", .category = "ac"};
  given.when(model).then_accepted();
  model.model = "kfr-35";
  given.when(model).then_refused("product_model.exists");
  model.model = "X";
  const auto refused = [&](const char* code, auto change) {
    schema::RegisterProductModel bad = model;
    change(bad);
    given.when(bad).then_refused(code);
  };
  refused("product_model.bad_brand", [](auto& one) { one.brand = "a/b"; });
  refused("product_model.bad_text", [](auto& one) { one.category = " "; });
  refused("product_model.bad_text", [](auto& one) { one.model = " "; });
  refused("product_model.bad_years", [](auto& one) { one.life_years = 51; });
  refused("product_model.unknown_part", [](auto& one) { one.main_parts = {"P-99"}; });
  schema::ChangeProductModel change{.product_model = "haier:KFR-35", .category = "ac"};
  given.when(change).then_refused("product_model.nothing_changed");
  change.discontinued_on = -1;
  given.when(change).then_refused("product_model.bad_date");
  change.discontinued_on = day(now);
  given.when(change).then_accepted();
}

TEST(Brand, SaysWhatIsWrong) {
  Given given = company();
  given.as(person("boss"));
  given.when(schema::RegisterBrand{.brand = "a:b", .name = "海尔"}).then_refused("brand.bad_id");
  given.when(schema::RegisterBrand{.brand = "b", .name = " "}).then_refused("brand.bad_text");
  given.when(schema::RegisterBrand{.brand = "b", .name = "海尔", .phone = "x"});
  given.then_refused("brand.bad_phone");
  given.when(schema::RegisterBrand{.brand = "b", .name = "海尔"}).then_accepted();
  given.when(schema::ChangeBrand{.brand = "b", .name = "海尔"});
  given.then_refused("brand.nothing_changed");
}

TEST(Dealer, SaysWhatIsWrong) {
  Given given = company();
  given.as(person("boss"));
  schema::RegisterDealer dealer{.dealer = "a/b", .name = "苏宁"};
  given.when(dealer).then_refused("dealer.bad_id");
  dealer.dealer.clear();
  dealer.brands = {"a:b"};
  given.when(dealer).then_refused("dealer.bad_text");
  dealer.brands = {"haier"};
  dealer.phone = "x";
  given.when(dealer).then_refused("dealer.bad_phone");
  dealer.phone = "021-5555 0000";
  given.when(dealer).then_accepted();
  const std::string id = "D-20260302-0001";
  EXPECT_EQ(given.state<schema::Dealer>(id).phone, "02155550000");
  given.when(schema::ChangeDealer{.dealer = id,
                                  .name = "苏宁",
                                  .phone = "02155550000",
                                  .brands = {"haier"}});
  given.then_refused("dealer.nothing_changed");
}

}  // namespace
}  // namespace kintsugi::tests
