// Whole imports into a node, of logs that are made here, and of the real help-desk log where it
// lies beside the repository. Seeds: KINTSUGI_IMPORT_SEED, else fixed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "schema/outlet.h"
#include "tests/api/import/company.h"
#include "tests/api/import/made_log.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using api::import::ImportProgress;
using api::import::ImportSummary;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::uint64_t seed() {
  const char* given = std::getenv("KINTSUGI_IMPORT_SEED");
  const std::uint64_t value = given == nullptr ? 20121009 : std::strtoull(given, nullptr, 10);
  std::cout << "seed " << value << "\n";
  return value;
}

// What every whole import must be, whatever came in.
void expect_complete(Company& company, const ImportSummary& summary, std::int64_t cases,
                     std::int64_t events) {
  EXPECT_EQ(summary.cases, cases);
  EXPECT_EQ(summary.events, events);
  EXPECT_EQ(summary.events, summary.mapped + summary.kept_as_fact);
  std::int64_t others = 0;
  const std::vector<ImportedRow> rows = company.rows(&others);
  ASSERT_EQ(static_cast<std::int64_t>(rows.size()), events);
  std::set<std::int64_t> seen;
  std::int64_t facts = 0;
  Instant before{};
  for (const ImportedRow& row : rows) {
    EXPECT_TRUE(seen.insert(row.row).second) << "row " << row.row << " is in the log twice";
    EXPECT_LE(before, row.recorded_at) << row.row;
    EXPECT_THAT(row.events, testing::Not(IsEmpty())) << row.row;
    before = row.recorded_at;
    facts += row.fact ? 1 : 0;
  }
  EXPECT_EQ(*seen.begin(), 1);
  EXPECT_EQ(*seen.rbegin(), events);
  EXPECT_EQ(facts, summary.kept_as_fact);
  std::int64_t listed = 0;
  for (const api::import::Kept& kept : summary.kept) listed += kept.count;
  EXPECT_EQ(listed, summary.kept_as_fact);
}

TEST(Import, TakesEveryEventOfAnIrregularLogOnce) {
  const ScratchDir dir;
  const MadeLog made = make_log(seed(), 800);
  const auto file = dir.write("log.xes.gz", gzipped(to_xes(made)));
  const auto company = Company::in_memory();
  const Result<ImportSummary> summary = company->bring_in(file, helpdesk_mapping());
  ASSERT_TRUE(summary) << summary.error().what;
  const auto events = static_cast<std::int64_t>(made.events.size());
  expect_complete(*company, *summary, 800, events);
  EXPECT_GE(summary->mapped * 5, events * 4) << to_json(*summary);
  EXPECT_GT(summary->kept_as_fact, 0);
  EXPECT_EQ(summary->commits, events + summary->prepared);
  EXPECT_EQ(summary->commits, company->commits());
  for (const ImportedRow& row : company->rows()) {
    const MadeEvent& event = made.events[static_cast<std::size_t>(row.row - 1)];
    EXPECT_EQ(to_ms(row.recorded_at), event.time_s * 1000) << row.row;
    EXPECT_EQ(row.order, "HD-" + event.case_id.substr(5)) << row.row;
    EXPECT_EQ(row.operator_id, "hd" + event.operator_name.substr(6)) << row.row;
    EXPECT_EQ(row.cause, "import:" + summary->file_sha256 + ":" + std::to_string(row.row));
    EXPECT_EQ(row.commit_id.size(), 39U) << row.commit_id;  // of what it says
  }
}

TEST(Import, OfTheSameFileAgainAddsNothing) {
  const ScratchDir dir;
  const MadeLog made = make_log(seed(), 100);
  const auto file = dir.write("log.xes", to_xes(made));
  const auto company = Company::in_memory();
  const Result<ImportSummary> first = company->bring_in(file, helpdesk_mapping());
  ASSERT_TRUE(first) << first.error().what;
  const std::int64_t commits = company->commits();
  const Result<ImportSummary> second = company->bring_in(file, helpdesk_mapping());
  ASSERT_TRUE(second) << second.error().what;
  EXPECT_EQ(company->commits(), commits);
  EXPECT_EQ(second->commits, 0);
  EXPECT_EQ(second->mapped, first->mapped);
  EXPECT_EQ(second->kept, first->kept);
}

TEST(Import, GoesOnWhereItStopped) {
  const ScratchDir dir;
  const MadeLog made = make_log(seed(), 600);
  const auto file = dir.write("log.xes", to_xes(made));
  const auto whole = Company::in_memory();
  const Result<ImportSummary> at_once = whole->bring_in(file, helpdesk_mapping());
  ASSERT_TRUE(at_once) << at_once.error().what;

  const auto company = Company::in_memory();
  std::stop_source stop;
  std::int64_t reports = 0;
  const Result<ImportSummary> stopped = company->bring_in(
      file, helpdesk_mapping(), stop.get_token(), [&](const ImportProgress& progress) {
        if (progress.phase == ImportProgress::Phase::importing && ++reports == 2)
          stop.request_stop();
      });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, "import.stopped");
  const std::int64_t part = company->commits();
  EXPECT_GT(part, 0);
  EXPECT_LT(part, whole->commits());
  const Result<ImportSummary> rest = company->bring_in(file, helpdesk_mapping());
  ASSERT_TRUE(rest) << rest.error().what;
  EXPECT_EQ(rest->commits, whole->commits() - part);
  EXPECT_EQ(rest->mapped, at_once->mapped);
  EXPECT_EQ(company->rows(), whole->rows());
}

