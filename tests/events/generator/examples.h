#pragma once
// Values of the sample schema with every field set to something of its own.

#include "schema/ticket.h"
#include "schema/ticket_views.h"
#include "schema/tool.h"
#include "schema/tool_views.h"

namespace kintsugi::schema {

inline Ticket full_ticket() {
  Ticket t;
  t.numbers = {true, -8, -16, -32, -64, 8, 16, 32, 18446744073709551615u, ToolKind::long_saw};
  t.note = "第一行\nline \"two\"\t\\";
  t.lines = {{"T-1", 1250}, {"T-2", 0}};
  t.opened = 1772373909120;
  t.day = 20513;
  t.at = 9007199254740993;
  t.photo = std::string("\0\xff\x10\x7f", 4);
  t.kinds = {ToolKind::hammer, ToolKind::none, ToolKind::long_saw};
  t.tags = {"", "a", "二"};
  t.sums = {1, -2, 9223372036854775807};
  t.outcome = TicketOutcomePaid{1250, "card"};
  t.operator_ = "op-1";
  t.place = {7, "B"};
  return t;
}

inline TicketOpened full_event() {
  TicketOpened e;
  e.tool = "T-1";
  e.others = {"T-2", "", "T-1"};
  e.note = "你好";
  e.at = 1772373909000;
  e.kind = ToolKind::hammer;
  e.lines = {{"T-3", 2000}, {"", 0}};
  e.payment = TicketOpenedPaymentCard{"4711", "T-2"};
  return e;
}

}  // namespace kintsugi::schema
