// Complaints, incidents, inspections and liability.

#include "schema/complaint.h"
#include "schema/incident.h"
#include "schema/inspection.h"
#include "schema/liability.h"
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

using schema::IncidentStatus;
using schema::LiabilityStatus;
using schema::Severity;

constexpr IncidentStatus incident_columns[] = {
    IncidentStatus::none,     IncidentStatus::reported, IncidentStatus::classified,
    IncidentStatus::handling, IncidentStatus::resolved, IncidentStatus::reviewed,
    IncidentStatus::closed,   IncidentStatus::withdrawn};

// IN-1 of S1, major, reported by "disp" and resolved by "disp2".
Given incident_in(std::size_t column) {
  using enum IncidentStatus;
  const IncidentStatus status = incident_columns[column];
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (status == none) return given;
  given.history("IN-1", schema::IncidentReported{.kind = schema::IncidentKind::fire,
                                                 .severity = Severity::major,
                                                 .outlet = "S1",
                                                 .order = "WO-1",
                                                 .text = "漏电",
                                                 .reported_by = "disp"});
  if (status == withdrawn) given.history("IN-1", schema::IncidentWithdrawn{.reason = "误报"});
  const auto reaches = [&](IncidentStatus step) {
    return status != withdrawn && static_cast<unsigned>(status) >= static_cast<unsigned>(step);
  };
  if (reaches(classified))
    given.history("IN-1", schema::IncidentClassified{.severity = Severity::major});
  if (reaches(handling)) given.history("IN-1", schema::IncidentActionRecorded{.action = "断电"});
  if (reaches(resolved)) given.history("IN-1", schema::IncidentResolved{.resolver = "disp2"});
  if (reaches(reviewed)) given.history("IN-1", schema::IncidentReviewed{.passed = true});
  if (reaches(closed)) given.history("IN-1", schema::IncidentClosed{});
  return given;
}

Given lowering_asked(std::size_t column) {
  Given given = incident_in(column);
  if (column != 0)
    given.history("IN-1", schema::IncidentLoweringAsked{.asked_severity = Severity::minor,
                                                        .lowerer = "disp"});
  return given;
}

const std::string photo(64, 'a');

Given inspection_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (column == 0) return given;
  given.history("JC-1", schema::InspectionOpened{.subject = schema::InspectionSubject::charges,
                                                 .outlet = "S1",
                                                 .technician = "T1",
                                                 .inspector = "boss"});
  given.history("JC-1", schema::InspectionFindingRecorded{.number = 1, .text = "无收据"});
  if (column == 2) given.history("JC-1", schema::InspectionClosed{.conclusion = "整改"});
  if (column >= 3)
    given.history("JC-1", schema::InspectionFindingWithdrawn{.number = 1, .reason = "看错"});
  if (column == 4) given.history("JC-1", schema::InspectionWithdrawn{.reason = "误开"});
  return given;
}

constexpr LiabilityStatus liability_columns[] = {
    LiabilityStatus::none,    LiabilityStatus::attributed, LiabilityStatus::appealed,
    LiabilityStatus::upheld,  LiabilityStatus::changed,    LiabilityStatus::lifted,
    LiabilityStatus::withdrawn};

