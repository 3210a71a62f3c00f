#pragma once
// The schema as data: what OpenAPI, the console's forms, the command line and the event catalogue
// are made from, and what the codec, JSON and generic access (codec_values.h, json.h, access.h)
// work by. Everything is constant and lives as long as the program; any thread. Include
// "schema/description.h" for the functions below, this for the types alone.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "events/schema/runtime/traits.h"

namespace kintsugi::schema {

struct EnumInfo;

// What a member is in memory, in JSON and in the record, in one word.
enum class FieldKind : std::uint8_t {
  nothing,  // only in a union
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  instant,    // int64: ms
  date,       // int32: days
  position,   // int64
  text,       // std::string; std::string_view in a view
  reference,  // an id as text; the record holds an index into the commit's streams
  data,       // octets, held as text is
  enumeration,
  structure,  // held in place; the record holds a pointer to it
  group,      // held in place; stored among the fields of the struct around it
  union_,     // a std::variant of its alternatives; stored as a group
  list,       // std::vector; its elements are of FieldInfo::element_kind
};

// std::vector<T> for whoever does not know T; one a type of element.
struct ListOps {
  std::size_t stride;  // of an element, in octets
  std::size_t (*size)(const void* list);
  const void* (*items)(const void* list);                // the first of them
  void* (*resize)(void* list, std::size_t size);         // the first of `size` new ones
};

// A union's std::variant; one a union and form.
struct UnionOps {
  std::size_t (*index)(const void* held);  // of the alternative = of its field
  const void* (*get)(const void* held);    // the alternative's value
  void* (*emplace)(void* held, std::size_t index);
};

// Where a member lies in a value or in a view.
struct MemberPlace {
  std::uint32_t offset = 0;        // octets from the begin of the struct; 0 in a union
  const ListOps* list = nullptr;   // of a list
};

struct alignas(64) FieldInfo {
  // What machines work by: the first 64 octets, one line of the cache.
  FieldKind kind = FieldKind::nothing;
  FieldKind element_kind = FieldKind::nothing;  // of a list
  bool secret = false;  // neither stored nor written; read from JSON
  bool required = false;
  std::uint32_t slot = 0;     // in the record: among the pointers, or in units of its own size
  std::uint64_t initial = 0;  // default, as bits: the record holds the difference (XOR)
  MemberPlace value;
  MemberPlace view;  // where events use the struct
  const EnumInfo* enumeration = nullptr;
  const TypeInfo* structure = nullptr;

  std::string_view key;   // ",\"starts_at\":"
  std::string_view name;  // "starts_at"
  std::string_view type;  // bool|int8…int64|uint8…uint64|text|data|enum|struct|union|list|void
  std::string_view element;  // of a list: the type of its elements
  std::string_view
      format;  // money|quantity|rate|instant|date|position|phone|code|month|multiline|secret|stream
  std::string_view ref;       // this text is an id of that stream type: "technician"
  std::string_view personal;  // tells of a person: the field that holds his id, "id": of the stream
                              // itself, "someone": who has none; empty: tells of nobody
  std::string_view label_zh;  // the name, where the schema gives no label
  std::string_view label_en;
  std::string_view doc;
  std::int64_t min = 0;  // of integers, inclusive
  std::int64_t max = 0;
  // Of text in characters (code points), of data in octets, of a list in elements.
  std::uint32_t max_length = 0;
  std::string_view enum_name;    // of an enum or a list of them: for find_enum
  std::string_view struct_name;  // of a struct, a union or a list of them: for find_type
  // What its values are, wherever a field has them: brand|category|model|area|part_category|
  // charge_item|latitude|longitude; empty: nothing that others have.
  std::string_view means;
  // Of a reference in a command: what the thing tells of other fields: "brand", "contact=name".
  std::span<const std::string_view> fills;
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
  std::span<const std::string_view> when;  // of a command: the statuses of its thing in which it is
                                           // possible; "none": that has none yet; empty: any
  std::span<const std::string_view> usual;  // of a command: where it is the usual next step, as
                                            // $usual of annotations.capnp writes it
  std::span<const std::string_view> id_parts;  // of a state: fields of its commands that make its
                                               // id; "condition=good": where it is none
  std::string_view back;        // of a command: by which its sender takes it back at once
  std::string_view other_than;  // of a command: the field of its thing with who may not send it
  std::string_view only_by;     // of a command: the field of its thing with who alone may send it
  bool unlisted = false;  // an event that changes nothing that lists show
  std::span<const FieldInfo> fields;  // of a union: its alternatives, of which JSON has exactly one

  // What machines work by.
  std::string_view path;            // in the schema file: "WorkOrder.Line"
  std::uint16_t data_words = 0;     // of the record's struct; a group's are those of the whole
  std::uint16_t pointer_count = 0;
  std::uint32_t discriminant = 0;   // of a union: where its choice is stored, in 16 bits
  std::size_t size = 0;             // of the value, in octets
  const UnionOps* value_union = nullptr;
  const UnionOps* view_union = nullptr;

  const FieldInfo* field(std::string_view field_name) const;  // nullptr: there is none
};

struct EnumValue {
  std::string_view name;
  std::string_view label_zh;
  std::string_view label_en;
  std::string_view doc;
  // Of a queue: what is done about what waits there, the usual first; what is asked once more; the
  // duties on whose bench it stands.
  std::span<const std::string_view> commands = {};
  std::span<const std::string_view> confirm = {};
  std::span<const std::string_view> benches = {};
  // The stream type of what stands there by its status alone, and at which; empty: a fold says it.
  std::string_view of = {};
  std::span<const std::string_view> at = {};
  std::span<const std::string_view> tell = {};  // "amount=cost_expected": of the row, of the state
  std::string_view order = {};  // "due_at": what is due soonest first; empty: what waits longest
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
  std::string_view yields;  // to a reason in this field of the command: "override_reason"; or empty
};

// Infos that lie apart, each in the table of its schema file, as one range of references.
template <class Info>
class InfoList {
 public:
  class Iterator {
   public:
    using value_type = Info;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    explicit Iterator(const Info* const* at) : at_(at) {}
    const Info& operator*() const { return **at_; }
    const Info* operator->() const { return *at_; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return Iterator(at_++); }
    bool operator==(const Iterator&) const = default;

   private:
    const Info* const* at_ = nullptr;
  };
  explicit InfoList(std::span<const Info* const> all) : all_(all) {}
  Iterator begin() const { return Iterator(all_.data()); }
  Iterator end() const { return Iterator(all_.data() + all_.size()); }
  std::size_t size() const { return all_.size(); }
  const Info& operator[](std::size_t i) const { return *all_[i]; }

 private:
  std::span<const Info* const> all_;
};

// Sorted by name (code). find_… give nullptr where there is none.
InfoList<TypeInfo> all_types();
InfoList<EnumInfo> all_enums();
std::span<const RefusalInfo> all_refusals();
const TypeInfo* find_type(std::string_view name);
const EnumInfo* find_enum(std::string_view name);
const RefusalInfo* find_refusal(std::string_view code);

}  // namespace kintsugi::schema
