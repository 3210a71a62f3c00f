#include "core/tariff/price.h"

#include <string>

#include "core/calendar/dates.h"
#include "core/events.h"
#include "schema/tariff.h"

namespace kintsugi::core::tariff {

Result<Price> price_of(std::string_view tariff, std::int32_t date, const rules::Key& wanted,
                       Reads& reads) {
  KINTSUGI_TRY(const schema::Tariff* found, reads.require<schema::Tariff>(tariff));
  const schema::TariffVersion* version = rules::in_force(found->versions, date);
  if (version == nullptr) {
    return refuse(schema::TariffRefusal::not_in_force,
                  std::string(tariff) + " on " + calendar::format_date(date));
  }
  const auto line =
      rules::best_line(version->lines, wanted, [](const schema::TariffLine&) { return true; });
  if (!line) {
    return refuse(schema::TariffRefusal::no_line,
                  std::string(tariff) + " has no line for " + std::string(wanted.item));
  }
  return Price{.unit_price = version->lines[*line].unit_price,
               .version = version->version,
               .line = static_cast<std::uint32_t>(*line + 1),
               .basis = version->lines[*line].basis};
}

}  // namespace kintsugi::core::tariff
