// Repairs of machines stand in the rows of their orders, and are those that the machine remembers.

#include "projections/orders/repairs.h"

#include <gtest/gtest.h>

#include "projections/lists/read.h"
#include "projections/orders/orders.h"
#include "schema/asset.h"
#include "schema/rows_orders.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

class Repairs : public testing::Test {
 protected:
  void register_order(const std::string& order, const std::string& outlet) {
    log_.add({on("work_order/" + order, schema::WorkOrderRegistered{
                                            .service_type = schema::ServiceType::repair,
                                            .serial = "SN-1"})});
    log_.add({on("work_order/" + order, schema::OutletAssigned{.outlet = outlet})});
  }
  void repair(const std::string& order, std::int64_t at, const std::string& asset = "A-1",
              const std::string& code = {}) {
    log_.add({on("asset/" + asset, schema::AssetRepaired{.order = order,
                                                         .technician = "T-1",
                                                         .fault = "no_cool",
                                                         .at = at,
                                                         .fault_code = code})});
  }
  void withdraw(const std::string& order) {
    log_.add({on("asset/A-1", schema::AssetRepairWithdrawn{.order = order})});
  }
  // "WO-2 A-1 after WO-1, " of those that the scope sees, the latest first.
  std::string told(const Scope& scope = Scope::everything()) {
    const lists::List& list = *lists::find("asset_repairs");
    const auto rows = folded(orders_projection(), log_);
    std::string out;
    codes_.clear();
    const lists::Viewer viewer{scope, [&](std::string_view) -> Result<const RowReader*> {
                                 return rows.get();
                               }};
    const auto end = lists::read_page(list, *rows, {}, viewer, {}, [&](const lists::Item& item) {
      const auto text = [&](const char* field) {
        return std::string(lists::value_of(item, *list.field(field)).text);
      };
      out += text("order") + " " + text("asset") + " after " + text("previous_order") + ", ";
      EXPECT_EQ(text("previous_technician"), text("previous_order").empty() ? "" : "T-1");
      codes_ += text("fault_code") + " ";
      EXPECT_EQ(text("serial"), "SN-1");
      return true;
    });
    EXPECT_TRUE(end.has_value());
    looked_at_ = end->looked_at;
    return out;
  }
  JudgedLog log_;
  std::int64_t looked_at_ = 0;
  std::string codes_;  // by which they were diagnosed, of those told last
};

TEST_F(Repairs, AreThoseOfTheOutletOfTheirOrder) {
  for (int i = 1; i <= 9; ++i) {
    const std::string order = "WO-" + std::to_string(i);
    register_order(order, i == 4 ? "O-2" : "O-1");
    repair(order, i * day_ms, "A-" + std::to_string(i));
  }
  EXPECT_EQ(told(only({"O-2"})), "WO-4 A-4 after , ");
  EXPECT_EQ(looked_at_, 1);  // none of the others
  log_.add({on("work_order/WO-4", schema::OutletAssigned{.outlet = "O-3"})});
  EXPECT_EQ(told(only({"O-2"})), "");
  EXPECT_EQ(told(only({"O-3"})), "WO-4 A-4 after , ");
}

TEST_F(Repairs, NameTheOneBefore) {
  for (const char* order : {"WO-1", "WO-2", "WO-3"}) register_order(order, "O-1");
  repair("WO-1", 1 * day_ms);
  repair("WO-2", 2 * day_ms);
  repair("WO-3", 3 * day_ms);
  EXPECT_EQ(told(), "WO-3 A-1 after WO-2, WO-2 A-1 after WO-1, WO-1 A-1 after , ");
  repair("WO-3", 3 * day_ms);  // told again: its diagnosis was corrected
  EXPECT_EQ(told(), "WO-3 A-1 after WO-2, WO-2 A-1 after WO-1, WO-1 A-1 after , ");
  withdraw("WO-2");
  EXPECT_EQ(told(), "WO-3 A-1 after WO-1, WO-1 A-1 after , ");
}

// Those after a repair whose diagnosis is corrected look back again, by its code.
TEST_F(Repairs, FollowADiagnosisThatIsCorrected) {
  for (const char* order : {"WO-1", "WO-2", "WO-3"}) register_order(order, "O-1");
  repair("WO-1", 1 * day_ms, "A-1", "E2");
  repair("WO-2", 2 * day_ms, "A-1", "E2");
  repair("WO-3", 3 * day_ms, "A-1", "E10");
  EXPECT_EQ(told(), "WO-3 A-1 after , WO-2 A-1 after WO-1, WO-1 A-1 after , ");
  repair("WO-1", 1 * day_ms, "A-1", "E10");
  EXPECT_EQ(told(), "WO-3 A-1 after WO-1, WO-2 A-1 after , WO-1 A-1 after , ");
  EXPECT_EQ(codes_, "E10 E2 E10 ");
}

// The order was about another machine: both events may come in one commit, in either order.
TEST_F(Repairs, MoveToAnotherMachine) {
  register_order("WO-1", "O-1");
  repair("WO-1", 1 * day_ms);
  repair("WO-1", 1 * day_ms, "A-2");
  withdraw("WO-1");
  EXPECT_EQ(told(), "WO-1 A-2 after , ");
}

}  // namespace
}  // namespace kintsugi::tests
