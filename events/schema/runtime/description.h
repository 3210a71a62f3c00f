#pragma once
// The schema as data: what OpenAPI, the console's forms, the command line and the event catalogue
// are made from. Everything is constant and lives as long as the program. Include
// "schema/description.h".

#include <cstdint>
#include <span>
#include <string_view>

#include "events/schema/runtime/traits.h"

namespace kintsugi::schema {

struct FieldInfo {
  std::string_view name;  // "starts_at"
  std::string_view type;  // bool|int8…int64|uint8…uint64|text|data|enum|struct|union|list|void
  std::string_view element;  // of a list: the type of its elements
  std::string_view
      format;  // money|quantity|rate|instant|date|position|personal|phone|multiline|secret
  std::string_view ref;  // this text is an id of that stream type: "technician"
  bool required = false;
  std::string_view label_zh;  // the name, where the schema gives no label
  std::string_view label_en;
  std::string_view doc;
  std::int64_t min = 0;  // of integers, inclusive
  std::int64_t max = 0;
  std::uint32_t max_length = 0;  // of text in octets, of a list in elements
  std::string_view enum_name;    // of an enum or a list of them: for find_enum
  std::string_view struct_name;  // of a struct, a union or a list of them: for find_type
};

struct TypeInfo {
  std::string_view name;   // "schedule_booking"
  std::string_view title;  // "ScheduleBooking"
  TypeKind kind = TypeKind::structure;
  std::string_view stream;  // stream type; of a row "<read model>.<table>"
  std::uint16_t code = 0;
  std::span<const std::string_view> roles;  // who may send a command
  std::string_view plural;  // of a state, and of the commands of its stream: "work_orders"
  std::string_view route;   // of a command: "/v1/work_orders/schedule_booking" (POST)
  std::string_view label_zh;
  std::string_view label_en;
  std::string_view doc;
  std::span<const FieldInfo> fields;  // of a union: its alternatives, of which JSON has exactly one
};

struct EnumValue {
  std::string_view name;
  std::string_view label_zh;
  std::string_view label_en;
  std::string_view doc;
};

struct EnumInfo {
  std::string_view name;      // "work_order_status"
  std::string_view title;     // "WorkOrderStatus"
  std::string_view refusals;  // stream type, where these are the refusals of one
  std::string_view label_zh;
  std::string_view label_en;
  std::string_view doc;
  std::span<const EnumValue> values;
};

struct RefusalInfo {
  std::string_view code;  // "work_order.not_scheduled"
  std::string_view zh;
  std::string_view en;
};

// Sorted by name (code). find_… give nullptr where there is none.
std::span<const TypeInfo> all_types();
std::span<const EnumInfo> all_enums();
std::span<const RefusalInfo> all_refusals();
const TypeInfo* find_type(std::string_view name);
const EnumInfo* find_enum(std::string_view name);
const RefusalInfo* find_refusal(std::string_view code);

}  // namespace kintsugi::schema
