#include <string>

#include "core/rules/lines.h"
#include "schema/tariff_dispatch.h"

namespace kintsugi::core {

namespace {

void set_status(schema::Tariff& tariff, std::uint32_t number, schema::RuleVersionStatus status) {
  for (schema::TariffVersion& version : tariff.versions) {
    if (version.version == number) version.status = status;
  }
}

}  // namespace

void evolve(schema::Tariff& tariff, const schema::TariffDraftedView& event) {
  tariff.name = event.name;
  schema::TariffVersion version{.version = event.version,
                                .status = schema::RuleVersionStatus::drafted,
                                .effective_from = event.effective_from,
                                .author = std::string(event.author),
                                .lines = schema::to_value(event).lines,
                                .replaces = event.replaces,
                                .reason = std::string(event.reason)};
  tariff.versions.push_back(std::move(version));
}

void evolve(schema::Tariff& tariff, const schema::TariffPublishedView& event) {
  set_status(tariff, event.version, schema::RuleVersionStatus::published);
  for (schema::TariffVersion& version : tariff.versions) {
    if (version.version == event.version) version.publisher = event.publisher;
  }
  rules::replace(tariff.versions, event.version);
}

void evolve(schema::Tariff& tariff, const schema::TariffDraftWithdrawnView& event) {
  set_status(tariff, event.version, schema::RuleVersionStatus::withdrawn);
}

void evolve(schema::Tariff& tariff, const schema::TariffWithdrawnView& event) {
  set_status(tariff, event.version, schema::RuleVersionStatus::withdrawn);
  for (schema::TariffVersion& version : tariff.versions)
    if (version.version == event.version) rules::mark_withdrawn(version, event);
  rules::restore(tariff.versions, event.version);
}

}  // namespace kintsugi::core
