// Contacts and who answers them: once each, longest free first, linked or closed, and back.

#include "schema/agent.h"
#include "schema/customer.h"
#include "schema/interaction.h"
#include "schema/service_policy.h"
#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"
#include "tests/core/intake/contacts.h"

namespace kintsugi::tests {
namespace {

using schema::AgentStatus;
using schema::Channel;
using schema::CloseInteraction;
using schema::GoOffDuty;
using schema::GoOnDuty;
using schema::InteractionOutcome;
using schema::InteractionStatus;
using schema::LinkInteraction;
using schema::LogInteraction;
using schema::RouteInteraction;
using Status = schema::WorkOrderStatus;

TEST(LogInteraction, IsKeptWithoutAnOrderAndOnceByTheChannelsNumber) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(LogInteraction{.channel = Channel::wechat,
                            .channel_message_id = "wx/7:1",
                            .handle = "小王",
                            .ivr_path = "1>2",
                            .summary = "空调不制冷"});
  given.then_accepted();
  const std::string id = "IX-20260302-0001";
  EXPECT_EQ(contact(given, id).status, InteractionStatus::open);
  EXPECT_EQ(contact(given, id).direction, schema::Direction::inbound);
  EXPECT_EQ(contact(given, id).started_at, ms(now));
  EXPECT_EQ(contact(given, id).logged_by, "call");
  // The same message again, whoever brings it; another channel has numbers of its own.
  LogInteraction again{.channel = Channel::wechat, .channel_message_id = "wx/7:1"};
  given.when(again).then_refused("interaction.message_taken");
  EXPECT_THAT(given.outcome().error().what, testing::HasSubstr(id));
  again.channel = Channel::chat;
  given.when(again).then_accepted();
}

TEST(LogInteraction, RefusesWhatCannotBe) {
  struct Case {
    LogInteraction command;
    std::string_view code;
  };
  LogInteraction no_channel = call("IX-1");
  no_channel.channel = Channel::none;
  LogInteraction letters = call("IX-1");
  letters.phone = "call me";
  LogInteraction lines = call("IX-1");
  lines.handle = "two\nlines";
  LogInteraction path = call("IX-1");
  path.ivr_path = "two\nlines";
  LogInteraction message = call("IX-1", "two\nlines");
  LogInteraction late = call("IX-1");
  late.started_at = ms(now) + 1;
  LogInteraction stranger = call("IX-1");
  stranger.customer = "C-404";
  LogInteraction nowhere = call("IX-1");
  nowhere.outlet = "S-404";
  LogInteraction order = call("IX-1");
  order.order = "WO-404";
  const Case cases[] = {
      {call("a/b"), "interaction.bad_id"}, {no_channel, "interaction.channel_missing"},
      {letters, "interaction.bad_phone"},  {lines, "interaction.bad_text"},
      {path, "interaction.bad_text"},      {message, "interaction.bad_text"},
      {late, "interaction.bad_time"},      {stranger, "interaction.unknown_customer"},
      {order, "interaction.unknown_order"}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.code);
    Given given = company();
    given.at(now).as(person("call")).when(one.command).then_refused(one.code);
  }
  Given given = company();
  given.at(now).when(nowhere).then_refused("interaction.unknown_outlet");
}

