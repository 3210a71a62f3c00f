#include "api/http/commands/unknown_words.h"

#include "api/http/reading/rows_at.h"
#include "events/schema/runtime/access.h"
#include "projections/lists/words.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

constexpr std::chrono::seconds known_for{60};
constexpr std::size_t known_max = 10'000;
constexpr std::chrono::milliseconds tables_wait_max{2000};

// Words that are declared by somebody before they are used; what a model is called is not.
bool is_judged(std::string_view means) {
  return means == "brand" || means == "area" || means == "fault_code";
}

}  // namespace

std::vector<std::string> UnknownWords::in(const std::string& tenant,
                                          const schema::Command& command) {
  std::vector<std::string> out;
  const schema::TypeInfo& type = *command.ops()->info;
  const schema::FieldInfo* reason = type.field("confirm_reason");
  if (reason == nullptr || !schema::text_at(command.data(), *reason).empty()) return out;
  for (const schema::FieldInfo& field : type.fields) {
    if (!is_judged(field.means) || field.type != "text") continue;
    const std::string text(schema::text_at(command.data(), field));
    if (!text.empty() && !is_known(tenant, field.means, text)) out.emplace_back(field.name);
  }
  return out;
}

bool UnknownWords::is_known(const std::string& tenant, std::string_view means,
                            const std::string& text) {
  const auto key = std::tuple(tenant, std::string(means), text);
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - known_since_ > known_for || known_.size() > known_max) {
      known_.clear();
      known_since_ = now;
    }
    if (known_.contains(key)) return true;
  }
  if (!is_registered(tenant, means, text)) return false;
  const std::lock_guard lock(mutex_);
  known_.insert(key);
  return true;
}

bool UnknownWords::is_registered(const std::string& tenant, std::string_view means,
                                 const std::string& text) {
  const auto in_tables = [&]() -> Result<bool> {
    KINTSUGI_TRY(const TenantView view, service_.view(tenant));
    const auto everything = projections::Scope::everything();
    RowsAt rows(view, everything);
    return projections::lists::has_word(means, text,
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
