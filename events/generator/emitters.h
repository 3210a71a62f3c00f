#pragma once
// One function per generated file. They see a checked model and write text; none of them decides
// anything about the schema itself.

#include <string>
#include <string_view>
#include <vector>

#include "events/generator/model.h"
#include "events/generator/output.h"

namespace kintsugi::generator {

// Writes every file into the current directory; false where one cannot be written.
bool emit_all(const Model& model);

void emit_values(const Model& model, Output& out);  // values.h
void emit_values_source(const Model& model,
                        Output& out);                     // values.cpp: names of enums and variants
void emit_views(const Model& model, Output& out);         // views.h
void emit_views_source(const Model& model, Output& out);  // views.cpp: to_value
void emit_bytes(const Model& model, Output& out);         // bytes.h
void emit_codec(const Model& model, Output& out);         // codec.h
void emit_codec_source(const Model& model, Output& out);  // codec.cpp: the variants
void emit_codec_part(const Model& model, const std::string& file, Output& out);
void emit_codec_part_source(const Model& model, const std::string& file, Output& out);
void emit_json(const Model& model, Output& out);         // json.h
void emit_json_parts(const Model& model, Output& out);   // json_parts.h: what json_*.cpp share
void emit_json_source(const Model& model, Output& out);  // json.cpp: the variants
void emit_json_part_source(const Model& model, const std::string& file, Output& out);
void emit_dispatch(const Model& model, Output& out);         // dispatch.h
void emit_dispatch_source(const Model& model, Output& out);  // dispatch.cpp, compiled in core
void emit_description(const Model& model, Output& out);      // description.cpp
void emit_typescript(const Model& model, Output& out);       // schema.ts

// --- what several emitters share
enum class Form { value, view };
void emit_banner(Output& out, std::string_view purpose);
std::string cpp_type(const Field& field, Form form);  // of the member, or of a union's alternative
std::string cpp_type(const Struct& s, Form form);
std::string alternative_name(const Struct& union_, const Field& field, Form form);
std::vector<const Struct*> structs_of(const Model& model, const std::string& file);
std::string number(std::size_t n);
// The class of a variant, and its definitions.
void emit_variant(Output& out, const std::string& name,
                  const std::vector<std::string>& alternatives, bool comparable);
void emit_variant_source(Output& out, const std::string& name,
                         const std::vector<std::string>& alternatives, bool comparable);

}  // namespace kintsugi::generator
