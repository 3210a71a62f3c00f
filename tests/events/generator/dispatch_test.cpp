// Names, description and dispatch of the sample schema.

#include "schema/dispatch.h"

#include <gtest/gtest.h>

#include "core/events.h"
#include "core/reads.h"
#include "examples.h"
#include "schema/description.h"

namespace kintsugi::core {

Result<Events> decide(const schema::OpenTicket& command, Reads&) {
  return Events{{"open " + command.ticket}};
}
Result<Events> decide(const schema::AddTool& command, Reads&) {
  return Events{{"add " + command.id}};
}
void evolve(schema::Ticket& state, const schema::TicketOpenedView& event) {
  state.note += event.note;
}
void evolve(schema::Tool& state, const schema::ToolAddedView& event) { state.kind = event.kind; }
void evolve(schema::Tool& state, const schema::ToolLostView&) { state.kind = {}; }

}  // namespace kintsugi::core

namespace kintsugi::schema {
namespace {

TEST(Dispatch, ACommandReachesItsDecide) {
  core::Reads reads;
  EXPECT_EQ(core::decide_any(AddTool{"T-1", {}}, reads)->names.front(), "add T-1");
  OpenTicket open;
  open.ticket = "K-1";
  EXPECT_EQ(core::decide_any(open, reads)->names.front(), "open K-1");
}

TEST(Dispatch, AnEventMakesTheStateOfItsStream) {
  State state;
  core::evolve_any(state, ToolAddedView{ToolKind::hammer, {}});
  EXPECT_EQ(std::get<Tool>(state).kind, ToolKind::hammer);
  core::evolve_any(state, ToolLostView{});
  EXPECT_EQ(std::get<Tool>(state).kind, ToolKind::none);
}

TEST(DispatchDeathTest, AnEventOnAnotherStreamsStateIsABug) {
  State state = Ticket{};
  EXPECT_DEATH(core::evolve_any(state, ToolLostView{}), "another stream type");
}

TEST(Names, OfTypesAndVariants) {
  static_assert(name_of<TicketOpened>() == "ticket_opened");
  static_assert(name_of<TicketOpenedView>() == "ticket_opened");
  static_assert(stream_type_of<Ticket>() == "ticket");
  static_assert(stream_type_of<ToolLostView>() == "tool");
  static_assert(code_of<ToolLost>() == 9);
  static_assert(table_of<BoxRow>() == "boxes.tickets");
  static_assert(CommandType<AddTool> && EventType<ToolLost> && StateType<Tool> && RowType<BoxRow>);
  static_assert(!CommandType<ToolLost> && !EventType<Size>);
  EXPECT_EQ(name_of(Command(AddTool{})), "add_tool");
  EXPECT_EQ(stream_type_of(Event(ToolLost{})), "tool");
  EXPECT_EQ(code_of(EventView(ToolLostView{})), 9);
  EXPECT_EQ(name_of(ToolKind::long_saw), "long_saw");
  EXPECT_EQ(name_of(static_cast<ToolKind>(77)), "");
  EXPECT_EQ(parse_enum<ToolKind>("long_saw"), ToolKind::long_saw);
  EXPECT_EQ(parse_enum<ToolKind>("longSaw"), std::nullopt);
  EXPECT_EQ(refusal_code(ToolRefusal::already_lost), "tool.already_lost");
}

TEST(Description, OfACommand) {
  const TypeInfo* type = find_type("open_ticket");
  ASSERT_NE(type, nullptr);
  EXPECT_EQ(type->title, "OpenTicket");
  EXPECT_EQ(type->kind, TypeKind::command);
  EXPECT_EQ(type->route, "/v1/tickets/open_ticket");
  EXPECT_EQ(type->doc, "Opens a ticket.\nIn two lines.");
  EXPECT_EQ(type->roles.front(), "any");
  EXPECT_EQ(type->label_zh, "open_ticket");  // no label: its name
  const FieldInfo& ticket = type->fields[0];
  EXPECT_EQ(ticket.name, "ticket");
  EXPECT_EQ(ticket.label_zh, "单号");
  EXPECT_EQ(ticket.ref, "ticket");
  EXPECT_TRUE(ticket.required);
  const FieldInfo& lines = type->fields[4];
  EXPECT_EQ(lines.type, "list");
  EXPECT_EQ(lines.element, "struct");
  EXPECT_EQ(lines.struct_name, "ticket_line");
  EXPECT_EQ(lines.max_length, 2u);
  const FieldInfo& rate = type->fields[6];
  EXPECT_EQ(rate.format, "rate");
  EXPECT_EQ(rate.max, 10000);
  EXPECT_EQ(type->fields[7].type, "union");
  EXPECT_EQ(find_type("open_ticket_outcome")->fields.size(), 2u);
}

TEST(Description, EverythingIsFoundByItsName) {
  for (const TypeInfo& type : all_types()) EXPECT_EQ(find_type(type.name), &type);
  for (const EnumInfo& info : all_enums()) EXPECT_EQ(find_enum(info.name), &info);
  for (const RefusalInfo& info : all_refusals()) EXPECT_EQ(find_refusal(info.code), &info);
  EXPECT_EQ(find_type("nothing"), nullptr);
  EXPECT_EQ(find_type("unused"), nullptr);
  EXPECT_EQ(find_refusal("tool.already_lost")->zh, "工具已丢失");
  EXPECT_EQ(find_enum("tool_kind")->values[2].label_en, "Long saw");
}

TEST(Description, AReferenceIsAText) {
  const FieldInfo& tool = find_type("ticket_opened")->fields[0];
  EXPECT_EQ(tool.type, "text");
  EXPECT_EQ(tool.ref, "tool");
}

}  // namespace
}  // namespace kintsugi::schema
