// Warranty policies: drafted, approved by another person, published, superseded, withdrawn; the
// most specific line of the version of that day.

#include "core/warranty_policy/terms.h"
#include "tests/core/warranty/terms.h"

namespace kintsugi::tests {
namespace {

using schema::WarrantyLine;

schema::DraftWarrantyPolicy draft(std::vector<WarrantyLine> lines,
                                  std::string_view from = "2026-04-01") {
  return {.policy = "haier",
          .name = "海尔三包",
          .effective_from = date(from),
          .lines = std::move(lines)};
}

void put_in_force(Given& given, const schema::DraftWarrantyPolicy& command, std::uint32_t version) {
  given.as(person("acc")).when(command).then_accepted();
  given.as(person("boss"))
      .when(schema::ApproveWarrantyPolicy{.policy = "haier", .version = version})
      .then_accepted();
  given.when(schema::PublishWarrantyPolicy{.policy = "haier", .version = version}).then_accepted();
}

std::string terms(Given& given, const core::warranty_policy::Appliance& appliance,
                  std::string_view on) {
  const Actor actor = person("boss");
  core::Reads reads(given.streams(), actor, "c", instant(now), instant(now));
  const auto found = core::warranty_policy::terms_of(appliance, date(on), reads);
  return found.policy + " v" + std::to_string(found.version) + " l" +
         std::to_string(found.number);
}

TEST(DraftWarrantyPolicy, IsInForceOnceAnotherPersonApprovedItAndItIsPublished) {
  Given given = company();
  given.as(person("acc")).when(draft({colour_tv()})).then_accepted();
  const schema::ApproveWarrantyPolicy approve{.policy = "haier", .version = 1};
  const schema::PublishWarrantyPolicy publish{.policy = "haier", .version = 1};
  given.when(approve).then_refused("warranty_policy.same_operator");
  given.when(publish).then_refused("warranty_policy.not_approved");
  given.as(person("boss")).when(approve).then(
      {on("haier", schema::WarrantyPolicyApproved{.version = 1, .approver = "boss"})});
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-05-01"), " v0 l0");
  given.as(person("acc")).when(publish).then_accepted();
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-05-01"), "haier v1 l1");
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-03-31"), " v0 l0");
  EXPECT_EQ(terms(given, {.brand = "midea"}, "2026-05-01"), " v0 l0");
}

TEST(DraftWarrantyPolicy, IsRefused) {
  Given given = company();
  given.as(person("acc"));
  const auto refused = [&](const WarrantyLine& line, const char* code) {
    given.when(draft({line})).then_refused(code);
  };
  given.when(draft({})).then_refused("warranty_policy.no_lines");
  WarrantyLine line = colour_tv();
  line.machine_months = 0;
  refused(line, "warranty_policy.bad_term");
  line = colour_tv();
  line.first_day = 2;
  refused(line, "warranty_policy.bad_term");
  line = colour_tv();
  line.depreciation = -1;
  refused(line, "warranty_policy.bad_term");
  line = colour_tv();
  line.parts.push_back({.group = "显像管", .months = 24});
  refused(line, "warranty_policy.part_twice");
  line.parts = {{.group = "", .months = 24}};
  refused(line, "warranty_policy.bad_text");
  line = colour_tv();
  line.exclusions.push_back(schema::CauseClass::product);
  refused(line, "warranty_policy.not_exclusion");
  given.when(draft({colour_tv(), colour_tv()})).then_refused("warranty_policy.equally_specific");
  auto command = draft({colour_tv()});
  command.policy = "a/b";
  given.when(command).then_refused("warranty_policy.bad_id");
  command = draft({colour_tv()});
  command.name.clear();
  given.when(command).then_refused("warranty_policy.name_missing");
  given.when(draft({colour_tv()}, "1970-01-01")).then_refused("warranty_policy.backdated");
  given.when(draft({colour_tv()})).then_accepted();
  given.when(draft({colour_tv()})).then_refused("warranty_policy.draft_pending");
}

TEST(WarrantyPolicy, TheNextVersionSupersedesAndHoldsForWhatStartsFromThenOn) {
  Given given = company();
  put_in_force(given, draft({colour_tv()}, "2026-01-01"), 1);
  given.as(person("acc")).when(draft({colour_tv()}, "2026-01-01")).then_refused(
      "warranty_policy.day_taken");
  put_in_force(given, draft({colour_tv()}, "2026-04-01"), 2);
  using Status = schema::WarrantyVersionStatus;
  const auto status = [&](std::size_t i) {
    return given.state<schema::WarrantyPolicy>("haier").versions.at(i).status;
  };
  EXPECT_EQ(status(0), Status::superseded);
  EXPECT_EQ(status(1), Status::published);
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-03-31"), "haier v1 l1");
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-04-01"), "haier v2 l1");
  // Not in force yet, it can be withdrawn, by another person; then the first one holds again.
  schema::WithdrawWarrantyPolicy withdraw{.policy = "haier", .version = 2, .reason = "期限写错"};
  given.as(person("boss")).when(withdraw).then_refused("warranty_policy.same_publisher");
  given.as(person("acc")).when(withdraw).then_accepted();
  EXPECT_EQ(status(0), Status::published);
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-04-01"), "haier v1 l1");
  withdraw.version = 9;
  given.when(withdraw).then_refused("warranty_policy.no_such_version");
}

// A promise of the company's own brand that nobody had made: what was sold since falls under the
// version before it, and of the first one nothing holds.
TEST(WarrantyPolicy, AVersionThatBeganIsWithdrawn) {
  Given given = company();
  put_in_force(given, draft({colour_tv()}, "2020-01-01"), 1);
  put_in_force(given, draft({colour_tv()}, "2026-03-02"), 2);
  put_in_force(given, draft({colour_tv()}, "2026-04-01"), 3);
  given.at("2026-03-10T01:00:00Z").happened_at("2026-03-10T01:00:00Z");
  schema::WithdrawWarrantyPolicy withdraw{.policy = "haier", .version = 2, .reason = "未经批准"};
  given.as(person("acc")).when(withdraw).then_accepted();
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-03-10"), "haier v1 l1");
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-04-01"), "haier v3 l1");
  const auto versions = given.state<schema::WarrantyPolicy>("haier").versions;
  EXPECT_EQ(versions.at(1).withdrawn_by, "acc");
  EXPECT_NE(versions.at(1).withdrawn_on, 0);
  EXPECT_EQ(versions.at(0).status, schema::WarrantyVersionStatus::superseded);
  withdraw.version = 1;
  given.when(withdraw).then_accepted();
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-03-10"), " v0 l0");
}

// 2 months, where 24 were meant, for what was sold since 2020: put right for the same days.
TEST(WarrantyPolicy, AVersionFromTheSameDayOnTakesThePlaceOfTheOther) {
  Given given = company();
  WarrantyLine wrong = colour_tv();
  wrong.machine_months = 2;
  put_in_force(given, draft({wrong}, "2020-01-01"), 1);
  put_in_force(given, draft({colour_tv()}, "2026-04-01"), 2);
  schema::DraftWarrantyPolicy right = draft({colour_tv()}, "2020-01-01");
  right.reason = "\x01";
  given.as(person("acc")).when(right).then_refused("warranty_policy.bad_text");
  right.reason = "少打一个 4";
  put_in_force(given, right, 3);
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2025-06-01"), "haier v3 l1");
  EXPECT_EQ(terms(given, {.brand = "haier"}, "2026-04-01"), "haier v2 l1");
  using Status = schema::WarrantyVersionStatus;
  const auto versions = given.state<schema::WarrantyPolicy>("haier").versions;
  EXPECT_EQ(versions[0].status, Status::superseded);
  EXPECT_EQ(versions[0].replaced_by, 3u);
  EXPECT_EQ(versions[1].status, Status::published) << "the one that begins last";
  EXPECT_EQ(versions[2].status, Status::superseded);
}

// Nobody's warranty becomes another afterwards.
TEST(WarrantyPolicy, ALaterVersionBeginsTodayAtTheEarliest) {
  Given given = company();
  put_in_force(given, draft({colour_tv()}, "2026-01-01"), 1);
  given.as(person("acc")).when(draft({colour_tv()}, "2026-03-01")).then_refused(
      "warranty_policy.backdated");
  given.when(draft({colour_tv()}, "2026-03-02")).then_accepted();
  given.as(person("boss"))
      .when(schema::ApproveWarrantyPolicy{.policy = "haier", .version = 2})
      .then_accepted();
  const schema::PublishWarrantyPolicy late{.policy = "haier", .version = 2};
  given.at("2026-03-02T16:00:00Z").when(late).then_refused("warranty_policy.backdated");
  given.at(now).when(late).then_accepted();
}

TEST(WarrantyPolicy, TheMostSpecificLineWins) {
  Given given = company();
  WarrantyLine any = colour_tv(), ac = any, model = any, contract = any;
  ac.category = "ac";
  model.category = "ac", model.model = "KFR-35";
  contract.category = "ac", contract.model = "KFR-35", contract.contract = "5y";
  put_in_force(given, draft({any, ac, model, contract}, "2026-01-01"), 1);
  EXPECT_EQ(terms(given, {.brand = "haier", .category = "tv"}, "2026-02-01"), "haier v1 l1");
  EXPECT_EQ(terms(given, {.brand = "haier", .category = "ac", .model = "X"}, "2026-02-01"),
            "haier v1 l2");
  EXPECT_EQ(terms(given, {.brand = "haier", .category = "AC", .model = "kfr-35"}, "2026-02-01"),
            "haier v1 l3");
  EXPECT_EQ(terms(given,
                  {.brand = "haier", .category = "ac", .model = "KFR-35", .contract = "5y"},
                  "2026-02-01"),
            "haier v1 l4");
  publish_policy(given, "default", {any});
  EXPECT_EQ(terms(given, {.brand = "midea"}, "2026-02-01"), "default v1 l1");
}

}  // namespace
}  // namespace kintsugi::tests
