#include "core/histories/mystery.h"

#include <chrono>

#include "core/histories/past.h"
#include "schema/stock.h"
#include "schema/stock_receipt.h"

namespace kintsugi::histories {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr int wrong = 1, right = 2;  // outlets
constexpr auto good = schema::PartCondition::good;
constexpr std::int64_t booked_pieces = mystery_pieces * 1000;

std::string shelf_of(int outlet) {
  return warehouse_id(outlet) + ":" + part_id(mystery_part) + ":good";
}

void receive(Mystery& story, Instant at, int outlet, const std::string& document,
             std::int64_t quantity) {
  story.wishes.push_back({.at = at,
                          .who = store_keeper_of(outlet),
                          .commands = {schema::ReceiveStock{.warehouse = warehouse_id(outlet),
                                                            .part = part_id(mystery_part),
                                                            .condition = good,
                                                            .quantity = quantity,
                                                            .supplier = "金鹿备件中心",
                                                            .document = document,
                                                            .unit_cost = 5'600}}});
}

// Finds what lies there: so many more than the book says.
void count(Mystery& story, Instant at, int outlet, std::int64_t more, std::string reason) {
  schema::ProposeStockAdjustment proposal;
  proposal.warehouse = warehouse_id(outlet);
  proposal.part = part_id(mystery_part);
  proposal.condition = good;
  proposal.reason = std::move(reason);
  story.wishes.push_back(
      {.at = at,
       .who = store_keeper_of(outlet),
       .commands = {std::move(proposal)},
       .look = [shelf = shelf_of(outlet), more](std::vector<schema::Command>& commands,
                                                const Past& past) {
         const auto* item = past.find<schema::StockItem>(shelf);
         if (item == nullptr) return commands.clear();
         commands[0].get<schema::ProposeStockAdjustment>().counted = item->on_hand + more;
       }});
}

// The latest count of the shelf is approved, or rejected for a reason.
template <class Command>
void answer(Mystery& story, Instant at, int outlet, Command command) {
  command.warehouse = warehouse_id(outlet);
  command.part = part_id(mystery_part);
  command.condition = good;
  story.wishes.push_back(
      {.at = at,
       .who = "4001",
       .commands = {std::move(command)},
       .look = [shelf = shelf_of(outlet)](std::vector<schema::Command>& commands,
                                          const Past& past) {
         const auto* item = past.find<schema::StockItem>(shelf);
         if (item == nullptr) return commands.clear();
         commands[0].get<Command>().number = item->counts;
       }});
}

void withdraw(Mystery& story) {
  story.wishes.push_back(
      {.at = story.withdrawn,
       .who = "4001",
       .commands = {schema::WithdrawStockReceipt{
           .receipt = {}, .reason = "送货单 " + story.document + " 属城南库，误入城北库"}},
       .look = [shelf = story.booked_at, document = story.document](
                   std::vector<schema::Command>& commands, const Past& past) {
         const auto* item = past.find<schema::StockItem>(shelf);
         for (std::uint32_t n = item == nullptr ? 0 : item->receipts; n > 0; --n) {
           const std::string receipt = shelf + ":" + std::to_string(n);
           const auto* found = past.find<schema::StockReceipt>(receipt);
           if (found == nullptr || found->document != document) continue;
           commands[0].get<schema::WithdrawStockReceipt>().receipt = receipt;
           return;
         }
         commands.clear();
       }});
}

}  // namespace

Mystery mystery(Instant first_day) {
  const auto on = [&](int day, int hour, int minute) {
    // Not on the minute: no other commit has this time.
    return first_day + hours(24 * day + hour) + minutes(minute) + std::chrono::milliseconds(27'417);
  };
  Mystery story{.booked_at = shelf_of(wrong),
                .lay_at = shelf_of(right),
                .document = "IN-K44-2",
                .keeper = store_keeper_of(wrong),
                .good_count = on(41, 19, 6),
                .receipt = on(44, 10, 13),
                .bad_count = on(48, 19, 7),
                .withdrawn = on(49, 9, 40),
                .booked_right = on(49, 10, 5),
                .agrees = on(50, 19, 6),
                .wishes = {}};
  for (const int outlet : {wrong, right})
    count(story, story.good_count + minutes(outlet - 2), outlet, 0, "月度盘点");
  for (const int outlet : {wrong, right})
    answer(story, story.good_count + minutes(30 + outlet), outlet,
           schema::ApproveStockAdjustment{});
  receive(story, story.receipt - minutes(1), wrong, "IN-K44-1", 6'000);
  receive(story, story.receipt, wrong, story.document, booked_pieces);
  count(story, story.bad_count - minutes(1), right, booked_pieces, "月度盘点：实物比帐多，未见入库单");
  count(story, story.bad_count, wrong, -booked_pieces, "月度盘点：实物比帐少，查无出库");
  withdraw(story);
  for (const int outlet : {wrong, right}) {
    schema::RejectStockAdjustment reject;
    reject.reason = "不是盘点差异：送货单 " + story.document + " 入错库";
    answer(story, story.withdrawn + minutes(2 + outlet), outlet, std::move(reject));
  }
  receive(story, story.booked_right, right, story.document, booked_pieces);
  for (const int outlet : {wrong, right})
    count(story, story.agrees + minutes(outlet - 2), outlet, 0, "复盘，帐实相符");
  for (const int outlet : {wrong, right})
    answer(story, story.agrees + minutes(30 + outlet), outlet, schema::ApproveStockAdjustment{});
  return story;
}

}  // namespace kintsugi::histories
