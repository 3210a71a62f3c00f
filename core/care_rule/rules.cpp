// Rules of regular care: published, the next version of one, withdrawn.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/care_rule_dispatch.h"
#include "schema/service_policy_state.h"

namespace kintsugi::core {
namespace {

using schema::CareRule;
using schema::CareRuleStatus;
using RuleNo = schema::CareRuleRefusal;

constexpr std::string_view all_outlets;  // rules are the company's
constexpr std::uint16_t months_max = 60;

Result<void> check_rule(const schema::PublishCareRule& command) {
  if (!is_id(command.rule))
    return refuse_field(RuleNo::bad_id, "rule", "an id is 1 to 64 octets without / and :");
  if (!is_line(command.topic, 200)) return refuse_field(RuleNo::bad_text, "topic", "one line");
  if (!is_line_or_empty(command.category, 64))
    return refuse_field(RuleNo::bad_text, "category", "one line");
  if (command.months < 1 || command.months > months_max)
    return refuse_field(RuleNo::bad_months, "months", std::to_string(command.months));
  if (command.after == schema::CareAfter::none) return refuse(RuleNo::after_missing);
  return {};
}

bool is_listed(const std::string& rule, Reads& reads) {
  const auto* policy = reads.find<schema::ServicePolicy>(service_policy::policy_id);
  return policy != nullptr && std::find(policy->care_rules.begin(), policy->care_rules.end(),
                                        rule) != policy->care_rules.end();
}

}  // namespace

Result<Events> decide(const schema::PublishCareRule& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, all_outlets, reads));
  KINTSUGI_TRY_OK(check_rule(command));
  const CareRule* before = reads.find<CareRule>(command.rule);
  if (before != nullptr && before->status == CareRuleStatus::open &&
      before->topic == command.topic && before->months == command.months &&
      before->after == command.after && before->segment == command.segment &&
      before->category == command.category)
    return refuse(RuleNo::nothing_changed, command.rule);
  Events events;
  events.on(command.rule,
            schema::CareRulePublished{.version = (before == nullptr ? 0 : before->version) + 1,
                                      .topic = command.topic,
                                      .months = command.months,
                                      .after = command.after,
                                      .segment = command.segment,
                                      .category = command.category,
                                      .publisher = reads.actor().operator_id,
                                      .at = to_ms(reads.business_time())});
  if (!is_listed(command.rule, reads))
    events.on(service_policy::policy_id, schema::CareRuleListed{.rule = command.rule});
  return events;
}

Result<Events> decide(const schema::WithdrawCareRule& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, all_outlets, reads));
  KINTSUGI_TRY(const CareRule* rule, reads.require<CareRule>(command.rule));
  if (rule->status != CareRuleStatus::open) return refuse(RuleNo::ended, command.rule);
  if (!is_reason(command.reason)) return refuse_field(RuleNo::bad_text, "reason", "say why");
  Events events;
  events.on(command.rule, schema::CareRuleWithdrawn{.reason = command.reason});
  if (is_listed(command.rule, reads))
    events.on(service_policy::policy_id, schema::CareRuleUnlisted{.rule = command.rule});
  return events;
}

}  // namespace kintsugi::core
