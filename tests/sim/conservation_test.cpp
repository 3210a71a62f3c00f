// At every prefix of what happens at a company whose people do their work while others send random
// commands of every kind: no piece, no fen and no install card gets lost or comes from nothing, and
// nobody is sent to two places at once or while he is on leave (ledger.h).
//
// --commands=N  how many, refused ones among them; --seed=N

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "core/dispatch.h"
#include "core/histories/duties.h"
#include "core/histories/past.h"
#include "core/histories/timeline.h"
#include "schema/stock_views.h"
#include "tests/sim/any_command.h"
#include "tests/sim/ledger.h"

namespace kintsugi::sim {
namespace {

std::int64_t commands_asked = 100'000;
std::uint64_t seed_asked = 1;

// The histories' life, and after each step of it, mostly, somebody who wants something random.
class DisturbedCompany {
 public:
  explicit DisturbedCompany(std::uint64_t seed)
      : random_(seed), timeline_(of(seed)), past_({.seed = seed}), options_(of(seed)) {}

  histories::Made next() {
    while (true) {
      const bool disturbs = chance(random_, 35) && !ids_.empty();
      auto made = disturbs ? past_.decide(disturbance()) : life();
      if (!made) continue;
      if (disturbs && !made->commit.refusal)
        ++accepted[std::string(made->commit.commands.front().name())];
      at_ = made->commit.recorded_at;
      if (!made->commit.refusal) remember(made->commit.expectations);
      return *std::move(made);
    }
  }
  // By a random command.
  std::map<std::string, int> accepted;
  std::int64_t disturbances = 0;

 private:
  static histories::TimelineOptions of(std::uint64_t seed) {
    histories::TimelineOptions options;
    options.seed = seed;
    options.size = {
        .outlets = 2, .technicians = 10, .parts = 6, .orders_a_day = 24, .regulars = 20};
    options.lively = true;
    return options;
  }

  // No order is forgotten: its number comes up again.
  std::optional<histories::Made> life() {
    const Instant wanted = timeline_.next_at();
    if (auto reaction = past_.react(wanted)) return reaction;
    histories::Wish wish = timeline_.next();
    wish.life = 0;
    wish.ends_life = false;
    return past_.decide(std::move(wish));
  }

  histories::Wish disturbance() {
    const bool books = chance(random_, 70), takes_back = books && chance(random_, 50);
    const Surroundings around{
        [this](std::string_view type, Random&) { return id_of(type); }, at_,
        [&](const schema::TypeInfo& command) {
          if (!books) return leaves_people_at_work(command);
          return moves_something(command) && (!takes_back || takes_something_back(command));
        }};
    histories::Wish wish;
    wish.at = at_;
    wish.commands.push_back(any_command(random_, around));
    wish.who = who_may(*schema::find_type(wish.commands[0].name()));
    ++disturbances;
    return wish;
  }
  static bool moves_something(const schema::TypeInfo& command) {
    static const std::set<std::string_view> types = {
        "stock_item", "stock_receipt", "part_request", "advance_part", "remittance",
        "work_order", "install_card",  "card_account", "roster",       "leave"};
    return types.contains(command.stream);
  }
  static bool takes_something_back(const schema::TypeInfo& command) {
    static constexpr std::string_view beginnings[] = {"withdraw_", "correct_", "return_",
                                                      "release_", "reassign_", "report_part_"};
    return std::any_of(std::begin(beginnings), std::end(beginnings),
                       [&](std::string_view one) { return command.name.starts_with(one); });
  }
  // Nobody and nothing is moved away for ever, and no price or policy: soon all would be refused.
  static bool leaves_people_at_work(const schema::TypeInfo& command) {
    static const std::set<std::string_view> moves = {
        "change_technician", "change_warehouse",         "revoke_skill",
        "withdraw_tariff",   "withdraw_service_policy", "withdraw_warranty_policy"};
    return command.stream != "operator" && command.stream != "outlet" &&
           !moves.contains(command.name);
  }
  std::string who_may(const schema::TypeInfo& command) {
    const auto& size = options_.size;
    if (command.roles.empty() || chance(random_, 5)) return id_of("operator");
    const std::string_view role = command.roles[pick(random_, command.roles.size())];
    const int outlet = 1 + static_cast<int>(pick(random_, 2));
    if (role == "dispatcher") return histories::dispatcher_of(outlet);
    if (role == "store_keeper") return histories::store_keeper_of(outlet);
    if (role == "technician")
      return histories::technician_id(static_cast<int>(pick(random_, 10)) % size.technicians);
    if (role == "accountant") return chance(random_, 50) ? "4001" : "4002";
    if (role == "call_centre") return std::string(histories::agents[pick(random_, 4)]);
    return role == "auditor" ? "5001" : "admin";
  }

