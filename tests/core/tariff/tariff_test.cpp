// Tariffs: drafted by one, published by another; the most specific line wins.

#include "core/calendar/dates.h"
#include "core/tariff/price.h"
#include "schema/tariff.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

using schema::ServiceType;
using schema::TariffLine;

std::int32_t day(std::string_view date) { return core::calendar::parse_date(date).value(); }

schema::DraftTariff draft(std::vector<TariffLine> lines, std::string_view from = "2026-01-01") {
  return {
      .tariff = "TF-1", .name = "收费标准", .effective_from = day(from), .lines = std::move(lines)};
}
TariffLine line(std::string item, std::int64_t price) {
  return {.item = std::move(item), .unit_price = price};
}

void publish(Given& given, const schema::DraftTariff& command, std::uint32_t version) {
  given.as(somebody("ann")).when(command).then_accepted();
  given.as(somebody("bob"))
      .when(schema::PublishTariff{.tariff = "TF-1", .version = version})
      .then_accepted();
}

std::string price(Given& given, std::string_view date, const core::rules::Key& key) {
  const Actor actor = somebody("ann");
  core::Reads reads(given.streams(), actor, "c", instant("2026-03-01T00:00:00Z"),
                    instant("2026-03-01T00:00:00Z"));
  const auto found = core::tariff::price_of("TF-1", day(date), key, reads);
  if (!found) return found.error().code;
  return std::to_string(found->unit_price) + " v" + std::to_string(found->version) + " l" +
         std::to_string(found->line);
}

TEST(DraftTariff, IsInForceOnlyOnceAnotherPersonPublishesIt) {
  Given given = stores();
  given.when(draft({line("visit", 5000)})).then_accepted();
  EXPECT_EQ(price(given, "2026-02-01", {.item = "visit"}), "tariff.not_in_force");
  const schema::PublishTariff command{.tariff = "TF-1", .version = 1};
  given.when(command).then_refused("tariff.same_operator");
  given.as(somebody("bob")).when(command);
  given.then({on("TF-1", schema::TariffPublished{.version = 1, .publisher = "bob"})});
  given.when(command).then_refused("tariff.not_drafted");
  EXPECT_EQ(price(given, "2026-02-01", {.item = "visit"}), "5000 v1 l1");
  EXPECT_EQ(price(given, "2025-12-31", {.item = "visit"}), "tariff.not_in_force");
  EXPECT_EQ(price(given, "2026-02-01", {.item = "hole"}), "tariff.no_line");
}

