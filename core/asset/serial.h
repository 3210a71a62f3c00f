#pragma once
// What a maker's serials look like: length and check digit, by brand and model.

#include <string>
#include <string_view>

#include "core/reads.h"
#include "events/base/result.h"
#include "schema/asset_state.h"

namespace kintsugi::core::asset {

// "haier:KFR-35", and "haier:*" for the models without a format of their own.
std::string serial_format_id(std::string_view brand, std::string_view model);

// The serial's last digit is the one that follows from those before it. False where one of them is
// no digit.
bool check_digit_fits(schema::SerialCheck check, std::string_view serial);

// refused "asset.serial_length", "asset.serial_check_digit" unless the serial fits the model's
// format, else the brand's; whatever it is where there is none. Reads both formats.
Result<void> check_serial(std::string_view brand, std::string_view model, std::string_view serial,
                          Reads& reads);

}  // namespace kintsugi::core::asset
