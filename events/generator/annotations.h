#pragma once
// Our annotations of a schema, by their ids, and what stands in them as values of the model.

#include <capnp/schema.capnp.h>

#include <cstdint>
#include <string>
#include <vector>

#include "events/generator/model.h"
#include "schema/annotations.capnp.h"

namespace kintsugi::generator {

// Persistent, from events/schema/annotations.capnp.
enum AnnotationId : std::uint64_t {
  a_command = 0xe1d0a4a6b2c94f01,
  a_event,
  a_state,
  a_plural,
  a_row,
  a_refusals,
  a_label,
  a_ref,
  a_id,
  a_format,
  a_required,
  a_bounds,
  a_max_length,
  a_field_labels,
  a_list,
  a_when,
  a_id_parts,
  a_unlisted,
  a_personal,
  a_person,
  a_means,
  a_usual,
  a_yields,
  a_fills,
};

// What a text of several lines holds where $maxLength does not say: as core's is_note takes.
inline constexpr std::uint32_t note_octets_max = 4000;

inline std::string str(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

inline std::string trimmed(capnp::Text::Reader text) {
  std::string out = str(text);
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
  return out;
}

inline Label read_label(capnp::schema::Value::Reader value) {
  const auto label = value.getStruct().getAs<stored::Label>();
  return {str(label.getZh()), str(label.getEn())};
}

inline std::vector<std::string> strings(capnp::List<capnp::Text>::Reader list) {
  std::vector<std::string> out;
  for (auto one : list) out.push_back(str(one));
  return out;
}

inline ListDecl read_list(stored::ListInfo::Reader in) {
  return {str(in.getName()),     str(in.getKeeper()),      str(in.getElements()),
          str(in.getThing()),    str(in.getOrder()),       str(in.getOwner()),
          str(in.getOwn()),      str(in.getMenu()),
          strings(in.getAround()),  strings(in.getId()),
          strings(in.getIndexes()), strings(in.getReaders()), strings(in.getSearch()),
          strings(in.getCommands())};
}

}  // namespace kintsugi::generator
