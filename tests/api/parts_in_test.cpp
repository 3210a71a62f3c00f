// What is in a machine now.

#include "api/http/reading/parts_in.h"

#include <gtest/gtest.h>

namespace kintsugi::tests {
namespace {

schema::OrderRow order(std::string id) {
  schema::OrderRow row;
  row.id = std::move(id);
  return row;
}

void fit(schema::OrderRow& row, std::string part, std::string serial,
         std::int64_t quantity = 1000) {
  row.order.parts.push_back({.part = std::move(part),
                             .quantity = quantity,
                             .technician = "T1",
                             .serial = std::move(serial)});
}

void take(schema::OrderRow& row, std::string part, std::string serial) {
  row.order.removed.push_back({.part = std::move(part),
                               .serial = std::move(serial),
                               .fate = schema::PartFate::scrapped});
}

std::string told(const std::vector<schema::OrderRow>& orders) {
  std::string out;
  for (const api::PartIn& one : api::parts_in(orders)) {
    out += one.part + ":" + one.serial + "@" + one.order;
    if (one.quantity != 1000) out += "x" + std::to_string(one.quantity / 1000);
    out += " ";
  }
  return out;
}

TEST(PartsIn, AreThoseThatCameInAndNotOut) {
  schema::OrderRow first = order("WO-1"), second = order("WO-2");
  fit(first, "压缩机", "C-1");
  fit(first, "电容", "");
  fit(first, "螺钉", "", 4000);
  take(first, "压缩机", "C-0");  // the factory's
  EXPECT_EQ(told({first}), "压缩机:C-1@WO-1 电容:@WO-1 螺钉:@WO-1x4 ");
  take(second, "压缩机", "c 1");
  fit(second, "压缩机", "C-2");
  take(second, "螺钉", "");
  EXPECT_EQ(told({first, second}), "电容:@WO-1 螺钉:@WO-1x3 压缩机:C-2@WO-2 ");
  second.order.removed[0].withdrawn = true;
  second.order.parts[0].withdrawn = true;
  EXPECT_EQ(told({first, second}), "压缩机:C-1@WO-1 电容:@WO-1 螺钉:@WO-1x3 ");
}

TEST(PartsIn, KnowAPieceWithoutASerialByItsPart) {
  schema::OrderRow first = order("WO-1"), second = order("WO-2");
  fit(first, "主板", "M-1");
  fit(first, "主板", "");
  take(second, "主板", "M-7");  // was not told then
  fit(second, "主板", "M-8");
  EXPECT_EQ(told({first, second}), "主板:M-1@WO-1 主板:M-8@WO-2 ");
  take(second, "主板", "");  // the one whose serial can no longer be read
  EXPECT_EQ(told({first, second}), "主板:M-8@WO-2 ");
  take(second, "主板", "");  // not what this order itself fitted
  EXPECT_EQ(told({first, second}), "主板:M-8@WO-2 ");
}

}  // namespace
}  // namespace kintsugi::tests
