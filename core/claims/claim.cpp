#include "core/claims/claim.h"

#include <algorithm>

#include "core/text/characters.h"

namespace kintsugi::core::claims {
namespace {

std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}
std::string small(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// A key that cannot be part of a stream's id, or says nothing, is no better than the text.
std::string id_part(KeyKind kind, std::string_view text) {
  std::string key = search_key(kind, text);
  const bool usable =
      !key.empty() && key.size() <= 128 && key.find_first_of("/:") == std::string::npos;
  return usable ? std::move(key) : std::string(text);
}

// The owners end in ':' or are empty.
Claim made(const std::string& owner_key, const std::string& owner, KeyKind kind,
           std::string_view text) {
  Claim out{owner_key + capitals(id_part(kind, text)), {}};
  const std::string plain = narrow(text);
  for (const std::string& who : {owner, owner_key}) {
    for (const std::string& one : {std::string(text), capitals(plain), small(plain)}) {
      std::string id = who + one;
      const bool known = std::find(out.earlier.begin(), out.earlier.end(), id) != out.earlier.end();
      if (id != out.id && !known) out.earlier.push_back(std::move(id));
    }
  }
  return out;
}

Claim of_brand(std::string_view brand, KeyKind kind, std::string_view text) {
  return made(id_part(KeyKind::code, brand) + ":", std::string(brand) + ":", kind, text);
}

}  // namespace

Claim claim(std::string_view number) { return made({}, {}, KeyKind::number, number); }

Claim claim_of_brand(std::string_view brand, std::string_view number) {
  return of_brand(brand, KeyKind::number, number);
}

Claim claim_of_part(std::string_view part, std::string_view number) {
  const std::string owner = std::string(part) + ":";
  return made(owner, owner, KeyKind::number, number);
}

Claim claim_of_model(std::string_view brand, std::string_view model) {
  return of_brand(brand, KeyKind::code, model);
}

}  // namespace kintsugi::core::claims
