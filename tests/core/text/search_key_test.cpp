#include "core/text/search_key.h"

#include <gtest/gtest.h>

#include "core/claims/claim.h"
#include "core/text/text.h"

namespace kintsugi::core {
namespace {

TEST(SearchKey, OfAPhoneIsOneHoweverItIsTyped) {
  for (const char* typed :
       {"13800001234", "138-0000-1234", "138 0000 1234", "(138) 0000.1234", "+8613800001234",
        "+86 138-0000-1234", "008613800001234", "8613800001234", "013800001234",
        "１３８００００１２３４", "＋８６－138—0000—1234", "138\u00a00000\u00a01234",
        "138\u20110000\u20111234"})
    EXPECT_EQ(search_key(KeyKind::phone, typed), "13800001234") << typed;
  for (const char* typed :
       {"021-5555 0000", "(021)55550000", "+86 21 5555 0000", "86-21-5555-0000", "０２１—５５５５００００"})
    EXPECT_EQ(search_key(KeyKind::phone, typed), "02155550000") << typed;
  EXPECT_EQ(search_key(KeyKind::phone, "+86 10 6666 0000"), "01066660000");
  EXPECT_EQ(search_key(KeyKind::phone, "+86 400 820 8820"), "4008208820");
  EXPECT_EQ(search_key(KeyKind::phone, "+1 555 0100"), "+15550100");
  EXPECT_EQ(search_key(KeyKind::phone, "+86 (0)138 0000 1234"), "13800001234");
  EXPECT_EQ(search_key(KeyKind::phone, "+86 (0)21 5555 0000"), "02155550000");
}

TEST(SearchKey, OfANameIsOneWithWhicheverDotBracketAndCharacter) {
  for (const char* typed : {"阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽・买买提",
                            "阿依古丽．买买提", "阿依古丽.买买提", "阿依古丽･买买提",
                            "阿依古丽 买买提", "阿依古丽‧买买提", "阿依古丽買買提"})
    EXPECT_EQ(search_key(KeyKind::name, typed), "阿依古丽买买提") << typed;
  EXPECT_EQ(search_key(KeyKind::name, "金龍（ＡＢＣ）【甲】"),
            search_key(KeyKind::name, "金龙(abc)甲"));
  EXPECT_EQ(search_key(KeyKind::name, "O’Brien"), search_key(KeyKind::name, "o'brien"));
  EXPECT_EQ(search_key(KeyKind::name, "𠮷田㐂"), "𠮷田㐂") << "rare, and itself";
}

TEST(SearchKey, OfANumberIsOneInAnyCaseWidthAndPunctuation) {
  for (const char* typed :
       {"sn-2026.0042", "SN20260042", "ＳＮ２０２６００４２", "Sn_2026－0042", " sn 2026 0042"})
    EXPECT_EQ(search_key(KeyKind::number, typed), "sn20260042") << typed;
}

TEST(SearchKey, OfACodeKeepsWhatTellsCodesApart) {
  EXPECT_TRUE(same_key(KeyKind::code, "Haier", "ＨＡＩＥＲ"));
  EXPECT_TRUE(same_key(KeyKind::code, "KFR–35", "kfr-35"));
  EXPECT_TRUE(same_key(KeyKind::code, " air  con", "Air Con "));
  EXPECT_TRUE(same_key(KeyKind::code, "空调A", "空调a"));
  EXPECT_FALSE(same_key(KeyKind::code, "KFR-35", "KFR35"));
  EXPECT_FALSE(same_key(KeyKind::code, "空调", "空凋"));
  EXPECT_FALSE(same_key(KeyKind::code, "海爾", "海尔"))
      << "brands are told apart as they are written";
  EXPECT_FALSE(same_key(KeyKind::code, "", "x"));
}

TEST(Claim, IsNamedByItsKeyAndKnowsTheNamesOfBefore) {
  const auto of = claims::claim_of_brand("Haier", "sn-１");
  EXPECT_EQ(of.id, "haier:SN1");
  const auto plain = claims::claim_of_brand("haier", "SN1");
  EXPECT_EQ(plain.id, of.id);
  EXPECT_EQ(plain.earlier, (std::vector<std::string>{"haier:sn1"}));
  EXPECT_EQ(claims::claim("CARD0001").id, "CARD0001");
  EXPECT_EQ(claims::claim("card-0001").id, "CARD0001");
  EXPECT_EQ(claims::claim_of_part("P-a", "b7").id, "P-a:B7") << "a part's id is as it is";
  EXPECT_EQ(claims::claim_of_brand("A／B", "SN1").id, "A／B:SN1")
      << "no slash gets into a stream's id";
  EXPECT_EQ(claims::claim_of_part("P-1", "--").id, "P-1:--") << "nothing is no number";
}

TEST(NormalPhone, ReadsFullWidth) {
  EXPECT_EQ(normal_phone("０２１－５５５５　００００"), "02155550000");
  EXPECT_TRUE(is_paper_number("ＳＮ０００１"));
  EXPECT_FALSE(is_paper_number("机号0001"));
}

}  // namespace
}  // namespace kintsugi::core
