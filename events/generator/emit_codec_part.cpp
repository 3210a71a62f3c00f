// codec_<file>.h/.cpp: record -> view for the structs of one file that events use. Generated, as
// the folds open every event again and again; values go by their tables (runtime/codec_values.h).

#include <set>

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

std::string bits(const Field& field) {
  return field.initial_bits == 0 ? "" : ", " + std::to_string(field.initial_bits) + "u";
}

// The C++ type of a list's elements in the record.
std::string stored_element(const Field& field) {
  if (!field.ref.empty()) return "std::uint16_t";
  switch (field.type.element) {
    case Base::text:
      return "capnp::Text";
    case Base::data:
      return "capnp::Data";
    case Base::enumeration:
      return "std::uint16_t";
    case Base::structure:
      return "capnp::AnyStruct";
    default: {
      const std::string list = cpp_type(field, Form::view);  // std::vector<…>
      return list.substr(12, list.size() - 13);
    }
  }
}

std::string read_element(const Field& field) {
  if (!field.ref.empty()) return "reading.id(item, " + quoted(field.ref) + ")";
  switch (field.type.element) {
    case Base::text:
      return "text_view(item)";
    case Base::data:
      return "data_view(item)";
    case Base::enumeration:
      return "enumerant<" + field.type.enumeration->name + ">(item, " +
             number(field.type.enumeration->values.size()) + ", reading)";
    default:
      return "item";
  }
}

std::string read_single(const Field& field) {
  const std::string slot = number(field.slot);
  if (!field.ref.empty()) {
    return "reading.id(in.number<std::uint16_t>(" + slot + bits(field) + "), " +
           quoted(field.ref) + ")";
  }
  switch (field.type.base) {
    case Base::boolean:
      return "in.flag(" + slot + (field.initial_bits == 0 ? ")" : ", true)");
    case Base::text:
      return "in.text(" + slot + ")";
    case Base::data:
      return "in.data(" + slot + ")";
    case Base::enumeration:
      return "in.enumerant<" + field.type.enumeration->name + ">(" + slot + ", " +
             number(field.type.enumeration->values.size()) + ", reading" + bits(field) + ")";
    default:
      return "in.number<" + cpp_type(field, Form::view) + ">(" + slot + bits(field) + ")";
  }
}

void emit_view_field(Output& out, const Field& field, const std::string& to) {
  if (field.type.base == Base::void_ || field.secret()) return;
  const Struct* part = field.type.structure;
  const std::string slot = number(field.slot);
  if (field.type.is_list()) {
    out.open("if (const auto list = in.list<", stored_element(field), ">(", slot,
             "); list.size() > 0) {");
    out.line(to, ".reserve(list.size());");
    if (part != nullptr) {
      out.line("for (const auto item : list) view_", part->snake, "(Record(item), ", to,
               ".emplace_back(), reading);");
    } else {
      out.line("for (const auto item : list) ", to, ".emplace_back(", read_element(field), ");");
    }
    out.close();
  } else if (part != nullptr) {
    const std::string in = part->is_group() ? "in" : "in.structure(" + slot + ")";
    out.line("view_", part->snake, "(", in, ", ", to, ", reading);");
  } else {
    out.line(to, " = ", read_single(field), ";");
  }
}

std::string view_head(const Struct& s) {
  return "void view_" + s.snake + "([[maybe_unused]] const Record& in, [[maybe_unused]] " +
         s.view() + "& out, [[maybe_unused]] Reading& reading)";
}

void emit_view_reader(Output& out, const Struct& s) {
  out.open(view_head(s), " {");
  if (s.is_union()) {
    out.open("switch (in.number<std::uint16_t>(", number(s.discriminant_offset), ")) {");
    for (std::size_t i = 0; i < s.fields.size(); ++i) {
      const Field& field = s.fields[i];
      const bool group = field.type.base == Base::structure && field.type.structure->is_group();
      out.open("case ", number(field.discriminant), ": {");
      out.line("[[maybe_unused]] auto& to = out.emplace<", number(i), ">();");
      emit_view_field(out, field, group ? "to" : "to.value");
      out.line("break;");
      out.close();
    }
    out.line("default: reading.newer(", quoted(s.path), ");");
    out.close();
  } else {
    for (const Field& field : s.fields) emit_view_field(out, field, "out." + field.cpp);
  }
  out.close().blank();
}

}  // namespace

void emit_codec_part(const Model& model, const std::string& file, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "From records to views, struct by struct. Used by generated sources only.");
  out.line("#include \"events/schema/runtime/codec_support.h\"");
  out.line("#include \"schema/", file, "_views.h\"").blank();
  out.line("namespace kintsugi::schema::codec {").blank();
  for (const Struct* s : structs_of(model, file)) {
    if (s->in_events) out.line(view_head(*s), ";");
  }
  out.blank().line("}  // namespace kintsugi::schema::codec");
}

void emit_codec_part_source(const Model& model, const std::string& file, Output& out) {
  emit_banner(out, "From records to views, struct by struct.");
  const auto structs = structs_of(model, file);
  std::set<std::string> files = {file};
  for (const Struct* s : structs) {
    for (const Field& field : s->fields) {
      if (s->in_events && field.type.structure != nullptr) files.insert(field.type.structure->file);
    }
  }
  for (const std::string& used : files) out.line("#include \"schema/codec_", used, ".h\"");
  out.blank().line("namespace kintsugi::schema::codec {").blank();
  for (const Struct* s : structs) {
    if (s->in_events) emit_view_reader(out, *s);
  }
  out.line("}  // namespace kintsugi::schema::codec");
}

}  // namespace kintsugi::generator
