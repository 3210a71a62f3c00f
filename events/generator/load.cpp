#include "events/generator/load.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "events/generator/annotations.h"
#include "events/generator/declarations.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

namespace cs = capnp::schema;

class Loader {
 public:
  explicit Loader(cs::CodeGeneratorRequest::Reader request) {
    for (auto node : request.getNodes()) nodes_[node.getId()] = node;
    for (auto info : request.getSourceInfo()) infos_[info.getId()] = info;
    for (auto file : request.getRequestedFiles()) {
      const std::string stem = file_stem(str(file.getFilename()));
      model_.files.push_back(stem);
      read_field_labels(nodes_.at(file.getId()), stem);
      for (auto nested : nodes_.at(file.getId()).getNestedNodes()) {
        declare(nested.getId(), stem, str(nested.getName()), str(nested.getName()), "stored");
      }
    }
    std::sort(model_.files.begin(), model_.files.end());
    // Filling a struct may add its groups at the end of the list: these are filled in turn.
    for (std::size_t i = 0; i < model_.owned_structs.size(); ++i) fill(*model_.owned_structs[i]);
    for (auto& e : model_.owned_enums) fill(*e);
    for (auto& s : model_.owned_structs) give_lines(*s);
    default_labels();
  }
  Model take() { return std::move(model_); }

 private:
  void declare(std::uint64_t id, const std::string& file, const std::string& path,
               const std::string& name, const std::string& scope);
  Struct& declare_group(const Struct& parent, std::uint64_t id, const std::string& title);
  void fill(Struct& s);
  void fill(Enum& e);
  void read_field_labels(cs::Node::Reader file, const std::string& stem);
  void give_lines(Struct& s);
  void default_labels();
  Field read_field(Struct& parent, cs::Field::Reader field);
  void read_slot(Field& out, cs::Field::Slot::Reader slot);
  void read_annotation(Field& field, cs::Annotation::Reader annotation);
  void read_annotation(Struct& s, cs::Annotation::Reader annotation);
  Type read_type(cs::Type::Reader type, std::string& problem);
  std::string member_doc(std::uint64_t id, unsigned index) const;

  Model model_;
  std::unordered_map<std::uint64_t, cs::Node::Reader> nodes_;
  std::unordered_map<std::uint64_t, cs::Node::SourceInfo::Reader> infos_;
  std::unordered_map<std::uint64_t, Struct*> structs_;
  std::unordered_map<std::uint64_t, Enum*> enums_;
  std::map<std::string, Label> field_labels_;
  std::map<std::string, std::string> meanings_;
  std::map<std::string, std::string> unused_labels_;  // to the problem that it is
};

void Loader::declare(std::uint64_t id, const std::string& file, const std::string& path,
                     const std::string& name, const std::string& scope) {
  const auto found = nodes_.find(id);
  if (found == nodes_.end()) return;
  const cs::Node::Reader node = found->second;
  const std::string stored = scope + "::" + path.substr(path.rfind('.') + 1);
  if (node.isStruct()) {
    auto& s = *model_.owned_structs.emplace_back(std::make_unique<Struct>());
    s.id = id, s.file = file, s.path = path, s.name = name, s.snake = snake_case(name);
    s.stored = stored;
    if (node.getIsGeneric()) s.problem = "generic structs are not supported";
    structs_[id] = &s;
  } else if (node.isEnum()) {
    auto& e = *model_.owned_enums.emplace_back(std::make_unique<Enum>());
    e.id = id, e.file = file, e.path = path, e.name = name, e.snake = snake_case(name);
    e.stored = stored;
    enums_[id] = &e;
  }
  for (auto nested : node.getNestedNodes()) {
    const std::string inner = str(nested.getName());
    declare(nested.getId(), file, path + "." + inner, name + inner, stored);
  }
}

Struct& Loader::declare_group(const Struct& parent, std::uint64_t id, const std::string& title) {
  auto& s = *model_.owned_structs.emplace_back(std::make_unique<Struct>());
  s.id = id, s.file = parent.file, s.path = parent.path + "." + title;
  s.name = parent.name + title, s.snake = snake_case(s.name);
  s.stored = parent.stored + "::" + title;
  const auto node = nodes_.at(id).getStruct();
  s.kind = node.getDiscriminantCount() > 0 ? Kind::alternatives : Kind::group;
  structs_[id] = &s;
  return s;
}

std::string Loader::member_doc(std::uint64_t id, unsigned index) const {
  const auto found = infos_.find(id);
  if (found == infos_.end() || index >= found->second.getMembers().size()) return {};
  return trimmed(found->second.getMembers()[index].getDocComment());
}

