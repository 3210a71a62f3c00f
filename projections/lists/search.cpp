#include "projections/lists/search.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

#include "events/base/check.h"

namespace kintsugi::projections::lists {
namespace {

constexpr int suffixes_max = 12;  // of a text: the parts by which it is found
constexpr std::size_t term_octets_max = 96;

// What ICU says of a character, asked once: whole texts cost some 60 µs, a look-up 2 ns. What a
// character is alone is not always what it is in a name: names_read_otherwise has those.
struct Character {
  bool alone = false;  // folded by itself in any text, to `folded`
  char32_t folded = 0;
  bool han = false;
  bool word = false;     // a letter or digit, and not Chinese
  bool between = false;  // not looked for: spaces, dashes, parentheses
  std::string octets;    // UTF-8
  std::u32string simple; // of a Chinese one
  std::string pinyin;    // of a Chinese one: its syllable
};

// All of them, as they are met. Any thread.
class Characters {
 public:
  static const Character& of(char32_t c) {
    static Characters all;
    const std::atomic<Page*>& page = all.pages_[c / page_size];
    if (const Page* known = page.load(std::memory_order_acquire)) {
      const auto* found = (*known)[c % page_size].load(std::memory_order_acquire);
      if (found != nullptr) return *found;
    }
    return all.ask(c);
  }

 private:
  static constexpr std::size_t page_size = 256;
  using Page = std::array<std::atomic<const Character*>, page_size>;

  Characters() {
    UErrorCode status = U_ZERO_ERROR;
    folding_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
    KINTSUGI_CHECK(U_SUCCESS(status), "ICU's data has the compatibility forms");
  }
  static std::unique_ptr<icu::Transliterator> rules(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
    KINTSUGI_CHECK(U_SUCCESS(status) && made, "ICU's data has the transliterations of Chinese");
    return made;
  }

  const Character& ask(char32_t c);

  std::array<std::atomic<Page*>, 0x110000 / page_size> pages_{};  // never taken back
  std::mutex mutex_;
  // Made for the first Chinese character, which takes 50 ms. Guarded by mutex_.
  std::unique_ptr<icu::Transliterator> simplified_, pinyin_;
  const icu::Normalizer2* folding_ = nullptr;
};

struct Reading {
  std::u32string_view text;
  const char* pinyin;  // its syllables, with a space after each but the last
};
// Brands, places and family names that are read otherwise than their characters are alone.
constexpr std::array names_read_otherwise = {
    Reading{U"长虹", "chang hong"}, Reading{U"重庆", "chong qing"}, Reading{U"厦门", "xia men"},
    Reading{U"长沙", "chang sha"},  Reading{U"长春", "chang chun"}, Reading{U"成都", "cheng du"},
    Reading{U"西藏", "xi zang"},    Reading{U"单", "shan"},         Reading{U"曾", "zeng"},
    Reading{U"仇", "qiu"},          Reading{U"解", "xie"},          Reading{U"查", "zha"},
    Reading{U"区", "ou"},           Reading{U"任", "ren"},          Reading{U"朴", "piao"},
    Reading{U"盖", "ge"},           Reading{U"华", "hua"},          Reading{U"乐", "le"}};

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

const Character& Characters::ask(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  const std::lock_guard lock(mutex_);
  std::atomic<Page*>& page = pages_[c / page_size];
  if (page.load() == nullptr) page.store(new Page{}, std::memory_order_release);
  std::atomic<const Character*>& place = (*page.load())[c % page_size];
  if (const Character* known = place.load()) return *known;
  auto made = std::make_unique<Character>();
  made->han = u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC);
  made->word = u_isalnum(code) && !made->han;
  made->between =
      u_isUWhiteSpace(code) || u_charType(code) == U_DASH_PUNCTUATION || c == '(' || c == ')';
  made->octets = utf8(icu::UnicodeString(code));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString folded = folding_->normalize(icu::UnicodeString(code), status);
  made->alone = U_SUCCESS(status) && folding_->hasBoundaryBefore(code) && folded.countChar32() == 1;
  if (made->alone) made->folded = static_cast<char32_t>(folded.char32At(0));
  if (made->han) {
    if (!simplified_) simplified_ = rules("Traditional-Simplified");
    if (!pinyin_) pinyin_ = rules("Han-Latin; Latin-ASCII; Lower");
    icu::UnicodeString simple(code), latin(code);
    simplified_->transliterate(simple);
    pinyin_->transliterate(latin);
    made->pinyin = utf8(latin);
    for (std::int32_t i = 0; i < simple.length(); i = simple.moveIndex32(i, 1))
      made->simple += static_cast<char32_t>(simple.char32At(i));
  }
  place.store(made.get(), std::memory_order_release);
  return *made.release();
}

// Where characters fold together: an accent after its letter, a ligature.
std::u32string folded_as_a_whole(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::UnicodeString folded = folding->normalize(
      icu::UnicodeString::fromUTF8(
          icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))),
      status);
  KINTSUGI_CHECK(U_SUCCESS(status), "ICU's data has the compatibility forms");
  std::u32string out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1))
    out += static_cast<char32_t>(folded.char32At(i));
  return out;
}

// Compatibility forms and capitals folded, traditional characters made simplified.
std::u32string folded_text(std::string_view text) {
  std::u32string plain;
  bool alone = true;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size()) && alone;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, static_cast<std::int32_t>(text.size()), c);
    const Character& one = Characters::of(static_cast<char32_t>(c));
    alone = one.alone;
    plain += one.folded;
  }
  if (!alone) plain = folded_as_a_whole(text);
  std::u32string out;
  for (const char32_t c : plain) {
    const Character& one = Characters::of(c);
    if (one.han) {
      out += one.simple;
    } else {
      out += c;
    }
  }
  return out;
}

