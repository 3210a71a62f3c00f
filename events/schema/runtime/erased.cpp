#include "events/schema/runtime/erased.h"

#include <cstring>
#include <new>

#include "events/schema/runtime/convert.h"

namespace kintsugi::schema {
namespace {

// The address of a value while it is made: given back where making it throws.
class Room {
 public:
  explicit Room(const TypeOps& ops) : size_(ops.size), at_(::operator new(ops.size)) {}
  ~Room() {
    if (at_ != nullptr) ::operator delete(at_, size_);
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  void* get() const { return at_; }
  void* release() { return std::exchange(at_, nullptr); }

 private:
  std::size_t size_;
  void* at_;
};

}  // namespace

OwnedValue::OwnedValue(const TypeOps& ops, void* moved_from) {
  Room place(ops);
  ops.move(place.get(), moved_from);
  ops_ = &ops;
  value_ = place.release();
}

OwnedValue::OwnedValue(const OwnedValue& other) {
  if (other.ops_ == nullptr) return;
  Room place(*other.ops_);
  other.ops_->copy(place.get(), other.value_);
  ops_ = other.ops_;
  value_ = place.release();
}

OwnedValue& OwnedValue::operator=(const OwnedValue& other) {
  if (this != &other) *this = OwnedValue(other);
  return *this;
}

void* OwnedValue::emplace(const TypeOps& ops) {
  reset();
  Room place(ops);
  ops.make(place.get());
  ops_ = &ops;
  return value_ = place.release();
}

void OwnedValue::reset() {
  if (ops_ == nullptr) return;
  ops_->destroy(value_);
  ::operator delete(value_, static_cast<std::size_t>(ops_->size));
  ops_ = nullptr;
  value_ = nullptr;
}

bool OwnedValue::equal(const OwnedValue& a, const OwnedValue& b) {
  return a.ops_ == b.ops_ && (a.ops_ == nullptr || a.ops_->equal(a.value_, b.value_));
}

void EventView::take(const EventView& other) {
  if (other.ops_ == nullptr) return;
  if (other.ops_->trivial) {
    std::memcpy(room_, other.room_, other.ops_->size);
  } else {
    other.ops_->copy(room_, other.room_);
  }
  ops_ = other.ops_;
}

void EventView::take(EventView&& other) noexcept {
  if (other.ops_ == nullptr) return;
  if (other.ops_->trivial) {
    std::memcpy(room_, other.room_, other.ops_->size);
  } else {
    other.ops_->move(room_, other.room_);
  }
  ops_ = other.ops_;
}

EventView& EventView::operator=(const EventView& other) {
  if (this == &other) return *this;
  reset();
  take(other);
  return *this;
}

EventView& EventView::operator=(EventView&& other) noexcept {
  if (this == &other) return *this;
  reset();
  take(std::move(other));
  return *this;
}

bool operator==(const EventView& a, const EventView& b) {
  return a.ops_ == b.ops_ && (a.ops_ == nullptr || a.ops_->equal(a.room_, b.room_));
}

Event to_value(const EventView& view) {
  Event event;
  if (view.empty()) return event;
  void* out = event.emplace(*view.ops()->counterpart);
  view_to_value(*view.ops()->info, view.data(), out);
  return event;
}

EventView as_view(const Event& event) {
  EventView view;
  if (event.empty()) return view;
  void* out = view.emplace(*event.ops()->counterpart);
  value_to_view(*event.ops()->info, event.data(), out);
  return view;
}

}  // namespace kintsugi::schema
