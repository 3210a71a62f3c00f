#include "events/generator/emitters.h"

namespace kintsugi::generator {
namespace {

std::string scalar(Base base, const Enum* enumeration) {
  switch (base) {
    case Base::boolean:
      return "bool";
    case Base::int8:
      return "std::int8_t";
    case Base::int16:
      return "std::int16_t";
    case Base::int32:
      return "std::int32_t";
    case Base::int64:
      return "std::int64_t";
    case Base::uint8:
      return "std::uint8_t";
    case Base::uint16:
      return "std::uint16_t";
    case Base::uint32:
      return "std::uint32_t";
    case Base::uint64:
      return "std::uint64_t";
    case Base::enumeration:
      return enumeration->name;
    default:
      return "void";
  }
}

}  // namespace

void emit_banner(Output& out, std::string_view purpose) {
  out.line("// Generated from events/schema/*.capnp by events/generator. Do not edit.");
  out.line("// ", purpose);
  out.blank();
}

std::string number(std::size_t n) { return std::to_string(n); }

std::string cpp_type(const Struct& s, Form form) { return form == Form::view ? s.view() : s.name; }

std::string cpp_type(const Field& field, Form form) {
  const std::string text = form == Form::view ? "std::string_view" : "std::string";
  std::string inner;
  const Base leaf = field.type.leaf();
  if (!field.ref.empty() || leaf == Base::text || leaf == Base::data) {
    inner = text;
  } else if (leaf == Base::structure) {
    inner = cpp_type(*field.type.structure, form);
  } else {
    inner = scalar(leaf, field.type.enumeration);
  }
  return field.type.is_list() ? "std::vector<" + inner + ">" : inner;
}

std::string alternative_name(const Struct& union_, const Field& field, Form form) {
  return union_.name + field.title + (form == Form::view ? "View" : "");
}

std::vector<const Struct*> structs_of(const Model& model, const std::string& file) {
  std::vector<const Struct*> out;
  for (const Struct* s : model.structs) {
    if (s->file == file) out.push_back(s);
  }
  return out;
}

bool emit_all(const Model& model) {
  bool good = true;
  const auto make = [&](const std::string& path, auto&& emit) {
    Output out(path);
    emit(out);
    good = out.write() && good;
  };
  const auto whole = [&](const std::string& path, void (*emit)(const Model&, Output&)) {
    make(path, [&](Output& out) { emit(model, out); });
  };
  whole("registry.cpp", emit_registry);
  whole("dispatch.cpp", emit_dispatch_parts);
  make("description.h", [](Output& out) {
    out.line("#pragma once");
    emit_banner(out, "The schema as data.");
    out.line("#include \"events/schema/runtime/description.h\"");
  });
  whole("description.cpp", emit_description);
  whole("lists.cpp", emit_lists);
  whole("schema.ts", emit_typescript);
  const auto part = [&](const std::string& path, const std::string& file,
                        void (*emit)(const Model&, const std::string&, Output&)) {
    make(path, [&](Output& out) { emit(model, file, out); });
  };
  for (const std::string& file : model.files) {
    part(file + ".h", file, emit_all_values);
    for (const std::string_view header : value_headers) {
      const std::string path = file + std::string(header);
      part(path, path, emit_values);
    }
    part(file + ".cpp", file, emit_values_source);
    part(file + "_views.h", file, emit_views);
    part(file + "_dispatch.h", file, emit_dispatch);
    part(file + "_dispatch.cpp", file, emit_dispatch_part);
    part("codec_" + file + ".h", file, emit_codec_part);
    part("codec_" + file + ".cpp", file, emit_codec_part_source);
    part("table_" + file + ".cpp", file, emit_table);
  }
  return good;
}

}  // namespace kintsugi::generator
