#include "core/tariff/price.h"

#include <algorithm>
#include <limits>
#include <string>

#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/money/money.h"
#include "schema/tariff_refusals.h"

namespace kintsugi::core::tariff {
namespace {

using schema::TariffLine;

// `taken`: the lines on the way here, whose prices are shares of this one.
Result<Price> price_beside(const schema::TariffVersion& version, const rules::Key& wanted,
                           std::int64_t of_price, std::vector<const TariffLine*>& taken) {
  const auto found = rules::best_line(version.lines, wanted, [&](const TariffLine& line) {
    return std::find(taken.begin(), taken.end(), &line) == taken.end();
  });
  if (!found) return refuse(schema::TariffRefusal::no_line, std::string(wanted.item));
  const TariffLine& line = version.lines[*found];
  Price price{.unit_price = line.unit_price,
              .version = version.version,
              .line = static_cast<std::uint32_t>(*found + 1),
              .basis = line.basis,
              .free_quantity = line.free_quantity,
              .rate = line.rate,
              .of_item = line.of_item,
              .of_price = line.rate == 0 ? 0 : of_price,
              .cap_per_visit = line.cap_per_visit,
              .once_per_visit = line.once_per_visit};
  if (line.rate == 0) return price;
  if (!line.of_item.empty()) {
    taken.push_back(&line);
    rules::Key other = wanted;
    other.item = line.of_item;
    KINTSUGI_TRY(const Price of, price_beside(version, other, of_price, taken));
    price.of_price = of.unit_price;
  }
  if (line.of_at_most != 0) price.of_price = std::min(price.of_price, line.of_at_most);
  KINTSUGI_TRY(price.unit_price, money::times_rate(price.of_price, line.rate));
  return price;
}

}  // namespace

Result<Price> price_in(const schema::TariffVersion& version, const rules::Key& wanted,
                       std::int64_t of_price) {
  std::vector<const TariffLine*> taken;
  return price_beside(version, wanted, of_price, taken);
}

Result<Price> price_of(std::string_view tariff, std::int32_t date, const rules::Key& wanted,
                       Reads& reads, std::int64_t of_price) {
  KINTSUGI_TRY(const schema::Tariff* found, reads.require<schema::Tariff>(tariff));
  const schema::TariffVersion* version = rules::in_force(found->versions, date);
  if (version == nullptr) {
    return refuse(schema::TariffRefusal::not_in_force,
                  std::string(tariff) + " on " + calendar::format_date(date));
  }
  if (wanted.at_least == 0 && has_steps(*version, wanted)) {
    return refuse_field(schema::TariffRefusal::measure_missing, "measure",
                        std::string(wanted.item) + " has steps");
  }
  return price_in(*version, wanted, of_price);
}

bool has_steps(const schema::TariffVersion& version, const rules::Key& wanted) {
  rules::Key any = wanted;
  any.at_least = std::numeric_limits<std::int64_t>::max();
  return std::any_of(version.lines.begin(), version.lines.end(), [&](const TariffLine& line) {
    return line.at_least != 0 && rules::fits(rules::key_of(line), any);
  });
}

Result<std::int64_t> amount_of(const Price& price, std::int64_t quantity) {
  return money::times_quantity(price.unit_price,
                               std::max<std::int64_t>(quantity - price.free_quantity, 0));
}

}  // namespace kintsugi::core::tariff
