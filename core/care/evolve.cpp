#include "schema/care_dispatch.h"

namespace kintsugi::core {

using schema::CareCall;
using schema::CareCallStatus;
using schema::ContactWish;
using schema::Suggestion;
using schema::SuggestionStatus;
using schema::Survey;

void evolve(Survey& state, const schema::SurveyRecordedView& event) {
  auto told = schema::to_value(event);
  state = {.status = schema::SurveyStatus::recorded,
           .questionnaire = std::move(told.questionnaire),
           .version = told.version,
           .customer = std::move(told.customer),
           .order = std::move(told.order),
           .outlet = std::move(told.outlet),
           .score = told.score,
           .answers = std::move(told.answers),
           .by = std::move(told.by),
           .at = told.at,
           .note = std::move(told.note)};
}
void evolve(Survey& state, const schema::SurveyWithdrawnView&) {
  state.status = schema::SurveyStatus::withdrawn;
}

void evolve(CareCall& state, const schema::CareCallScheduledView& event) {
  state.status = CareCallStatus::due;
  state.customer = event.customer;
  state.outlet = event.outlet;
  state.due_at = event.due_at;
  state.topic = event.topic;
  state.care_rule = event.care_rule;
  state.suggestion = event.suggestion;
  state.say = event.say;
  state.by = event.by;
}
void evolve(CareCall& state, const schema::CareCallAttemptedView& event) {
  state.status = event.last ? CareCallStatus::unreachable : CareCallStatus::attempted;
  state.attempts = event.attempt;
  state.note = event.note;
  state.by = event.by;
}
void evolve(CareCall& state, const schema::CareCallRecordedView& event) {
  auto told = schema::to_value(event);
  state.status = CareCallStatus::reached;
  state.note = std::move(told.note);
  state.questionnaire = std::move(told.questionnaire);
  state.version = told.version;
  state.answers = std::move(told.answers);
  state.by = std::move(told.by);
}
void evolve(CareCall& state, const schema::CareCallCanceledView& event) {
  state.status = CareCallStatus::canceled;
  state.note = event.reason;
}
void evolve(CareCall& state, const schema::CareCallReopenedView& event) {
  state.status = CareCallStatus::due;
  state.attempts = 0;
  state.note = event.reason;
  state.questionnaire.clear();
  state.version = 0;
  state.answers.clear();
}

void evolve(ContactWish& state, const schema::CallsRefusedView& event) {
  state.status = schema::ContactWishStatus::no_calls;
  state.customer = event.customer;
  state.outlet = event.outlet;
  state.reason = event.reason;
  state.by = event.by;
  state.at = event.at;
}
void evolve(ContactWish& state, const schema::CallsAllowedView& event) {
  state.status = schema::ContactWishStatus::calls;
  state.reason = event.reason;
  state.by = event.by;
  state.at = event.at;
}

void evolve(Suggestion& state, const schema::SuggestionForwardedView& event) {
  state.status = SuggestionStatus::forwarded;
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.customer = event.customer;
  state.order = event.order;
  state.outlet = event.outlet;
  state.note = event.note;
  state.by = event.by;
  state.at = event.at;
}
void evolve(Suggestion& state, const schema::SuggestionAnsweredView& event) {
  state.status = SuggestionStatus::answered;
  state.answer = event.answer;
  state.answered_by = event.answered_by;
  state.call = event.call;
}
void evolve(Suggestion& state, const schema::SuggestionWithdrawnView&) {
  state.status = SuggestionStatus::withdrawn;
}
void evolve(Suggestion& state, const schema::SuggestionReopenedView&) {
  state.status = SuggestionStatus::forwarded;
  state.answer.clear();
  state.answered_by.clear();
  state.call.clear();
}

}  // namespace kintsugi::core
