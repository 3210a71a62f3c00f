#pragma once
// State × command, a table a stream type: every pair works or is refused with a stable code. The
// test of this folder checks every cell, and that no command and no status is left out.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "events/schema/runtime/erased.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {

inline constexpr const char* ok = "";
inline constexpr const char* no = "not_found";

struct Row {
  schema::Command command;
  // For each column: "" where it works, else its refusal: the whole code, or without "<stream>."
  // where it is the stream's own.
  std::vector<std::string_view> cells;
  const char* as = "boss";  // an operator of company(); "" the system
  // Where the command needs more than the table's own company has: another, by column.
  std::function<Given(std::size_t)> given = {};
};

struct Table {
  std::string_view stream;
  // Every value of the status of the stream's state; for streams without one, whatever tells them
  // apart.
  std::vector<std::string_view> columns;
  // The company with the stream in the column, by its index.
  std::function<Given(std::size_t)> given;
  std::vector<Row> rows;
};

inline Given given_for(const Table& table, const Row& row, std::size_t column) {
  return row.given ? row.given(column) : table.given(column);
}

inline Actor actor_of(const Row& row) {
  return row.as[0] == '\0' ? system_actor() : person(row.as);
}

// A-1 bought on 2026-02-25 for 4000.00; a return in 7 days, an exchange in 15.
Given with_entitlement(Given given);

// Of the table of work orders: what a clerk does before anybody is sent.
std::vector<Row> intake_rows();
// Remedies, and asking for an exchange.
std::vector<Row> exchange_rows();

Table operators();
Table credentials();
Table outlets();
Table customers();
Table assets();
Table serial_formats();
Table technicians();
Table parts();
Table part_categories();
Table warehouses();
Table stock_items();
Table stock_holds();
Table stock_receipts();
Table remittances();
Table part_requests();
Table work_orders();
Table follow_ups();
Table alarms();
Table tariffs();
Table wage_rules();
Table wage_orders();
Table wage_days();
Table wage_runs();
Table service_policies();
Table saved_queries();
Table devices();
Table questionnaires();
Table surveys();
Table care_calls();
Table contact_wishes();
Table care_rules();
Table care_plans();
Table suggestions();
Table charge_findings();
Table product_models();
Table brands();
Table dealers();
Table fault_codes();
Table handovers();
Table rosters();
Table leaves();
Table appointments();
Table failed_visits();
Table subcontracts();
Table install_cards();
Table card_accounts();
Table work_calendars();
Table workshop_units();
Table ratings();
Table fault_reports();
Table advance_parts();
Table warranty_policies();
Table warranties();
Table warranty_claims();
Table interactions();
Table agents();
Table assessments();
Table sales();
Table follow_links();
Table schedule_proposals();
Table complaints();
Table incidents();
Table inspections();
Table liabilities();
Table exchange_cases();
Table returned_machines();
Table bulletins();
Table machine_appraisals();
Table buyer_registrations();
Table charge_statements();
Table urgent_desks();
Table maker_claims();
Table maker_settlements();
Table settlement_lines();

inline std::vector<Table> all_tables() {
  return {operators(), credentials(), outlets(), customers(), assets(), serial_formats(),
          technicians(), parts(), part_categories(), warehouses(), stock_items(), stock_holds(),
          stock_receipts(), remittances(), part_requests(), work_orders(), follow_ups(), alarms(),
          tariffs(), wage_rules(), wage_orders(), wage_days(), wage_runs(), service_policies(),
          saved_queries(), devices(), questionnaires(), surveys(), care_calls(), contact_wishes(),
          suggestions(), charge_findings(), product_models(), brands(), dealers(), handovers(),
          rosters(), leaves(), appointments(), failed_visits(), subcontracts(), install_cards(),
          card_accounts(), work_calendars(), workshop_units(), ratings(), fault_reports(),
          advance_parts(), warranty_policies(), warranties(), warranty_claims(), interactions(),
          agents(), assessments(), sales(), follow_links(), schedule_proposals(), complaints(),
          incidents(), inspections(), liabilities(), exchange_cases(), returned_machines(),
          bulletins(), buyer_registrations(), charge_statements(), fault_codes(),
          care_rules(), care_plans(), machine_appraisals(), urgent_desks(), maker_claims(),
          maker_settlements(), settlement_lines()};
}

}  // namespace kintsugi::tests
