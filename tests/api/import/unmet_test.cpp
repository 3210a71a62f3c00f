// What a mapping and a file do not have in common, and what of a file is nobody's: told, or refused
// with its line, before two cases or two people become one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/work_order.h"
#include "tests/api/import/company.h"
#include "tests/api/import/older_system.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using api::import::ImportSummary;
using api::import::Kept;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string csv_source(const std::string& more = "") {
  return "[source]\nformat = \"csv\"\ncase = \"id\"\nactivity = \"do\"\ntime = \"at\"\n" + more;
}

std::string registering(const std::string& symptom = "text") {
  return R"(
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
serial = "{serial}"
symptom = "{)" +
         symptom + R"(}"
outlet = "OLD"
)";
}

class UnmetTest : public testing::Test {
 protected:
  Result<ImportSummary> bring(const std::string& file, const std::string& mapping) {
    return company_->bring_in(dir_.write("log", file), dir_.write("m.toml", mapping));
  }
  ImportSummary brought(const std::string& file, const std::string& mapping) {
    const Result<ImportSummary> done = bring(file, mapping);
    EXPECT_TRUE(done) << done.error().what;
    return done ? *done : ImportSummary{};
  }
  std::string refused(const std::string& file, const std::string& mapping) {
    const Result<ImportSummary> done = bring(file, mapping);
    return done ? "brought in" : done.error().what;
  }
  schema::WorkOrder order(const std::string& id) {
    const auto now = company_->node().stream("main", "work_order/" + id);
    if (!now || now->state == nullptr) return {};
    return now->state->get<schema::WorkOrder>();
  }

  const ScratchDir dir_;
  std::unique_ptr<Company> company_ = Company::in_memory();
};

const std::string one_man = one_technician + sent_out_to("T") + notes + registering();
constexpr const char* header = "id,do,at,serial,text\n";

// A spreadsheet's 2.02503E+11 is that of every case of the month.
TEST_F(UnmetTest, CaseThatASpreadsheetHasCutIsNobodys) {
  const std::string rows = std::string(header) + "2.02503E+11,new,2025-03-04 09:00,,a\n" +
                           "2.02503E+11,new,2025-03-04 10:00,,b\n";
  EXPECT_THAT(refused(rows, csv_source() + one_man),
              AllOf(HasSubstr(":2: this event has no case (\"id\"): \"2.02503E+11\": "),
                    HasSubstr("a spreadsheet has cut its digits"), HasSubstr(":3: ")));
  const ImportSummary kept = brought(rows, csv_source("on_bad_entry = \"keep\"\n") + one_man);
  EXPECT_EQ(kept.kept_as_fact, 2) << to_json(kept);
  EXPECT_THAT(kept.put_aside,
              Contains(AllOf(Field(&api::import::SetAside::line, 2),
                             Field(&api::import::SetAside::field, "case"),
                             Field(&api::import::SetAside::value, "2.02503E+11"))));
  EXPECT_EQ(order("2.02503E+11").status, schema::WorkOrderStatus::none);
}

TEST_F(UnmetTest, CaseIsReadWithoutTheMarksOfASpreadsheet) {
  const ImportSummary summary =
      brought(std::string(header) + "\"=\"\"00350\"\"\",new,2025-03-04 09:00,,a\n" +
                  "'00350,note,2025-03-04 10:00,,b\n20250304001.0,new,2025-03-04 09:00,,a\n" +
                  "20250304001,note,2025-03-04 10:00,,b\n",
              csv_source() + one_man);
  EXPECT_EQ(summary.cases, 2);
  EXPECT_EQ(summary.mapped, 4) << to_json(summary);
  EXPECT_NE(order("00350").status, schema::WorkOrderStatus::none);
}

TEST_F(UnmetTest, WordForNoneIsNoCase) {
  for (const char* word : {"NULL", "#REF!", "-", "无", "\\N", "(null)", "N/A"}) {
    const std::string row = std::string(word) + ",new,2025-03-04 09:00,,a\n";
    EXPECT_THAT(refused(header + row, csv_source() + one_man),
                HasSubstr(std::string("\"") + word + "\": it stands for none"));
  }
}

TEST_F(UnmetTest, SerialWithNoughtsBehindTheFifteenthDigitIsTold) {
  const ImportSummary summary =
      brought(std::string(header) + "T1,new,2025-03-04 09:00,690123456789012000,a\n",
              csv_source() + one_man);
  EXPECT_EQ(order("T1").serial, "690123456789012000");
  EXPECT_THAT(summary.put_aside,
              ElementsAre(AllOf(Field(&api::import::SetAside::field, "serial"),
                                Field(&api::import::SetAside::outcome, "unsure"),
                                Field(&api::import::SetAside::why, HasSubstr("15 digits")))));
}

