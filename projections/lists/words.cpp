#include "projections/lists/words.h"

#include <algorithm>
#include <functional>
#include <map>

#include "core/text/search_key.h"

namespace kintsugi::projections::lists {
namespace {

using core::KeyKind;
using core::search_key;

constexpr std::size_t rows_a_page = 1000;

bool is_register(const List& list) { return list.info->is_state() && list.elements.empty(); }

std::vector<const schema::FieldInfo*> fields_of(const List& list, std::string_view means) {
  std::vector<const schema::FieldInfo*> out;
  for (const schema::FieldInfo& field : list.info->item->fields)
    if (field.means == means) out.push_back(&field);
  return out;
}

// The texts that a field of an item holds.
void for_each_word(const Item& item, const schema::FieldInfo& field,
                   const std::function<void(const std::string&)>& visit) {
  const auto* at = static_cast<const std::byte*>(item.own()) + field.value.offset;
  if (field.value.list == nullptr) return visit(*reinterpret_cast<const std::string*>(at));
  const auto* first = static_cast<const std::byte*>(field.value.list->items(at));
  for (std::size_t i = 0; i < field.value.list->size(at); ++i)
    visit(*reinterpret_cast<const std::string*>(first + i * field.value.list->stride));
}

// All items, so many at most; `visit` is false where no more are wanted.
Result<void> for_each_item(const List& list, const Query& query, const Viewer::RowsOf& rows_of,
                           const VisitItem& visit) {
  KINTSUGI_TRY(const RowReader* rows, rows_of(list.info->model));
  const Scope everything = Scope::everything();
  const Viewer viewer(everything, rows_of);
  PageRequest page{rows_a_page, {}};
  bool going = true;
  for (std::int64_t seen = 0; going && seen < looked_at_max;) {
    KINTSUGI_TRY(auto end, read_page(list, *rows, query, viewer, page, [&](const Item& item) {
                   ++seen;
                   return going = visit(item);
                 }));
    if (end.next.empty()) break;
    page.after = std::move(end.next);
  }
  return {};
}

bool covers(std::string_view means, const std::string& entry, const std::string& key) {
  const std::string known = search_key(KeyKind::code, entry);
  return means == "area" ? !known.empty() && key.starts_with(known) : key == known;
}

bool has_lists(std::string_view means) {
  return std::any_of(all().begin(), all().end(), [&](const List& list) {
    const auto fields = is_register(list) ? fields_of(list, means)
                                          : std::vector<const schema::FieldInfo*>{};
    return std::any_of(fields.begin(), fields.end(),
                       [](const auto* field) { return field->value.list != nullptr; });
  });
}

// What a register no longer has in use is no word of it any more.
bool is_in_use(const List& list, const Item& item) {
  const auto status = list.field("status");
  const schema::EnumInfo* named = status ? status->field()->enumeration : nullptr;
  if (named == nullptr) return true;
  const auto number = static_cast<std::size_t>(value_of(item, *status).number);
  return number >= named->values.size() ||
         (named->values[number].name != "retired" && named->values[number].name != "closed");
}

// An index that begins with the field: one look-up instead of a walk.
const Index* index_of(const List& list, const schema::FieldInfo& field) {
  for (const Index& index : list.indexes)
    if (!index.equal.empty() && index.equal[0].steps.size() == 1 &&
        index.equal[0].field() == &field)
      return &index;
  return nullptr;
}

bool goes_with(const List& list, const Item& item, const Beside& beside) {
  return std::all_of(beside.begin(), beside.end(), [&](const auto& wanted) {
    bool names_any = false, has = false;
    for (const schema::FieldInfo* field : fields_of(list, wanted.first)) {
      for_each_word(item, *field, [&](const std::string& text) {
        if (text.empty()) return;
        names_any = true;
        has = has || core::same_key(KeyKind::code, text, wanted.second);
      });
    }
    return has || !names_any;
  });
}

// Whose things declare words of a kind: their own register, where it has no other.
std::string_view declarer_of(std::string_view means) {
  return means == "category" || means == "model" ? "product_model" : means;
}

// Whether the register has a thing in use by that name.
Result<bool> has_thing(const List& list, std::string_view name, const Viewer::RowsOf& rows_of) {
  KINTSUGI_TRY(const RowReader* rows, rows_of(list.info->model));
  bool found = false;
  for (const std::string& id : {std::string(name), search_key(KeyKind::number, name)}) {
    KINTSUGI_TRY_OK(read_item(list, *rows, id, [&](const Item& item) {
      found = found || is_in_use(list, item);
    }));
  }
  return found;
}

Result<bool> has_things(const List& list, const Viewer::RowsOf& rows) {
  bool any = false;
  KINTSUGI_TRY_OK(for_each_item(list, {}, rows, [&](const Item&) { return !(any = true); }));
  return any;
}

}  // namespace

Result<std::vector<Word>> words_of(std::string_view means, const Beside& beside,
                                   const Viewer::RowsOf& rows) {
  std::map<std::string, std::int64_t, std::less<>> counted;
  for (const List& list : all()) {
    if (!is_register(list)) continue;
    const auto fields = fields_of(list, means);
    if (fields.empty()) continue;
    KINTSUGI_TRY_OK(for_each_item(list, {}, rows, [&](const Item& item) {
      if (!is_in_use(list, item) || !goes_with(list, item, beside)) return true;
      for (const schema::FieldInfo* field : fields)
        for_each_word(item, *field, [&](const std::string& text) {
          if (!text.empty()) ++counted[text];
        });
      return true;
    }));
  }
  std::vector<Word> out;
  for (auto& [text, times] : counted) out.push_back({text, times});
  std::stable_sort(out.begin(), out.end(),
                   [](const Word& a, const Word& b) { return a.times > b.times; });
  return out;
}

Result<bool> has_word(std::string_view means, std::string_view text, const Beside& beside,
                      std::string_view apart_from, const Viewer::RowsOf& rows) {
  const std::string key = search_key(KeyKind::code, text);
  bool found = false, any = false;
  const bool in_lists = has_lists(means);
  // What registers declare, before what single things say.
  for (const bool declared : {true, false}) {
    for (const List& list : all()) {
      if (!is_register(list) || (declared && list.info->thing == apart_from)) continue;
      if (declared && list.info->thing == means) {
        KINTSUGI_TRY(found, has_thing(list, text, rows));
        if (found) return true;
      }
      for (const schema::FieldInfo* field : fields_of(list, means)) {
        const bool declares =
            in_lists ? field->value.list != nullptr : list.info->thing == declarer_of(means);
        if (declares != declared) continue;
        const Index* index = declared ? nullptr : index_of(list, *field);
        if (!declared && index == nullptr) continue;
        Query query;
        if (index != nullptr) {
          Condition& is = query.conditions.emplace_back();
          is.field = index->equal[0];
          is.any_of.push_back({true, 0, std::string(text)});
        }
        KINTSUGI_TRY_OK(for_each_item(list, query, rows, [&](const Item& item) {
          if (!goes_with(list, item, beside)) return true;
          if (!is_in_use(list, item)) return any = true;
          for_each_word(item, *field, [&](const std::string& one) {
            any = any || !one.empty();
            found = found || covers(means, one, key);
          });
          return !found;
        }));
        if (found) return true;
      }
      if (declared && !any && list.info->thing == means) {
        KINTSUGI_TRY(any, has_things(list, rows));
      }
    }
    if (declared && !any) return true;
  }
  return false;
}

}  // namespace kintsugi::projections::lists
