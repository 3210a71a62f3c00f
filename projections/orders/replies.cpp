#include "projections/orders/replies.h"

#include <algorithm>

#include "core/questionnaire/questionnaire.h"
#include "projections/lists/index.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {

using schema::ReplyChannel;
using schema::ReplyRow;

Replies::Replies(Tables& of, Octets octets)
    : rows_(of, octets.replies, lists::follows_of("orders", "replies")),
      called_(of, octets.called),
      asked_(of, octets.asked),
      calls_(of, octets.calls),
      rounds_(of, octets.rounds, lists::follows_of("orders", "follow_up_rounds")) {}

void Replies::follow(Folds& folds) {
  folds.on_stream<schema::Questionnaire>(
      [this](const EventContext& context, const schema::EventView&) {
        return &asked_.at(asked_.key().text(context.id));
      },
      [](const EventContext&, const schema::EventView&, const schema::Questionnaire&) {});
  follow_surveys(folds);
  follow_follow_ups(folds);
  follow_care_calls(folds);
}

ReplyRow& Replies::row_at(const std::string& id, std::string_view subject, ReplyChannel channel) {
  ReplyRow& row = rows_.at(rows_.key().text(id));
  row.id = id;
  row.subject = subject;
  row.channel = channel;
  return row;
}

std::int64_t Replies::score_of(const ReplyRow& row) {
  const auto* questionnaire = asked_.find(asked_.key().text(row.questionnaire));
  if (questionnaire == nullptr) return 0;
  const auto& all = questionnaire->versions;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const auto& one) { return one.version == row.version; });
  if (found == all.end()) return 0;
  const bool fits = std::all_of(row.answers.begin(), row.answers.end(), [&](const auto& one) {
    return one.question >= 1 && one.question <= found->questions.size();
  });
  return fits ? core::questionnaire::mean_score(row.answers, *found) : 0;
}

void Replies::answered(const EventContext& context, std::string_view subject,
                       ReplyChannel channel, const auto& event, std::uint32_t version) {
  const ReplyRow* call = called_.find(called_.key().text(subject));
  if (call == nullptr || event.questionnaire.empty()) return;
  const ReplyRow whose = *call;
  ReplyRow& row = row_at(whose.id, subject, channel);
  row.questionnaire = event.questionnaire;
  row.version = version;
  row.customer = whose.customer;
  row.order = whose.order;
  row.outlet = whose.outlet;
  row.round = whose.round;
  row.answers = schema::to_value(event).answers;
  row.by = event.by;
  if (row.at == 0) row.at = context.at();  // corrected it is as old as it was
  row.score = score_of(row);
}

void Replies::follow_surveys(Folds& folds) {
  const auto id_of_survey = [](const EventContext& context) {
    return "survey:" + std::string(context.id);
  };
  folds
      .on<schema::SurveyRecordedView>([=, this](const EventContext& context, const auto& event) {
        ReplyRow& row = row_at(id_of_survey(context), "survey/" + std::string(context.id),
                               ReplyChannel::survey);
        row.questionnaire = event.questionnaire;
        row.version = event.version;
        row.customer = event.customer;
        row.order = event.order;
        row.outlet = event.outlet;
        row.score = event.score;
        row.answers = schema::to_value(event).answers;
        row.by = event.by;
        row.at = event.at;
      })
      .on<schema::SurveyWithdrawnView>([=, this](const EventContext& context, const auto&) {
        rows_.erase(rows_.key().text(id_of_survey(context)));
      });
}

// One call a round of its order; each keeps what was said in it.
void Replies::follow_follow_ups(Folds& folds) {
  folds.on_stream<schema::FollowUp>(
      [this](const EventContext& context, const schema::EventView&) {
        return &calls_.at(calls_.key().text(context.id));
      },
      [this](const EventContext& context, const schema::EventView& event,
             const schema::FollowUp& call) { call_moved(context, event, call); });
}

void Replies::call_moved(const EventContext& context, const schema::EventView& event,
                         const schema::FollowUp& call) {
  const std::string subject = "follow_up/" + std::string(context.id);
  const std::string id = std::string(context.id) + ":" + std::to_string(call.round);
  schema::FollowUpRoundRow& row = rounds_.at(rounds_.key().text(id));
  row = {.id = id,
         .subject = subject,
         .order = std::string(context.id),
         .round = call.round,
         .status = call.status,
         .due_at = call.due_at,
         .outlet = call.outlet,
         .technician = call.technician,
         .customer = call.customer,
         .attempts = call.attempts,
         .satisfaction = call.satisfaction,
         .answer = call.answer,
         .amount_said = call.amount_said,
         .amount_recorded = call.amount_recorded,
         .mismatch = call.mismatch,
         .solved = call.solved,
         .quality = call.quality,
         .attitude = call.attitude,
         .by = call.by,
         .answered_at = call.answered_at};
  ReplyRow& asked = called_.at(called_.key().text(subject));
  asked.id = "follow_up:" + id;
  asked.order = context.id;
  asked.outlet = call.outlet;
  asked.customer = call.customer;
  asked.round = call.round;
  const auto said = [&](const auto& answer) {
    answered(context, subject, ReplyChannel::follow_up, answer, answer.questionnaire_version);
  };
  if (const auto* e = event.get_if<schema::FollowUpRecordedView>()) said(*e);
  if (const auto* e = event.get_if<schema::FollowUpCorrectedView>()) said(*e);
  if (event.is<schema::FollowUpWithdrawnView>()) rows_.erase(rows_.key().text("follow_up:" + id));
}

void Replies::follow_care_calls(Folds& folds) {
  const auto subject = [](const EventContext& context) {
    return "care_call/" + std::string(context.id);
  };
  folds
      .on<schema::CareCallScheduledView>([=, this](const EventContext& context, const auto& event) {
        ReplyRow& call = called_.at(called_.key().text(subject(context)));
        call.id = "care_call:" + std::string(context.id);
        call.outlet = event.outlet;
        call.customer = event.customer;
      })
      .on<schema::CareCallRecordedView>([=, this](const EventContext& context, const auto& event) {
        answered(context, subject(context), ReplyChannel::care_call, event, event.version);
      })
      .on<schema::CareCallReopenedView>([=, this](const EventContext& context, const auto&) {
        rows_.erase(rows_.key().text("care_call:" + std::string(context.id)));
      })
      .ignore<schema::CareCallAttemptedView, schema::CareCallCanceledView>();
}

}  // namespace kintsugi::projections