TEST_F(UnmetTest, PhoneThatNobodyHasIsTold) {
  std::string mapping = csv_source() + one_man;
  mapping.replace(mapping.find("serial = \"{serial}\""), 19, "phone = \"{serial}\"");
  const ImportSummary summary =
      brought(std::string(header) + "T1,new,2025-03-04 09:00,0571-88888888-801,a\n" +
                  "T2,new,2025-03-04 09:00,0571-88888888,a\n",
              mapping);
  EXPECT_EQ(order("T1").phone, "057188888888801");
  EXPECT_THAT(summary.put_aside,
              ElementsAre(AllOf(Field(&api::import::SetAside::row, 1),
                                Field(&api::import::SetAside::value, "0571-88888888-801"),
                                Field(&api::import::SetAside::outcome, "unsure"))));
}

// One file whose times cannot be read at all is no file of the future.
TEST_F(UnmetTest, FileWithoutAnyTimeThatCanBeReadIsNamed) {
  EXPECT_THAT(refused(std::string(header) + "T1,new,soon,,a\n",
                      csv_source("on_bad_entry = \"keep\"\n") + one_man),
              HasSubstr("no event has a time that can be read (\"at\"): say when the log began"));
  const ImportSummary kept = brought(
      std::string(header) + "T1,new,soon,,a\n",
      csv_source("on_bad_entry = \"keep\"\nstart = \"2025-01-01\"\n") + one_man);
  EXPECT_THAT(kept.put_aside, ElementsAre(AllOf(Field(&api::import::SetAside::field, "time"),
                                                Field(&api::import::SetAside::value, "soon"))));
}

TEST_F(UnmetTest, FormatThatABadDateMayHaveIsNamed) {
  EXPECT_THAT(refused(std::string(header) + "T1,new,2025/3/4 9:00,,a\n", csv_source() + one_man),
              HasSubstr("it may be time_format = \"%Y/%m/%d %H:%M\""));
}

// A column of CSV that is not there is refused; XES has no header.
TEST_F(UnmetTest, AttributeThatNoEventHasIsTold) {
  const std::string log =
      "<log><trace><string key=\"concept:name\" value=\"T1\"/><event>"
      "<string key=\"concept:name\" value=\"new\"/><string key=\"text\" value=\"hot\"/>"
      "<date key=\"time:timestamp\" value=\"2025-03-04T09:00:00Z\"/></event></trace></log>";
  const std::string source = "[source]\nformat = \"xes\"\n";
  const ImportSummary summary = brought(log, source + one_technician + sent_out_to("T") +
                                                 registering("texd"));
  EXPECT_THAT(summary.notes,
              ElementsAre("no event has the attribute \"serial\"",
                          "no event has the attribute \"texd\"; did you mean \"text\"?"));
}

TEST_F(UnmetTest, ActivityThatNearlyIsTheMappingsIsTold) {
  const std::string rows = std::string(header) + "T1,new,2025-03-04 09:00,,a\n" +
                           "T1,notes,2025-03-04 10:00,,b\nT1,NEW,2025-03-04 11:00,,b\n";
  EXPECT_THAT(
      brought(rows, csv_source() + one_man).notes,
      ElementsAre("the mapping names \"note\", which no entry is; \"notes\" is not named"));
}

TEST_F(UnmetTest, PeopleThatBecomeOneAreTold) {
  const std::string people = R"(
operator = "text"
[operator]
id = "hd{operator|digits}"
)" + one_technician + sent_out_to("T") +
                             registering();
  const ImportSummary summary =
      brought(std::string(header) + "T1,new,2025-03-04 09:00,,Rossi 1\n" +
                  "T2,new,2025-03-04 10:00,,Bianchi 1\nT3,new,2025-03-04 11:00,,Verdi\n" +
                  "T4,new,2025-03-04 12:00,,ROSSI 1\n",
              csv_source() + people);
  EXPECT_THAT(summary.notes,
              ElementsAre("\"Bianchi 1\" and \"ROSSI 1\" are both the operator hd1: [operator] id "
                          "must tell them apart",
                          "\"Bianchi 1\" and \"Rossi 1\" are both the operator hd1: [operator] id "
                          "must tell them apart",
                          "[operator] id gives no number for \"Verdi\""));
}

}  // namespace
}  // namespace kintsugi::tests
