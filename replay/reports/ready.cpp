#include "replay/reports/ready.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "events/base/check.h"

namespace kintsugi::replay::declared {
namespace {

using schema::FieldKind;
using Is = ReportColumn::Is;
using Formula = ReportColumn::Formula;

template <class T>
T must(Result<T> result) {
  KINTSUGI_CHECK(result.has_value(), "a declared report names only what there is");
  return *std::move(result);
}

CellType cell_type(const lists::FieldPath& path) {
  if (path.is_id) return CellType::text;
  if (path.is_number) return CellType::integer;
  if (path.is_list()) return CellType::text;
  const auto& field = *path.field();
  if (field.format == "money") return CellType::money;
  if (field.format == "quantity") return CellType::quantity;
  if (field.format == "rate") return CellType::rate;
  switch (field.kind) {
    case FieldKind::instant:
      return CellType::instant;
    case FieldKind::date:
      return CellType::date;
    case FieldKind::position:
      return CellType::position;
    case FieldKind::enumeration:
      return CellType::enumeration;
    default:
      return path.is_text() ? CellType::text : CellType::integer;
  }
}

void label(Resolved& made, const lists::FieldPath& path) {
  const auto* field = path.field();
  if (path.is_id && made.shown.zh.empty()) made.shown.zh = "编号", made.shown.en = "Number";
  if (field == nullptr) return;
  if (made.shown.zh.empty()) made.shown.zh = field->label_zh, made.shown.en = field->label_en;
  const bool names = made.shown.type == CellType::enumeration ||
                     (path.is_list() && field->element_kind == FieldKind::enumeration);
  if (names) made.shown.enum_name = field->enum_name;
}

// Made of declarations, kept for the life of the process.
std::string_view kept(std::string text) {
  static std::mutex guard;
  static std::set<std::string> all;
  const std::lock_guard lock(guard);
  return *all.insert(std::move(text)).first;
}

// Beside what something is called by its number stands its name.
void label_name(Resolved& made, std::string_view ref) {
  const bool person = ref == "operator" || ref == "technician" || ref == "customer";
  made.shown.zh = kept(std::string(made.shown.zh) + (person ? "姓名" : "名称"));
  made.shown.en = kept(std::string(made.shown.en) + " (name)");
}

bool is_personal(const lists::FieldPath& path) {
  return path.field() != nullptr && !path.field()->personal.empty();
}

}  // namespace

namespace {

// A list of texts or of names as one text.
Cell joined(const lists::Item& item, const lists::FieldPath& path) {
  const auto& field = *path.field();
  const void* held = lists::place_of(item, path);
  const auto& ops = *field.value.list;
  const auto* first = static_cast<const std::byte*>(ops.items(held));
  std::string out;
  const bool names = field.element_kind == FieldKind::enumeration;
  if (!names && field.element_kind != FieldKind::text) return Cell();
  for (std::size_t i = 0; i < ops.size(held); ++i) {
    const std::byte* one = first + i * ops.stride;
    out.append(i ? ", " : "");
    if (names)
      out.append(field.enumeration->values[*reinterpret_cast<const std::uint16_t*>(one)].name);
    else
      out.append(*reinterpret_cast<const std::string*>(one));
  }
  return out;
}

}  // namespace

Cell cell_of(const lists::Item& item, const lists::FieldPath& path) {
  if (path.is_list()) return joined(item, path);
  const auto value = lists::value_of(item, path);
  if (value.is_text) return std::string(value.text);
  const auto* enumeration = path.field() ? path.field()->enumeration : nullptr;
  if (enumeration == nullptr) return value.number;
  return std::string(enumeration->values[static_cast<std::size_t>(value.number)].name);
}

std::int64_t number_of(const Cell& cell) {
  const auto* number = std::get_if<std::int64_t>(&cell);
  return number ? *number : 0;
}

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return std::to_string(number_of(cell));
}

// "payer=outlet&status=done".
void add_where(std::string_view conditions, const lists::List& list, lists::Query& out) {
  while (!conditions.empty()) {
    const auto end = std::min(conditions.find('&'), conditions.size());
    const std::string_view one = conditions.substr(0, end);
    const auto equals = one.find('=');
    KINTSUGI_CHECK(
        lists::add_condition(list, one.substr(0, equals), one.substr(equals + 1), out).has_value(),
        "a condition on the list of the column");
    conditions.remove_prefix(std::min(end + 1, conditions.size()));
  }
}

// Where each list has it. Of a grouped report all have it, by its name.
void Ready::find_keys(const ReportColumn& column, Resolved& made) const {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const bool elsewhere = !report_.grouped && !column.from.empty() && made.source != i;
    const bool of_it = !column.from.empty() && made.source == i;  // named as the list has it
    const std::string_view there = of_it ? column.field : sources_[i].called(column.field);
    const bool is_word = there.starts_with('=');
    made.words.push_back(is_word && !elsewhere ? there.substr(1) : std::string_view());
    if (report_.grouped || (i == 0 && !elsewhere)) {
      made.keys.push_back(must(lists_[i]->field(there)));
    } else {
      auto path = elsewhere || is_word ? Result<lists::FieldPath>() : lists_[i]->field(there);
      made.keys.push_back(path ? *std::move(path) : lists::FieldPath());
    }
  }
}

