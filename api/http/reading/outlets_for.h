#pragma once
// The outlets that an order could go to, by brand and territory on a day. One request, one thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/reading/possible.h"
#include "api/http/reading/rows_at.h"
#include "schema/outlet_state.h"

namespace kintsugi::api {

struct OutletAt {
  std::string id;
  schema::Outlet outlet;
};

struct OutletChoice {
  const OutletAt* at;
  int match;  // how exactly it serves the area; below 0: not at all, which takes an override
};

class OutletsFor {
 public:
  // All of them outlive it.
  OutletsFor(RowsAt& rows, const TenantView& view, const Principal& principal, std::int32_t day)
      : rows_(rows), view_(view), principal_(principal), day_(day) {}

  // Active ones that whoever asks sees. Errors: those of reading rows.
  Result<const std::vector<OutletAt>*> active();
  // Of these, those that are authorised for the brand, and to which whoever asks may send an order
  // that is at `from` (empty: at none yet); all of them to who may send none. Who serves the area
  // most exactly first. Errors: those of reading rows.
  Result<std::vector<OutletChoice>> choices(const std::string& brand, const std::string& area,
                                            const std::string& from);
  // The first that serves the area; empty: none.
  Result<std::string> proposed(const std::string& brand, const std::string& area,
                               const std::string& from);

  // Where an outlet may be assigned to the item's order: the proposed one stands in the command.
  Result<void> propose(const projections::lists::List& list, const projections::lists::Item& item,
                       std::vector<Possible>& possible);

 private:
  // The outlets whose orders he may send, and to which.
  Result<const projections::Scope*> reach();

  RowsAt& rows_;
  const TenantView& view_;
  const Principal& principal_;
  const std::int32_t day_;
  std::optional<std::vector<OutletAt>> active_;
  std::optional<projections::Scope> reach_;
};

}  // namespace kintsugi::api
