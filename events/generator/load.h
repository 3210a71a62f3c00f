#pragma once
// From the compiler's request to a Model, in two steps. Problems are collected in Model::problems,
// so that one run tells them all.

#include <capnp/schema.capnp.h>

#include <optional>

#include "events/generator/model.h"

namespace kintsugi::generator {

Model load_model(capnp::schema::CodeGeneratorRequest::Reader request);

// Codes and names unique, streams known, references only where they can be kept.
void check_model(Model& model);

// What is wrong with the field's $personal, or that it has none; empty: nothing. Of an ordered
// model.
std::string personal_fault(const Model& model, const Struct& s, const Field& field);

// What is said for forms: $means, $fills, $usual and $yields name what is there. Of an ordered
// model.
void check_forms(Model& model);
// Of which values $means may say that; of none: there is no such meaning.
bool goes_with(std::string_view means, Base base);

// Fills structs, commands, …: what is reachable from an annotated struct, parts before wholes.
void order_model(Model& model);

}  // namespace kintsugi::generator