TEST(RouteInteraction, GivesItToWhoHasBeenFreeLongest) {
  Given given = company();
  given.at(now).as(person("boss"));
  given.when(call("IX-1")).then_accepted();
  given.when(RouteInteraction{.interaction = "IX-1"}).then_refused("interaction.nobody_free");
  given.when(GoOnDuty{.agent = "disp", .outlet = "S1"}).then_accepted();
  given.when(GoOnDuty{.agent = "call", .outlet = "S1"}).then_accepted();
  given.when(call("IX-2")).then_accepted();
  given.when(call("IX-3")).then_accepted();
  given.when(RouteInteraction{.interaction = "IX-1"}).then_accepted();
  given.when(RouteInteraction{.interaction = "IX-2"}).then_accepted();
  EXPECT_EQ(contact(given, "IX-1").agent, "disp");
  EXPECT_EQ(contact(given, "IX-2").agent, "call");
  given.when(RouteInteraction{.interaction = "IX-3"}).then_refused("interaction.nobody_free");
  // Free again in the order in which they end.
  const auto answered = InteractionOutcome::answered;
  given.when(CloseInteraction{.interaction = "IX-2", .outcome = answered}).then_accepted();
  given.when(CloseInteraction{.interaction = "IX-1", .outcome = answered}).then_accepted();
  given.when(RouteInteraction{.interaction = "IX-3"}).then_accepted();
  EXPECT_EQ(contact(given, "IX-3").agent, "call");
  EXPECT_EQ(given.state<schema::Agent>("call").handled, 1u);
  // By hand, also to one who is busy; never to one who is not there, or has it.
  given.when(RouteInteraction{.interaction = "IX-3", .agent = "call"})
      .then_refused("interaction.same_agent");
  given.when(RouteInteraction{.interaction = "IX-3", .agent = "disp2"})
      .then_refused("interaction.agent_not_on_duty");
  given.when(RouteInteraction{.interaction = "IX-3", .agent = "disp"}).then_accepted();
  EXPECT_EQ(given.state<schema::Agent>("call").status, AgentStatus::free);
  EXPECT_EQ(given.state<schema::Agent>("disp").status, AgentStatus::busy);
  EXPECT_EQ(given.state<schema::ServiceDesk>("desk:S1").free, (std::vector<std::string>{"call"}));
}

// Contacts are routed by themselves from now on.
Given distributing() {
  Given given = company();
  given.history("all", schema::ServicePolicyPublished{
                           .terms = {.version = 1,
                                     .contacts_distributed = schema::PolicyAnswer::yes}});
  given.at(now).as(person("boss"));
  return given;
}

const schema::ServiceDesk& desk(Given& given) {
  return given.state<schema::ServiceDesk>("desk:S1");
}

TEST(Distribution, GivesWhatComesToWhoHasBeenFreeLongest) {
  Given given = distributing();
  given.when(GoOnDuty{.agent = "disp", .outlet = "S1"}).then_accepted();
  given.when(GoOnDuty{.agent = "call", .outlet = "S1"}).then_accepted();
  given.when(call("IX-1")).then_accepted();
  ASSERT_EQ(given.events().rules().size(), 1u);
  EXPECT_EQ(given.events().rules()[0].rule, "service_policy/all");
  EXPECT_EQ(contact(given, "IX-1").status, InteractionStatus::routed);
  EXPECT_EQ(contact(given, "IX-1").agent, "disp");
  EXPECT_EQ(contact(given, "IX-1").routed_at, ms(now));
  given.when(call("IX-2")).then_accepted();
  EXPECT_EQ(contact(given, "IX-2").agent, "call");
  EXPECT_TRUE(desk(given).free.empty());
  EXPECT_EQ(given.state<schema::Agent>("call").status, AgentStatus::busy);
}

