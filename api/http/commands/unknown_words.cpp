#include "api/http/commands/unknown_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "api/http/reading/rows_at.h"
#include "events/schema/runtime/access.h"
#include "projections/lists/words.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

constexpr std::chrono::seconds known_for{60};
constexpr std::size_t known_max = 10'000;
constexpr std::chrono::milliseconds tables_wait_max{2000};

// Words that are declared by somebody before they are used.
constexpr std::array<std::string_view, 7> judged{"brand",      "category",      "model",
                                                 "area",       "fault_code",    "part_category",
                                                 "install_card"};
bool is_judged(std::string_view means) {
  return std::find(judged.begin(), judged.end(), means) != judged.end();
}

std::vector<std::string> texts_of(const void* at, const schema::FieldInfo& field) {
  if (field.type == "text") return {std::string(schema::text_at(at, field))};
  std::vector<std::string> out;
  if (field.type != "list" || field.structure != nullptr) return out;
  for (std::size_t i = 0; i < schema::list_size_at(at, field); ++i)
    out.push_back(*static_cast<const std::string*>(schema::list_item_at(at, field, i)));
  return out;
}

}  // namespace

std::vector<std::string> UnknownWords::in(const std::string& tenant,
                                          const schema::Command& command) {
  std::vector<std::string> out;
  const schema::TypeInfo& type = *command.ops()->info;
  const schema::FieldInfo* reason = type.field("confirm_reason");
  if (reason == nullptr || !schema::text_at(command.data(), *reason).empty()) return out;
  std::string brand;
  if (const auto* field = type.field("brand"); field != nullptr && field->type == "text")
    brand = schema::text_at(command.data(), *field);
  for (const schema::FieldInfo& field : type.fields) {
    if (!is_judged(field.means)) continue;
    // A category and a model are those of a brand.
    const bool of_brand = field.means == "category" || field.means == "model";
    const std::vector<std::string> texts = texts_of(command.data(), field);
    const bool unknown = std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return !text.empty() &&
             !is_known(tenant, {std::string(field.means), text, of_brand ? brand : "",
                                std::string(type.stream)});
    });
    if (unknown) out.emplace_back(field.name);
  }
  return out;
}

bool UnknownWords::is_known(const std::string& tenant, const Said& said) {
  const auto key = std::pair(tenant, said);
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - known_since_ > known_for || known_.size() > known_max) {
      known_.clear();
      known_since_ = now;
    }
    if (known_.contains(key)) return true;
  }
  if (!is_registered(tenant, said)) return false;
  const std::lock_guard lock(mutex_);
  known_.insert(key);
  return true;
}

bool UnknownWords::is_registered(const std::string& tenant, const Said& said) {
  projections::lists::Beside beside;
  if (!said.brand.empty()) beside.emplace_back("brand", said.brand);
  const auto in_tables = [&]() -> Result<bool> {
    KINTSUGI_TRY(const TenantView view, service_.view(tenant));
    const auto everything = projections::Scope::everything();
    RowsAt rows(view, everything);
    return projections::lists::has_word(
        said.means, said.text, beside, said.of,
        [&](std::string_view model) { return rows.of(model); });
  };
  auto found = in_tables();
  if (!found || *found) return true;
  // The tables may lag behind what has just been registered.
  const auto now = service_.node().stream(tenant, "administration/all");  // the exact position
  const auto runner = service_.runner(tenant);
  if (!now || !runner || !(*runner)->wait(now->position, tables_wait_max)) return true;
  found = in_tables();
  return !found || *found;
}

}  // namespace kintsugi::api
