// The tree of kinds of parts.

#include "schema/part_category.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

schema::RegisterPartCategory category(std::string id, std::string parent = {}) {
  return {.part_category = std::move(id), .parent = std::move(parent)};
}

// 制冷系统 › 压缩机 › 定频压缩机; 电控系统.
Given tree() {
  Given given = stores();
  given.history("制冷系统", schema::PartCategoryRegistered{});
  given.history("压缩机", schema::PartCategoryRegistered{.parent = "制冷系统"});
  given.history("定频压缩机", schema::PartCategoryRegistered{.parent = "压缩机"});
  given.history("电控系统", schema::PartCategoryRegistered{});
  return given;
}

TEST(RegisterPartCategory, StandsBelowAnother) {
  tree()
      .when(category("变频压缩机", "压缩机"))
      .then({on("变频压缩机", schema::PartCategoryRegistered{.parent = "压缩机"})});
}

TEST(RegisterPartCategory, IsRefused) {
  Given given = tree();
  given.when(category("压缩机")).then_refused("part_category.exists");
  for (const char* bad : {"", "a/b", "a:b"})
    given.when(category(bad)).then_refused("part_category.bad_id");
  given.when(category("阀", "管路")).then_refused("part_category.unknown_parent");
  given.when(category("阀", "阀")).then_refused("part_category.cycle");
}

TEST(RegisterPartCategory, HasAtMostEightLevels) {
  Given given = stores();
  std::string above;
  for (int level = 1; level <= 8; ++level) {
    const std::string id = "L" + std::to_string(level);
    given.when(category(id, above)).then_accepted();
    above = id;
  }
  given.when(category("L9", above)).then_refused("part_category.too_deep");
}

TEST(MovePartCategory, TakesWhatIsBelowWithIt) {
  Given given = tree();
  const schema::MovePartCategory move{.part_category = "压缩机", .parent = "电控系统"};
  given.when(move).then({on("压缩机", schema::PartCategoryMoved{.parent = "电控系统"})});
  EXPECT_EQ(given.state<schema::PartCategory>("定频压缩机").parent, "压缩机");
  given.when(move).then_refused("part_category.nothing_changed");
  given.when(schema::MovePartCategory{.part_category = "压缩机"}).then_accepted();
  EXPECT_EQ(given.state<schema::PartCategory>("压缩机").parent, "");
}

TEST(MovePartCategory, RefusesACycle) {
  Given given = tree();
  for (const char* below : {"制冷系统", "压缩机", "定频压缩机"})
    given.when(schema::MovePartCategory{.part_category = "制冷系统", .parent = below})
        .then_refused("part_category.cycle");
  given.when(schema::MovePartCategory{.part_category = "压缩机", .parent = "管路"})
      .then_refused("part_category.unknown_parent");
  given.when(schema::MovePartCategory{.part_category = "管路"})
      .then_refused("part_category.not_found");
}

TEST(ClosePartCategory, KeepsWhatStandsBelowAndComesBack) {
  Given given = tree();
  given.when(schema::ClosePartCategory{.part_category = "压缩机"})
      .then_refused("part_category.bad_text");
  given.when(schema::ClosePartCategory{.part_category = "压缩机", .reason = "并入整机"})
      .then_accepted();
  given.when(category("涡旋压缩机", "压缩机")).then_refused("part_category.unknown_parent");
  EXPECT_EQ(given.state<schema::PartCategory>("定频压缩机").parent, "压缩机");
  given.when(category("压缩机", "制冷系统")).then_accepted();
  given.when(category("涡旋压缩机", "压缩机")).then_accepted();
}

TEST(RegisterPartCategory, IsOfThoseWhoKeepTheCatalogue) {
  Given given = tree();
  given.history("5001", schema::OperatorRegistered{.name = "坐席"});
  given.history("5001", schema::RoleGranted{.role = schema::Role::call_centre});
  given.as(somebody("5001")).when(category("阀")).then_refused("authority.not_allowed");
}

}  // namespace
}  // namespace kintsugi::tests
