#include "projections/lists/every.h"

#include <algorithm>

#include "projections/lists/held.h"
#include "projections/lists/plan.h"
#include "projections/lists/walk.h"

namespace kintsugi::projections::lists {
namespace {

constexpr std::size_t fetched_together = 20'000;  // rows by an index, in the order of their keys

// Those that are looked at: for whoever asks, for the query, and for whose they are.
std::vector<FieldPath> all_looked_at(const List& list, const Query& query,
                                     std::span<const FieldPath> looked_at) {
  std::vector<FieldPath> out(looked_at.begin(), looked_at.end());
  for (const Condition& one : query.conditions) out.push_back(one.field);
  for (const auto* field : {&list.owner, &list.own, &list.hidden_from})
    if (*field) out.push_back(**field);
  if (const Newcomer* him = newcomer_of(list))
    out.insert(out.end(), {him->registered_by, him->password_version, him->technician});
  return out;
}

schema::Selection selection_of(const List& list, std::span<const FieldPath> fields) {
  schema::Selection out;
  if (!list.elements.empty()) out.add(list.elements, false);
  const auto add = [&](const FieldPath& field) {
    if (field.steps.empty()) return;
    if (field.around || list.elements.empty()) return out.add(field.steps);
    std::vector<const schema::FieldInfo*> steps = list.elements;
    steps.insert(steps.end(), field.steps.begin(), field.steps.end());
    out.add(steps);
  };
  for (const FieldPath& field : fields) add(field);
  return out;
}

// What is done with each item: false where no more are wanted, or something is wrong.
class Taking {
 public:
  Taking(const List& list, const Query& query, const Viewer& viewer, const VisitItem& visit)
      : list_(list), query_(query), viewer_(viewer), visit_(visit) {}
  bool take(const Item& item) {
    if (!query_.holds(item)) return true;
    const auto seen = viewer_.sees(list_, item);
    if (!seen) broken_ = tl::unexpected(seen.error());
    return seen && (!*seen || visit_(item));
  }
  Result<void> end() { return std::move(broken_); }

 private:
  const List& list_;
  const Query& query_;
  const Viewer& viewer_;
  const VisitItem& visit_;
  Result<void> broken_;
};

Result<void> by_table(const List& list, const RowReader& rows, std::string_view head,
                      const schema::Selection& only, Taking& out) {
  RowMemory memory(*list.info->row_ops, *list.info->row, &only);
  const bool has_id = list.info->row->kind == schema::TypeKind::state;
  const std::string to = after_prefix(head);
  std::string id;
  const auto cursor = rows.cursor(head, to);
  for (bool wanted = true; wanted && cursor->valid(); cursor->next()) {
    KINTSUGI_TRY(const void* row, memory.decode(cursor->value()));
    if (has_id) id = KeyParts(cursor->key()).text();
    list.for_each_item(id, row, [&](const Item& item) { wanted = wanted && out.take(item); });
  }
  KINTSUGI_TRY_OK(cursor->status());
  return out.end();
}

// What is held of all rows, and no row.
Result<void> by_held(const List& list, const RowReader& rows, Taking& out) {
  RowMemory memory(*list.info->row_ops, *list.info->row);
  const bool has_id = list.info->row->kind == schema::TypeKind::state;
  const Key head(list.held_octet);
  std::string id;
  const auto cursor = rows.cursor(head.bytes(), after_prefix(head.bytes()));
  for (bool wanted = true; wanted && cursor->valid(); cursor->next()) {
    KINTSUGI_TRY_OK(set_held(list, cursor->value(), memory.row()));
    if (has_id) id = KeyParts(cursor->key()).text();
    wanted = out.take({id, memory.row(), nullptr, 0});
  }
  KINTSUGI_TRY_OK(cursor->status());
  return out.end();
}

// The ends of index rows' keys that name rows, sorted: neighbours lie in the same blocks.
class ByIndex {
 public:
  ByIndex(const List& list, const RowReader& rows, const Plan& how, const schema::Selection& only,
          Taking& out)
      : rows_(rows), how_(how), items_(list, rows, &only), out_(out) {}

  Result<void> run() {
    if (how_.heads.empty()) return out_.end();
    const std::string_view table = how_.heads[0].bytes().substr(0, 1);
    const std::string to = after_prefix(table);
    const auto cursor = rows_.cursor(table, to);
    for (const Key& head : how_.heads) {
      cursor->seek(std::string(head.bytes()) + how_.range.from);
      for (; cursor->valid() && cursor->key().starts_with(head.bytes()); cursor->next()) {
        const auto tail = cursor->key().substr(head.bytes().size());
        if (!how_.range.to.empty() && tail >= how_.range.to) break;
        rests_.emplace_back(rest_of(tail));
        if (rests_.size() < fetched_together) continue;
        KINTSUGI_TRY_OK(fetch());
        if (!wanted_) return out_.end();
      }
      KINTSUGI_TRY_OK(cursor->status());
    }
    KINTSUGI_TRY_OK(fetch());
    return out_.end();
  }

 private:
  std::string_view rest_of(std::string_view tail) const {
    for (std::size_t i = how_.known; i < how_.index->equal.size(); ++i)
      tail.remove_prefix(part_size(tail, how_.index->equal[i]));
    for (const OrderField& one : how_.index->order)
      tail.remove_prefix(part_size(tail, one.field));
    return tail;
  }
  Result<void> fetch() {
    std::sort(rests_.begin(), rests_.end());
    for (const std::string& rest : rests_) {
      KINTSUGI_TRY(const auto item, items_.at(rest));
      wanted_ = wanted_ && (!item || out_.take(*item));
      if (!wanted_) break;
    }
    rests_.clear();
    return {};
  }

  const RowReader& rows_;
  const Plan& how_;
  Rows items_;
  Taking& out_;
  std::vector<std::string> rests_;
  bool wanted_ = true;
};

// What a search finds comes by its own way, page by page.
Result<void> by_pages(const List& list, const RowReader& rows, const Query& query,
                      const Viewer& viewer, const VisitItem& visit) {
  constexpr std::size_t rows_at_once = 1000;
  bool wanted = true;
  for (PageRequest page{rows_at_once, {}}; wanted;) {
    KINTSUGI_TRY(auto end, read_page(list, rows, query, viewer, page, [&](const Item& item) {
                   return wanted = visit(item);
                 }));
    page.after = std::move(end.next);
    if (page.after.empty()) break;
  }
  return {};
}

}  // namespace

Result<void> read_every(const List& list, const RowReader& rows, const Query& asked,
                        const Viewer& viewer, std::span<const FieldPath> looked_at,
                        const VisitItem& visit) {
  if (!asked.search.empty()) return by_pages(list, rows, asked, viewer, visit);
  KINTSUGI_TRY(const Query query, whole_query(list, asked, viewer));
  const std::vector<FieldPath> fields = all_looked_at(list, query, looked_at);
  Taking out(list, query, viewer, visit);
  const Plan how = plan_unordered(list, rows, query, viewer.scope);
  const bool whole_table = how.index == nullptr && how.heads[0].bytes().size() == 1;
  if (whole_table && holds_all(list, fields)) return by_held(list, rows, out);
  const schema::Selection only = selection_of(list, fields);
  if (how.index == nullptr) return by_table(list, rows, how.heads[0].bytes(), only, out);
  return ByIndex(list, rows, how, only, out).run();
}

}  // namespace kintsugi::projections::lists
