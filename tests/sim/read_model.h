#pragma once
// A read model beside the judge: stock as the inventory shows it must be stock as the streams have
// it, at the end of every run.

#include <memory>
#include <string>
#include <vector>

#include "projections/runner/projection.h"
#include "projections/judge/stream_fold.h"
#include "projections/tables/memory_store.h"

namespace kintsugi::sim {

// Of one tenant. One thread.
class ReadModel {
 public:
  // `takes_void`: the canary; void commits count for it.
  ReadModel(std::string tenant, bool takes_void);

  // Every well-formed commit of the log in order; those of other tenants are passed over.
  void apply(Position position, const CommitView& view, bool counts);
  // What it shows otherwise than `fold`, or could not keep.
  std::vector<std::string> differences(projections::StreamFold& fold);

 private:
  static constexpr int flush_every = 7;  // commits

  const std::string tenant_;
  const bool takes_void_;
  const std::unique_ptr<projections::RowStore> store_;
  projections::Tables tables_;
  const std::unique_ptr<projections::Projection> projection_;
  projections::TenantClock clock_;
  Position next_{};
  int waiting_ = 0;
};

}  // namespace kintsugi::sim