void Loader::fill(Struct& s) {
  const cs::Node::Reader node = nodes_.at(s.id);
  const auto structure = node.getStruct();
  if (const auto info = infos_.find(s.id); info != infos_.end()) {
    s.doc = trimmed(info->second.getDocComment());
  }
  for (auto annotation : node.getAnnotations()) read_annotation(s, annotation);
  s.data_words = structure.getDataWordCount();
  s.pointer_count = structure.getPointerCount();
  s.discriminant_offset = structure.getDiscriminantOffset();
  unsigned index = 0;
  unsigned alternatives = 0;
  for (auto field : structure.getFields()) {
    Field out = read_field(s, field);
    out.doc = member_doc(s.id, index++);
    if (field.getDiscriminantValue() != cs::Field::NO_DISCRIMINANT) {
      ++alternatives;
      out.discriminant = field.getDiscriminantValue();
    }
    s.fields.push_back(std::move(out));
  }
  if (alternatives > 0 && s.kind != Kind::alternatives) {
    s.problem = "give the union a name: `choice :union { … }`";
  } else if (alternatives != s.fields.size() && s.kind == Kind::alternatives) {
    s.problem = "a union and fields beside it in one group are not supported";
  }
  const bool by_discriminant = s.kind == Kind::alternatives;
  std::stable_sort(s.fields.begin(), s.fields.end(), [&](const Field& a, const Field& b) {
    return by_discriminant ? a.discriminant < b.discriminant : a.order < b.order;
  });
}

// What a person may write at length has lines: a command's text of which nothing else is said.
void Loader::give_lines(Struct& s) {
  if (s.kind != Kind::command) return;
  for (Field& field : s.fields) {
    const bool long_text = field.type.base == Base::text && !field.has_max_length;
    if (long_text && field.format.empty() && field.id_of.empty()) field.format = "multiline";
  }
}

void Loader::read_field_labels(cs::Node::Reader file, const std::string& stem) {
  for (auto annotation : file.getAnnotations()) {
    if (annotation.getId() != a_field_labels) continue;
    const auto all = annotation.getValue().getList().getAs<capnp::List<stored::FieldLabel>>();
    for (auto each : all) {
      const std::string name = str(each.getField());
      const std::string place = stem + ".capnp: fieldLabels: ";
      if (!field_labels_.emplace(name, Label{str(each.getZh()), str(each.getEn())}).second) {
        model_.problems.push_back(place + name + " is labelled twice");
      }
      if (each.hasMeans()) meanings_[name] = str(each.getMeans());
      unused_labels_[name] = place + "no field is named " + name;
    }
  }
}

// Fields without a label of their own: that of their name, else that of what they refer to or take
// their values from. What they mean likewise.
void Loader::default_labels() {
  std::map<std::string, Label> by_stream;
  for (const auto& s : model_.owned_structs) {
    if (s->kind == Kind::state) by_stream[s->stream] = s->label;
  }
  for (auto& s : model_.owned_structs) {
    for (Field& field : s->fields) {
      unused_labels_.erase(field.capnp_name);
      // A struct or a date of that name means something else.
      if (const auto means = meanings_.find(field.capnp_name);
          field.means.empty() && means != meanings_.end() && field.id_of.empty() &&
          goes_with(means->second, field.type.leaf()))
        field.means = means->second;
      if (!field.label.en.empty() || !field.label.zh.empty()) continue;
      const std::string& stream = field.ref.empty() ? field.id_of : field.ref;
      if (const auto named = field_labels_.find(field.capnp_name); named != field_labels_.end()) {
        field.label = named->second;
      } else if (const auto state = by_stream.find(stream); state != by_stream.end()) {
        field.label = state->second;
      } else if (field.type.enumeration != nullptr) {
        field.label = field.type.enumeration->label;
      }
    }
  }
  for (const auto& [name, problem] : unused_labels_) model_.problems.push_back(problem);
}

