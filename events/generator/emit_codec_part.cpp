// codec_<file>.h/.cpp: value -> builder, reader -> view, reader -> value, for the structs of one
// file.

#include <set>

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

// An expression for one element: what `set` takes.
std::string stored_item(const Field& field, const std::string& item) {
  if (!field.ref.empty()) return "names.index(" + quoted(field.ref) + ", " + item + ")";
  switch (field.type.leaf()) {
    case Base::text:
      return "text(" + item + ")";
    case Base::data:
      return "data(" + item + ")";
    case Base::enumeration:
      return "static_cast<" + field.type.enumeration->stored + ">(" + item + ")";
    default:
      return item;
  }
}

// `always`: in a union, where setting the field is what chooses the alternative.
void emit_build_field(Output& out, const Field& field, const std::string& value, bool always) {
  const Base leaf = field.type.leaf();
  const std::string title = field.title;
  const std::string names =
      leaf == Base::structure && field.type.structure->uses_refs ? ", names" : "";
  const std::string build = leaf == Base::structure ? "build_" + field.type.structure->snake : "";
  if (field.secret()) {
    out.line(always ? "out.set" + title + "({});" : "// " + field.name + " is secret: not stored");
  } else if (field.type.base == Base::void_) {
    out.line("out.set", title, "();");
  } else if (field.type.is_list()) {
    out.open(always ? "{" : "if (!" + value + ".empty()) {");
    out.line("auto list = out.init", title, "(size32(", value, ".size()));");
    out.line("std::uint32_t i = 0;");
    if (leaf == Base::structure) {
      out.line("for (const auto& item : ", value, ") ", build, "(list[i++], item", names, ");");
    } else {
      out.line("for (const auto& item : ", value, ") list.set(i++, ", stored_item(field, "item"),
               ");");
    }
    out.close();
  } else if (leaf == Base::structure) {
    out.line(build, "(out.init", title, "(), ", value, names, ");");
  } else if ((leaf == Base::text || leaf == Base::data) && !always) {
    out.line("if (!", value, ".empty()) out.set", title, "(", stored_item(field, value), ");");
  } else {
    out.line("out.set", title, "(", stored_item(field, value), ");");
  }
}

void emit_build(Output& out, const Struct& s) {
  out.open("void build_", s.snake, "([[maybe_unused]] ", s.stored,
           "::Builder out, [[maybe_unused]] const ", s.name, "& value",
           s.uses_refs ? ", StreamNames& names" : "", ") {");
  if (s.is_union()) {
    out.open("switch (value.index()) {");
    for (std::size_t i = 0; i < s.fields.size(); ++i) {
      const Field& field = s.fields[i];
      const bool group = field.type.base == Base::structure && field.type.structure->is_group();
      out.open("case ", number(i), ": {");
      const std::string held = "std::get<" + number(i) + ">(value)";
      emit_build_field(out, field, group ? held : held + ".value", true);
      out.line("break;");
      out.close();
    }
    out.close();
  } else {
    for (const Field& field : s.fields) emit_build_field(out, field, "value." + field.cpp, false);
  }
  out.close().blank();
}

std::string read_item(const Field& field, const std::string& item) {
  if (!field.ref.empty()) return "reading.id(" + item + ", " + quoted(field.ref) + ")";
  switch (field.type.leaf()) {
    case Base::text:
      return "text_view(" + item + ")";
    case Base::data:
      return "data_view(" + item + ")";
    case Base::enumeration:
      return "enumerant<" + field.type.enumeration->name + ">(" + item + ", " +
             number(field.type.enumeration->values.size()) + ", reading)";
    default:
      return item;
  }
}

void emit_read_field(Output& out, const Field& field, const std::string& to, Form form) {
  const std::string get = "in.get" + field.title + "()";
  if (field.type.base == Base::void_ || field.secret()) return;
  std::string function;
  if (field.type.leaf() == Base::structure) {
    function = (form == Form::view ? "view_" : "read_") + field.type.structure->snake + "(";
  }
  if (field.type.is_list()) {
    out.open("if (in.has", field.title, "()) {");
    out.line("const auto list = ", get, ";");
    out.line(to, ".reserve(list.size());");
    if (field.type.element == Base::structure) {
      out.line("for (const auto item : list) ", function, "item, ", to,
               ".emplace_back(), reading);");
    } else {
      out.line("for (const auto item : list) ", to, ".emplace_back(", read_item(field, "item"),
               ");");
    }
    out.close();
  } else if (field.type.base == Base::structure) {
    out.line(function, get, ", ", to, ", reading);");
  } else {
    out.line(to, " = ", read_item(field, get), ";");
  }
}

