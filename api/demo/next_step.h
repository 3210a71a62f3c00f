#pragma once
// What the one who has something on his list does about it next: an order, a part request, an
// alarm, cash, a count. From its state as it is now, whoever brought it there. One thread.

#include <optional>
#include <string>
#include <string_view>

#include "core/histories/company.h"
#include "core/histories/dice.h"
#include "core/histories/wish.h"
#include "events/base/types.h"
#include "events/schema/runtime/erased.h"
#include "schema/rows_queues_state.h"

namespace kintsugi::api {

// States as they are now.
class Known {
 public:
  virtual ~Known() = default;
  // nullptr where there is none. Lives until the next call of `forget`.
  template <class S>
  const S* find(std::string_view id) {
    const schema::State* state =
        look(std::string(schema::stream_type_of<S>()) + "/" + std::string(id));
    return state == nullptr ? nullptr : state->get_if<S>();
  }

 private:
  virtual const schema::State* look(const std::string& stream) = 0;
};

struct Desk {
  Known& known;
  const histories::CompanySize& size;
  histories::Dice& dice;
  Instant now;
};

// nullopt: nothing can be done about it now.
std::optional<histories::Wish> next_step(const schema::QueueRow& item, Desk desk);

// Somebody calls: a regular customer whose machine has no order open, or somebody new.
histories::Wish next_call(Desk desk);

}  // namespace kintsugi::api
