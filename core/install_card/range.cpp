#include "core/install_card/range.h"

#include "core/claims/claim.h"
#include "core/events.h"
#include "core/text/text.h"
#include "schema/install_card_refusals.h"

namespace kintsugi::core::install_card {
namespace {

using No = schema::InstallCardRefusal;

constexpr std::int32_t range_max = 500;

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

// One more, in as many digits; false where all of them are 9.
bool count_up(std::string& number) {
  for (std::size_t i = number.size(); i > 0 && is_decimal(number[i - 1]); --i) {
    if (number[i - 1] != '9') {
      ++number[i - 1];
      return true;
    }
    number[i - 1] = '0';
  }
  return false;
}

}  // namespace

Result<std::string> id_of(std::string_view number) {
  if (!is_paper_number(number)) return refuse(No::bad_card, std::string(number));
  return claims::claim(number).id;
}

Result<std::vector<std::string>> range_of(std::string_view first, std::int32_t count) {
  KINTSUGI_TRY(std::string number, id_of(first));
  if (!is_decimal(number.back())) return refuse(No::bad_card, number + " ends in no digit");
  if (count < 0 || count > range_max) return refuse(No::bad_count, std::to_string(count));
  std::vector<std::string> out{number};
  while (out.size() < static_cast<std::size_t>(count)) {
    if (!count_up(number)) return refuse(No::bad_count, "no number follows " + out.back());
    out.push_back(number);
  }
  return out;
}

}  // namespace kintsugi::core::install_card