void Ready::add(const ReportColumn& column) {
  Resolved made;
  made.declared = &column;
  made.shown = {column.id, column.zh, column.en, CellType::integer, {}};
  for (std::size_t i = 0; i < sources_.size(); ++i)
    if (sources_[i].list == column.from) made.source = i;
  KINTSUGI_CHECK(column.from.empty() || made.source > 0, "of a list that the report names");
  const lists::List& of = list(made.source);
  const bool of_other = column.is == Is::looked_up || column.is == Is::gathered;
  if (column.is == Is::field || column.is == Is::name || column.is == Is::gathered)
    find_keys(column, made);
  if (!column.field.empty() && !of_other) {
    made.path = must(of.field(column.field));
    made.shown.type = cell_type(made.path);
    label(made, made.path);
  }
  if (column.is == Is::name) {
    made.other = lists::of_things(made.path.field()->ref);
    KINTSUGI_CHECK(made.other != nullptr, "a name of something listed");
    made.of = must(made.other->field("name"));
    made.shown.type = CellType::text;
    if (column.zh.empty()) label_name(made, made.path.field()->ref);
  } else if (of_other) {
    made.other = lists::find(column.list);
    if (column.is == Is::gathered) made.by = must(made.other->field(column.by));
    made.of = must(made.other->field(column.of));
    made.shown.type = cell_type(made.of);
    label(made, made.of);
  }
  if (!column.since.empty()) {
    made.since = must(of.field(column.since));
    made.shown.type = CellType::integer;
  }
  if (!column.past.empty()) made.past = must(of.field(column.past));
  using Per = ReportColumn::Per;
  if (column.per == Per::month) made.shown.type = CellType::text;
  if (column.per == Per::day) made.shown.type = CellType::date;
  const bool of_groups = column.per != Per::instant || is_end(column.is) ||
                         !column.past.empty() || !column.since.empty();
  KINTSUGI_CHECK(report_.grouped || !of_groups, "what only groups have, of a grouped report");
  add_where(column.where, column.is == Is::gathered ? *made.other : of, made.where);
  for (std::string_view term : column.terms) {
    const bool minus = term.starts_with('-');
    if (minus || term.starts_with('+')) term.remove_prefix(1);
    made.terms.push_back({index_of(term), minus ? -1 : 1});
    KINTSUGI_CHECK(made.terms.back().column < columns_.size(), "computed from columns before");
    const auto type = columns_[made.terms.back().column].shown.type;
    const bool first = made.terms.size() == 1;
    if (column.formula == Formula::total || (column.formula == Formula::average && first))
      made.shown.type = type;
  }
  if (column.formula == Formula::rate) made.shown.type = CellType::rate;
  if (column.formula == Formula::mean) made.shown.type = CellType::quantity;
  made.shown.adds = column.adds;
  // A count and a sum tell of many.
  const bool given = column.is == Is::field || column.is == Is::name || column.is == Is::looked_up;
  look_at(made);
  made.shown.personal = given && is_personal(made.other != nullptr ? made.of : made.path);
  // What somebody has earned by one order is his; of a group it is nobody's.
  if (column.is == Is::gathered && !report_.grouped)
    made.shown.personal = !made.other->own_kind().empty();
  columns_.push_back(std::move(made));
}

void Ready::look_at(const Resolved& column) {
  const auto is = column.declared->is;
  const bool of_rows = is == Is::counted || is == Is::summed || is_end(is);
  for (std::size_t source = 0; source < sources_.size(); ++source) {
    auto& out = looked_at_[source];
    if (!column.keys.empty() && column.keys[source].there()) out.push_back(column.keys[source]);
    std::string_view parts = is == Is::looked_up ? column.declared->field : std::string_view();
    while (!parts.empty()) {
      const auto end = std::min(parts.find(':'), parts.size());
      if (const auto part = list(source).field(parts.substr(0, end))) out.push_back(*part);
      parts.remove_prefix(std::min(end + 1, parts.size()));
    }
    if (!of_rows || source != column.source) continue;
    for (const lists::FieldPath* path : {&column.path, &column.since, &column.past})
      if (path->there()) out.push_back(*path);
    for (const lists::Condition& one : column.where.conditions) out.push_back(one.field);
  }
}

void Ready::check_chart() const {
  const ReportChart& chart = report_.chart;
  if (chart.kind == ReportChart::Kind::none) return;
  const auto there = [&](std::string_view id) { return index_of(id) < columns_.size(); };
  KINTSUGI_CHECK(there(chart.along), "a chart goes along a column of its report");
  KINTSUGI_CHECK(chart.named.empty() || there(chart.named), "a chart's names are a column");
  KINTSUGI_CHECK((chart.kind == ReportChart::Kind::heat) == there(chart.across),
                 "heat has rows of its own, and nothing else has");
  const bool one = chart.kind == ReportChart::Kind::heat || chart.kind == ReportChart::Kind::share;
  KINTSUGI_CHECK(!one || chart.figures.size() <= 1, "shares and heat are of one figure");
  for (std::string_view figure : chart.figures) {
    KINTSUGI_CHECK(there(figure), "a chart's figures are columns of its report");
    const CellType type = columns_[index_of(figure)].shown.type;
    KINTSUGI_CHECK(type == CellType::integer || type == CellType::money ||
                       type == CellType::quantity || (chart.mean && type == CellType::rate),
                   "a chart's figures can be added up");
  }
}

const Ready& ready(const Report& report) {
  static const std::map<const Report*, Ready> all = [] {
    std::map<const Report*, Ready> made;
    for (const Report* one : declared_reports()) made.emplace(one, Ready(*one));
    return made;
  }();
  return all.at(&report);
}

}  // namespace kintsugi::replay::declared
