#include <gtest/gtest.h>

#include "core/calendar/calendar.h"
#include "projections/queues/queues.h"
#include "schema/asset.h"
#include "schema/rows_queues.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

std::string counts_of(const RowReader& rows) {
  std::string out;
  const auto counts = count_queues(rows, Scope::everything());
  for (const auto& one : *counts)
    out += std::string(schema::name_of(one.queue)) + "@" + one.outlet + "=" +
           std::to_string(one.count) + " ";
  return out;
}

TEST(MachinesDue, WaitFromWhenADateIsNearUntilAnotherIsSet) {
  JudgedLog log;
  const auto after = [&](auto event, const std::string& stream) {
    log.add({on(stream, std::move(event))});
    return counts_of(*folded(queues_projection(), log));
  };
  const auto rows_of = [&](schema::Queue queue) {
    const auto rows = folded(queues_projection(), log);
    return list_queue(*rows, queue, "", Scope::everything(), {})->rows;
  };
  const std::string stream = "asset/A-1";
  after(schema::AssetRegistered{.customer = "C-1"}, stream);
  EXPECT_EQ(after(schema::AssetDatesSet{.next_maintenance = 20'600, .next_inspection = 20'700},
                  stream),
            "");
  const schema::AssetDateNear near{.kind = schema::AssetDateKind::maintenance,
                                   .on = 20'600,
                                   .outlet = "O-1",
                                   .customer = "C-1"};
  EXPECT_EQ(after(near, stream), "machines_due@O-1=1 ");
  EXPECT_EQ(after(near, stream), "machines_due@O-1=1 ");
  const auto row = rows_of(schema::Queue::machines_due).at(0);
  EXPECT_EQ(row.subject, stream);
  EXPECT_EQ(row.due_at, to_ms(core::start_of(20'600)));
  EXPECT_EQ(row.date_kind, schema::AssetDateKind::maintenance);
  after(schema::AssetTransferred{.customer = "C-2", .from = "C-1"}, stream);
  EXPECT_EQ(rows_of(schema::Queue::machines_due).at(0).customer, "C-2");
  // Another of its dates is set; then this one.
  EXPECT_EQ(after(schema::AssetDatesSet{.next_maintenance = 20'600}, stream),
            "machines_due@O-1=1 ");
  EXPECT_EQ(after(schema::AssetDatesSet{.next_maintenance = 20'965}, stream), "");
  after(near, stream);
  EXPECT_EQ(after(schema::AssetDateClosed{.date_kind = schema::AssetDateKind::maintenance}, stream),
            "");
  after(near, stream);
  EXPECT_EQ(after(schema::AssetDateAnswered{.date_kind = schema::AssetDateKind::maintenance,
                                            .next = 20'965},
                  stream),
            "");
}

}  // namespace
}  // namespace kintsugi::tests
