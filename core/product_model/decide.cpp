// What makers make: one entry a brand's model, one in any case and width.

#include <string>

#include "core/authority/authority.h"
#include "core/claims/claim.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/part_state.h"
#include "schema/product_model_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::ProductModelRefusal;
using schema::ProductModel;

constexpr std::uint16_t years_max = 50;
constexpr std::string_view whole_company;  // a maker's models are the same in every outlet

// What registering and changing have in common.
template <class Command>
Result<void> check_model(const Command& command, Reads& reads) {
  if (!is_line(command.category, 64) || !is_line_or_empty(command.warranty_policy, 64) ||
      !is_note(command.note)) {
    return refuse(No::bad_text, "category and policy are single lines of at most 64 characters");
  }
  if (command.life_years > years_max)
    return refuse_field(No::bad_years, "life_years", std::to_string(command.life_years));
  for (const std::string& part : command.main_parts)
    if (!reads.exists<schema::Part>(part))
      return refuse_field(No::unknown_part, "main_parts", "there is no part " + part);
  return {};
}

}  // namespace

Result<Events> decide(const schema::RegisterProductModel& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  if (!is_id(command.brand))
    return refuse_field(No::bad_brand, "brand", "a brand is 1 to 64 octets without / and :");
  if (!is_line(command.model, 64)) return refuse_field(No::bad_text, "model", "it is one line");
  KINTSUGI_TRY_OK(check_model(command, reads));
  const std::string id = claims::claim_of_model(command.brand, command.model).id;
  if (reads.exists<ProductModel>(id)) return refuse(No::exists, id);
  Events events;
  events.on(id, schema::ProductModelRegistered{.brand = command.brand,
                                               .model = command.model,
                                               .category = command.category,
                                               .warranty_policy = command.warranty_policy,
                                               .life_years = command.life_years,
                                               .main_parts = command.main_parts,
                                               .note = command.note});
  return events;
}

Result<Events> decide(const schema::ChangeProductModel& command, Reads& reads) {
  KINTSUGI_TRY(const auto* known, reads.require<ProductModel>(command.product_model));
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  KINTSUGI_TRY_OK(check_model(command, reads));
  if (command.discontinued_on < 0)
    return refuse_field(No::bad_date, "discontinued_on", "it lies before 1970");
  schema::ProductModelChanged changed{.category = command.category,
                                      .warranty_policy = command.warranty_policy,
                                      .life_years = command.life_years,
                                      .main_parts = command.main_parts,
                                      .discontinued_on = command.discontinued_on,
                                      .note = command.note};
  const schema::ProductModelChanged before{.category = known->category,
                                           .warranty_policy = known->warranty_policy,
                                           .life_years = known->life_years,
                                           .main_parts = known->main_parts,
                                           .discontinued_on = known->discontinued_on,
                                           .note = known->note};
  if (changed == before) return refuse(No::nothing_changed, command.product_model);
  Events events;
  events.on(command.product_model, std::move(changed));
  return events;
}

}  // namespace kintsugi::core
