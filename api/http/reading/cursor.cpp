#include "api/http/reading/cursor.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <cstring>

namespace kintsugi::api {

namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t tag_size = 16;

std::array<unsigned char, tag_size> tag_of(std::string_view payload, std::string_view binding,
                                           std::string_view key) {
  std::string signed_text(binding);
  signed_text.push_back('\0');
  signed_text.append(payload);
  std::array<unsigned char, tag_size> tag{};
  crypto_generichash(tag.data(), tag.size(),
                     reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(),
                     reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return tag;
}

}  // namespace

std::string encode_cursor(const Cursor& cursor, std::string_view binding, std::string_view key) {
  std::string payload =
      cursor.as_of + "\n" + std::to_string(cursor.position.value) + ":" + cursor.after;
  auto tag = tag_of(payload, binding, key);
  std::string octets(reinterpret_cast<const char*>(tag.data()), tag.size());
  octets += payload;
  std::string text(sodium_base64_encoded_len(octets.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(octets.data()),
                    octets.size(), variant);
  text.resize(std::strlen(text.c_str()));
  return text;
}

Result<Cursor> decode_cursor(std::string_view text, std::string_view binding,
                             std::string_view key) {
  auto bad = [] {
    return fail(ErrorKind::invalid, "request.bad_cursor",
                "the cursor is not one that this list gave out");
  };
  std::string octets(text.size(), '\0');
  std::size_t size = 0;
  if (text.size() > 4096 ||
      sodium_base642bin(reinterpret_cast<unsigned char*>(octets.data()), octets.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, variant) != 0 ||
      size <= tag_size) {
    return bad();
  }
  octets.resize(size);
  std::string payload = octets.substr(tag_size);
  auto tag = tag_of(payload, binding, key);
  if (sodium_memcmp(tag.data(), octets.data(), tag_size) != 0) return bad();
  const auto line = payload.find('\n');  // a moment has none in it
  const auto colon = line == std::string::npos ? line : payload.find(':', line);
  if (colon == std::string::npos) return bad();
  Cursor cursor;
  cursor.as_of = payload.substr(0, line);
  // Written by us; one of before has no moment, and its key may look like one.
  const char* const end = payload.data() + colon;
  if (std::from_chars(payload.data() + line + 1, end, cursor.position.value).ptr != end)
    return bad();
  cursor.after = payload.substr(colon + 1);
  return cursor;
}

}  // namespace kintsugi::api
