#pragma once
// Numbers that one thing alone may bear, each a stream: a serial of a brand, a part's serial, a
// maker's number of an order or a part, an install card, a service slip. They are one in any case,
// width and punctuation.

#include <string>
#include <string_view>
#include <vector>

#include "core/reads.h"
#include "core/text/search_key.h"

namespace kintsugi::core::claims {

// The stream's id is the key, the number in capitals, as they are printed. Until that was so it was
// the text as typed, and those streams are in the logs: `earlier` are the ids that they may have,
// as far as what is typed now tells: as it is, in capitals, in small letters.
struct Claim {
  std::string id;
  std::vector<std::string> earlier;
};

Claim claim(std::string_view number);
// "<brand>:<number>"; a brand is a code.
Claim claim_of_brand(std::string_view brand, std::string_view number);
// "<part>:<number>"; parts are told apart by their ids as they are.
Claim claim_of_part(std::string_view part, std::string_view number);
// "<brand>:<model>", for what is said about all of a model.
Claim claim_of_model(std::string_view brand, std::string_view model);

template <class State>
struct Found {
  std::string id;                // of the stream that has it, else of the one that would
  const State* state = nullptr;  // null: nobody has claimed it
};

// Who bears the number; empty: it was freed.
std::string_view bearer_of(const auto& state) {
  if constexpr (requires { state.asset; }) {
    return state.asset;
  } else if constexpr (requires { state.part; }) {
    return state.part;
  } else if constexpr (requires { state.order; }) {
    return state.order;
  } else {
    return "all";  // said about all of a model
  }
}

// Reads the stream of the claim, and where it is free those of before. A claim that does not stand
// (stands(state), asked of those that somebody has) is free.
template <class State, class Stands>
Found<State> find(const Claim& claim, Reads& reads, const Stands& stands) {
  const auto held = [&](const std::string& id) -> const State* {
    const State* state = reads.find<State>(id);
    if (state == nullptr || bearer_of(*state).empty()) return nullptr;
    return stands(*state) ? state : nullptr;
  };
  if (const State* state = held(claim.id)) return {claim.id, state};
  for (const std::string& id : claim.earlier)
    if (const State* state = held(id)) return {id, state};
  return {claim.id, nullptr};
}
template <class State>
Found<State> find(const Claim& claim, Reads& reads) {
  return find<State>(claim, reads, [](const State&) { return true; });
}

}  // namespace kintsugi::core::claims
