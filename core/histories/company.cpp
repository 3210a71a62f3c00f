#include "core/histories/company.h"

#include <array>

namespace kintsugi::histories {

std::string padded(std::int64_t n, std::size_t digits) {
  std::string text = std::to_string(n);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

std::string outlet_id(int outlet) {
  return outlet == 0 ? std::string(centre) : "OUT-" + std::to_string(outlet);
}
std::string region_id(int region) {
  return region == 0 ? std::string(centre) : "RC-" + padded(region + 1, 2);
}
std::string warehouse_id(int outlet) { return "WH-" + std::to_string(outlet); }
std::string technician_id(int technician) { return "T-" + padded(technician + 1, 2); }
std::string part_id(int part) { return "KT-" + padded(101 + part, 4); }
std::string regular_id(int regular) { return "C-" + padded(regular + 1, 5); }
std::string new_customer_id(std::int64_t order_number) {
  return "C-N" + std::to_string(order_number);
}
std::string new_machine_id(std::int64_t order_number) {
  return "A-N" + std::to_string(order_number);
}
std::string dispatcher_of(int outlet) { return std::to_string(2000 + outlet); }
std::string store_keeper_of(int outlet) { return std::to_string(3000 + outlet); }

std::string person_name(std::int64_t n) {
  static constexpr std::array<std::string_view, 16> family = {"王", "李", "张", "刘", "陈", "杨",
                                                              "赵", "黄", "周", "吴", "徐", "孙",
                                                              "胡", "朱", "高", "林"};
  static constexpr std::array<std::string_view, 20> given = {
      "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊",   "军",
      "洋", "勇", "艳", "杰",   "娟", "涛", "明", "超", "秀兰", "建国"};
  auto i = static_cast<std::size_t>(n);
  return std::string(family[i % family.size()]) +
         std::string(given[(i / family.size() + i) % given.size()]);
}

const std::vector<Product>& products() {
  static const std::vector<Product> all = {
      {"JinLu", "aircon", "JL-35GW"},     {"JinLu", "fridge", "JL-BCD258"},
      {"HaiLan", "washer", "HL-XQG80"},   {"HaiLan", "aircon", "HL-72LW"},
      {"BeiFeng", "fridge", "BF-BCD215"}, {"BeiFeng", "washer", "BF-XQB65"}};
  return all;
}

std::vector<std::string> areas_of(int outlet) {
  static const std::vector<std::vector<std::string>> named = {
      {"城北-拱墅", "城北-半山"}, {"城南-滨江", "城南-萧山"}, {"高新-文一", "高新-西溪"}};
  if (outlet <= static_cast<int>(named.size())) return named[static_cast<std::size_t>(outlet - 1)];
  const std::string quarter = "第" + std::to_string(outlet) + "片区";
  return {quarter + "-东", quarter + "-西"};
}

std::int64_t price_of(std::string_view category, schema::ServiceType type) {
  std::int64_t base = category == "aircon" ? 15'000 : category == "fridge" ? 12'000 : 9'000;
  if (type == schema::ServiceType::install) return base + 5'000;
  if (type == schema::ServiceType::maintain) return base / 2;
  return base;
}

// Every third one has two of them.
std::vector<Machine> machines_of(const CompanySize& size) {
  std::vector<Machine> out;
  for (int regular = 0; regular < size.regulars; ++regular) {
    for (int i = 0; i < (regular % 3 == 0 ? 2 : 1); ++i) {
      const std::string number = padded(regular + 1, 5) + "-" + std::to_string(i + 1);
      const auto which = static_cast<std::size_t>(regular + i) % products().size();
      out.push_back({regular, "A-" + number, "RG" + number, products()[which]});
    }
  }
  return out;
}

}  // namespace kintsugi::histories
