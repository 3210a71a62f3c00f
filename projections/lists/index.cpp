#include "projections/lists/index.h"

#include "projections/lists/held.h"

namespace kintsugi::projections::lists {
namespace {

// The parts of an index row's key that are fields. False: the row is left out.
bool begin_key(const List& list, const Index& index, const Item& item, Key& key) {
  for (std::size_t i = 0; i < index.equal.size(); ++i) {
    const FieldPath& field = index.equal[i];
    const FieldValue value = value_of(item, field);
    const bool owner = list.owner && list.owner->steps == field.steps;
    if (i == 0 && value.empty() && !owner) return false;
    append_asked(key, field, value);
  }
  for (const OrderField& one : index.order)
    append_part(key, one.field, value_of(item, one.field), one.descending);
  return true;
}

void follow(const List& list, std::string_view key, const void* row, Derived& out) {
  const std::string_view rest = key.substr(1);
  const bool of_state = list.info->row->kind == schema::TypeKind::state;
  const std::string id = of_state ? KeyParts(key).text() : std::string();
  const bool elements = !list.elements.empty();
  list.for_each_item(id, row, [&](const Item& item) {
    const auto end = [&](Key& made) {
      made.parts(rest);
      if (elements) made.number(static_cast<std::int64_t>(item.number));
      out.row(made);
    };
    for (const Index& index : list.indexes) {
      Key made(index.octet);
      if (begin_key(list, index, item, made)) end(made);
    }
    if (list.held_octet != 0) out.row(Key(list.held_octet).parts(rest), held_of(list, item));
    if (list.search_octet == 0) return;
    for (const std::string& term : terms_of(list, item)) {
      Key made(list.search_octet);
      end(made.text(term));
    }
  });
}

}  // namespace

std::vector<std::string> terms_of(const List& list, const Item& item) {
  std::vector<std::string> terms;
  for (const Searched& one : list.search) {
    if (one.narrows) continue;
    for_each_text(item, one.field, [&](std::string_view text) {
      for (std::string& term : terms_of(one.kind, text))
        if (std::find(terms.begin(), terms.end(), term) == terms.end())
          terms.push_back(std::move(term));
    });
  }
  return terms;
}

TermKind term_kind(const FieldPath& path) {
  if (path.is_id) return TermKind::number;
  const auto& field = *path.field();
  if (field.format == "phone") return TermKind::phone;
  return field.ref.empty() && field.format != "number" ? TermKind::text : TermKind::number;
}

TableCore::Follows follows_of(std::string_view model, std::string_view table) {
  std::vector<const List*> over;
  for (const List& list : all())
    if (list.info->model == model && list.info->table == table &&
        (!list.indexes.empty() || list.search_octet != 0))
      over.push_back(&list);
  if (over.empty()) return nullptr;
  return [over = std::move(over)](std::string_view key, const void* row, Derived& out) {
    for (const List* list : over) follow(*list, key, row, out);
  };
}

}  // namespace kintsugi::projections::lists
