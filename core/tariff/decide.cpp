#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/reads.h"
#include "core/rules/lines.h"
#include "core/tariff/price.h"
#include "core/text/text.h"
#include "schema/tariff_dispatch.h"

namespace kintsugi::core {

using schema::TariffRefusal;

namespace {

constexpr std::int64_t price_max = 100'000'000'000;  // fen: a billion yuan
constexpr std::string_view company;                  // a tariff belongs to no outlet

Result<void> check_lines(const std::vector<schema::TariffLine>& lines) {
  if (lines.empty()) return refuse(TariffRefusal::no_lines);
  for (const schema::TariffLine& line : lines) {
    if (line.item.empty()) return refuse(TariffRefusal::item_missing);
    if (!is_line(line.item, 64) || !is_line_or_empty(line.brand, 64) ||
        !is_line_or_empty(line.category, 64) || !is_line_or_empty(line.model, 64) ||
        !is_line_or_empty(line.area, 100) || !is_line_or_empty(line.of_item, 64)) {
      return refuse(TariffRefusal::bad_text, line.item);
    }
    if (line.unit_price < 0 || line.unit_price > price_max) {
      return refuse(TariffRefusal::bad_price, line.item + " at " + std::to_string(line.unit_price));
    }
    if (line.basis == schema::ChargeBasis::cost)
      return refuse(TariffRefusal::cost_has_no_price, line.item);
  }
  KINTSUGI_TRY_OK(tariff::check_shares(lines));
  const auto pair = rules::equally_specific(
      lines, [](const schema::TariffLine&, const schema::TariffLine&) { return true; });
  if (pair) {
    return refuse(TariffRefusal::equally_specific, "lines " + std::to_string(pair->first + 1) +
                                                       " and " + std::to_string(pair->second + 1));
  }
  return {};
}

// The version, where it is a draft.
Result<const schema::TariffVersion*> draft_of(const schema::Tariff& tariff, std::uint32_t number) {
  const schema::TariffVersion* version = rules::find_version(tariff.versions, number);
  if (version == nullptr) {
    return refuse(TariffRefusal::no_such_version, "version " + std::to_string(number));
  }
  if (version->status != schema::RuleVersionStatus::drafted) {
    return refuse(TariffRefusal::not_drafted, "version " + std::to_string(number) + " is " +
                                                  std::string(schema::name_of(version->status)));
  }
  return version;
}

Result<void> check_begin(const schema::Tariff& tariff, std::int32_t from, std::uint32_t replaces,
                         const Reads& reads) {
  if (replaces != 0 && rules::replaced_from(tariff.versions, from) == replaces) return {};
  if (rules::may_begin(tariff.versions, from, day_of(judged_at(reads)))) return {};
  return refuse(TariffRefusal::backdated, calendar::format_date(from));
}

Result<void> check_why(std::uint32_t replaces, const std::string& reason) {
  if (replaces != 0 && reason.empty())
    return refuse(TariffRefusal::day_taken, "version " + std::to_string(replaces));
  if (!reason.empty() && !is_reason(reason))
    return refuse_field(TariffRefusal::bad_text, "reason", "say why");
  return {};
}

}  // namespace

Result<Events> decide(const schema::DraftTariff& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  if (!is_id(command.tariff)) return refuse(TariffRefusal::bad_id, command.tariff);
  static const schema::Tariff none;
  const auto* found = reads.find<schema::Tariff>(command.tariff);
  const schema::Tariff& tariff = found == nullptr ? none : *found;
  const std::string name = command.name.empty() ? tariff.name : command.name;
  if (name.empty()) return refuse(TariffRefusal::name_missing, command.tariff);
  if (!is_line(name, 200)) return refuse(TariffRefusal::bad_text, command.tariff);
  KINTSUGI_TRY_OK(check_lines(command.lines));
  if (rules::has_draft(tariff.versions))
    return refuse(TariffRefusal::draft_pending, command.tariff);
  const std::uint32_t replaces = rules::replaced_from(tariff.versions, command.effective_from);
  KINTSUGI_TRY_OK(check_begin(tariff, command.effective_from, replaces, reads));
  KINTSUGI_TRY_OK(check_why(replaces, command.reason));
  Events events;
  events.on(command.tariff,
            schema::TariffDrafted{.name = name,
                                  .version = static_cast<std::uint32_t>(tariff.versions.size() + 1),
                                  .effective_from = command.effective_from,
                                  .author = reads.actor().operator_id,
                                  .lines = command.lines,
                                  .replaces = replaces,
                                  .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::PublishTariff& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  KINTSUGI_TRY(const schema::Tariff* tariff, reads.require<schema::Tariff>(command.tariff));
  KINTSUGI_TRY(const schema::TariffVersion* version, draft_of(*tariff, command.version));
  if (is_author(version->author, reads))
    return refuse(TariffRefusal::same_operator, version->author);
  KINTSUGI_TRY_OK(check_begin(*tariff, version->effective_from, version->replaces, reads));
  Events events;
  events.on(command.tariff, schema::TariffPublished{.version = command.version,
                                                    .publisher = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawTariffDraft& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  if (!is_reason(command.reason)) return refuse(TariffRefusal::bad_text, command.tariff);
  KINTSUGI_TRY(const schema::Tariff* tariff, reads.require<schema::Tariff>(command.tariff));
  KINTSUGI_TRY_OK(draft_of(*tariff, command.version));
  Events events;
  events.on(command.tariff,
            schema::TariffDraftWithdrawn{.version = command.version, .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawTariff& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  if (!is_reason(command.reason)) return refuse(TariffRefusal::bad_text, command.tariff);
  KINTSUGI_TRY(const schema::Tariff* tariff, reads.require<schema::Tariff>(command.tariff));
  const schema::TariffVersion* version =
      rules::find_version(tariff->versions, command.version);
  if (version == nullptr) {
    return refuse(TariffRefusal::no_such_version, "version " + std::to_string(command.version));
  }
  if (version->status != schema::RuleVersionStatus::published) {
    return refuse(TariffRefusal::not_published, std::string(schema::name_of(version->status)));
  }
  if (is_author(version->publisher, reads)) {
    return refuse(TariffRefusal::same_author, version->publisher);
  }
  Events events;
  events.on(command.tariff,
            schema::TariffWithdrawn{.version = command.version,
                                    .reason = command.reason,
                                    .withdrawer = reads.actor().operator_id,
                                    .on = day_of(reads.now())});
  return events;
}

}  // namespace kintsugi::core
