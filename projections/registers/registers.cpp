#include "projections/registers/registers.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "core/dispatch.h"
#include "projections/lists/index.h"
#include "projections/registers/state_ops.h"
#include "projections/runner/folding.h"
#include "schema/description.h"

namespace kintsugi::projections {
namespace {

using schema::ListInfo;

class Registers final : public Projection {
 public:
  Registers(Tables& of, std::string_view model) {
    std::map<std::string_view, TableCore*> by_stream;
    for (const lists::List& list : lists::all()) {
      const ListInfo& info = *list.info;
      if (info.model != model || !info.is_state()) continue;
      by_stream[info.table] =
          &tables_.emplace_back(of, lists::state_octet(info.table), state_ops(info),
                                lists::follows_of(model, info.table));
    }
    for (const schema::TypeInfo& type : schema::all_types()) {
      if (type.kind != schema::TypeKind::event || type.unlisted) continue;
      const auto table = by_stream.find(type.stream);
      if (table == by_stream.end()) continue;
      if (folds_.size() <= type.code) folds_.resize(type.code + 1u);
      folds_[type.code] = {table->second, core::find_evolver(type.code)->evolve};
    }
  }

  void apply(const JudgedCommit& judged) override {
    if (!judged.counts) return;
    const auto streams = judged.commit->streams();
    for (const auto& happened : judged.commit->events()) {
      const auto code = happened.event.code();
      if (code >= folds_.size() || folds_[code].table == nullptr) continue;
      const Fold& fold = folds_[code];
      const Key key = Key(fold.table->octet()).text(id_of(streams[happened.stream]));
      fold.evolve(fold.table->at(key), happened.event.data());
    }
  }

  const TableCore* row_of_stream(std::uint16_t code) const override {
    return code < folds_.size() ? folds_[code].table : nullptr;
  }

 private:
  struct Fold {
    TableCore* table = nullptr;  // null: of no stream that is listed here
    void (*evolve)(void* state, const void* view) = nullptr;
  };
  std::deque<TableCore> tables_;
  std::vector<Fold> folds_;  // by the event's code
};

}  // namespace

const ProjectionKind& registers_projection(std::string_view model, int version) {
  static std::mutex mutex;
  static std::map<std::string, std::pair<std::vector<TableInfo>, ProjectionKind>, std::less<>>
      kinds;
  const std::lock_guard lock(mutex);
  const auto [at, fresh] = kinds.try_emplace(std::string(model));
  auto& [tables, kind] = at->second;
  if (fresh) {
    tables = lists::with_own_tables(model, {});
    kind = {at->first,
            version,
            tables,
            [name = at->first](Tables& of) -> std::unique_ptr<Projection> {
              return std::make_unique<Registers>(of, name);
            },
            lists::fingerprint(model)};
  }
  return kind;
}

}  // namespace kintsugi::projections
