#include <string>
#include <utility>

#include "core/rules/lines.h"
#include "schema/wage_dispatch.h"

namespace kintsugi::core {

namespace {

void set_status(schema::WageRule& rule, std::uint32_t number, schema::RuleVersionStatus status) {
  for (schema::WageRuleVersion& version : rule.versions) {
    if (version.version == number) version.status = status;
  }
}

}  // namespace

void evolve(schema::WageRule& rule, const schema::WageRuleDraftedView& event) {
  rule.name = event.name;
  schema::WageRuleVersion version{.version = event.version,
                                  .status = schema::RuleVersionStatus::drafted,
                                  .effective_from = event.effective_from,
                                  .author = std::string(event.author),
                                  .lines = {},
                                  .crews = {},
                                  .replaces = event.replaces,
                                  .reason = std::string(event.reason)};
  version.lines.reserve(event.lines.size());
  for (const schema::WageRuleLineView& line : event.lines) {
    version.lines.push_back({.brand = std::string(line.brand),
                             .category = std::string(line.category),
                             .model = std::string(line.model),
                             .service_type = line.service_type,
                             .item = std::string(line.item),
                             .basis = line.basis,
                             .rate = line.rate,
                             .amount = line.amount});
  }
  for (const schema::CrewSharesView& crew : event.crews) {
    version.crews.push_back({.shares = {crew.shares.begin(), crew.shares.end()}});
  }
  rule.versions.push_back(std::move(version));
}

void evolve(schema::WageRule& rule, const schema::WageRulePublishedView& event) {
  set_status(rule, event.version, schema::RuleVersionStatus::published);
  for (schema::WageRuleVersion& version : rule.versions) {
    if (version.version == event.version) version.publisher = event.publisher;
  }
  rules::replace(rule.versions, event.version);
}

void evolve(schema::WageRule& rule, const schema::WageRuleDraftWithdrawnView& event) {
  set_status(rule, event.version, schema::RuleVersionStatus::withdrawn);
}

void evolve(schema::WageRule& rule, const schema::WageRuleWithdrawnView& event) {
  set_status(rule, event.version, schema::RuleVersionStatus::withdrawn);
  for (schema::WageRuleVersion& version : rule.versions)
    if (version.version == event.version) rules::mark_withdrawn(version, event);
  rules::restore(rule.versions, event.version);
}

}  // namespace kintsugi::core
