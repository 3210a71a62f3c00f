#include "api/import/identity.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "api/import/alike.h"
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

bool is_one_of(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

// An entry that says nothing in these columns is told from others by all that it says.
bool names_itself(const InputEvent& event, const std::vector<std::string>& columns) {
  return std::any_of(event.attributes.begin(), event.attributes.end(), [&](const auto& one) {
    return is_one_of(columns, clean(one.name)) && !clean(one.value).empty();
  });
}

constexpr std::int64_t minute_ms = 60'000;

// The attributes that `counts` wants, as the mapping reads them, by name.
template <class Counts>
std::vector<std::pair<std::string, std::string>> read_of(const InputEvent& event,
                                                         const Comparing& comparing,
                                                         const Counts& counts) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Attribute& attribute : event.attributes) {
    std::string name = clean(attribute.name);
    if (!counts(name)) continue;
    const auto used = comparing.used.find(name);
    std::string value =
        as_read(attribute.value, used == comparing.used.end() ? ColumnReading{} : used->second,
                comparing.times);
    if (!value.empty()) all.emplace_back(std::move(name), std::move(value));
  }
  std::sort(all.begin(), all.end());
  return all;
}

void put_all(std::string& out, const std::vector<std::pair<std::string, std::string>>& all) {
  for (const auto& [name, value] : all) {
    put(out, name);
    put(out, value);
  }
}

}  // namespace

Hash128 identity_of(std::string_view order, const InputEvent& event,
                    const std::vector<std::string>& columns) {
  std::string said;
  put(said, order);
  const bool by_columns = names_itself(event, columns);
  put(said, clean(event.activity));
  if (!by_columns) {
    put(said, event.unread_time.empty() ? std::to_string(to_ms(event.time)) : event.unread_time);
    put(said, clean(event.operator_name));
  }
  std::vector<std::pair<std::string, std::string>> attributes;
  for (const Attribute& attribute : event.attributes) {
    std::string name = clean(attribute.name);
    const bool counts = by_columns ? is_one_of(columns, name) : !name.starts_with("case:");
    std::string value = counts ? clean(attribute.value) : std::string();
    if (!value.empty()) attributes.emplace_back(std::move(name), std::move(value));
  }
  std::sort(attributes.begin(), attributes.end());
  put_all(said, attributes);
  return sha256_128(said);
}

Gist gist_of(std::string_view order, const InputEvent& event, const Comparing& comparing) {
  const auto is_used = [&](const std::string& name) { return comparing.used.contains(name); };
  const auto is_column = [&](const std::string& name) {
    return is_one_of(comparing.columns, name);
  };
  std::string key;
  put(key, order);
  put(key, word_key(event.activity));
  std::string content;
  put_all(content, read_of(event, comparing, is_used));
  put(content, word_key(event.operator_name));
  Gist gist;
  const bool by_columns = names_itself(event, comparing.columns);
  if (by_columns) {
    put(key, "by columns");
    put_all(key, read_of(event, comparing, is_column));
  } else {
    key += content;
    put(key, event.unread_time);
    if (event.unread_time.empty()) {
      gist.at = to_ms(event.time);
      put(key, std::to_string(gist.at / minute_ms));
    }
  }
  put(content, event.unread_time.empty() ? std::to_string(to_ms(event.time)) : event.unread_time);
  gist.key = sha256_128(key);
  gist.content = sha256_128(content);
  return gist;
}

Hash128 all_said(std::string_view order, const InputEvent& event, const Comparing& comparing) {
  std::string said;
  put(said, order);
  put(said, word_key(event.activity));
  put(said, event.unread_time.empty() ? std::to_string(to_ms(event.time)) : event.unread_time);
  put(said, word_key(event.operator_name));
  put_all(said, read_of(event, comparing,
                        [](const std::string& name) { return !name.starts_with("case:"); }));
  return sha256_128(said);
}

bool same_time(std::int64_t a, std::int64_t b) {
  return a == b || ((a % minute_ms == 0) != (b % minute_ms == 0) && a / minute_ms == b / minute_ms);
}

std::vector<Difference> differences(const InputEvent& was, const InputEvent& is,
                                    const Comparing& comparing) {
  std::vector<Difference> all;
  const auto time_of = [](const InputEvent& event) {
    return event.unread_time.empty() ? format_instant(event.time) : event.unread_time;
  };
  const auto add = [&](std::string column, std::string before, std::string now) {
    if (before != now) all.push_back({std::move(column), std::move(before), std::move(now)});
  };
  add("time", time_of(was), time_of(is));
  add("operator", clean(was.operator_name), clean(is.operator_name));
  for (const auto& [column, reading] : comparing.used) {
    const auto cell = [&](const InputEvent& event) {
      const std::string* value = event.find(column);
      return value == nullptr ? std::string() : *value;
    };
    const std::string before = cell(was);
    const std::string now = cell(is);
    if (as_read(before, reading, comparing.times) != as_read(now, reading, comparing.times))
      add(column, before, now);
  }
  return all;
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
