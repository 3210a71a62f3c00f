// JSON of the sample schema: the form of each kind of field, round trips, and every refusal.

#include "events/schema/runtime/json.h"

#include <gtest/gtest.h>

#include "events/schema/runtime/time_text.h"
#include "examples.h"

namespace kintsugi::schema {
namespace {

template <class T>
std::string json(const T& value) {
  std::string out;
  write_json(out, value);
  return out;
}

TEST(JsonWriting, EveryKindOfField) {
  EXPECT_EQ(json(full_ticket()),
            R"({"numbers":{"flag":true,"i8":-8,"i16":-16,"i32":-32,"i64":-64,"u8":8,"u16":16,)"
            R"("u32":32,"u64":18446744073709551615,"kind":"long_saw"},)"
            R"("note":"第一行\nline \"two\"\t\\","lines":[{"part":"T-1","price":1250},)"
            R"({"part":"T-2","price":0}],"opened":"2026-03-01T14:05:09.120Z","day":"2026-03-01",)"
            R"("at":"9007199254740993","photo":"AP8Qfw==","kinds":["hammer","none","long_saw"],)"
            R"("tags":["","a","二"],"sums":[1,-2,9223372036854775807],)"
            R"("outcome":{"paid":{"amount":1250,"by":"card"}},"operator":"op-1",)"
            R"("place":{"row":7,"seat":"B"}})");
}

TEST(JsonWriting, NothingOfATime) {
  EXPECT_EQ(json(TicketOpened{}),
            R"({"tool":"","others":[],"note":"","at":null,"kind":"none","lines":[],)"
            R"("payment":{"none":{}}})");
}

TEST(JsonWriting, AVariantSaysWhatItHolds) {
  EXPECT_EQ(json(Event(ToolLost{})), R"({"type":"tool_lost"})");
  EXPECT_EQ(json(EventView(ToolAddedView{})),
            R"({"type":"tool_added","kind":"none","size":{"length":0,"width":10}})");
  EXPECT_EQ(json(Command(AddTool{"T", ToolKind::none})),
            R"({"type":"add_tool","id":"T","kind":"none"})");
  EXPECT_EQ(json(State{}), "null");
}

TEST(JsonWriting, AViewReadsLikeItsValue) {
  const TicketOpened event = full_event();
  EXPECT_EQ(json(as_view(event)), json(event));
  EXPECT_EQ(json(EventView(as_view(event))), json(Event(event)));
}

TEST(JsonWriting, ASecretIsNotWritten) {
  OpenTicket command;
  command.secret = "tell nobody";
  EXPECT_EQ(json(command).find("secret"), std::string::npos);
  EXPECT_EQ(json(Command(command)).find("nobody"), std::string::npos);
}

TEST(JsonReading, CleansTheTextsOfACommandAndNoOthers) {
  const auto command = read_command_json(
      "open_ticket",
      R"({"ticket":" K\u200b","kind":"hammer","note":"a\r\nb\rc ","tags":["x\ty"]})");
  ASSERT_TRUE(command) << command.error().what;
  const auto& ticket = command->get<OpenTicket>();
  EXPECT_EQ(ticket.ticket, "K");
  EXPECT_EQ(ticket.note, "a\nb\nc");
  EXPECT_EQ(ticket.tags, (std::vector<std::string>{"x y"}));
  TicketOpened stored;
  stored.note = " as it was ";
  EXPECT_EQ(*read_json<TicketOpened>(json(stored)), stored);
}

TEST(JsonReading, RoundTripOfEveryKindOfField) {
  const Ticket ticket = full_ticket();
  const auto back = read_json<Ticket>(json(ticket));
  ASSERT_TRUE(back) << back.error().pointer << back.error().what;
  EXPECT_EQ(*back, ticket);
  EXPECT_EQ(*read_json<Ticket>(json(Ticket{})), Ticket{});
  EXPECT_EQ(*read_json<BoxRow>(json(BoxRow{"K", 4})), (BoxRow{"K", 4}));
}

TEST(JsonReading, RoundTripOfEveryAlternative) {
  for (const TicketOutcome& outcome : std::vector<TicketOutcome>{
           TicketOutcomeOpen{}, TicketOutcomeDeclined{"no"}, TicketOutcomeKind{ToolKind::hammer},
           TicketOutcomeLines{{{"a", 1}}}, TicketOutcomeSize{{3, 4}}, TicketOutcomePaid{9, "z"}}) {
    Ticket t;
    t.outcome = outcome;
    const auto back = read_json<Ticket>(json(t));
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(*back, t);
  }
}

TEST(JsonReading, WhatIsLeftOutOrNullIsTheDefault) {
  const auto back = read_json<OpenTicket>(
      R"({"ticket":"K-1","kind":"hammer","lines":null,"at":null,"secret":"s",)"
      R"("phone":"+86 (10)-1"})");
  ASSERT_TRUE(back) << back.error().what;
  OpenTicket expected;
  expected.ticket = "K-1";
  expected.kind = ToolKind::hammer;
  expected.secret = "s";
  expected.phone = "+86 (10)-1";
  EXPECT_EQ(*back, expected);
}

TEST(JsonReading, ACommandByItsName) {
  const auto command = read_command_json("add_tool", R"({"id":"T-1","kind":"long_saw"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(*command, Command(AddTool{"T-1", ToolKind::long_saw}));
  EXPECT_EQ(read_command_json("no_such", "{}").error().code, "request.unknown_command");
}

struct Refusal {
  const char*
      fields;  // beside a good ticket and kind; or a whole document where it starts with '!'
  const char* code;
  const char* pointer;
};

class JsonRefusals : public ::testing::TestWithParam<Refusal> {};

TEST_P(JsonRefusals, NameCodeAndField) {
  const std::string_view fields = GetParam().fields;
  const std::string text = fields.starts_with('!')
                               ? std::string(fields.substr(1))
                               : R"({"ticket":"K-1","kind":"hammer",)" + std::string(fields) + "}";
  const auto back = read_command_json("open_ticket", text);
  ASSERT_FALSE(back) << text;
  EXPECT_EQ(back.error().kind, ErrorKind::invalid);
  EXPECT_EQ(back.error().code, std::string("request.") + GetParam().code) << back.error().what;
  EXPECT_EQ(back.error().pointer, GetParam().pointer);
}

constexpr Refusal refusals[] = {
    {"!", "bad_json", ""},
    {"!{", "bad_json", ""},
    {"!{} {}", "bad_json", ""},
    {"!{\"ticket\":01}", "bad_json", ""},
    {"!{\"ticket\":\"a\nb\"}", "bad_json", ""},
    {"!{\"ticket\":\"\xff\"}", "bad_text", ""},
    {"![]", "wrong_type", ""},
    {"!7", "wrong_type", ""},
    {"!{}", "missing_field", "/ticket"},
    {R"(!{"ticket":"K"})", "missing_field", "/kind"},
    {R"(!{"ticket":null,"kind":"hammer"})", "missing_field", "/ticket"},
    {R"(!{"ticket":"","kind":"hammer"})", "missing_field", "/ticket"},
    {R"(!{"ticket":"K","kind":"none"})", "missing_field", "/kind"},
    {R"("colour":1)", "unknown_field", "/colour"},
    {R"("a/b~c":1)", "unknown_field", "/a~1b~0c"},
    {R"("flag":true,"flag":true)", "duplicate_field", "/flag"},
    {R"("flag":null,"flag":null)", "duplicate_field", "/flag"},
    {R"("flag":1)", "wrong_type", "/flag"},
    {R"("note":7)", "wrong_type", "/note"},
    {R"("small":"7")", "wrong_type", "/small"},
    {R"("small":1.0)", "wrong_type", "/small"},
    {R"("small":1e2)", "wrong_type", "/small"},
    {R"("small":128)", "out_of_range", "/small"},
    {R"("small":-129)", "out_of_range", "/small"},
    {R"("small":18446744073709551615)", "out_of_range", "/small"},
    {R"("big":-1)", "out_of_range", "/big"},
    {R"("big":18446744073709551616)", "out_of_range", ""},
    {R"("rate":10001)", "out_of_range", "/rate"},
    {R"("rate":-1)", "out_of_range", "/rate"},
    {R"("at":1772373909120)", "wrong_type", "/at"},
    {R"("at":"2026-02-29T00:00:00Z")", "bad_value", "/at"},
    {R"("at":"2026-03-01T14:05:09")", "bad_value", "/at"},
    {R"("day":"2026-13-01")", "bad_value", "/day"},
    {R"("position":17)", "wrong_type", "/position"},
    {R"("position":"17x")", "bad_value", "/position"},
    {R"("position":"-1")", "bad_value", "/position"},
    {R"("position":"")", "bad_value", "/position"},
    {R"("photo":"A")", "bad_text", "/photo"},
    {R"("photo":"!!!!")", "bad_text", "/photo"},
    {R"("photo":"AB==")", "bad_text", "/photo"},
    {R"("photo":"AAAAAAA=")", "too_long", "/photo"},
    {R"("phone":"call me")", "bad_text", "/phone"},
    {R"("phone":"123456789012345678901")", "too_long", "/phone"},
    {R"("note":"a\u0000b")", "bad_text", "/note"},
    {R"("tags":["ok","a\u0000b"])", "bad_text", "/tags/1"},
    {R"("tags":[null])", "wrong_type", "/tags/0"},
    {R"("tags":"x")", "wrong_type", "/tags"},
    {R"("lines":[{"part":"a"},{"part":"b","price":-1}])", "out_of_range", "/lines/1/price"},
    {R"("lines":[{"price":1}])", "missing_field", "/lines/0/part"},
    {R"("lines":[{"part":"a"},{"part":"a"},{"part":"a"}])", "too_long", "/lines"},
    {R"("lines":[7])", "wrong_type", "/lines/0"},
    {R"("outcome":{})", "wrong_type", "/outcome"},
    {R"("outcome":{"none":{},"reason":"x"})", "wrong_type", "/outcome"},
    {R"("outcome":{"other":{}})", "unknown_field", "/outcome/other"},
    {R"("outcome":{"none":1})", "wrong_type", "/outcome/none"},
    {R"("outcome":{"reason":1})", "wrong_type", "/outcome/reason"},
    {R"("kind2":"hammer")", "unknown_field", "/kind2"},
    {R"(!{"ticket":"K","kind":"anvil"})", "bad_value", "/kind"},
};

INSTANTIATE_TEST_SUITE_P(All, JsonRefusals, ::testing::ValuesIn(refusals));

TEST(JsonReading, ATextOfTheDefaultLengthIsTheLongest) {
  const auto with = [](std::size_t size) {
    return read_json<AddTool>("{\"id\":\"" + std::string(size, 'x') + "\"}");
  };
  EXPECT_TRUE(with(1000));
  EXPECT_EQ(with(1001).error().code, "request.too_long");
}

// As JSON Schema counts: code points, whatever their octets.
TEST(JsonReading, LengthsAreInCharacters) {
  for (const std::string character : {"x", "é", "空", "😀"}) {
    const auto with = [&](int size) {
      std::string text;
      for (int i = 0; i < size; ++i) text += character;
      return read_json<AddTool>("{\"id\":\"" + text + "\"}");
    };
    EXPECT_TRUE(with(334)) << character;
    EXPECT_TRUE(with(1000)) << character;
    EXPECT_EQ(with(1001).error().code, "request.too_long") << character;
    EXPECT_EQ(with(1001).error().what, "at most 1000 characters, this has 1001");
  }
}

TEST(JsonReading, NestingEndsAtThirtyTwo) {
  const std::string deep = std::string(40, '[') + std::string(40, ']');
  EXPECT_EQ(read_json<AddTool>(deep).error().code, "request.too_deep");
  EXPECT_TRUE(read_json<AddTool>("{}"));  // and the parser is good for more
}

TEST(JsonReading, TimesOfEveryOffset) {
  EXPECT_EQ(parse_instant_ms("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_instant_ms("2026-03-01T22:05:09.12+08:00"), 1772373909120);
  EXPECT_EQ(parse_instant_ms("2026-03-01T14:05:09.123456Z"), 1772373909123);
  EXPECT_EQ(parse_instant_ms("1969-12-31T23:59:59.999Z"), -1);
  // The plus that a URL has lost, and as many digits of a second as somebody likes.
  EXPECT_EQ(parse_instant_ms("2026-03-01T22:05:09.12 08:00"), 1772373909120);
  EXPECT_EQ(parse_instant_ms("2026-03-01 22:05:09.12 08:00"), 1772373909120);
  EXPECT_EQ(parse_instant_ms("2026-03-01T14:05:09.123456789012Z"), 1772373909123);
  for (const char* bad : {"", "2026-03-01", "2026-03-01T24:00:00Z", "2026-03-01T14:60:00Z",
                          "2026-03-01T14:05:60Z", "2026-03-01T14:05:09.Z", "0000-01-01T00:00:00Z",
                          "2026-03-01T14:05:09Zx", "2026-03-01T14:05:09+0800",
                          "2026-03-01T14:05:09 Z",
                          "2026-03-01T14:05:09  08:00", "2026-03-01T14:05:09 -08:00"}) {
    EXPECT_EQ(parse_instant_ms(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(format_date(-719162), "0001-01-01");
  EXPECT_EQ(parse_date_days("0001-01-01"), -719162);
}

TEST(JsonReading, ADayIsThatOfShanghai) {
  EXPECT_EQ(parse_moment_ms("2026-03-02", OfDay::begin), parse_instant_ms("2026-03-01T16:00:00Z"));
  EXPECT_EQ(parse_moment_ms("2026-03-02", OfDay::end), parse_instant_ms("2026-03-02T16:00:00Z"));
  EXPECT_EQ(parse_moment_ms("2026-03-02", OfDay::last),
            parse_instant_ms("2026-03-02T15:59:59.999Z"));
  EXPECT_EQ(parse_moment_ms("2026-03-02T08:00:00+08:00", OfDay::last),
            parse_instant_ms("2026-03-02T00:00:00Z"));
  EXPECT_EQ(parse_moment_ms("2026-03-2", OfDay::begin), std::nullopt);
}

}  // namespace
}  // namespace kintsugi::schema
