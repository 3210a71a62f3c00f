// Surveys: a customer's answers to the version of a questionnaire that is in force.

#include "core/authority/authority.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/questionnaire/questionnaire.h"
#include "core/text/text.h"
#include "schema/care_dispatch.h"
#include "schema/customer_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using SurveyNo = schema::SurveyRefusal;
using schema::Survey;

// Whose it is: of the order that it is about, else of the customer.
Result<std::string> outlet_of(const schema::RecordSurvey& command, Reads& reads) {
  const auto* customer = reads.find<schema::Customer>(command.customer);
  if (customer == nullptr)
    return refuse(SurveyNo::unknown_customer, "there is no customer " + command.customer);
  if (command.order.empty()) return customer->outlet;
  KINTSUGI_TRY(const auto* order, reads.require<schema::WorkOrder>(command.order));
  if (!customer::is_same(order->customer, command.customer, reads))
    return refuse_field(SurveyNo::other_order, "order", "it is of " + order->customer);
  return order->outlet;
}

}  // namespace

Result<Events> decide(const schema::RecordSurvey& command, Reads& reads) {
  if (!command.survey.empty() && !is_id(command.survey))
    return refuse_field(SurveyNo::bad_id, "survey", "an id is 1 to 64 octets without / and :");
  if (!command.survey.empty() && reads.exists<Survey>(command.survey))
    return refuse(SurveyNo::exists, "survey " + command.survey + " exists");
  KINTSUGI_TRY(const std::string outlet, outlet_of(command, reads));
  KINTSUGI_TRY_OK(within_scope(command, outlet, reads));
  KINTSUGI_TRY(const auto* version, questionnaire::in_force(command.questionnaire, reads));
  if (command.answers.empty()) return refuse(SurveyNo::nothing_answered);
  KINTSUGI_TRY_OK(questionnaire::check(command.answers, *version));
  if (!is_note(command.note)) return refuse(SurveyNo::bad_text, "at most 4000 characters");
  Events events;
  const std::string id =
      command.survey.empty() ? take_number<Survey>("survey", "SV", reads, events) : command.survey;
  events.on(id,
            schema::SurveyRecorded{.questionnaire = command.questionnaire,
                                   .version = version->version,
                                   .customer = command.customer,
                                   .order = command.order,
                                   .outlet = outlet,
                                   .score = questionnaire::mean_score(command.answers, *version),
                                   .answers = command.answers,
                                   .by = reads.actor().operator_id,
                                   .at = to_ms(reads.business_time()),
                                   .note = command.note});
  return events;
}

Result<Events> decide(const schema::WithdrawSurvey& command, Reads& reads) {
  KINTSUGI_TRY(const Survey* survey, reads.require<Survey>(command.survey));
  KINTSUGI_TRY_OK(within_scope(command, survey->outlet, reads));
  if (survey->status != schema::SurveyStatus::recorded) return refuse(SurveyNo::withdrawn);
  if (!is_reason(command.reason)) return refuse(SurveyNo::bad_text, "say why");
  Events events;
  events.on(command.survey, schema::SurveyWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
