#include "api/import/unmet.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/import/alike.h"
#include "api/words/nearest.h"
#include "core/text/search_key.h"
#include "core/text/text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::size_t listed_max = 20;  // of each kind

std::vector<std::string> sorted(const std::unordered_set<std::string>& names) {
  std::vector<std::string> list(names.begin(), names.end());
  std::sort(list.begin(), list.end());
  return list;
}

// Adds as many as are read; how many there are of them all.
void add(const std::vector<std::string>& found, std::vector<std::string>& notes) {
  const std::size_t told = std::min(found.size(), listed_max);
  notes.insert(notes.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(told));
  if (told < found.size())
    notes.push_back(fmt::format("and {} more of this kind", found.size() - told));
}

}  // namespace

Unmet::Unmet(const Mapping& mapping)
    : mapping_(mapping), one_per_name_(mapping.operator_id.is_settled_by("operator")) {}

void Unmet::take(const RawEvent& raw) {
  if (mapping_.source.format != Source::Format::xes) return;
  for (const Attribute& attribute : raw.attributes) columns_.insert(attribute.name);
}

void Unmet::take(const InputEvent& event) {
  activities_.insert(event.activity);
  if (one_per_name_ && !event.operator_name.empty()) people_.insert(event.operator_name);
}

std::vector<std::string> Unmet::notes() const {
  std::vector<std::string> notes;
  if (mapping_.source.format == Source::Format::xes) note_columns(notes);
  note_activities(notes);
  note_people(notes);
  return notes;
}

// Names that [source] has by itself may well be missing.
void Unmet::note_columns(std::vector<std::string>& notes) const {
  const std::vector<std::string> known = sorted(columns_);
  std::vector<std::string> found;
  for (const std::string& wanted : mapping_.needed_columns()) {
    const bool by_itself = wanted == "case:concept:name" || wanted == "org:resource";
    if (by_itself || wanted == mapping_.source.time_name || columns_.contains(wanted)) continue;
    found.push_back(fmt::format("no event has the attribute \"{}\"{}", wanted,
                                did_you_mean(wanted, known)));
  }
  add(found, notes);
}

// A name that nearly is the mapping's, where that one comes nowhere: mistyped, most likely.
void Unmet::note_activities(std::vector<std::string>& notes) const {
  // In whatever capitals and width.
  const auto is_named = [&](const std::string& activity) {
    return mapping_.activities.contains(activity) ||
           mapping_.activity_keys.contains(word_key(activity));
  };
  std::vector<std::string> unused;
  for (const auto& [name, rule] : mapping_.activities)
    if (name != "*" && !activities_.contains(name)) unused.push_back(name);
  std::vector<std::string> found;
  for (const std::string& activity : sorted(activities_)) {
    if (unused.empty() || is_named(activity)) continue;
    const std::string near = nearest_word(activity, unused);
    if (near.empty()) continue;
    found.push_back(fmt::format("the mapping names \"{}\", which no entry is; \"{}\" {}", near,
                                activity,
                                mapping_.rule_for(activity) == nullptr ? "is not named"
                                                                       : "goes to \"*\""));
  }
  add(found, notes);
}

void Unmet::note_people(std::vector<std::string>& notes) const {
  std::map<std::string, std::string> by_number;
  std::vector<std::string> found;
  InputEvent event;
  for (const std::string& name : sorted(people_)) {
    event.operator_name = name;
    const std::string number = mapping_.operator_id.render(Fields::of(event)).value_or("");
    if (number.empty()) {
      found.push_back(fmt::format("[operator] id gives no number for \"{}\"", name));
      continue;
    }
    if (!core::is_id(number)) {
      found.push_back(fmt::format("\"{}\" is the operator {}: a number is 1 to 64 octets without / "
                                  "and : (the filter slug makes such)",
                                  name, number));
      continue;
    }
    const auto [first, fresh] = by_number.try_emplace(number, name);
    if (fresh || core::same_key(core::KeyKind::name, first->second, name)) continue;
    found.push_back(fmt::format(
        "\"{}\" and \"{}\" are both the operator {}: [operator] id must tell them apart",
        first->second, name, number));
  }
  add(found, notes);
}

}  // namespace kintsugi::api::import