TEST(Distribution, NobodyFreeIsNoRefusalTheLongestWaitingIsNext) {
  Given given = distributing();
  given.when(call("IX-1")).then_accepted();
  given.when(call("IX-2")).then_accepted();
  given.when(call("IX-3")).then_accepted();
  given.when(call("IX-4")).then_accepted();
  EXPECT_EQ(contact(given, "IX-1").status, InteractionStatus::open);
  EXPECT_EQ(desk(given).waiting, (std::vector<std::string>{"IX-1", "IX-2", "IX-3", "IX-4"}));
  // One that gave up is passed over.
  const auto given_up = InteractionOutcome::given_up, answered = InteractionOutcome::answered;
  given.when(CloseInteraction{.interaction = "IX-1", .outcome = given_up}).then_accepted();
  given.when(GoOnDuty{.agent = "call", .outlet = "S1"}).then_accepted();
  EXPECT_EQ(contact(given, "IX-2").agent, "call");
  EXPECT_EQ(desk(given).waiting, (std::vector<std::string>{"IX-3", "IX-4"}));
  EXPECT_TRUE(desk(given).free.empty());
  EXPECT_EQ(contact(given, "IX-1").status, InteractionStatus::closed);
  // Whoever is done has the next at once, and is free when nobody waits.
  given.when(RouteInteraction{.interaction = "IX-3", .agent = "call"}).then_accepted();
  given.when(CloseInteraction{.interaction = "IX-2", .outcome = answered}).then_accepted();
  EXPECT_EQ(given.state<schema::Agent>("call").contacts, (std::vector<std::string>{"IX-3"}));
  given.when(CloseInteraction{.interaction = "IX-3", .outcome = answered}).then_accepted();
  EXPECT_EQ(given.state<schema::Agent>("call").contacts, (std::vector<std::string>{"IX-4"}));
  EXPECT_EQ(given.state<schema::Agent>("call").status, AgentStatus::busy);
  given.when(CloseInteraction{.interaction = "IX-4", .outcome = answered}).then_accepted();
  EXPECT_EQ(given.state<schema::Agent>("call").status, AgentStatus::free);
  EXPECT_TRUE(desk(given).waiting.empty());
  EXPECT_EQ(desk(given).free, (std::vector<std::string>{"call"}));
}

TEST(Distribution, WhatCameToAnotherDeskWaitsThere) {
  Given given = distributing();
  given.when(call("IX-1")).then_accepted();
  schema::CorrectArrival right{
      .interaction = "IX-1", .channel = Channel::phone, .outlet = "R1", .reason = "不是本网点"};
  given.when(right).then_accepted();
  EXPECT_TRUE(desk(given).waiting.empty());
  EXPECT_EQ(given.state<schema::ServiceDesk>("desk:R1").waiting,
            (std::vector<std::string>{"IX-1"}));
  right.direction = schema::Direction::outbound;
  given.when(right).then_accepted();
  EXPECT_TRUE(given.state<schema::ServiceDesk>("desk:R1").waiting.empty());
}

TEST(Distribution, WhatWasWithWhoGoesIsGivenOn) {
  Given given = distributing();
  given.when(GoOnDuty{.agent = "call", .outlet = "S1"}).then_accepted();
  given.when(call("IX-1")).then_accepted();
  given.when(call("IX-2")).then_accepted();
  given.when(RouteInteraction{.interaction = "IX-2", .agent = "call"}).then_accepted();
  given.when(GoOnDuty{.agent = "disp", .outlet = "S1"}).then_accepted();
  ASSERT_EQ(desk(given).free, (std::vector<std::string>{"disp"})) << "IX-2 has found its way";
  given.when(GoOffDuty{.agent = "call"}).then_accepted();
  EXPECT_EQ(contact(given, "IX-1").agent, "disp");
  EXPECT_EQ(contact(given, "IX-2").status, InteractionStatus::open) << "one each";
  EXPECT_EQ(desk(given).waiting, (std::vector<std::string>{"IX-2"}));
}

// Who calls back, what is about an order at once, another desk's: nobody is given these.
TEST(Distribution, IsOfWhatCustomersBeginAndOnlyWhereAsked) {
  Given given = distributing();
  given.history("WO-1", registered());
  given.when(GoOnDuty{.agent = "call", .outlet = "S1"}).then_accepted();
  LogInteraction outbound = call("IX-1"), linked = call("IX-2"), company_desk = call("IX-3");
  outbound.direction = schema::Direction::outbound;
  linked.order = "WO-1";
  company_desk.outlet.clear();
  for (const LogInteraction& one : {outbound, linked, company_desk}) {
    given.when(one).then_accepted();
    EXPECT_EQ(contact(given, one.interaction).agent, "") << one.interaction;
  }
  EXPECT_EQ(given.state<schema::Agent>("call").status, AgentStatus::free);
  // An import's are of long ago.
  Actor import = person("boss");
  import.kind = ActorKind::import;
  given.as(import).when(call("IX-4")).then_accepted();
  EXPECT_EQ(contact(given, "IX-4").status, InteractionStatus::open);
  // Unlinked, it is open once more; a closed one that is opened again, too.
  given.as(person("boss"));
  given.when(schema::UnlinkInteraction{.interaction = "IX-2", .reason = "别人的"}).then_accepted();
  EXPECT_EQ(contact(given, "IX-2").agent, "call");
  const auto answered = InteractionOutcome::answered;
  given.when(CloseInteraction{.interaction = "IX-2", .outcome = answered}).then_accepted();
  given.when(schema::ReopenInteraction{.interaction = "IX-2", .reason = "又来"}).then_accepted();
  EXPECT_EQ(contact(given, "IX-2").agent, "call");

  Given by_hand = company();
  by_hand.at(now).as(person("boss"));
  by_hand.when(GoOnDuty{.agent = "call", .outlet = "S1"}).then_accepted();
  by_hand.when(call("IX-1")).then_accepted();
  EXPECT_EQ(contact(by_hand, "IX-1").status, InteractionStatus::open);
}

