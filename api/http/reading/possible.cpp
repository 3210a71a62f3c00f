#include "api/http/reading/possible.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "api/http/reading/order_acts.h"
#include "events/schema/runtime/access.h"
#include "events/schema/runtime/json_writer.h"
#include "projections/lists/read.h"
#include "schema/rows_orders_state.h"
#include "schema/technician_state.h"
#include "schema/warranty_state.h"

namespace kintsugi::api {
namespace {

namespace lists = projections::lists;
using schema::FieldInfo;
using schema::TypeInfo;

const TypeInfo* state_of(std::string_view stream_type) {
  for (const TypeInfo& type : schema::all_types())
    if (type.kind == schema::TypeKind::state && type.stream == stream_type) return &type;
  return nullptr;
}

// The status of the item's thing: that of its state where it has one, else the element's own.
std::string_view status_of(const lists::List& list, const lists::Item& item,
                           const TypeInfo& state) {
  const FieldInfo* wanted = state.field("status");
  for (std::string_view name : {"^status", "status"}) {
    const auto path = list.field(name);
    if (!path || path->is_id || path->is_number) continue;
    const FieldInfo& field = *path->field();
    if (field.enumeration == nullptr || (wanted && field.enumeration != wanted->enumeration))
      continue;
    const auto value = lists::value_of(item, *path).number;
    return field.enumeration->values[static_cast<std::size_t>(value)].name;
  }
  return {};
}

bool has_duty(const TypeInfo& command, const Principal& principal) {
  return std::any_of(command.roles.begin(), command.roles.end(), [&](std::string_view role) {
    return role == "any" || principal.has_role(role);
  });
}

// A command to the item's thing, or to another that the list offers too.
bool is_offered(const lists::List& list, const TypeInfo& command) {
  const auto& others = list.info->commands;
  return command.stream == list.info->thing ||
         std::find(others.begin(), others.end(), command.name) != others.end();
}

bool only_system(const TypeInfo& command) {
  return command.roles.size() == 1 && command.roles[0] == "system";
}

std::string in_json(std::string_view text) {
  std::string out;
  schema::json::write_text(out, text);
  return out;
}

// The id of the item's thing, as commands name it.
std::string thing_of(const lists::List& list, const lists::Item& item) {
  if (list.elements.empty()) return lists::id_of(list, item);
  lists::List whole = list;  // without the element's own number
  whole.id.pop_back();
  return lists::id_of(whole, item);
}

bool is_filled(const Possible& one, std::string_view field) {
  return std::any_of(one.fill.begin(), one.fill.end(),
                     [&](const auto& known) { return known.first == field; });
}

// A reason is of the one act, and so is a note beside what was said when it came to wait. A code
// with a name of its own is read off something else ("new serial").
bool is_own_word(const lists::List& list, const FieldInfo& field, const FieldInfo& of_item) {
  const bool waits = list.info->thing.empty();
  return field.name == "reason" || (waits && field.name == "note") ||
         (field.format == "code" && field.label_en != of_item.label_en);
}

// A list that the command says anew as a whole, as it stands.
void fill_list(const lists::List& list, const lists::Item& item, const FieldInfo& field,
               Possible& out) {
  if (!list.elements.empty() || list.info->thing != out.command->stream) return;
  const FieldInfo* of = list.info->row->field(field.name);
  const bool same = of != nullptr && of->kind == field.kind && of->ref == field.ref &&
                    of->element_kind == field.element_kind && of->structure == field.structure;
  if (!same || schema::list_size_at(item.row, *of) == 0) return;
  std::string json;
  schema::write_field_json(json, item.row, *of);
  out.fill.emplace_back(field.name, std::move(json));
}

// The oldest numbers that somebody has noted to be missing at a device; others may still come.
void fill_gap(const lists::List& list, const lists::Item& item, Possible& out) {
  const FieldInfo* gaps = list.info->row->field("gaps");
  const FieldInfo* first = out.command->field("first");
  if (gaps == nullptr || first == nullptr || list.info->thing != out.command->stream) return;
  for (std::size_t at = 0; at < schema::list_size_at(item.row, *gaps); ++at) {
    const void* gap = schema::list_item_at(item.row, *gaps, at);
    if (schema::integer_at(gap, *gaps->structure->field("noted_at")) == 0) continue;
    const std::int64_t number = schema::integer_at(gap, *gaps->structure->field("first"));
    return void(out.fill.emplace_back("first", std::to_string(number)));
  }
}

// What the customer still owes for an order.
void fill_owed(const lists::List& list, const lists::Item& item, Possible& out) {
  const FieldInfo* due = list.info->row->field("due");
  const FieldInfo* paid = list.info->row->field("paid");
  if (due == nullptr || paid == nullptr || list.info->thing != out.command->stream) return;
  const std::int64_t owed =
      schema::integer_at(item.row, *due) - schema::integer_at(item.row, *paid);
  if (owed > 0) out.fill.emplace_back("amount", std::to_string(owed));
}

// What the command would not take tells of something else: what a correction takes off is no sum
// that is paid.
bool is_within(const FieldInfo& field, std::int64_t number) {
  if (!schema::is_integer(field) || field.min == field.max) return true;  // it has no bounds
  return number >= field.min && number <= field.max;
}

// What was decided on before may be a repair.
bool is_exchange(std::int64_t remedy) {
  using schema::Remedy;
  const auto decided = static_cast<Remedy>(remedy);
  return decided == Remedy::exchange || decided == Remedy::refund ||
         decided == Remedy::refund_depreciated;
}

// The number of a correction is none of a payment.
bool is_of_another_list(const lists::List& list, const FieldInfo& field) {
  const std::string_view of = list_meant(field);
  return !of.empty() && !list.info->thing.empty() && !list.info->elements.ends_with(of);
}

// What item and command name alike; its thing answers first.
void fill(const lists::List& list, const lists::Item& item, const TypeInfo& command,
          Possible& out) {
  const FieldInfo* own = list.info->thing == command.stream ? own_field(command) : nullptr;
  for (const FieldInfo& field : command.fields) {
    if (is_filled(out, field.name)) continue;
    if (field.kind == schema::FieldKind::list) {
      fill_list(list, item, field, out);
      continue;
    }
    if (&field == own) {
      out.fill.emplace_back(field.name, in_json(thing_of(list, item)));
      continue;
    }
    // Where the field may be left out, it means the item only by the thing's own name.
    const bool means_it = field.required || field.name == list.info->thing;
    const bool of_another = own == nullptr && !list.info->thing.empty() && means_it;
    if (of_another && field.ref == list.info->thing && command.stream != list.info->thing) {
      out.fill.emplace_back(field.name, in_json(thing_of(list, item)));
      continue;
    }
    const auto same = std::find_if(list.shown.begin(), list.shown.end(), [&](const auto& one) {
      return one.name == field.name && one.field.field() != nullptr &&
             one.field.field()->type == field.type && one.field.field()->ref == field.ref;
    });
    if (same == list.shown.end() || same->field.is_list()) continue;
    if (is_own_word(list, field, *same->field.field())) continue;
    if (is_of_another_list(list, field)) continue;
    // He who has it is the one to whom it does not go.
    if (command.name == "reassign_booking" && field.name == "technician") continue;
    const auto value = lists::value_of(item, same->field);
    if (command.name == "request_exchange" && field.name == "remedy" && !is_exchange(value.number))
      continue;
    if (value.empty() || (!value.is_text && !is_within(field, value.number))) continue;
    const auto* enumeration = same->field.field()->enumeration;
    out.fill.emplace_back(
        field.name, value.is_text ? in_json(value.text)
                    : enumeration
                        ? in_json(enumeration->values[static_cast<std::size_t>(value.number)].name)
                        : std::to_string(value.number));
  }
  if (command.name == "settle_device_gap" && !is_filled(out, "first")) fill_gap(list, item, out);
  if (command.name == "collect_payment" && !is_filled(out, "amount")) fill_owed(list, item, out);
}

void not_now(Possible& one) {
  one.in_time = false;
  if (one.why.empty()) one.why = "status";
}

// Cash goes to whom it is owed.
void judge_by_cash(const schema::Technician& technician, Possible& one) {
  const bool remit = one.command->name == "remit_payment" && technician.cash_held <= 0;
  const bool pay_back = one.command->name == "pay_back_cash" && technician.cash_held >= 0;
  if (one.in_time && (remit || pay_back)) not_now(one);
}

// Which of a list of the thing is meant: the one that the item is, or the only one that there is.
// Where there is none, or it is not that one any more, nothing is done about it.
void judge_which(const lists::List& list, const lists::Item& item, Possible& one) {
  one.among = which_one(*one.command, list, item);
  if (!one.among) return;
  const auto& numbers = one.among->numbers;
  const auto filled = std::find_if(one.fill.begin(), one.fill.end(), [&](const auto& known) {
    return known.first == one.among->field->name;
  });
  bool is_there = !numbers.empty();
  if (filled != one.fill.end()) {
    is_there = std::any_of(numbers.begin(), numbers.end(), [&](std::uint64_t number) {
      return std::to_string(number) == filled->second;
    });
  } else if (numbers.size() == 1) {
    one.fill.emplace_back(one.among->field->name, std::to_string(numbers[0]));
  }
  if (one.in_time && !is_there) not_now(one);
}

// A queue's item numbers what waits in its subject, each kind of which has its own word for that.
bool is_ordinal(std::string_view field) {
  return field == "number" || field == "line" || field == "version" || field == "booking";
}

// What else says which of the things that may wait in the subject it is; a check fails of one
// technician.
bool names_what_waits(const Possible& one, std::string_view field) {
  return is_ordinal(field) || field == "date_kind" || field == "check" ||
         (field == "technician" && is_filled(one, "check"));
}

void fill_number(const lists::List& list, const lists::Item& item, Possible& out) {
  const auto path = list.field("number");
  const auto number = path ? lists::value_of(item, *path).number : 0;
  if (number == 0) return;
  for (const FieldInfo& field : out.command->fields) {
    if (!is_ordinal(field.name) || !field.required) continue;
    const bool is_which = out.among && out.among->field == &field;
    if (is_which) {  // of several, the one that waits
      std::erase_if(out.fill, [&](const auto& known) { return known.first == field.name; });
      const auto& among = out.among->numbers;
      if (out.in_time && std::find(among.begin(), among.end(), number) == among.end()) not_now(out);
    }
    if (!is_filled(out, field.name)) out.fill.emplace_back(field.name, std::to_string(number));
  }
}

// Who is named there, an operator or a technician: nobody, he himself, or another. Nobody where
// the item does not say it.
enum class Named { nobody, he, another };
Named named_in(const lists::List& list, const lists::Item& item, std::string_view name,
               const Principal& principal) {
  const auto found = std::find_if(list.shown.begin(), list.shown.end(), [&](const auto& one) {
    return one.name == name && one.field.field() != nullptr && one.field.is_text();
  });
  if (found == list.shown.end()) return Named::nobody;
  const auto value = lists::value_of(item, found->field);  // keeps the text
  if (value.text.empty()) return Named::nobody;
  const std::string& he =
      found->field.field()->ref == "technician" ? principal.technician : principal.operator_id;
  return value.text == he ? Named::he : Named::another;
}

// `fields`: names, with blanks between them.
void ask_another(const lists::List& list, const lists::Item& item, std::string_view fields,
                 const Principal& principal, Possible& one) {
  if (!one.why.empty() || one.command->other_than.empty()) return;
  for (std::size_t at = 0; at < fields.size();) {
    const auto blank = std::min(fields.find(' ', at), fields.size());
    if (named_in(list, item, fields.substr(at, blank - at), principal) == Named::he)
      one.why = "four_eyes";
    at = blank + 1;
  }
}

// What is one person's alone: the others are told so, as long as somebody is named.
void ask_the_one(const lists::List& list, const lists::Item& item, const Principal& principal,
                 Possible& one) {
  if (!one.why.empty() || one.command->only_by.empty()) return;
  if (named_in(list, item, one.command->only_by, principal) == Named::another)
    one.why = "four_eyes";
}

// Those of the thing of that stream; none where there is none, or the viewer may not see it.
Result<std::vector<Possible>> commands_to(std::string_view stream_type, std::string_view id,
                                          const Asking& asking) {
  Result<std::vector<Possible>> out;
  const lists::List* things = lists::of_things(stream_type);
  if (things == nullptr) return out;
  KINTSUGI_TRY(const auto* of, asking.rows.of(things->info->model));
  const lists::Viewer viewer = asking.rows.viewer();
  Result<bool> seen = false;
  KINTSUGI_TRY_OK(lists::read_thing(*things, *of, id, [&](const auto& thing) {
    seen = viewer.sees(*things, thing);
    if (seen && *seen) out = possible_commands(*things, thing, asking);
  }));
  KINTSUGI_TRY_OK(seen);
  return out;
}

// What is declared to be done about what waits in the item's queue, the usual one first.
std::span<const std::string_view> inbox_of(const lists::List& list, const lists::Item& item) {
  const auto path = list.field("queue");
  if (!path || path->field() == nullptr || path->field()->enumeration == nullptr) return {};
  const auto value = static_cast<std::size_t>(lists::value_of(item, *path).number);
  return path->field()->enumeration->values[value].commands;
}

}  // namespace

std::vector<std::string_view> Possible::fixed() const {
  const FieldInfo* own = own_field(*command);
  const TypeInfo* state = state_of(command->stream);
  std::vector<std::string_view> out;
  for (const auto& [name, value] : fill) {
    const auto is_it = [&, of = name](std::string_view part) {
      return part.substr(0, part.find('=')) == of;
    };
    const bool in_id =
        state != nullptr && std::any_of(state->id_parts.begin(), state->id_parts.end(), is_it);
    const bool is_own = own != nullptr && own->name == name;
    if (in_id || is_own || names_what_waits(*this, name)) out.push_back(name);
  }
  return out;
}

const FieldInfo* own_field(const TypeInfo& command) {
  const TypeInfo* state = state_of(command.stream);
  if (state == nullptr || state->id_parts.size() > 1) return nullptr;
  if (state->id_parts.size() == 1) {
    if (const FieldInfo* part = command.field(state->id_parts[0])) return part;
  }
  for (const FieldInfo& field : command.fields)
    if (field.ref == command.stream && field.type == "text") return &field;
  return nullptr;
}

Result<std::vector<Possible>> possible_commands(const lists::List& list, const lists::Item& item,
                                                const Asking& asking) {
  const Principal& principal = asking.principal;
  std::vector<Possible> out;
  const TypeInfo* state = state_of(list.info->thing);
  if (state == nullptr) return out;
  const std::string_view status = status_of(list, item, *state);
  for (const TypeInfo& command : schema::all_types()) {
    if (command.kind != schema::TypeKind::command || !is_offered(list, command)) continue;
    const auto& when = command.when;
    const bool makes = std::find(when.begin(), when.end(), "none") != when.end();
    const bool own = command.stream == list.info->thing;  // else one that hangs on it is made
    if (only_system(command) || (own && makes && when.size() == 1)) continue;
    Possible one;
    one.command = &command;
    one.in_time =
        when.empty() || status.empty() || std::find(when.begin(), when.end(), status) != when.end();
    one.why = !has_duty(command, principal) ? "duty" : one.in_time ? "" : "status";
    ask_another(list, item, command.other_than, principal, one);
    ask_the_one(list, item, principal, one);
    if (list.info->row == &schema::type_of<schema::Technician>())
      judge_by_cash(*static_cast<const schema::Technician*>(item.row), one);
    fill(list, item, command, one);
    judge_which(list, item, one);
    out.push_back(std::move(one));
  }
  if (list.info->row == &schema::type_of<schema::OrderRow>())
    KINTSUGI_TRY_OK(judge_by_order(static_cast<const schema::OrderRow*>(item.row)->order,
                                   asking.at, asking.rows, out));
  std::sort(out.begin(), out.end(),
            [](const Possible& a, const Possible& b) { return a.command->code < b.command->code; });
  return out;
}

Result<std::vector<Possible>> commands_of(const lists::List& list, const lists::Item& item,
                                          const Asking& asking) {
  if (!list.info->thing.empty()) return possible_commands(list, item, asking);
  const auto about = std::find_if(list.shown.begin(), list.shown.end(), [](const auto& one) {
    return one.field.field() != nullptr && one.field.field()->format == "stream";
  });
  std::vector<Possible> out;
  if (about == list.shown.end()) return out;
  const auto value = lists::value_of(item, about->field);  // keeps the text
  const std::string_view stream = value.text;
  const auto slash = std::min(stream.find('/'), stream.size());
  if (slash == stream.size()) return out;
  const std::string_view type = stream.substr(0, slash), id = stream.substr(slash + 1);
  KINTSUGI_TRY(out, commands_to(type, id, asking));
  // What settles it may be sent to another thing of that name: the follow-up call of an order.
  std::set<std::string_view> others;
  for (const std::string_view name : inbox_of(list, item)) {
    const TypeInfo* command = schema::find_type(name);
    if (command->stream == type || !others.insert(command->stream).second) continue;
    KINTSUGI_TRY(auto more, commands_to(command->stream, id, asking));
    std::move(more.begin(), more.end(), std::back_inserter(out));
  }
  for (Possible& one : out) {
    ask_another(list, item, "by", asking.principal, one);
    fill(list, item, *one.command, one);
    fill_number(list, item, one);
  }
  return out;
}

std::vector<Possible> inbox_commands(const lists::List& list, const lists::Item& item,
                                     const std::vector<Possible>& possible) {
  std::vector<Possible> out;
  for (const std::string_view name : inbox_of(list, item)) {
    const auto found = std::find_if(possible.begin(), possible.end(),
                                    [&](const Possible& one) { return one.command->name == name; });
    if (found != possible.end()) out.push_back(*found);
  }
  return out;
}

}  // namespace kintsugi::api
