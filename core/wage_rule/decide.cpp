#include <algorithm>
#include <numeric>
#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/reads.h"
#include "core/rules/lines.h"
#include "core/text/text.h"
#include "core/wage/wage.h"
#include "schema/outlet_state.h"
#include "schema/wage_dispatch.h"

namespace kintsugi::core {

using schema::WageBasis;
using schema::WageRuleRefusal;

namespace {

constexpr std::int64_t amount_max = 100'000'000'000;  // fen: a billion yuan
constexpr std::string_view default_rule = "default";

// A rule named after an outlet is that outlet's; every other concerns the whole company.
template <class Command>
Result<void> check_scope(const Command& command, Reads& reads) {
  const bool own = command.rule != default_rule && reads.exists<schema::Outlet>(command.rule);
  return within_scope(command, own ? std::string_view(command.rule) : std::string_view(), reads);
}

// Lines of fixed amounts without an item are about whole orders, all others about charges.
bool is_about_orders(const schema::WageRuleLine& line) {
  return line.basis == WageBasis::fixed && line.item.empty();
}

Result<void> check_line(const schema::WageRuleLine& line) {
  if (!is_line_or_empty(line.item, 64) || !is_line_or_empty(line.brand, 64) ||
      !is_line_or_empty(line.category, 64) || !is_line_or_empty(line.model, 64)) {
    return refuse(WageRuleRefusal::bad_text, line.item);
  }
  if (line.rate < 0 || line.rate > money::rate_whole) {
    return refuse(WageRuleRefusal::bad_rate, std::to_string(line.rate) + " ten-thousandths");
  }
  if (line.amount < 0 || line.amount > amount_max) {
    return refuse(WageRuleRefusal::bad_amount, std::to_string(line.amount) + " fen");
  }
  switch (line.basis) {
    case WageBasis::none:
      return refuse(WageRuleRefusal::basis_missing);
    case WageBasis::rate:
    case WageBasis::fixed:
      return {};
  }
  return refuse(WageRuleRefusal::basis_missing);
}

Result<void> check_lines(const std::vector<schema::WageRuleLine>& lines) {
  if (lines.empty()) return refuse(WageRuleRefusal::no_lines);
  for (const schema::WageRuleLine& line : lines) KINTSUGI_TRY_OK(check_line(line));
  const auto pair = rules::equally_specific(
      lines, [](const schema::WageRuleLine& a, const schema::WageRuleLine& b) {
        return is_about_orders(a) == is_about_orders(b);
      });
  if (pair) {
    return refuse(
        WageRuleRefusal::equally_specific,
        "lines " + std::to_string(pair->first + 1) + " and " + std::to_string(pair->second + 1));
  }
  return {};
}

Result<void> check_crews(const std::vector<schema::CrewShares>& crews) {
  for (std::size_t i = 0; i < crews.size(); ++i) {
    const auto& shares = crews[i].shares;
    const bool negative = std::any_of(shares.begin(), shares.end(), [](auto s) { return s < 0; });
    const std::int64_t sum = std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
    if (negative || sum != money::rate_whole) {
      return refuse(WageRuleRefusal::shares_not_whole,
                    "a crew of " + std::to_string(shares.size()) + " gets " + std::to_string(sum));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (crews[j].shares.size() == shares.size()) {
        return refuse(WageRuleRefusal::crew_twice, "of " + std::to_string(shares.size()));
      }
    }
  }
  return {};
}

Result<const schema::WageRuleVersion*> draft_of(const schema::WageRule& rule,
                                                std::uint32_t number) {
  const schema::WageRuleVersion* version = rules::find_version(rule.versions, number);
  if (version == nullptr) {
    return refuse(WageRuleRefusal::no_such_version, "version " + std::to_string(number));
  }
  if (version->status != schema::RuleVersionStatus::drafted) {
    return refuse(WageRuleRefusal::not_drafted, "version " + std::to_string(number) + " is " +
                                                    std::string(schema::name_of(version->status)));
  }
  return version;
}

// No rule changes what an approved run has paid: an outlet's own rule concerns the outlet's runs,
// the company's those that it paid in.
Result<void> check_open(const std::string& rule, std::int32_t effective_from, Reads& reads) {
  const bool sealed = [&] {
    if (rule != default_rule) return wage::is_approved_since(rule, effective_from, reads);
    const auto* calendar = reads.find<schema::WageCalendar>("all");
    return calendar != nullptr && effective_from <= calendar->company_sealed_until;
  }();
  if (!sealed) return {};
  return refuse(WageRuleRefusal::sealed_month,
                "wages of " + calendar::format_date(effective_from) + " or later are approved");
}

Result<void> check_begin(const schema::WageRule& rule, std::int32_t from, std::uint32_t replaces) {
  if (replaces != 0 && rules::replaced_from(rule.versions, from) == replaces) return {};
  if (rules::is_after_all(rule.versions, from)) return {};
  return refuse(WageRuleRefusal::backdated, calendar::format_date(from));
}

Result<void> check_why(std::uint32_t replaces, const std::string& reason) {
  if (replaces != 0 && reason.empty())
    return refuse(WageRuleRefusal::day_taken, "version " + std::to_string(replaces));
  if (!reason.empty() && !is_reason(reason))
    return refuse_field(WageRuleRefusal::bad_text, "reason", "say why");
  return {};
}

}  // namespace

Result<Events> decide(const schema::DraftWageRule& command, Reads& reads) {
  if (!is_id(command.rule)) return refuse(WageRuleRefusal::bad_id, command.rule);
  KINTSUGI_TRY_OK(check_scope(command, reads));
  static const schema::WageRule none;
  const auto* found = reads.find<schema::WageRule>(command.rule);
  const schema::WageRule& rule = found == nullptr ? none : *found;
  const std::string name = command.name.empty() ? rule.name : command.name;
  if (name.empty()) return refuse(WageRuleRefusal::name_missing, command.rule);
  if (!is_line(name, 200)) return refuse(WageRuleRefusal::bad_text, command.rule);
  KINTSUGI_TRY_OK(check_lines(command.lines));
  KINTSUGI_TRY_OK(check_crews(command.crews));
  if (rules::has_draft(rule.versions)) return refuse(WageRuleRefusal::draft_pending, command.rule);
  const std::uint32_t replaces = rules::replaced_from(rule.versions, command.effective_from);
  KINTSUGI_TRY_OK(check_begin(rule, command.effective_from, replaces));
  KINTSUGI_TRY_OK(check_why(replaces, command.reason));
  KINTSUGI_TRY_OK(check_open(command.rule, command.effective_from, reads));
  Events events;
  events.on(command.rule,
            schema::WageRuleDrafted{.name = name,
                                    .version = static_cast<std::uint32_t>(rule.versions.size() + 1),
                                    .effective_from = command.effective_from,
                                    .author = reads.actor().operator_id,
                                    .lines = command.lines,
                                    .crews = command.crews,
                                    .replaces = replaces,
                                    .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::PublishWageRule& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_scope(command, reads));
  KINTSUGI_TRY(const schema::WageRule* rule, reads.require<schema::WageRule>(command.rule));
  KINTSUGI_TRY(const schema::WageRuleVersion* version, draft_of(*rule, command.version));
  if (is_author(version->author, reads)) {
    return refuse(WageRuleRefusal::same_operator, version->author);
  }
  KINTSUGI_TRY_OK(check_begin(*rule, version->effective_from, version->replaces));
  KINTSUGI_TRY_OK(check_open(command.rule, version->effective_from, reads));
  Events events;
  events.on(command.rule, schema::WageRulePublished{.version = command.version,
                                                    .publisher = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawWageRuleDraft& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_scope(command, reads));
  if (!is_reason(command.reason)) return refuse(WageRuleRefusal::bad_text, command.rule);
  KINTSUGI_TRY(const schema::WageRule* rule, reads.require<schema::WageRule>(command.rule));
  KINTSUGI_TRY_OK(draft_of(*rule, command.version));
  Events events;
  events.on(command.rule,
            schema::WageRuleDraftWithdrawn{.version = command.version, .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawWageRule& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_scope(command, reads));
  if (!is_reason(command.reason)) return refuse(WageRuleRefusal::bad_text, command.rule);
  KINTSUGI_TRY(const schema::WageRule* rule, reads.require<schema::WageRule>(command.rule));
  const schema::WageRuleVersion* version =
      rules::find_version(rule->versions, command.version);
  if (version == nullptr) {
    return refuse(WageRuleRefusal::no_such_version, "version " + std::to_string(command.version));
  }
  if (version->status != schema::RuleVersionStatus::published) {
    return refuse(WageRuleRefusal::not_published, std::string(schema::name_of(version->status)));
  }
  if (is_author(version->publisher, reads)) {
    return refuse(WageRuleRefusal::same_author, version->publisher);
  }
  KINTSUGI_TRY_OK(check_open(command.rule, version->effective_from, reads));
  Events events;
  events.on(command.rule,
            schema::WageRuleWithdrawn{.version = command.version,
                                      .reason = command.reason,
                                      .withdrawer = reads.actor().operator_id,
                                      .on = day_of(reads.now())});
  return events;
}

}  // namespace kintsugi::core
