#include "replay/reports/ready.h"

#include <algorithm>
#include <map>

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
  if (field == nullptr) return;
  if (made.shown.zh.empty()) made.shown.zh = field->label_zh, made.shown.en = field->label_en;
  if (made.shown.type == CellType::enumeration) made.shown.enum_name = field->enum_name;
}

}  // namespace

Cell cell_of(const lists::Item& item, const lists::FieldPath& path) {
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

void Ready::add(const ReportColumn& column) {
  Resolved made;
  made.declared = &column;
  made.shown = {column.id, column.zh, column.en, CellType::integer, {}};
  if (!column.field.empty() && column.is != Is::looked_up) {
    made.path = must(list_.field(column.field));
    made.shown.type = cell_type(made.path);
    label(made, made.path);
  }
  if (column.is == Is::name) {
    made.other = lists::of_things(made.path.field()->ref);
    KINTSUGI_CHECK(made.other != nullptr, "a name of something listed");
    made.of = must(made.other->field("name"));
    made.shown.type = CellType::text;
  } else if (column.is == Is::looked_up) {
    made.other = lists::find(column.list);
    made.of = must(made.other->field(column.of));
    made.shown.type = cell_type(made.of);
    label(made, made.of);
  }
  if (!column.where.empty()) {
    const auto equals = column.where.find('=');
    KINTSUGI_CHECK(lists::add_condition(list_, column.where.substr(0, equals),
                                        column.where.substr(equals + 1), made.where)
                       .has_value(),
                   "a condition on the report's list");
  }
  for (std::string_view term : column.terms) {
    const bool minus = term.starts_with('-');
    if (minus || term.starts_with('+')) term.remove_prefix(1);
    made.terms.push_back({index_of(term), minus ? -1 : 1});
    KINTSUGI_CHECK(made.terms.back().column < columns_.size(), "computed from columns before");
    const auto type = columns_[made.terms.back().column].shown.type;
    if (column.formula == Formula::total) made.shown.type = type;
  }
  if (column.formula == Formula::rate) made.shown.type = CellType::rate;
  made.shown.adds = column.adds;
  columns_.push_back(std::move(made));
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