TEST(GoOffDuty, WhatHeHadWaitsAgain) {
  Given given = company();
  given.at(now).as(person("boss"));
  given.when(GoOnDuty{.agent = "call", .outlet = "S1"}).then_accepted();
  given.when(call("IX-1")).then_accepted();
  given.when(RouteInteraction{.interaction = "IX-1"}).then_accepted();
  given.when(GoOffDuty{.agent = "call"}).then_accepted();
  EXPECT_EQ(contact(given, "IX-1").status, InteractionStatus::open);
  EXPECT_EQ(contact(given, "IX-1").agent, "");
  EXPECT_TRUE(given.state<schema::ServiceDesk>("desk:S1").free.empty());
  given.when(GoOffDuty{.agent = "call"}).then_refused("agent.off_duty");
  given.when(RouteInteraction{.interaction = "IX-1"}).then_refused("interaction.nobody_free");
}

TEST(GoOnDuty, IsForOneselfOrByADispatcher) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(GoOnDuty{.agent = "disp"}).then_refused("agent.not_yourself");
  given.when(GoOnDuty{.agent = "call"}).then_accepted();
  given.when(GoOnDuty{.agent = "call"}).then_refused("agent.on_duty");
  given.as(person("disp"));
  given.when(GoOnDuty{.agent = "disp2", .outlet = "S1"}).then_accepted();
  given.when(GoOnDuty{.agent = "nobody", .outlet = "S1"}).then_refused("agent.unknown_operator");
  given.as(person("boss")).when(GoOnDuty{.agent = "acc", .outlet = "S-404"});
  given.then_refused("agent.unknown_outlet");
}

TEST(AttachRecording, KeepsHashAndLengthOnce) {
  const std::string hash(64, 'b'), other(64, 'c');
  Given given = company();
  given.at(now).as(person("call"));
  given.when(call("IX-1")).then_accepted();
  using schema::AttachRecording;
  given.when(AttachRecording{.interaction = "IX-1", .sha256 = "b", .octets = 7})
      .then_refused("interaction.bad_recording");
  given.when(AttachRecording{.interaction = "IX-1", .sha256 = hash, .octets = 7}).then_accepted();
  given.when(AttachRecording{.interaction = "IX-1", .sha256 = hash, .octets = 7})
      .then_refused("interaction.recording_known");
  given.when(AttachRecording{.interaction = "IX-1", .sha256 = other, .octets = 7})
      .then_refused("interaction.other_recording");
  given.when(AttachRecording{.interaction = "IX-1", .sha256 = hash, .octets = 8})
      .then_refused("interaction.other_recording");
  EXPECT_EQ(contact(given, "IX-1").recording, hash);

  // It was another call's.
  const schema::WithdrawRecording back{.interaction = "IX-1", .reason = "传错了"};
  given.when(schema::WithdrawRecording{.interaction = "IX-1"})
      .then_refused("interaction.reason_missing");
  given.when(back).then({on(
      "IX-1", schema::RecordingWithdrawn{.was = hash, .reason = "传错了", .by = "call"})});
  EXPECT_EQ(contact(given, "IX-1").recording_octets, 0);
  given.when(back).then_refused("interaction.no_recording");
  given.when(AttachRecording{.interaction = "IX-1", .sha256 = other, .octets = 7}).then_accepted();
}

