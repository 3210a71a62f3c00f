#pragma once
// The lists that the schema declares ($list), as data: what can be read, in which order, by which
// filters, by whom. Constant; lives as long as the program; any thread.
//
// Fields are named as in JSON; "order.outlet" is a member of a member, "id" of a state its stream's
// id, "^outlet" a field of the row around an element.

#include <span>
#include <string_view>

#include "events/schema/runtime/description.h"
#include "events/schema/runtime/type_ops.h"

namespace kintsugi::schema {

struct ListInfo {
  std::string_view name;           // "customers": GET /v1/customers
  const TypeInfo* item = nullptr;  // what is listed
  const TypeInfo* row = nullptr;   // what its table holds: the item, or a row with a list of them
  const TypeOps* row_ops = nullptr;
  std::string_view model;     // read model: "orders"
  std::string_view table;     // its table: "orders"; of a state: its stream type
  std::string_view elements;  // of the row, where the items are in it: "order.bookings"
  std::string_view thing;     // stream type of what an item belongs to: "work_order"; or empty
  std::span<const std::string_view> around;   // shown beside an element: "id=order", "order.outlet"
  std::span<const std::string_view> id;       // joined by ':'; of a state: "id"
  std::string_view order;                     // "-registered_at": newest first; empty: by id
  std::span<const std::string_view> indexes;  // "status outlet", "outlet / -due_at"
  std::string_view owner;                     // the field that says whose it is; empty: everybody's
  std::string_view own;                       // the technician or operator who sees his own; or ""
  std::string_view hidden_from;               // the field that says from whom it is hidden; or ""
  std::span<const std::string_view> readers;  // duties, each in its outlets
  std::span<const std::string_view> search;   // fields that ?q= looks in
  std::span<const std::string_view> commands;  // of other things, offered here too: by name
  std::string_view menu;                      // where its screen stands: today|parts|money|watch
  std::string_view label_zh;
  std::string_view label_en;
  bool is_state() const { return item->kind == TypeKind::state; }
};

// By name. find_list gives nullptr where there is none.
std::span<const ListInfo> all_lists();
const ListInfo* find_list(std::string_view name);

}  // namespace kintsugi::schema
