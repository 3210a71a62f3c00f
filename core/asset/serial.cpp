#include "core/asset/serial.h"

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/characters.h"
#include "core/text/text.h"
#include "schema/asset_dispatch.h"

namespace kintsugi::core {

using No = schema::AssetRefusal;
using schema::SerialCheck;
using schema::SerialFormat;

namespace asset {

claims::Found<SerialFormat> serial_format(std::string_view brand, std::string_view model,
                                          Reads& reads) {
  return claims::find<SerialFormat>(claims::claim_of_model(brand, model.empty() ? "*" : model),
                                    reads);
}

bool check_digit_fits(SerialCheck check, std::string_view typed) {
  if (check == SerialCheck::none) return true;
  const std::string serial = narrow(typed);
  int sum = 0;
  for (std::size_t i = 0; i < serial.size(); ++i) {  // from the right; the check digit is the first
    const char c = serial[serial.size() - 1 - i];
    if (c < '0' || c > '9') return false;
    int digit = c - '0';
    if (i % 2 == 1) {
      digit *= check == SerialCheck::gs1 ? 3 : 2;
      if (check == SerialCheck::luhn && digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 == 0;
}

Result<void> check_serial(std::string_view brand, std::string_view model, std::string_view serial,
                          Reads& reads) {
  const auto* own = serial_format(brand, model, reads).state;
  const auto* format = own != nullptr ? own : serial_format(brand, {}, reads).state;
  if (format == nullptr) return {};
  const std::size_t length = narrow(serial).size();
  if (format->length != 0 && length != format->length) {
    return refuse(No::serial_length, "it has " + std::to_string(length) + " characters, not " +
                                         std::to_string(format->length));
  }
  if (!check_digit_fits(format->check, serial)) {
    return refuse(No::serial_check_digit, std::string(schema::name_of(format->check)));
  }
  return {};
}

claims::Found<schema::BrandSerial> bearer(std::string_view brand, std::string_view serial,
                                          Reads& reads) {
  const claims::Claim claim = claims::claim_of_brand(brand, serial);
  return claims::find<schema::BrandSerial>(claim, reads, [&](const schema::BrandSerial& claimed) {
    const auto* asset = reads.find<schema::Asset>(claimed.asset);
    if (asset == nullptr) return true;
    return asset->registered && claims::claim_of_brand(asset->brand, asset->serial).id == claim.id;
  });
}

}  // namespace asset

namespace {
constexpr std::uint32_t length_min = 4;  // of any serial: core/text
constexpr std::uint32_t length_max = 40;
constexpr std::string_view company;  // a maker's serials are the same in every outlet
}  // namespace

Result<Events> decide(const schema::DefineSerialFormat& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  if (!is_id(command.brand))
    return refuse(No::bad_brand, "a brand is 1 to 64 octets without / and :");
  if (!is_line_or_empty(command.model, 64)) return refuse(No::bad_text, "a model is one line");
  const bool length_fits =
      command.length == 0 || (command.length >= length_min && command.length <= length_max);
  if (!length_fits) return refuse(No::bad_format, std::to_string(command.length) + " characters");
  const auto known = asset::serial_format(command.brand, command.model, reads);
  const SerialFormat before = known.state == nullptr ? SerialFormat{} : *known.state;
  if (before.length == command.length && before.check == command.check) {
    return refuse(No::bad_format, "that is the format already");
  }
  Events events;
  events.on(known.id,
            schema::SerialFormatDefined{.length = command.length, .check = command.check});
  return events;
}

void evolve(SerialFormat& state, const schema::SerialFormatDefinedView& event) {
  state.length = event.length;
  state.check = event.check;
}

}  // namespace kintsugi::core
