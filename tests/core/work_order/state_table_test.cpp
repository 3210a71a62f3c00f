// Every status × every command of a work order: it works, or it is refused with a stable code.

#include <array>
#include <set>

#include "schema/description.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

constexpr Status columns[] = {Status::none,        Status::registered,  Status::assigned,
                              Status::scheduled,   Status::accepted,    Status::traveling,
                              Status::in_progress, Status::on_hold,     Status::work_reported,
                              Status::completed,   Status::followed_up, Status::posted,
                              Status::canceled};

// Refusals, without "work_order.".
constexpr const char* ok = "";
constexpr const char* nreg = "not_registered";
constexpr const char* nasg = "not_assigned";
constexpr const char* nsch = "not_scheduled";
constexpr const char* nacc = "not_accepted";
constexpr const char* nprg = "not_in_progress";
constexpr const char* nhld = "not_on_hold";
constexpr const char* nrep = "not_reported";
constexpr const char* ncmp = "not_completed";
constexpr const char* way = "already_under_way";
constexpr const char* rep = "already_reported";
constexpr const char* cmp = "already_completed";
constexpr const char* pst = "already_posted";
constexpr const char* cnl = "already_canceled";
constexpr const char* exi = "exists";

struct Row {
  schema::Command command;
  std::array<const char*, std::size(columns)> cells;
};

std::vector<Row> register_rows() {
  const std::string wo = "WO-1";
  return {
      {schema::RegisterWorkOrder{
           .order = wo, .service_type = schema::ServiceType::repair, .customer = "C-1"},
       {ok, exi, exi, exi, exi, exi, exi, exi, exi, exi, exi, exi, exi}},
      {schema::ClassifySeverity{.order = wo, .severity = schema::Severity::major},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, cmp, cmp, pst, cnl}},
      {schema::AssignOutlet{.order = wo, .outlet = "R1"},
       {nreg, ok, ok, way, way, way, way, way, rep, cmp, cmp, pst, cnl}},
      {schema::OverrideDispatchCheck{.order = wo,
                                     .technician = "T2",
                                     .check = schema::DispatchCheck::travel,
                                     .reason = "同意"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
  };
}

std::vector<Row> booking_rows() {
  const std::string wo = "WO-1";
  const std::int64_t start = ms("2026-03-03T02:00:00Z");
  const std::int64_t end = ms("2026-03-03T04:00:00Z");
  return {
      {schema::ScheduleBooking{.order = wo, .technician = "T2", .starts_at = start, .ends_at = end},
       {nreg, nasg, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::AcceptBooking{.order = wo},
       {nreg, nsch, nsch, ok, nsch, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::DeclineBooking{.order = wo, .reason = "生病"},
       {nreg, nsch, nsch, ok, nsch, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::RescheduleBooking{
           .order = wo, .starts_at = start, .ends_at = end, .asked_by = schema::AskedBy::customer},
       {nreg, nsch, nsch, ok, ok, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::ReassignBooking{.order = wo, .technician = "T2", .reason = "换人"},
       {nreg, nsch, nsch, ok, ok, nsch, nsch, nsch, rep, cmp, cmp, pst, cnl}},
      {schema::StartTravel{.order = wo},
       {nreg, nacc, nacc, nacc, ok, nacc, nacc, nacc, rep, cmp, cmp, pst, cnl}},
      {schema::CheckIn{.order = wo},
       {nreg, nacc, nacc, nacc, ok, "nothing_changed", nacc, nacc, rep, cmp, cmp, pst, cnl}},
      {schema::StartWork{.order = wo},
       {nreg, nacc, nacc, nacc, "not_checked_in", ok, nacc, nacc, rep, cmp, cmp, pst, cnl}},
      {schema::PauseWork{.order = wo, .why = schema::PauseReason::part},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, nprg, rep, cmp, cmp, pst, cnl}},
      {schema::ResumeWork{.order = wo},
       {nreg, nhld, nhld, nhld, nhld, nhld, nhld, ok, rep, cmp, cmp, pst, cnl}},
  };
}

std::vector<Row> work_rows() {
  const std::string wo = "WO-1";
  const auto customer = schema::Payer::customer;
  return {
      {schema::RecordProgress{.order = wo, .note = "到场"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, pst, cnl}},
      {schema::RecordDiagnosis{.order = wo, .fault_code = "F02"},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::UsePart{.order = wo, .part = "P-0", .quantity = 1000},
       {nreg, nprg, nprg, nprg, nprg, nprg, "unknown_part", nprg, rep, cmp, cmp, pst, cnl}},
      {schema::AddCharge{.order = wo,
                         .item = "打眼",
                         .quantity = 1000,
                         .payer = customer,
                         .manual_price = 5000,
                         .reason = "墙厚"},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, ok, ok, cmp, cmp, pst, cnl}},
      {schema::ApproveCharge{.order = wo, .line = 1},
       {nreg, nprg, nprg, nprg, nprg, nprg, "no_such_charge", "no_such_charge", "no_such_charge",
        cmp, cmp, pst, cnl}},
      {schema::ReportWorkDone{.order = wo},
       {nreg, nprg, nprg, nprg, nprg, nprg, ok, nprg, rep, cmp, cmp, pst, cnl}},
  };
}

std::vector<Row> closing_rows() {
  const std::string wo = "WO-1";
  return {
      {schema::HandBackInstallCard{.order = wo, .card = "CARD-0001"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "not_an_install", cmp, cmp, pst, cnl}},
      {schema::ReturnServiceSlip{.order = wo, .slip = "SLIP-0002"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "slip_returned", cmp, cmp, pst, cnl}},
      {schema::CollectPayment{.order = wo, .amount = 100, .method = schema::PaymentMethod::cash},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "nothing_due", cmp, cmp, pst, cnl}},
      {schema::ApproveCredit{.order = wo, .reason = "单位客户"},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, "nothing_due", cmp, cmp, pst, cnl}},
      {schema::CompleteWorkOrder{.order = wo},
       {nreg, nrep, nrep, nrep, nrep, nrep, nrep, nrep, ok, cmp, cmp, pst, cnl}},
      {schema::PostWorkOrder{.order = wo},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, "not_followed_up", ok, pst, cnl}},
      {schema::CancelWorkOrder{.order = wo, .reason = "用户取消"},
       {nreg, ok, ok, ok, ok, ok, ok, ok, rep, cmp, cmp, pst, cnl}},
      {schema::ReopenWorkOrder{.order = wo, .reason = "又坏了"},
       {nreg, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ncmp, ok, ok, pst, cnl}},
  };
}

