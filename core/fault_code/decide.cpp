#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/fault_code_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::FaultCode;
using schema::FaultCodeStatus;
using FaultNo = schema::FaultCodeRefusal;

constexpr std::string_view whole_company;  // the library belongs to no outlet

template <class Command>
Result<void> check_fault(const Command& command) {
  if (!is_line(command.name, 200)) return refuse_field(FaultNo::bad_text, "name", "a single line");
  if (!is_line_or_empty(command.english, 200) || !is_line_or_empty(command.category, 64) ||
      !is_line_or_empty(command.part_category, 64) || !is_note(command.note))
    return refuse(FaultNo::bad_text, "names and categories are single lines");
  return {};
}

Result<const FaultCode*> code_in_use(const std::string& code, Reads& reads) {
  KINTSUGI_TRY(const FaultCode* found, reads.require<FaultCode>(code));
  if (found->status != FaultCodeStatus::open) return refuse(FaultNo::retired, code);
  return found;
}

}  // namespace

Result<Events> decide(const schema::RegisterFaultCode& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  if (!is_id(command.code))
    return refuse_field(FaultNo::bad_id, "code", "a code is 1 to 64 octets without / and :");
  KINTSUGI_TRY_OK(check_fault(command));
  const FaultCode* before = reads.find<FaultCode>(command.code);
  if (before != nullptr && before->status == FaultCodeStatus::open)
    return refuse(FaultNo::exists, command.code);
  Events events;
  events.on(command.code, schema::FaultCodeRegistered{.code = command.code,
                                                      .name = command.name,
                                                      .english = command.english,
                                                      .category = command.category,
                                                      .part_category = command.part_category,
                                                      .note = command.note});
  return events;
}

Result<Events> decide(const schema::ChangeFaultCode& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  KINTSUGI_TRY(const FaultCode* known, code_in_use(command.code, reads));
  KINTSUGI_TRY_OK(check_fault(command));
  schema::FaultCodeChanged changed{.name = command.name,
                                   .english = command.english,
                                   .category = command.category,
                                   .part_category = command.part_category,
                                   .note = command.note};
  const schema::FaultCodeChanged before{.name = known->name,
                                        .english = known->english,
                                        .category = known->category,
                                        .part_category = known->part_category,
                                        .note = known->note};
  if (changed == before) return refuse(FaultNo::nothing_changed, command.code);
  Events events;
  events.on(command.code, std::move(changed));
  return events;
}

Result<Events> decide(const schema::RetireFaultCode& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  KINTSUGI_TRY_OK(code_in_use(command.code, reads));
  if (!is_reason(command.reason)) return refuse_field(FaultNo::bad_text, "reason", "say why");
  Events events;
  events.on(command.code, schema::FaultCodeRetired{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
