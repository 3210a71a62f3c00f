// Days without a time of day, in files that tell times.

#include <gmock/gmock.h>

#include "api/import/look.h"
#include "api/import/time_reader.h"
#include "tests/api/import/charging.h"

namespace kintsugi::tests {
namespace {

using api::import::Proposal;
using api::import::propose_mapping;
using api::import::SetAside;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Days : public Charging {
 protected:
  std::vector<std::string> times() {
    std::vector<std::string> all;
    for (const ImportedRow& row : company_->rows())
      all.push_back(format_instant(row.recorded_at));
    return all;
  }
  Proposal proposed(const std::string& file) {
    const auto now = api::import::TimeReader::make("iso8601", "UTC")->read("2026-01-01");
    const auto made = propose_mapping(dir_.write("look.csv", file), {}, *now);
    EXPECT_TRUE(made) << made.error().what;
    return made ? *made : Proposal{};
  }
};

TEST_F(Days, AmongTimesStandBesideTheirNeighbours) {
  const ImportSummary summary = brought(
      "T1,new,2025-03-04 09:00,,,,hi,,\n"
      "T1,note,2025-03-04,,,,a,,\n"
      "T1,note,2025-03-04 11:00,,,,b,,\n"
      "T1,note,2025-03-06,,,,c,,\n");
  EXPECT_EQ(summary.mapped, 4) << to_json(summary);
  EXPECT_THAT(times(), ElementsAre("2025-03-04T01:00:00Z", "2025-03-04T01:00:00Z",
                                   "2025-03-04T03:00:00Z", "2025-03-05T16:00:00Z"));
  const auto told = [](std::int64_t row, const char* day) {
    return AllOf(Field(&SetAside::row, row), Field(&SetAside::field, "time"),
                 Field(&SetAside::value, day), Field(&SetAside::outcome, "unsure"));
  };
  EXPECT_THAT(summary.put_aside, ElementsAre(told(2, "2025-03-04"), told(4, "2025-03-06")));
}

TEST_F(Days, AreTakenAsTheyAreWhereNoRowTellsATime) {
  const ImportSummary summary =
      brought("T1,new,2025-03-04,,,,hi,,\nT1,note,2025-03-05,,,,a,,\n");
  EXPECT_EQ(summary.mapped, 2);
  EXPECT_THAT(summary.put_aside, IsEmpty());
}

TEST_F(Days, MayLackTheirHourInAPattern) {
  const ImportSummary summary = brought("T1,new,2025/3/4 9:00,,,,hi,,\nT1,note,2025/3/4,,,,a,,\n",
                                        "time_format = \"%Y/%m/%d %H:%M\"");
  EXPECT_EQ(summary.mapped, 2) << to_json(summary);
  EXPECT_THAT(times(), ElementsAre("2025-03-04T01:00:00Z", "2025-03-04T01:00:00Z"));
}

TEST_F(Days, WithoutTheirHourInSomeRowsAreProposedWithItAndTold) {
  std::string file = "工单号,动作,日期,时刻\n";
  for (int i = 0; i < 21; ++i)
    file += "T" + std::to_string(i / 2) + (i % 2 == 0 ? ",登记,2025-03-0" : ",完工,2025-03-0") +
            std::to_string(i % 9 + 1) + (i == 7 ? ",\n" : ",1" + std::to_string(i % 10) + ":05\n");
  const Proposal proposal = proposed(file);
  EXPECT_THAT(proposal.toml, HasSubstr("time = [\"日期\", \"时刻\"]"));
  EXPECT_THAT(proposal.unsure, Contains(HasSubstr("1 rows say the day (\"日期\") and no time")));
  const ImportSummary summary = brought_file(file, proposal.toml);
  EXPECT_EQ(summary.events, 21);
}

// What is proposed is taken, whatever the columns and activities are called.
TEST_F(Days, ProposalForColumnsOfOneNameIsTaken) {
  const std::string file =
      "ticket,action,time,text,text\n1,open,2025-03-04 10:00,a,b\n1,*,2025-03-04 11:00,a,b\n"
      "2,open,2025-03-04 10:00,a,c\n2,,2025-03-04 11:00,a,d\n2,*,2025-03-04 12:00,a,d\n";
  const Proposal proposal = proposed(file);
  EXPECT_THAT(proposal.toml, HasSubstr("(column 4)"));
  EXPECT_THAT(proposal.toml, HasSubstr("on_bad_entry = \"keep\""));
  EXPECT_THAT(proposal.unsure, Contains(HasSubstr("1 rows have no activity")));
  const ImportSummary summary = brought_file(file, proposal.toml);
  EXPECT_EQ(summary.events, 5);
  EXPECT_EQ(order("1").symptom, "a");
}

}  // namespace
}  // namespace kintsugi::tests
