// From wherever a part request, a count or a wage run can get by commands, some command leads on to
// an end. 10,000 lives of requests: KINTSUGI_SEED=N repeats them.

#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

#include "schema/part_request.h"
#include "schema/stock.h"
#include "tests/core/part_request/request_in.h"
#include "tests/core/wage/wages.h"

namespace kintsugi::tests {
namespace {

using schema::MissingOutcome;
using schema::PartCondition;
using Status = schema::PartRequestStatus;

constexpr const char* people[] = {"ann", "bob", "eve", "tom"};

std::uint64_t seed() {
  const char* told = std::getenv("KINTSUGI_SEED");
  const std::uint64_t out =
      told != nullptr ? std::strtoull(told, nullptr, 10) : std::random_device{}();
  std::cout << "KINTSUGI_SEED=" << out << "\n";
  return out;
}

class Dice {
 public:
  explicit Dice(std::uint64_t start) : random_(start) {}
  std::uint64_t pick(std::uint64_t below) { return random_() % below; }
  std::int64_t pieces() { return static_cast<std::int64_t>(pick(4)) * 1000; }
  Actor somebody_of() { return somebody(people[pick(4)]); }

 private:
  std::mt19937_64 random_;
};

schema::Command some_wish(const std::string& id, Dice& dice) {
  const std::int64_t quantity = dice.pieces();
  switch (dice.pick(17)) {
    case 0: case 1: return schema::SourcePart{.request = id};
    case 2: return schema::ChooseSource{.request = id, .warehouse = "WH-B", .reason = "x"};
    case 3: case 4: return schema::ApprovePartRequest{.request = id};
    case 5: return schema::RejectPartRequest{.request = id, .reason = "x"};
    case 6: case 7: return schema::IssuePart{.request = id};
    case 8: return schema::SignForParts{.request = id, .quantity = quantity};
    case 9: return schema::CancelPartRequest{.request = id, .reason = "x"};
    case 10: return schema::ReturnPart{.request = id,
                                       .quantity = quantity,
                                       .condition = static_cast<PartCondition>(1 + dice.pick(3))};
    case 11: return schema::ReportPartLost{.request = id, .quantity = quantity, .reason = "x"};
    case 12: return schema::WithdrawPartIssue{.request = id, .reason = "x"};
    case 13: return schema::ReportPartMissing{.request = id, .quantity = quantity, .reason = "x"};
    case 14: return schema::WithdrawPartReturn{
        .request = id, .number = static_cast<std::uint32_t>(1 + dice.pick(3)), .reason = "x"};
    case 15: return schema::WithdrawPartLoss{.request = id, .quantity = quantity, .reason = "x"};
    default: return schema::SettleMissingPart{
        .request = id,
        .quantity = quantity,
        .outcome = static_cast<MissingOutcome>(1 + dice.pick(3)),
        .reason = "x"};
  }
}

bool has_ended(const schema::PartRequest& request) {
  return request.status == Status::closed || request.status == Status::rejected ||
         request.status == Status::canceled;
}

// What ends it: at once, or brings it nearer.
std::vector<schema::Command> ways_out(const std::string& id, const schema::PartRequest& request) {
  const std::int64_t carried = request.issued - request.used - request.returned - request.lost -
                               request.missing;
  return {schema::CancelPartRequest{.request = id, .reason = "x"},
          schema::ReturnPart{
              .request = id, .quantity = carried, .condition = PartCondition::good},
          schema::SignForParts{.request = id, .quantity = carried},
          schema::SettleMissingPart{.request = id,
                                    .quantity = request.missing,
                                    .outcome = MissingOutcome::on_shelf,
                                    .reason = "x"}};
}

bool step_out(Given& given, const std::string& id) {
  for (const schema::Command& way : ways_out(id, given.state<schema::PartRequest>(id))) {
    for (const char* who : people)
      if (given.as(somebody(who)).when(way).outcome()) return true;
  }
  return false;
}

// A hundred lives in one company: part of the stock goes from one to the next.
void live(std::uint64_t start, std::set<std::string>& accepted) {
  Dice dice(start);
  Given given = stores();
  for (int life = 0; life < 100; ++life) {
    requests::stock(given, dice.pick(2) == 0 ? "WH-A" : "WH-B", 3);
    const std::string id = "R-" + std::to_string(life);
    schema::RequestPart request = requests::request(1 + static_cast<std::int64_t>(dice.pick(4)));
    request.request = id;
    given.as(dice.somebody_of()).when(request).then_accepted();
    for (auto steps = dice.pick(60); steps > 0; --steps) {
      const schema::Command wish = some_wish(id, dice);
      given.as(dice.somebody_of()).when(wish);
      if (given.outcome()) accepted.emplace(schema::name_of(wish));
    }
    for (int i = 0; i < 4 && !has_ended(given.state<schema::PartRequest>(id)); ++i) {
      const auto before = given.state<schema::PartRequest>(id).status;
      ASSERT_TRUE(step_out(given, id)) << start << ": " << schema::name_of(before);
    }
    ASSERT_TRUE(has_ended(given.state<schema::PartRequest>(id))) << start;
  }
}

TEST(NoDeadEnd, OfAPartRequest) {
  const std::uint64_t first = seed();
  std::set<std::string> accepted;
  for (std::uint64_t i = 0; i < 100; ++i) ASSERT_NO_FATAL_FAILURE(live(first + i, accepted));
  EXPECT_EQ(accepted.size(), 14u) << "each wish is granted in some life";
}

// Whatever was proposed and moved meanwhile: somebody may reject it.
TEST(NoDeadEnd, OfACount) {
  Dice dice(seed());
  Given given = stores();
  for (int i = 0; i < 500; ++i) {
    given.at(format_instant(instant("2026-03-01T01:00:00Z") + std::chrono::minutes(i)));
    given.as(dice.somebody_of());
    const auto number = static_cast<std::uint32_t>(dice.pick(static_cast<std::uint64_t>(i) + 1));
    switch (dice.pick(4)) {
      case 0:
        given.when(schema::ReceiveStock{.warehouse = "WH-A", .part = "P-1", .quantity = 1000});
        break;
      case 1:
        given.when(schema::ApproveStockAdjustment{
            .warehouse = "WH-A", .part = "P-1", .number = number});
        break;
      default:
        given.when(schema::ProposeStockAdjustment{
            .warehouse = "WH-A", .part = "P-1", .counted = dice.pieces(), .reason = "x"});
    }
  }
  const schema::StockItem item = given.state<schema::StockItem>("WH-A:P-1:good");
  ASSERT_FALSE(item.proposals.empty());
  for (const schema::StockCount& count : item.proposals) {
    given.when(schema::RejectStockAdjustment{
                   .warehouse = "WH-A", .part = "P-1", .number = count.number, .reason = "x"})
        .then_accepted();
  }
}

// Whatever was calculated, adjusted and posted meanwhile: it is calculated anew and approved.
TEST(NoDeadEnd, OfAWageRun) {
  const std::uint64_t first = seed();
  for (std::uint64_t life = 0; life < 100; ++life) {
    Dice dice(first + life);
    Given given = stores();
    wages::publish(given, wages::draft({wages::rate_line(6000)}), 1);
    for (int i = 0; i < 20; ++i) {
      const std::string order = "WO-" + std::to_string(100 + i);
      given.as(dice.somebody_of());
      switch (dice.pick(4)) {
        case 0:
          given.when(wages::calculate());
          break;
        case 1:
          given.when(wages::approve());
          break;
        case 2:
          given.when(schema::AdjustWages{.outlet = "A",
                                         .technician = "T-1",
                                         .amount = 1000 - dice.pieces(),
                                         .reason = "x"});
          break;
        default:
          wages::post(given, order, "2026-03-05", 15000);
          given.when(schema::EarnWageLine{.order = order});
      }
    }
    given.at("2026-04-02T01:00:00Z");
    given.as(somebody("ann")).when(wages::calculate()).then_accepted();
    given.as(somebody("bob")).when(wages::approve()).then_accepted();
  }
}

}  // namespace
}  // namespace kintsugi::tests
