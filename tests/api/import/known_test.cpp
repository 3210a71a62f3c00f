// What is known of another file, though a spreadsheet wrote it in another way; and what is not.

#include <gmock/gmock.h>

#include "tests/api/import/charging.h"

namespace kintsugi::tests {
namespace {

using api::import::Changed;
using api::import::Kept;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

class Known : public Charging {
 protected:
  // One charge in each of two files: whether the second one is known.
  bool is_known(const std::string& row, const std::string& again, const std::string& source = "") {
    company_ = Company::in_memory();
    EXPECT_EQ(brought(new_row + row, source).mapped, 2);
    const ImportSummary next = brought(new_row + again, source, "next.csv");
    EXPECT_EQ(next.events, 2);
    return next.seen == 2 && order("T1").charges.size() == 1;
  }
};

TEST_F(Known, SpreadsheetThatWasSavedAnewChargesNothingTwice) {
  const std::string at = "T1,charge,2025-03-04 10:00";
  const std::string row = at + ",13800001111,S1,Road 1,pump,1,1280.50\n";
  const std::string others[] = {at + ",13800001111,S1,Road 1,pump,1,1280.5\n",
                                at + ",13800001111.0,S1,Road 1,pump,1,1280.50\n",
                                at + ",'13800001111,s1,Road 1,pump,1.0,1280.50\n",
                                at + ",1.3800001111E+10,S1,Road 1,pump,1,1280.50\n",
                                at + ",13800001111,S1,Ｒｏａｄ 1,pump,１,¥1280.50\n",
                                at + ",13800001111,S1,Road 1,pump,1,\"1,280.50\"\n",
                                "T1,Ｃharge" + row.substr(row.find(",2025")),
                                at + ":17,13800001111,S1,Road 1,pump,1,1280.50\n"};
  for (const std::string& again : others) {
    EXPECT_TRUE(is_known(row, again)) << again;
    EXPECT_TRUE(is_known(again, row)) << "the other way round: " << again;
  }
}

TEST_F(Known, WhatSaysElseIsNew) {
  const std::string at = "T1,charge,2025-03-04 10:0";
  const std::string row = at + "0,,,,pump,1,1280.50\n";
  for (const std::string& again :
       {at + "0,,,,pump,1,1280.51\n", at + "0,,,,pump,2,1280.50\n",
        at + "1,,,,pump,1,1280.50\n", at + "0,,,,fan,1,1280.50\n"}) {
    EXPECT_FALSE(is_known(row, again)) << again;
  }
  EXPECT_FALSE(is_known(at + "0:05,,,,pump,1,9\n", at + "0:17,,,,pump,1,9\n"));
}

// An order of this week that people would take for one of last week's is told.
TEST_F(Known, OrderThatMayBeOneOfAnotherFileIsTold) {
  const std::string rest = ",new,2025-03-04 09:00,,,,hi,,\n";
  EXPECT_EQ(brought("T0350" + rest + "00350" + rest).alike.count, 0);
  const ImportSummary next = brought("t0350" + rest + "350" + rest + "T1" + rest, "", "next.csv");
  EXPECT_EQ(next.mapped, 3) << "each is an order";
  EXPECT_EQ(next.alike.count, 2);
  EXPECT_THAT(next.alike.list, ElementsAre(Pair("00350", "350"), Pair("T0350", "t0350")));
  EXPECT_EQ(brought("T0350" + rest, "", "third.csv").alike.count, 1) << "t0350 is there, too";
}

// Two exports, one behind the other, of which a spreadsheet saved one anew.
TEST_F(Known, RowsOfOneFileThatAreWrittenOtherwiseAreOne) {
  const std::string at = "T1,charge,2025-03-04 10:00";
  const ImportSummary summary = brought(
      std::string(new_row) + at + ",13800001111,S1,Road 1,pump,1,1280.50\n" + at +
      ",13800001111.0,s1,Road 1,pump,1.0,\"1,280.5\"\n" +
      "T1,CHARGE,2025-03-04 10:00,13800001111,S1,Road 1,pump,1,1280.50\n" + at +
      ",13800001112,S1,Road 1,pump,1,1280.50\n");
  EXPECT_EQ(summary.doubled, 2) << to_json(summary);
  EXPECT_THAT(order("T1").charges, SizeIs(2)) << "another phone is another row";
  EXPECT_THAT(summary.kept, ElementsAre(AllOf(Field(&Kept::reason, "import.doubled"),
                                              Field(&Kept::detail, "the same as row 2")),
                                        Field(&Kept::reason, "import.doubled")));
}

// The same words a second time are a second thing, also where the first one is known by its gist.
TEST_F(Known, EachIsKnownOnce) {
  brought(std::string(new_row) + "T1,charge,2025-03-04 10:00,,,,pump,1,12.50\n");
  const ImportSummary next = brought(std::string(new_row) +
                                         "T1,charge,2025-03-04 10:00,,,,pump,1,12.5\n"
                                         "T1,charge,2025-03-04 10:00,,,,pump,1,12.500\n",
                                     "equal_rows = \"each\"", "next.csv");
  EXPECT_EQ(next.seen, 2) << to_json(next);
  EXPECT_EQ(next.mapped, 1) << to_json(next);
}

constexpr const char* by_text = "identity = [\"text\"]";

TEST_F(Known, WhatAKnownEntrySaysElseIsTold) {
  brought(std::string(new_row) + "T1,charge,2025-03-04 10:00,,,,pump,1,80\n", by_text);
  const ImportSummary next = brought(std::string(new_row) +
                                         "T1,charge,2025-03-04 10:05,,,,pump,1,99\n",
                                     by_text, "next.csv");
  EXPECT_EQ(next.seen, 2) << to_json(next);
  EXPECT_EQ(next.changed_count, 1);
  EXPECT_THAT(next.changed,
              ElementsAre(Changed{2, 3, "time", "2025-03-04T02:00:00Z", "2025-03-04T02:05:00Z"},
                          Changed{2, 3, "price", "80", "99"}));
  EXPECT_THAT(order("T1").charges, SizeIs(1));
  const ImportSummary same = brought(std::string(new_row) +
                                         "T1,charge,2025-03-04 10:00,,,,pump,1.0,80.00\n",
                                     by_text, "same.csv");
  EXPECT_EQ(same.seen, 2) << to_json(same);
  EXPECT_EQ(same.changed_count, 0) << to_json(same);
}

TEST_F(Known, RowsWithoutTheirIdentityAreToldApartByAllTheySay) {
  const std::string source = "identity = [\"serial\"]";
  const std::string rows = std::string(new_row) +
                           "T1,charge,2025-03-04 10:00,,,,pump,1,80\n"
                           "T1,note,2025-03-04 11:00,,,,x,,\n"
                           "T1,note,2025-03-04 12:00,,,,x,,\n"
                           "T1,note,2025-03-04 13:00,,E1,,x,,\n"
                           "T1,charge,2025-03-04 13:00,,E1,,fan,1,80\n";
  const ImportSummary summary = brought(rows, source);
  EXPECT_EQ(summary.doubled, 0) << to_json(summary);
  EXPECT_EQ(summary.mapped, 6) << to_json(summary);
  EXPECT_EQ(brought(rows, source).commits, 0) << "the same file again";
  const ImportSummary next =
      brought(rows + "T1,note,2025-03-04 14:00,,,,x,,\n", source, "next.csv");
  EXPECT_EQ(next.seen, 6) << to_json(next);
  EXPECT_EQ(next.mapped, 1) << to_json(next);
}

}  // namespace
}  // namespace kintsugi::tests
