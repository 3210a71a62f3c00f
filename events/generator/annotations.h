#pragma once
// Our annotations of a schema, by their ids. What stands in them: declarations.h.

#include <cstdint>

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
  a_back,
  a_other_than,
  a_inbox,
  a_only_by,
  a_reads_as,
};

// What a text of several lines holds where $maxLength does not say: as core's is_note takes.
inline constexpr std::uint32_t note_octets_max = 4000;

}  // namespace kintsugi::generator
