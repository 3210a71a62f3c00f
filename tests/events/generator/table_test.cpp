// The tables of fields of the sample schema: octets and JSON as they were released, older records,
// and members by name at run time.

#include "events/schema/runtime/access.h"

#include <capnp/message.h>
#include <gtest/gtest.h>

#include "events/schema/runtime/codec_support.h"
#include "tests/events/generator/examples.h"
#include "events/schema/runtime/bytes.h"
#include "events/schema/runtime/codec.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::schema {
namespace {

std::vector<Ticket> tickets() {
  const std::vector<TicketOutcome> outcomes = {
      TicketOutcomeOpen{},         TicketOutcomeDeclined{""},
      TicketOutcomeDeclined{"no"}, TicketOutcomeKind{ToolKind::long_saw},
      TicketOutcomeLines{},        TicketOutcomeLines{{{"a", 1}}},
      TicketOutcomeSize{{1, 2}},   TicketOutcomePaid{5, "x"},
  };
  std::vector<Ticket> all;
  for (const TicketOutcome& outcome : outcomes) {
    all.push_back(full_ticket());
    all.back().outcome = outcome;
  }
  all.emplace_back();
  return all;
}

OpenTicket command() {
  OpenTicket c;
  c.ticket = "K";
  c.secret = "s";
  c.outcome = OpenTicketOutcomeReason{"why"};
  c.tags = {"a", ""};
  c.lines = {{"p", 3}};
  c.photo = "xy";
  c.flag = true;
  c.day = 7;
  c.big = 9;
  c.small = -1;
  c.phone = "1";
  return c;
}

// Digests of what code generated struct by struct, over Cap'n Proto's own classes, has written.
TEST(Golden, OctetsAreThoseOfCapnProtosOwnClasses) {
  Bytes all;
  for (const Ticket& t : tickets()) all += to_bytes(t);
  EXPECT_EQ(sha256_hex(all), "14cf6b309f4909bbe84fcd213df733fad697d46b3ef26086361de6cec081b1ec");
  EXPECT_EQ(sha256_hex(to_bytes(command())),
            "378476ab323af366b2e96c8628883d5e239f9329f0852fe63ab413a3746085f2");
  StreamNames names;
  const Bytes event = codec::pack([&](capnp::MessageBuilder& message) {
    encode(message.initRoot<capnp::AnyPointer>(), Event(full_event()), names);
  });
  EXPECT_EQ(sha256_hex(event), "ae86e624bd58b05addf49054049c37627d7fb2cf4a1fc9f5688e097715d580a0");
}

TEST(Golden, Json) {
  std::string json;
  for (const Ticket& t : tickets()) write_json(json, t);
  write_json(json, command());
  const Event event = full_event();
  write_json(json, event);
  write_json(json, as_view(event));
  EXPECT_EQ(sha256_hex(json), "1c8ecc6c526dab7afc10e78b9b4defd43d39c5ab57bd6f439b6eb6ccda7d823e");
}

// What a writer has left who knew no field yet.
TEST(OlderRecords, ReadAsDefaults) {
  const Bytes nothing("\xfc\xff\xff\xff\x00\x00\x00\x00", 8);
  const auto tool = from_bytes<Tool>(nothing);
  ASSERT_TRUE(tool) << tool.error().what;
  EXPECT_EQ(*tool, (Tool{ToolKind::none, {0, 10}}));
  const auto ticket = from_bytes<Ticket>(nothing);
  ASSERT_TRUE(ticket) << ticket.error().what;
  Ticket expected;
  EXPECT_EQ(*ticket, expected);
  EXPECT_EQ(ticket->numbers.i32, -7);
}

TEST(Access, MembersByName) {
  const Ticket t = full_ticket();
  const TypeInfo& type = type_of<Ticket>();
  const auto field = [&](std::string_view name) -> const FieldInfo& { return *type.field(name); };
  EXPECT_EQ(&type, find_type("ticket"));
  EXPECT_EQ(type.field("nothing"), nullptr);
  EXPECT_EQ(type.size, sizeof(Ticket));
  EXPECT_EQ(integer_at(&t, field("opened")), t.opened);
  EXPECT_EQ(integer_at(&t, field("day")), t.day);
  EXPECT_EQ(text_at(&t, field("operator")), "op-1");
  EXPECT_EQ(text_at(&t, field("photo")), t.photo);
  const TypeInfo& numbers = *field("numbers").structure;
  const void* held = member_at(&t, field("numbers"));
  EXPECT_EQ(&numbers, &type_of<Numbers>());
  EXPECT_EQ(integer_at(held, *numbers.field("flag")), 1);
  EXPECT_EQ(integer_at(held, *numbers.field("i8")), -8);
  EXPECT_EQ(integer_at(held, *numbers.field("u64")), -1);
  EXPECT_EQ(integer_at(held, *numbers.field("kind")), 2);
  EXPECT_EQ(text_at(held, *numbers.field("kind")), "long_saw");
  const TypeInfo& line = *field("lines").structure;
  ASSERT_EQ(list_size_at(&t, field("lines")), 2u);
  EXPECT_EQ(text_at(list_item_at(&t, field("lines"), 1), *line.field("part")), "T-2");
  const void* paid = nullptr;
  const FieldInfo& outcome =
      held_by(*field("outcome").structure, member_at(&t, field("outcome")), paid);
  EXPECT_EQ(outcome.name, "paid");
  EXPECT_EQ(integer_at(paid, *outcome.structure->field("amount")), 1250);
}

TEST(Access, Compares) {
  const FieldInfo& total = *type_of<BoxRow>().field("total");
  const FieldInfo& ticket = *type_of<BoxRow>().field("ticket");
  const BoxRow a{"K-1", -5};
  const BoxRow b{"K-10", 3};
  EXPECT_LT(compare(&a, &b, total), 0);
  EXPECT_GT(compare(&b, &a, ticket), 0);
  EXPECT_EQ(compare(&a, &a, ticket), 0);
  Numbers small, large;
  small.u64 = 1, large.u64 = 18446744073709551615u;
  EXPECT_LT(compare(&small, &large, *type_of<Numbers>().field("u64")), 0);
}

TEST(Access, AMemberAsItStandsInTheWhole) {
  const Ticket t = full_ticket();
  std::string whole;
  write_json(whole, t);
  std::string parts;
  for (const FieldInfo& field : type_of<Ticket>().fields) {
    parts.append(parts.empty() ? "{" : ",").append("\"").append(field.name).append("\":");
    write_field_json(parts, &t, field);
  }
  EXPECT_EQ(parts + "}", whole);
}

}  // namespace
}  // namespace kintsugi::schema
