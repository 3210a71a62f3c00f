#pragma once
// A machine with a fault in its warranty, and steps of its exchange by whose duty they are.

#include <string>
#include <string_view>

#include "schema/exchange_case.h"
#include "tests/core/warranty/terms.h"

namespace kintsugi::tests {

inline constexpr const char* old_serial = "SN00000001";
inline constexpr const char* new_serial = "SN00000077";

// A-1, bought on that day for 4000.00, with a fault reported on the other.
inline Given broken(std::string_view bought, std::string_view reported = "2026-02-20",
                    schema::WarrantyLine line = colour_tv()) {
  Given given = with_policy(std::move(line));
  given.as(person("call")).when(by_invoice(bought)).then_accepted();
  report_fault(given, "WO-1", std::string(reported) + "T01:00:00Z");
  return given;
}

inline schema::RequestExchange request(schema::Remedy remedy = schema::Remedy::exchange) {
  return {.order = "WO-1", .remedy = remedy, .reason = "用户要求"};
}

// Asked for by a clerk, appraised by T1, approved by the accountant.
inline void ask(Given& given, schema::RequestExchange command = request()) {
  given.as(person("call")).when(std::move(command)).then_accepted();
}
inline schema::AppraiseUnit appraisal(
    schema::AppraisalVerdict verdict = schema::AppraisalVerdict::defective) {
  return {.exchange = "A-1", .verdict = verdict, .licence = "JD-1", .finding = "压缩机不启动"};
}
inline void appraise(Given& given) { given.as(person("tech1")).when(appraisal()).then_accepted(); }
inline void approve(Given& given) {
  given.as(person("acc")).when(schema::ApproveExchange{.exchange = "A-1"}).then_accepted();
}
inline void ship(Given& given, const std::string& serial = new_serial) {
  given.as(person("keeper"))
      .when(schema::ShipUnit{.exchange = "A-1", .serial = serial, .tracking = "SF-1"})
      .then_accepted();
}
inline void collect(Given& given) {
  given.as(person("tech1"))
      .when(schema::CollectOldUnit{
          .exchange = "A-1", .serial = old_serial, .new_serial = new_serial})
      .then_accepted();
}
inline void receive(Given& given) {
  given.as(person("keeper"))
      .when(schema::ReceiveOldUnit{.exchange = "A-1", .serial = old_serial})
      .then_accepted();
}
inline void settle(Given& given) {
  given.as(person("acc"))
      .when(schema::SettleExchange{.exchange = "A-1", .settlement = "JS-1", .claimed = 400'000})
      .then_accepted();
}

// In the middle of it all: the days of a return, an exchange.
inline Given approved(schema::Remedy remedy = schema::Remedy::exchange) {
  Given given = broken("2026-02-15");
  ask(given, request(remedy));
  appraise(given);
  approve(given);
  return given;
}

}  // namespace kintsugi::tests
