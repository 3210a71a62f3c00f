#include "api/import/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {

bool says_nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 28> words = {
      "null",  "none",    "nil",       "n/a",     "n.a.",  "na",      "nan",    "nat",
      "void",  "unknown", "undefined", "missing", "\\n",   "#n/a",    "#ref!",  "#value!",
      "#name?", "#div/0!", "#num!",    "#null!",  "无",    "暂无",    "没有",   "未知",
      "不详",  "空",      "空白",      "待定"};
  std::string word = schema::clean_text(text, schema::TextFormat::code);
  // (null), <NULL>, [无]
  static constexpr std::string_view open = "(<[";
  static constexpr std::string_view close = ")>]";
  if (word.size() > 2) {
    const std::size_t kind = open.find(word.front());
    if (kind != std::string_view::npos && word.back() == close[kind])
      word = word.substr(1, word.size() - 2);
  }
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto tells = [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  };
  return std::none_of(word.begin(), word.end(), tells) ||
         std::find(words.begin(), words.end(), word) != words.end();
}

bool is_utf8(std::string_view text) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = at + text.size();
  const auto follows = [&](const unsigned char* octet, unsigned char low, unsigned char high) {
    return octet < end && *octet >= low && *octet <= high;
  };
  while (at < end) {
    const unsigned char lead = *at;
    if (lead < 0x80) {
      ++at;
    } else if (lead >= 0xC2 && lead <= 0xDF) {
      if (!follows(at + 1, 0x80, 0xBF)) return false;
      at += 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;
      const unsigned char high = lead == 0xED ? 0x9F : 0xBF;
      if (!follows(at + 1, low, high) || !follows(at + 2, 0x80, 0xBF)) return false;
      at += 3;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
      const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;
      if (!follows(at + 1, low, high) || !follows(at + 2, 0x80, 0xBF) ||
          !follows(at + 3, 0x80, 0xBF)) {
        return false;
      }
      at += 4;
    } else {
      return false;
    }
  }
  return true;
}

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (octet < 0x20) {
          out += "\\u00";
          out += digits[octet >> 4];
          out += digits[octet & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

namespace {

class Utf8Decoder final : public Decoder {
 public:
  std::string_view decode(std::string_view piece, bool) override { return piece; }
  const std::string& error() const override { return error_; }

 private:
  const std::string error_;
};

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

class IcuDecoder final : public Decoder {
 public:
  IcuDecoder(Converter from, Converter to, std::string name)
      : from_(std::move(from)), to_(std::move(to)), name_(std::move(name)) {}

  std::string_view decode(std::string_view piece, bool last) override {
    text_.clear();
    const char* source = piece.empty() ? "" : piece.data();  // ICU takes no null, even of nothing
    const char* const source_end = source + piece.size();
    while (error_.empty()) {
      std::array<char, 16 * 1024> out;
      char* target = out.data();
      UErrorCode status = U_ZERO_ERROR;
      ucnv_convertEx(to_.get(), from_.get(), &target, out.data() + out.size(), &source, source_end,
                     pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(),
                     0, static_cast<UBool>(last), &status);
      text_.append(out.data(), static_cast<std::size_t>(target - out.data()));
      if (status == U_BUFFER_OVERFLOW_ERROR) continue;
      if (U_FAILURE(status) != 0) {
        error_ = why(status);
        append_pivot();
      }
      break;
    }
    return text_;
  }
  const std::string& error() const override { return error_; }

 private:
  std::string why(UErrorCode status) const {
    switch (status) {
      case U_TRUNCATED_CHAR_FOUND:
        return "the file ends within a character of " + name_;
      case U_INVALID_CHAR_FOUND:
      case U_ILLEGAL_CHAR_FOUND:
      case U_ILLEGAL_ESCAPE_SEQUENCE:
      case U_UNSUPPORTED_ESCAPE_SEQUENCE:
        return "octets that are no character of " + name_;
      default:
        return "ICU cannot convert " + name_ + ": " + u_errorName(status);
    }
  }

  // What came before the invalid octets and waits between the converters.
  void append_pivot() {
    const UChar* source = pivot_source_;
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      std::array<char, 4096> out;
      char* target = out.data();
      status = U_ZERO_ERROR;
      ucnv_fromUnicode(to_.get(), &target, out.data() + out.size(), &source, pivot_target_, nullptr,
                       1, &status);
      text_.append(out.data(), static_cast<std::size_t>(target - out.data()));
    }
  }

  const Converter from_;
  const Converter to_;
  const std::string name_;
  std::array<UChar, 4096> pivot_{};
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
  std::string text_;
  std::string error_;
};

bool same_name(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] - 'A' + 'a') : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

}  // namespace

Result<std::unique_ptr<Decoder>> Decoder::open(std::string_view encoding) {
  if (same_name(encoding, "utf-8") || same_name(encoding, "utf8")) {
    return std::make_unique<Utf8Decoder>();
  }
  // GB18030 holds GB2312 and GBK, and files that are called so hold its other characters too.
  const bool chinese = same_name(encoding, "gb18030") || same_name(encoding, "gbk") ||
                       same_name(encoding, "gb2312") || same_name(encoding, "cp936");
  const std::string name = chinese ? "GB18030" : std::string(encoding);
  UErrorCode status = U_ZERO_ERROR;
  Converter from(name.empty() ? nullptr : ucnv_open(name.c_str(), &status));
  if (from == nullptr || U_FAILURE(status) != 0) {
    return fail(
        ErrorKind::invalid, "import.bad_mapping",
        "unknown encoding \"" + std::string(encoding) +
            "\": utf-8, gb18030, big5, shift_jis, windows-1252, utf-16 or another of ICU's");
  }
  Converter to(ucnv_open("utf-8", &status));
  if (U_SUCCESS(status) != 0) {
    ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  if (U_FAILURE(status) != 0) {
    return fail(ErrorKind::unavailable, "import.no_converter",
                "ICU cannot convert " + name + ": " + u_errorName(status));
  }
  return std::make_unique<IcuDecoder>(std::move(from), std::move(to), name);
}

}  // namespace kintsugi::api::import