// Accepted once; sent again as it stands it is refused or changes the state in a way that the table
// allows.
void check(const Row& row) {
  for (std::size_t i = 0; i < std::size(columns); ++i) {
    SCOPED_TRACE(std::string(schema::name_of(row.command)) + " × " +
                 std::string(schema::name_of(columns[i])));
    Given given = order_in(columns[i]);
    given.as(person("boss")).when(row.command);
    const std::string expected = row.cells[i];
    if (expected.empty()) {
      given.then_accepted();
    } else {
      given.then_refused("work_order." + expected);
    }
  }
}

TEST(WorkOrderStates, AnswerEveryCommandOfRegistration) {
  for (const Row& row : register_rows()) check(row);
}
TEST(WorkOrderStates, AnswerEveryCommandOfBookings) {
  for (const Row& row : booking_rows()) check(row);
}
TEST(WorkOrderStates, AnswerEveryCommandOfWork) {
  for (const Row& row : work_rows()) check(row);
}
TEST(WorkOrderStates, AnswerEveryCommandOfClosing) {
  for (const Row& row : closing_rows()) check(row);
}

TEST(WorkOrderStates, TheTableNamesEveryCommandOfTheStream) {
  std::set<std::string_view> named;
  for (const auto& rows : {register_rows(), booking_rows(), work_rows(), closing_rows()}) {
    for (const Row& row : rows) named.insert(schema::name_of(row.command));
  }
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::command || type.stream != "work_order" || type.code >= 700)
      continue;
    EXPECT_TRUE(named.contains(type.name)) << type.name << " is missing in the table";
  }
}

TEST(WorkOrderStates, UnknownOrdersAreNotFound) {
  for (const auto& rows : {register_rows(), booking_rows(), work_rows(), closing_rows()}) {
    for (const Row& row : rows) {
      if (std::holds_alternative<schema::RegisterWorkOrder>(row.command)) continue;
      SCOPED_TRACE(schema::name_of(row.command));
      Given given = company();
      given.as(person("boss")).when(row.command).then_refused("work_order.not_found");
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