TEST(LinkInteraction, CountsOnTheOrderAndIsTakenBack) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  given.when(call("IX-1")).then_accepted();
  given.when(call("IX-2")).then_accepted();
  given.when(LinkInteraction{.interaction = "IX-1", .order = "WO-404"})
      .then_refused("interaction.unknown_order");
  given.when(LinkInteraction{.interaction = "IX-1", .order = "WO-1"}).then_accepted();
  given.when(LinkInteraction{.interaction = "IX-2", .order = "WO-1"}).then_accepted();
  EXPECT_FALSE(contact(given, "IX-1").repeat);
  EXPECT_TRUE(contact(given, "IX-2").repeat);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").contacts, 2u);
  given.when(schema::UnlinkInteraction{.interaction = "IX-2"})
      .then_refused("interaction.reason_missing");
  given.when(schema::UnlinkInteraction{.interaction = "IX-2", .reason = "别人的"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").contacts, 1u);
  EXPECT_EQ(contact(given, "IX-2").status, InteractionStatus::open);
  EXPECT_EQ(contact(given, "IX-2").phone, "13800000001");
}

TEST(UnlinkInteraction, WhatIsFirstThenIsNoRepeatedOne) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  for (const char* id : {"IX-1", "IX-2", "IX-3"}) {
    given.when(call(id)).then_accepted();
    given.when(LinkInteraction{.interaction = id, .order = "WO-1"}).then_accepted();
  }
  given.when(schema::UnlinkInteraction{.interaction = "IX-1", .reason = "别人的"}).then_accepted();
  EXPECT_FALSE(contact(given, "IX-2").repeat);
  EXPECT_TRUE(contact(given, "IX-3").repeat);
  given.when(LinkInteraction{.interaction = "IX-1", .order = "WO-1"}).then_accepted();
  EXPECT_TRUE(contact(given, "IX-1").repeat);
}

TEST(LinkInteraction, NotToAnotherCustomersOrder) {
  Given given = order_in(Status::assigned);
  given.history("C-2", schema::CustomerRegistered{.name = "李"});
  given.at(now).as(person("call"));
  LogInteraction other = call("IX-1");
  other.customer = "C-2";
  given.when(other).then_accepted();
  given.when(LinkInteraction{.interaction = "IX-1", .order = "WO-1"})
      .then_refused("interaction.other_customer");
  given
      .when(schema::CorrectInteraction{
          .interaction = "IX-1", .phone = "13800000001", .customer = "C-1", .reason = "听错"})
      .then_accepted();
  given.when(LinkInteraction{.interaction = "IX-1", .order = "WO-1"}).then_accepted();
  given
      .when(schema::CorrectInteraction{
          .interaction = "IX-1", .phone = "13800000001", .customer = "C-1", .reason = "听错"})
      .then_refused("interaction.nothing_changed");
}

// He called before it was found out that he is registered twice.
TEST(LinkInteraction, ToTheOrderOfWhomTheCallersCardWasMergedInto) {
  Given given = order_in(Status::assigned);
  given.history("C-2", schema::CustomerRegistered{.name = "李"});
  given.at(now).as(person("call"));
  LogInteraction other = call("IX-1");
  other.customer = "C-2";
  given.when(other).then_accepted();
  const LinkInteraction link{.interaction = "IX-1", .order = "WO-1"};
  given.when(link).then_refused("interaction.other_customer");
  given.when(schema::MergeCustomers{.customer = "C-2", .into = "C-1", .reason = "登记了两次"})
      .then_accepted();
  given.when(link).then_accepted();
}

