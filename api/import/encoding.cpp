#include "api/import/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "api/import/text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::size_t looked_at_max = 1 << 20;

// How a reading looks: of the characters beyond ASCII, those that such text is made of, and those
// that hardly any text has.
struct Look {
  std::int64_t all = 0;
  std::int64_t usual = 0;
  std::int64_t odd = 0;
  double usual_share() const {
    return all == 0 ? 1 : static_cast<double>(usual - odd) / static_cast<double>(all);
  }
};

template <class Use>
void for_each_point(std::string_view utf8, const Use& use) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[at]);
    const std::size_t octets = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (at + octets > utf8.size()) return;
    std::uint32_t point = octets == 1 ? first : first & (0xFFU >> (octets + 1));
    for (std::size_t i = 1; i < octets; ++i)
      point = point << 6 | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
    use(point);
    at += octets;
  }
}

// The text, without what may be a cut character at its end; nothing where it is no such text.
std::optional<std::string> decoded(std::string_view octets, std::string_view encoding) {
  const Result<std::unique_ptr<Decoder>> decoder = Decoder::open(encoding);
  if (!decoder) return std::nullopt;
  std::string text((*decoder)->decode(octets, false));
  if (!(*decoder)->error().empty()) return std::nullopt;
  return text;
}

// Punctuation and full-width forms of East Asian text.
bool is_east_asian_mark(std::uint32_t c) {
  return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E) || c == 0xB7 ||
         (c >= 0x2010 && c <= 0x2026) || c == 0x2103 || c == 0xB0;
}
bool is_kana(std::uint32_t c) { return c >= 0x3040 && c <= 0x30FF; }
bool is_hangul(std::uint32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }
bool is_latin(std::uint32_t c) { return c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7; }

// The ideographs in daily use, as the old standards set them apart: level 1 of GB 2312 and of
// Big5, by the first octet of the character there.
class Common {
 public:
  static const Common& of(std::string_view encoding) {
    static const Common simplified("gb18030", 0xB0, 0xD7, 0xA1, 0xFE);
    static const Common traditional("big5", 0xA4, 0xC6, 0x40, 0xFE);
    return encoding == "big5" ? traditional : simplified;
  }
  bool has(std::uint32_t c) const { return c < common_.size() && common_[c]; }

 private:
  Common(std::string_view encoding, int first, int last, int second, int second_last)
      : common_(0x10000, false) {
    for (int a = first; a <= last; ++a) {
      for (int b = second; b <= second_last; ++b) {
        const std::array<char, 2> octets = {static_cast<char>(a), static_cast<char>(b)};
        const auto text = decoded({octets.data(), octets.size()}, encoding);
        if (!text || text->size() != 3) continue;
        for_each_point(*text, [&](std::uint32_t c) { common_[c] = true; });
      }
    }
  }
  std::vector<bool> common_;
};

// How the text would look if it were written in what `encoding` was made for.
Look look_at(std::string_view utf8, std::string_view encoding) {
  Look look;
  const bool japanese = encoding == "shift_jis" || encoding == "euc-jp";
  const bool korean = encoding == "euc-kr";
  const bool latin = encoding == "windows-1252";
  const bool any = encoding == "utf-8";
  const Common& common = Common::of(encoding);
  const Common& other = Common::of("big5");
  for_each_point(utf8, [&](std::uint32_t c) {
    if (c < 0x80 || (any && c >= 0xA0 && c < 0xC0)) return;  // ° and ² say nothing
    ++look.all;
    const bool ideograph = common.has(c) || (any && other.has(c));
    const bool usual = is_east_asian_mark(c) || (ideograph && !korean && !latin) ||
                       ((japanese || any) && is_kana(c)) || ((korean || any) && is_hangul(c)) ||
                       ((latin || any) && is_latin(c));
    if (usual) {
      ++look.usual;
    } else if (c < 0xA0 || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xFFF0) {
      ++look.odd;  // controls, private use, no character
    }
  });
  return look;
}

// How many of the octets beyond ASCII stand alone between letters of ASCII, as the accented letters
// of a language do: one octet a character.
double share_alone(std::string_view octets) {
  std::int64_t alone = 0;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const auto high = [&](std::size_t at) {
      return at < octets.size() && static_cast<unsigned char>(octets[at]) >= 0x80;
    };
    if (!high(i)) continue;
    ++all;
    if ((i == 0 || !high(i - 1)) && !high(i + 1)) ++alone;
  }
  return all == 0 ? 0 : static_cast<double>(alone) / static_cast<double>(all);
}

// By the zeros in characters of ASCII.
std::string_view wide_without_mark(std::string_view octets) {
  std::array<std::size_t, 4> zeros{};  // by their place among four octets
  const std::size_t size = std::min<std::size_t>(octets.size(), 4096);
  for (std::size_t i = 0; i < size; ++i) {
    if (octets[i] == '\0') ++zeros[i % 4];
  }
  if (zeros[3] * 5 > size && zeros[2] * 5 > size && zeros[0] == 0) return "utf-32le";
  if (zeros[0] * 5 > size && zeros[1] * 5 > size && zeros[3] == 0) return "utf-32be";
  // Between Chinese characters few are of ASCII, and some characters have a zero of their own (一).
  const std::size_t even = zeros[0] + zeros[2];
  const std::size_t odd = zeros[1] + zeros[3];
  if (odd >= 4 && odd >= even * 2 && odd * 64 > size) return "utf-16le";
  if (even >= 4 && even >= odd * 2 && even * 64 > size) return "utf-16be";
  return {};
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return (x >= 'A' && x <= 'Z' ? x - 'A' + 'a' : x) == (y >= 'A' && y <= 'Z' ? y - 'A' + 'a' : y);
  });
}

