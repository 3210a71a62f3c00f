#include "core/claims/alike.h"

#include <algorithm>

#include "core/text/characters.h"
#include "core/text/text.h"

namespace kintsugi::core::claims {
namespace {

std::string in_ascii_case(std::string text, char from, char to) {
  for (char& c : text)
    if (c >= from && c <= from + 25) c = static_cast<char>(c - from + to);
  return text;
}

}  // namespace

std::vector<std::string> forms_of(std::string_view id) {
  std::vector<std::string> forms;
  const std::string plain = narrow(id);
  for (const std::string& form :
       {plain, in_ascii_case(plain, 'a', 'A'), in_ascii_case(plain, 'A', 'a')}) {
    const bool known = std::find(forms.begin(), forms.end(), form) != forms.end();
    if (form != id && !known && is_id(form)) forms.push_back(form);
  }
  return forms;
}

}  // namespace kintsugi::core::claims
