// Complaints, incidents, inspections and liability.

#include "schema/complaint.h"
#include "schema/work_order.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using schema::ComplaintStatus;

constexpr ComplaintStatus complaint_columns[] = {
    ComplaintStatus::none,      ComplaintStatus::registered,    ComplaintStatus::assigned,
    ComplaintStatus::investigating, ComplaintStatus::solution_proposed, ComplaintStatus::resolved,
    ComplaintStatus::confirmed, ComplaintStatus::closed,        ComplaintStatus::reopened,
    ComplaintStatus::escalated, ComplaintStatus::withdrawn};

// CP-1 about T1 and order WO-1, with "boss" from when it is assigned.
Given complaint_in(std::size_t column) {
  using enum ComplaintStatus;
  const ComplaintStatus status = complaint_columns[column];
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (status == none) return given;
  given.history("CP-1", schema::ComplaintRegistered{.kind = schema::ComplaintKind::attitude,
                                                    .level = schema::ComplaintLevel::outlet,
                                                    .outlet = "S1",
                                                    .order = "WO-1",
                                                    .customer = "C-1",
                                                    .accused_technician = "T1",
                                                    .accused_outlet = "S1",
                                                    .text = "态度差",
                                                    .due_at = ms(now)});
  const auto reaches = [&](ComplaintStatus step) {
    return status <= closed && static_cast<unsigned>(status) >= static_cast<unsigned>(step);
  };
  if (reaches(assigned)) given.history("CP-1", schema::ComplaintAssigned{.handler = "boss"});
  if (reaches(investigating))
    given.history("CP-1", schema::ComplaintInvestigated{.finding = "属实"});
  if (reaches(solution_proposed))
    given.history("CP-1", schema::SolutionProposed{.solution = "道歉"});
  if (reaches(resolved) || status == reopened)
    given.history("CP-1", schema::ComplaintResolved{.outcome = "已道歉"});
  if (reaches(confirmed)) given.history("CP-1", schema::ComplaintConfirmed{.confirmed_by = "call"});
  if (reaches(closed)) given.history("CP-1", schema::ComplaintClosed{});
  if (status == reopened) given.history("CP-1", schema::ComplaintReopened{.reason = "不满意"});
  if (status == escalated) given.history("CP-1", schema::ComplaintEscalated{.reason = "影响大"});
  if (status == withdrawn) given.history("CP-1", schema::ComplaintWithdrawn{.reason = "误登记"});
  return given;
}

Given approved_by_two(std::size_t column) {
  Given given = complaint_in(column);
  if (complaint_columns[column] != ComplaintStatus::resolved) return given;
  given.history("CP-1", schema::ComplaintClosureApproved{.by = "call", .reason = "联系不上"});
  given.history("CP-1", schema::ComplaintClosureApproved{.by = "disp", .reason = "联系不上"});
  return given;
}

}  // namespace

Table complaints() {
  const std::string cp = "CP-1";
  constexpr const char* late = "resolved";
  constexpr const char* over = "over";
  constexpr const char* early = "not_resolved";
  constexpr const char* unassigned = "not_assigned";
  constexpr const char* unheard = "not_investigated";
  constexpr const char* taken = "exists";
  const schema::RegisterComplaint registration{.order = "WO-1",
                                               .kind = schema::ComplaintKind::attitude,
                                               .text = "态度差",
                                               .accused_technician = "T1",
                                               .complaint = cp};
  Table table{
      "complaint",
      {},
      complaint_in,
      {
          {registration,
           {ok, taken, taken, taken, taken, taken, taken, taken, taken, taken, taken}},
          {schema::AssignComplaint{.complaint = cp, .handler = "call"},
           {no, ok, ok, ok, ok, late, late, over, ok, ok, over}},
          {schema::InvestigateComplaint{.complaint = cp, .finding = "属实"},
           {no, unassigned, ok, ok, ok, late, late, over, unassigned, unassigned, over}},
          {schema::ProposeSolution{.complaint = cp, .solution = "道歉", .compensation = 5000},
           {no, unassigned, unheard, ok, ok, late, late, over, unassigned, unassigned, over}},
          {schema::ResolveComplaint{.complaint = cp, .outcome = "已道歉"},
           {no, unassigned, unheard, "no_solution", ok, late, late, over, unassigned, unassigned,
            over}},
          {schema::ConfirmComplaint{.complaint = cp, .note = "满意"},
           {no, early, early, early, early, ok, late, over, early, early, over},
           "call"},
          {schema::ApproveComplaintClosure{.complaint = cp, .reason = "联系不上"},
           {no, early, early, early, early, ok, late, over, early, early, over},
           "call"},
          {schema::CloseComplaint{.complaint = cp},
           {no, early, early, early, early, "not_confirmed", ok, over, early, early, over}},
          {schema::CloseComplaint{.complaint = cp},
           {no, early, early, early, early, ok, ok, over, early, early, over},
           "boss",
           approved_by_two},
          {schema::ReopenComplaint{.complaint = cp, .reason = "不满意"},
           {no, early, early, early, early, ok, ok, ok, early, early, ok}},
          {schema::EscalateComplaint{.complaint = cp, .reason = "影响大"},
           {no, ok, ok, ok, ok, ok, late, over, ok, "at_headquarters", over}},
          {schema::WithdrawComplaint{.complaint = cp, .reason = "误登记"},
           {no, ok, ok, ok, ok, ok, late, over, ok, ok, over},
           "call"},
      }};
  for (const ComplaintStatus status : complaint_columns)
    table.columns.push_back(schema::name_of(status));
  return table;
}

}  // namespace kintsugi::tests
