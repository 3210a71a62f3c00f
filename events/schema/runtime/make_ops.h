#pragma once
// The operations of a type; for the generated <file>.cpp, which sees the type whole.

#include <new>
#include <type_traits>
#include <utility>

#include "events/schema/runtime/erased.h"

namespace kintsugi::schema {

template <class T>
constexpr TypeOps make_ops(const TypeOps* counterpart = nullptr,
                           void (*view)(const codec::Record&, void*, codec::Reading&) = nullptr) {
  static_assert(alignof(T) <= alignof(std::max_align_t));
  static_assert(!EventViewType<T> ||
                    (sizeof(T) <= EventView::room && alignof(T) <= EventView::alignment),
                "a view needs more room than EventView has in place: raise EventView::room");
  return {
      .kind = Traits<T>::kind,
      .name = Traits<T>::name,
      .stream = Traits<T>::stream,
      .code = Traits<T>::code,
      .size = sizeof(T),
      .trivial = std::is_trivially_copyable_v<T>,
      .make = [](void* at) { ::new (at) T(); },
      .copy = [](void* at, const void* from) { ::new (at) T(*static_cast<const T*>(from)); },
      .move = [](void* at, void* from) { ::new (at) T(std::move(*static_cast<T*>(from))); },
      .destroy = [](void* value) { static_cast<T*>(value)->~T(); },
      .equal =
          [](const void* a, const void* b) {
            return *static_cast<const T*>(a) == *static_cast<const T*>(b);
          },
      .info = &type_of<T>(),
      .form = Described<T>::form,
      .counterpart = counterpart,
      .view = view,
  };
}

}  // namespace kintsugi::schema
