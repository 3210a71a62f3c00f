// Imports that were made when the id of a commit was its file and row: their entries are known by
// what the commits hold.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/import.h"
#include "tests/api/import/company.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using api::import::ImportSummary;

constexpr const char* plain_mapping = R"(
[source]
format = "csv"
case = "id"
activity = "do"
time = "at"
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
symptom = "{text}"
[[activity]]
name = "*"
try = [{ do = ["register"] }]
)";

constexpr const char* old_file =
    "id,do,at,text\n"
    "T1,new,2025-03-04 09:00,x \n"
    "T1,look,2025-03-04 10:00,\n"
    "T1,look,2025-03-04 10:00,\n"
    "T2,new,2025-03-05 09:00,y\n";

// What the earlier version sent for a row of that file.
api::CommandRequest sent(const std::string& sha256, std::int64_t row, const std::string& order,
                         const std::string& activity, const std::string& time,
                         const std::string& text) {
  schema::ImportEvent command;
  command.order = order;
  command.activity = activity;
  command.happened_at = to_ms(*api::import::TimeReader::make("iso8601", "+08:00")->read(time));
  command.file = sha256;
  command.row = row;
  command.line = row + 1;
  if (!text.empty()) command.attributes.push_back({"text", text});
  if (activity == "new") {
    command.attempts.push_back(
        {{{"register_work_order", R"({"order":")" + order + R"(","service_type":"repair"})"}}});
  } else {
    command.reason = "work_order.exists";
  }
  api::CommandRequest request;
  request.tenant = "main";
  request.id = "import:" + sha256.substr(0, 32) + ":" + std::to_string(row);
  request.cause = "import:" + sha256 + ":" + std::to_string(row);
  request.actor.kind = ActorKind::import;
  request.recorded_at = request.business_at = instant_from_ms(command.happened_at);
  request.commands.emplace_back(std::move(command));
  return request;
}

TEST(OldImport, IsKnownInTheSameFileAndInAnother) {
  const ScratchDir dir;
  const auto company = Company::in_memory();
  const std::string sha256 = sha256_hex(std::string_view(old_file));
  for (const auto& request : {sent(sha256, 1, "T1", "new", "2025-03-04 09:00", "x "),
                              sent(sha256, 2, "T1", "look", "2025-03-04 10:00", ""),
                              sent(sha256, 3, "T1", "look", "2025-03-04 10:00", "")}) {
    ASSERT_TRUE(company->node().execute(request));
  }
  const auto toml = dir.write("m.toml", plain_mapping);
  // Interrupted then: the fourth row is the first that is missing.
  const Result<ImportSummary> same = company->bring_in(dir.write("a.csv", old_file), toml);
  ASSERT_TRUE(same) << same.error().what;
  EXPECT_EQ(same->commits, 1) << to_json(*same);
  EXPECT_EQ(same->seen, 0);
  EXPECT_EQ(same->mapped, 2);
  EXPECT_EQ(same->kept_as_fact, 2);

  const Result<ImportSummary> grown = company->bring_in(
      dir.write("b.csv", old_file + std::string("T3,new,2025-03-06 09:00,z\n")), toml);
  ASSERT_TRUE(grown) << grown.error().what;
  EXPECT_EQ(grown->seen, 4) << to_json(*grown);
  EXPECT_EQ(grown->mapped, 1);
  EXPECT_EQ(grown->commits, 1);
}

}  // namespace
}  // namespace kintsugi::tests
