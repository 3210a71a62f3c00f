#include "api/http/commands/alike_ids.h"

#include <algorithm>

#include "api/http/commands/own_stream.h"
#include "api/http/commands/wait_for_tables.h"
#include "api/http/reading/rows_at.h"
#include "core/claims/alike.h"
#include "core/text/characters.h"
#include "events/schema/runtime/access.h"
#include "projections/lists/read.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

// Registers that logs of before ids were claimed have.
constexpr std::string_view registers[] = {"brand",    "dealer",        "fault_code",
                                          "operator", "outlet",        "part",
                                          "part_category", "technician", "warehouse"};

constexpr std::size_t begin_alike_max = 500;  // things whose ids begin alike

// In small letters, without full width.
std::string plain_id(std::string_view id) {
  std::string out = core::narrow(id);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Of one letter the two forms are asked for by core.
bool can_be_mixed(std::string_view id) {
  const std::string small = plain_id(id);
  return std::count_if(small.begin(), small.end(),
                       [](char c) { return c >= 'a' && c <= 'z'; }) > 1;
}

// What the registration names its thing; empty: the engine will. A brand's code is no reference.
std::string id_in(const schema::Command& command) {
  const schema::TypeInfo& type = *command.ops()->info;
  const std::string stream = own_stream_of(command);
  if (!stream.empty()) return stream.substr(stream.find('/') + 1);
  const schema::FieldInfo* field = type.field(type.stream);
  return field == nullptr ? std::string() : std::string(schema::text_at(command.data(), *field));
}

// Another id of the list that is alike; empty: there is none, or the very id is there.
Result<std::string> other_like(const std::string& id, const lists::List& list,
                               const TenantView& view) {
  KINTSUGI_TRY(const auto rows, view.rows(list.info->model));
  bool is_there = false;
  KINTSUGI_TRY_OK(lists::read_item(list, *rows, id, [&](const lists::Item&) { is_there = true; }));
  std::string other;
  if (is_there) return other;
  const auto everything = projections::Scope::everything();
  RowsAt at(view, everything);
  lists::Query query;
  query.search = id;
  const std::string wanted = plain_id(id);
  KINTSUGI_TRY_OK(lists::read_page(list, *rows, query, at.viewer(), {begin_alike_max, {}},
                                   [&](const lists::Item& item) {
                                     const std::string found = lists::id_of(list, item);
                                     if (plain_id(found) == wanted) other = found;
                                     return other.empty();
                                   }));
  return other;
}

}  // namespace

std::vector<std::string> ids_alike(Service& service, const std::string& tenant,
                                   const schema::Command& command) {
  const schema::TypeInfo& type = *command.ops()->info;
  const bool registers_one =
      std::find(std::begin(registers), std::end(registers), type.stream) != std::end(registers);
  if (!type.name.starts_with("register_") || !registers_one) return {};
  const std::string id = id_in(command);
  const lists::List* list = lists::of_things(type.stream);
  if (list == nullptr || !can_be_mixed(id)) return {};
  wait_for_tables(service, tenant);
  const auto other = [&]() -> Result<std::string> {
    KINTSUGI_TRY(const TenantView view, service.view(tenant));
    return other_like(id, *list, view);
  }();
  if (!other || other->empty()) return {};
  return {std::string(core::claims::alike_hint) + "=" + *other};
}

}  // namespace kintsugi::api
