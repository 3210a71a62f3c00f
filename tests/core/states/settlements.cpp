// What a maker owes for posted orders.

#include "core/calendar/dates.h"
#include "schema/maker_settlement.h"
#include "schema/work_order_money.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

const std::string id = "S1:haier:1";

Given claim_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::posted);
  given.history("WO-1", schema::ChargeAdded{.line = 1,
                                            .status = schema::ChargeStatus::agreed,
                                            .item = "repair",
                                            .quantity = 1000,
                                            .unit_price = 7500,
                                            .amount = 7500,
                                            .payer = schema::Payer::manufacturer});
  if (column == 1) given.history("WO-1", schema::ClaimedFromMaker{.line = id + ":1"});
  return given;
}

const std::int32_t today = core::calendar::parse_date("2026-03-02").value();

void answer(Given& given, const std::string& line, std::int64_t accepted) {
  given.history(line, schema::SettlementLineAnswered{.accepted = accepted, .reason = "剔"});
  given.history(id, schema::SettlementAnswered{.newly = 1, .more = accepted});
}

// Two lines; submitted and paid by acc.
Given settlement_in(std::size_t column) {
  Given given = claim_in(1);
  if (column == 0) return given;
  for (std::uint32_t number : {1u, 2u}) {
    given.history(id, schema::SettlementGrew{
                          .outlet = "S1", .brand = "haier", .line = number, .amount = 7500});
    given.history(id + ":" + std::to_string(number),
                  schema::SettlementLineAdded{.settlement = id,
                                              .line = number,
                                              .outlet = "S1",
                                              .brand = "haier",
                                              .order = "WO-1",
                                              .amount = 7500});
  }
  if (column >= 2) given.history(id, schema::SettlementSubmitted{.day = today, .by = "acc"});
  if (column >= 3) {
    answer(given, id + ":1", 7500);
    answer(given, id + ":2", 100);
  }
  if (column >= 4) {
    given.history(id, schema::SettlementPaid{.number = 1, .amount = 100, .by = "acc"});
    given.history(id, schema::SettlementClosed{.reason = "尾差", .by = "boss"});
  }
  return given;
}

Given with_payment_in(std::size_t column) {
  Given given = settlement_in(column);
  if (column == 3)
    given.history(id, schema::SettlementPaid{.number = 1, .amount = 100, .by = "acc"});
  return given;
}

// Line 2 of a settlement in `stage`: none, waiting, accepted, rejected, withdrawn.
Given line_in(std::size_t column, std::size_t stage) {
  Given given = settlement_in(column == 0 ? 0 : stage);
  if (column == 2) answer(given, id + ":2", 7500);
  if (column == 3) answer(given, id + ":2", 100);
  if (column == 4) given.history(id + ":2", schema::SettlementLineWithdrawn{.reason = "缺回单"});
  return given;
}
Given line_at_maker_in(std::size_t column) { return line_in(column, 2); }
Given open_line_in(std::size_t column) { return line_in(column, 1); }

}  // namespace

Table maker_claims() {
  return {"maker_claim",
          {"open", "claimed"},
          claim_in,
          {{schema::ClaimFromMaker{.order = "WO-1"},
            {ok, "maker_settlement.nothing_to_claim"},
            "acc"}}};
}

Table maker_settlements() {
  const std::string why = "说明";
  return {"maker_settlement",
          {"none", "open", "submitted", "answered", "closed"},
          settlement_in,
          {
              {schema::SubmitSettlement{.settlement = id},
               {no, ok, "not_open", "not_open", "not_open"}},
              {schema::RecallSettlement{.settlement = id, .reason = why},
               {no, "not_submitted", ok, "not_submitted", "not_submitted"}},
              {schema::AcceptSettlement{.settlement = id},
               {no, "not_submitted", ok, "not_submitted", "not_submitted"}},
              {schema::RecordSettlementPayment{
                   .settlement = id, .amount = 100, .paid_on = today, .receipt = "V-1"},
               {no, "not_answered", "not_answered", ok, "not_answered"}},
              {schema::WithdrawSettlementPayment{.settlement = id, .payment = 1, .reason = why},
               {no, "not_answered", "not_answered", ok, ok},
               "boss",
               with_payment_in},
              {schema::CloseSettlement{.settlement = id, .reason = why},
               {no, "not_answered", "not_answered", ok, "not_answered"}},
              {schema::ReopenSettlement{.settlement = id, .reason = why},
               {no, "not_closed", "not_closed", "not_closed", ok}},
          }};
}

Table settlement_lines() {
  const std::string why = "说明";
  return {
      "settlement_line",
      {"none", "waiting", "accepted", "rejected", "withdrawn"},
      line_at_maker_in,
      {
          {schema::WithdrawSettlementLine{.settlement = id, .line = 2, .reason = why},
           {"maker_settlement.not_found", ok, "maker_settlement.not_open",
            "maker_settlement.not_open", "withdrawn"},
           "boss",
           open_line_in},
          {schema::AnswerSettlementLine{
               .settlement = id, .line = 2, .accepted = 200, .reason = why},
           {"maker_settlement.not_found", ok, ok, ok, "withdrawn"}},
          {schema::ClaimLineAgain{.settlement = id, .line = 2, .evidence = why},
           {"maker_settlement.not_found", "not_struck", "not_struck", ok, "withdrawn"}},
      }};
}

}  // namespace kintsugi::tests
