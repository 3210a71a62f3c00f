// Bytes of the sample schema: round trips, what is refused, and the golden octets of a few structs.

#include "events/schema/runtime/codec.h"

#include <capnp/message.h>
#include <gtest/gtest.h>

#include "events/schema/runtime/bytes.h"
#include "events/schema/runtime/registry.h"
#include "examples.h"

namespace kintsugi::schema {
namespace {

template <class T>
void expect_round_trip(const T& value) {
  const Bytes bytes = to_bytes(value);
  const Result<T> back = from_bytes<T>(bytes);
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_EQ(*back, value);
  EXPECT_EQ(to_bytes(*back), bytes);
  const std::string shifted = "x" + bytes;  // RocksDB hands out slices at any address
  const Result<T> unaligned = from_bytes<T>(ByteView(shifted).substr(1));
  ASSERT_TRUE(unaligned);
  EXPECT_EQ(*unaligned, value);
}

TEST(Bytes, RoundTripOfEveryKindOfField) {
  expect_round_trip(Ticket{});
  expect_round_trip(full_ticket());
  expect_round_trip(Tool{ToolKind::hammer, {30, 20}});
  expect_round_trip(BoxRow{"K-1", -5});
}

TEST(Bytes, RoundTripOfEveryAlternative) {
  Ticket t;
  const std::vector<TicketOutcome> outcomes = {
      TicketOutcomeOpen{},         TicketOutcomeDeclined{""},
      TicketOutcomeDeclined{"no"}, TicketOutcomeKind{ToolKind::long_saw},
      TicketOutcomeLines{},        TicketOutcomeLines{{{"a", 1}}},
      TicketOutcomeSize{{1, 2}},   TicketOutcomePaid{5, "x"},
  };
  for (const TicketOutcome& outcome : outcomes) {
    t.outcome = outcome;
    expect_round_trip(t);
  }
}

TEST(Bytes, DefaultsOfTheSchemaAreThoseOfTheValue) {
  EXPECT_EQ(Numbers{}.i32, -7);
  EXPECT_EQ(Numbers{}.kind, ToolKind::hammer);
  EXPECT_EQ(Size{}.width, 10);
}

TEST(Bytes, AValueLargerThanTheScratchIsStillOneSegment) {
  Ticket t;
  for (int i = 0; i < 20000; ++i) t.lines.push_back({"part-" + std::to_string(i), i});
  t.note = std::string(200000, 'n');
  expect_round_trip(t);
}

TEST(Bytes, ASmallValueAfterALargeOneHasNothingOfItLeft) {
  const Bytes before = to_bytes(Ticket{});
  (void)to_bytes(full_ticket());
  EXPECT_EQ(to_bytes(Ticket{}), before);
}

TEST(Bytes, ASecretIsNeverStored) {
  OpenTicket command;
  command.ticket = "K-1";
  command.secret = "tell nobody";
  const Bytes bytes = to_bytes(command);
  EXPECT_EQ(bytes.find("nobody"), Bytes::npos);
  command.secret.clear();
  expect_round_trip(command);
}

TEST(Bytes, WhatIsNoStructIsRefused) {
  const Bytes good = to_bytes(full_ticket());
  for (const Bytes& bad :
       {Bytes(), Bytes("1234567"), Bytes("\xff\xff\xff\xff\xff\xff\xff\xff"), good.substr(0, 16)}) {
    const Result<Ticket> back = from_bytes<Ticket>(bad);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().kind, ErrorKind::corrupt);
    EXPECT_EQ(back.error().code, "schema.malformed");
  }
}

TEST(Bytes, EveryCutOfAMessageIsRefusedOrReadWithoutHarm) {
  const Bytes good = to_bytes(full_ticket());
  std::size_t refused = 0;
  for (std::size_t size = 0; size < good.size(); size += 8) {
    refused += from_bytes<Ticket>(good.substr(0, size)) ? 0 : 1;
  }
  EXPECT_EQ(refused, good.size() / 8);
}

TEST(Bytes, GoldenOctetsOfATool) {
  const Bytes bytes = to_bytes(Tool{ToolKind::long_saw, {0x1234, 10}});
  const Bytes golden(
      "\x00\x00\x00\x00\x01\x00\x01\x00"   // the root: one word of data, one pointer
      "\x02\x00\x00\x00\x00\x00\x00\x00"   // kind
      "\x00\x00\x00\x00\x01\x00\x00\x00"   // size: one word of data
      "\x34\x12\x00\x00\x00\x00\x00\x00",  // length; width is stored as its difference to 10
      32);
  EXPECT_EQ(bytes, golden);
}

TEST(States, AreFoundByTheirStreamType) {
  const State state = full_ticket();
  const auto back = state_from_bytes("ticket", state_to_bytes(state));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, state);
  EXPECT_EQ(stream_type_of(state), "ticket");
  EXPECT_EQ(stream_type_of(State{}), "");
  EXPECT_TRUE(default_state("tool").is<Tool>());
  EXPECT_TRUE(default_state("nothing").empty());
  EXPECT_EQ(state_from_bytes("nothing", "").error().code, "schema.newer");
}