TEST(Import, OfABrokenFileChangesNothing) {
  const ScratchDir dir;
  const std::string xes = to_xes(make_log(seed(), 50));
  const auto company = Company::in_memory();
  const auto error = [&](const std::string& octets) {
    const Result<ImportSummary> done =
        company->bring_in(dir.write("log", octets), helpdesk_mapping());
    EXPECT_FALSE(done);
    EXPECT_EQ(company->commits(), 0);
    return done ? "" : done.error().what;
  };
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string text = xes;
    const std::size_t at = text.find(from, text.find("time:timestamp", text.size() / 2));
    return text.replace(at, from.size(), to);
  };
  const std::string packed = gzipped(xes);
  EXPECT_THAT(error(packed.substr(0, packed.size() / 2)), HasSubstr("cut off"));
  EXPECT_THAT(error(replaced("</event>", "")), HasSubstr("malformed XML"));
  EXPECT_THAT(error(replaced("T", "X")), HasSubstr("bad date"));
}

TEST(Import, NamesBadRowsOfAFileAndChangesNothing) {
  const ScratchDir dir;
  const auto company = Company::in_memory();
  const auto error = [&](const std::string& events) {
    const auto file =
        dir.write("log.xes", "<log><trace><string key=\"concept:name\" value=\"Case 1\"/>\n" +
                                 events + "</trace></log>");
    const Result<ImportSummary> done = company->bring_in(file, helpdesk_mapping());
    EXPECT_FALSE(done);
    EXPECT_EQ(company->commits(), 0);
    return done ? "" : done.error().what;
  };
  const auto event = [](const std::string& name, const std::string& time) {
    return "<event><string key=\"concept:name\" value=\"" + name +
           "\"/><date key=\"time:timestamp\" value=\"" + time + "\"/></event>\n";
  };
  EXPECT_THAT(error(event("Wait", "2012-02-30T00:00:00Z") + event("Wait", "soon")),
              testing::AllOf(HasSubstr("log.xes:2: bad date \"2012-02-30T00:00:00Z\""),
                             HasSubstr("log.xes:3: bad date \"soon\"")));
  EXPECT_THAT(error(event("Wait", "2912-01-01T00:00:00Z")), HasSubstr("in the future"));
  EXPECT_THAT(
      error("<event><date key=\"time:timestamp\" value=\"2012-01-01T00:00:00Z\"/></event>\n"),
      HasSubstr("log.xes:2: this event has no activity (\"concept:name\")"));
  EXPECT_THAT(error(""), HasSubstr("no events"));
}

TEST(Import, NamesCasesThatWouldBeOneOrder) {
  const ScratchDir dir;
  MadeLog made = make_log(seed(), 3);
  for (MadeEvent& event : made.events) {
    if (event.case_id == "Case 2") event.case_id = "Case  1 ";
  }
  const auto company = Company::in_memory();
  const Result<ImportSummary> done =
      company->bring_in(dir.write("log.xes", to_xes(made)), helpdesk_mapping());
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what, HasSubstr("would both be the order HD-1"));
  EXPECT_EQ(company->commits(), 0);
}

constexpr const char* csv_mapping = R"(
[source]
format = "csv"
case = "ticket"
activity = "action"
time = "when"
operator = "agent"
time_format = "%d/%m/%Y %H:%M:%S"
time_zone = "Asia/Shanghai"
encoding = "gb18030"
[order]
id = "{case|slug}"
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
symptom = "{note}"
[commands.progress]
command = "record_progress"
order = "{order}"
note = "{activity}: {note}"
[[activity]]
name = "*"
try = [{ when = "first_in_case", do = ["register"] }, { do = ["progress"] }]
[[activity]]
name = "Closed"
keep = "not of interest"
)";

TEST(Import, TakesCsvInGb18030ByAnotherMapping) {
  const ScratchDir dir;
  const MadeLog made = make_log(seed(), 200);
  const auto mapping = dir.write("m.toml", csv_mapping);
  const auto company = Company::in_memory();
  const Result<ImportSummary> summary =
      company->bring_in(dir.write("log.csv", to_gb18030(to_csv(made))), mapping);
  ASSERT_TRUE(summary) << summary.error().what;
  expect_complete(*company, *summary, 200, static_cast<std::int64_t>(made.events.size()));
  EXPECT_EQ(summary->prepared, 0);
  std::int64_t closed = 0;
  for (const MadeEvent& event : made.events) closed += event.activity == "Closed" ? 1 : 0;
  EXPECT_EQ(summary->kept_as_fact, closed) << to_json(*summary);
  for (const ImportedRow& row : company->rows()) {
    EXPECT_EQ(to_ms(row.recorded_at),
              made.events[static_cast<std::size_t>(row.row - 1)].time_s * 1000);
  }
}

