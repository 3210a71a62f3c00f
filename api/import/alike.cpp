#include "api/import/alike.h"

#include <algorithm>

#include "core/text/search_key.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

constexpr char full_width_lead = '\xEF';  // of the octets of U+FF01 to U+FF5E
constexpr std::size_t full_width_octets = 3;

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

}  // namespace

std::string of_one_width(std::string text) {
  for (std::size_t at = text.find(full_width_lead); at != std::string::npos;
       at = text.find(full_width_lead, at + 1)) {
    const std::string one = schema::clean_text(
        std::string_view(text).substr(at, full_width_octets), schema::TextFormat::code);
    if (one.size() == 1 && is_plain(one[0])) text.replace(at, full_width_octets, one);
  }
  return text;
}

std::string word_key(std::string_view word) {
  std::string key = core::search_key(core::KeyKind::code, word);
  return key.empty() ? std::string(word) : key;
}

Alike alike_names(const std::vector<std::string_view>& names) {
  std::vector<std::pair<std::string, std::string_view>> by_key;
  by_key.reserve(names.size());
  for (const std::string_view name : names) {
    by_key.emplace_back(core::search_key(core::KeyKind::code, name), name);
    std::string& key = by_key.back().first;  // a spreadsheet makes 00350 to 350
    if (key.find_first_not_of("0123456789") == std::string::npos)
      key.erase(0, std::min(key.find_first_not_of('0'), key.size()));
  }
  std::sort(by_key.begin(), by_key.end());
  Alike found;
  for (std::size_t i = 1; i < by_key.size(); ++i) {
    const auto& [key, name] = by_key[i];
    const auto& [key_before, before] = by_key[i - 1];
    if (key.empty() || key != key_before || name == before) continue;
    ++found.count;
    if (found.list.size() < Alike::listed_max) found.list.emplace_back(before, name);
  }
  return found;
}

}  // namespace kintsugi::api::import
