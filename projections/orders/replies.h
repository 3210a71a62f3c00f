#pragma once
// What customers answered to questionnaires, wherever they were asked: surveys, follow-up calls and
// care calls in one table; and the follow-up call of each round of an order. Owned by the read
// model `orders`; one thread.

#include <cstdint>
#include <string>

#include "projections/runner/folding.h"
#include "projections/tables/table.h"
#include "schema/care_views.h"
#include "schema/follow_up_state.h"
#include "schema/follow_up_views.h"
#include "schema/questionnaire_state.h"
#include "schema/rows_orders_state.h"

namespace kintsugi::projections {

class Replies {
 public:
  struct Octets {  // of tables of the read model
    std::uint8_t replies, called, asked, calls, rounds;
  };
  Replies(Tables& of, Octets octets);

  void follow(Folds& folds);

 private:
  void follow_surveys(Folds& folds);
  void follow_follow_ups(Folds& folds);
  void follow_care_calls(Folds& folds);
  void call_moved(const EventContext& context, const schema::EventView& event,
                  const schema::FollowUp& call);

  schema::ReplyRow& row_at(const std::string& id, std::string_view subject,
                           schema::ReplyChannel channel);
  // Of what was answered in a call, where a questionnaire was.
  void answered(const EventContext& context, std::string_view subject,
                schema::ReplyChannel channel, const auto& event, std::uint32_t version);
  // By the scales of the version that was asked.
  std::int64_t score_of(const schema::ReplyRow& row);

  Table<schema::ReplyRow> rows_;
  Table<schema::ReplyRow> called_;       // by call: whose it is, and of which order
  Table<schema::Questionnaire> asked_;
  Table<schema::FollowUp> calls_;  // of the order's last round
  Table<schema::FollowUpRoundRow> rounds_;
};

}  // namespace kintsugi::projections