struct Stored {
  capnp::MallocMessageBuilder message;
  StreamNames names;
  std::vector<std::string_view> views;

  explicit Stored(const Event& event) {
    encode(message.initRoot<capnp::AnyPointer>(), event, names);
    for (const std::string& name : names.names()) views.push_back(name);
  }
  Result<EventView> view(std::uint16_t code) {
    EventView out;
    const auto seen = view_event(code, message.getRoot<capnp::AnyPointer>().asReader(), views, out);
    if (!seen) return tl::unexpected(seen.error());
    return out;
  }
};

TEST(Events, AViewEqualsTheValue) {
  const std::vector<Event> events = {full_event(), TicketOpened{}, ToolLost{},
                                     ToolAdded{ToolKind::hammer, {1, 2}}};
  for (const Event& event : events) {
    Stored stored(event);
    const auto view = stored.view(code_of(event));
    ASSERT_TRUE(view) << view.error().what;
    EXPECT_EQ(to_value(*view), event);
    EXPECT_EQ(as_view(event), *view);
    EXPECT_EQ(name_of(*view), name_of(event));
  }
}

TEST(Events, AStreamIsNamedOnce) {
  Stored stored(full_event());
  const std::vector<std::string> expected = {"tool/T-1", "tool/T-2", "tool/T-3"};
  EXPECT_TRUE(std::ranges::equal(stored.names.names(), expected));
}

TEST(Events, AReferenceIntoNowhereOrToAnotherTypeIsRefused) {
  Stored stored(full_event());
  stored.views.pop_back();
  EXPECT_EQ(stored.view(1).error().code, "schema.malformed");
  stored.views.push_back("toolbox/T-3");
  EXPECT_EQ(stored.view(1).error().code, "schema.malformed");
}

TEST(Events, AnUnknownCodeIsNewer) {
  Stored stored(ToolLost{});
  const auto view = stored.view(77);
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().kind, ErrorKind::corrupt);
  EXPECT_EQ(view.error().code, "schema.newer");
}

TEST(Events, AnUnknownEnumerantIsNewer) {
  Stored stored(ToolAdded{static_cast<ToolKind>(3), {}});
  EXPECT_EQ(stored.view(2).error().code, "schema.newer");
}

TEST(Commands, RoundTripThroughARecord) {
  OpenTicket open;
  open.ticket = "K-1";
  open.lines = {{"T-1", 3}};
  open.outcome = OpenTicketOutcomeReason{"why"};
  for (const Command& command : {Command(open), Command(AddTool{"T-1", ToolKind::hammer})}) {
    capnp::MallocMessageBuilder message;
    StreamNames names;
    encode(message.initRoot<capnp::AnyPointer>(), command, names);
    const auto in = message.getRoot<capnp::AnyPointer>().asReader();
    const auto back = read_command(code_of(command), in, {});
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, command);
    EXPECT_EQ(read_command(500, in, {}).error().code, "schema.newer");
  }
}

TEST(StreamNamesList, FindsANameAmongMany) {
  StreamNames names;
  EXPECT_EQ(names.index("tool", ""), 0);
  for (int round = 0; round < 2; ++round) {
    for (int i = 1; i <= 500; ++i) EXPECT_EQ(names.index("tool", std::to_string(i)), i);
  }
  EXPECT_EQ(names.names().size(), 500u);
  EXPECT_EQ(names.names()[41], "tool/42");
  EXPECT_EQ(names.index("too", "l/1"), 501);  // "too/l/1" is another stream than "tool/1"
}

}  // namespace
}  // namespace kintsugi::schema
