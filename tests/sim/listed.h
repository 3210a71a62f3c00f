#pragma once
// What the lists of a company show, folded as it goes on: to be compared with what they showed.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "events/commit/commit.h"
#include "projections/judge/judged.h"
#include "projections/runner/projection.h"
#include "projections/tables/row_store.h"

namespace kintsugi::sim {

// Every read model but the steps themselves. One thread.
class Listed {
 public:
  Listed();
  // A stored commit that counts.
  void apply(const Bytes& bytes);

  using Rows =
      std::map<std::string, std::shared_ptr<const projections::RowReader>, std::less<>>;
  // As they are now, whatever comes: by read model.
  Rows rows() const;

 private:
  struct Model {
    explicit Model(const projections::ProjectionKind& of);
    const projections::ProjectionKind& kind;
    std::unique_ptr<projections::RowStore> store;
    projections::Tables tables;
    std::unique_ptr<projections::Projection> fold;
  };
  std::vector<std::unique_ptr<Model>> models_;
  CommitView view_;
  projections::TenantClock clock_;
  std::int64_t next_ = 0;
};

// In a list: "technicians.seen_at", or "queue_items" of one that is new or gone.
struct Difference {
  std::string what;
  std::string how;  // "5 (was 0)", "new: WO-1"
};
std::vector<Difference> differences(const Listed::Rows& before, const Listed::Rows& after);

}  // namespace kintsugi::sim
