// The start of a warranty: once, from a proof, corrected where it was wrong.

#include "schema/exchange_case_events.h"
#include "tests/core/warranty/terms.h"

namespace kintsugi::tests {
namespace {

using schema::StartWarranty;
using schema::Warranty;
using schema::WarrantyLine;
using schema::WarrantySource;

TEST(StartWarranty, RecordsFromWhatAndByWhichLine) {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2026-01-15")).then_accepted();
  const Warranty& warranty = given.state<Warranty>("A-1");
  EXPECT_EQ(warranty.source, WarrantySource::invoice);
  EXPECT_EQ(warranty.started_on, date("2026-01-15"));
  EXPECT_EQ(warranty.until, date("2027-01-15"));
  EXPECT_EQ(warranty.document, "FP-1");
  EXPECT_EQ(warranty.price, 400'000);
  EXPECT_EQ(warranty.policy, "default");
  EXPECT_EQ(warranty.version, 1u);
  EXPECT_EQ(warranty.line, 1u);
  EXPECT_EQ(warranty.serial, "SN00000001");
}

TEST(StartWarranty, OnlyOnceThenItIsCorrected) {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2026-01-15")).then_accepted();
  given.when(by_invoice("2026-01-16")).then_refused("warranty.already_started");
  schema::CorrectWarrantyStart correct{.asset = "A-1",
                                       .source = WarrantySource::invoice,
                                       .proved_on = date("2026-01-15"),
                                       .document = "FP-1",
                                       .price = 400'000,
                                       .reason = "看错"};
  given.when(correct).then_refused("warranty.nothing_changed");
  correct.proved_on = date("2026-01-05");
  correct.reason.clear();
  given.when(correct).then_refused("warranty.bad_text");
  correct.reason = "看错";
  given.when(correct).then_accepted();
  EXPECT_EQ(given.state<Warranty>("A-1").until, date("2027-01-05"));
  correct.asset = "A-9";
  given.when(correct).then_refused("warranty.not_found");
}

// The sheet, which people see first and by which dates come near, says what the warranty says.
TEST(StartWarranty, TellsTheSheetWhenItEnds) {
  const std::int32_t maintenance = date("2026-09-01");
  Given given = with_policy();
  given.history("A-1", schema::AssetDatesSet{.warranty_until = date("2026-12-31"),
                                             .next_maintenance = maintenance});
  given.as(person("call")).when(by_invoice("2026-01-15")).then_accepted();
  EXPECT_EQ(given.event<schema::AssetDatesSet>(),
            (schema::AssetDatesSet{.warranty_until = date("2027-01-15"),
                                   .next_maintenance = maintenance,
                                   .changed = {schema::AssetDateKind::warranty}}));
  given.when(schema::CorrectWarrantyStart{.asset = "A-1",
                                          .source = WarrantySource::invoice,
                                          .proved_on = date("2026-01-05"),
                                          .document = "FP-1",
                                          .price = 400'000,
                                          .reason = "看错"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::Asset>("A-1").warranty_until, date("2027-01-05"));
  EXPECT_EQ(given.state<schema::Asset>("A-1").next_maintenance, maintenance);
}

// Where no policy says until when, what somebody told of it stands.
TEST(StartWarranty, WithoutAPolicyLeavesTheSheetAsItIs) {
  Given given = company();
  given.history("A-1", schema::AssetDatesSet{.warranty_until = date("2026-12-31")});
  given.as(person("call")).when(by_invoice("2026-01-15")).then_accepted();
  EXPECT_EQ(given.state<schema::Asset>("A-1").warranty_until, date("2026-12-31"));
}

TEST(StartWarranty, IsRefused) {
  Given given = with_policy();
  given.history("A-1", schema::AssetCorrected{.brand = "haier",
                                              .category = "ac",
                                              .model = "KFR-35",
                                              .serial = "SN00000001",
                                              .customer = "C-1",
                                              .sold_on = date("2026-01-10")});
  given.as(person("call"));
  const auto refused = [&](auto change, const char* code) {
    StartWarranty command = by_invoice("2026-01-15");
    change(command);
    given.when(command).then_refused(code);
  };
  refused([](auto& c) { c.source = WarrantySource::none; }, "warranty.source_missing");
  refused([](auto& c) { c.source = WarrantySource::sheet; }, "warranty.source_missing");
  refused([](auto& c) { c.proved_on = date("2026-03-03"); }, "warranty.in_future");
  refused([](auto& c) { c.proved_on = date("2026-01-09"); }, "warranty.before_sale");
  refused([](auto& c) { c.document.clear(); }, "warranty.document_missing");
  refused([](auto& c) { c.document = "a\x01"; }, "warranty.bad_text");
  refused([](auto& c) { c.price = -1; }, "warranty.bad_price");
  refused([](auto& c) { c.asset = "A-9"; }, "warranty.unknown_asset");
  refused([](auto& c) { c.replaces = "A-2"; }, "warranty.not_an_exchange");
  refused([](auto& c) { c.source = WarrantySource::exchange; }, "warranty.replaces_missing");
  refused([](auto& c) { c.source = WarrantySource::exchange, c.replaces = "A-1"; },
          "warranty.replaces_itself");
}

// Started on the wrong machine: it is unproven again, and nothing is due by it.
TEST(WithdrawWarrantyStart, LeavesTheMachineAsIfItHadNotStarted) {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2026-01-15")).then_accepted();
  given.history("A-1", schema::ExchangeEntitled{.order = "WO-1",
                                                .gate = schema::WarrantyGate::failed_repairs,
                                                .on = date("2026-02-20"),
                                                .asset = "A-1"});
  schema::WithdrawWarrantyStart withdraw{.asset = "A-1"};
  given.when(withdraw).then_refused("warranty.bad_text");
  withdraw.reason = "记错装置";
  given.when(withdraw).then_accepted();
  EXPECT_EQ(given.state<Warranty>("A-1"), Warranty{.asset = "A-1"});
  EXPECT_EQ(given.state<schema::Asset>("A-1").warranty_until, 0);
  given.when(withdraw).then_refused("warranty.not_found");
  given.when(by_invoice("2026-01-20")).then_accepted();
  EXPECT_EQ(given.state<schema::Asset>("A-1").warranty_until, date("2027-01-20"));
}

TEST(WithdrawWarrantyStart, NotWhileAnExchangeIsUnderWay) {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2026-01-15")).then_accepted();
  given.history("A-1", schema::ExchangeRequested{.order = "WO-1", .asset = "A-1", .outlet = "S1"});
  given.when(schema::WithdrawWarrantyStart{.asset = "A-1", .reason = "记错装置"})
      .then_refused("warranty.exchange_under_way");
}

// The register of warranties says of a machine what its sheet says, and the terms are the brand's.
TEST(CorrectAsset, TheWarrantyFollows) {
  Given given = with_policy();
  WarrantyLine longer = colour_tv();
  longer.machine_months = 24;
  publish_policy(given, "midea", {longer});
  given.as(person("call")).when(by_invoice("2026-01-15")).then_accepted();
  schema::CorrectAsset correct{.asset = "A-1",
                               .brand = "midea",
                               .category = "ac",
                               .model = "KFR-26",
                               .serial = "SN00000009",
                               .customer = "C-1",
                               .reason = "铭牌看错"};
  given.when(correct).then_accepted();
  const Warranty& warranty = given.state<Warranty>("A-1");
  EXPECT_EQ(warranty.brand, "midea");
  EXPECT_EQ(warranty.model, "KFR-26");
  EXPECT_EQ(warranty.serial, "SN00000009");
  EXPECT_EQ(warranty.policy, "midea");
  EXPECT_EQ(warranty.started_on, date("2026-01-15"));
  EXPECT_EQ(warranty.until, date("2028-01-15"));
  EXPECT_EQ(given.state<schema::Asset>("A-1").warranty_until, date("2028-01-15"));
  given.when(correct).then_refused("asset.nothing_changed");
}

// From the acceptance or the first use, where that is what was agreed.
TEST(StartWarranty, OnlyFromWhatThePolicyRecognises) {
  WarrantyLine line = colour_tv();
  line.sources = {WarrantySource::acceptance, WarrantySource::first_use,
                  WarrantySource::manufacture};
  line.grace_days = 90;
  Given given = with_policy(line);
  given.as(person("call")).when(by_invoice("2026-01-15"));
  given.then_refused("warranty.source_not_allowed");
  StartWarranty command = by_invoice("2026-01-15");
  command.source = WarrantySource::acceptance;
  Given accepted = with_policy(line);
  accepted.as(person("call")).when(command).then_accepted();
  command.source = WarrantySource::manufacture;
  command.document.clear();
  command.proved_on = date("2025-10-01");
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<Warranty>("A-1").started_on, date("2025-10-01") + 90);
  EXPECT_EQ(given.state<Warranty>("A-1").proved_on, date("2025-10-01"));
}

// After an exchange the term starts anew, or goes on, as the policy says.
TEST(StartWarranty, RestartsAfterAnExchange) {
  for (const bool restarts : {true, false}) {
    WarrantyLine line = colour_tv();
    line.restarts_after_exchange = restarts;
    Given given = with_policy(line);
    given.as(person("call")).when(by_invoice("2025-06-01")).then_accepted();
    given.history("A-2", schema::AssetRegistered{.brand = "haier",
                                                 .category = "ac",
                                                 .model = "KFR-35",
                                                 .serial = "SN00000002",
                                                 .customer = "C-1"});
    given
        .when(StartWarranty{.asset = "A-2",
                            .source = WarrantySource::exchange,
                            .proved_on = date("2026-02-20"),
                            .replaces = "A-1"})
        .then_accepted();
    EXPECT_EQ(given.state<Warranty>("A-2").started_on,
              restarts ? date("2026-02-20") : date("2025-06-01"));
  }
}

}  // namespace
}  // namespace kintsugi::tests
