// One suite for every store of rows; then what only a directory can suffer.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "projections/tables/memory_store.h"
#include "projections/tables/rocksdb_store.h"
#include "tests/projections/support/folder.h"

namespace kintsugi::projections {
namespace {

namespace fs = std::filesystem;

using tests::Folder;

enum class Kind { memory, overlay, directory };

class Stores : public testing::TestWithParam<Kind> {
 protected:
  std::unique_ptr<RowStore> make() {
    if (GetParam() == Kind::memory) return make_memory_store();
    if (GetParam() == Kind::overlay) return make_overlay_store(*make_memory_store()->snapshot());
    return *open_directory_store(folder_ / "rows", {});
  }
  Folder folder_;
};

std::string walk(const RowReader& rows, std::string_view from, std::string_view to,
                 bool down = false) {
  std::string seen;
  const auto visit = [&](std::string_view key, std::string_view value) {
    seen += std::string(key) + "=" + std::string(value) + " ";
    return true;
  };
  EXPECT_TRUE(rows.scan(from, to, visit, down));
  return seen;
}

TEST_P(Stores, KeepRowsAndPositionTogether) {
  const auto store = make();
  EXPECT_EQ(store->position(), Position{0});
  ASSERT_TRUE(
      store->write(std::vector<RowChange>{{"b", "2"}, {"a", "1"}, {"c", "3"}}, Position{5}));
  EXPECT_EQ(store->position(), Position{5});
  EXPECT_EQ(**store->get("a"), "1");
  EXPECT_FALSE(store->get("d")->has_value());
  const auto rows = *store->snapshot();
  EXPECT_EQ(walk(*rows, "", ""), "a=1 b=2 c=3 ");
  EXPECT_EQ(walk(*rows, "a", "c"), "a=1 b=2 ");
  EXPECT_EQ(walk(*rows, "a", "c", true), "b=2 a=1 ");
  EXPECT_EQ(walk(*rows, "c", "a"), "");
}

TEST_P(Stores, CursorsSeekWithinTheirBounds) {
  const auto store = make();
  ASSERT_TRUE(store->write(
      std::vector<RowChange>{{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}, {"e", "5"}},
      Position{1}));
  const auto rows = *store->snapshot();
  const auto cursor = rows->cursor("b", "e");
  const auto at = [&](std::string_view key) {
    cursor->seek(key);
    EXPECT_TRUE(cursor->status());
    return cursor->valid() ? std::string(cursor->key()) : std::string();
  };
  EXPECT_EQ(at("c"), "c");
  cursor->next();
  EXPECT_EQ(cursor->key(), "d");
  EXPECT_EQ(at("bb"), "c");  // back again
  EXPECT_EQ(at("a"), "b");
  EXPECT_EQ(at("dd"), "");
  EXPECT_EQ(at("z"), "");
  EXPECT_EQ(at("d"), "d");
  EXPECT_GE(rows->octets("a", ""), rows->octets("a", "b"));
}

TEST_P(Stores, SnapshotsDoNotMove) {
  const auto store = make();
  ASSERT_TRUE(store->write(std::vector<RowChange>{{"a", "1"}, {"b", "2"}}, Position{1}));
  const auto before = *store->snapshot();
  ASSERT_TRUE(store->write(std::vector<RowChange>{{"a", std::nullopt}, {"b", "3"}, {"c", "4"}},
                           Position{2}));
  EXPECT_EQ(walk(*before, "", ""), "a=1 b=2 ");
  EXPECT_EQ(before->position(), Position{1});
  EXPECT_EQ(walk(**store->snapshot(), "", ""), "b=3 c=4 ");
  EXPECT_EQ((*store->snapshot())->position(), Position{2});
}

TEST_P(Stores, EqualRowsHaveEqualDigests) {
  const auto store = make();
  ASSERT_TRUE(
      store->write(std::vector<RowChange>{{"a1", "1"}, {"a2", "2"}, {"b1", "9"}}, Position{1}));
  const auto digest = *digest_of(**store->snapshot(), "a");
  EXPECT_EQ(digest.rows, 2);
  ASSERT_TRUE(store->write(std::vector<RowChange>{{"a3", "1"}, {"b1", std::nullopt}}, Position{2}));
  EXPECT_NE(digest_of(**store->snapshot(), "a")->hex, digest.hex);
  ASSERT_TRUE(store->write(std::vector<RowChange>{{"a3", std::nullopt}}, Position{3}));
  EXPECT_EQ(digest_of(**store->snapshot(), "a")->hex, digest.hex);
  EXPECT_EQ(digest.hex.size(), 64u);
}

INSTANTIATE_TEST_SUITE_P(All, Stores,
                         testing::Values(Kind::memory, Kind::overlay, Kind::directory));

TEST(OverlayStore, MergesWithTheRowsBelowInBothDirections) {
  const auto below = make_memory_store();
  ASSERT_TRUE(below->write(std::vector<RowChange>{{"a", "1"}, {"c", "3"}, {"e", "5"}, {"g", "7"}},
                           Position{4}));
  const auto store = make_overlay_store(*below->snapshot());
  EXPECT_EQ(store->position(), Position{4});
  ASSERT_TRUE(store->write(
      std::vector<RowChange>{
          {"b", "2"}, {"c", std::nullopt}, {"e", "55"}, {"g", std::nullopt}, {"h", "8"}},
      Position{6}));
  EXPECT_EQ(walk(**store->snapshot(), "", ""), "a=1 b=2 e=55 h=8 ");
  EXPECT_EQ(walk(**store->snapshot(), "", "", true), "h=8 e=55 b=2 a=1 ");
  EXPECT_EQ(walk(**store->snapshot(), "b", "f", true), "e=55 b=2 ");
  EXPECT_FALSE(store->get("c")->has_value());
  EXPECT_EQ(**store->get("a"), "1");
  EXPECT_EQ(walk(**below->snapshot(), "", ""), "a=1 c=3 e=5 g=7 ");
}

TEST(DirectoryStore, IsThereAgainAfterReopening) {
  const Folder folder;
  for (int i = 1; i <= 3; ++i) {
    const auto store = *open_directory_store(folder / "rows", {});
    EXPECT_EQ(store->position(), Position{i - 1});
    ASSERT_TRUE(store->write(std::vector<RowChange>{{"k" + std::to_string(i), "v"}}, Position{i}));
  }
  EXPECT_EQ(walk(**(*open_directory_store(folder / "rows", {}))->snapshot(), "", ""),
            "k1=v k2=v k3=v ");
}

// As after SIGKILL: the directory is copied while the store is open, its write-ahead log cut
// anywhere.
TEST(DirectoryStore, AfterACrashRowsAndPositionAreOnePrefix) {
  const Folder folder;
  const auto store = *open_directory_store(folder / "rows", {});
  for (int i = 1; i <= 50; ++i)
    ASSERT_TRUE(store->write(
        std::vector<RowChange>{{"a", std::to_string(i)}, {"b", std::to_string(i)}}, Position{i}));
  for (const std::uintmax_t cut : {0u, 1u, 100u, 1000u}) {
    const auto copy = folder / ("copy" + std::to_string(cut));
    fs::copy(folder / "rows", copy);
    for (const auto& file : fs::directory_iterator(copy))
      if (file.path().extension() == ".log") fs::resize_file(file.path(), file.file_size() - cut);
    const auto again = *open_directory_store(copy, {});
    const auto position = again->position().value;
    EXPECT_EQ(position == 50, cut == 0);
    EXPECT_EQ(**again->get("a"), std::to_string(position));
    EXPECT_EQ(**again->get("b"), std::to_string(position));
  }
}

TEST_P(Stores, ManyRowsInOrderBecomeVisibleWithTheirPosition) {
  const auto store = make();
  constexpr int many = 50'000;  // a file of their own in a directory
  const auto row = [](int i) { return "k" + std::to_string(100'000 + i); };
  ASSERT_TRUE(store->write(std::vector<RowChange>{{row(7), "old"}, {row(8), "old"}}, Position{3}));
  const auto some = [&](int from, int to) -> RowStore::Run {
    return [=](BulkWriter& out) -> Result<void> {
      for (int i = from; i < to; ++i)
        KINTSUGI_TRY_OK(i == 8 ? out.erase(row(i)) : out.put(row(i), std::to_string(i)));
      return {};
    };
  };
  for (const int threads : {1, 2}) {
    const RowStore::Run runs[] = {some(0, many / 3), some(many / 3, many)};
    const Position next{3 + threads};
    ASSERT_TRUE(store->write_in_order(runs, many, next, threads));
    EXPECT_EQ(store->position(), next);
    EXPECT_EQ((*store->snapshot())->position(), next);
    EXPECT_EQ(*store->get(row(7)), "7");
    EXPECT_EQ(*store->get(row(8)), std::nullopt);
    EXPECT_EQ(*store->get(row(many - 1)), std::to_string(many - 1));
  }
  const RowStore::Run broken[] = {
      [&](BulkWriter& out) -> Result<void> { return out.put(row(1), "half"); },
      [&](BulkWriter& out) -> Result<void> {
        KINTSUGI_TRY_OK(out.put(row(2), "half"));
        return fail(ErrorKind::unavailable, "test.broken", "in the middle");
      }};
  for (const int threads : {1, 2}) {
    ASSERT_FALSE(store->write_in_order(broken, many, Position{6}, threads));
    EXPECT_EQ(*store->get(row(1)), "1");
    EXPECT_EQ(store->position(), Position{5});
  }
}

TEST(DirectoryStore, SaysWhichDirectoryIsDamagedAndWhatToDo) {
  const Folder folder;
  {
    const auto store = *open_directory_store(folder / "rows", {});
    const DirectoryStore::Run run = [](BulkWriter& out) -> Result<void> {
      for (int i = 1000; i < 3000; ++i)
        KINTSUGI_TRY_OK(out.put("k" + std::to_string(i), std::string(50, 'v')));
      return {};
    };
    ASSERT_TRUE(store->write_in_order({&run, 1}, 50'000, Position{9}, 1));
  }
  for (const auto& file : fs::directory_iterator(folder / "rows"))
    if (file.path().extension() == ".sst") {
      std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
      bytes.seekp(static_cast<std::streamoff>(fs::file_size(file.path()) / 2));
      bytes << "this was not here before";
    }
  Error error;
  if (const auto store = open_directory_store(folder / "rows", {}); !store) {
    error = store.error();
  } else {
    const auto rows = *(*store)->snapshot();
    const auto scanned = rows->scan("", "", [](auto, auto) { return true; });
    ASSERT_FALSE(scanned);
    error = scanned.error();
  }
  EXPECT_EQ(error.kind, ErrorKind::corrupt);
  EXPECT_NE(error.what.find(folder / "rows"), std::string::npos) << error.what;
  EXPECT_NE(error.what.find("delete the directory; it is rebuilt from the log"), std::string::npos);
}

TEST(DirectoryStore, IsNotOpenedTwice) {
  const Folder folder;
  const auto first = *open_directory_store(folder / "rows", {});
  const auto second = open_directory_store(folder / "rows", {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "projection.held") << second.error().what;
}

TEST(DirectoryStore, TakesSortedRunsAndThenFurtherWrites) {
  const Folder folder;
  const auto store = *open_directory_store(folder / "rows", {.memory = nullptr, .bulk = true});
  const DirectoryStore::Run runs[] = {
      [](BulkWriter& out) -> Result<void> {
        KINTSUGI_TRY_OK(out.put("a1", "1"));
        return out.put("a2", "2");
      },
      [](BulkWriter& out) -> Result<void> { return out.put("b1", "3"); },
      [](BulkWriter&) -> Result<void> { return {}; }};
  ASSERT_TRUE(store->write_in_order(runs, 50'000, Position{7}, 2));
  EXPECT_EQ(walk(**store->snapshot(), "", ""), "a1=1 a2=2 b1=3 ");
  const DirectoryStore::Run later = [](BulkWriter& out) -> Result<void> {
    KINTSUGI_TRY_OK(out.put("a1", "11"));
    return out.erase("a2");
  };
  ASSERT_TRUE(store->write_in_order({&later, 1}, 50'000, Position{8}, 2));
  ASSERT_TRUE(store->write(std::vector<RowChange>{{"b1", "33"}}, Position{9}));
  EXPECT_EQ(walk(**store->snapshot(), "", ""), "a1=11 b1=33 ");
  EXPECT_EQ(store->position(), Position{9});
}

// As a queue's index goes: whoever waited first is gone first.
TEST(DirectoryStore, DropsErasuresAndNothingElse) {
  const Folder folder;
  const auto store = *open_directory_store(folder / "rows", {.memory = nullptr, .bulk = true});
  const auto row = [](int i) { return "a" + std::to_string(10'000 + i); };
  const DirectoryStore::Run runs[] = {
      [&](BulkWriter& out) -> Result<void> {
        for (int i = 0; i < 5'000; ++i) KINTSUGI_TRY_OK(out.put(row(i), "waits"));
        return {};
      },
      [](BulkWriter& out) -> Result<void> { return out.put("b", "another table"); }};
  ASSERT_TRUE(store->write_in_order(runs, 50'000, Position{7}, 1));
  const DirectoryStore::Run later = [&](BulkWriter& out) -> Result<void> {
    for (int i = 0; i < 4'998; ++i) KINTSUGI_TRY_OK(out.erase(row(i)));
    return {};
  };
  ASSERT_TRUE(store->write_in_order({&later, 1}, 50'000, Position{8}, 1));
  const auto octets = [&] {
    std::uintmax_t sum = 0;
    for (const auto& file : fs::directory_iterator(folder / "rows"))
      if (file.path().extension() == ".sst") sum += fs::file_size(file.path());
    return sum;
  };
  const auto before = octets();
  ASSERT_TRUE(store->drop_erasures());
  EXPECT_LT(octets(), before / 4);
  EXPECT_EQ(walk(**store->snapshot(), "", ""), "a14998=waits a14999=waits b=another table ");
  EXPECT_EQ(store->position(), Position{8});
}

TEST(DirectoryStore, CheckpointsStayAsTheyWere) {
  const Folder folder;
  const auto store = *open_directory_store(folder / "rows", {});
  ASSERT_TRUE(store->write(std::vector<RowChange>{{"a", "1"}}, Position{3}));
  ASSERT_TRUE(store->checkpoint(folder / "then"));
  ASSERT_TRUE(store->write(std::vector<RowChange>{{"a", "2"}}, Position{4}));
  const auto then = *open_directory_reader(folder / "then", {});
  EXPECT_EQ(then->position(), Position{3});
  EXPECT_EQ(walk(*then, "", ""), "a=1 ");
  const auto overlay = make_overlay_store(then);
  ASSERT_TRUE(overlay->write(std::vector<RowChange>{{"b", "9"}}, Position{5}));
  EXPECT_EQ(walk(**overlay->snapshot(), "", ""), "a=1 b=9 ");
}

}  // namespace
}  // namespace kintsugi::projections
