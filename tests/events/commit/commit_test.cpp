// The stored commit: what is encoded is what is viewed, and released bytes stay readable.

#include "events/commit/commit.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "events/commit/rule.h"
#include "schema/stock.h"
#include "schema/stock_views.h"
#include "tests/support/given.h"

namespace kintsugi {
namespace {

Commit sample(std::int64_t unit_cost = 0) {
  schema::ReceiveStock receive;
  receive.warehouse = "WH-2", receive.part = "KT-0113", receive.quantity = 56'000,
  receive.supplier = "格力";
  receive.unit_cost = unit_cost;
  schema::StockReceived received;
  received.quantity = 56'000, received.supplier = "格力", received.cost = 56 * unit_cost;
  Commit commit;
  commit.id = "0195f3c4-6f2a-7c3e-9b1d-2f6a8e4c0d11";
  commit.tenant = "main";
  commit.recorded_at = tests::instant("2026-03-01T06:05:09Z");
  commit.business_at = tests::instant("2026-03-01T06:00:00Z");
  commit.actor = {ActorKind::person, "2001", {"store_keeper"}, "SH-1", "session-1",
                  "pad-7",           12,     "127.0.0.1",      41};
  commit.cause = "cause", commit.correlation = "correlation";
  commit.trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  commit.expectations = {{"stock_item/WH-2:KT-0113:good", {}}, {"operator/2001", {1, 2}}};
  commit.commands = {receive};
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.events = {{"stock_item/WH-2:KT-0113:good", received}};
  commit.rules = {{"tariff/T-1", 3}};
  return commit;
}

TEST(CommitBytes, HoldWhatWasEncoded) {
  const Commit commit = sample();
  const Bytes bytes = encode_commit(commit);
  CommitView view;
  ASSERT_TRUE(view.open(bytes).has_value());
  ASSERT_TRUE(view.open_events().has_value());
  EXPECT_EQ(view.id(), commit.id);
  EXPECT_EQ(view.tenant(), commit.tenant);
  EXPECT_EQ(view.recorded_at(), commit.recorded_at);
  EXPECT_EQ(view.business_at(), commit.business_at);
  EXPECT_EQ(view.fingerprint(), commit.fingerprint);
  EXPECT_EQ(view.actor(), commit.actor);
  EXPECT_EQ(view.trace(), commit.trace);
  ASSERT_EQ(view.expectation_count(), 2u);
  EXPECT_EQ(view.expected_head(1), (Head{1, 2}));
  ASSERT_EQ(view.events().size(), 1u);
  EXPECT_EQ(view.streams()[view.events()[0].stream], "stock_item/WH-2:KT-0113:good");
  EXPECT_EQ(view.events()[0].event.get<schema::StockReceivedView>().supplier, "格力");
  EXPECT_EQ(*view.command(), commit.commands[0]);
  EXPECT_EQ(view.rules(), commit.rules);
  EXPECT_EQ(recorded_at_of(bytes), commit.recorded_at);
}

TEST(CommitBytes, AreReadFromAnyAddress) {
  const Bytes bytes = encode_commit(sample());
  for (std::size_t shift = 0; shift < 8; ++shift) {
    const std::string moved = std::string(shift, 'x') + bytes;
    CommitView view;
    ASSERT_TRUE(view.open(std::string_view(moved).substr(shift)).has_value());
    EXPECT_EQ(view.id(), sample().id);
  }
}

TEST(CommitBytes, ARefusalTouchesNothing) {
  Commit commit = sample();
  commit.events.clear();
  commit.refusal = Error{ErrorKind::refused, "stock_item.not_enough", "1 wanted, 0 there", {}};
  const Bytes bytes = encode_commit(commit);
  CommitView view;
  ASSERT_TRUE(view.open(bytes).has_value());
  EXPECT_TRUE(view.refused());
  EXPECT_TRUE(view.touched().empty());
  EXPECT_EQ(view.refusal(), *commit.refusal);
}

// Cut anywhere, or with any octet changed, the bytes are read or refused, never more.
TEST(CommitBytes, DamageIsRefusedOrRead) {
  const Bytes bytes = encode_commit(sample());
  CommitView view;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    if (view.open(std::string_view(bytes).substr(0, size))) (void)view.open_events();
  }
  EXPECT_FALSE(view.open(std::string_view(bytes).substr(0, 24)).has_value());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x5a);
    if (view.open(damaged)) {
      (void)view.open_events();
      (void)view.command();
    }
  }
  EXPECT_EQ(view.open("no commit at all").error().code, "commit.malformed");
}

