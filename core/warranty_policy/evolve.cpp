#include <string>
#include <utility>

#include "schema/warranty_policy_dispatch.h"

namespace kintsugi::core {

namespace {

// The versions as they stand after one was published or withdrawn: the last of those that hold is
// published, those before it are superseded.
void supersede(schema::WarrantyPolicy& policy) {
  schema::WarrantyVersion* last = nullptr;
  for (schema::WarrantyVersion& version : policy.versions) {
    const bool holds = version.status == schema::WarrantyVersionStatus::published ||
                       version.status == schema::WarrantyVersionStatus::superseded;
    if (!holds) continue;
    if (last != nullptr) last->status = schema::WarrantyVersionStatus::superseded;
    version.status = schema::WarrantyVersionStatus::published;
    last = &version;
  }
}

schema::WarrantyVersion* version_at(schema::WarrantyPolicy& policy, std::uint32_t number) {
  for (schema::WarrantyVersion& version : policy.versions)
    if (version.version == number) return &version;
  return nullptr;
}

void withdraw(schema::WarrantyPolicy& policy, std::uint32_t number) {
  if (auto* version = version_at(policy, number))
    version->status = schema::WarrantyVersionStatus::withdrawn;
  supersede(policy);
}

}  // namespace

void evolve(schema::WarrantyPolicy& policy, const schema::WarrantyPolicyDraftedView& event) {
  policy.name = event.name;
  schema::WarrantyVersion version{.version = event.version,
                                  .status = schema::WarrantyVersionStatus::drafted,
                                  .effective_from = event.effective_from,
                                  .author = std::string(event.author)};
  version.lines = schema::to_value(event).lines;
  policy.versions.push_back(std::move(version));
}

void evolve(schema::WarrantyPolicy& policy, const schema::WarrantyPolicyApprovedView& event) {
  if (auto* version = version_at(policy, event.version)) {
    version->status = schema::WarrantyVersionStatus::approved;
    version->approver = event.approver;
  }
}

void evolve(schema::WarrantyPolicy& policy, const schema::WarrantyPolicyPublishedView& event) {
  if (auto* version = version_at(policy, event.version)) {
    version->status = schema::WarrantyVersionStatus::published;
    version->publisher = event.publisher;
  }
  supersede(policy);
}

void evolve(schema::WarrantyPolicy& policy, const schema::WarrantyDraftWithdrawnView& event) {
  withdraw(policy, event.version);
}

void evolve(schema::WarrantyPolicy& policy, const schema::WarrantyPolicyWithdrawnView& event) {
  withdraw(policy, event.version);
}

}  // namespace kintsugi::core
