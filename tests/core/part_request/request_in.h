#pragma once
// The request WO-1-P1 in any status, in the company of stores.h.

#include "schema/part_request.h"
#include "schema/stock.h"
#include "tests/core/stores.h"

namespace kintsugi::tests::requests {

inline constexpr const char* id = "WO-1-P1";

inline schema::RequestPart request(std::int64_t pieces = 2) {
  return {.order = "WO-1", .part = "P-1", .quantity = pieces * 1000};
}
inline void stock(Given& given, const char* warehouse, std::int64_t pieces) {
  given.as(somebody("eve"));
  given.when(schema::ReceiveStock{.warehouse = warehouse, .part = "P-1", .quantity = pieces * 1000})
      .then_accepted();
  given.as(somebody("ann"));
}
inline const schema::StockItem& shelf(Given& given, const char* warehouse) {
  return given.state<schema::StockItem>(std::string(warehouse) + ":P-1:good");
}
inline const schema::PartRequest& state(Given& given) {
  return given.state<schema::PartRequest>(id);
}

// 5 pieces in WH-A; the request of 2 by ann in that status.
inline Given request_in(schema::PartRequestStatus status) {
  using Status = schema::PartRequestStatus;
  Given given = stores();
  if (status != Status::escalated) stock(given, "WH-A", 5);
  if (status == Status::none) return given;
  given.when(request()).then_accepted();
  if (status == Status::requested) return given;
  given.as(somebody("bob"));
  if (status == Status::canceled)
    given.when(schema::CancelPartRequest{.request = id, .reason = "x"});
  if (status == Status::rejected)
    given.when(schema::RejectPartRequest{.request = id, .reason = "x"});
  if (status == Status::canceled || status == Status::rejected) return given;
  given.when(schema::SourcePart{.request = id}).then_accepted();
  if (status == Status::sourced || status == Status::escalated) return given;
  given.when(schema::ApprovePartRequest{.request = id}).then_accepted();
  if (status == Status::approved) return given;
  given.when(schema::IssuePart{.request = id}).then_accepted();
  if (status == Status::issued) return given;
  given.when(schema::SignForParts{.request = id, .quantity = 2000}).then_accepted();
  if (status == Status::signed_for) return given;
  given
      .when(schema::ReturnPart{
          .request = id, .quantity = 2000, .condition = schema::PartCondition::good})
      .then_accepted();
  return given;
}

}  // namespace kintsugi::tests::requests
