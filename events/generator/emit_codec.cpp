// codec.h, bytes.h and codec.cpp: what others call. The struct by struct work is in
// emit_codec_part.cpp.

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

void emit_encode(Output& out, const std::string& variant, const std::vector<const Struct*>& all) {
  out.open("void encode(capnp::AnyPointer::Builder out, const ", variant,
           "& value, [[maybe_unused]] StreamNames& names) {");
  out.open("switch (value.index()) {");
  for (std::size_t i = 0; i < all.size(); ++i) {
    out.line("case ", number(i), ":");
    out.line("  return codec::build_", all[i]->snake, "(out.initAs<", all[i]->stored,
             ">(), std::get<", number(i), ">(value)", all[i]->uses_refs ? ", names" : "", ");");
  }
  out.line("default: return out.clear();");
  out.close();
  out.close().blank();
}

// `in_place`: into the caller's variant, which may be used again and again; else returned.
void emit_decode(Output& out, const std::string& variant, std::string_view function,
                 const std::string& name, const std::vector<const Struct*>& all, bool in_place) {
  const std::string result = in_place ? "Result<void> " : "Result<" + variant + "> ";
  const std::string emplace = in_place ? "out.emplace<" : "out->emplace<";
  out.open(result, name, "(std::uint16_t code, [[maybe_unused]] capnp::AnyPointer::Reader in,");
  out.line("    std::span<const std::string_view> names", in_place ? ", " + variant + "& out" : "",
           ") {");
  if (!in_place) out.line("Result<", variant, "> out;");
  out.line("codec::Reading reading{names};");
  out.open("codec::guarded(reading, [&] {");
  out.open("switch (code) {");
  for (std::size_t i = 0; i < all.size(); ++i) {
    out.line("case ", number(all[i]->code), ":");
    out.line("  return codec::", function, "_", all[i]->snake, "(in.getAs<", all[i]->stored,
             ">(), ", emplace, number(i), ">(), reading);");
  }
  out.line("default: return reading.unknown_code(code);");
  out.close();
  out.close("});");
  if (in_place) {
    out.line("if (reading.failed()) return reading.failure();");
    out.line("return {};");
  } else {
    out.line("if (reading.failed()) out = reading.failure();");
    out.line("return out;");
  }
  out.close().blank();
}

}  // namespace

void emit_bytes(const Model& model, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "Commands, states and rows as bytes: the words of one Cap'n Proto segment.");
  out.line("#include \"events/base/result.h\"").line("#include \"events/base/types.h\"");
  out.line("#include \"schema/values.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  out.line("// The same value gives the same bytes. Bytes that are no such struct: corrupt,");
  out.line(
      "// \"schema.malformed\"; written by a newer schema: corrupt, \"schema.newer\". The input");
  out.line("// may lie at any address. Any thread.");
  out.line("template <class T> Result<T> from_bytes(ByteView bytes);");
  for (const Struct* s : model.structs) {
    if (!s->in_bytes) continue;
    out.line("Bytes to_bytes(const ", s->name, "& value);");
    out.line("template <> Result<", s->name, "> from_bytes<", s->name, ">(ByteView bytes);");
  }
  out.blank().line("// Of monostate: no bytes. An unknown stream type: corrupt, \"schema.newer\".");
  out.line("Bytes state_to_bytes(const State& state);");
  out.line("Result<State> state_from_bytes(std::string_view stream_type, ByteView bytes);");
  out.blank().line("}  // namespace kintsugi::schema");
}

void emit_codec(const Model&, Output& out) {
  out.line("#pragma once");
  emit_banner(out,
              "Commands and events inside a record. The only header here that shows Cap'n Proto.");
  out.line("#include <capnp/any.h>").blank();
  out.line("#include \"events/commit/stream_names.h\"").line("#include \"schema/bytes.h\"");
  out.line("#include \"schema/views.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  out.line("// References to streams are noted in `names` and written as its indices.");
  for (const char* variant : {"Command", "Event"}) {
    out.line("void encode(capnp::AnyPointer::Builder out, const ", variant,
             "& value, StreamNames& names);");
  }
  out.blank().line(
      "// `names` are full stream names, \"type/id\"; index i is names[i - 1]. The view");
  out.line("// lives as long as the record and the names. An unknown code, enumerant or");
  out.line("// alternative: corrupt, \"schema.newer\"; anything else wrong: \"schema.malformed\".");
  out.line("Result<void> view_event(std::uint16_t code, capnp::AnyPointer::Reader in,");
  out.line("                        std::span<const std::string_view> names, EventView& out);");
  out.line("Result<Command> read_command(std::uint16_t code, capnp::AnyPointer::Reader in,");
  out.line("                             std::span<const std::string_view> names);");
  out.blank().line("}  // namespace kintsugi::schema");
}

void emit_codec_source(const Model& model, Output& out) {
  emit_banner(out, "Which struct a code stands for.");
  out.line("#include \"schema/codec.h\"").blank();
  out.line("#include \"events/schema/runtime/codec_support.h\"");
  for (const std::string& file : model.files) out.line("#include \"schema/codec_", file, ".h\"");
  out.blank().line("namespace kintsugi::schema {").blank();
  emit_encode(out, "Command", model.commands);
  emit_encode(out, "Event", model.events);
  emit_decode(out, "EventView", "view", "view_event", model.events, true);
  emit_decode(out, "Command", "read", "read_command", model.commands, false);
  out.open("Bytes state_to_bytes(const State& state) {");
  out.open("switch (state.index()) {");
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    out.line("case ", number(i + 1), ": return to_bytes(std::get<", number(i + 1), ">(state));");
  }
  out.line("default: return {};");
  out.close();
  out.close().blank();
  out.open("Result<State> state_from_bytes(std::string_view stream_type, ByteView bytes) {");
  out.line("(void)bytes;");
  for (const Struct* s : model.states) {
    out.line("if (stream_type == ", quoted(s->stream), ") return from_bytes<", s->name,
             ">(bytes);");
  }
  out.line("return fail(ErrorKind::corrupt, \"schema.newer\",");
  out.line("            \"unknown stream type \" + std::string(stream_type));");
  out.close();
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