TEST(Rule, CountsOnlyOnTheHeadsThatItNames) {
  const Bytes bytes = encode_commit(sample());
  CommitView view;
  ASSERT_TRUE(view.open(bytes).has_value());
  const Head heads[] = {Head{}, Head{1, 2}};
  const Head others[] = {Head{}, Head{1, 3}};
  EXPECT_EQ(
      judge(view, [] { return false; }, [&](std::size_t i) { return heads[i]; }), Verdict::counts);
  EXPECT_EQ(judge(
                view, [] { return false; }, [&](std::size_t i) { return others[i]; }),
            Verdict::void_stale);
  EXPECT_EQ(judge(
                view, [] { return true; }, [&](std::size_t i) { return heads[i]; }),
            Verdict::void_repeated);
}

// A command that is sent again after an upgrade is still the same command: the fingerprint is of
// the canonical form, which a field that is added later and not set does not change. So this one
// must stand whatever ReceiveStock is given.
TEST(Fingerprint, StaysWhenTheSchemaGrows) {
  const schema::ReceiveStock receive{.warehouse = "WH-2", .part = "KT-0113", .quantity = 56'000};
  const schema::Command commands[] = {receive};
  EXPECT_EQ(to_hex(fingerprint_of(commands)), "25db24671d17353c419ec9218896b061");
  schema::ReceiveStock other = receive;
  other.unit_cost = 1;
  const schema::Command others[] = {other};
  EXPECT_NE(fingerprint_of(others), fingerprint_of(commands));
}

// What needs more memory than the usual: hashed as well, and to the last octet.
TEST(Fingerprint, OfALongCommand) {
  const auto of = [](std::size_t size, char last) {
    schema::ReceiveStock receive{.warehouse = "WH-2", .part = "KT-0113", .quantity = 56'000};
    receive.document = std::string(size, 'x') + last;
    const schema::Command commands[] = {receive};
    return fingerprint_of(commands);
  };
  for (const std::size_t size : {15'000u, 16'300u, 16'400u, 100'000u}) {
    EXPECT_EQ(of(size, 'a'), of(size, 'a')) << size;
    EXPECT_NE(of(size, 'a'), of(size, 'b')) << size;
  }
}

Bytes golden(const std::string& name) {
  std::ifstream in(std::filesystem::path(KINTSUGI_GOLDEN) / name, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

// Released bytes. KINTSUGI_UPDATE_GOLDEN=1 adds a file that is missing; it never changes one that
// is there. Of each file: what it says. Only the newest is also what is written today.
struct Released {
  const char* file;
  std::int64_t unit_cost;
};
constexpr Released released[] = {{"receive_stock.commit", 0},
                                 {"receive_stock_with_cost.commit", 1200},
                                 {"receive_stock_with_receipt.commit", 1200}};

TEST(CommitGolden, ReleasedBytesStay) {
  for (const Released& one : released) {
    SCOPED_TRACE(one.file);
    const Bytes today = encode_commit(sample(one.unit_cost));
    const std::filesystem::path file = std::filesystem::path(KINTSUGI_GOLDEN) / one.file;
    if (!std::filesystem::exists(file) && std::getenv("KINTSUGI_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(file, std::ios::binary) << today;
    }
    const Bytes bytes = golden(one.file);
    CommitView view;
    ASSERT_TRUE(view.open(bytes).has_value());
    ASSERT_TRUE(view.open_events().has_value());
    const Commit expected = sample(one.unit_cost);
    EXPECT_EQ(view.id(), expected.id);
    EXPECT_EQ(view.actor(), expected.actor);
    EXPECT_EQ(*view.command(), expected.commands[0]);
    ASSERT_EQ(view.events().size(), 1u);
    EXPECT_EQ(schema::to_value(view.events()[0].event), expected.events[0].event);
    EXPECT_EQ(view.rules(), expected.rules);
    if (&one == std::end(released) - 1) {
      EXPECT_EQ(bytes, today);
    }
  }
}

}  // namespace
}  // namespace kintsugi
