#include <algorithm>
#include <set>
#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/questionnaire/questionnaire.h"
#include "core/rules/lines.h"
#include "core/text/text.h"
#include "schema/questionnaire_dispatch.h"

namespace kintsugi::core {

using schema::AnswerScale;
using schema::Questionnaire;
using schema::QuestionnaireVersion;
using No = schema::QuestionnaireRefusal;

namespace questionnaire {

Result<const QuestionnaireVersion*> in_force(std::string_view id, Reads& reads) {
  KINTSUGI_TRY(const Questionnaire* found, reads.require<Questionnaire>(id));
  const std::int32_t day = day_of(judged_at(reads));
  if (const auto* version = rules::in_force(found->versions, day)) return version;
  return refuse(No::not_in_force, "on " + calendar::format_date(day));
}

namespace {

bool fits(const schema::QuestionAnswer& answer, AnswerScale scale) {
  switch (scale) {
    case AnswerScale::five:
      return answer.score >= 1 && answer.score <= 5;
    case AnswerScale::yes_no:
      return answer.score == 1 || answer.score == 2;
    case AnswerScale::words:
      return answer.score == 0 && !answer.words.empty();
    case AnswerScale::none:
      return false;
  }
  return false;
}

}  // namespace

Result<void> check(const std::vector<schema::QuestionAnswer>& answers,
                   const QuestionnaireVersion& version) {
  std::set<std::uint16_t> answered;
  for (const schema::QuestionAnswer& one : answers) {
    const std::string at = "question " + std::to_string(one.question);
    const bool known = one.question >= 1 && one.question <= version.questions.size();
    if (!known || !answered.insert(one.question).second) return refuse(No::unknown_question, at);
    if (!is_note(one.words, 1000)) return refuse(No::bad_text, at);
    if (!fits(one, version.questions[one.question - 1u].scale)) return refuse(No::bad_answer, at);
  }
  for (std::size_t at = 0; at < version.questions.size(); ++at)
    if (version.questions[at].must_answer && !answered.contains(static_cast<std::uint16_t>(at + 1)))
      return refuse(No::unanswered, "question " + std::to_string(at + 1));
  return {};
}

std::int64_t mean_score(const std::vector<schema::QuestionAnswer>& answers,
                        const QuestionnaireVersion& version) {
  std::int64_t sum = 0, count = 0;
  for (const schema::QuestionAnswer& one : answers) {
    if (version.questions[one.question - 1u].scale != AnswerScale::five) continue;
    sum += one.score;
    ++count;
  }
  return count == 0 ? 0 : (sum * 1000 + count / 2) / count;
}

}  // namespace questionnaire

namespace {

constexpr std::string_view company;  // questionnaires belong to no outlet

Result<void> check_questions(const schema::PublishQuestionnaire& command) {
  if (!is_id(command.questionnaire))
    return refuse_field(No::bad_id, "questionnaire", "an id is 1 to 64 octets without / and :");
  if (!is_line(command.title, 200)) return refuse_field(No::bad_text, "title", "one line");
  if (command.questions.empty()) return refuse(No::no_question, "there is none");
  for (const schema::Question& one : command.questions) {
    if (!is_line(one.text, 200)) return refuse(No::bad_text, "a question is one line");
    if (one.scale == AnswerScale::none) return refuse(No::no_question, one.text);
  }
  return {};
}

// A version, from its own first day on: by another person than who published it.
Result<void> may_replace(const schema::PublishQuestionnaire& command,
                         const QuestionnaireVersion& version, const Reads& reads) {
  if (command.reason.empty())
    return refuse(No::day_taken, "version " + std::to_string(version.version));
  if (is_author(version.publisher, reads)) return refuse(No::same_publisher, version.publisher);
  return {};
}

}  // namespace

Result<Events> decide(const schema::PublishQuestionnaire& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  KINTSUGI_TRY_OK(check_questions(command));
  static const Questionnaire none;
  const Questionnaire* found = reads.find<Questionnaire>(command.questionnaire);
  const Questionnaire& before = found == nullptr ? none : *found;
  const std::int32_t from = command.effective_from;
  const bool after = rules::is_after_all(before.versions, from);
  const bool not_before = rules::is_after_all(before.versions, from + 1);
  const auto* replaced = not_before ? rules::beginning_on(before.versions, from) : nullptr;
  if (replaced != nullptr) KINTSUGI_TRY_OK(may_replace(command, *replaced, reads));
  if (!command.reason.empty() && !is_reason(command.reason))
    return refuse_field(No::bad_text, "reason", "say why");
  if (replaced == nullptr && (!after || from < day_of(reads.now())))
    return refuse(No::backdated, calendar::format_date(from));
  Events events;
  events.on(
      command.questionnaire,
      schema::QuestionnairePublished{.version = before.last_version + 1,
                                     .title = command.title,
                                     .effective_from = command.effective_from,
                                     .questions = command.questions,
                                     .publisher = reads.actor().operator_id,
                                     .replaces = replaced == nullptr ? 0 : replaced->version,
                                     .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawQuestionnaire& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, company, reads));
  KINTSUGI_TRY(const Questionnaire* found, reads.require<Questionnaire>(command.questionnaire));
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  const QuestionnaireVersion* version = rules::latest(found->versions);
  if (version == nullptr || version->version != command.version)
    return refuse(No::no_such_version, "the latest can be withdrawn");
  const std::int32_t today = day_of(reads.now());
  if (rules::has_begun(*version, today) && is_author(version->publisher, reads))
    return refuse(No::same_publisher, version->publisher);
  Events events;
  events.on(command.questionnaire,
            schema::QuestionnaireWithdrawn{.version = command.version,
                                           .reason = command.reason,
                                           .withdrawer = reads.actor().operator_id,
                                           .on = today});
  return events;
}

}  // namespace kintsugi::core
