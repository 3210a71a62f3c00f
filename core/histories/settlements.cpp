#include "core/histories/settlements.h"

#include <chrono>
#include <set>
#include <string>

#include "core/histories/past.h"
#include "schema/maker_settlement.h"
#include "schema/maker_settlement_state.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;

namespace {

using Commands = std::vector<schema::Command>;
using Status = schema::SettlementStatus;

struct Found {
  std::string id;  // empty: none is in that state
  const schema::MakerSettlement* state = nullptr;
};

// The latest settlement of the account that is in that state; of the last few.
Found latest(const std::string& account, Status status, const Past& past) {
  const auto* found = past.find<schema::MakerAccount>(account);
  if (found == nullptr) return {};
  for (std::uint32_t number = found->settlements, back = 0; number > 0 && back < 4;
       --number, ++back) {
    std::string id = account + ":" + std::to_string(number);
    const auto* settlement = past.find<schema::MakerSettlement>(id);
    if (settlement != nullptr && settlement->status == status) return {std::move(id), settlement};
  }
  return {};
}

void submit(const std::string& account, Commands& commands, const Past& past) {
  const Found found = latest(account, Status::open, past);
  if (found.id.empty()) return commands.clear();
  commands[0].get<schema::SubmitSettlement>().settlement = found.id;
}

// The maker strikes some of the first line of a long one, and accepts the rest.
void answer(const std::string& account, Commands& commands, const Past& past) {
  const Found found = latest(account, Status::submitted, past);
  commands.clear();
  if (found.id.empty()) return;
  const auto* line = past.find<schema::SettlementLine>(found.id + ":1");
  const bool strikes = found.state->waiting > 10 && line != nullptr &&
                       line->status == schema::SettlementLineStatus::waiting;
  if (strikes) {
    commands.emplace_back(schema::AnswerSettlementLine{.settlement = found.id,
                                                       .line = 1,
                                                       .accepted = line->amount / 2,
                                                       .reason = "超出厂家限价"});
  }
  commands.emplace_back(schema::AcceptSettlement{.settlement = found.id});
}

void pay(const std::string& account, Commands& commands, const Past& past) {
  const Found found = latest(account, Status::answered, past);
  if (found.id.empty() || found.state->accepted <= found.state->paid) return commands.clear();
  auto& payment = commands[0].get<schema::RecordSettlementPayment>();
  payment.settlement = found.id;
  payment.amount = found.state->accepted - found.state->paid;
}

}  // namespace

std::vector<Wish> day_of_the_settlements(const CompanySize& size, Instant midnight, int day) {
  std::vector<Wish> wishes;
  if (day % 7 != 1 && day % 7 != 4 && day % 7 != 6) return wishes;
  const auto today = static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(midnight + hours(8)).time_since_epoch().count());
  std::set<std::string_view> brands;
  for (const Product& product : products()) brands.insert(product.brand);
  const auto add = [&](int outlet, schema::Command command, auto look, std::string account) {
    wishes.push_back({.at = midnight + hours(16) + turn_of(outlet),
                      .who = "4001",
                      .commands = {std::move(command)},
                      .look = [look, account = std::move(account)](Commands& commands,
                                                                   const Past& past) {
                        look(account, commands, past);
                      }});
  };
  for (int outlet = 1; outlet <= size.outlets; ++outlet) {
    int maker = outlet;
    for (const std::string_view brand : brands) {
      ++maker;
      const std::string account = outlet_id(outlet) + ":" + std::string(brand);
      if (day % 7 == 1) {
        add(outlet, schema::SubmitSettlement{}, submit, account);
      } else if (day % 7 == 4 && maker % 3 != 0) {  // one maker in three takes a week longer
        add(outlet, schema::AcceptSettlement{}, answer, account);
      } else if (day % 7 == 6 && maker % 3 != 1) {
        const std::string receipt = "HK" + std::to_string(day) + "-" + std::to_string(maker);
        add(outlet, schema::RecordSettlementPayment{.paid_on = today, .receipt = receipt}, pay,
            account);
      }
    }
  }
  return wishes;
}

}  // namespace kintsugi::histories
