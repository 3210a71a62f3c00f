#include "projections/lists/search.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "events/base/check.h"

namespace kintsugi::projections::lists {
namespace {

constexpr int suffixes_max = 12;  // of a text: the parts by which it is found
constexpr std::size_t term_octets_max = 96;

// Transliterates single characters, each once: whole texts cost some 60 µs, a look-up 50 ns.
// What a character is alone is not always what it is in a name: names_read_otherwise has those.
class ByCharacter {
 public:
  explicit ByCharacter(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    rules_.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
    KINTSUGI_CHECK(U_SUCCESS(status) && rules_, "ICU's data has the transliterations of Chinese");
  }
  icu::UnicodeString of(UChar32 character) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = known_.find(character); found != known_.end()) return found->second;
    }
    const std::unique_lock lock(mutex_);
    icu::UnicodeString text(character);
    rules_->transliterate(text);
    return known_.emplace(character, std::move(text)).first->second;
  }

 private:
  std::shared_mutex mutex_;
  std::unique_ptr<icu::Transliterator> rules_;             // guarded by mutex_
  std::unordered_map<UChar32, icu::UnicodeString> known_;  // guarded by mutex_
};

ByCharacter& simplified() {
  static ByCharacter rules("Traditional-Simplified");
  return rules;
}
ByCharacter& pinyin() {
  static ByCharacter rules("Han-Latin; Latin-ASCII; Lower");
  return rules;
}

struct Reading {
  const char16_t* text;
  const char* pinyin;  // its syllables, with a space after each but the last
};
// Brands, places and family names that are read otherwise than their characters are alone.
constexpr std::array names_read_otherwise = {
    Reading{u"长虹", "chang hong"}, Reading{u"重庆", "chong qing"}, Reading{u"厦门", "xia men"},
    Reading{u"长沙", "chang sha"},  Reading{u"长春", "chang chun"}, Reading{u"成都", "cheng du"},
    Reading{u"西藏", "xi zang"},    Reading{u"单", "shan"},         Reading{u"曾", "zeng"},
    Reading{u"仇", "qiu"},          Reading{u"解", "xie"},          Reading{u"查", "zha"},
    Reading{u"区", "ou"},           Reading{u"任", "ren"},          Reading{u"朴", "piao"},
    Reading{u"盖", "ge"},           Reading{u"华", "hua"},          Reading{u"乐", "le"}};

bool is_han(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC); }

icu::UnicodeString folded_text(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto raw = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const icu::UnicodeString plain = nfkc->normalize(raw, status);
  KINTSUGI_CHECK(U_SUCCESS(status), "ICU's data has the compatibility forms");
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const UChar32 c = plain.char32At(i);
    if (is_han(c)) {
      out.append(simplified().of(c));
    } else {
      out.append(c);
    }
  }
  return out;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool is_between(UChar32 c) {
  return u_isUWhiteSpace(c) || u_charType(c) == U_DASH_PUNCTUATION || c == '(' || c == ')';
}

icu::UnicodeString compact(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
    if (!is_between(text.char32At(i))) out.append(text.char32At(i));
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

bool is_digit(UChar32 c) { return c >= '0' && c <= '9'; }

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

// The same as folding and leaving out does, at a tenth of the cost.
std::string compact_ascii(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!is_between(static_cast<unsigned char>(c)))
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

void add_ascii(std::vector<std::string>& out, TermKind kind, std::string_view value) {
  std::string whole;
  std::vector<std::size_t> after_dash;  // places in `whole`
  for (const char c : value) {
    if (is_between(static_cast<unsigned char>(c))) {
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
void add_pinyin(std::vector<std::string>& out, const icu::UnicodeString& text) {
  std::string whole, initials;
  bool any = false;
  for (std::int32_t i = 0; i < text.length();) {
    const auto special = std::find_if(
        names_read_otherwise.begin(), names_read_otherwise.end(), [&](const Reading& one) {
          const icu::UnicodeString name(one.text);
          // Single characters are family names: only where a name begins.
          return (name.length() > 1 || i == 0) && text.compare(i, name.length(), name) == 0;
        });
    std::string syllables;
    if (special != names_read_otherwise.end()) {
      syllables = special->pinyin;
      i += icu::UnicodeString(special->text).length();
    } else {
      const UChar32 c = text.char32At(i);
      i = text.moveIndex32(i, 1);
      if (!is_han(c)) {
        if (c < 0x80 && u_isalnum(c))
          whole += static_cast<char>(c), initials += static_cast<char>(c);
        continue;
      }
      syllables = utf8(pinyin().of(c));
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
void add_parts(std::vector<std::string>& out, const icu::UnicodeString& text,
               const std::string& whole) {
  int parts = 0;
  bool inside = false, digits = false;
  for (std::int32_t i = 0; i < text.length() && parts < suffixes_max; i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool word = u_isalnum(c) && !is_han(c);
    const bool digit = is_digit(c);
    if (is_han(c) || (word && !inside) || (digit && !digits)) {
      add(out, utf8(compact(text.tempSubString(i))));
      ++parts;
    }
    inside = word;
    digits = digit;
  }
  if (!whole.empty() && is_digit(whole.back()) && is_ascii(whole)) add_last(out, whole);
}

}  // namespace

std::string folded(std::string_view text) { return utf8(folded_text(text)); }

std::string looked_for(std::string_view typed) {
  std::string out = is_ascii(typed) ? compact_ascii(typed) : utf8(compact(folded_text(typed)));
  if (is_phone(out)) out = without_country(out);
  if (out.size() > term_octets_max) out.resize(term_octets_max);
  return out;
}

bool is_part_of_number(std::string_view wanted) {
  const auto fits = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
  return wanted.size() >= 3 && std::all_of(wanted.begin(), wanted.end(), fits) &&
         std::any_of(wanted.begin(), wanted.end(), is_digit);
}

std::vector<std::string> terms_of(TermKind kind, std::string_view value) {
  std::vector<std::string> out;
  if (value.empty()) return out;
  // Most phones, numbers and serials: the same terms without ICU, at a tenth of the cost.
  if (kind != TermKind::text && is_ascii(value)) {
    add_ascii(out, kind, value);
    return out;
  }
  const icu::UnicodeString text = folded_text(value);
  const std::string whole = utf8(compact(text));
  if (kind == TermKind::phone) {
    const std::string_view number = without_country(whole);
    add(out, std::string(number));
    if (number.size() > 4) add(out, std::string(number.substr(number.size() - 4)));
    return out;
  }
  if (kind == TermKind::number) {
    std::vector<std::size_t> after_dash;
    for (std::int32_t k = 0; k < text.length(); k = text.moveIndex32(k, 1))
      if (is_between(text.char32At(k)))
        after_dash.push_back(utf8(compact(text.tempSubString(0, k))).size());
    add_number(out, whole, after_dash);
    return out;
  }
  add(out, whole);
  add_parts(out, text, whole);
  add_pinyin(out, text);
  return out;
}

}  // namespace kintsugi::projections::lists
