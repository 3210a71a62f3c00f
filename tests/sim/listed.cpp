#include "tests/sim/listed.h"

#include <fmt/format.h>

#include "events/base/check.h"
#include "projections/lists/every.h"
#include "projections/lists/list.h"
#include "projections/read_models.h"
#include "projections/tables/memory_store.h"

namespace kintsugi::sim {

using namespace kintsugi::projections;

namespace {

bool same(const RowReader& a, const RowReader& b) {
  const auto x = a.cursor("\x01", ""), y = b.cursor("\x01", "");
  for (; x->valid() && y->valid(); x->next(), y->next())
    if (x->key() != y->key() || x->value() != y->value()) return false;
  return !x->valid() && !y->valid();
}

using Told = std::map<std::string, std::map<std::string, std::string>>;  // id → field → value

Told told(const lists::List& list, const Listed::Rows& all) {
  Told out;
  const Scope everywhere = Scope::everything();
  const lists::Viewer viewer{everywhere, [&](std::string_view model) -> Result<const RowReader*> {
                               return all.find(model)->second.get();
                             }};
  std::vector<lists::FieldPath> fields = list.id;
  for (const auto& one : list.shown)
    if (!one.field.is_list()) fields.push_back(one.field);
  const auto read = lists::read_every(
      list, *all.find(list.info->model)->second, {}, viewer, fields, [&](const lists::Item& item) {
        auto& of = out[lists::id_of(list, item)];
        for (const auto& one : list.shown) {
          if (one.field.is_list()) continue;
          of[std::string(one.name)] = lists::written(one.field, lists::value_of(item, one.field));
        }
        return true;
      });
  KINTSUGI_CHECK(read.has_value(), "lists can be read");
  return out;
}

void compare(const lists::List& list, const Told& old, const Told& now,
             std::vector<Difference>& out) {
  const std::string name(list.name());
  for (const auto& [id, fields] : now) {
    const auto known = old.find(id);
    if (known == old.end()) {
      out.push_back({name, "new: " + id});
      continue;
    }
    for (const auto& [field, value] : fields) {
      const std::string& was = known->second.at(field);
      if (was != value)
        out.push_back({name + "." + field, fmt::format("{}: {} (was {})", id, value, was)});
    }
  }
  for (const auto& [id, fields] : old)
    if (!now.contains(id)) out.push_back({name, "gone: " + id});
}

}  // namespace

Listed::Model::Model(const ProjectionKind& of)
    : kind(of), store(make_memory_store()), tables(*store), fold(of.make(tables)) {}

Listed::Listed() {
  for (const ProjectionKind* kind : all_projections())
    if (kind->name != "audit") models_.push_back(std::make_unique<Model>(*kind));
}

void Listed::apply(const Bytes& bytes) {
  KINTSUGI_CHECK(view_.open(bytes) && view_.open_events(), "an own commit");
  const Instant now = clock_.advance(view_.recorded_at());
  for (auto& model : models_) {
    model->fold->apply({Position{next_}, &view_, true, now});
    KINTSUGI_CHECK(model->tables.flush(Position{next_ + 1}).has_value(), "rows are written");
  }
  ++next_;
}

Listed::Rows Listed::rows() const {
  Rows out;
  for (const auto& model : models_) out[std::string(model->kind.name)] = *model->store->snapshot();
  return out;
}

std::vector<Difference> differences(const Listed::Rows& before, const Listed::Rows& after) {
  std::vector<Difference> out;
  for (const lists::List& list : lists::all()) {
    const std::string model(list.info->model);
    const auto was = before.find(model), is = after.find(model);
    if (was == before.end() || same(*was->second, *is->second)) continue;
    compare(list, told(list, before), told(list, after), out);
  }
  return out;
}

}  // namespace kintsugi::sim