std::string compact(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text)
    if (const Character& one = Characters::of(c); !one.between) out += one.octets;
  return out;
}

bool is_phone(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+") == text.npos;
}
std::string_view without_country(std::string_view phone) {
  for (const std::string_view code : {"+86", "0086"})
    if (phone.starts_with(code)) return phone.substr(code.size());
  return phone;
}

void add(std::vector<std::string>& out, std::string term) {
  if (term.empty()) return;
  if (term.size() > term_octets_max) {  // at the begin of a character
    std::size_t end = term_octets_max;
    while ((static_cast<unsigned char>(term[end]) & 0xc0u) == 0x80u) --end;
    term.resize(end);
  }
  if (std::find(out.begin(), out.end(), term) == out.end()) out.push_back(std::move(term));
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// The last digits of a number, as people say them.
void add_last(std::vector<std::string>& out, const std::string& whole) {
  for (const std::size_t last : {std::size_t{3}, number_end})
    if (whole.size() > last) add(out, whole.substr(whole.size() - last));
}

// "wo202603010007", "202603010007", "0007"; and its last digits.
void add_number(std::vector<std::string>& out, const std::string& whole,
                const std::vector<std::size_t>& after_dash) {
  add(out, whole);
  for (const std::size_t at : after_dash)
    if (at > 0 && at < whole.size()) add(out, whole.substr(at));
  add_last(out, whole);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void add_ascii(std::vector<std::string>& out, TermKind kind, std::string_view value) {
  std::string whole;
  std::vector<std::size_t> after_dash;  // places in `whole`
  for (const char c : value) {
    if (Characters::of(static_cast<unsigned char>(c)).between) {
      after_dash.push_back(whole.size());
    } else {
      whole += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (kind == TermKind::phone) {
    const std::string_view number = without_country(whole);
    add(out, std::string(number));
    if (number.size() > 4) add(out, std::string(number.substr(number.size() - 4)));
    return;
  }
  add_number(out, whole, after_dash);
}

// The pinyin of a text and its initials: "kongtiao", "kt". Empty where no character is Chinese.
void add_pinyin(std::vector<std::string>& out, std::u32string_view text) {
  std::string whole, initials;
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto special = std::find_if(
        names_read_otherwise.begin(), names_read_otherwise.end(), [&](const Reading& one) {
          // Single characters are family names: only where a name begins.
          return (one.text.size() > 1 || i == 0) && text.substr(i).starts_with(one.text);
        });
    std::string_view syllables;
    if (special != names_read_otherwise.end()) {
      syllables = special->pinyin;
      i += special->text.size();
    } else {
      const Character& one = Characters::of(text[i++]);
      if (!one.han) {
        if (one.word && one.octets.size() == 1) whole += one.octets, initials += one.octets;
        continue;
      }
      syllables = one.pinyin;
    }
    any = true;
    bool begins = true;
    for (const char c : syllables) {
      if (c == ' ') {
        begins = true;
        continue;
      }
      whole += c;
      if (std::exchange(begins, false)) initials += c;
    }
  }
  if (!any) return;
  add(out, std::move(whole));
  add(out, std::move(initials));
}

// Where words begin, digits after letters, and each Chinese character: a text is found by what
// follows from there. One that ends in digits is a number as well: "SN20260042".
void add_parts(std::vector<std::string>& out, std::u32string_view text, const std::string& whole) {
  int parts = 0;
  bool inside = false, digits = false;
  std::size_t at = 0;  // in `whole`
  for (const char32_t c : text) {
    const Character& one = Characters::of(c);
    const bool begins = one.han || (one.word && !inside) || (is_digit(c) && !digits);
    if (begins && parts++ < suffixes_max) add(out, whole.substr(at));
    inside = one.word;
    digits = is_digit(c);
    if (!one.between) at += one.octets.size();
  }
  if (!whole.empty() && is_digit(static_cast<unsigned char>(whole.back())) && is_ascii(whole))
    add_last(out, whole);
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (const char32_t c : folded_text(text)) out += Characters::of(c).octets;
  return out;
}

std::string looked_for(std::string_view typed) {
  std::string out = compact(folded_text(typed));
  if (is_phone(out)) out = without_country(out);
  if (out.size() > term_octets_max) out.resize(term_octets_max);
  return out;
}

bool is_part_of_number(std::string_view wanted) {
  const auto fits = [](char c) {
    return is_digit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'z');
  };
  return wanted.size() >= 3 && std::all_of(wanted.begin(), wanted.end(), fits) &&
         std::any_of(wanted.begin(), wanted.end(),
                     [](char c) { return is_digit(static_cast<unsigned char>(c)); });
}

std::vector<std::string> terms_of(TermKind kind, std::string_view value) {
  std::vector<std::string> out;
  if (value.empty()) return out;
  // Most phones, numbers and serials: the same terms without ICU, at a tenth of the cost.
  if (kind != TermKind::text && is_ascii(value)) {
    add_ascii(out, kind, value);
    return out;
  }
  const std::u32string text = folded_text(value);
  const std::string whole = compact(text);
  if (kind == TermKind::phone) {
    const std::string_view number = without_country(whole);
    add(out, std::string(number));
    if (number.size() > 4) add(out, std::string(number.substr(number.size() - 4)));
    return out;
  }
  if (kind == TermKind::number) {
    std::vector<std::size_t> after_dash;
    std::size_t at = 0;
    for (const char32_t c : text) {
      const Character& one = Characters::of(c);
      if (one.between) after_dash.push_back(at);
      if (!one.between) at += one.octets.size();
    }
    add_number(out, whole, after_dash);
    return out;
  }
  add(out, whole);
  add_parts(out, text, whole);
  add_pinyin(out, text);
  return out;
}

}  // namespace kintsugi::projections::lists
