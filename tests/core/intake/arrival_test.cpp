// How and when a contact came, put right.

#include "schema/interaction.h"
#include "tests/core/company/company.h"
#include "tests/core/intake/contacts.h"

namespace kintsugi::tests {
namespace {

using schema::Channel;

// The call was typed an hour late and under another call's number.
TEST(CorrectArrival, HowAndWhenItCame) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(call("IX-1", "call-1")).then_accepted();
  given.when(call("IX-2", "call-2")).then_accepted();
  schema::CorrectArrival right{.interaction = "IX-1",
                               .channel = Channel::phone,
                               .channel_message_id = "call-2",
                               .ivr_path = "1>3",
                               .started_at = ms(now) - 3'600'000,
                               .outlet = "S1"};
  given.when(right).then_refused("interaction.reason_missing");
  right.reason = "看错";
  given.when(right).then_refused("interaction.message_taken");
  right.channel_message_id = "call-3";
  right.started_at = ms(now) + 1;
  given.when(right).then_refused("interaction.bad_time");
  right.started_at = ms(now) - 3'600'000;
  right.channel = Channel::none;
  given.when(right).then_refused("interaction.channel_missing");
  right.channel = Channel::phone;
  right.outlet = "S9";
  given.when(right).then_refused("interaction.unknown_outlet");
  right.outlet = "S1";
  given.when(right).then_accepted();
  EXPECT_EQ(contact(given, "IX-1").started_at, ms(now) - 3'600'000);
  EXPECT_EQ(contact(given, "IX-1").channel_message_id, "call-3");
  EXPECT_EQ(contact(given, "IX-1").ivr_path, "1>3");
  given.when(right).then_refused("interaction.nothing_changed");
  right.started_at = 0;
  given.when(right).then_refused("interaction.nothing_changed");
  given.when(call("IX-4", "call-1")).then_accepted();
  given.when(call("IX-5", "call-3")).then_refused("interaction.message_taken");
}

}  // namespace
}  // namespace kintsugi::tests
