// Which order an entry belongs to: one number for all entries of a case, whatever its rows say.

#include <gmock/gmock.h>

#include "tests/api/import/charging.h"

namespace kintsugi::tests {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Orders : public Charging {
 protected:
  std::vector<std::string> orders_of_rows() {
    std::vector<std::string> all;
    for (const ImportedRow& row : company_->rows()) all.push_back(row.order);
    return all;
  }
  ImportSummary brought(const std::string& rows, const std::string& id,
                        const std::string& name = "log.csv") {
    return brought_file("id,do,at,phone,serial,address,text,qty,price,branch\n" + rows,
                        mapping("", id), name);
  }
};

TEST_F(Orders, NumberIsThatOfTheCasesFirstRow) {
  const ImportSummary summary = brought(
      "1,new,2025-03-04 09:00,,,,hi,,,SH\n"
      "1,note,2025-03-04 10:00,,,,x,,,\n"
      "1,note,2025-03-04 11:00,,,,y,,,BJ\n",
      "{case}-{branch}");
  EXPECT_EQ(summary.mapped, 3) << to_json(summary);
  EXPECT_THAT(orders_of_rows(), ElementsAre("1-SH", "1-SH", "1-SH"));
}

TEST_F(Orders, NumberIsThatOfTheFirstEntryInTimeHoweverTheRowsRun) {
  const std::string week = "1,note,2025-03-04 09:00,,,,x,,,BJ\n1,new,2025-03-04 09:00,,,,hi,,,SH\n";
  const std::string before = "9,note,2025-03-09 09:00,,,,z,,,X\n";
  EXPECT_EQ(brought(before + week, "{case}-{branch}").events, 3);
  EXPECT_THAT(orders_of_rows(), ElementsAre("1-SH", "1-SH", "9-X"));
  const ImportSummary next =
      brought("1,note,2025-03-05 10:00,,,,w,,,\n" + week, "{case}-{branch}", "next.csv");
  EXPECT_EQ(next.seen, 2) << to_json(next);
  EXPECT_EQ(next.mapped, 1) << to_json(next);
}

TEST_F(Orders, RowOfOneCaseIsNeverOnTheOrderOfAnother) {
  const ImportSummary summary = brought(
      "A,new,2025-03-04 09:00,,,,hi,,,1\nB,new,2025-03-04 09:00,,,,hi,,,2\n"
      "B,note,2025-03-04 10:00,,,,x,,,1\n",
      "W-{branch}");
  EXPECT_EQ(summary.mapped, 3) << to_json(summary);
  EXPECT_THAT(orders_of_rows(), ElementsAre("W-1", "W-2", "W-2"));
}

TEST_F(Orders, RowsOfACaseAreOneOrderThoughItsNumberHasTheRow) {
  brought("A,new,2025-03-04 09:00,,,,hi,,,\nA,note,2025-03-04 10:00,,,,a/b,,,\n", "{case}-{row}");
  EXPECT_THAT(orders_of_rows(), ElementsAre("A-1", "A-1"));
}

TEST_F(Orders, CaseWithoutANumberOrWithThatOfAnotherStopsTheFile) {
  const std::string file = "id,do,at,phone,serial,address,text,qty,price,branch\n";
  EXPECT_THAT(refused_file(file + "1,new,2025-03-04 09:00,,,,hi,,,\n", mapping("", "X{branch}")),
              HasSubstr("log.csv:2: [order] id for the case \"1\" is \"\""));
  EXPECT_THAT(refused_file(file + "1,new,2025-03-04 09:00,,,,a/b,,,\n", mapping("", "{text}")),
              HasSubstr("log.csv:2: [order] id for the case \"1\" is \"a/b\""));
  EXPECT_THAT(refused_file(file + "1,new,2025-03-04 09:00,,,,hi,,,X\n"
                                  "2,new,2025-03-04 09:00,,,,hi,,,\n"
                                  "2,note,2025-03-04 10:00,,,,hi,,,X\n",
                           mapping("", "W-{branch}")),
              AllOf(HasSubstr("log.csv:4:"), HasSubstr("would both be the order W-X")));
}

}  // namespace
}  // namespace kintsugi::tests
