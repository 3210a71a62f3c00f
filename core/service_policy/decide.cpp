#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/reads.h"
#include "core/rules/lines.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/service_policy_dispatch.h"

namespace kintsugi::core {

using schema::PublishServicePolicy;
using schema::ServicePolicyVersion;
using No = schema::ServicePolicyRefusal;

namespace service_policy {

const ServicePolicyVersion& in_force(Instant at, const schema::ServicePolicy* policy) {
  if (policy == nullptr) return defaults;
  const auto* version = rules::in_force(policy->versions, day_of(at));
  return version == nullptr ? defaults : *version;
}

const ServicePolicyVersion& in_force(Instant at, Reads& reads) {
  return in_force(at, reads.find<schema::ServicePolicy>(policy_id));
}

bool is_quiet(const ServicePolicyVersion& policy, Instant at) {
  const auto minute = static_cast<std::int32_t>((to_ms(at) - to_ms(start_of(day_of(at)))) / 60'000);
  const std::int32_t from = policy.quiet_from, until = policy.quiet_until;
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

void note_use(const ServicePolicyVersion& policy, Events& events) {
  events.uses_rule(std::string("service_policy/").append(policy_id), policy.version);
}

}  // namespace service_policy

namespace {

constexpr std::string_view company;  // the policy belongs to no outlet

struct Term {
  std::int32_t PublishServicePolicy::*asked;
  std::int32_t ServicePolicyVersion::*kept;
  std::int32_t max;
};
constexpr Term terms[] = {
    {&PublishServicePolicy::accept_minutes, &ServicePolicyVersion::accept_minutes, 10'080},
    {&PublishServicePolicy::follow_up_hours, &ServicePolicyVersion::follow_up_hours, 720},
    {&PublishServicePolicy::follow_up_attempts, &ServicePolicyVersion::follow_up_attempts, 20},
    {&PublishServicePolicy::check_in_radius, &ServicePolicyVersion::check_in_radius, 100'000},
    {&PublishServicePolicy::check_in_speed, &ServicePolicyVersion::check_in_speed, 1'000},
    {&PublishServicePolicy::travel_minutes, &ServicePolicyVersion::travel_minutes, 1'440},
    {&PublishServicePolicy::repeat_days, &ServicePolicyVersion::repeat_days, 3'650},
    {&PublishServicePolicy::sign_in_failures, &ServicePolicyVersion::sign_in_failures, 100},
    {&PublishServicePolicy::lock_minutes, &ServicePolicyVersion::lock_minutes, 10'080},
    {&PublishServicePolicy::late_hours, &ServicePolicyVersion::late_hours, 2'160},
    {&PublishServicePolicy::late_hours_field, &ServicePolicyVersion::late_hours_field, 2'160},
    {&PublishServicePolicy::quiet_from, &ServicePolicyVersion::quiet_from, 1'439},
    {&PublishServicePolicy::quiet_until, &ServicePolicyVersion::quiet_until, 1'439},
    {&PublishServicePolicy::workshop_days, &ServicePolicyVersion::workshop_days, 60},
    {&PublishServicePolicy::advance_days, &ServicePolicyVersion::advance_days, 365},
    {&PublishServicePolicy::travel_speed, &ServicePolicyVersion::travel_speed, 200},
    {&PublishServicePolicy::part_speed, &ServicePolicyVersion::part_speed, 5'000},
    {&PublishServicePolicy::old_part_days, &ServicePolicyVersion::old_part_days, 365},
    {&PublishServicePolicy::complaint_confirm_hours,
     &ServicePolicyVersion::complaint_confirm_hours, 720},
    {&PublishServicePolicy::complaint_follow_up_days,
     &ServicePolicyVersion::complaint_follow_up_days, 90},
    {&PublishServicePolicy::incident_report_hours, &ServicePolicyVersion::incident_report_hours,
     720},
    {&PublishServicePolicy::incident_action_hours, &ServicePolicyVersion::incident_action_hours,
     720},
    {&PublishServicePolicy::cards_held_max, &ServicePolicyVersion::cards_held_max, 10'000},
    {&PublishServicePolicy::old_parts_owed_max, &ServicePolicyVersion::old_parts_owed_max, 10'000},
};
constexpr std::int64_t cash_max = 100'000'000;  // fen

struct Question {
  schema::PolicyAnswer PublishServicePolicy::*asked;
  schema::PolicyAnswer ServicePolicyVersion::*kept;
};
constexpr Question questions[] = {
    {&PublishServicePolicy::review_asked, &ServicePolicyVersion::review_asked},
    {&PublishServicePolicy::clearing_asked, &ServicePolicyVersion::clearing_asked},
    {&PublishServicePolicy::cards_registered, &ServicePolicyVersion::cards_registered},
    {&PublishServicePolicy::contacts_distributed, &ServicePolicyVersion::contacts_distributed},
};

Result<void> check_deadlines(const std::vector<schema::ServiceDeadline>& lines) {
  constexpr std::int32_t minutes_max = 86'400, days_max = 60;
  for (auto line = lines.begin(); line != lines.end(); ++line) {
    for (const auto& [value, max] : {std::pair{line->arrive_minutes, minutes_max},
                                     std::pair{line->complete_minutes, minutes_max},
                                     std::pair{line->complete_days, days_max}}) {
      if (value < 0 || value > max)
        return refuse(No::out_of_bounds, std::to_string(value) + " of " + std::to_string(max));
    }
    const bool both = line->complete_minutes != 0 && line->complete_days != 0;
    const bool before =
        line->complete_minutes != 0 && line->complete_minutes < line->arrive_minutes;
    if (both || before)
      return refuse(No::bad_deadline, std::string(schema::name_of(line->severity)));
    const bool twice = std::any_of(lines.begin(), line, [&](const schema::ServiceDeadline& other) {
      return other.severity == line->severity;
    });
    if (twice) return refuse(No::severity_twice, std::string(schema::name_of(line->severity)));
  }
  return {};
}

// By severity; those that are not named stay.
void change_deadlines(const std::vector<schema::ServiceDeadline>& asked,
                      std::vector<schema::ServiceDeadline>& kept) {
  for (const schema::ServiceDeadline& line : asked) {
    std::erase_if(kept, [&](const auto& other) { return other.severity == line.severity; });
    kept.push_back(line);
  }
  std::sort(kept.begin(), kept.end(),
            [](const auto& a, const auto& b) { return a.severity < b.severity; });
}

// What is named takes the place of what was.
Result<ServicePolicyVersion> changed(const PublishServicePolicy& command,
                                     const ServicePolicyVersion& before) {
  ServicePolicyVersion version = before;
  for (const Term& term : terms) {
    const std::int32_t asked = command.*term.asked;
    if (asked < 0 || asked > term.max) {
      return refuse(No::out_of_bounds, std::to_string(asked) + " of " + std::to_string(term.max));
    }
    if (asked != 0) version.*term.kept = asked;
  }
  if (command.cash_held_max < 0 || command.cash_held_max > cash_max)
    return refuse(No::out_of_bounds, std::to_string(command.cash_held_max) + " fen");
  if (command.cash_held_max != 0) version.cash_held_max = command.cash_held_max;
  for (const Question& question : questions) {
    const schema::PolicyAnswer asked = command.*question.asked;
    if (asked != schema::PolicyAnswer::none) version.*question.kept = asked;
  }
  KINTSUGI_TRY_OK(check_deadlines(command.deadlines));
  change_deadlines(command.deadlines, version.deadlines);
  if (version == before) return refuse(No::nothing_changed, "that is the policy");
  return version;
}

// A version, from its own first day on: by another person than who published it.
Result<void> may_replace(const PublishServicePolicy& command, const ServicePolicyVersion& version,
                         const Reads& reads) {
  if (command.reason.empty())
    return refuse(No::day_taken, "version " + std::to_string(version.version));
  if (is_author(version.publisher, reads)) return refuse(No::same_author, version.publisher);
  return {};
}

// What is said of a version, no term of it.
ServicePolicyVersion terms_of(ServicePolicyVersion version) {
  version.publisher.clear();
  version.replaces = 0;
  return version;
}

}  // namespace

Result<Events> decide(const PublishServicePolicy& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  const auto* policy = reads.find<schema::ServicePolicy>(service_policy::policy_id);
  static const schema::ServicePolicy none;
  const auto& versions = (policy == nullptr ? none : *policy).versions;
  const ServicePolicyVersion* latest = rules::latest(versions);
  const ServicePolicyVersion before =
      terms_of(latest == nullptr ? service_policy::defaults : *latest);
  KINTSUGI_TRY(ServicePolicyVersion version, changed(command, before));
  const std::int32_t from = command.effective_from;
  const auto* replaced =
      from < before.effective_from ? nullptr : rules::beginning_on(versions, from);
  if (replaced != nullptr) KINTSUGI_TRY_OK(may_replace(command, *replaced, reads));
  if (!command.reason.empty() && !is_reason(command.reason))
    return refuse_field(No::bad_text, "reason", "say why");
  if (replaced == nullptr && (from <= before.effective_from || from < day_of(reads.now())))
    return refuse(No::backdated, calendar::format_date(from));
  version.replaces = replaced == nullptr ? 0 : replaced->version;
  version.version = (policy == nullptr ? 0 : policy->last_version) + 1;
  version.effective_from = from;
  Events events;
  events.on(
      service_policy::policy_id,
      schema::ServicePolicyPublished{.terms = version,
                                     .publisher = reads.actor().operator_id,
                                     .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawServicePolicy& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  const auto* policy = reads.find<schema::ServicePolicy>(service_policy::policy_id);
  const auto* version = policy == nullptr ? nullptr : rules::latest(policy->versions);
  if (version == nullptr || version->version != command.version)
    return refuse(No::no_such_version, "the latest can be withdrawn");
  if (is_author(version->publisher, reads)) return refuse(No::same_author, version->publisher);
  Events events;
  events.on(service_policy::policy_id,
            schema::ServicePolicyWithdrawn{.version = command.version,
                                           .reason = command.reason,
                                           .withdrawer = reads.actor().operator_id,
                                           .on = day_of(reads.now()),
                                           .effective_from = version->effective_from});
  return events;
}

Result<Events> decide(const schema::BeginServicePolicy& command, Reads& reads) {
  const auto* policy = reads.find<schema::ServicePolicy>(service_policy::policy_id);
  const auto* version =
      policy == nullptr ? nullptr : rules::find_version(policy->versions, command.version);
  if (version == nullptr || !rules::holds(*version))
    return refuse(No::no_such_version, "it was withdrawn");
  if (version->effective_from > day_of(reads.now()))
    return refuse(No::backdated, calendar::format_date(version->effective_from));
  Events events;
  events.on(service_policy::policy_id, schema::ServicePolicyBegan{.version = command.version});
  return events;
}

}  // namespace kintsugi::core