TEST(DraftTariff, IsRefused) {
  Given given = stores();
  given.when(draft({})).then_refused("tariff.no_lines");
  given.when(draft({line("", 1)})).then_refused("tariff.item_missing");
  given.when(draft({line("visit", -1)})).then_refused("tariff.bad_price");
  given.when(draft({line("visit", 100'000'000'001)})).then_refused("tariff.bad_price");
  given.when(draft({line("a\x01", 1)})).then_refused("tariff.bad_text");
  auto command = draft({line("visit", 1)});
  command.name.clear();
  given.when(command).then_refused("tariff.name_missing");
  command = draft({line("visit", 1)});
  command.tariff = "a/b";
  given.when(command).then_refused("tariff.bad_id");
  given.when(draft({line("visit", 1)})).then_accepted();
  given.when(draft({line("visit", 2)})).then_refused("tariff.draft_pending");
}

TEST(DraftTariff, RefusesTwoEquallySpecificLines) {
  Given given = stores();
  TariffLine brand = line("visit", 1), category = line("visit", 2);
  brand.brand = "haier";
  category.category = "ac";
  given.when(draft({brand, category})).then_refused("tariff.equally_specific");
  given.when(draft({brand, brand})).then_refused("tariff.equally_specific");
  category.brand = "midea";  // now more specific, and of another brand
  given.when(draft({brand, category})).then_accepted();
}

TEST(Tariff, TheMostSpecificLineWins) {
  TariffLine any = line("visit", 100), brand = any, both = any, repair = any;
  brand.brand = both.brand = "haier", brand.unit_price = 200;
  both.category = "ac", both.unit_price = 300;
  repair.brand = "haier", repair.category = "ac", repair.service_type = ServiceType::repair,
  repair.unit_price = 400;
  Given given = stores();
  publish(given, draft({any, brand, both, repair}), 1);
  EXPECT_EQ(price(given, "2026-02-01", {.brand = "midea", .item = "visit"}), "100 v1 l1");
  EXPECT_EQ(price(given, "2026-02-01", {.brand = "haier", .item = "visit"}), "200 v1 l2");
  EXPECT_EQ(price(given, "2026-02-01", {.brand = "haier", .category = "ac", .item = "visit"}),
            "300 v1 l3");
  EXPECT_EQ(price(given, "2026-02-01",
                  {.brand = "haier",
                   .category = "ac",
                   .service_type = ServiceType::repair,
                   .item = "visit"}),
            "400 v1 l4");
}

TEST(Tariff, AVersionHoldsUntilTheNextTakesEffect) {
  Given given = stores();
  given.at("2026-02-01T00:00:00Z");
  publish(given, draft({line("visit", 100)}), 1);
  given.as(somebody("ann"))
      .when(draft({line("visit", 150)}, "2026-01-02"))
      .then_refused("tariff.backdated");
  publish(given, draft({line("visit", 150)}, "2026-02-28"), 2);
  EXPECT_EQ(price(given, "2026-02-27", {.item = "visit"}), "100 v1 l1");
  EXPECT_EQ(price(given, "2026-02-28", {.item = "visit"}), "150 v2 l1");
}

// What was charged by the version before is not judged by another afterwards.
TEST(Tariff, ALaterVersionBeginsTodayAtTheEarliest) {
  Given given = stores();
  given.at("2026-02-27T16:30:00Z");  // the 28th in Shanghai
  publish(given, draft({line("visit", 100)}, "2026-01-01"), 1);  // nothing was in force before
  given.as(somebody("ann"))
      .when(draft({line("visit", 150)}, "2026-02-27"))
      .then_refused("tariff.backdated");
  given.when(draft({line("visit", 150)}, "2026-02-28")).then_accepted();
  const schema::PublishTariff late{.tariff = "TF-1", .version = 2};
  given.at("2026-02-28T16:00:00Z").as(somebody("bob")).when(late).then_refused("tariff.backdated");
  given.at("2026-02-28T15:59:59Z").when(late).then_accepted();
  EXPECT_EQ(price(given, "2026-02-27", {.item = "visit"}), "100 v1 l1");
}

TEST(WithdrawTariffDraft, MakesRoomForAnother) {
  Given given = stores();
  given.when(draft({line("visit", 100)}));
  schema::WithdrawTariffDraft command{.tariff = "TF-1", .version = 1, .reason = "写错"};
  given.when(command).then_accepted().when(command).then_refused("tariff.not_drafted");
  command.version = 9;
  given.when(command).then_refused("tariff.no_such_version");
  given.as(somebody("bob"))
      .when(schema::PublishTariff{.tariff = "TF-1", .version = 1})
      .then_refused("tariff.not_drafted");
  given.when(draft({line("visit", 200)})).then_accepted();
  EXPECT_EQ(last(given.state<schema::Tariff>("TF-1").versions).version, 2u);
  given.when(schema::PublishTariff{.tariff = "TF-9", .version = 1})
      .then_refused("tariff.not_found");
}

// Ten times the price, published today: put right from the same day on, by two persons.
TEST(Tariff, AVersionFromTheSameDayOnTakesThePlaceOfTheOther) {
  Given given = stores();
  publish(given, draft({line("visit", 50'000)}, "2026-02-01"), 1);
  publish(given, draft({line("visit", 6'000)}, "2026-05-01"), 2);
  schema::DraftTariff right = draft({line("visit", 5'000)}, "2026-02-01");
  given.as(somebody("ann")).when(right).then_refused("tariff.day_taken");
  right.reason = "\x01";
  given.when(right).then_refused("tariff.bad_text");
  right.reason = "多打一个零";
  publish(given, right, 3);
  EXPECT_EQ(price(given, "2026-03-01", {.item = "visit"}), "5000 v3 l1");
  EXPECT_EQ(price(given, "2026-05-01", {.item = "visit"}), "6000 v2 l1");
  const auto versions = given.state<schema::Tariff>("TF-1").versions;
  EXPECT_EQ(versions[0].replaced_by, 3u) << "it stays, for what names it";
  EXPECT_EQ(versions[2].replaces, 1u);
  EXPECT_EQ(versions[2].reason, "多打一个零");
}

// What takes another's place and is not in force yet can be withdrawn: the other holds again.
TEST(WithdrawTariff, WhatItWasInThePlaceOfHoldsAgain) {
  Given given = stores();
  publish(given, draft({line("visit", 100)}, "2026-05-01"), 1);
  schema::DraftTariff other = draft({line("visit", 200)}, "2026-05-01");
  other.reason = "改价";
  publish(given, other, 2);
  EXPECT_EQ(price(given, "2026-05-01", {.item = "visit"}), "200 v2 l1");
  given.as(somebody("eve"))
      .when(schema::WithdrawTariff{.tariff = "TF-1", .version = 2, .reason = "不改了"})
      .then_accepted();
  EXPECT_EQ(price(given, "2026-05-01", {.item = "visit"}), "100 v1 l1");
}

TEST(WithdrawTariff, BeforeItIsInForceAndByAnotherPerson) {
  Given given = stores();
  publish(given, draft({line("visit", 5000)}), 1);
  publish(given, draft({line("visit", 50)}, "2026-04-01"), 2);
  schema::WithdrawTariff withdraw{.tariff = "TF-1", .version = 3, .reason = "多打一个零"};
  given.as(somebody("eve")).when(withdraw).then_refused("tariff.no_such_version");
  withdraw.version = 2;
  given.as(somebody("bob")).when(withdraw).then_refused("tariff.same_author");
  given.as(somebody("eve")).when(withdraw).then_accepted();
  EXPECT_EQ(price(given, "2026-05-01", {.item = "visit"}), "5000 v1 l1");
  given.when(withdraw).then_refused("tariff.not_published");
  EXPECT_EQ(last(given.state<schema::Tariff>("TF-1").versions).withdrawn_on, 0)
      << "it was never in force";
  publish(given, draft({line("visit", 5500)}, "2026-03-15"), 3);
  EXPECT_EQ(price(given, "2026-05-01", {.item = "visit"}), "5500 v3 l1");
}

// A price that nobody had agreed to, in force since yesterday: the one before it goes on.
TEST(WithdrawTariff, OfAVersionThatBeganTheOneBeforeItGoesOn) {
  Given given = stores();
  publish(given, draft({line("visit", 5000)}, "2026-01-01"), 1);
  given.at("2026-02-20T01:00:00Z");
  publish(given, draft({line("visit", 9000)}, "2026-02-27"), 2);
  given.at("2026-03-01T01:00:00Z");
  EXPECT_EQ(price(given, "2026-03-01", {.item = "visit"}), "9000 v2 l1");
  const schema::WithdrawTariff withdraw{.tariff = "TF-1", .version = 2, .reason = "未经批准"};
  given.as(somebody("bob")).when(withdraw).then_refused("tariff.same_author");
  given.as(somebody("eve")).when(withdraw).then_accepted();
  EXPECT_EQ(price(given, "2026-03-01", {.item = "visit"}), "5000 v1 l1");
  const auto version = last(given.state<schema::Tariff>("TF-1").versions);
  EXPECT_EQ(version.status, schema::RuleVersionStatus::withdrawn);
  EXPECT_EQ(version.withdrawn_on, core::day_of(instant("2026-03-01T01:00:00Z")));
  EXPECT_EQ(version.withdrawn_by, "eve");
  EXPECT_EQ(version.withdrawn_for, "未经批准");
}

// The first one, before which nothing was; and its days are had back by who withdrew too much.
TEST(WithdrawTariff, OfTheFirstVersionNothingIsInForce) {
  Given given = stores();
  publish(given, draft({line("visit", 5000)}, "2026-01-01"), 1);
  const schema::WithdrawTariff withdraw{.tariff = "TF-1", .version = 1, .reason = "发错公司"};
  given.as(somebody("eve")).when(withdraw).then_accepted();
  EXPECT_EQ(price(given, "2026-03-01", {.item = "visit"}), "tariff.not_in_force");
  schema::DraftTariff again = draft({line("visit", 5000)}, "2026-01-01");
  given.as(somebody("ann")).when(again).then_refused("tariff.day_taken");
  again.reason = "撤错了";
  publish(given, again, 2);
  EXPECT_EQ(price(given, "2026-03-01", {.item = "visit"}), "5000 v2 l1");
  EXPECT_EQ(given.state<schema::Tariff>("TF-1").versions.at(0).replaced_by, 2u);
}

}  // namespace
}  // namespace kintsugi::tests
