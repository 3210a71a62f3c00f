#include "core/rules/lines.h"
#include "events/schema/runtime/erased.h"
#include "schema/questionnaire_dispatch.h"

namespace kintsugi::core {

void evolve(schema::Questionnaire& state, const schema::QuestionnairePublishedView& event) {
  const auto told = schema::to_value(event);
  state.versions.push_back({.version = told.version,
                            .title = told.title,
                            .effective_from = told.effective_from,
                            .publisher = told.publisher,
                            .questions = told.questions,
                            .replaces = told.replaces,
                            .reason = told.reason});
  state.last_version = told.version;
}

void evolve(schema::Questionnaire& state, const schema::QuestionnaireWithdrawnView& event) {
  rules::withdraw_or_forget(state.versions, event);
}

}  // namespace kintsugi::core
