// What an event says is kept: of each event that a command of the tables decides, every field that
// the stream's state has by the same name is found in it after the fold. What the command leaves
// empty in the event is filled before, each field with something of its own.

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>

#include "events/schema/runtime/json.h"
#include "schema/description.h"
#include "tests/core/states/filling.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using Said = std::map<std::string, std::set<std::string>>;  // name → each JSON it has somewhere

void collect(const simdjson::dom::element& json, Said& out) {
  if (json.is_array()) {
    for (const auto& item : json.get_array()) collect(item, out);
  } else if (json.is_object()) {
    for (const auto [key, value] : json.get_object()) {
      if (!value.is_array() && !value.is_object())
        out[std::string(key)].insert(simdjson::minify(value));
      collect(value, out);
    }
  }
}

template <class Value>
Said said_by(const Value& value) {
  std::string json;
  schema::write_json(json, value);
  simdjson::dom::parser parser;
  Said out;
  collect(parser.parse(simdjson::padded_string(json)).value(), out);
  out.erase("type");
  return out;
}

std::string joined(const std::set<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out.append(out.empty() ? "" : ", ").append(value);
  return out;
}

// "event.field" that a state has by the same name and for something else.
const std::set<std::string> something_else = {
    "appointment_set.asked_by",           // the order's bookings have who asked for their times
    "booking_canceled.withdrawn",         // the booking is canceled either way
    "booking_member_removed.technician",  // he is not of it any more
    "booking_shares_set.share",           // the lead's is what the members leave
    "charge_approved.by",               // the state has who agreed it
    "correction_decided.reason",        // the state has why it was asked for
    "credit_approved.by",               // idem, the place
    "credit_approved.reason",           // idem
    "dispatch_override_asked.technician",  // it waits in a queue; the state has who is booked
    "failed_visit_cleared.waits_for",   // only where it waits by a visit
    "follow_up_attempted.note",         // the state has what he said when he was reached
    "invitation_accepted.link",         // it is used up
    "legacy_fact_recorded.source",      // of an import; a state's is where its parts come from
    "missing_part_settled.cost",        // of what was missing; the state has that of the issue
    "missing_part_settled.quantity",    // beside what was asked for
    "part_missing.cost",                // idem
    "part_missing.quantity",            // beside what was asked for
    "payment_corrected.by",             // the state has who told it first
    "payment_corrected.reason",         // idem, charges and overrides have reasons
    "payment_refunded.amount",          // the state has it as what is paid less
    "payment_refunded.reason",          // idem, charges and overrides have reasons
    "part_returned.quantity",           // idem
    "requested_part_lost.cost",         // idem
    "requested_part_lost.quantity",     // beside what was asked for
    "requested_part_used.quantity",     // idem
    "returned_machine_released.document",  // the state has the one with which it came
    "service_policy_published.publisher",  // in its terms too, where nobody says it
    "stock_minimum_set.on_hand",        // what there was when it was set
    "stock_minimum_set.reserved",       // idem
    "stock_released.request",           // the hold ends with it
    "technician_checked_in.latitude",   // the order has where the customer is
    "technician_checked_in.longitude",  // idem
    "three_guarantees_evaluated.cause_class",  // as the order had it: ClassifyFaultCause says it
    "three_guarantees_evaluated.until",        // the state has when a pause ended
};

// What is taken back is told as what it was; the state has what is left.
bool takes_back(const schema::Event& event) {
  const std::string_view name = schema::name_of(event);
  return name.ends_with("_withdrawn") || name.ends_with("_freed");
}

void expect_kept(const schema::Event& event, const schema::State& state) {
  if (takes_back(event)) return;
  const Said kept = said_by(state);
  for (const auto& [field, values] : said_by(event)) {
    const auto found = kept.find(field);
    const std::string name = std::string(schema::name_of(event)) + "." + field;
    if (found == kept.end() || something_else.contains(name)) continue;
    EXPECT_TRUE(std::includes(found->second.begin(), found->second.end(), values.begin(),
                              values.end()))
        << name << " says " << joined(values) << ", the state has " << joined(found->second);
  }
}

class Kept : public testing::TestWithParam<Table> {};
INSTANTIATE_TEST_SUITE_P(States, Kept, testing::ValuesIn(all_tables()),
                         [](const auto& of) { return std::string(of.param.stream); });

TEST_P(Kept, ByTheStateOfTheStream) {
  const Table& table = GetParam();
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (!row.cells[i].empty()) continue;
      SCOPED_TRACE(schema::name_of(row.command));
      Given given = given_for(table, row, i);
      given.as(actor_of(row)).when(row.command);
      History streams = std::move(given_for(table, row, i).streams());
      for (core::StreamEvent one : given.events().list()) {
        Filling().fill(one.event);
        streams.apply({one});
        const Result<core::StreamState> after = streams.load(one.stream);
        if (after && after->state != nullptr && !after->state->empty())
          expect_kept(one.event, *after->state);
      }
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
