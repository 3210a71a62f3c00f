// Names, description and dispatch of the sample schema.

#include "core/dispatch.h"

#include <gtest/gtest.h>

#include "core/events.h"
#include "core/reads.h"
#include "examples.h"
#include "events/schema/runtime/registry.h"
#include "schema/description.h"
#include "schema/ticket_dispatch.h"
#include "schema/tool_dispatch.h"

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
  EXPECT_EQ(state.get<Tool>().kind, ToolKind::hammer);
  core::evolve_any(state, ToolLostView{});
  EXPECT_EQ(state.get<Tool>().kind, ToolKind::none);
}

TEST(DispatchDeathTest, AnEventOnAnotherStreamsStateIsABug) {
  State state = Ticket{};
  EXPECT_DEATH(core::evolve_any(state, ToolLostView{}), "another stream type");
}

TEST(Names, OfTypesAndWhatHoldsThem) {
  static_assert(name_of<TicketOpened>() == "ticket_opened");
  static_assert(name_of<TicketOpenedView>() == "ticket_opened");
  static_assert(stream_type_of<Ticket>() == "ticket");
  static_assert(stream_type_of<ToolLostView>() == "tool");
  static_assert(code_of<ToolLost>() == 9);
  static_assert(table_of<BoxRow>() == "boxes.tickets");
  static_assert(CommandType<AddTool> && EventType<ToolLost> && StateType<Tool> && RowType<BoxRow>);
  static_assert(!CommandType<ToolLost> && !EventType<Size>);
  static_assert(EventViewType<ToolLostView> && !EventViewType<ToolLost>);
  EXPECT_EQ(name_of(Command(AddTool{})), "add_tool");
  EXPECT_EQ(stream_type_of(Event(ToolLost{})), "tool");
  EXPECT_EQ(code_of(EventView(ToolLostView{})), 9);
  EXPECT_EQ(name_of(ToolKind::long_saw), "long_saw");
  EXPECT_EQ(name_of(static_cast<ToolKind>(77)), "");
  EXPECT_EQ(parse_enum<ToolKind>("long_saw"), ToolKind::long_saw);
  EXPECT_EQ(parse_enum<ToolKind>("longSaw"), std::nullopt);
  EXPECT_EQ(refusal_code(ToolRefusal::already_lost), "tool.already_lost");
}

// A struct stands for itself where one of its kind is wanted, and nowhere else.
TEST(Erased, HoldsStructsOfItsKindOnly) {
  static_assert(std::is_convertible_v<AddTool, Command> &&
                !std::is_convertible_v<ToolLost, Command>);
  static_assert(std::is_convertible_v<ToolLost, Event> &&
                !std::is_convertible_v<ToolLostView, Event>);
  static_assert(std::is_convertible_v<ToolLostView, EventView> &&
                !std::is_convertible_v<ToolLost, EventView>);
  static_assert(std::is_convertible_v<Tool, State> && !std::is_convertible_v<Size, State>);
  Command command = AddTool{"T-1", ToolKind::hammer};
  EXPECT_TRUE(command.is<AddTool>());
  EXPECT_EQ(command.get_if<OpenTicket>(), nullptr);
  command.get<AddTool>().id = "T-2";
  EXPECT_EQ(command.get_if<AddTool>()->id, "T-2");
  command.emplace<OpenTicket>().note = "n";
  EXPECT_EQ(command.name(), "open_ticket");
  EXPECT_EQ(command.code(), 1);
  EXPECT_EQ(command.stream_type(), "ticket");
}

TEST(Erased, NothingIsEmptyAndEqualToNothing) {
  State state;
  EXPECT_TRUE(state.empty());
  EXPECT_EQ(state, State());
  EXPECT_NE(state, State(Tool{}));
  EXPECT_EQ(state.get_if<Tool>(), nullptr);
  EXPECT_EQ(EventView(), EventView());
  EXPECT_TRUE(to_value(EventView()).empty());
  EXPECT_TRUE(as_view(Event()).empty());
}

TEST(Erased, CopiesAreTheirOwnAndMovesLeaveNothingToShare) {
  const Event event = full_event();
  Event copy = event;
  EXPECT_EQ(copy, event);
  copy.get<TicketOpened>().note = "another";
  EXPECT_NE(copy, event);
  const Event moved = std::move(copy);
  EXPECT_EQ(moved.get<TicketOpened>().note, "another");
  copy = event;
  copy = copy;  // NOLINT: onto itself
  EXPECT_EQ(copy, event);

  // A view with lists, in place, over one of another type and back.
  EventView view = as_view(event);
  EventView other = ToolLostView{};
  other = view;
  EXPECT_EQ(other, view);
  view = ToolLostView{};
  EXPECT_TRUE(view.is<ToolLostView>());
  view = std::move(other);
  EXPECT_EQ(to_value(view), event);
}

TEST(ErasedDeathTest, AnotherTypeThanIsHeldIsABug) {
  const State state = Ticket{};
  EXPECT_DEATH((void)state.get<Tool>(), "a value of the type that is asked for");
}

TEST(Registry, FindsByCodeNameAndStreamType) {
  EXPECT_EQ(all_commands().size(), 2u);
  EXPECT_EQ(all_events().size(), 3u);
  EXPECT_EQ(find_command("add_tool"), &ops_of<AddTool>());
  EXPECT_EQ(find_command(std::uint16_t{2}), &ops_of<AddTool>());
  EXPECT_EQ(find_command("nothing"), nullptr);
  EXPECT_EQ(find_command(std::uint16_t{3}), nullptr);
  EXPECT_EQ(find_command(std::uint16_t{65535}), nullptr);
  EXPECT_EQ(find_event_view(9), &ops_of<ToolLostView>());
  EXPECT_EQ(find_event_view(8), nullptr);
  EXPECT_EQ(find_state("ticket"), &ops_of<Ticket>());
  EXPECT_EQ(find_state("tick"), nullptr);
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
  EXPECT_TRUE(ticket.personal.empty());
  EXPECT_EQ(type->field("phone")->personal, "someone");
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

TEST(Description, ALabelIsTheFieldsOwnOrThatOfItsNameOrOfWhatItRefersToOrTakesItsValuesFrom) {
  const auto label = [](std::string_view type, std::string_view field) {
    return find_type(type)->field(field)->label_zh;
  };
  EXPECT_EQ(label("open_ticket", "ticket"), "单号");
  EXPECT_EQ(label("box_row", "ticket"), "工单");
  EXPECT_EQ(label("ticket_opened", "note"), "备注");
  EXPECT_EQ(label("ticket_opened", "tool"), "工具");
  EXPECT_EQ(label("ticket_line", "part"), "工具");
  EXPECT_EQ(label("tool_added", "kind"), "种类");  // of what it takes its values from
  EXPECT_EQ(label("box_row", "total"), "total");
}

TEST(Description, AReferenceIsAText) {
  const FieldInfo& tool = find_type("ticket_opened")->fields[0];
  EXPECT_EQ(tool.type, "text");
  EXPECT_EQ(tool.ref, "tool");
}

}  // namespace
}  // namespace kintsugi::schema
