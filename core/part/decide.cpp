#include <string>

#include "core/authority/authority.h"
#include "core/authority/likely.h"
#include "core/claims/claim.h"
#include "core/events.h"
#include "core/part/part.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/part_dispatch.h"
#include "schema/stock.h"

namespace kintsugi::core {

using schema::PartRefusal;
using schema::PartSerials;
using schema::PartUnit;

namespace {

constexpr std::size_t name_max = 200;  // characters
constexpr std::size_t short_max = 64;
constexpr std::string_view company;  // the catalogue belongs to no outlet

Result<void> take_makers_number(const std::string& part, const std::string& brand,
                                const std::string& number, Reads& reads, Events& events) {
  if (number.empty()) return {};
  const auto found = claims::find<schema::PartNumber>(claims::claim_of_brand(brand, number), reads);
  if (found.state != nullptr && found.state->part != part)
    return refuse(PartRefusal::number_taken, number + " is " + found.state->part);
  events.on(found.id, schema::PartNumberTaken{.part = part});
  return {};
}

}  // namespace

namespace part {

namespace {

bool is_whole_only(PartUnit unit) {
  switch (unit) {
    case PartUnit::none:
    case PartUnit::piece:
    case PartUnit::set:
      return true;
    case PartUnit::metre:
    case PartUnit::gram:
    case PartUnit::kilogram:
    case PartUnit::litre:
      return false;
  }
  return true;
}

}  // namespace

Result<void> check_count(const schema::Part& part, std::int64_t quantity) {
  if (quantity < 0 || quantity > quantity_max) {
    return refuse(schema::StockRefusal::bad_quantity,
                  "a quantity of " + std::to_string(quantity) + " thousandths");
  }
  if (is_whole_only(part.unit) && quantity % 1000 != 0) {
    return refuse(schema::StockRefusal::not_whole, std::to_string(quantity) +
                                                       " thousandths of a part counted by the " +
                                                       std::string(schema::name_of(part.unit)));
  }
  return {};
}

Result<void> check_quantity(const schema::Part& part, std::int64_t quantity) {
  if (quantity == 0) return refuse(schema::StockRefusal::bad_quantity, "a quantity of nothing");
  return check_count(part, quantity);
}

void note_movement(const schema::Part& part, std::string_view id, Events& events) {
  if (!part.moved) events.on(id, schema::PartFirstMoved{});
}

}  // namespace part

Result<Events> decide(const schema::RegisterPart& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  if (!is_id(command.part) || !is_id(command.brand)) {
    return refuse(PartRefusal::bad_id, "part " + command.part + ", brand " + command.brand);
  }
  if (!is_line(command.name, name_max) || !is_line_or_empty(command.number, short_max) ||
      !is_line_or_empty(command.category, short_max)) {
    return refuse(PartRefusal::bad_text, command.part);
  }
  if (command.unit == PartUnit::none) return refuse(PartRefusal::unit_missing);
  KINTSUGI_TRY_OK(check_confirmation(command, PartRefusal::bad_text));
  KINTSUGI_TRY_OK(check_known(command, "brand", PartRefusal::unknown_brand, reads));
  KINTSUGI_TRY_OK(check_known(command, "category", PartRefusal::unknown_category, reads));
  if (reads.exists<schema::Part>(command.part)) return refuse(PartRefusal::exists, command.part);
  Events events;
  events.on(command.part, schema::PartRegistered{.name = command.name,
                                                 .brand = command.brand,
                                                 .number = command.number,
                                                 .category = command.category,
                                                 .unit = command.unit,
                                                 .serials = command.serials});
  KINTSUGI_TRY_OK(take_makers_number(command.part, command.brand, command.number, reads, events));
  return events;
}

Result<Events> decide(const schema::ChangePart& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(command.part));
  if (!is_line_or_empty(command.name, name_max) || !is_line_or_empty(command.category, short_max)) {
    return refuse(PartRefusal::bad_text, command.part);
  }
  KINTSUGI_TRY_OK(check_confirmation(command, PartRefusal::bad_text));
  KINTSUGI_TRY_OK(check_known(command, "category", PartRefusal::unknown_category, reads));
  const schema::PartChanged changed{
      .name = command.name.empty() ? part->name : command.name,
      .category = command.category.empty() ? part->category : command.category,
      .unit = command.unit == PartUnit::none ? part->unit : command.unit,
      .serials = command.serials == PartSerials::none ? part->serials : command.serials};
  if (changed.unit != part->unit && part->moved) {
    return refuse(PartRefusal::unit_fixed,
                  command.part + " is counted by the " + std::string(schema::name_of(part->unit)));
  }
  if (changed.name == part->name && changed.category == part->category &&
      changed.unit == part->unit && changed.serials == part->serials) {
    return refuse(PartRefusal::nothing_changed, command.part);
  }
  Events events;
  events.on(command.part, changed);
  return events;
}

Result<Events> decide(const schema::CorrectPartNumber& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(command.part));
  if (!is_id(command.brand)) return refuse(PartRefusal::bad_id, "brand " + command.brand);
  if (!is_line_or_empty(command.number, short_max) || !is_reason(command.reason)) {
    return refuse(PartRefusal::bad_text, command.part);
  }
  if (command.brand == part->brand && command.number == part->number) {
    return refuse(PartRefusal::nothing_changed, command.part);
  }
  Events events;
  events.on(command.part,
            schema::PartNumberCorrected{
                .brand = command.brand, .number = command.number, .reason = command.reason});
  if (!part->number.empty()) {
    const auto before =
        claims::find<schema::PartNumber>(claims::claim_of_brand(part->brand, part->number), reads);
    if (before.state != nullptr && before.state->part == command.part)
      events.on(before.id, schema::PartNumberFreed{});
  }
  KINTSUGI_TRY_OK(take_makers_number(command.part, command.brand, command.number, reads, events));
  return events;
}

}  // namespace kintsugi::core
