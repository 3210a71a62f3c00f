// Who works at the demo company, with what, at which prices.

#include <array>

#include "api/demo/wishes.h"
#include "schema/identity.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/tariff_commands.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/warehouse.h"

namespace kintsugi::api::demo {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

std::string padded(std::int64_t n, std::size_t digits) {
  std::string text = std::to_string(n);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

constexpr std::array<std::string_view, part_count> part_names = {
    "压缩机", "室外风机电机", "电脑板", "四通阀", "温度传感器", "遥控器",
    "排水泵", "进水阀",       "门封条", "加热管", "皮带",       "显示屏"};
constexpr std::array<std::string_view, 4> outlet_names = {"华东区域中心", "城北服务站",
                                                          "城南服务站", "高新服务站"};

struct Setup {
  std::vector<Wish>& wishes;
  Instant at;
  std::string who = "admin";

  template <class Command>
  void add(Command command) {
    wishes.push_back({at, who, std::move(command)});
    at += seconds(2);
  }
  void operator_with(const std::string& number, const std::string& name, schema::Role role,
                     std::string_view outlet, const std::string& technician = {}) {
    add(schema::RegisterOperator{.number = number, .name = name, .technician = technician});
    add(schema::GrantRole{.number = number, .role = role, .outlet = std::string(outlet)});
  }
};

void add_outlets(Setup& setup) {
  std::vector<std::string> brands = {"JinLu", "HaiLan", "BeiFeng"};
  for (int i = 0; i <= outlet_count; ++i) {
    std::vector<std::string> territory;
    if (i > 0) {
      for (std::string_view area : areas_of(i)) territory.emplace_back(area);
    }
    setup.add(schema::RegisterOutlet{
        .outlet = i == 0 ? std::string(centre) : outlet_id(i),
        .name = std::string(outlet_names[static_cast<std::size_t>(i)]),
        .kind = i == 0 ? schema::OutletKind::regional_centre : schema::OutletKind::service_station,
        .parent = i == 0 ? std::string() : std::string(centre),
        .address = "工业路" + std::to_string(10 + i) + "号",
        .phone = "0571-8800100" + std::to_string(i),
        .brands = brands,
        .territory = territory});
    setup.add(schema::RegisterWarehouse{
        .warehouse = warehouse_id(i),
        .name = std::string(outlet_names[static_cast<std::size_t>(i)]) + "备件库",
        .outlet = i == 0 ? std::string(centre) : outlet_id(i),
        .kind = schema::WarehouseKind::parts,
        .latitude = 30'200'000 + i * 40'000,
        .longitude = 120'100'000 + i * 50'000});
  }
}

void add_people(Setup& setup) {
  setup.operator_with("1001", "李敏", schema::Role::call_centre, "");
  setup.operator_with("1002", "周婷", schema::Role::call_centre, "");
  setup.operator_with("4001", "孙会计", schema::Role::accountant, "");
  setup.operator_with("4002", "钱会计", schema::Role::accountant, "");
  setup.operator_with("5001", "郑审计", schema::Role::auditor, "");
  setup.operator_with("3000", "库管中心", schema::Role::store_keeper, centre);
  for (int i = 1; i <= outlet_count; ++i) {
    setup.operator_with(dispatcher_of(i), person_name(40 + i), schema::Role::dispatcher,
                        outlet_id(i));
    setup.operator_with(store_keeper_of(i), person_name(50 + i), schema::Role::store_keeper,
                        outlet_id(i));
  }
  for (int t = 0; t < technician_count; ++t) {
    std::string outlet = outlet_id(outlet_of_technician(t));
    std::string name = person_name(t);
    setup.add(schema::RegisterTechnician{.technician = technician_id(t),
                                         .name = name,
                                         .phone = "1370000" + padded(1000 + t, 4),
                                         .outlet = outlet,
                                         .brands = {},
                                         .daily_minutes_max = 600,
                                         .cash_limit = 0});
    for (std::string_view category : {"aircon", "fridge", "washer"}) {
      for (auto type : {schema::ServiceType::install, schema::ServiceType::repair,
                        schema::ServiceType::maintain}) {
        setup.add(schema::GrantSkill{.technician = technician_id(t),
                                     .category = std::string(category),
                                     .service_type = type,
                                     .expires_on = 0,
                                     .certificate = {}});
      }
    }
    setup.operator_with(technician_id(t), name, schema::Role::technician, outlet, technician_id(t));
  }
}

void add_prices(Setup& setup) {
  auto day = static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(setup.at + hours(8)).time_since_epoch().count());
  schema::DraftTariff prices{
      .tariff = std::string(tariff), .name = "统一价目表", .effective_from = day, .lines = {}};
  for (std::string_view category : {"aircon", "fridge", "washer"}) {
    for (auto type : {schema::ServiceType::install, schema::ServiceType::repair,
                      schema::ServiceType::maintain}) {
      schema::TariffLine line;
      line.category = category;
      line.service_type = type;
      line.item = "service";
      line.unit_price = price_of(category, type);
      prices.lines.push_back(line);
    }
  }
  schema::DraftWageRule wages{.rule = std::string(wage_rule),
                              .name = "计件提成",
                              .effective_from = day,
                              .lines = {},
                              .crews = {}};
  for (auto type :
       {schema::ServiceType::install, schema::ServiceType::repair, schema::ServiceType::maintain}) {
    schema::WageRuleLine line;
    line.service_type = type;
    line.basis = schema::WageBasis::rate;
    line.rate = type == schema::ServiceType::install ? 6000 : 5000;
    wages.lines.push_back(line);
  }
  setup.who = "4001";
  setup.add(std::move(prices));
  setup.add(std::move(wages));
  setup.who = "4002";  // the second pair of eyes
  setup.add(schema::PublishTariff{.tariff = std::string(tariff), .version = 1});
  setup.add(schema::PublishWageRule{.rule = std::string(wage_rule), .version = 1});
}

void add_stock(Setup& setup, Instant first_day) {
  setup.who = "admin";
  for (int p = 0; p < part_count; ++p) {
    setup.add(schema::RegisterPart{.part = part_id(p),
                                   .name = std::string(part_names[static_cast<std::size_t>(p)]),
                                   .brand = "JinLu",
                                   .number = "JL" + padded(7000 + p, 5),
                                   .category = {},
                                   .unit = schema::PartUnit::piece});
  }
  for (int week = 0; week < day_count / 7 + 1; ++week) {
    if (week > 0) setup.at = first_day + hours(24 * 7 * week) + hours(8);
    for (int i = 0; i <= outlet_count; ++i) {
      setup.who = i == 0 ? "3000" : store_keeper_of(i);
      for (int p = 0; p < part_count - 1;
           ++p) {  // the last part is never delivered: sourcing escalates
        setup.add(schema::ReceiveStock{
            .warehouse = warehouse_id(i),
            .part = part_id(p),
            .condition = schema::PartCondition::good,
            .quantity = (week == 0 ? 40 : 15) * 1000,
            .supplier = "金鹿备件中心",
            .document = "IN-" + std::to_string(week) + "-" + std::to_string(i),
            .unit_cost = 2'000 + 1'500 * p + 100 * week});  // fen; dearer every week
      }
    }
  }
}

}  // namespace

std::string outlet_id(int outlet) { return "OUT-" + std::to_string(outlet); }
std::string warehouse_id(int outlet) { return "WH-" + std::to_string(outlet); }
std::string technician_id(int technician) { return "T-" + padded(technician + 1, 2); }
int outlet_of_technician(int technician) { return technician % outlet_count + 1; }
std::string part_id(int part) { return "KT-" + padded(101 + part, 4); }
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

const std::vector<std::string_view>& areas_of(int outlet) {
  static const std::vector<std::string_view> north = {"城北-拱墅", "城北-半山"};
  static const std::vector<std::string_view> south = {"城南-滨江", "城南-萧山"};
  static const std::vector<std::string_view> west = {"高新-文一", "高新-西溪"};
  return outlet == 1 ? north : outlet == 2 ? south : west;
}

std::int64_t price_of(std::string_view category, schema::ServiceType type) {
  std::int64_t base = category == "aircon" ? 15'000 : category == "fridge" ? 12'000 : 9'000;
  if (type == schema::ServiceType::install) return base + 5'000;
  if (type == schema::ServiceType::maintain) return base / 2;
  return base;
}

void add_company(std::vector<Wish>& wishes, Instant first_day) {
  Setup setup{wishes, first_day + hours(6), ""};
  setup.add(schema::BootstrapAdministrator{.number = "admin", .name = "管理员"});
  setup.who = "admin";
  add_outlets(setup);
  add_people(setup);
  add_prices(setup);
  add_stock(setup, first_day);
}

}  // namespace kintsugi::api::demo
