#pragma once
// The schema as the emitters see it: what a .capnp file says, with our annotations read, names
// made, and types resolved. A value; made once by load_model, checked by check_model, then read
// only.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::generator {

enum class Base {
  void_,
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  text,
  data,
  list,
  enumeration,
  structure,
  unsupported,
};

struct Struct;
struct Enum;

struct Type {
  Base base = Base::void_;
  Base element = Base::void_;         // of a list
  const Struct* structure = nullptr;  // of a structure, or a list's elements
  const Enum* enumeration = nullptr;  // of an enumeration, or a list's elements
  Base leaf() const { return base == Base::list ? element : base; }
  bool is_list() const { return base == Base::list; }
};

struct Label {
  std::string zh;
  std::string en;
};

struct Field {
  std::string capnp_name;  // "startsAt"
  std::string title;       // "StartsAt": as in capnp's getStartsAt
  std::string name;        // "starts_at": JSON, description
  std::string cpp;         // "starts_at", or "operator_" where C++ keeps the word for itself
  Type type;
  std::string ref;    // $ref: stream type; the record holds an index, values an id
  std::string id_of;  // $id: stream type that this text names
  std::string format;
  std::string personal;  // $personal: whose it is; "none" and empty: nobody's
  std::string means;               // $means, here or of its name
  std::vector<std::string> fills;  // $fills
  bool required = false;
  bool has_bounds = false;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::uint32_t max_length = 1000;  // where $maxLength does not say
  bool has_max_length = false;  // it is said
  Label label;
  std::string doc;
  std::string initial;      // C++ initialiser: "{}" or " = 5"
  std::uint16_t order = 0;  // place in the source
  std::uint16_t discriminant = 0;
  std::uint32_t slot = 0;      // in the record: among the pointers, or in units of its own size
  std::uint64_t initial_bits = 0;  // default, as the record is XORed with it
  std::uint16_t number = 0;    // "@3"; of a group none
  std::string problem;  // why this field cannot be generated; empty if it can
  bool secret() const { return format == "secret"; }
  bool is_personal() const { return !personal.empty() && personal != "none"; }
};

// $list, as written.
struct ListDecl {
  std::string name, keeper, elements, thing, order, owner, own, hidden_from, menu;
  std::vector<std::string> around, id, indexes, readers, search, commands;
};

enum class Kind { structure, group, alternatives, command, event, state, row };

struct Struct {
  std::uint64_t id = 0;
  std::string file;    // "work_order": the schema file without .capnp
  std::string path;    // "WorkOrder.Line", for messages
  std::string name;    // "WorkOrderLine": C++
  std::string snake;   // "work_order_line": JSON, description
  std::string stored;  // "stored::WorkOrder::Line"
  Kind kind = Kind::structure;
  std::string stream;  // of a command, event or state; of a row "<read model>.<table>"
  std::uint16_t code = 0;
  std::vector<std::string> roles;
  std::string plural;  // of a state, and copied to the commands of its stream
  Label label;
  std::string doc;
  std::vector<Field> fields;  // source order; alternatives in order of their discriminant
  std::uint16_t data_words = 0;      // of the record's struct
  std::uint16_t pointer_count = 0;
  std::uint32_t discriminant_offset = 0;  // of a union, in units of 16 bits
  std::string problem;
  std::unique_ptr<ListDecl> list;     // of what is listed
  std::vector<std::string> when;      // of a command: statuses of its thing
  std::vector<std::string> usual;     // of a command: where it is the usual next step
  std::vector<std::string> id_parts;  // of a state: fields of its commands
  bool person = false;                // a state whose thing is a person
  std::string back;        // of a command: "WithdrawCharge", by which its sender takes it back
  std::string other_than;  // of a command: the field of its thing with who may not send it
  std::string only_by;     // of a command: the field of its thing with who alone may send it
  bool unlisted = false;              // an event that changes nothing that lists show
  bool in_events = false;  // an event, or used by one: has a view
  bool in_values = false;  // used by a command, state or row: is read as a value
  bool in_kept = false;    // a state or row, or used by one: what grows with what happens
  bool in_bytes = false;   // a command, state or row itself
  bool uses_refs = false;  // itself or in its parts
  bool is_union() const { return kind == Kind::alternatives; }
  bool is_group() const { return kind == Kind::group || kind == Kind::alternatives; }
  std::string view() const { return name + "View"; }
  // Its header below schema/. Commands and events have their own, and so have refusals: who reads a
  // state is not compiled again for a new command.
  std::string header() const {
    if (kind == Kind::command) return file + "_commands.h";
    return file + (kind == Kind::event ? "_events.h" : "_state.h");
  }
};

struct Enumerant {
  std::string name;  // snake_case
  std::string cpp;
  Label label;
  std::string doc;
  std::string yields;  // of a refusal: the field whose reason it yields to
  std::vector<std::string> commands, confirm, benches, at, tell;  // $inbox
  std::string of, order;
  std::vector<std::string> reads_as;  // $readsAs
  bool only_of_nobody = false;
};

struct Enum {
  std::uint64_t id = 0;
  std::string file;
  std::string path;
  std::string name;
  std::string snake;
  std::string stored;
  std::string refusals;  // stream type; empty for an ordinary enum
  Label label;
  std::string doc;
  std::vector<Enumerant> values;
  std::string header() const { return file + (refusals.empty() ? "_state.h" : "_refusals.h"); }
};

struct Model {
  std::vector<std::string> files;  // stems, sorted
  std::vector<std::unique_ptr<Struct>> owned_structs;
  std::vector<std::unique_ptr<Enum>> owned_enums;
  // What is generated: structs used by a command, event, state or row; parts before wholes.
  std::vector<const Struct*> structs;
  std::vector<const Enum*> enums;       // sorted by name
  std::vector<const Struct*> commands;  // by code
  std::vector<const Struct*> events;    // by code
  std::vector<const Struct*> states;    // by stream
  std::vector<const Struct*> rows;      // by table
  std::vector<std::string> problems;    // each names file and struct; not empty = the build stops
  const Struct* state_of(std::string_view stream) const;
};

}  // namespace kintsugi::generator
