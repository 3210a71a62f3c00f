// $personal: does it say of whom the field tells?

#include <algorithm>
#include <set>

#include "events/generator/load.h"

namespace kintsugi::generator {
namespace {

bool is_person(const Model& model, std::string_view stream) {
  const Struct* state = model.state_of(stream);
  return state != nullptr && state->person;
}

const Field* field_of(const Struct& s, std::string_view name) {
  const auto found = std::find_if(s.fields.begin(), s.fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == s.fields.end() ? nullptr : &*found;
}

// Why `owner` holds no person's id, seen from a field of `s`; empty: it does. `seen`: structs that
// were asked, each once, also where a schema makes the mistake of a struct that holds itself.
std::string owner_fault(const Model& model, const Struct& s, const std::string& owner,
                        std::set<const Struct*>& seen) {
  if (!seen.insert(&s).second) return {};
  const bool of_stream = s.kind == Kind::state || s.kind == Kind::event;
  if (owner == "id" && of_stream) {
    return is_person(model, s.stream) ? "" : "the stream's own thing is no person";
  }
  const Field* found = field_of(s, owner);
  if (found == nullptr && (s.kind == Kind::command || s.kind == Kind::event)) {
    if (const Struct* state = model.state_of(s.stream)) found = field_of(*state, owner);
  }
  if (found != nullptr) {
    const bool person = is_person(model, found->ref.empty() ? found->id_of : found->ref);
    return person ? "" : owner + " is no id of a person";
  }
  // A part: wherever it stands, there must be one around it.
  std::string fault = "there is no field " + owner + " here or around it";
  for (const Struct* around : model.structs) {
    const bool holds = std::any_of(around->fields.begin(), around->fields.end(),
                                   [&](const Field& one) { return one.type.structure == &s; });
    if (!holds) continue;
    fault = owner_fault(model, *around, owner, seen);
    if (!fault.empty()) return fault;
  }
  return fault;
}

}  // namespace

std::string personal_fault(const Model& model, const Struct& s, const Field& field) {
  const std::string& owner = field.personal;
  if (owner.empty()) {
    if (field.format != "phone") return {};
    return "whose is it? A phone needs $personal, of a thing (\"none\") too";
  }
  const Base leaf = field.type.leaf();
  if (leaf == Base::structure || leaf == Base::void_ || leaf == Base::boolean) {
    return "$personal goes with texts and numbers; mark the fields of a part";
  }
  if (owner == "none" || owner == "someone") return {};
  std::set<const Struct*> seen;
  const std::string fault = owner_fault(model, s, owner, seen);
  return fault.empty() ? fault : "$personal(\"" + owner + "\"): " + fault;
}

}  // namespace kintsugi::generator
