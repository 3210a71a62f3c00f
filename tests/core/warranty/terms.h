#pragma once
// Policies to test on: the Three Guarantees of a colour TV, as the regulation of 1995 has them, and
// what the tests of this folder share.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/calendar/dates.h"
#include "schema/asset.h"
#include "schema/warranty.h"
#include "schema/warranty_policy.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {

inline std::int32_t date(std::string_view text) {
  return core::calendar::parse_date(text).value();
}

// Whole machine 1 year, main parts 3; 7, 15, 30 and 90 days; two failed repairs; a repair holds 30
// days; 0.1 % a day; the day of the invoice is day 0.
inline schema::WarrantyLine colour_tv() {
  using schema::CauseClass;
  return {.machine_months = 12,
          .parts = {{.group = "显像管", .months = 36}},
          .return_days = 7,
          .exchange_days = 15,
          .failed_repairs = 2,
          .parts_wait_days = 90,
          .repairer_days = 30,
          .repair_holds_days = 30,
          .pauses_in_repair = true,
          .pauses_for_parts = true,
          .restarts_after_exchange = true,
          .depreciation = 10,
          .exclusions = {CauseClass::misuse, CauseClass::own_alteration, CauseClass::human_damage,
                         CauseClass::disaster, CauseClass::consumable,
                         CauseClass::outside_peripheral, CauseClass::unsigned_outlet,
                         CauseClass::no_proof, CauseClass::proof_altered,
                         CauseClass::cleared_stock},
          .parts_years = 5};
}

// Published as version 1, in force from 1995-08-25.
inline void publish_policy(Given& given, const std::string& policy,
                           std::vector<schema::WarrantyLine> lines) {
  given.history(policy, schema::WarrantyPolicyDrafted{.name = "三包",
                                                      .version = 1,
                                                      .effective_from = date("1995-08-25"),
                                                      .author = "acc",
                                                      .lines = std::move(lines)});
  given.history(policy, schema::WarrantyPolicyApproved{.version = 1, .approver = "boss"});
  given.history(policy, schema::WarrantyPolicyPublished{.version = 1, .publisher = "acc"});
}

// The company in March 2026, with that policy for every brand.
inline Given with_policy(schema::WarrantyLine line = colour_tv()) {
  Given given = company();
  publish_policy(given, "default", {std::move(line)});
  return given;
}

inline schema::StartWarranty by_invoice(std::string_view on) {
  return {.asset = "A-1",
          .source = schema::WarrantySource::invoice,
          .proved_on = date(on),
          .document = "FP-1",
          .price = 400'000};
}

// An order about a fault of A-1, open since `from`; with a visit of T1 that began then.
inline void report_fault(Given& given, const std::string& order, std::string_view from) {
  schema::WorkOrderRegistered registration = registered();
  registration.registered_at = ms(from);
  given.history(order, registration);
  given.history("A-1", schema::AssetOrderOpened{.order = order, .fault = "cooling"});
  given.history(order, schema::OutletAssigned{.outlet = "S1"});
}
inline void begin_work(Given& given, const std::string& order, std::string_view at) {
  given.history(order, schema::BookingScheduled{.booking = 1, .technician = "T1"});
  given.history(order, schema::BookingAccepted{.booking = 1, .technician = "T1", .at = ms(at)});
  given.history(order,
                schema::TechnicianCheckedIn{.booking = 1, .technician = "T1", .at = ms(at)});
  given.history(order, schema::WorkStarted{.booking = 1, .at = ms(at)});
}
inline void pause_work(Given& given, const std::string& order, schema::PauseReason why,
                       std::string_view from, std::string_view until) {
  given.history(order, schema::WorkPaused{.booking = 1, .why = why, .at = ms(from)});
  if (!until.empty()) given.history(order, schema::WorkResumed{.booking = 1, .at = ms(until)});
}
inline void finish_work(Given& given, const std::string& order, std::string_view at) {
  given.history(order, schema::WorkReported{.booking = 1, .technician = "T1", .at = ms(at)});
  given.history(order, schema::WorkOrderCompleted{.at = ms(at)});
  given.history("A-1", schema::AssetOrderClosed{.order = order});
  given.history("A-1", schema::AssetRepaired{.order = order, .technician = "T1", .at = ms(at)});
}
// Reported, begun and finished.
inline void repair(Given& given, const std::string& order, std::string_view from,
                   std::string_view until) {
  report_fault(given, order, from);
  begin_work(given, order, from);
  finish_work(given, order, until);
}

}  // namespace kintsugi::tests
