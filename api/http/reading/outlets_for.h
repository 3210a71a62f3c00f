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
  // `rows` outlives it.
  OutletsFor(RowsAt& rows, std::int32_t day) : rows_(rows), day_(day) {}

  // Active ones that whoever asks sees. Errors: those of reading rows.
  Result<const std::vector<OutletAt>*> active();
  // Of these, those that are authorised for the brand; who serves the area most exactly first.
  Result<std::vector<OutletChoice>> choices(const std::string& brand, const std::string& area);
  // The first that serves the area; empty: none.
  Result<std::string> proposed(const std::string& brand, const std::string& area);

  // Where an outlet may be assigned to the item's order: the proposed one stands in the command.
  Result<void> propose(const projections::lists::List& list, const projections::lists::Item& item,
                       std::vector<Possible>& possible);

 private:
  RowsAt& rows_;
  const std::int32_t day_;
  std::optional<std::vector<OutletAt>> active_;
};

}  // namespace kintsugi::api