TEST(CloseInteraction, SaysWhatCameOfIt) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(call("IX-1")).then_accepted();
  given.when(CloseInteraction{.interaction = "IX-1"}).then_refused("interaction.outcome_missing");
  given.when(CloseInteraction{.interaction = "IX-1", .outcome = InteractionOutcome::given_up})
      .then_accepted();
  given.when(LinkInteraction{.interaction = "IX-1", .order = "WO-1"})
      .then_refused("interaction.closed");
}

// One asks once: what was registered from a contact has it.
TEST(RegisterWorkOrder, TakesItsContactAlong) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(GoOnDuty{.agent = "call", .outlet = {}}).then_accepted();
  LogInteraction log = call("IX-1");
  given.when(log).then_accepted();
  given.when(RouteInteraction{.interaction = "IX-1", .agent = "call"}).then_accepted();
  schema::RegisterWorkOrder order{.order = "WO-7",
                                  .service_type = schema::ServiceType::repair,
                                  .asset = "A-1",
                                  .interaction = "IX-404",
                                  .address_confirmed = true};
  given.when(order).then_refused("work_order.unknown_interaction");
  order.interaction = "IX-1";
  given.when(order).then_accepted();
  EXPECT_EQ(contact(given, "IX-1").order, "WO-7");
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-7").contacts, 1u);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-7").address_confirmed_at, ms(now));
  EXPECT_EQ(given.state<schema::Agent>("call").status, AgentStatus::free);
  order.order = "WO-8";
  order.override_reason = "另一故障";
  given.when(order).then_refused("interaction.linked");
  // The second order for the machine names the first.
  order.interaction.clear();
  order.override_reason.clear();
  given.when(order).then_refused("work_order.open_order_exists");
  EXPECT_THAT(given.outcome().error().what, testing::HasSubstr("WO-7"));
}

// A call that nobody has logged is kept all the same, and the next one about the order is a
// repeated one.
TEST(RegisterWorkOrder, LogsTheCallThatItComesFrom) {
  Given given = company();
  given.at(now).as(person("call"));
  given
      .when(schema::RegisterWorkOrder{.order = "WO-7",
                                      .service_type = schema::ServiceType::repair,
                                      .asset = "A-1",
                                      .phone = "138-0000 0001",
                                      .symptom = "不制冷",
                                      .channel = Channel::phone})
      .then_accepted();
  const auto& kept = contact(given, "IX-20260302-0001");
  EXPECT_EQ(kept.status, InteractionStatus::linked);
  EXPECT_EQ(kept.order, "WO-7");
  EXPECT_EQ(kept.channel, Channel::phone);
  EXPECT_EQ(kept.phone, "13800000001");
  EXPECT_EQ(kept.customer, "C-1");
  EXPECT_EQ(kept.summary, "不制冷");
  EXPECT_EQ(kept.logged_by, "call");
  EXPECT_FALSE(kept.repeat);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-7").contacts, 1u);
  LogInteraction again = call("IX-2");
  again.order = "WO-7";
  given.when(again).then_accepted();
  EXPECT_TRUE(contact(given, "IX-2").repeat);
}

TEST(LogInteraction, IsOverAtOnceWhereNoOrderComesOfIt) {
  Given given = company();
  given.at(now).as(person("call"));
  LogInteraction asked = call("IX-1");
  asked.outcome = InteractionOutcome::answered;
  given.when(asked).then_accepted();
  EXPECT_EQ(contact(given, "IX-1").status, InteractionStatus::closed);
  EXPECT_EQ(contact(given, "IX-1").outcome, InteractionOutcome::answered);
  given.when(LinkInteraction{.interaction = "IX-1", .order = "WO-1"})
      .then_refused("interaction.closed");
  given.when(schema::ReopenInteraction{.interaction = "IX-1", .reason = "还要上门"})
      .then_accepted();
  EXPECT_EQ(contact(given, "IX-1").outcome, InteractionOutcome::none);
  LogInteraction both = call("IX-2");
  both.order = "WO-1";
  both.outcome = InteractionOutcome::answered;
  order_in(Status::registered).as(person("call")).when(both).then_refused("interaction.linked");
}

}  // namespace
}  // namespace kintsugi::tests