// ZR-1 of T1, attributed by "disp" and appealed by "tech1".
Given liability_in(std::size_t column) {
  using enum LiabilityStatus;
  const LiabilityStatus status = liability_columns[column];
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (status == none) return given;
  given.history("ZR-1", schema::FaultAttributed{.party = schema::LiableParty::technician,
                                                .order = "WO-1",
                                                .outlet = "S1",
                                                .technician = "T1",
                                                .amount = 10'000,
                                                .cited_booking = 1,
                                                .reason = "装错",
                                                .attributed_by = "disp"});
  if (status == withdrawn) given.history("ZR-1", schema::LiabilityWithdrawn{.reason = "误"});
  if (status == attributed || status == withdrawn) return given;
  given.history("ZR-1", schema::LiabilityAppealed{.new_fact = "电压异常", .appellant = "tech1"});
  if (status == appealed) return given;
  const auto outcome = status == upheld    ? schema::AppealOutcome::upheld
                       : status == changed ? schema::AppealOutcome::changed
                                           : schema::AppealOutcome::lifted;
  given.history("ZR-1", schema::LiabilityAppealDecided{.outcome = outcome, .decided_by = "boss"});
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

Table incidents() {
  const std::string in = "IN-1";
  constexpr const char* late = "resolved";
  constexpr const char* over = "closed";
  constexpr const char* gone = "withdrawn";
  constexpr const char* early = "not_resolved";
  constexpr const char* unseen = "not_reviewed";
  constexpr const char* taken = "exists";
  constexpr const char* unknown = "not_classified";
  constexpr const char* none = "no_lowering";
  const schema::DecideIncidentLowering lower{.incident = in, .granted = true, .reason = "核实"};
  Table table{
      "incident",
      {},
      incident_in,
      {
          {schema::ReportIncident{.incident = in,
                                  .kind = schema::IncidentKind::fire,
                                  .severity = Severity::major,
                                  .occurred_at = ms(now) - 1000,
                                  .text = "漏电",
                                  .order = "WO-1"},
           {ok, taken, taken, taken, taken, taken, taken, taken}},
          {schema::CorrectIncident{.incident = in,
                                   .kind = schema::IncidentKind::other,
                                   .occurred_at = ms(now) - 1000,
                                   .text = "漏水",
                                   .outlet = "S1",
                                   .late_reason = "不知道",
                                   .reason = "报错"},
           {no, ok, ok, ok, late, late, over, gone}},
          {schema::WithdrawIncident{.incident = in, .reason = "误报"},
           {no, ok, ok, ok, late, late, over, gone}},
          {schema::ClassifyIncident{
               .incident = in, .severity = Severity::critical, .reason = "有人受伤"},
           {no, ok, ok, ok, late, late, over, gone}},
          {schema::ClassifyIncident{
               .incident = in, .severity = Severity::minor, .reason = "虚惊"},
           {no, ok, ok, ok, late, late, over, gone}},
          {lower, {no, none, none, none, late, late, over, gone}},
          {lower, {no, ok, ok, ok, late, late, over, gone}, "boss", lowering_asked},
          {schema::RecordIncidentAction{.incident = in, .action = "断电"},
           {no, unknown, ok, ok, late, late, over, gone}},
          {schema::ResolveIncident{.incident = in, .cause = "接线错", .outcome = "已赔付"},
           {no, unknown, "not_handled", ok, late, late, over, gone}},
          {schema::ReviewIncident{.incident = in, .passed = true, .reason = "属实"},
           {no, early, early, early, ok, late, over, gone}},
          {schema::CloseIncident{.incident = in},
           {no, unseen, unseen, unseen, unseen, ok, over, gone}},
          {schema::ReopenIncident{.incident = in, .reason = "复发"},
           {no, early, early, early, ok, ok, ok, ok}},
      }};
  for (const IncidentStatus status : incident_columns)
    table.columns.push_back(schema::name_of(status));
  return table;
}

Table inspections() {
  const std::string jc = "JC-1";
  constexpr const char* over = "closed";
  return {"inspection",
          {"none", "open", "closed", "open without findings", "withdrawn"},
          inspection_in,
          {
              {schema::OpenInspection{.inspection = jc,
                                      .subject = schema::InspectionSubject::charges,
                                      .technician = "T1"},
               {ok, "exists", "exists", "exists", "exists"}},
              {schema::RecordInspectionFinding{.inspection = jc,
                                               .text = "无收据",
                                               .photo_hash = photo,
                                               .latitude = 31'200'000,
                                               .longitude = 121'500'000},
               {no, ok, over, ok, over}},
              {schema::WithdrawInspectionFinding{.inspection = jc, .number = 1, .reason = "看错"},
               {no, ok, over, "no_such_finding", over}},
              {schema::CloseInspection{.inspection = jc, .conclusion = "整改"},
               {no, ok, over, "no_findings", over}},
              {schema::ReopenInspection{.inspection = jc, .reason = "看错"},
               {no, "not_closed", ok, "not_closed", "not_closed"},
               "disp"},
              {schema::WithdrawInspection{.inspection = jc, .reason = "误开"},
               {no, "findings_stand", over, ok, over}},
          }};
}

Table liabilities() {
  const std::string zr = "ZR-1";
  constexpr const char* taken = "exists";
  constexpr const char* over = "over";
  constexpr const char* done = "decided";
  Table table{
      "liability",
      {},
      liability_in,
      {
          {schema::AttributeFault{.liability = zr,
                                  .order = "WO-1",
                                  .party = schema::LiableParty::technician,
                                  .amount = 10'000,
                                  .cited_booking = 1,
                                  .reason = "装错"},
           {ok, taken, taken, taken, taken, taken, taken}},
          {schema::AppealLiability{.liability = zr, .new_fact = "现场录像"},
           {no, ok, "appealed", ok, ok, over, over}},
          {schema::DecideLiabilityAppeal{
               .liability = zr, .outcome = schema::AppealOutcome::lifted, .reason = "属实"},
           {no, "not_appealed", ok, done, done, over, over}},
          {schema::WithdrawLiability{.liability = zr, .reason = "认定有误"},
           {no, ok, ok, done, done, over, over}},
      }};
  for (const LiabilityStatus status : liability_columns)
    table.columns.push_back(schema::name_of(status));
  return table;
}

}  // namespace kintsugi::tests
