#pragma once
// What a maker's serials look like, length and check digit by brand and model; who bears one.

#include <string>
#include <string_view>

#include "core/claims/claim.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/asset_state.h"

namespace kintsugi::core::asset {

// The format of a model, and with an empty model that of the models without one of their own:
// serial_format/haier:KFR-35, serial_format/haier:*.
claims::Found<schema::SerialFormat> serial_format(std::string_view brand, std::string_view model,
                                                  Reads& reads);

// The serial's last digit is the one that follows from those before it. False where one of them is
// no digit.
bool check_digit_fits(schema::SerialCheck check, std::string_view serial);

// refused "asset.serial_length", "asset.serial_check_digit" unless the serial fits the model's
// format, else the brand's; whatever it is where there is none. Reads both formats.
Result<void> check_serial(std::string_view brand, std::string_view model, std::string_view serial,
                          Reads& reads);

// Which asset bears the serial of the brand. A claim whose asset is withdrawn, or has another
// serial, stands no more, whatever its stream says: whoever bears the serial in fact may be
// registered. One whose asset is not registered yet (a unit on its way) stands. Reads the claim and
// its asset.
claims::Found<schema::BrandSerial> bearer(std::string_view brand, std::string_view serial,
                                          Reads& reads);

}  // namespace kintsugi::core::asset
