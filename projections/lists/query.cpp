#include "projections/lists/query.h"

#include <algorithm>

#include "events/schema/runtime/time_text.h"
#include "projections/lists/index.h"
#include "projections/lists/search.h"
#include "projections/lists/tree.h"

namespace kintsugi::projections::lists {
namespace {

// Texts of a list of texts; of a text, itself.
template <class Test>
bool any_text(const Item& item, const FieldPath& path, Test test) {
  if (!path.is_list()) return test(value_of(item, path).text);
  const auto& place = path.field()->value;
  const void* held = place_of(item, path);
  const auto* first = static_cast<const std::byte*>(place.list->items(held));
  for (std::size_t i = 0; i < place.list->size(held); ++i)
    if (test(*reinterpret_cast<const std::string*>(first + i * place.list->stride))) return true;
  return false;
}

bool is_text_list(const FieldPath& path) {
  using schema::FieldKind;
  return path.is_list() && (path.field()->element_kind == FieldKind::text ||
                            path.field()->element_kind == FieldKind::reference);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ',') {
      out.back() += text[++i];
    } else if (text[i] == ',') {
      out.emplace_back();
    } else {
      out.back() += text[i];
    }
  }
  return out;
}

bool is_time(const FieldPath& path) {
  const auto* said = path.field();
  return !path.is_id && !path.is_number && said != nullptr &&
         (said->kind == schema::FieldKind::instant || said->kind == schema::FieldKind::date);
}

tl::unexpected<Error> bad(std::string_view parameter, std::string_view expected) {
  return fail(ErrorKind::invalid, "request.bad_parameter",
              std::string(parameter).append(": ").append(expected));
}

bool tells_phone(const FieldPath& field) {
  return field.field() != nullptr && term_kind(field) == TermKind::phone;
}

// As texts of the field are compared: a phone by its key, whichever way it is written.
std::string told(const FieldPath& field, std::string_view text) {
  return tells_phone(field) ? looked_for(text) : folded(text);
}

}  // namespace

bool Condition::holds(const Item& item) const {
  if (!any_of.empty()) {
    const auto is_one = [&](const FieldValue& value) {
      return std::any_of(any_of.begin(), any_of.end(),
                         [&](const OwnedValue& one) { return is_same(field, one.view(), value); });
    };
    if (field.is_list())
      return any_text(item, field, [&](std::string_view text) { return is_one({true, 0, text}); });
    return is_one(value_of(item, field));
  }
  if (!beginning.empty())
    return any_text(item, field, [&](std::string_view text) {
      return told(field, text).starts_with(beginning);
    });
  if (!part.empty())
    return any_text(item, field, [&](std::string_view text) {
      return told(field, text).find(part) != std::string::npos;
    });
  const std::int64_t number = value_of(item, field).number;
  // What has not happened is before nothing.
  if (number == 0 && (from || until) && is_time(field)) return false;
  return (!from || number >= *from) && (!until || number < *until);
}

bool Query::holds(const Item& item) const {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& one) { return one.holds(item); });
}

Result<void> add_condition(const List& list, std::string_view parameter, std::string_view text,
                           Query& query) {
  constexpr std::string_view ends[] = {".from", ".until", ".begins", ".has", ".under"};
  std::string_view name = parameter, end;
  for (const auto one : ends) {
    if (!parameter.ends_with(one)) continue;
    end = one;
    name.remove_suffix(one.size());
  }
  auto field = list.field(name);
  if (!field)
    return fail(ErrorKind::invalid, "request.unknown_parameter",
                "unknown parameter " + std::string(parameter));
  Condition made;
  made.field = *std::move(field);
  const bool texts = is_text_list(made.field);
  if (!texts && (made.field.is_list() || (!made.field.is_id && made.field.field()->structure)))
    return bad(parameter, "no list or group of fields can be filtered by");
  if (const auto* said = made.field.field();
      end.empty() && said != nullptr && said->kind == schema::FieldKind::instant &&
      schema::parse_date_days(text)) {  // a day: whatever lies on it
    KINTSUGI_TRY(const auto from, parse_value(made.field, text));
    KINTSUGI_TRY(const auto until, parse_value(made.field, text, true));
    made.from = from.number, made.until = until.number;
  } else if (end.empty()) {
    for (const std::string& one : split(text)) {
      if (texts) {
        made.any_of.push_back({true, 0, one});
        continue;
      }
      KINTSUGI_TRY(auto value, parse_value(made.field, one));
      // A phone without a digit would be that of everybody who has none.
      if (!one.empty() && tells_phone(made.field) && told(made.field, one).empty())
        return bad(parameter, "nothing in it can be looked for");
      made.any_of.push_back(std::move(value));
    }
  } else if (end == ".under") {
    made.tree = tree_of(list, made.field);
    if (made.tree == nullptr) return bad(parameter, "names nothing that stands in a tree");
    made.under = split(text);
  } else if (end == ".begins" || end == ".has") {
    if (!texts && !made.field.is_text()) return bad(parameter, "is no text");
    if (text.empty()) return {};
    std::string& wanted = end == ".has" ? made.part : made.beginning;
    wanted = told(made.field, text);
    // Without a word it would be no condition, and everything hold it.
    if (wanted.empty()) return bad(parameter, "nothing in it can be looked for");
  } else {
    if (texts || made.field.is_text()) return bad(parameter, "texts have no range");
    KINTSUGI_TRY(const auto value, parse_value(made.field, text, end == ".until"));
    (end == ".from" ? made.from : made.until) = value.number;
  }
  query.conditions.push_back(std::move(made));
  return {};
}

}  // namespace kintsugi::projections::lists
