#include <algorithm>
#include <string>
#include <string_view>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/asset_state.h"
#include "schema/machine_appraisal_dispatch.h"
#include "schema/returned_machine_state.h"
#include "schema/technician_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using schema::AppraiseMachine;
using schema::MachineAppraisal;
using schema::MachineAppraised;
using Status = schema::MachineAppraisalStatus;
using AppraisalNo = schema::MachineAppraisalRefusal;

Result<void> check_appraisal(const AppraiseMachine& command) {
  if (!command.appraisal.empty() && !is_id(command.appraisal))
    return refuse_field(AppraisalNo::bad_id, "appraisal", "1 to 64 octets without / and :");
  if (command.verdict == schema::AppraisalVerdict::none)
    return refuse_field(AppraisalNo::verdict_missing, "verdict", "which");
  if (!is_line_or_empty(command.licence, 64))
    return refuse_field(AppraisalNo::bad_text, "licence", "a single line");
  if (command.finding.empty() || !is_note(command.finding))
    return refuse_field(AppraisalNo::bad_text, "finding", "1 to 4000 characters");
  if (!command.photo_hash.empty() && !is_sha256(command.photo_hash))
    return refuse_field(AppraisalNo::bad_photo, "photo_hash", "64 hexadecimal digits");
  return {};
}

// The machine of a completed repair, that somebody else repaired.
Result<MachineAppraised> repaired(const AppraiseMachine& command, Reads& reads) {
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  if (order == nullptr)
    return refuse_field(AppraisalNo::unknown_machine, "order", command.order);
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  const bool done = order->service_type == schema::ServiceType::repair &&
                    order->completed_at != 0 && !order->asset.empty();
  const auto* asset = done ? reads.find<schema::Asset>(order->asset) : nullptr;
  if (asset == nullptr) return refuse_field(AppraisalNo::not_repaired, "order", command.order);
  const std::string_view self = technician_of_actor(reads);
  if (is_person(reads) && !self.empty() && self == order->technician)
    return refuse(AppraisalNo::same_technician, order->technician);
  return MachineAppraised{.asset = order->asset,
                          .order = command.order,
                          .outlet = order->outlet,
                          .brand = asset->brand,
                          .category = asset->category,
                          .model = asset->model,
                          .serial = asset->serial};
}

Result<MachineAppraised> came_back(const AppraiseMachine& command, Reads& reads) {
  const auto* machine = reads.find<schema::ReturnedMachine>(command.returned_machine);
  if (machine == nullptr)
    return refuse_field(AppraisalNo::unknown_machine, "returned_machine",
                        command.returned_machine);
  KINTSUGI_TRY_OK(within_scope(command, machine->outlet, reads));
  if (machine->status != schema::ReturnedMachineStatus::in_stock)
    return refuse_field(AppraisalNo::not_in_stock, "returned_machine", command.returned_machine);
  MachineAppraised out{.asset = machine->asset,
                       .returned_machine = command.returned_machine,
                       .outlet = machine->outlet,
                       .brand = machine->brand,
                       .model = machine->model,
                       .serial = machine->serial};
  if (const auto* asset =
          machine->asset.empty() ? nullptr : reads.find<schema::Asset>(machine->asset))
    out.category = asset->category;
  return out;
}

Result<MachineAppraised> machine_of(const AppraiseMachine& command, Reads& reads) {
  if (command.order.empty() == command.returned_machine.empty())
    return refuse(AppraisalNo::which_machine);
  return command.order.empty() ? came_back(command, reads) : repaired(command, reads);
}

// The certificate of a skill of his for such machines, that holds today.
std::string licence_for(const std::string& category, Reads& reads) {
  const std::string_view id = technician_of_actor(reads);
  const auto* technician = id.empty() ? nullptr : reads.find<schema::Technician>(id);
  if (technician == nullptr) return {};
  const std::int32_t today = day_of(judged_at(reads));
  for (const schema::Skill& skill : technician->skills) {
    const bool holds = skill.expires_on == 0 || today < skill.expires_on;
    if (skill.category == category && holds && !skill.certificate.empty())
      return skill.certificate;
  }
  return {};
}

// Under that number nothing stands, or somebody appealed and he is another.
Result<void> check_anew(const MachineAppraisal* before, const MachineAppraised& now,
                        Reads& reads) {
  if (before == nullptr) return {};
  if (before->status != Status::appealed) return refuse(AppraisalNo::exists);
  if (before->order != now.order || before->returned_machine != now.returned_machine)
    return refuse(AppraisalNo::which_machine, "the appeal is about another machine");
  for (const schema::MachineVerdict& one : before->appraisals)
    if (is_author(one.appraiser, reads)) return refuse(AppraisalNo::same_appraiser, one.appraiser);
  return {};
}

template <class Command>
Result<const MachineAppraisal*> standing(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, reads.require<MachineAppraisal>(command.appraisal));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  if (found->status != Status::appraised) return refuse(AppraisalNo::not_appraised);
  if (!is_reason(command.reason)) return refuse_field(AppraisalNo::bad_text, "reason", "say why");
  return found;
}

}  // namespace

Result<Events> decide(const AppraiseMachine& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_appraisal(command));
  KINTSUGI_TRY(MachineAppraised now, machine_of(command, reads));
  const auto* before =
      command.appraisal.empty() ? nullptr : reads.find<MachineAppraisal>(command.appraisal);
  KINTSUGI_TRY_OK(check_anew(before, now, reads));
  now.licence = command.licence.empty() ? licence_for(now.category, reads) : command.licence;
  if (now.licence.empty())
    return refuse_field(AppraisalNo::licence_missing, "licence", "its number");
  now.verdict = command.verdict;
  now.finding = command.finding;
  now.photo_hash = command.photo_hash;
  now.appraiser = reads.actor().operator_id;
  now.at = to_ms(reads.business_time());
  Events events;
  const std::string id =
      command.appraisal.empty()
          ? take_number<MachineAppraisal>("machine_appraisal", "AP", reads, events)
          : command.appraisal;
  events.on(id, std::move(now));
  return events;
}

Result<Events> decide(const schema::AppealMachineAppraisal& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, standing(command, reads));
  if (found->appraisals.size() > 1) return refuse(AppraisalNo::is_final);
  Events events;
  events.on(command.appraisal,
            schema::MachineAppraisalAppealed{.reason = command.reason,
                                             .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawMachineAppraisal& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, standing(command, reads));
  if (is_person(reads) && !is_author(found->appraiser, reads))
    return refuse(AppraisalNo::not_yours, found->appraiser);
  if (found->appraisals.size() > 1) return refuse(AppraisalNo::is_final);
  Events events;
  events.on(command.appraisal,
            schema::MachineAppraisalWithdrawn{.reason = command.reason,
                                              .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
