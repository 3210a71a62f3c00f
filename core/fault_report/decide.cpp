#include <algorithm>
#include <string>
#include <vector>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/fault_report_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::FaultReport;
using schema::FaultReportStatus;
using work_order::Status;
using No = schema::FaultReportRefusal;

constexpr std::size_t facts_max = 50;
constexpr work_order::StatusSet diagnosed{Status::in_progress, Status::on_hold,
                                          Status::work_reported, Status::completed,
                                          Status::followed_up};

// "<order>-R1", "-R2", …: the first that is free.
std::string next_report(const std::string& order, Reads& reads) {
  for (int n = 1;; ++n) {
    std::string id = order + "-R" + std::to_string(n);
    if (!reads.exists<FaultReport>(id)) return id;
  }
}

// In the order of the log, each once.
Result<std::vector<std::int64_t>> facts_of(const schema::IssueFaultReport& command) {
  std::vector<std::int64_t> facts = command.facts;
  std::sort(facts.begin(), facts.end());
  const bool twice = std::adjacent_find(facts.begin(), facts.end()) != facts.end();
  if (facts.empty() || facts.size() > facts_max || twice || facts.front() < 0)
    return refuse(No::bad_facts, std::to_string(facts.size()) + " are named");
  return facts;
}

Result<void> check_report_texts(const schema::IssueFaultReport& command) {
  const auto said = [](const std::string& text) { return !text.empty() && is_note(text); };
  if (!said(command.cause) || !said(command.finding) || !is_note(command.advice))
    return refuse(No::bad_text, "cause and finding, in at most 4000 characters");
  return {};
}

}  // namespace

Result<Events> decide(const schema::IssueFaultReport& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, diagnosed, work_order::No::not_in_progress, reads));
  if (!work_order::acts_for(order->technician, order->outlet, reads))
    return refuse(No::not_yours, "it is of technician " + order->technician);
  if (order->fault_code.empty())
    return refuse(work_order::No::diagnosis_missing, "diagnose it first");
  KINTSUGI_TRY_OK(check_report_texts(command));
  KINTSUGI_TRY(std::vector<std::int64_t> facts, facts_of(command));
  if (reads.is_unknown("facts"))
    return refuse_field(No::foreign_fact, "facts", "not all are steps of " + command.order);
  const std::string id = next_report(command.order, reads);
  Events events;
  events.on(id, schema::FaultReportWritten{.order = command.order,
                                           .outlet = order->outlet,
                                           .customer = order->customer,
                                           .asset = order->asset,
                                           .technician = order->technician,
                                           .fault_code = order->fault_code,
                                           .cause = command.cause,
                                           .finding = command.finding,
                                           .advice = command.advice,
                                           .facts = std::move(facts),
                                           .by = reads.actor().operator_id,
                                           .at = to_ms(reads.business_time())});
  events.on(command.order, schema::FaultReportIssued{.report = id});
  return events;
}

Result<Events> decide(const schema::WithdrawFaultReport& command, Reads& reads) {
  KINTSUGI_TRY(const FaultReport* report, reads.require<FaultReport>(command.report));
  KINTSUGI_TRY_OK(within_scope(command, report->outlet, reads));
  if (!work_order::acts_for(report->technician, report->outlet, reads))
    return refuse(No::not_yours, "it is of technician " + report->technician);
  if (report->status != FaultReportStatus::issued) return refuse(No::withdrawn, command.report);
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.report, schema::FaultReportWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
