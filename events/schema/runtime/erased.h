#pragma once
// Command, Event, State: one value of whatever struct of its kind; EventView: one view of an event.
// What they hold is known by its operations, so that this header sees no struct of the schema and
// no file pays for those that it does not name. Empty: holds nothing (a stream without state).
//
// Values: copied deeply, compared by type and value; any thread, one at a time.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "events/base/check.h"
#include "events/schema/runtime/type_ops.h"

namespace kintsugi::schema {

// What the erased values share: which type they hold, and the typed look at it. `Self` has ops()
// and data().
template <class Self>
class Holder {
 public:
  bool empty() const { return self().ops() == nullptr; }
  // Of what is held; "" and 0 for nothing.
  std::string_view name() const { return empty() ? std::string_view{} : self().ops()->name; }
  std::string_view stream_type() const {
    return empty() ? std::string_view{} : self().ops()->stream;
  }
  std::uint16_t code() const { return empty() ? std::uint16_t{} : self().ops()->code; }

  template <class T>
  bool is() const {
    static_assert(Self::template holds<T>);
    return self().ops() == &ops_of<T>();
  }
  // nullptr where it holds another type.
  template <class T>
  const T* get_if() const { return is<T>() ? static_cast<const T*>(self().data()) : nullptr; }
  template <class T>
  T* get_if() { return is<T>() ? static_cast<T*>(mutable_self().data()) : nullptr; }
  // It must hold a T (checked).
  template <class T>
  const T& get() const {
    KINTSUGI_CHECK(is<T>(), "a value of the type that is asked for");
    return *static_cast<const T*>(self().data());
  }
  template <class T>
  T& get() {
    KINTSUGI_CHECK(is<T>(), "a value of the type that is asked for");
    return *static_cast<T*>(mutable_self().data());
  }
  // The default value of T, in place of what was held.
  template <class T>
  T& emplace() {
    static_assert(Self::template holds<T>);
    return *static_cast<T*>(mutable_self().emplace(ops_of<T>()));
  }

 private:
  const Self& self() const { return static_cast<const Self&>(*this); }
  Self& mutable_self() { return static_cast<Self&>(*this); }
};

// An owned value of just its size; moved by its address.
class OwnedValue {
 public:
  OwnedValue() = default;
  OwnedValue(const OwnedValue& other);
  OwnedValue(OwnedValue&& other) noexcept
      : ops_(std::exchange(other.ops_, nullptr)), value_(std::exchange(other.value_, nullptr)) {}
  OwnedValue& operator=(const OwnedValue& other);
  OwnedValue& operator=(OwnedValue&& other) noexcept {
    std::swap(ops_, other.ops_);
    std::swap(value_, other.value_);
    return *this;
  }
  ~OwnedValue() {
    if (ops_ != nullptr) reset();
  }

  const TypeOps* ops() const { return ops_; }  // null: empty
  const void* data() const { return value_; }
  void* data() { return value_; }
  void* emplace(const TypeOps& ops);
  void reset();

 protected:
  OwnedValue(const TypeOps& ops, void* moved_from);
  static bool equal(const OwnedValue& a, const OwnedValue& b);

 private:
  const TypeOps* ops_ = nullptr;
  void* value_ = nullptr;
};

template <TypeKind kind>
class Owned : public OwnedValue, public Holder<Owned<kind>> {
 public:
  template <class T>
  static constexpr bool holds = requires { requires Traits<T>::kind == kind; } && !EventViewType<T>;

  using OwnedValue::emplace;
  using Holder<Owned>::emplace;

  Owned() = default;
  template <class T>
    requires holds<T>
  Owned(T value) : OwnedValue(ops_of<T>(), &value) {}  // implicit: a struct stands for itself

  friend bool operator==(const Owned& a, const Owned& b) { return equal(a, b); }
};

using Command = Owned<TypeKind::command>;
using Event = Owned<TypeKind::event>;
using State = Owned<TypeKind::state>;

// The view lies in the object itself: opening a record allocates nothing for it.
class EventView : public Holder<EventView> {
 public:
  // Octets, and their alignment; the largest view has 288 today, and make_ops.h checks.
  static constexpr std::size_t room = 320;
  static constexpr std::size_t alignment = alignof(std::uint64_t);
  template <class T>
  static constexpr bool holds = EventViewType<T>;

  using Holder::emplace;

  EventView() = default;
  EventView(const EventView& other) { take(other); }
  EventView(EventView&& other) noexcept { take(std::move(other)); }
  EventView& operator=(const EventView& other);
  EventView& operator=(EventView&& other) noexcept;
  ~EventView() { reset(); }
  template <class T>
    requires holds<T>
  EventView(T view) : ops_(&ops_of<T>()) {
    ops_->move(room_, &view);
  }

  const TypeOps* ops() const { return ops_; }  // null: empty
  const void* data() const { return room_; }
  void* data() { return room_; }
  void* emplace(const TypeOps& ops) {
    reset();
    ops.make(room_);
    ops_ = &ops;
    return room_;
  }
  void reset() {
    if (ops_ != nullptr && !ops_->trivial) ops_->destroy(room_);
    ops_ = nullptr;
  }

  friend bool operator==(const EventView& a, const EventView& b);

 private:
  void take(const EventView& other);
  void take(EventView&& other) noexcept;

  const TypeOps* ops_ = nullptr;
  alignas(alignment) std::byte room_[room];
};

template <TypeKind kind>
std::string_view name_of(const Owned<kind>& value) { return value.name(); }
inline std::string_view name_of(const EventView& view) { return view.name(); }
template <TypeKind kind>
std::string_view stream_type_of(const Owned<kind>& value) { return value.stream_type(); }
inline std::string_view stream_type_of(const EventView& view) { return view.stream_type(); }
template <TypeKind kind>
std::uint16_t code_of(const Owned<kind>& value) { return value.code(); }
inline std::uint16_t code_of(const EventView& view) { return view.code(); }

// Of nothing: nothing. The view borrows from the value.
Event to_value(const EventView& view);
EventView as_view(const Event& event);

}  // namespace kintsugi::schema
