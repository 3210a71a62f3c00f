#include "core/text/readings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text/characters.h"

namespace kintsugi::core {
namespace {

std::vector<Spelled> spelled(std::string_view text) {
  return spellings(folded_text(text, Chinese::simplified));
}
bool is_read(std::string_view text, const std::string& whole, const std::string& initials) {
  const auto all = spelled(text);
  return std::find(all.begin(), all.end(), Spelled{whole, initials}) != all.end();
}
bool is_read_as(std::string_view text, const std::string& whole) {
  const auto all = spelled(text);
  return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.whole == whole; });
}

TEST(Readings, AreThoseOfTheCharacters) {
  EXPECT_EQ(spelled("空调"), (std::vector<Spelled>{{"kongtiao", "kt"}}));
  EXPECT_EQ(spelled("王小明"), (std::vector<Spelled>{{"wangxiaoming", "wxm"}}));
  EXPECT_EQ(spelled("KFR-35挂机"), (std::vector<Spelled>{{"kfr35guaji", "kfr35gj"}}));
  EXPECT_TRUE(spelled("Li Lei 7").empty());
  EXPECT_TRUE(spelled("").empty());
}

TEST(Readings, OfBrandsAndPlacesAreTheirOwn) {
  for (const auto& [text, whole, initials] :
       {std::tuple{"长虹", "changhong", "ch"}, {"長虹", "changhong", "ch"},
        {"重庆", "chongqing", "cq"}, {"厦门", "xiamen", "xm"}, {"美的", "meidi", "md"},
        {"美的", "meide", "md"}, {"海尔", "haier", "he"}, {"格力", "geli", "gl"},
        {"乐视", "leshi", "ls"}, {"乐清", "yueqing", "yq"}, {"万家乐", "wanjiale", "wjl"},
        {"西藏路", "xizanglu", "xzl"}, {"六安", "luan", "la"}, {"东莞", "dongguan", "dg"},
        {"工商银行", "gongshangyinhang", "gsyh"}, {"能率", "nenglv", "nl"}})
    EXPECT_TRUE(is_read(text, whole, initials)) << text << " " << whole;
  for (const auto& one : spelled("长虹")) EXPECT_NE(one.whole, "zhanghong");
}

TEST(Readings, OfFamilyNamesAreWhereNamesBegin) {
  for (const auto& [text, whole, initials] :
       {std::tuple{"单田芳", "shantianfang", "stf"}, {"曾国", "zengguo", "zg"},
        {"仇英", "qiuying", "qy"}, {"解珍", "xiezhen", "xz"}, {"华佗", "huatuo", "ht"},
        {"任伟", "renwei", "rw"}, {"查良", "zhaliang", "zl"}, {"区小强", "ouxiaoqiang", "oxq"},
        {"朴树", "piaoshu", "ps"}, {"尉迟恭", "yuchigong", "ycg"}, {"盖伟", "gewei", "gw"},
        {"长孙无忌", "zhangsunwuji", "zswj"}, {"吕布", "lvbu", "lb"}, {"吕布", "lubu", "lb"}})
    EXPECT_TRUE(is_read(text, whole, initials)) << text << " " << whole;
  EXPECT_TRUE(is_read("小单", "xiaodan", "xd")) << "inside a name it is read as ever";
}

TEST(Readings, AreAllOfThemWhereThereAreSeveral) {
  for (const auto& [text, whole] :
       {std::pair{"乐华", "lehua"}, {"乐平", "leping"}, {"乐平", "yueping"}, {"单", "shan"},
        {"单", "dan"}, {"解", "xie"}, {"解", "jie"}, {"查", "zha"}, {"查", "cha"}})
    EXPECT_TRUE(is_read_as(text, whole)) << text << " " << whole;
  EXPECT_EQ(spelled("乐乐乐乐乐乐").size(), spellings_max) << "and no more than so many";
  EXPECT_EQ(spelled("乐乐乐乐乐乐").front().whole, "lelelelelele");
}

TEST(Readings, TellWhereABrandStandsInside) {
  EXPECT_EQ(names_inside(U"杭州海尔专卖"), (std::vector<std::size_t>{2}));
  EXPECT_EQ(names_inside(U"海尔专卖"), (std::vector<std::size_t>{}));
  EXPECT_EQ(names_inside(U"杭州长虹美的"), (std::vector<std::size_t>{2, 4}));
}

}  // namespace
}  // namespace kintsugi::core
