// What a newer engine was asked for is told to who audits, though this one does not know it: by its
// code, with everything else that is known; the steps beside it are shown as ever.

#include <gtest/gtest.h>

#include <future>

#include "schema/outlet.h"
#include "tests/api/running_edge.h"
#include "tests/support/newer.h"

namespace kintsugi::tests {
namespace {

Bytes refused_by_a_newer_engine() {
  Commit commit;
  commit.id = "newer-1", commit.tenant = "main", commit.recorded_at = instant_from_ms(1);
  commit.actor.kind = ActorKind::person, commit.actor.operator_id = "admin";
  commit.commands = {schema::SuspendOutlet{.outlet = "SH-1", .reason = "停业"}};
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.refusal = Error{ErrorKind::refused, "outlet.of_tomorrow", "not yet", {}};
  return with_unknown_command(encode_commit(commit));
}

Position append(log::EventLog& log, Bytes record) {
  std::promise<Position> stored;
  std::vector<log::Outgoing> batch(1);
  batch[0].bytes = std::move(record), batch[0].tenant = "main";
  EXPECT_TRUE(log.append(std::move(batch), [&](std::size_t, const log::Appended& appended) {
    stored.set_value(appended.position);
  }));
  return stored.get_future().get();
}

TEST(NewerCommand, IsAuditedByItsCode) {
  RunningEdge running;
  Person admin = running.make_administrator();
  const std::string at =
      std::to_string(append(running.service().log(), refused_by_a_newer_engine()).value);
  const std::string code = "unknown_" + std::to_string(unknown_code);
  const Reply listed = admin.get("/v1/audit?wait=10s&min_position=" + at);
  ASSERT_EQ(listed.status, 200) << listed.body;
  const Json items = listed.json()["items"];
  ASSERT_GT(items.size(), 1u);
  EXPECT_EQ(items[0]["command"], code);
  EXPECT_EQ(items[0]["accepted"], false);
  EXPECT_EQ(items[0]["refusal"]["code"], "outlet.of_tomorrow");
  EXPECT_EQ(items[0]["operator"], "admin");
  EXPECT_EQ(items[1]["command"].get<std::string>().find("unknown_"), std::string::npos);
  const Reply one = admin.get("/v1/audit/commits/" + at);
  ASSERT_EQ(one.status, 200) << one.body;
  EXPECT_EQ(one.json()["command"], code);
  EXPECT_FALSE(one.json().contains("body")) << "nobody knows what it says";
  const Reply report = admin.get("/v1/reports/operation_log?format=csv");
  EXPECT_EQ(report.status, 200) << report.body;
  EXPECT_NE(report.body.find(code), std::string::npos) << report.body;
  // The node goes on.
  const Reply sent = admin.send(
      "/v1/outlets/register_outlet",
      {{"outlet", "SH-1"}, {"name", "SH-1"}, {"kind", "service_station"}, {"brands", {"JinLu"}}});
  EXPECT_EQ(sent.status, 200) << sent.body;
}

}  // namespace
}  // namespace kintsugi::tests
