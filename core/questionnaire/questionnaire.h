#pragma once
// What is asked of customers, in versions, and whether an answer fits what was asked. Pure.

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/reads.h"
#include "schema/questionnaire_state.h"

namespace kintsugi::core::questionnaire {

// The version in force on the Shanghai day of judged_at. Errors: questionnaire.not_found,
// questionnaire.not_in_force.
Result<const schema::QuestionnaireVersion*> in_force(std::string_view id, Reads& reads);

// Errors: questionnaire.unknown_question, .bad_answer, .unanswered, .bad_text.
Result<void> check(const std::vector<schema::QuestionAnswer>& answers,
                   const schema::QuestionnaireVersion& version);

// The mean of the answers with 1 to 5, in thousandths; 0: there are none.
std::int64_t mean_score(const std::vector<schema::QuestionAnswer>& answers,
                        const schema::QuestionnaireVersion& version);

}  // namespace kintsugi::core::questionnaire
