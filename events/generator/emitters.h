#pragma once
// One function per generated file. They see a checked model and write text; none of them decides
// anything about the schema itself.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "events/generator/model.h"
#include "events/generator/output.h"

namespace kintsugi::generator {

// Writes every file into the current directory; false where one cannot be written.
bool emit_all(const Model& model);

// Of one schema file:
void emit_values(const Model& model, const std::string& header, Output& out);  // <file>_state.h, …
void emit_all_values(const Model& model, const std::string& file, Output& out);     // <file>.h
void emit_values_source(const Model& model, const std::string& file, Output& out);  // <file>.cpp
void emit_views(const Model& model, const std::string& file, Output& out);  // <file>_views.h
void emit_dispatch(const Model& model, const std::string& file, Output& out);
void emit_dispatch_part(const Model& model, const std::string& file, Output& out);
void emit_codec_part(const Model& model, const std::string& file, Output& out);
void emit_codec_part_source(const Model& model, const std::string& file, Output& out);
void emit_table(const Model& model, const std::string& file, Output& out);  // table_<file>.cpp

// Of all of them:
void emit_registry(const Model& model, Output& out);        // registry.cpp
void emit_dispatch_parts(const Model& model, Output& out);  // dispatch.cpp, compiled with core
void emit_description(const Model& model, Output& out);     // description.cpp
void emit_typescript(const Model& model, Output& out);      // schema.ts
void emit_lists(const Model& model, Output& out);           // lists.cpp

// --- what several emitters share
enum class Form { value, view };
void emit_banner(Output& out, std::string_view purpose);
std::string cpp_type(const Field& field, Form form);  // of the member, or of a union's alternative
std::string cpp_type(const Struct& s, Form form);
std::string alternative_name(const Struct& union_, const Field& field, Form form);
std::vector<const Struct*> structs_of(const Model& model, const std::string& file);
std::string number(std::size_t n);
// The headers of a file's values, after its name (Struct::header).
inline constexpr std::string_view value_headers[] = {"_state.h", "_refusals.h", "_commands.h",
                                                     "_events.h"};
void emit_view_conversions(Output& out, const Struct& s);  // to_value and as_view
// Where a struct's table is: after its definition.
void emit_described(Output& out, const Struct& s, Form form);

}  // namespace kintsugi::generator
