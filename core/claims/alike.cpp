#include "core/claims/alike.h"

#include <algorithm>
#include <iterator>

#include "core/authority/authority.h"
#include "core/text/characters.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "events/schema/runtime/access.h"
#include "schema/claimed_id_dispatch.h"
#include "schema/claimed_id_events.h"
#include "schema/claimed_id_refusals.h"
#include "schema/claimed_id_state.h"

namespace kintsugi::core {
namespace claims {
namespace {

constexpr std::string_view with_chosen_ids[] = {
    "asset", "brand", "bulletin", "care_call", "care_rule", "complaint", "customer", "dealer",
    "fault_code", "handover", "incident", "inspection", "interaction", "liability",
    "machine_appraisal", "operator", "outlet", "part", "part_category", "part_request",
    "questionnaire", "saved_query", "suggestion", "survey", "tariff", "technician", "wage_rule",
    "warehouse", "warranty_policy", "work_order"};

std::string in_ascii_case(std::string text, char from, char to) {
  for (char& c : text)
    if (c >= from && c <= from + 25) c = static_cast<char>(c - from + to);
  return text;
}
std::string in_capitals(std::string text) { return in_ascii_case(std::move(text), 'a', 'A'); }
std::string in_small(std::string text) { return in_ascii_case(std::move(text), 'A', 'a'); }

std::string key_of(std::string_view id) {
  const std::string key = search_key(KeyKind::code, id);
  return is_id(key) ? key : std::string(id);
}

// The field that names the command's own thing. A brand's code is no reference.
const schema::FieldInfo* own_id(const schema::TypeInfo& type) {
  for (const schema::FieldInfo& field : type.fields)
    if (field.ref == type.stream && field.type == "text") return &field;
  return type.field(type.stream);
}

bool makes(std::string_view stream, const Events& decided) {
  return std::any_of(decided.list().begin(), decided.list().end(),
                     [&](const StreamEvent& one) { return one.stream == stream; });
}

}  // namespace

bool has_chosen_ids(std::string_view stream_type) {
  return std::find(std::begin(with_chosen_ids), std::end(with_chosen_ids), stream_type) !=
         std::end(with_chosen_ids);
}

std::vector<std::string> forms_of(std::string_view id) {
  std::vector<std::string> forms;
  const std::string plain = narrow(id);
  const std::string key = key_of(id);
  for (const std::string& form :
       {plain, in_capitals(plain), in_small(plain), in_capitals(key), key}) {
    const bool known = std::find(forms.begin(), forms.end(), form) != forms.end();
    if (form != id && !known && is_id(form)) forms.push_back(form);
  }
  return forms;
}

Result<void> claim_chosen_id(const schema::Command& command, Reads& reads, Events& decided) {
  const schema::TypeInfo& type = *command.ops()->info;
  if (!is_person(reads) || !has_chosen_ids(type.stream)) return {};
  const schema::FieldInfo* field = own_id(type);
  const std::string id(field == nullptr ? "" : schema::text_at(command.data(), *field));
  const std::string stream = std::string(type.stream) + "/" + id;
  const auto is_there = [&](std::string_view one) {
    return reads.note(type.stream, one).state != nullptr;
  };
  if (id.empty() || !makes(stream, decided) || is_there(id)) return {};
  const auto taken = [](std::string_view by) {
    return refuse(schema::IdRefusal::alike, std::string(by) + " is that already");
  };
  for (const std::string& form : forms_of(id))
    if (is_there(form)) return taken(form);
  if (const auto other = reads.unknown_in(alike_hint)) return taken(*other);
  const std::string key = key_of(id);
  const std::string claim = std::string(type.stream) + ":" + in_capitals(key);
  if (const auto* claimed = reads.find<schema::ClaimedId>(claim)) return taken(claimed->id);
  if (id != key && id != in_capitals(key)) decided.on(claim, schema::IdClaimed{.id = id});
  return {};
}

}  // namespace claims

void evolve(schema::ClaimedId& state, const schema::IdClaimedView& event) { state.id = event.id; }

}  // namespace kintsugi::core
