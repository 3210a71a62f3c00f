// Install cards, the work calendar, units in the workshop, ratings, fault reports, advance parts.

#include "schema/advance_part.h"
#include "schema/fault_report.h"
#include "schema/install_card.h"
#include "schema/part.h"
#include "schema/rating.h"
#include "schema/stock.h"
#include "schema/warehouse.h"
#include "schema/work_calendar.h"
#include "schema/workshop_unit.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using CardStatus = schema::InstallCardStatus;

constexpr const char* card = "AZ0001";

// One card of T1, whose outlet is S1, in each of its statuses.
Given install_card_in(std::size_t column) {
  const auto status = static_cast<CardStatus>(column);
  Given given = company();
  if (status == CardStatus::none) return given;
  given.as(person("boss"));
  given.when(schema::PrintInstallCards{.card = card, .count = 2, .outlet = "S1"});
  if (status == CardStatus::in_stock) return given;
  given.when(schema::IssueInstallCards{.card = card, .count = 2, .technician = "T1"});
  if (status == CardStatus::handed_back || status == CardStatus::settled)
    given.history(card, schema::InstallCardUsed{.order = "WO-1"});
  if (status == CardStatus::settled)
    given.when(schema::SettleInstallCards{.card = card, .statement = "JS-1"});
  if (status == CardStatus::loss_reported || status == CardStatus::lost)
    given.as(person("tech1")).when(schema::ReportCardLost{.card = card, .reason = "掉了"});
  if (status == CardStatus::lost)
    given.as(person("keeper")).when(schema::DecideCardLoss{.card = card});
  if (status == CardStatus::voided)
    given.when(schema::VoidInstallCard{.card = card, .reason = "破损"});
  given.then_accepted();
  return given;
}

// none, in the workshop, returned, withdrawn.
Given unit_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  if (column == 0) return given;
  given.as(person("boss")).when(schema::PickUpUnit{.order = "WO-1"}).then_accepted();
  if (column == 2) given.when(schema::ReturnUnit{.unit = "WO-1"}).then_accepted();
  if (column == 3)
    given.when(schema::WithdrawUnitPickUp{.unit = "WO-1", .reason = "没取"}).then_accepted();
  return given;
}

// The same, and two hours have passed.
constexpr std::string_view later = "2026-03-02T02:00:00Z";
Given unit_later_in(std::size_t column) {
  Given given = unit_in(column);
  given.at("2026-03-02T03:00:00Z");
  return given;
}

Given rating_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (column == 0) return given;
  given.as(person("call")).when(schema::RateService{.order = "WO-1", .stars = 4}).then_accepted();
  if (column == 2)
    given.when(schema::WithdrawRating{.rating = "WO-1:1", .reason = "听错"}).then_accepted();
  return given;
}

Given fault_report_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (column == 0) return given;
  given.as(person("disp"));
  given.when(schema::IssueFaultReport{
      .order = "WO-1", .cause = "漏氟", .finding = "管路开裂", .facts = {3, 5}});
  given.then_accepted();
  if (column == 2)
    given.when(schema::WithdrawFaultReport{.report = "WO-1-R1", .reason = "写错"}).then_accepted();
  return given;
}

// none, shipped, returned, waived, withdrawn: of five pieces on the shelf one is sent.
Given advance_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::accepted);
  given.history("P-7", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece});
  given.history("WH-7", schema::WarehouseRegistered{.name = "七库", .outlet = "S1"});
  given.history("WH-7:P-7:good", schema::StockReceived{.quantity = 5000, .cost = 5000});
  if (column == 0) return given;
  given.as(person("keeper"));
  given.when(schema::ShipAdvancePart{.order = "WO-1", .part = "P-7", .warehouse = "WH-7"});
  const std::string sent = "WO-1-A1", why = "协商";
  if (column == 2) given.when(schema::ReturnAdvancePart{.advance = sent, .warehouse = "WH-7"});
  if (column == 3)
    given.as(person("acc")).when(schema::WaiveOldPart{.advance = sent, .reason = why});
  if (column == 4) given.when(schema::WithdrawAdvancePart{.advance = sent, .reason = why});
  given.then_accepted();
  return given;
}

