#include "api/import/identity.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::string_view id_begin = "import:";
constexpr std::size_t hex_digits = 32;

void put(std::string& out, std::string_view text) {
  out.append(std::to_string(text.size())).append(":").append(text);
}

std::string clean(std::string_view text) {
  return schema::clean_text(text, schema::TextFormat::multiline);
}

}  // namespace

Hash128 identity_of(std::string_view order, const InputEvent& event,
                    const std::vector<std::string>& columns) {
  std::string said;
  put(said, order);
  if (columns.empty()) {
    put(said, clean(event.activity));
    put(said, event.unread_time.empty() ? std::to_string(to_ms(event.time)) : event.unread_time);
    put(said, clean(event.operator_name));
  }
  std::vector<std::pair<std::string, std::string>> attributes;
  for (const Attribute& attribute : event.attributes) {
    std::string name = clean(attribute.name);
    const bool counts = columns.empty()
                            ? !name.starts_with("case:")
                            : std::find(columns.begin(), columns.end(), name) != columns.end();
    std::string value = counts ? clean(attribute.value) : std::string();
    if (!value.empty()) attributes.emplace_back(std::move(name), std::move(value));
  }
  std::sort(attributes.begin(), attributes.end());
  for (const auto& [name, value] : attributes) {
    put(said, name);
    put(said, value);
  }
  return sha256_128(said);
}

Hash128 gist_of(std::string_view order, const InputEvent& event,
                const std::vector<std::string>& used) {
  InputEvent gist;
  gist.activity = event.activity;
  gist.time = event.time;
  gist.operator_name = event.operator_name;
  for (const Attribute& attribute : event.attributes) {
    if (std::binary_search(used.begin(), used.end(), clean(attribute.name)))
      gist.attributes.push_back(attribute);
  }
  return identity_of(order, gist, {});
}

Hash128 equal_number(const Hash128& identity, std::int64_t number) {
  return sha256_128(to_hex(identity) + "#" + std::to_string(number));
}

std::string id_of(const Hash128& identity) { return std::string(id_begin) + to_hex(identity); }

bool identity_in(std::string_view id, Hash128& identity) {
  if (!id.starts_with(id_begin) || id.size() != id_begin.size() + hex_digits) return false;
  id.remove_prefix(id_begin.size());
  const auto half = [&](std::size_t at, std::uint64_t& into) {
    const char* const end = id.data() + at + hex_digits / 2;
    return std::from_chars(id.data() + at, end, into, 16).ptr == end;
  };
  return half(0, identity.high) && half(hex_digits / 2, identity.low);
}

}  // namespace kintsugi::api::import
