// The first morning of a company, and what happens in its stores week by week.

#include <array>
#include <chrono>

#include "core/histories/company.h"
#include "core/histories/past.h"
#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/identity.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/tariff_commands.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/warehouse.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

constexpr milliseconds morning = hours(1);
constexpr std::array<std::string_view, 3> categories = {"aircon", "fridge", "washer"};
constexpr std::array service_types = {schema::ServiceType::install, schema::ServiceType::repair,
                                      schema::ServiceType::maintain};
constexpr std::array<std::string_view, 12> part_names = {
    "压缩机", "室外风机电机", "电脑板", "四通阀", "温度传感器", "遥控器",
    "排水泵", "进水阀",       "门封条", "加热管", "皮带",       "显示屏"};
constexpr std::array<std::string_view, 4> outlet_names = {"华东区域中心", "城北服务站",
                                                          "城南服务站", "高新服务站"};

std::string outlet_name(int outlet) {
  if (outlet < static_cast<int>(outlet_names.size()))
    return std::string(outlet_names[static_cast<std::size_t>(outlet)]);
  return "第" + std::to_string(outlet) + "服务站";
}

std::string part_name(int part) {
  const auto kinds = static_cast<int>(part_names.size());
  std::string name(part_names[static_cast<std::size_t>(part % kinds)]);
  return part < kinds ? name : name + std::to_string(part / kinds + 1) + "型";
}

struct Setup {
  const CompanySize& size;
  Instant first_day;
  Instant at;
  std::string who;
  std::vector<Wish> wishes{};

  template <class Command>
  void add(Command command) {
    wishes.push_back({.at = at, .who = who, .commands = {std::move(command)}});
    at += milliseconds(200);
  }
  std::int32_t today() const {
    return static_cast<std::int32_t>(
        std::chrono::floor<std::chrono::days>(first_day + hours(8)).time_since_epoch().count());
  }
  void operator_with(const std::string& number, const std::string& name, schema::Role role,
                     const std::string& outlet, const std::string& technician = {}) {
    add(schema::RegisterOperator{.number = number, .name = name, .technician = technician});
    add(schema::GrantRole{.number = number, .role = role, .outlet = outlet});
  }
  void outlets();
  void people();
  void technicians();
  void prices();
  void stock();
  void regulars();
};

