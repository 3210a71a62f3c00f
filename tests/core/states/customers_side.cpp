// What customers do themselves: a buyer registers his machine, says what he paid.

#include "schema/buyer_registration.h"
#include "schema/charge_statement.h"
#include "schema/customer.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

constexpr const char* registration = "haier:SN00000001";  // the serial of A-1, which is C-1's

Given registration_in(std::size_t column) {
  Given given = company();
  given.history("C-2", schema::CustomerRegistered{
                           .name = "王二", .phone = "13800000002", .outlet = "S1"});
  if (column == 0) return given;
  given.history(registration,
                schema::BuyerRegistered{.brand = "haier",
                                        .model = "KFR",
                                        .serial = "SN00000001",
                                        .customer = column == 1 ? "C-1" : "C-2",
                                        .owner = column == 1 ? "" : "C-1",
                                        .asset = "A-1",
                                        .sold_on = 20000});
  if (column == 3)
    given.as(person("boss"))
        .when(schema::AcceptRegistration{.registration = registration, .reason = "看过发票"})
        .then_accepted();
  if (column == 4) given.history(registration, schema::RegistrationRefused{.reason = "没有凭证"});
  return given;
}

Given statement_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (column == 0) return given;
  const bool disputed = column == 2;
  given.as(system_actor())
      .when(schema::StateCharge{.order = "WO-1",
                                .answer = disputed ? schema::ChargedAnswer::charged
                                                   : schema::ChargedAnswer::not_charged,
                                .amount_said = disputed ? 5000 : 0})
      .then_accepted();
  if (column == 3)
    given.as(person("call"))
        .when(schema::WithdrawChargeStatement{.order = "WO-1", .reason = "点错了"})
        .then_accepted();
  return given;
}

}  // namespace

Table buyer_registrations() {
  return {"buyer_registration",
          {"none", "registered", "waiting", "transferred", "refused"},
          registration_in,
          {{schema::RegisterByBuyer{.brand = "haier",
                                    .category = "ac",
                                    .model = "KFR",
                                    .serial = "SN00000001",
                                    .customer = "C-2",
                                    .sold_on = 20000},
            {ok, ok, "waiting", "already_his", ok}},
           {schema::RegisterByBuyer{.brand = "haier",
                                    .category = "ac",
                                    .model = "KFR",
                                    .serial = "SN00000001",
                                    .customer = "C-1",
                                    .sold_on = 20000},
            {"already_his", "already_his", "waiting", ok, "already_his"}},
           {schema::AcceptRegistration{.registration = registration, .reason = "看过发票"},
            {no, "not_waiting", ok, "not_waiting", "not_waiting"}},
           {schema::RefuseRegistration{.registration = registration, .reason = "没有凭证"},
            {no, "not_waiting", ok, "not_waiting", "not_waiting"}},
           {schema::ReopenRegistration{.registration = registration, .reason = "补了发票"},
            {no, "not_refused", "not_refused", "not_refused", ok}}}};
}

Table charge_statements() {
  return {"charge_statement",
          {"none", "confirmed", "disputed", "withdrawn"},
          statement_in,
          {{schema::StateCharge{.order = "WO-1", .answer = schema::ChargedAnswer::not_charged},
            {ok, "said", ok, ok},
            ""},
           {schema::StateCharge{.order = "WO-1",
                                .answer = schema::ChargedAnswer::charged,
                                .amount_said = 1},
            {ok, ok, ok, ok},
            ""},
           {schema::WithdrawChargeStatement{.order = "WO-1", .reason = "点错了"},
            {no, ok, ok, "withdrawn"}}}};
}

}  // namespace kintsugi::tests
