// Brands whose appliances are served, and dealers who sell them.

#include <string>

#include "core/authority/authority.h"
#include "core/authority/likely.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/brand_dispatch.h"

namespace kintsugi::core {
namespace {

using BrandNo = schema::BrandRefusal;
using DealerNo = schema::DealerRefusal;
using schema::Brand;
using schema::Dealer;

constexpr std::string_view every_outlet;  // both registers are the company's

// The phone number as it is kept; empty where there is none.
template <class Refusal>
Result<std::string> kept_phone(const std::string& typed) {
  if (typed.empty()) return std::string();
  const auto phone = normal_phone(typed);
  if (!phone) return refuse_field(Refusal::bad_phone, "phone", "5 to 15 digits");
  return *phone;
}

template <class Command>
Result<std::string> check_brand(const Command& command) {
  if (!is_line(command.name, 100) || !is_line_or_empty(command.maker, 200) ||
      !is_note(command.note)) {
    return refuse(BrandNo::bad_text, "name and maker are single lines");
  }
  return kept_phone<BrandNo>(command.phone);
}

template <class Command>
Result<std::string> check_dealer(const Command& command, const Reads& reads) {
  if (!is_line(command.name, 200) || !is_line_or_empty(command.address, 400) ||
      !is_line_or_empty(command.area, 100) || !is_note(command.note)) {
    return refuse(DealerNo::bad_text, "name, address and area are single lines");
  }
  for (const std::string& brand : command.brands)
    if (!is_id(brand))
      return refuse_field(DealerNo::bad_text, "brands",
                          "a brand is 1 to 64 octets without / and :");
  KINTSUGI_TRY_OK(check_confirmation(command, DealerNo::bad_text));
  KINTSUGI_TRY_OK(check_known(command, "brands", DealerNo::unknown_brand, reads));
  return kept_phone<DealerNo>(command.phone);
}

}  // namespace

Result<Events> decide(const schema::RegisterBrand& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, every_outlet, reads));
  if (!is_id(command.brand))
    return refuse_field(BrandNo::bad_id, "brand", "a brand is 1 to 64 octets without / and :");
  KINTSUGI_TRY(std::string phone, check_brand(command));
  if (reads.exists<Brand>(command.brand)) return refuse(BrandNo::exists, command.brand);
  Events events;
  events.on(command.brand, schema::BrandRegistered{.brand = command.brand,
                                                   .name = command.name,
                                                   .maker = command.maker,
                                                   .phone = std::move(phone),
                                                   .note = command.note});
  return events;
}

Result<Events> decide(const schema::ChangeBrand& command, Reads& reads) {
  KINTSUGI_TRY(const Brand* known, reads.require<Brand>(command.brand));
  KINTSUGI_TRY_OK(within_scope(command, every_outlet, reads));
  KINTSUGI_TRY(std::string phone, check_brand(command));
  schema::BrandChanged changed{.name = command.name,
                               .maker = command.maker,
                               .phone = std::move(phone),
                               .note = command.note};
  const schema::BrandChanged before{
      .name = known->name, .maker = known->maker, .phone = known->phone, .note = known->note};
  if (changed == before) return refuse(BrandNo::nothing_changed, command.brand);
  Events events;
  events.on(command.brand, std::move(changed));
  return events;
}

Result<Events> decide(const schema::RegisterDealer& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, every_outlet, reads));
  if (!command.dealer.empty() && !is_id(command.dealer))
    return refuse_field(DealerNo::bad_id, "dealer", "an id is 1 to 64 octets without / and :");
  KINTSUGI_TRY(std::string phone, check_dealer(command, reads));
  if (!command.dealer.empty() && reads.exists<Dealer>(command.dealer))
    return refuse(DealerNo::exists, command.dealer);
  Events events;
  const std::string id = command.dealer.empty()
                             ? take_number<Dealer>("dealer", "D", reads, events)
                             : command.dealer;
  events.on(id, schema::DealerRegistered{.name = command.name,
                                         .phone = std::move(phone),
                                         .address = command.address,
                                         .area = command.area,
                                         .brands = command.brands,
                                         .note = command.note});
  return events;
}

Result<Events> decide(const schema::ChangeDealer& command, Reads& reads) {
  KINTSUGI_TRY(const Dealer* known, reads.require<Dealer>(command.dealer));
  KINTSUGI_TRY_OK(within_scope(command, every_outlet, reads));
  KINTSUGI_TRY(std::string phone, check_dealer(command, reads));
  schema::DealerChanged changed{.name = command.name,
                                .phone = std::move(phone),
                                .address = command.address,
                                .area = command.area,
                                .brands = command.brands,
                                .note = command.note};
  const schema::DealerChanged before{.name = known->name,
                                     .phone = known->phone,
                                     .address = known->address,
                                     .area = known->area,
                                     .brands = known->brands,
                                     .note = known->note};
  if (changed == before) return refuse(DealerNo::nothing_changed, command.dealer);
  Events events;
  events.on(command.dealer, std::move(changed));
  return events;
}

}  // namespace kintsugi::core