void Setup::outlets() {
  const std::vector<std::string> brands = {"JinLu", "HaiLan", "BeiFeng"};
  for (int region = 1; region < size.regions; ++region)
    add(schema::RegisterOutlet{.outlet = region_id(region),
                               .name = "第" + std::to_string(region + 1) + "大区中心",
                               .kind = schema::OutletKind::regional_centre,
                               .parent = {},
                               .address = "中心路" + std::to_string(region + 1) + "号",
                               .phone = "0571-" + std::to_string(87'001'000 + region),
                               .brands = brands,
                               .territory = {}});
  for (int i = 0; i <= size.outlets; ++i) {
    add(schema::RegisterOutlet{
        .outlet = outlet_id(i),
        .name = outlet_name(i),
        .kind = i == 0 ? schema::OutletKind::regional_centre : schema::OutletKind::service_station,
        .parent = i == 0 ? std::string() : region_id(region_of(i, size)),
        .address = "工业路" + std::to_string(10 + i) + "号",
        .phone = "0571-" + std::to_string(88'001'000 + i),
        .brands = brands,
        .territory = i == 0 ? std::vector<std::string>() : areas_of(i)});
    add(schema::RegisterWarehouse{.warehouse = warehouse_id(i),
                                  .name = outlet_name(i) + "备件库",
                                  .outlet = outlet_id(i),
                                  .kind = schema::WarehouseKind::parts,
                                  .latitude = 30'200'000 + i * 40'000,
                                  .longitude = 120'100'000 + i * 50'000});
  }
}

void Setup::people() {
  operator_with("1001", "李敏", schema::Role::call_centre, "");
  operator_with("1002", "周婷", schema::Role::call_centre, "");
  operator_with("4001", "孙会计", schema::Role::accountant, "");
  operator_with("4002", "钱会计", schema::Role::accountant, "");
  operator_with("5001", "郑审计", schema::Role::auditor, "");
  operator_with("3000", "库管中心", schema::Role::store_keeper, std::string(centre));
  for (int i = 1; i <= size.outlets; ++i) {
    operator_with(dispatcher_of(i), person_name(40 + i), schema::Role::dispatcher, outlet_id(i));
    operator_with(store_keeper_of(i), person_name(50 + i), schema::Role::store_keeper,
                  outlet_id(i));
  }
}

void Setup::technicians() {
  for (int t = 0; t < size.technicians; ++t) {
    const std::string outlet = outlet_id(outlet_of_technician(t, size));
    const std::string name = person_name(t);
    add(schema::RegisterTechnician{.technician = technician_id(t),
                                   .name = name,
                                   .phone = std::to_string(13'700'001'000 + t),
                                   .outlet = outlet,
                                   .brands = {},
                                   .daily_minutes_max = 600,
                                   .cash_limit = 0});
    for (std::string_view category : categories) {
      for (const auto type : service_types) {
        add(schema::GrantSkill{.technician = technician_id(t),
                               .category = std::string(category),
                               .service_type = type,
                               .expires_on = 0,
                               .certificate = {}});
      }
    }
    operator_with(technician_id(t), name, schema::Role::technician, outlet, technician_id(t));
  }
}

void Setup::prices() {
  schema::DraftTariff prices{
      .tariff = std::string(tariff), .name = "统一价目表", .effective_from = today(), .lines = {}};
  schema::DraftWageRule wages{.rule = std::string(wage_rule),
                              .name = "计件提成",
                              .effective_from = today(),
                              .lines = {},
                              .crews = {}};
  for (const auto type : service_types) {
    for (std::string_view category : categories) {
      schema::TariffLine line;
      line.category = category;
      line.service_type = type;
      line.item = "service";
      line.unit_price = price_of(category, type);
      prices.lines.push_back(line);
    }
    schema::WageRuleLine line;
    line.service_type = type;
    line.basis = schema::WageBasis::rate;
    line.rate = type == schema::ServiceType::install ? 6000 : 5000;
    wages.lines.push_back(line);
  }
  who = "4001";
  add(std::move(prices));
  add(std::move(wages));
  who = "4002";  // the second pair of eyes
  add(schema::PublishTariff{.tariff = std::string(tariff), .version = 1});
  add(schema::PublishWageRule{.rule = std::string(wage_rule), .version = 1});
}

schema::ReceiveStock delivery(int outlet, int part, int pieces, int week) {
  return {.warehouse = warehouse_id(outlet),
          .part = part_id(part),
          .condition = schema::PartCondition::good,
          .quantity = pieces * 1000,
          .supplier = "金鹿备件中心",
          .document = "IN-" + std::to_string(week) + "-" + std::to_string(outlet),
          .unit_cost = 2'000 + 1'500 * (part % 12) + 100 * (week % 52)};  // fen; dearer every week
}

void Setup::stock() {
  who = "admin";
  for (int p = 0; p < size.parts; ++p) {
    add(schema::RegisterPart{.part = part_id(p),
                             .name = part_name(p),
                             .brand = "JinLu",
                             .number = "JL0" + std::to_string(7000 + p),
                             .category = {},
                             .unit = schema::PartUnit::piece});
  }
  for (int i = 0; i <= size.outlets; ++i) {
    who = store_keeper_of(i);
    for (int p = 0; p < size.parts - 1; ++p) add(delivery(i, p, 40, 0));
  }
}

// A customer belongs to the outlet that serves his quarter; every fifth one is a company.
void Setup::regulars() {
  who = "1001";
  for (int r = 0; r < size.regulars; ++r) {
    const int outlet = outlet_of_regular(r, size);
    const auto areas = areas_of(outlet);
    const std::string& area = areas[static_cast<std::size_t>(r / 2) % areas.size()];
    const bool company = r % 5 == 4;
    add(schema::RegisterCustomer{
        .customer = regular_id(r),
        .kind = company ? schema::CustomerKind::company : schema::CustomerKind::person,
        .name = company ? person_name(r) + "便利店" : person_name(r + 7),
        .phone = std::to_string(13'900'100'000 + r),
        .address = area + "路" + std::to_string(1 + r % 300) + "号",
        .area = area,
        .parent = {},
        .outlet = outlet_id(outlet),
        .note = {},
        .latitude = latitude_of(r),
        .longitude = longitude_of(r)});
  }
  for (const Machine& machine : machines_of(size)) {
    const std::int32_t sold = today() - 30 - machine.regular * 37 % 1500;
    add(schema::RegisterAsset{.asset = machine.asset,
                              .brand = std::string(machine.product.brand),
                              .category = std::string(machine.product.category),
                              .model = std::string(machine.product.model),
                              .serial = machine.serial,
                              .customer = regular_id(machine.regular),
                              .sold_on = sold,
                              .delivered_on = sold + 3,
                              .invoice = "FP" + machine.serial.substr(2),
                              .warranty_until = sold + 3 * 365});
  }
}

std::string shelf_of(int outlet, int part) {
  return warehouse_id(outlet) + ":" + part_id(part) + ":good";
}

// What was found on a shelf: one piece more or less than in the book, or as many.
void count_shelf(std::vector<Wish>& wishes, Instant at, int outlet, int part, std::int64_t off,
                 bool approved) {
  const std::string shelf = shelf_of(outlet, part);
  wishes.push_back(
      {.at = at,
       .who = store_keeper_of(outlet),
       .commands = {schema::ProposeStockAdjustment{.warehouse = warehouse_id(outlet),
                                                   .part = part_id(part),
                                                   .condition = schema::PartCondition::good,
                                                   .counted = 0,
                                                   .reason = "周盘点"}},
       .look = [shelf, off](std::vector<schema::Command>& commands, const Past& past) {
         const auto* item = past.find<schema::StockItem>(shelf);
         if (item == nullptr) return;
         const std::int64_t room = item->on_hand - item->reserved;
         commands[0].get<schema::ProposeStockAdjustment>().counted =
             item->on_hand + (room > 5000 ? off : 0);
       }});
  if (!approved) return;
  wishes.push_back(
      {.at = at + minutes(40),
       .who = "4001",
       .commands = {schema::ApproveStockAdjustment{.warehouse = warehouse_id(outlet),
                                                   .part = part_id(part),
                                                   .condition = schema::PartCondition::good,
                                                   .number = 0}},
       .look = [shelf](std::vector<schema::Command>& commands, const Past& past) {
         const auto* item = past.find<schema::StockItem>(shelf);
         if (item == nullptr) return;
         commands[0].get<schema::ApproveStockAdjustment>().number = item->counts;
       }});
}

}  // namespace

std::vector<Wish> opening(const CompanySize& size, Instant first_day) {
  Setup setup{size, first_day, first_day + hours(6), ""};
  setup.add(schema::BootstrapAdministrator{.number = "admin", .name = "管理员"});
  setup.who = "admin";
  setup.outlets();
  setup.people();
  setup.technicians();
  setup.prices();
  setup.stock();
  setup.regulars();
  // All is there before the first customer calls, however large the company.
  const Instant begin = setup.wishes.front().at;
  const auto took = setup.at - begin;
  for (Wish& wish : setup.wishes)
    if (took > morning) wish.at = begin + (wish.at - begin) * morning.count() / took.count();
  return std::move(setup.wishes);
}

std::vector<Wish> week_of_the_stores(const CompanySize& size, Instant monday, int week,
                                     Dice& dice, int uncounted) {
  constexpr int shelves = 12;  // of each warehouse, that get goods
  std::vector<Wish> out;
  if (size.parts < 2) return out;
  Instant at = monday + hours(8);
  for (int i = 0; i <= size.outlets; ++i) {
    for (int n = 0; n < shelves; ++n, at += milliseconds(200)) {
      const int part = size.parts - 1 <= shelves ? n % (size.parts - 1)
                                                 : static_cast<int>(dice.below(size.parts - 1));
      out.push_back(
          {.at = at, .who = store_keeper_of(i), .commands = {delivery(i, part, 15, week)}});
    }
  }
  at = monday + hours(19);  // nothing moves any more
  const auto pause =
      std::min(milliseconds(minutes(2)), milliseconds(hours(4)) / (3 * size.outlets + 1));
  for (int i = 1; i <= size.outlets; ++i) {
    const int first = static_cast<int>(dice.below(size.parts - 1));
    for (int n = 0; n < std::min(3, size.parts - 1); ++n, at += pause) {
      const int part = (first + n) % (size.parts - 1);
      if (part == uncounted) continue;
      count_shelf(out, at, i, part, (dice.below(3) - 1) * 1000, dice.chance(75));
    }
  }
  return out;
}

}  // namespace kintsugi::histories
