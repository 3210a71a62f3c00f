#include "core/asset/serial.h"

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "schema/asset_dispatch.h"

namespace kintsugi::core {

using No = schema::AssetRefusal;
using schema::SerialCheck;
using schema::SerialFormat;

namespace asset {

std::string serial_format_id(std::string_view brand, std::string_view model) {
  return std::string(brand).append(":").append(model.empty() ? "*" : model);
}

bool check_digit_fits(SerialCheck check, std::string_view serial) {
  if (check == SerialCheck::none) return true;
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
  const auto* own = reads.find<SerialFormat>(serial_format_id(brand, model));
  const auto* format = own != nullptr ? own : reads.find<SerialFormat>(serial_format_id(brand, {}));
  if (format == nullptr) return {};
  if (format->length != 0 && serial.size() != format->length) {
    return refuse(No::serial_length, "it has " + std::to_string(serial.size()) +
                                         " characters, not " + std::to_string(format->length));
  }
  if (!check_digit_fits(format->check, serial)) {
    return refuse(No::serial_check_digit, std::string(schema::name_of(format->check)));
  }
  return {};
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
  const std::string id = asset::serial_format_id(command.brand, command.model);
  const auto* known = reads.find<SerialFormat>(id);
  const SerialFormat before = known == nullptr ? SerialFormat{} : *known;
  if (before.length == command.length && before.check == command.check) {
    return refuse(No::bad_format, "that is the format already");
  }
  Events events;
  events.on(id, schema::SerialFormatDefined{.length = command.length, .check = command.check});
  return events;
}

void evolve(SerialFormat& state, const schema::SerialFormatDefinedView& event) {
  state.length = event.length;
  state.check = event.check;
}

}  // namespace kintsugi::core
