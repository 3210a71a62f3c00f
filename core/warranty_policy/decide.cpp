#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/reads.h"
#include "core/rules/lines.h"
#include "core/text/text.h"
#include "schema/warranty_policy_dispatch.h"

namespace kintsugi::core {

using schema::WarrantyLine;
using schema::WarrantyPolicy;
using schema::WarrantyVersion;
using No = schema::WarrantyPolicyRefusal;
using Status = schema::WarrantyVersionStatus;

namespace {

constexpr std::string_view whole_company;  // a policy belongs to no outlet
constexpr int months_max = 600;
constexpr int days_max = 3650;
constexpr int depreciation_max = 10000;

bool are_bounds_kept(const WarrantyLine& line) {
  return line.machine_months >= 1 && line.machine_months <= months_max &&
         line.grace_days <= days_max && line.first_day <= 1 && line.return_days <= 365 &&
         line.exchange_days <= 365 && line.failed_repairs <= 9 &&
         line.parts_wait_days <= days_max && line.repairer_days <= days_max &&
         line.repair_holds_days <= days_max && line.depreciation >= 0 &&
         line.depreciation <= depreciation_max && line.parts_years <= 50;
}

Result<void> check_parts(const WarrantyLine& line) {
  for (std::size_t i = 0; i < line.parts.size(); ++i) {
    const schema::MainPartTerm& part = line.parts[i];
    if (!is_line(part.group, 64)) return refuse(No::bad_text, "name the main part");
    if (part.months < 1 || part.months > months_max)
      return refuse(No::bad_term, part.group + ": 1 to 600 months");
    for (std::size_t j = 0; j < i; ++j)
      if (same_key(KeyKind::code, line.parts[j].group, part.group))
        return refuse(No::part_twice, part.group);
  }
  return {};
}

Result<void> check_line(const WarrantyLine& line, std::size_t number) {
  const std::string where = "line " + std::to_string(number);
  if (!is_line_or_empty(line.brand, 64) || !is_line_or_empty(line.category, 64) ||
      !is_line_or_empty(line.model, 64) || !is_line_or_empty(line.contract, 64)) {
    return refuse(No::bad_text, where);
  }
  if (!are_bounds_kept(line)) return refuse(No::bad_term, where);
  KINTSUGI_TRY_OK(check_parts(line));
  for (const schema::CauseClass cause : line.exclusions) {
    if (cause == schema::CauseClass::none || cause == schema::CauseClass::product)
      return refuse(No::not_exclusion, where);
  }
  return {};
}

Result<void> check_lines(const std::vector<WarrantyLine>& lines) {
  if (lines.empty()) return refuse(No::no_lines);
  for (std::size_t i = 0; i < lines.size(); ++i) KINTSUGI_TRY_OK(check_line(lines[i], i + 1));
  const auto pair =
      rules::equally_specific(lines, [](const WarrantyLine&, const WarrantyLine&) { return true; });
  if (pair) {
    return refuse(No::equally_specific, "lines " + std::to_string(pair->first + 1) + " and " +
                                            std::to_string(pair->second + 1));
  }
  return {};
}

bool is_draft(const WarrantyVersion& version) {
  return version.status == Status::drafted || version.status == Status::approved;
}

Result<const WarrantyVersion*> version_of(const WarrantyPolicy& policy, std::uint32_t number) {
  const WarrantyVersion* version = rules::find_version(policy.versions, number);
  if (version == nullptr)
    return refuse(No::no_such_version, "version " + std::to_string(number));
  return version;
}

tl::unexpected<Error> wrong_version(const WarrantyVersion& version, No otherwise) {
  return refuse(otherwise, "version " + std::to_string(version.version) + " is " +
                               std::string(schema::name_of(version.status)));
}

Result<void> check_begin(const WarrantyPolicy& policy, std::int32_t from, std::uint32_t replaces,
                         const Reads& reads) {
  if (replaces != 0 && rules::replaced_from(policy.versions, from) == replaces) return {};
  if (from > 0 && rules::may_begin(policy.versions, from, day_of(judged_at(reads)))) return {};
  return refuse(No::backdated, calendar::format_date(from));
}

Result<void> check_why(std::uint32_t replaces, const std::string& reason) {
  if (replaces != 0 && reason.empty())
    return refuse(No::day_taken, "version " + std::to_string(replaces));
  if (!reason.empty() && !is_reason(reason)) return refuse_field(No::bad_text, "reason", "say why");
  return {};
}

// The version that a command names, in one of the company's policies.
template <class Command>
Result<const WarrantyVersion*> named_version(const Command& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  KINTSUGI_TRY(const WarrantyPolicy* policy, reads.require<WarrantyPolicy>(command.policy));
  return version_of(*policy, command.version);
}

}  // namespace

Result<Events> decide(const schema::DraftWarrantyPolicy& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  if (!is_id(command.policy)) return refuse(No::bad_id, command.policy);
  static const WarrantyPolicy none;
  const auto* found = reads.find<WarrantyPolicy>(command.policy);
  const WarrantyPolicy& policy = found == nullptr ? none : *found;
  const std::string name = command.name.empty() ? policy.name : command.name;
  if (name.empty()) return refuse(No::name_missing, command.policy);
  if (!is_line(name, 200)) return refuse(No::bad_text, command.policy);
  KINTSUGI_TRY_OK(check_lines(command.lines));
  if (std::any_of(policy.versions.begin(), policy.versions.end(), is_draft))
    return refuse(No::draft_pending, command.policy);
  const std::uint32_t replaces = rules::replaced_from(policy.versions, command.effective_from);
  KINTSUGI_TRY_OK(check_begin(policy, command.effective_from, replaces, reads));
  KINTSUGI_TRY_OK(check_why(replaces, command.reason));
  Events events;
  events.on(command.policy,
            schema::WarrantyPolicyDrafted{
                .name = name,
                .version = static_cast<std::uint32_t>(policy.versions.size() + 1),
                .effective_from = command.effective_from,
                .author = reads.actor().operator_id,
                .lines = command.lines,
                .replaces = replaces,
                .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::ApproveWarrantyPolicy& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyVersion* version, named_version(command, reads));
  if (version->status != Status::drafted) return wrong_version(*version, No::not_drafted);
  if (is_author(version->author, reads)) return refuse(No::same_operator, version->author);
  Events events;
  events.on(command.policy, schema::WarrantyPolicyApproved{
                                .version = command.version,
                                .approver = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::PublishWarrantyPolicy& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyVersion* version, named_version(command, reads));
  if (version->status != Status::approved) return wrong_version(*version, No::not_approved);
  KINTSUGI_TRY_OK(check_begin(*reads.find<WarrantyPolicy>(command.policy),
                              version->effective_from, version->replaces, reads));
  Events events;
  events.on(command.policy, schema::WarrantyPolicyPublished{
                                .version = command.version,
                                .publisher = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawWarrantyDraft& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyVersion* version, named_version(command, reads));
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  if (!is_draft(*version)) return wrong_version(*version, No::not_drafted);
  Events events;
  events.on(command.policy, schema::WarrantyDraftWithdrawn{.version = command.version,
                                                           .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawWarrantyPolicy& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyVersion* version, named_version(command, reads));
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  const bool is_out =
      version->status == Status::published || version->status == Status::superseded;
  if (!is_out) return wrong_version(*version, No::not_published);
  if (is_author(version->publisher, reads)) return refuse(No::same_publisher, version->publisher);
  Events events;
  events.on(command.policy,
            schema::WarrantyPolicyWithdrawn{.version = command.version,
                                            .reason = command.reason,
                                            .withdrawer = reads.actor().operator_id,
                                            .on = day_of(reads.now())});
  return events;
}

}  // namespace kintsugi::core