TEST(Import, OfAFileWithAnotherMappingIsRefused) {
  const ScratchDir dir;
  const auto file = dir.write("log.csv", to_csv(make_log(seed(), 30)));
  std::string text = csv_mapping;
  text.replace(text.find("gb18030"), 7, "utf-8");
  const auto company = Company::in_memory();
  ASSERT_TRUE(company->bring_in(file, dir.write("m.toml", text)));
  const std::int64_t commits = company->commits();
  text.replace(text.find("repair"), 6, "inspect");
  const Result<ImportSummary> other = company->bring_in(file, dir.write("m.toml", text));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "import.other_mapping");
  EXPECT_EQ(company->commits(), commits);
}

TEST(Import, StopsAtARefusedPreparationUntilItIsMended) {
  const ScratchDir dir;
  const auto file = dir.write("log.csv", to_csv(make_log(seed(), 10)));
  const auto mapping = [&](const std::string& phone) {
    std::string text = std::string(csv_mapping) + R"(
[commands.outlet]
command = "register_outlet"
outlet = "OLD"
name = "The old system"
kind = "general_outlet"
[commands.technician]
command = "register_technician"
technician = "{operator|slug}"
name = "{operator}"
outlet = "OLD"
phone = ")" + phone + R"("
[[prepare]]
do = ["outlet"]
[[prepare]]
for_each = "{operator}"
do = ["technician"]
)";
    text.replace(text.find("gb18030"), 7, "utf-8");
    return dir.write("m.toml", text);
  };
  const auto company = Company::in_memory();
  for (int run = 0; run < 3;
       ++run) {  // the second run is not content with the refusals of the first
    const Result<ImportSummary> refused = company->bring_in(file, mapping("0"));
    ASSERT_FALSE(refused) << run;
    EXPECT_EQ(refused.error().code, "import.prepare_refused");
    EXPECT_THAT(company->rows(), IsEmpty());
  }
  const Result<ImportSummary> mended = company->bring_in(file, mapping("000000"));
  ASSERT_TRUE(mended) << mended.error().what;
  EXPECT_GT(mended->prepared, 0);
  EXPECT_GT(mended->mapped, 0);
}

TEST(Import, OfACsvWithoutTheColumnsNamesThem) {
  const ScratchDir dir;
  const auto company = Company::in_memory();
  std::string text = csv_mapping;
  text.replace(text.find("gb18030"), 7, "utf-8");
  const Result<ImportSummary> done =
      company->bring_in(dir.write("log.csv", "ticket,when\n1,2\n"), dir.write("m.toml", text));
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what,
              testing::AllOf(HasSubstr("no column \"action\""), HasSubstr("no column \"agent\""),
                             HasSubstr("no column \"note\"")));
}

TEST(Import, IntoATenantThatHasCommitsKeepsItsClockMonotone) {
  const ScratchDir dir;
  const auto company = Company::in_memory();
  api::CommandRequest request;
  request.tenant = "main";
  request.id = "outlet";
  request.actor.kind = ActorKind::system;
  request.commands.emplace_back(schema::RegisterOutlet{
      .outlet = "X", .name = "X", .kind = schema::OutletKind::general_outlet});
  ASSERT_TRUE(company->node().execute(request));
  const Instant before = company->node().tenant_clock("main");
  const MadeLog made = make_log(seed(), 20);
  const Result<ImportSummary> summary =
      company->bring_in(dir.write("log.xes", to_xes(made)), helpdesk_mapping());
  ASSERT_TRUE(summary) << summary.error().what;
  for (const ImportedRow& row : company->rows()) EXPECT_GE(row.recorded_at, before);
}

TEST(Import, OfTheHelpDeskOnTheEmbeddedLog) {
  const ScratchDir dir;
  std::filesystem::path file = helpdesk_log();
  std::int64_t cases = 4580;
  std::int64_t events = 21348;
  if (std::filesystem::exists(file)) {
    std::cout << "the real help-desk log: " << std::filesystem::weakly_canonical(file).string()
              << "\n";
  } else {
    const MadeLog made = make_log(seed(), cases);
    events = static_cast<std::int64_t>(made.events.size());
    file = dir.write("log.xes.gz", gzipped(to_xes(made)));
    std::cout << "a made log of " << cases
              << " cases (the real one is not beside the repository)\n";
  }
  const auto company = Company::in_directory(dir.path() / "data");
  ASSERT_NE(company, nullptr);
  const Result<ImportSummary> summary = company->bring_in(file, helpdesk_mapping());
  ASSERT_TRUE(summary) << summary.error().what;
  std::cout << to_json(*summary) << "\n";
  std::cout << static_cast<std::int64_t>(static_cast<double>(events) / summary->importing_seconds)
            << " events a second brought in, "
            << static_cast<std::int64_t>(static_cast<double>(events) / summary->seconds)
            << " with the check of the file\n";
  expect_complete(*company, *summary, cases, events);
  EXPECT_GE(summary->mapped * 5, events * 4);
}

}  // namespace
}  // namespace kintsugi::tests
