#pragma once
// What happens at a lively company around an order beside its own way: asked, classified, claimed,
// rated, surveyed, complained of, exchanged. Each by dice seeded with the order's number, at times
// that follow from how the order was told; where it is not possible at its time, it does not
// happen. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/histories/order_story.h"
#include "schema/work_order_state.h"

namespace kintsugi::histories {

std::vector<Wish> asides_of(const OrderPlan& plan, const OrderStory& story);

// What a customer says to the questions about a service.
std::vector<schema::QuestionAnswer> answers_to(Dice& dice);

// While it is told; for the files that tell it.
struct Aside {
  const OrderPlan& plan;
  const OrderStory& story;
  Dice dice;
  std::vector<Wish> wishes{};
  const std::string& order = plan.order;
  const std::string dispatcher = dispatcher_of(plan.outlet);
  const std::string keeper = store_keeper_of(plan.outlet);

  template <class Command>
  Wish& add(Instant at, std::string_view who, Command command) {
    wishes.push_back({.at = at,
                      .who = std::string(who),
                      .commands = {std::move(command)},
                      .where_possible = true});
    return wishes.back();
  }
  bool seldom(int of_ten_thousand) { return dice.below(10'000) < of_ten_thousand; }
  // When somebody is in the office, so many minutes after `at`.
  Instant office(Instant at, std::int64_t from_minutes, std::int64_t to_minutes);
  // When that was wanted last; nullopt: never.
  std::optional<Instant> when(std::string_view command) const;
  // The first command of that kind; nullptr: none was wanted.
  template <class Command>
  const Command* wanted() const {
    for (const Wish& wish : story.wishes)
      for (const schema::Command& command : wish.commands)
        if (const auto* found = command.get_if<Command>()) return found;
    return nullptr;
  }
  std::string_view agent();
  std::string technician() const;  // who did the work; empty: nobody
  // Whose file and machine the order names; empty: none.
  std::string customer() const;
  std::string asset() const;
  std::string serial() const;
  std::string invoice() const;

  void intake();
  void urged();
  void told_at_once();
  void deadlines();
  void deadline_missed(std::string_view which, Instant at);
  void dispatching();
  void override_asked(Instant asked, schema::DispatchCheck check, std::string reason);
  void customers();
  void buyers();
  void charge_said();
  void parts();
  void old_part();
  void removed_part();
  void papers();
  void warranty();
  void claim();
  void exchange_due(Instant since);
  void words();
  void told_of_answer(const std::string& suggestion, Instant answered);
  void care();
  void money();
  void complaint();
  void incident();
  void exchange();
  void appraised();
  void appraise(Instant asked, std::int64_t price, bool refund);
  void hand_over(Instant decided, std::int64_t price, bool refund);
};

}  // namespace kintsugi::histories