// That share of it in one alphabet whose letters have more than one octet in UTF-8.
bool is_one_alphabet(std::string_view utf8, double share) {
  static constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 6> alphabets = {
      {{0x370, 0x3FF}, {0x400, 0x52F}, {0x530, 0x58F}, {0x590, 0x5FF}, {0x600, 0x6FF},
       {0xE00, 0xE7F}}};
  std::array<std::int64_t, alphabets.size()> counts{};
  std::int64_t all = 0;
  for_each_point(utf8, [&](std::uint32_t c) {
    if (c >= 0x80) ++all;
    for (std::size_t i = 0; i < alphabets.size(); ++i)
      if (c >= alphabets[i].first && c <= alphabets[i].second) ++counts[i];
  });
  const std::int64_t most = *std::max_element(counts.begin(), counts.end());
  return static_cast<double>(most) >= static_cast<double>(all) * share;
}

// Octets of GB 18030 that are well-formed UTF-8 by chance and then say nothing: 联通.
bool is_utf8_by_chance(std::string_view octets) {
  if (look_at(octets, "utf-8").usual_share() > 0.2 || is_one_alphabet(octets, 0.8)) return false;
  const std::optional<std::string> chinese = decoded(octets, "gb18030");
  return chinese && look_at(*chinese, "gb18030").usual_share() > 0.95;
}

// By what such text is made of, an encoding that a mapping names.
std::string_view family_of(std::string_view encoding) {
  for (const std::string_view chinese : {"gb18030", "gbk", "gb2312", "cp936", "euc-cn"}) {
    if (same(encoding, chinese)) return "gb18030";
  }
  for (const std::string_view known : {"big5", "shift_jis", "euc-jp", "euc-kr"}) {
    if (same(encoding, known)) return known;
  }
  return "windows-1252";
}

// Words of nothing but accented letters are of no such language.
constexpr double latin_alone_min = 0.2;

// Of octets that are no UTF-8.
std::pair<std::string, double> best_of_the_old(std::string_view octets) {
  const double alone = share_alone(octets);
  if (alone > 0.5) return {"windows-1252", 1.0};
  std::pair<std::string, double> best;
  for (const std::string_view encoding :
       {"gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1252"}) {
    const bool latin = encoding == std::string_view("windows-1252");
    const std::optional<std::string> text = decoded(octets, encoding);
    if (!text || (latin && alone < latin_alone_min)) continue;
    const double share = look_at(*text, encoding).usual_share();
    if (share > best.second) best = {std::string(encoding), share};
  }
  if (best.second < 0.3) best.first.clear();
  return best;
}

}  // namespace

std::string_view whole_utf8(std::string_view octets) {
  for (std::size_t back = 1; back <= 3 && back <= octets.size(); ++back) {
    const auto c = static_cast<unsigned char>(octets[octets.size() - back]);
    if ((c & 0xC0) == 0x80) continue;
    const std::size_t needs = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return needs > back ? octets.substr(0, octets.size() - back) : octets;
  }
  return octets;
}

std::string marked_encoding(std::string_view octets) {
  using namespace std::string_view_literals;
  if (octets.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (octets.starts_with("\xFF\xFE\0\0"sv)) return "utf-32le";  // begins as that of UTF-16 does
  if (octets.starts_with("\0\0\xFE\xFF"sv)) return "utf-32be";
  if (octets.starts_with("\xFF\xFE")) return "utf-16le";
  if (octets.starts_with("\xFE\xFF")) return "utf-16be";
  return {};
}

bool is_wide(std::string_view encoding) {
  return same(encoding.substr(0, 6), "utf-16") || same(encoding.substr(0, 6), "utf-32");
}

std::string likely_encoding(std::string_view octets) {
  octets = octets.substr(0, looked_at_max);
  if (std::string marked = marked_encoding(octets); !marked.empty()) return marked;
  if (const std::string_view wide = wide_without_mark(octets); !wide.empty())
    return std::string(wide);
  const std::string_view whole = whole_utf8(octets);
  if (is_utf8(whole)) return is_utf8_by_chance(whole) ? "gb18030" : "utf-8";
  return best_of_the_old(octets).first;
}

std::string likelier_encoding(std::string_view octets, std::string_view stated) {
  octets = octets.substr(0, looked_at_max);
  const bool ascii = std::all_of(octets.begin(), octets.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && c != '\0';
  });
  if (ascii || same(stated, "utf-8") || same(stated, "utf8")) {
    const std::string likely = ascii ? "utf-8" : likely_encoding(octets);
    return likely == "utf-8" ? std::string() : likely;
  }
  if (same(stated.substr(0, 3), "utf")) {
    const std::string likely = likely_encoding(octets);
    return same(likely.substr(0, 6), stated.substr(0, 6)) ? std::string() : likely;
  }
  const std::string_view family = family_of(stated);
  const std::optional<std::string> as_stated = decoded(octets, stated);
  if (as_stated && family == "windows-1252" && is_one_alphabet(*as_stated, 0.9)) return {};
  const double share = as_stated ? look_at(*as_stated, family).usual_share() : -1;
  if (is_utf8(whole_utf8(octets))) {
    // Words of a few characters can be both; then what they say decides.
    const double utf8 = look_at(whole_utf8(octets), "utf-8").usual_share();
    return family == "windows-1252" || utf8 > share ? "utf-8" : "";
  }
  const auto [best, best_share] = best_of_the_old(octets);
  const bool other = !best.empty() && best != family;
  return other && (share < 0 || (share < 0.6 && best_share > share + 0.25)) ? best : "";
}

std::string looks_like(std::string_view encoding) {
  if (encoding.empty()) return {};
  return "it looks like " + std::string(encoding) + ": encoding = \"" + std::string(encoding) +
         "\"";
}

}  // namespace kintsugi::api::import