void Loader::fill(Enum& e) {
  const cs::Node::Reader node = nodes_.at(e.id);
  if (const auto info = infos_.find(e.id); info != infos_.end()) {
    e.doc = trimmed(info->second.getDocComment());
  }
  for (auto annotation : node.getAnnotations()) {
    if (annotation.getId() == a_label) e.label = read_label(annotation.getValue());
    if (annotation.getId() == a_refusals) e.refusals = str(annotation.getValue().getText());
  }
  unsigned index = 0;
  for (auto enumerant : node.getEnum().getEnumerants()) {
    Enumerant out;
    out.name = snake_case(str(enumerant.getName()));
    out.cpp = cpp_name(out.name);
    out.doc = member_doc(e.id, index++);
    for (auto annotation : enumerant.getAnnotations()) {
      if (annotation.getId() == a_label) out.label = read_label(annotation.getValue());
      if (annotation.getId() == a_yields) out.yields = str(annotation.getValue().getText());
      if (annotation.getId() == a_inbox) read_inbox(out, annotation.getValue());
      if (annotation.getId() == a_reads_as) read_reads_as(out, annotation.getValue());
    }
    e.values.push_back(std::move(out));
  }
}

Field Loader::read_field(Struct& parent, cs::Field::Reader field) {
  Field out;
  out.capnp_name = str(field.getName());
  out.title = title_case(out.capnp_name);
  out.name = snake_case(out.capnp_name);
  out.cpp = cpp_name(out.name);
  out.order = field.getCodeOrder();
  out.initial = "{}";
  if (field.isGroup()) {
    out.type.base = Base::structure;
    out.type.structure = &declare_group(parent, field.getGroup().getTypeId(), out.title);
  } else {
    read_slot(out, field.getSlot());
    out.number = field.getOrdinal().getExplicit();
  }
  for (auto annotation : field.getAnnotations()) read_annotation(out, annotation);
  if (out.format == "multiline" && !out.has_max_length) out.max_length = note_octets_max;
  return out;
}

std::string literal(std::int64_t value) {
  return value == INT64_MIN ? "INT64_MIN" : std::to_string(value);
}

void Loader::read_slot(Field& out, cs::Field::Slot::Reader slot) {
  out.type = read_type(slot.getType(), out.problem);
  out.slot = slot.getOffset();
  if (!slot.getHadExplicitDefault()) return;
  const auto value = slot.getDefaultValue();
  switch (value.which()) {
    case cs::Value::BOOL:
      out.initial = value.getBool() ? " = true" : "{}";
      out.initial_bits = value.getBool() ? 1 : 0;
      break;
    case cs::Value::INT8:
      out.initial = " = " + literal(value.getInt8());
      out.initial_bits = static_cast<std::uint64_t>(std::int64_t{value.getInt8()});
      break;
    case cs::Value::INT16:
      out.initial = " = " + literal(value.getInt16());
      out.initial_bits = static_cast<std::uint64_t>(std::int64_t{value.getInt16()});
      break;
    case cs::Value::INT32:
      out.initial = " = " + literal(value.getInt32());
      out.initial_bits = static_cast<std::uint64_t>(std::int64_t{value.getInt32()});
      break;
    case cs::Value::INT64:
      out.initial = " = " + literal(value.getInt64());
      out.initial_bits = static_cast<std::uint64_t>(std::int64_t{value.getInt64()});
      break;
    case cs::Value::UINT8:
      out.initial = " = " + std::to_string(value.getUint8());
      out.initial_bits = value.getUint8();
      break;
    case cs::Value::UINT16:
      out.initial = " = " + std::to_string(value.getUint16());
      out.initial_bits = value.getUint16();
      break;
    case cs::Value::UINT32:
      out.initial = " = " + std::to_string(value.getUint32());
      out.initial_bits = value.getUint32();
      break;
    case cs::Value::UINT64:
      out.initial = " = " + std::to_string(value.getUint64()) + "u";
      out.initial_bits = value.getUint64();
      break;
    case cs::Value::ENUM:
      out.initial = " = static_cast<" + out.type.enumeration->name + ">(" +
                    std::to_string(value.getEnum()) + ")";
      out.initial_bits = value.getEnum();
      break;
    default:
      out.problem = "only numbers, booleans and enums can have a default";
      break;
  }
}

