#pragma once
// What every generated type can be asked at compile time, and how enums find their names.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kintsugi::schema {

enum class TypeKind : std::uint8_t { command, event, state, row, structure, union_ };

// Specialised for commands, events, events' views, states and rows.
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
concept CommandType = requires { requires Traits<T>::kind == TypeKind::command; };
template <class T>
concept EventType = requires { requires Traits<T>::kind == TypeKind::event; };
template <class T>
concept StateType = requires { requires Traits<T>::kind == TypeKind::state; };
template <class T>
concept RowType = requires { requires Traits<T>::kind == TypeKind::row; };

// Command, Event, EventView, State. Constrained, so that a call with another type does not try to
// convert to a variant of a hundred alternatives.
template <class V>
inline constexpr bool is_schema_variant = false;
template <class V>
  requires is_schema_variant<V>
std::string_view name_of(const V& value) { return variant_name(value); }
template <class V>
  requires is_schema_variant<V>
std::string_view stream_type_of(const V& value) { return variant_stream_type(value); }
template <class V>
  requires is_schema_variant<V>
std::uint16_t code_of(const V& value) { return variant_code(value); }

// Of a generated enum; nullopt for a name that it does not have.
template <class E>
std::optional<E> parse_enum(std::string_view name);

// Used by the generated code. "" for a value beyond the names; -1 for an unknown name.
std::string_view enum_name(std::span<const std::string_view> names, std::uint16_t value);
int enum_index(std::span<const std::string_view> names, std::string_view name);

}  // namespace kintsugi::schema
