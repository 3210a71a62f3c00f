#include "core/warranty_policy/terms.h"

#include "core/rules/lines.h"
#include "core/text/text.h"

namespace kintsugi::core::warranty_policy {

namespace {

Terms terms_in(std::string_view policy, const rules::Key& wanted, std::int32_t date,
               Reads& reads) {
  const auto* found = reads.find<schema::WarrantyPolicy>(policy);
  if (found == nullptr) return {};
  const schema::WarrantyVersion* version = rules::in_force(found->versions, date);
  if (version == nullptr) return {};
  const auto line =
      rules::best_line(version->lines, wanted, [](const schema::WarrantyLine&) { return true; });
  if (!line) return {};
  return {.policy = std::string(policy),
          .version = version->version,
          .number = static_cast<std::uint32_t>(*line + 1),
          .line = &version->lines[*line]};
}

}  // namespace

Terms terms_of(const Appliance& appliance, std::int32_t date, Reads& reads) {
  const rules::Key wanted{.brand = appliance.brand,
                          .category = appliance.category,
                          .model = appliance.model,
                          .item = appliance.contract};
  if (is_id(appliance.brand))
    if (Terms own = terms_in(appliance.brand, wanted, date, reads)) return own;
  return terms_in(default_policy, wanted, date, reads);
}

}  // namespace kintsugi::core::warranty_policy