Type Loader::read_type(cs::Type::Reader type, std::string& problem) {
  Type out;
  switch (type.which()) {
    case cs::Type::VOID:
      out.base = Base::void_;
      break;
    case cs::Type::BOOL:
      out.base = Base::boolean;
      break;
    case cs::Type::INT8:
      out.base = Base::int8;
      break;
    case cs::Type::INT16:
      out.base = Base::int16;
      break;
    case cs::Type::INT32:
      out.base = Base::int32;
      break;
    case cs::Type::INT64:
      out.base = Base::int64;
      break;
    case cs::Type::UINT8:
      out.base = Base::uint8;
      break;
    case cs::Type::UINT16:
      out.base = Base::uint16;
      break;
    case cs::Type::UINT32:
      out.base = Base::uint32;
      break;
    case cs::Type::UINT64:
      out.base = Base::uint64;
      break;
    case cs::Type::TEXT:
      out.base = Base::text;
      break;
    case cs::Type::DATA:
      out.base = Base::data;
      break;
    case cs::Type::LIST: {
      out = read_type(type.getList().getElementType(), problem);
      if (out.base == Base::list || out.base == Base::boolean || out.base == Base::void_) {
        problem = "lists of lists, booleans or nothing are not supported; use a struct";
      }
      out.element = out.base;
      out.base = Base::list;
      break;
    }
    case cs::Type::ENUM: {
      out.base = Base::enumeration;
      const auto found = enums_.find(type.getEnum().getTypeId());
      if (found != enums_.end())
        out.enumeration = found->second;
      else
        problem = "the enum's file is not among the schema files";
      break;
    }
    case cs::Type::STRUCT: {
      out.base = Base::structure;
      const auto found = structs_.find(type.getStruct().getTypeId());
      if (found != structs_.end())
        out.structure = found->second;
      else
        problem = "the struct's file is not among the schema files";
      break;
    }
    case cs::Type::FLOAT32:
    case cs::Type::FLOAT64:
      out.base = Base::unsupported;
      problem = "no floating point: money is Int64 fen, a rate Int32 ten-thousandths";
      break;
    default:
      out.base = Base::unsupported;
      problem = "this kind of type is not supported";
  }
  return out;
}

void Loader::read_annotation(Field& field, cs::Annotation::Reader annotation) {
  const auto value = annotation.getValue();
  switch (annotation.getId()) {
    case a_label:
      field.label = read_label(value);
      break;
    case a_ref:
      field.ref = str(value.getText());
      break;
    case a_id:
      field.id_of = str(value.getText());
      break;
    case a_format:
      field.format = str(value.getText());
      break;
    case a_personal:
      field.personal = str(value.getText());
      break;
    case a_means:
      field.means = str(value.getText());
      break;
    case a_fills:
      field.fills = strings(value.getList().getAs<capnp::List<capnp::Text>>());
      break;
    case a_required:
      field.required = true;
      break;
    case a_max_length:
      field.max_length = value.getUint32();
      field.has_max_length = true;
      break;
    case a_bounds: {
      const auto bounds = value.getStruct().getAs<stored::Bounds>();
      field.has_bounds = true;
      field.min = bounds.getMin();
      field.max = bounds.getMax();
      break;
    }
    default:
      break;
  }
}

void Loader::read_annotation(Struct& s, cs::Annotation::Reader annotation) {
  const auto value = annotation.getValue();
  switch (annotation.getId()) {
    case a_command: {
      const auto info = value.getStruct().getAs<stored::CommandInfo>();
      s.kind = Kind::command;
      s.stream = str(info.getStream());
      s.code = info.getCode();
      for (auto role : info.getRoles()) s.roles.push_back(str(role));
      break;
    }
    case a_event: {
      const auto info = value.getStruct().getAs<stored::EventInfo>();
      s.kind = Kind::event;
      s.stream = str(info.getStream());
      s.code = info.getCode();
      break;
    }
    case a_state:
      s.kind = Kind::state, s.stream = str(value.getText());
      break;
    case a_row:
      s.kind = Kind::row, s.stream = str(value.getText());
      break;
    case a_plural:
      s.plural = str(value.getText());
      break;
    case a_label:
      s.label = read_label(value);
      break;
    case a_list:
      s.list = std::make_unique<ListDecl>(read_list(value.getStruct().getAs<stored::ListInfo>()));
      break;
    case a_when:
      s.when = strings(value.getList().getAs<capnp::List<capnp::Text>>());
      break;
    case a_usual:
      s.usual = strings(value.getList().getAs<capnp::List<capnp::Text>>());
      break;
    case a_id_parts:
      s.id_parts = strings(value.getList().getAs<capnp::List<capnp::Text>>());
      break;
    case a_unlisted:
      s.unlisted = true;
      break;
    case a_person:
      s.person = true;
      break;
    case a_back:
      s.back = str(value.getText());
      break;
    case a_other_than:
      s.other_than = snake_case(str(value.getText()));
      break;
    case a_only_by:
      s.only_by = snake_case(str(value.getText()));
      break;
    default:
      break;
  }
}

}  // namespace

Model load_model(cs::CodeGeneratorRequest::Reader request) { return Loader(request).take(); }

}  // namespace kintsugi::generator