void emit_read(Output& out, const Struct& s, Form form) {
  out.open("void ", form == Form::view ? "view_" : "read_", s.snake, "([[maybe_unused]] ", s.stored,
           "::Reader in, [[maybe_unused]] ", cpp_type(s, form),
           "& out, [[maybe_unused]] Reading& reading) {");
  if (s.is_union()) {
    out.open("switch (static_cast<unsigned>(in.which())) {");
    for (std::size_t i = 0; i < s.fields.size(); ++i) {
      const Field& field = s.fields[i];
      const bool group = field.type.base == Base::structure && field.type.structure->is_group();
      out.open("case ", number(field.discriminant), ": {");
      out.line("[[maybe_unused]] auto& to = out.emplace<", number(i), ">();");
      emit_read_field(out, field, group ? "to" : "to.value", form);
      out.line("break;");
      out.close();
    }
    out.line("default: reading.newer(", quoted(s.path), ");");
    out.close();
  } else {
    for (const Field& field : s.fields) emit_read_field(out, field, "out." + field.cpp, form);
  }
  out.close().blank();
}

void emit_to_bytes(Output& out, const Struct& s) {
  out.open("Bytes to_bytes(const ", s.name, "& value) {");
  out.line("return codec::pack([&](capnp::MessageBuilder& message) {");
  out.line("  codec::build_", s.snake, "(message.initRoot<", s.stored, ">(), value);");
  out.line("});");
  out.close();
  out.open("template <> Result<", s.name, "> from_bytes<", s.name, ">(ByteView bytes) {");
  out.line("Result<", s.name, "> out;");
  out.line("codec::Reading reading{};");
  out.open("codec::unpack(bytes, reading, [&](capnp::MessageReader& message) {");
  out.line("codec::read_", s.snake, "(message.getRoot<", s.stored, ">(), *out, reading);");
  out.close("});");
  out.line("if (reading.failed()) out = reading.failure();");
  out.line("return out;");
  out.close().blank();
}

}  // namespace

void emit_codec_part(const Model& model, const std::string& file, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "Between values and Cap'n Proto, struct by struct. Used by codec*.cpp only.");
  out.line("#include \"events/commit/stream_names.h\"");
  out.line("#include \"events/schema/runtime/codec_support.h\"");
  out.line("#include \"schema/", file, ".capnp.h\"").line("#include \"schema/views.h\"").blank();
  out.line("namespace kintsugi::schema::codec {").blank();
  for (const Struct* s : structs_of(model, file)) {
    out.line("void build_", s->snake, "(", s->stored, "::Builder out, const ", s->name, "& value",
             s->uses_refs ? ", StreamNames& names" : "", ");");
    if (s->in_events) {
      out.line("void view_", s->snake, "(", s->stored, "::Reader in, ", s->view(),
               "& out, Reading& reading);");
    }
    if (s->in_values) {
      out.line("void read_", s->snake, "(", s->stored, "::Reader in, ", s->name,
               "& out, Reading& reading);");
    }
  }
  out.blank().line("}  // namespace kintsugi::schema::codec");
}

void emit_codec_part_source(const Model& model, const std::string& file, Output& out) {
  emit_banner(out, "Between values and Cap'n Proto, struct by struct.");
  const auto structs = structs_of(model, file);
  std::set<std::string> files = {file};
  for (const Struct* s : structs) {
    for (const Field& field : s->fields) {
      if (field.type.structure != nullptr) files.insert(field.type.structure->file);
    }
  }
  for (const std::string& used : files) out.line("#include \"schema/codec_", used, ".h\"");
  out.line("#include \"schema/bytes.h\"").blank();
  out.line("namespace kintsugi::schema::codec {").blank();
  for (const Struct* s : structs) {
    emit_build(out, *s);
    if (s->in_events) emit_read(out, *s, Form::view);
    if (s->in_values) emit_read(out, *s, Form::value);
  }
  out.line("}  // namespace kintsugi::schema::codec").blank();
  out.line("namespace kintsugi::schema {").blank();
  for (const Struct* s : structs) {
    if (s->in_bytes) emit_to_bytes(out, *s);
  }
  out.line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
