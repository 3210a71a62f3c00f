#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "schema/part_category_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::PartCategory;
using schema::PartCategoryStatus;
using CategoryNo = schema::PartCategoryRefusal;

constexpr int category_levels_max = 8;
constexpr std::string_view of_the_company;  // the tree belongs to no outlet

// The parent may stand above the category: it is there, in use, and does not stand below.
Result<void> check_above(const std::string& category, const std::string& parent, Reads& reads) {
  std::string above = parent;
  for (int level = 1; !above.empty(); ++level) {
    if (above == category) return refuse(CategoryNo::cycle, category + " stands above " + parent);
    if (level >= category_levels_max) return refuse(CategoryNo::too_deep, "below " + parent);
    const auto* found = reads.find<PartCategory>(above);
    if (found == nullptr || (level == 1 && found->status != PartCategoryStatus::open))
      return refuse_field(CategoryNo::unknown_parent, "parent", above);
    above = found->parent;
  }
  return {};
}

Result<const PartCategory*> open_category(const std::string& id, Reads& reads) {
  KINTSUGI_TRY(const auto* found, reads.require<PartCategory>(id));
  if (found->status != PartCategoryStatus::open) return refuse(CategoryNo::closed, id);
  return found;
}

}  // namespace

Result<Events> decide(const schema::RegisterPartCategory& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, of_the_company, reads));
  const std::string& id = command.part_category;
  if (!is_id(id)) return refuse(CategoryNo::bad_id, id);
  if (!is_note(command.note)) return refuse_field(CategoryNo::bad_text, "note", "too long");
  const auto* before = reads.find<PartCategory>(id);
  if (before != nullptr && before->status == PartCategoryStatus::open)
    return refuse(CategoryNo::exists, id);
  KINTSUGI_TRY_OK(check_above(id, command.parent, reads));
  Events events;
  events.on(id, schema::PartCategoryRegistered{.parent = command.parent, .note = command.note});
  return events;
}

Result<Events> decide(const schema::MovePartCategory& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, of_the_company, reads));
  KINTSUGI_TRY(const auto* found, open_category(command.part_category, reads));
  if (found->parent == command.parent)
    return refuse(CategoryNo::nothing_changed, command.part_category);
  KINTSUGI_TRY_OK(check_above(command.part_category, command.parent, reads));
  Events events;
  events.on(command.part_category, schema::PartCategoryMoved{.parent = command.parent});
  return events;
}

Result<Events> decide(const schema::ClosePartCategory& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, of_the_company, reads));
  KINTSUGI_TRY_OK(open_category(command.part_category, reads));
  if (!is_reason(command.reason)) return refuse_field(CategoryNo::bad_text, "reason", "say why");
  Events events;
  events.on(command.part_category, schema::PartCategoryClosed{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
