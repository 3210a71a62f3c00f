// What is wrong with the unit, and whether it is exchanged: three persons.

#include <string>
#include <string_view>

#include "core/calendar/calendar.h"
#include "core/exchange_case/exchange_case.h"
#include "core/four_eyes/four_eyes.h"
#include "core/text/text.h"
#include "schema/exchange_case_dispatch.h"
#include "schema/technician_state.h"
#include "schema/warranty_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using No = schema::ExchangeCaseRefusal;
using schema::AppraisalVerdict;
using schema::ExchangeCase;
using Status = schema::ExchangeStatus;

namespace {

// The certificate of a skill of his for such machines, that holds today.
std::string certificate_of(const ExchangeCase& of, Reads& reads) {
  const std::string_view id = technician_of_actor(reads);
  const auto* technician = id.empty() ? nullptr : reads.find<schema::Technician>(id);
  if (technician == nullptr) return {};
  const std::int32_t today = day_of(judged_at(reads));
  for (const schema::Skill& skill : technician->skills) {
    const bool holds = skill.expires_on == 0 || today < skill.expires_on;
    if (skill.category == of.category && holds && !skill.certificate.empty())
      return skill.certificate;
  }
  return {};
}

Result<void> check_appraiser(const ExchangeCase& found, Reads& reads) {
  if (is_author(found.requester, reads)) return refuse(No::same_requester, found.requester);
  for (const schema::Appraisal& before : found.appraisals) {
    if (before.appraised_at < found.requested_at) continue;  // of an earlier case
    if (is_author(before.appraiser, reads)) return refuse(No::same_appraiser, before.appraiser);
  }
  return {};
}

Result<void> check_decider(const ExchangeCase& found, Reads& reads) {
  if (found.status != Status::appraised)
    return refuse(No::not_appraised, std::string(schema::name_of(found.status)));
  if (is_author(found.requester, reads)) return refuse(No::same_requester, found.requester);
  if (is_author(found.appraiser, reads)) return refuse(No::same_appraiser, found.appraiser);
  return {};
}

}  // namespace

Result<Events> decide(const schema::AppraiseUnit& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::requested)
    return refuse(No::not_requested, std::string(schema::name_of(found->status)));
  KINTSUGI_TRY_OK(check_appraiser(*found, reads));
  if (command.verdict == AppraisalVerdict::none)
    return refuse_field(No::verdict_missing, "verdict", "which");
  if (!is_line_or_empty(command.licence, 64))
    return refuse_field(No::bad_text, "licence", "a single line of at most 64 characters");
  if (command.finding.empty() || !is_note(command.finding))
    return refuse_field(No::bad_text, "finding", "1 to 4000 characters");
  if (!command.photo_hash.empty() && !is_sha256(command.photo_hash))
    return refuse_field(No::bad_photo, "photo_hash", "64 hexadecimal digits in lower case");
  const std::string licence =
      command.licence.empty() ? certificate_of(*found, reads) : command.licence;
  if (licence.empty()) return refuse_field(No::licence_missing, "licence", "its number");
  Events events;
  events.on(command.exchange,
            schema::UnitAppraised{.verdict = command.verdict,
                                  .licence = licence,
                                  .finding = command.finding,
                                  .photo_hash = command.photo_hash,
                                  .appraiser = reads.actor().operator_id,
                                  .appraised_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::AppealAppraisal& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::appraised && found->status != Status::refused)
    return refuse(No::not_appraised, std::string(schema::name_of(found->status)));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.exchange, schema::AppraisalAppealed{.appeal_reason = command.reason,
                                                        .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::ApproveExchange& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  KINTSUGI_TRY_OK(check_decider(*found, reads));
  if (found->verdict != AppraisalVerdict::defective)
    return refuse(No::not_defective, std::string(schema::name_of(found->verdict)));
  if (!is_note(command.note)) return refuse_field(No::bad_text, "note", "at most 4000 characters");
  const auto* warranty = reads.find<schema::Warranty>(command.exchange);
  Events events;
  events.on(command.exchange,
            schema::ExchangeApproved{
                .decided_by = reads.actor().operator_id,
                .decided_at = to_ms(reads.business_time()),
                .note = command.note,
                .dues = warranty == nullptr ? std::vector<schema::ExchangeDue>()
                                            : warranty->exchanges_due});
  exchange_case::end_due(*found, reads, events);
  return events;
}

Result<Events> decide(const schema::RefuseExchange& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  KINTSUGI_TRY_OK(check_decider(*found, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.exchange,
            schema::ExchangeRefused{.decided_by = reads.actor().operator_id,
                                    .decided_at = to_ms(reads.business_time()),
                                    .reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
