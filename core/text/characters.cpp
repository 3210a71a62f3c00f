#include "core/text/characters.h"

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
#include <string_view>

#include "core/text/han_table.h"
#include "events/base/check.h"

namespace kintsugi::core {
namespace {

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
  // Made for the first Chinese character that the table has not. Guarded by mutex_.
  std::unique_ptr<icu::Transliterator> simplified_, pinyin_;
  const icu::Normalizer2* folding_ = nullptr;
};

// Spaces, dashes of every width, brackets, quotes, low lines; and the dots that stand between the
// parts of a foreign name, whichever the keyboard has.
bool is_between(UChar32 c) {
  if (u_isUWhiteSpace(c)) return true;
  constexpr std::uint32_t kinds =
      U_GC_PD_MASK | U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK | U_GC_PF_MASK | U_GC_PC_MASK;
  if ((U_MASK(u_charType(c)) & kinds) != 0) return true;
  constexpr std::u32string_view others = U".·•‧∙⋅・･●/:'\"`´";
  return others.find(static_cast<char32_t>(c)) != others.npos;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Below the scripts of East Asia, whose marks make other letters.
char32_t bare_of(UChar32 c) {
  if (c < 0xc0 || c >= 0x2e80) return static_cast<char32_t>(c);
  if (u_charType(c) == U_NON_SPACING_MARK) return 0;
  UErrorCode status = U_ZERO_ERROR;
  const auto* apart = icu::Normalizer2::getNFDInstance(status);
  KINTSUGI_CHECK(U_SUCCESS(status), "ICU's data has the decompositions");
  icu::UnicodeString parts;
  return static_cast<char32_t>(apart->getDecomposition(c, parts) ? parts.char32At(0) : c);
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
  made->between = is_between(code);
  made->space = u_isUWhiteSpace(code);
  made->dash = u_charType(code) == U_DASH_PUNCTUATION;
  made->octets = utf8(icu::UnicodeString(code));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString folded = folding_->normalize(icu::UnicodeString(code), status);
  made->alone = U_SUCCESS(status) && folding_->hasBoundaryBefore(code) && folded.countChar32() == 1;
  if (made->alone) made->folded = static_cast<char32_t>(folded.char32At(0));
  made->bare = bare_of(code);
  const HanReading reading = han_reading(c);
  if (made->han && !reading.pinyin.empty()) {
    made->simple = reading.simple;
    made->pinyin = reading.pinyin;
  } else if (made->han) {
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
  const icu::UnicodeString folded =
      folding->normalize(icu::UnicodeString::fromUTF8(
                             icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))),
                         status);
  KINTSUGI_CHECK(U_SUCCESS(status), "ICU's data has the compatibility forms");
  std::u32string out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1))
    out += static_cast<char32_t>(folded.char32At(i));
  return out;
}

}  // namespace

std::string narrow(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string plain(text);
  if (!ascii) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* forms = icu::Normalizer2::getNFKCInstance(status);
    plain = utf8(forms->normalize(icu::UnicodeString::fromUTF8(plain), status));
    KINTSUGI_CHECK(U_SUCCESS(status), "ICU's data has the compatibility forms");
  }
  const std::size_t first = plain.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return plain.substr(first, plain.find_last_not_of(' ') - first + 1);
}

const Character& character(char32_t c) { return Characters::of(c); }

std::u32string folded_text(std::string_view text, Chinese chinese) {
  std::u32string plain;
  bool alone = true;
  const auto* octets = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size()) && alone;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(octets, i, static_cast<std::int32_t>(text.size()), c);
    const Character& one = character(static_cast<char32_t>(c));
    alone = one.alone;
    plain += one.folded;
  }
  if (!alone) plain = folded_as_a_whole(text);
  if (chinese == Chinese::as_it_is) return plain;
  std::u32string out;
  for (const char32_t c : plain) {
    const Character& one = character(c);
    if (one.han) {
      out += one.simple;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace kintsugi::core
