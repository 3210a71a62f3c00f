#pragma once
// The lists and unions of generated structs for whoever does not know their types. For the
// generated tables only.

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "events/schema/runtime/description.h"

namespace kintsugi::schema {

template <class T>
inline constexpr ListOps list_ops = {
    .stride = sizeof(T),
    .size = [](const void* list) { return static_cast<const std::vector<T>*>(list)->size(); },
    .items = [](const void* list) -> const void* {
      return static_cast<const std::vector<T>*>(list)->data();
    },
    .resize = [](void* list, std::size_t size) -> void* {
      auto& items = *static_cast<std::vector<T>*>(list);
      items.clear();
      items.resize(size);
      return items.data();
    }};

// An alternative is a group, or a struct with the one member `value`, which has its address.
template <class V>
struct UnionOpsOf;
template <class... Alternatives>
struct UnionOpsOf<std::variant<Alternatives...>> {
  using V = std::variant<Alternatives...>;
  static const void* get(const void* held) {
    return std::visit([](const auto& each) -> const void* { return &each; },
                      *static_cast<const V*>(held));
  }
  static void* emplace(void* held, std::size_t index) {
    static constexpr void* (*by_index[])(V&) = {
        [](V& v) -> void* { return &v.template emplace<Alternatives>(); }...};
    return by_index[index](*static_cast<V*>(held));
  }
};

template <class V>
inline constexpr UnionOps union_ops = {
    .index = [](const void* held) { return static_cast<const V*>(held)->index(); },
    .get = &UnionOpsOf<V>::get,
    .emplace = &UnionOpsOf<V>::emplace};

}  // namespace kintsugi::schema
