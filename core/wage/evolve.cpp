#include <algorithm>
#include <string>
#include <vector>

#include "schema/wage_dispatch.h"

namespace kintsugi::core {

namespace {

std::vector<schema::WagePiece> values_of(const std::vector<schema::WagePieceView>& pieces) {
  std::vector<schema::WagePiece> out;
  out.reserve(pieces.size());
  for (const schema::WagePieceView& piece : pieces) {
    out.push_back({.item = std::string(piece.item),
                   .quantity = piece.quantity,
                   .charge = piece.charge,
                   .line = piece.line,
                   .wage = piece.wage,
                   .technician = std::string(piece.technician)});
  }
  return out;
}

std::vector<schema::WageShare> values_of(const std::vector<schema::WageShareView>& shares) {
  std::vector<schema::WageShare> out;
  out.reserve(shares.size());
  for (const schema::WageShareView& share : shares) {
    out.push_back({.technician = std::string(share.technician),
                   .weight = share.weight,
                   .amount = share.amount});
  }
  return out;
}

}  // namespace

void evolve(schema::WageDay& day, const schema::WageEarnedView& event) {
  day.lines.push_back({.order = std::string(event.order),
                       .work_date = event.work_date,
                       .brand = std::string(event.brand),
                       .category = std::string(event.category),
                       .model = std::string(event.model),
                       .service_type = event.service_type,
                       .rule = std::string(event.rule),
                       .rule_version = event.rule_version,
                       .pieces = values_of(event.pieces),
                       .shares = values_of(event.shares),
                       .total = event.total,
                       .crew_told = event.crew_told,
                       .apart = event.apart});
}

void evolve(schema::WageDay& day, const schema::WageReratedView& event) {
  for (schema::WageLine& line : day.lines) {
    if (line.order != event.order) continue;
    line.rule = event.rule;
    line.rule_version = event.rule_version;
    line.pieces = values_of(event.pieces);
    line.shares = values_of(event.shares);
    line.total = event.total;
    line.apart = event.apart;
  }
}

void evolve(schema::WageDay& day, const schema::WageAdjustedView& event) {
  day.adjustments.push_back({.technician = std::string(event.technician),
                             .amount = event.amount,
                             .reason = std::string(event.reason),
                             .author = std::string(event.author)});
}

void evolve(schema::WageOrder& order, const schema::WageOrderCountedView& event) {
  order.day = event.day;
}

void evolve(schema::WageRun& run, const schema::WagesCalculatedView& event) {
  run.status = schema::WageRunStatus::calculated;
  run.outlet = event.outlet;
  run.period = event.period;
  run.calculator = event.calculator;
  run.total = event.total;
  run.unrated = event.unrated;
  run.sheets.clear();
  run.sheets.reserve(event.sheets.size());
  for (const schema::WageSheetView& sheet : event.sheets) {
    run.sheets.push_back({.technician = std::string(sheet.technician),
                          .orders = sheet.orders,
                          .earned = sheet.earned,
                          .adjusted = sheet.adjusted,
                          .total = sheet.total});
  }
}

void evolve(schema::WageRun& run, const schema::WagesApprovedView&) {
  run.status = schema::WageRunStatus::approved;
}

void evolve(schema::WageCalendar& calendar, const schema::WageMonthSealedView& event) {
  calendar.sealed_until = std::max(calendar.sealed_until, event.sealed_until);
  if (!event.own_rule)
    calendar.company_sealed_until = std::max(calendar.company_sealed_until, event.sealed_until);
}

}  // namespace kintsugi::core