Given calendar_in(std::size_t column) {
  Given given = company();
  if (column == 1) {
    given.history("2026", schema::CalendarDayDefined{.date = 20'549, .name = "清明"});
  }
  return given;
}

}  // namespace

Table install_cards() {
  constexpr const char* nst = "not_in_stock";
  constexpr const char* nis = "not_issued";
  constexpr const char* nbk = "not_back";
  constexpr const char* nhd = "not_held";
  constexpr const char* nrl = "not_reported_lost";
  constexpr const char* ntr = "nothing_to_restore";
  constexpr const char* exi = "exists";
  return {"install_card",
          {"none", "in_stock", "issued", "handed_back", "settled", "loss_reported", "lost",
           "voided"},
          install_card_in,
          {{schema::PrintInstallCards{.card = card, .count = 2, .outlet = "S1"},
            {ok, exi, exi, exi, exi, exi, exi, exi}},
           {schema::IssueInstallCards{.card = card, .technician = "T1"},
            {no, ok, nst, nst, nst, nst, nst, nst}},
           {schema::TakeBackInstallCards{.card = card}, {no, nis, ok, nis, nis, nis, nis, nis}},
           {schema::SettleInstallCards{.card = card, .statement = "JS-2"},
            {no, nbk, nbk, ok, nbk, nbk, nbk, nbk}},
           {schema::ReportCardLost{.card = card, .reason = "掉了"},
            {no, ok, ok, nhd, nhd, nhd, nhd, nhd}},
           {schema::DecideCardLoss{.card = card}, {no, nrl, nrl, nrl, nrl, ok, nrl, nrl}},
           {schema::VoidInstallCard{.card = card, .reason = "破损"},
            {no, ok, ok, nhd, nhd, nhd, nhd, nhd}},
           {schema::RestoreInstallCard{.card = card, .reason = "找到了"},
            {no, ntr, ntr, ntr, ok, ok, ok, ok}}}};
}

Table card_accounts() {
  return {"card_account",
          {"absent", "known"},
          [](std::size_t column) { return install_card_in(2 * column); },
          {{schema::ReconcileCards{.account = "technician:T1", .counted = 2}, {no, ok}}}};
}

Table work_calendars() {
  return {"work_calendar",
          {"absent", "known"},
          calendar_in,
          {{schema::DefineHoliday{.date_from = 20'549, .name = "清明"}, {ok, "nothing_changed"}},
           {schema::DefineWorkday{.date = 20'549, .name = "清明"}, {"nothing_changed", ok}},
           {schema::WithdrawCalendarDays{.date_from = 20'549, .reason = "改期"},
            {"nothing_changed", ok}}}};
}

Table workshop_units() {
  constexpr const char* out = "not_in_workshop";
  constexpr const char* back = "not_returned";
  const std::string u = "WO-1", why = "写错";
  return {"workshop_unit",
          {"none", "in_workshop", "returned", "withdrawn"},
          unit_in,
          {{schema::PickUpUnit{.order = u}, {ok, "in_workshop", ok, ok}},
           {schema::ReturnUnit{.unit = u}, {no, ok, out, out}},
           {schema::CorrectUnitDates{.unit = u, .picked_up_at = ms(now), .reason = why},
            {no, "nothing_changed", "returned_before_pick_up", out}},
           {schema::CorrectUnitDates{
                .unit = u, .picked_up_at = ms(later), .reason = why},
            {no, "in_the_future", "returned_before_pick_up", out}},
           {schema::CorrectUnitDates{.unit = u,
                                     .picked_up_at = ms("2026-03-02T00:00:00Z"),
                                     .returned_at = ms("2026-03-02T00:30:00Z"),
                                     .reason = why},
            {no, "before_registration", "before_registration", out}},
           {schema::CorrectUnitDates{.unit = u, .picked_up_at = ms(now), .returned_at = ms(later),
                                     .reason = why},
            {no, back, ok, out},
            "boss",
            unit_later_in},
           {schema::CorrectUnitDates{.unit = u, .picked_up_at = ms(later), .reason = why},
            {no, ok, "returned_before_pick_up", out},
            "boss",
            unit_later_in},
           {schema::WithdrawUnitPickUp{.unit = u, .reason = why}, {no, ok, out, out}},
           {schema::WithdrawUnitReturn{.unit = u, .reason = why}, {no, back, ok, back}}}};
}

Table ratings() {
  return {"rating",
          {"none", "given", "withdrawn"},
          rating_in,
          {{schema::RateService{.order = "WO-1", .stars = 5}, {ok, "rated", ok}},
           {schema::WithdrawRating{.rating = "WO-1:1", .reason = "听错"}, {no, ok, "withdrawn"}}}};
}

Table fault_reports() {
  return {"fault_report",
          {"none", "issued", "withdrawn"},
          fault_report_in,
          {{schema::WithdrawFaultReport{.report = "WO-1-R1", .reason = "写错"},
            {no, ok, "withdrawn"}}}};
}

Table advance_parts() {
  const std::string sent = "WO-1-A1", why = "协商";
  constexpr const char* done = "settled";
  constexpr const char* open = "not_settled";
  return {"advance_part",
          {"none", "shipped", "returned", "waived", "withdrawn"},
          advance_in,
          {{schema::ShipAdvancePart{.order = "WO-1", .part = "P-7", .warehouse = "WH-7"},
            {ok, ok, ok, ok, ok}},
           {schema::ReturnAdvancePart{.advance = sent, .warehouse = "WH-7"},
            {no, ok, done, done, done}},
           {schema::WithdrawAdvancePart{.advance = sent, .reason = why},
            {no, ok, done, done, done}},
           {schema::WaiveOldPart{.advance = sent, .reason = why}, {no, ok, done, done, done}},
           {schema::WithdrawOldPartReturn{.advance = sent, .reason = why},
            {no, open, ok, ok, open}}}};
}

}  // namespace kintsugi::tests