  // Of what was touched lately; and of the orders, apart, those for which goods moved.
  void remember(const std::vector<Expectation>& touched) {
    const bool goods = std::any_of(touched.begin(), touched.end(), [](const Expectation& one) {
      return one.stream.starts_with("custody/");
    });
    for (const Expectation& one : touched) {
      const auto slash = one.stream.find('/');
      const std::string type = one.stream.substr(0, slash), id = one.stream.substr(slash + 1);
      remember(type, id);
      if (goods) remember(type + with_goods, id);
    }
  }
  void remember(const std::string& kind, const std::string& id) {
    constexpr std::size_t recent = 24;
    auto& known = ids_[kind];
    if (known.size() < recent)
      known.push_back(id);
    else
      known[pick(random_, recent)] = id;
  }
  std::string id_of(std::string_view type) {
    auto known = ids_.end();
    if (chance(random_, 40)) known = ids_.find(std::string(type) + with_goods);
    if (known == ids_.end()) known = ids_.find(type);
    return known == ids_.end() ? std::string() : known->second[pick(random_, known->second.size())];
  }

  static constexpr const char* with_goods = " with goods";
  Random random_;
  histories::Timeline timeline_;
  histories::Past past_;
  const histories::TimelineOptions options_;
  std::map<std::string, std::vector<std::string>, std::less<>> ids_;
  Instant at_{};
};

// How many commands it took until the books did not come out; nothing: they always did.
std::optional<std::int64_t> first_wrong(std::int64_t commands, Ledger::Evolve evolve,
                                        const std::function<void(std::int64_t command)>& begins,
                                        std::string& what) {
  DisturbedCompany company(seed_asked);
  Ledger ledger(std::move(evolve));
  for (std::int64_t n = 1; n <= commands; ++n) {
    const histories::Made made = company.next();
    begins(n);
    if (ledger.apply(made.bytes)) continue;
    what = fmt::format("command {} ({} by {}): {}", n, made.commit.commands.front().name(),
                       made.commit.actor.operator_id, fmt::join(ledger.wrong(), "; "));
    return n;
  }
  return std::nullopt;
}

TEST(Conservation, HoldsAtEveryPrefix) {
  DisturbedCompany company(seed_asked);
  Ledger ledger(core::evolve_any);
  std::int64_t refused = 0;
  for (std::int64_t n = 1; n <= commands_asked; ++n) {
    const histories::Made made = company.next();
    refused += made.commit.refusal.has_value();
    ASSERT_TRUE(ledger.apply(made.bytes))
        << "command " << n << " of seed " << seed_asked << ", "
        << made.commit.commands.front().name() << " by " << made.commit.actor.operator_id << ": "
        << fmt::format("{}", fmt::join(ledger.wrong(), "; "));
  }
  fmt::print("{} commands, {} random, {} refused, {} accounts\n", commands_asked,
             company.disturbances, refused, ledger.accounts());
  for (const char* account : {"pieces", "reserved", "carried", "fitted", "cash", "from", "until",
                              "cards_out", "cards_back", "cards_lost", "cards_void"})
    EXPECT_GT(ledger.postings(account), 50) << account;
  // What few people do: without it the books are easily kept. Nearly all of it comes up.
  std::vector<std::string> missing;
  for (const char* seldom :
       {"withdraw_stock_receipt", "reserve_stock", "release_stock", "approve_stock_adjustment",
        "withdraw_payment", "correct_payment", "withdraw_remittance", "return_part",
        "report_part_lost", "take_back_install_cards", "void_install_card",
        "restore_install_card", "reassign_booking"})
    if (company.accepted[seldom] == 0) missing.emplace_back(seldom);
  EXPECT_LE(missing.size(), 3u) << fmt::format("{}", fmt::join(missing, " "));
}

// A fold that forgets one event in three of a kind is noticed with the first that it forgets. A
// count that finds nothing is none.
class BrokenFold : public testing::TestWithParam<const char*> {};

TEST_P(BrokenFold, IsNoticed) {
  std::int64_t now = 0, forgotten_at = 0;
  int seen = 0;
  std::string what;
  const auto broken = [&](schema::State& state, const schema::EventView& event) {
    const auto* count = event.get_if<schema::StockAdjustedView>();
    const bool nothing = count != nullptr && count->difference == 0;
    if (event.name() != GetParam() || nothing || ++seen % 3 != 0)
      core::evolve_any(state, event);
    else if (forgotten_at == 0)
      forgotten_at = now;
  };
  const auto noticed =
      first_wrong(50'000, broken, [&](std::int64_t command) { now = command; }, what);
  ASSERT_TRUE(noticed) << "after " << seen << " events";
  EXPECT_EQ(*noticed, forgotten_at) << what;
}

INSTANTIATE_TEST_SUITE_P(Conservation, BrokenFold,
                         testing::Values("stock_received", "stock_issued", "custody_used",
                                         "stock_adjusted", "cash_collected", "payment_remitted",
                                         "slot_released", "slot_reserved", "cards_moved",
                                         "install_card_used", "requested_part_used"),
                         [](const auto& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace kintsugi::sim

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg.starts_with("--commands="))
      kintsugi::sim::commands_asked = std::strtoll(argv[i] + 11, nullptr, 10);
    if (arg.starts_with("--seed="))
      kintsugi::sim::seed_asked = std::strtoull(argv[i] + 7, nullptr, 10);
  }
  return RUN_ALL_TESTS();
}
