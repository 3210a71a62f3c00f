// Work orders: what a clerk does with them, in each status.

#include "schema/work_order.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "tests/core/states/situations.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

Given confirmed_in(std::size_t column) {
  Given given = order_in(situations::order_columns[column]);
  if (column == 0) return given;
  given.history("WO-1",
                schema::AddressConfirmed{.address_confirmed_at = 1, .confirmed_by = "call"});
  return given;
}

Given urgent_in(std::size_t column) {
  Given given = order_in(situations::order_columns[column]);
  if (column != 0)
    given.history("WO-1", schema::WorkOrderEscalated{.escalated_at = 1, .why = "老人独居"});
  return given;
}

}  // namespace

std::vector<Row> intake_rows() {
  const std::string wo = "WO-1";
  constexpr const char* none = "not_registered";
  constexpr const char* way = "already_under_way";
  constexpr const char* rep = "already_reported";
  constexpr const char* cmp = "already_completed";
  constexpr const char* pst = "already_posted";
  constexpr const char* cnl = "already_canceled";
  return {
      {schema::ConfirmAddress{.order = wo},
       {none, ok, ok, ok, ok, ok, way, way, rep, cmp, cmp, pst, cnl}},
      {schema::WithdrawAddressConfirmation{.order = wo, .reason = "念错"},
       {none, ok, ok, ok, ok, ok, way, way, rep, cmp, cmp, pst, cnl},
       "boss",
       confirmed_in},
      {schema::ResolveRemotely{.order = wo, .solution = "教用户重启"},
       {none, ok, ok, way, way, way, way, way, rep, cmp, cmp, pst, cnl}},
      {schema::EscalateWorkOrder{.order = wo, .reason = "老人独居"},
       {none, ok, ok, ok, ok, ok, ok, ok, ok, cmp, cmp, pst, cnl}},
      {schema::SettleEscalation{.order = wo, .reason = "已上门"},
       {none, ok, ok, ok, ok, ok, ok, ok, ok, cmp, cmp, pst, cnl},
       "boss",
       urgent_in},
  };
}

}  // namespace kintsugi::tests
