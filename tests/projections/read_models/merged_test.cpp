// What is asked of a customer is asked of those merged into him, at that moment.

#include <gtest/gtest.h>

#include "projections/cases/cases.h"
#include "projections/directory/directory.h"
#include "projections/lists/read.h"
#include "projections/orders/orders.h"
#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

class Merged : public testing::Test {
 protected:
  Merged() {
    for (const char* id : {"C-1", "C-2", "C-3", "C-4"}) {
      const std::string n(id + 2);
      log_.add({on(std::string("customer/") + id, schema::CustomerRegistered{.name = id})});
      log_.add({on("asset/A-" + n, schema::AssetRegistered{.serial = "SN" + n, .customer = id})});
      log_.add({on("work_order/WO-" + n, schema::WorkOrderRegistered{.customer = id})});
    }
  }
  void merge(const std::string& from, const std::string& into) {
    log_.add({on("customer/" + from, schema::CustomerMerged{.merged_into = into}),
              on("customer/" + into, schema::CustomerAbsorbed{.from = from})});
  }
  // The ids of a list where the parameter has the value, as of the end of the log.
  std::string ids(const char* in, const char* parameter, const char* value) {
    const auto directory = folded(directory_projection(), log_);
    const auto cases = folded(cases_projection(), log_);
    const auto orders = folded(orders_projection(), log_);
    const auto rows_of = [&](std::string_view model) -> Result<const RowReader*> {
      return model == "orders" ? orders.get() : model == "cases" ? cases.get() : directory.get();
    };
    const lists::List& list = *lists::find(in);
    lists::Query query;
    EXPECT_TRUE(lists::add_condition(list, parameter, value, query).has_value());
    const Scope scope = Scope::everything();
    const lists::Viewer viewer(scope, rows_of);
    std::string out;
    const auto end = lists::read_page(list, **rows_of(list.info->model), query, viewer, {50, {}},
                                      [&](const lists::Item& item) {
                                        out += lists::id_of(list, item) + " ";
                                        return true;
                                      });
    EXPECT_TRUE(end.has_value()) << end.error().what;
    return out;
  }
  JudgedLog log_;
};

TEST_F(Merged, OrdersAndMachinesFollow) {
  EXPECT_EQ(ids("work_orders", "customer", "C-2"), "WO-2 ");
  merge("C-1", "C-2");
  EXPECT_EQ(ids("work_orders", "customer", "C-2"), "WO-2 WO-1 ");
  EXPECT_EQ(ids("assets", "customer", "C-2"), "A-1 A-2 ");
  EXPECT_EQ(ids("work_orders", "customer", "C-1"), "WO-1 ");
  merge("C-2", "C-3");
  EXPECT_EQ(ids("assets", "customer", "C-3"), "A-1 A-2 A-3 ");
  EXPECT_EQ(ids("customers", "merged_into", "C-3"), "C-2 ");
  EXPECT_EQ(ids("customers", "id", "C-3"), "C-3 ");
}

TEST_F(Merged, AreTwoAgainOnceTheyAreSplit) {
  merge("C-1", "C-2");
  log_.add({on(std::string("customer/C-1"), schema::CustomerSplit{}),
            on(std::string("customer/C-2"), schema::CustomerReleased{.from = "C-1"})});
  EXPECT_EQ(ids("work_orders", "customer", "C-2"), "WO-2 ");
}

TEST_F(Merged, ThoseBelowFollowToo) {
  log_.add(
      {on(std::string("customer/C-4"), schema::CustomerMovedBelow{.parent = "C-2"})});
  merge("C-1", "C-4");
  EXPECT_EQ(ids("assets", "customer.under", "C-2"), "A-1 A-2 A-4 ");
}

}  // namespace
}  // namespace kintsugi::tests
