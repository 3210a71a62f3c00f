#include "core/text/characters.h"

#include <gtest/gtest.h>
#include <unicode/translit.h>

#include <memory>

#include "core/text/han_table.h"

namespace kintsugi::core {
namespace {

std::unique_ptr<icu::Transliterator> rules(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  return std::unique_ptr<icu::Transliterator>(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
}

// Where ICU of this machine is another than that of the build, or its table was cut in the wrong
// places, this tells.
TEST(Characters, OfTheTableAreReadAsIcuReadsThemAlone) {
  const auto simplified = rules("Traditional-Simplified");
  const auto latin = rules("Han-Latin; Latin-ASCII; Lower");
  int in_the_table = 0;
  for (char32_t c = 0x3300; c < 0xa100; c += 23) {
    const HanReading reading = han_reading(c);
    if (reading.pinyin.empty()) continue;
    ++in_the_table;
    icu::UnicodeString simple(static_cast<UChar32>(c)), pinyin(static_cast<UChar32>(c));
    simplified->transliterate(simple);
    latin->transliterate(pinyin);
    std::string octets;
    EXPECT_EQ(reading.pinyin, pinyin.toUTF8String(octets)) << static_cast<unsigned>(c);
    EXPECT_EQ(reading.simple, static_cast<char32_t>(simple.char32At(0)));
  }
  EXPECT_GT(in_the_table, 1000);
}

TEST(Characters, AreSimplifiedAndReadWithinTheTableAndBeyondIt) {
  EXPECT_EQ(character(U'調').simple, U"调");
  EXPECT_EQ(character(U'調').pinyin, "diao");
  EXPECT_EQ(character(U'\U00020000').simple, U"\U00020000");  // extension B: ICU itself is asked
  EXPECT_TRUE(character(U'\U00020000').han);
  EXPECT_FALSE(character(U'あ').han);
  EXPECT_TRUE(han_reading(U'あ').pinyin.empty());
  EXPECT_TRUE(han_reading(0x33ff).pinyin.empty());
  EXPECT_TRUE(han_reading(0xa000).pinyin.empty());
}

}  // namespace
}  // namespace kintsugi::core
