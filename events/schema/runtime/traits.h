#pragma once
// What every generated type can be asked at compile time, and how enums find their names.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kintsugi::schema {

enum class TypeKind : std::uint8_t { command, event, state, row, structure, union_ };

// A struct of the schema has two forms in memory: the value, which owns its text, and, where an
// event uses it, the view, which borrows it from the record.
enum class Form : std::uint8_t { value, view };

// Specialised by the generated code for each value and each view: its table of fields (see
// description.h) and which form it is.
struct TypeInfo;
template <class T>
struct Described;
template <const TypeInfo& info, Form its_form>
struct DescribedBy {
  static constexpr const TypeInfo& type = info;
  static constexpr Form form = its_form;
};
template <class T>
concept DescribedType = requires { Described<T>::form; };
template <class T>
concept DescribedValue = requires { requires Described<T>::form == Form::value; };
template <DescribedType T>
constexpr const TypeInfo& type_of() { return Described<T>::type; }

struct TypeOps;  // type_ops.h

// Specialised for every struct of the schema that is no union or group, and for the views of
// events: kind, name, stream, code, ops.
template <class T>
struct Traits;

template <class T>
constexpr std::string_view name_of() { return Traits<T>::name; }  // "booking_scheduled"
template <class T>
constexpr std::string_view stream_type_of() { return Traits<T>::stream; }  // "work_order"
template <class T>
constexpr std::uint16_t code_of() { return Traits<T>::code; }
template <class T>
constexpr std::string_view table_of() { return Traits<T>::stream; }  // of a row: "queues.orders"

template <class T>
constexpr const TypeOps& ops_of() { return Traits<T>::ops; }

// Is T a generated type that has operations, and of which kind? A view is of its event's kind.
template <class T>
concept SchemaType = requires { Traits<T>::kind; };
template <class T>
concept CommandType = requires { requires Traits<T>::kind == TypeKind::command; };
template <class T>
concept EventType = requires { requires Traits<T>::kind == TypeKind::event; };
template <class T>
concept EventViewType = EventType<T> && requires { requires Traits<T>::is_view; };
template <class T>
concept StateType = requires { requires Traits<T>::kind == TypeKind::state; };
template <class T>
concept RowType = requires { requires Traits<T>::kind == TypeKind::row; };

// Of a generated enum; nullopt for a name that it does not have.
template <class E>
std::optional<E> parse_enum(std::string_view name);

// Used by the generated code. "" for a value beyond the names; -1 for an unknown name.
std::string_view enum_name(std::span<const std::string_view> names, std::uint16_t value);
int enum_index(std::span<const std::string_view> names, std::string_view name);

}  // namespace kintsugi::schema
