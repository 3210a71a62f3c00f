// What can be read in two ways: cases and numbers that people take for one thing and a computer for
// another. Nothing of it passes without a word.

#include "api/import/alike.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/import/look.h"
#include "api/import/time_reader.h"
#include "schema/work_order.h"
#include "tests/api/import/company.h"
#include "tests/api/import/older_system.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using api::import::alike_names;
using api::import::ImportSummary;
using api::import::of_one_width;
using api::import::propose_mapping;
using api::import::SetAside;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr const char* columns = "id,do,at,who,price,pieces\n";

std::string mapping_with(const std::string& fen, const std::string& thousandths) {
  return R"(
[source]
format = "csv"
case = "id"
activity = "do"
time = "at"
operator = "who"
)" + each_operator_works +
         sent_out_to("{operator_id}") + R"(
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
outlet = "OLD"
[commands.charge]
command = "add_charge"
order = "{order}"
item = "work"
quantity = "{pieces|)" + thousandths +
         R"(|default:1000}"
payer = "customer"
manual_price = "{price|)" +
         fen + R"(}"
reason = "older system"
[[activity]]
name = "charge"
try = [{ do = ["charge"] }]
)";
}

class AlikeTest : public testing::Test {
 protected:
  ImportSummary brought(const std::string& rows, const std::string& fen = "fen",
                        const std::string& thousandths = "thousandths") {
    const auto done = company_->bring_in(dir_.write("log.csv", columns + rows),
                                         dir_.write("m.toml", mapping_with(fen, thousandths)));
    EXPECT_TRUE(done) << done.error().what;
    return done ? *done : ImportSummary{};
  }
  schema::WorkOrder order(const std::string& id) {
    const auto now = company_->node().stream("main", "work_order/" + id);
    if (!now || now->state == nullptr) return {};
    return now->state->get<schema::WorkOrder>();
  }
  std::vector<std::string> unsure_of(const std::string& rows) {
    const auto now = api::import::TimeReader::make("iso8601", "UTC")->read("2026-01-01");
    const auto made = propose_mapping(dir_.write("log.csv", columns + rows), {}, *now);
    EXPECT_TRUE(made) << made.error().what;
    return made ? made->unsure : std::vector<std::string>();
  }

  const ScratchDir dir_;
  std::unique_ptr<Company> company_ = Company::in_memory();
};

TEST(Alike, LettersAndDigitsOfFullWidthAreThePlainOnes) {
  EXPECT_EQ(of_one_width("Ａ１－ｂ"), "A1-b");
  EXPECT_EQ(of_one_width("工单１２"), "工单12");
  EXPECT_EQ(of_one_width("甲：１／２（乙）"), "甲：1／2（乙）") << "an id has no : and no /";
  EXPECT_EQ(of_one_width("\xEF"), "\xEF");
}

TEST(Alike, NamesThatDifferInCapitalsBlanksAndDashesAreToldInPairs) {
  EXPECT_THAT(alike_names({"A1", "B-2", "a1", "B–2", "C", "A11", "1-11", "11-1"}).list,
              ElementsAre(Pair("A1", "a1"), Pair("B-2", "B–2")));
  EXPECT_THAT(alike_names({"00350", "350", "3500", "A0350", "A350", "0"}).list,
              ElementsAre(Pair("00350", "350")))
      << "a spreadsheet loses noughts";
  EXPECT_EQ(alike_names({"A", "A", ""}).count, 0);
}

TEST_F(AlikeTest, ACaseInAnyWidthIsOneOrder) {
  const ImportSummary summary = brought(
      "Ａ１,new,2025-03-04 09:00,１００１,,\nA1,charge,2025-03-04 10:00,1001,60,\n"
      "a1,new,2025-03-04 11:00,1001,,\n");
  EXPECT_EQ(summary.cases, 2);
  EXPECT_EQ(summary.mapped, 3) << to_json(summary);
  EXPECT_THAT(order("A1").charges, SizeIs(1));
  EXPECT_EQ(order("A1").technician, "1001");
  EXPECT_EQ(order("Ａ１").status, schema::WorkOrderStatus::none);
  EXPECT_EQ(summary.prepared, 2) << "one outlet and one technician";
  EXPECT_EQ(summary.alike.count, 1);
  EXPECT_THAT(to_json(summary), HasSubstr(R"("alike":[["A1","a1"]])"));
}

TEST_F(AlikeTest, ANumberThatMayBeReadInAnotherWayIsTold) {
  const ImportSummary summary = brought(
      "T1,new,2025-03-04 09:00,1001,,\nT1,charge,2025-03-04 10:00,1001,1.280,2.500\n"
      "T1,charge,2025-03-04 10:01,1001,0.280,0.500\nT1,charge,2025-03-04 10:02,1001,12.50,1.5\n");
  ASSERT_THAT(order("T1").charges, SizeIs(3)) << to_json(summary);
  EXPECT_EQ(order("T1").charges[0].unit_price, 128);
  EXPECT_EQ(order("T1").charges[0].quantity, 2500);
  const auto told = [](const char* field, const char* value) {
    return AllOf(Field(&SetAside::row, 2), Field(&SetAside::line, 3),
                 Field(&SetAside::field, field), Field(&SetAside::value, value),
                 Field(&SetAside::outcome, "unsure"));
  };
  EXPECT_THAT(summary.put_aside, UnorderedElementsAre(told("quantity", "2.500"),
                                                      told("manual_price", "1.280")));
}

TEST_F(AlikeTest, WhatTheMappingSaysIsNoQuestion) {
  const ImportSummary summary = brought(
      "T1,new,2025-03-04 09:00,1001,,\nT1,charge,2025-03-04 10:00,1001,1.280,2.500\n", "fen:,",
      "thousandths:.");
  ASSERT_THAT(order("T1").charges, SizeIs(1)) << to_json(summary);
  EXPECT_EQ(order("T1").charges[0].unit_price, 128'000);
  EXPECT_EQ(order("T1").charges[0].quantity, 2500);
  EXPECT_THAT(summary.put_aside, IsEmpty());
}

TEST_F(AlikeTest, ALookSaysBoth) {
  const std::string rows =
      "A1,new,2025-03-04 09:00,1001,1.280,\na1,new,2025-03-04 09:00,1001,3.500,\n"
      "A1,charge,2025-03-05 09:00,1001,80,\na1,charge,2025-03-05 09:00,1001,1.280,\n";
  EXPECT_THAT(unsure_of(rows), Contains(HasSubstr("\"A1\" and \"a1\"")));
  EXPECT_THAT(unsure_of(rows), Contains(HasSubstr("\"price\": does the point of 1.280")));
  EXPECT_THAT(unsure_of(rows + "A1,note,2025-03-06 09:00,1001,12.50,\n"),
              Not(Contains(HasSubstr("does the point")))) << "the column says which it is";
}

}  // namespace
}  // namespace kintsugi::tests
