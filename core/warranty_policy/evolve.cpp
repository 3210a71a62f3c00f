#include <string>
#include <utility>

#include "core/rules/lines.h"
#include "schema/warranty_policy_dispatch.h"

namespace kintsugi::core {

namespace {

// The versions as they stand after one was published or withdrawn: of those that hold the one that
// begins last is published, all others are superseded.
void supersede(schema::WarrantyPolicy& policy) {
  using Status = schema::WarrantyVersionStatus;
  schema::WarrantyVersion* last = nullptr;
  for (schema::WarrantyVersion& version : policy.versions) {
    if (version.status != Status::published && version.status != Status::superseded) continue;
    version.status = Status::superseded;
    if (!rules::holds(version)) continue;
    if (last == nullptr || version.effective_from >= last->effective_from) last = &version;
  }
  if (last != nullptr) last->status = Status::published;
}

schema::WarrantyVersion* version_at(schema::WarrantyPolicy& policy, std::uint32_t number) {
  for (schema::WarrantyVersion& version : policy.versions)
    if (version.version == number) return &version;
  return nullptr;
}

void withdraw(schema::WarrantyPolicy& policy, std::uint32_t number) {
  if (auto* version = version_at(policy, number))
    version->status = schema::WarrantyVersionStatus::withdrawn;
  rules::restore(policy.versions, number);
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
  version.replaces = event.replaces;
  version.reason = event.reason;
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
  rules::replace(policy.versions, event.version);
  supersede(policy);
}

void evolve(schema::WarrantyPolicy& policy, const schema::WarrantyDraftWithdrawnView& event) {
  withdraw(policy, event.version);
}

void evolve(schema::WarrantyPolicy& policy, const schema::WarrantyPolicyWithdrawnView& event) {
  if (auto* version = version_at(policy, event.version)) rules::mark_withdrawn(*version, event);
  withdraw(policy, event.version);
}

}  // namespace kintsugi::core
