#include "api/http/commands/cited_facts.h"

#include <algorithm>
#include <chrono>

#include "events/commit/commit.h"
#include "schema/fault_report_commands.h"

namespace kintsugi::api {

namespace {

constexpr std::chrono::milliseconds judged_wait_max{2000};

bool is_step_of(Service& service, const std::string& tenant, const std::string& stream,
                Position at) {
  const auto bytes = service.log().at(at);
  if (!bytes) return bytes.error().kind != ErrorKind::not_found;
  CommitView commit;
  if (!commit.open(*bytes) || commit.tenant() != tenant || commit.refused()) return false;
  const auto touched = commit.touched();
  if (std::none_of(touched.begin(), touched.end(),
                   [&](const auto index) { return commit.streams()[index] == stream; }))
    return false;
  service.verdicts().wait_until(at, judged_wait_max);
  const auto counts = service.verdicts().counts(at);
  return !counts || *counts;
}

}  // namespace

std::vector<std::string> foreign_facts_in(Service& service, const std::string& tenant,
                                          const schema::Command& command) {
  const auto* report = command.get_if<schema::IssueFaultReport>();
  if (report == nullptr) return {};
  const std::string order = "work_order/" + report->order;
  const bool all_its_own =
      std::all_of(report->facts.begin(), report->facts.end(), [&](const std::int64_t fact) {
        return fact >= 0 && is_step_of(service, tenant, order, Position{fact});
      });
  return all_its_own ? std::vector<std::string>{} : std::vector<std::string>{"facts"};
}

}  // namespace kintsugi::api
