// An imported log copied to Kafka: the same positions, and the same tables from there.

#include <gtest/gtest.h>

#include "events/log/copy.h"
#include "projections/tables/memory_store.h"
#include "tests/api/import/after_import.h"
#include "tests/api/import/scratch_dir.h"
#include "tests/events/log/kafka_place.h"

namespace kintsugi::tests {
namespace {

log::Outgoing dressed(ByteView bytes) {
  CommitView view;
  log::Outgoing out;
  if (view.open(bytes)) out.tenant = std::string(view.tenant());
  out.bytes = Bytes(bytes);
  return out;
}

TEST(AfterImport, TablesFromACopyOnKafkaAreTheSame) {
  ASSERT_NE(log::test_servers(), "") << "KINTSUGI_KAFKA names no broker";
  const ScratchDir dir;
  const auto company = Company::in_directory(dir.path());
  ASSERT_NE(company, nullptr);
  const auto summary = company->bring_in(some_log(dir.path()), helpdesk_mapping());
  ASSERT_TRUE(summary) << summary.error().what;

  log::KafkaOptions options;
  options.place = log::fresh_topic();
  options.recorded_at = recorded_at_of;
  auto kafka = log::open_kafka(options);
  ASSERT_TRUE(kafka) << kafka.error().what;
  const auto copied = log::copy(company->log(), **kafka, dressed);
  ASSERT_TRUE(copied) << copied.error().what;
  EXPECT_EQ(copied->copied, company->commits());

  const api::SystemClock clock;
  const auto store = projections::make_memory_store();
  auto node = api::Node::open({}, **kafka, *store, clock);
  ASSERT_TRUE(node) << node.error().what;
  const Result<Position> end = (*kafka)->end();
  ASSERT_TRUE(end) << end.error().what;
  EXPECT_EQ(end->value, company->commits());
  ASSERT_TRUE((*node)->wait_folded(*end, std::chrono::seconds(60)));
  EXPECT_EQ((*node)->verdicts().judged_until(), *end);
  EXPECT_EQ((*node)->counts().fold.counted, static_cast<std::uint64_t>(end->value));
  const Digests here = rebuilt_digests(company->node(), dir.path() / "here");
  EXPECT_EQ(rebuilt_digests(**node, dir.path() / "there"), here);
}

}  // namespace
}  // namespace kintsugi::tests
