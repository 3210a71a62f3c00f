// Stage, gates and money by counting days: the published numbers of the Three Guarantees.

#include "core/warranty/judge.h"

#include "tests/core/warranty/terms.h"

namespace kintsugi::tests {
namespace {

using core::warranty::Facts;
using core::warranty::Repair;
using core::warranty::Span;
using schema::Entitlement;
using schema::Remedy;
using schema::WarrantyGate;
using schema::WarrantyLine;
using schema::WarrantyStage;

Entitlement judged(const WarrantyLine& line, const Facts& facts,
                   schema::CauseClass cause = schema::CauseClass::none) {
  Entitlement out;
  out.cause_class = cause;
  core::warranty::judge(line, facts, out);
  return out;
}

Facts sold(std::string_view on, std::int32_t days_later) {
  return {.on = date(on) + days_later, .started_on = date(on)};
}

bool opens(const WarrantyLine& line, const Facts& facts, WarrantyGate gate) {
  return core::warranty::is_open(judged(line, facts), gate);
}

Repair at_work(std::string_view from, std::int32_t days) {
  Repair repair;
  repair.order = "WO-R";
  repair.at_work = {{date(from), date(from) + days}};
  return repair;
}

// Colour TV, 4000.00, invoice 2024-03-01, returned 2024-09-01: 184 days, 14 of them in repair.
TEST(Depreciation, OfAColourTelevision) {
  Facts facts{.on = date("2024-09-01"), .started_on = date("2024-03-01")};
  facts.repairs.push_back(at_work("2024-05-01", 14));
  const Entitlement found = judged(colour_tv(), facts);
  EXPECT_EQ(found.day, 184);
  EXPECT_EQ(found.paused_days, 14);
  EXPECT_EQ(found.used_days, 170);
  EXPECT_EQ(found.depreciation, 10);
  const auto lost = core::warranty::depreciation_of(400'000, found.depreciation, found.used_days);
  EXPECT_EQ(lost.value(), 68'000);
  EXPECT_EQ(400'000 - lost.value(), 332'000);
}

TEST(Depreciation, IsByRateAndNeverMoreThanThePrice) {
  using core::warranty::depreciation_of;
  EXPECT_EQ(depreciation_of(100'000, 5, 30).value(), 1'500);  // black and white: 0.05 %
  EXPECT_EQ(depreciation_of(333, 5, 1).value(), 0);           // 0.1665 fen
  EXPECT_EQ(depreciation_of(1'000, 5, 1).value(), 1);         // 0.5 fen, half up
  EXPECT_EQ(depreciation_of(400'000, 10, 2'000).value(), 400'000);
  EXPECT_EQ(depreciation_of(400'000, 10, -5).value(), 0);
  EXPECT_EQ(depreciation_of(0, 10, 100).value(), 0);
}

TEST(Gates, OfSevenAndFifteenDays) {
  const WarrantyLine line = colour_tv();
  EXPECT_TRUE(opens(line, sold("2024-03-01", 0), WarrantyGate::return_days));
  EXPECT_TRUE(opens(line, sold("2024-03-01", 7), WarrantyGate::return_days));
  EXPECT_FALSE(opens(line, sold("2024-03-01", 8), WarrantyGate::return_days));
  EXPECT_TRUE(opens(line, sold("2024-03-01", 15), WarrantyGate::exchange_days));
  EXPECT_FALSE(opens(line, sold("2024-03-01", 16), WarrantyGate::exchange_days));
}

// Where the day of the invoice is day 1, each gate and the term close a day earlier.
TEST(Gates, CountFromDayOneWhereThePolicySaysSo) {
  WarrantyLine line = colour_tv();
  line.first_day = 1;
  EXPECT_TRUE(opens(line, sold("2024-03-01", 6), WarrantyGate::return_days));
  EXPECT_FALSE(opens(line, sold("2024-03-01", 7), WarrantyGate::return_days));
  EXPECT_FALSE(opens(line, sold("2024-03-01", 15), WarrantyGate::exchange_days));
  EXPECT_EQ(judged(line, sold("2024-03-01", 0)).until, date("2025-02-28"));
  line.first_day = 0;
  EXPECT_EQ(judged(line, sold("2024-03-01", 0)).until, date("2025-03-01"));
}

TEST(Gates, OfWaitingForPartsAndOfTheRepairersDelay) {
  const auto waits = [](std::int32_t days) {
    Facts facts = sold("2024-03-01", 200);
    Repair repair = at_work("2024-04-01", 150);
    repair.for_parts = {{date("2024-04-02"), date("2024-04-02") + days}};
    repair.for_others = {{date("2024-04-02") + days, date("2024-04-01") + 150}};
    facts.repairs.push_back(repair);
    return opens(colour_tv(), facts, WarrantyGate::parts_wait);
  };
  EXPECT_FALSE(waits(90));
  EXPECT_TRUE(waits(91));
  const auto delays = [](std::int32_t days) {
    Facts facts = sold("2024-03-01", 200);
    facts.repairs.push_back(at_work("2024-04-01", days));
    return opens(colour_tv(), facts, WarrantyGate::repairer_delay);
  };
  EXPECT_FALSE(delays(30));
  EXPECT_TRUE(delays(31));
}

// What waits for a part or for the customer is not the repairer's.
TEST(Gates, TheRepairerAnswersForHisOwnDaysOnly) {
  Facts facts = sold("2024-03-01", 200);
  Repair repair = at_work("2024-04-01", 60);
  repair.for_parts = {{date("2024-04-05"), date("2024-04-25")}};
  repair.for_others = {{date("2024-04-25"), date("2024-05-05")}};
  facts.repairs.push_back(repair);
  const Entitlement found = judged(colour_tv(), facts);
  EXPECT_FALSE(core::warranty::is_open(found, WarrantyGate::repairer_delay));
  for (const schema::GateState& gate : found.gates) {
    if (gate.gate == WarrantyGate::repairer_delay) {
      EXPECT_EQ(gate.counted, 30);
    }
  }
}

TEST(Gates, OfOneOrTwoFailedRepairs) {
  const auto after = [](std::uint8_t threshold, std::size_t repairs, bool stands) {
    Facts facts = sold("2024-03-01", 100);
    for (std::size_t i = 0; i < repairs; ++i) {
      Repair repair = at_work("2024-04-01", 1);
      repair.done_on = {date("2024-04-02") + static_cast<std::int32_t>(i)};
      facts.repairs.push_back(repair);
    }
    if (stands) {
      Repair now;
      now.open = true;
      facts.repairs.push_back(now);
    }
    WarrantyLine line = colour_tv();
    line.failed_repairs = threshold;
    return opens(line, facts, WarrantyGate::failed_repairs);
  };
  EXPECT_FALSE(after(2, 1, true));
  EXPECT_FALSE(after(2, 2, false));  // the second one lasts
  EXPECT_TRUE(after(2, 2, true));
  EXPECT_FALSE(after(1, 1, false));
  EXPECT_TRUE(after(1, 1, true));
  EXPECT_FALSE(after(0, 5, true));  // no such gate
}

TEST(Term, EndsLaterByWhatItDoesNotCount) {
  Facts facts{.on = date("2025-03-10"), .started_on = date("2024-03-01")};
  EXPECT_EQ(judged(colour_tv(), facts).stage, WarrantyStage::out_of_term);
  facts.repairs.push_back(at_work("2024-05-01", 14));
  Entitlement found = judged(colour_tv(), facts);
  EXPECT_EQ(found.until, date("2025-03-15"));
  EXPECT_EQ(found.stage, WarrantyStage::in_term);
  EXPECT_EQ(found.parts.at(0).until, date("2027-03-15"));
  // Two orders at once pause it once.
  facts.repairs.push_back(at_work("2024-05-05", 12));
  found = judged(colour_tv(), facts);
  EXPECT_EQ(found.paused_days, 16);
  // What begins after its end does not.
  facts.repairs = {at_work("2025-03-03", 5)};
  EXPECT_EQ(judged(colour_tv(), facts).until, date("2025-03-01"));
}

TEST(Term, PausesByThePolicy) {
  Facts facts = sold("2024-03-01", 200);
  Repair repair = at_work("2024-05-01", 20);
  repair.for_parts = {{date("2024-05-05"), date("2024-05-20")}};
  facts.repairs.push_back(repair);
  const auto paused = [&](bool in_repair, bool for_parts) {
    WarrantyLine line = colour_tv();
    line.pauses_in_repair = in_repair;
    line.pauses_for_parts = for_parts;
    return judged(line, facts).paused_days;
  };
  EXPECT_EQ(paused(true, true), 20);
  EXPECT_EQ(paused(true, false), 5);
  EXPECT_EQ(paused(false, true), 15);
  EXPECT_EQ(paused(false, false), 0);
}

TEST(Stage, MainPartsOutliveTheMachine) {
  const Entitlement found = judged(colour_tv(), sold("2024-03-01", 500));
  EXPECT_EQ(found.stage, WarrantyStage::out_of_term);
  ASSERT_EQ(found.parts.size(), 1u);
  EXPECT_TRUE(found.parts[0].covered);
  EXPECT_EQ(found.parts[0].until, date("2027-03-01"));
  EXPECT_TRUE(found.remedies.empty());
  EXPECT_EQ(judged(colour_tv(), sold("2024-03-01", -1)).stage, WarrantyStage::not_begun);
}

TEST(Stage, ARepairHoldsThirtyDaysAlsoAfterTheTerm) {
  Facts facts = sold("2024-03-01", 500);
  Repair repair = at_work("2025-06-01", 2);
  repair.done_on = {facts.on - 30};
  facts.repairs.push_back(repair);
  EXPECT_TRUE(opens(colour_tv(), facts, WarrantyGate::repair_holds));
  facts.repairs[0].done_on = {facts.on - 31};
  EXPECT_FALSE(opens(colour_tv(), facts, WarrantyGate::repair_holds));
}

TEST(Remedies, FollowFromTheGates) {
  const std::vector<Remedy> early{Remedy::refund, Remedy::exchange, Remedy::repair};
  EXPECT_EQ(judged(colour_tv(), sold("2024-03-01", 3)).remedies, early);
  const std::vector<Remedy> later{Remedy::exchange, Remedy::repair};
  EXPECT_EQ(judged(colour_tv(), sold("2024-03-01", 10)).remedies, later);
  const std::vector<Remedy> then{Remedy::repair};
  EXPECT_EQ(judged(colour_tv(), sold("2024-03-01", 100)).remedies, then);
}

// Each exclusion alone opens nothing.
TEST(Remedies, NoneForAnExcludedCause) {
  for (const schema::CauseClass cause : colour_tv().exclusions) {
    const Entitlement found = judged(colour_tv(), sold("2024-03-01", 3), cause);
    EXPECT_TRUE(found.remedies.empty()) << schema::name_of(cause);
    EXPECT_EQ(found.stage, WarrantyStage::in_term);
  }
  WarrantyLine line = colour_tv();
  line.exclusions = {schema::CauseClass::disaster};
  EXPECT_FALSE(
      judged(line, sold("2024-03-01", 3), schema::CauseClass::misuse).remedies.empty());
}

}  // namespace
}  // namespace kintsugi::tests
