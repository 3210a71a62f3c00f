#pragma once
// Text on its way in: UTF-8 checked, other encodings turned into UTF-8, JSON strings written.

#include <memory>
#include <string>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api::import {

// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text);

// Appends `text` (UTF-8) as a JSON string, quotes included (RFC 8259).
void append_json_string(std::string& out, std::string_view text);

// What other systems write where they know nothing: "?", "-", "NULL", "nan", "无" and the like.
// An empty text says nothing too.
bool says_nothing(std::string_view text);

// A stream of octets in some encoding as a stream of UTF-8. Pieces may cut characters; the decoder
// keeps what is left over. One thread.
class Decoder {
 public:
  virtual ~Decoder() = default;
  // "utf-8" (passed on unchecked: the reader checks field by field, where it knows the line) or any
  // name that ICU has for an encoding ("gb18030", "gbk", "big5", "shift_jis", "windows-1252",
  // "utf-16" …), in any case. invalid "import.bad_mapping" for another name.
  static Result<std::unique_ptr<Decoder>> open(std::string_view encoding);

  // The text of this piece, valid until the next call; `last` with the empty end of the file.
  // Invalid octets: error(), and the text up to them.
  virtual std::string_view decode(std::string_view piece, bool last) = 0;
  // What was found wrong in the piece just decoded; empty if nothing.
  virtual const std::string& error() const = 0;

 protected:
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
};

}  // namespace kintsugi::api::import
