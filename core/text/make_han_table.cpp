// Writes the table behind han_table.h: make_han_table FILE.

#include <fmt/ostream.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr UChar32 first = 0x3400, last = 0x9fff;  // extension A and the common ones
constexpr UChar32 together = 128;                 // more in one text are moved about too often

struct Reading {
  UChar32 simple = 0;
  std::string pinyin;  // empty: left to ICU
};

std::unique_ptr<icu::Transliterator> rules(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !made) std::abort();
  return made;
}

// What becomes of each character by itself.
std::vector<icu::UnicodeString> each_of(const icu::Transliterator& by, UChar32 from) {
  icu::UnicodeString text;
  for (UChar32 c = from; c < from + together; ++c) text.append(c).append(u'|');
  by.transliterate(text);
  std::vector<icu::UnicodeString> out;
  for (std::int32_t at = 0, end = 0; (end = text.indexOf(u'|', at)) >= 0; at = end + 1)
    out.push_back(icu::UnicodeString(text, at, end - at).trim());
  if (out.size() != together) std::abort();
  return out;
}

std::vector<Reading> readings() {
  const auto simplified = rules("Traditional-Simplified");
  const auto latin = rules("Han-Latin; Latin-ASCII; Lower");
  std::vector<Reading> out;
  for (UChar32 from = first; from <= last; from += together) {
    const auto simple = each_of(*simplified, from), pinyin = each_of(*latin, from);
    for (std::size_t i = 0; i < together; ++i) {
      Reading one{simple[i].char32At(0), {}};
      const auto code = from + static_cast<UChar32>(i);
      if (u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC) && simple[i].countChar32() == 1)
        pinyin[i].toUTF8String(one.pinyin);
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace

int main(int, char** argv) {
  const std::vector<Reading> all = readings();
  std::map<std::string, std::size_t> syllables;
  for (const Reading& one : all) syllables.try_emplace(one.pinyin);
  std::ofstream file(argv[1]);
  file << "#include \"core/text/han_table.h\"\n\nnamespace kintsugi::core {\nnamespace {\n\n"
          "constexpr std::string_view syllables[] = {\n";
  std::size_t number = 0;
  for (auto& [syllable, place] : syllables) {
    place = number++;
    fmt::print(file, "\"{}\",\n", syllable);
  }
  file << "};\nstruct Entry {\n  char32_t simple;\n  unsigned short syllable;\n};\n"
          "constexpr Entry entries[] = {\n";
  for (const Reading& one : all)
    fmt::print(file, "{{{},{}}},\n", static_cast<std::uint32_t>(one.simple),
               syllables.at(one.pinyin));
  fmt::print(file,
             "}};\n\n}}  // namespace\n\nHanReading han_reading(char32_t c) {{\n"
             "  if (c < {} || c > {}) return {{}};\n"
             "  const Entry& entry = entries[c - {}];\n"
             "  return {{entry.simple, syllables[entry.syllable]}};\n}}\n\n"
             "}}  // namespace kintsugi::core\n",
             first, last, first);
  return file.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}
