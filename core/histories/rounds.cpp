#include "core/histories/rounds.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <optional>

#include "core/claims/claim.h"
#include "core/histories/duties.h"
#include "schema/bulletin_commands.h"
#include "schema/bulletin_state.h"
#include "schema/identity_commands.h"
#include "schema/inspection_commands.h"
#include "schema/returned_machine_commands.h"
#include "schema/sale_commands.h"
#include "schema/sale_state.h"
#include "schema/technician_commands.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr int days_back = 5;  // an order of the installer is over by then
constexpr int machines_each = 4;  // of a bulletin, at each outlet; one a day

struct Recall {
  int day = 0;  // of the company
  std::string_view id, title, text;
  std::size_t product = 0;
};
constexpr std::array<Recall, 3> recalls = {
    {{9, "TG-JL-01", "金鹿 35GW 室外机接线端子复查", "部分批次端子压接不良，免费上门复查紧固", 0},
     {31, "TG-HL-02", "海岚 XQG80 门锁组件检查", "门锁可能误判，检查并升级控制程序", 2},
     {50, "TG-BF-03", "北峰 BCD215 电源线检查", "检查电源线护套，破损者免费更换", 4}}};

std::string sale_id(int day, int outlet) {
  return "XS-" + padded(day + 1, 3) + "-" + padded(outlet, 2);
}

// Machines of regular customers that the bulletin names, of each outlet (from 1) the first ones.
std::vector<std::vector<std::string>> affected(const Recall& recall, const CompanySize& size) {
  std::vector<std::vector<std::string>> of_outlet(static_cast<std::size_t>(size.outlets) + 1);
  const std::string_view model = products()[recall.product].model;
  for (Machine& machine : machines_of(size)) {
    const int outlet = outlet_of_regular(machine.regular, size);
    auto& assets = of_outlet[static_cast<std::size_t>(outlet)];
    if (machine.product.model == model && assets.size() < machines_each)
      assets.push_back(std::move(machine.asset));
  }
  return of_outlet;
}

// Of its n-th day, of each outlet that has so many.
std::optional<std::size_t> day_of_recall(const Recall& recall, int day) {
  const int nth = day - recall.day - 2;
  if (nth < 0 || nth >= machines_each) return std::nullopt;
  return static_cast<std::size_t>(nth);
}

std::string hash_of(Dice& dice) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hash;
  while (hash.size() < 64) hash += digits[static_cast<std::size_t>(dice.below(16))];
  return hash;
}

// On one day some phones numbered what they sent, and one of the numbers never came.
constexpr int day_of_lost_number = 10;
constexpr int phones_lost = 3;

void number_without_the_third(std::vector<Wish>& his) {
  std::stable_sort(his.begin(), his.end(),
                   [](const Wish& a, const Wish& b) { return a.at < b.at; });
  std::int64_t number = 0;
  for (Wish& wish : his) {
    number += number == 2 ? 2 : 1;
    wish.device_sequence = number;
  }
}

struct Rounds {
  const CompanySize& size;
  Instant midnight;
  int day;
  Dice dice;
  std::vector<Wish> wishes{};
  // Of each recall, once it is asked for.
  std::array<std::vector<std::vector<std::string>>, std::size(recalls)> of_recalls{};

  template <class Command>
  Wish& add(Instant at, std::string_view who, Command command) {
    wishes.push_back({.at = at,
                      .who = std::string(who),
                      .commands = {std::move(command)},
                      .where_possible = true});
    return wishes.back();
  }
  const std::vector<std::vector<std::string>>& machines_of_recall(const Recall& recall) {
    auto& known = of_recalls[static_cast<std::size_t>(&recall - recalls.data())];
    if (known.empty()) known = affected(recall, size);
    return known;
  }
  std::string_view agent() { return agents[dice.below(std::size(agents))]; }
  void sale(int outlet);
  void bulletins();
  void trade_returns();
  void inspections();
  void installer(int outlet);
};

// A dealer's line; some are taken back before anybody has come.
void Rounds::sale(int outlet) {
  const Product& product = dice.pick(products());
  const auto area = areas_of(outlet)[static_cast<std::size_t>(dice.below(2))];
  const Instant at = midnight + hours(10) + 4 * turn_of(outlet) + minutes(dice.below(200));
  const std::string id = sale_id(day, outlet);
  schema::ImportSale line;
  line.sale = id;
  line.seller = dice.chance(60) ? "滨江电器城" : "网上旗舰店";
  line.contact = person_name(dice.below(320));
  line.phone = std::to_string(13'300'000'000 + day * 1000 + outlet);
  line.address = area + "路" + std::to_string(1 + dice.below(300)) + "号";
  line.area = area;
  line.brand = product.brand;
  line.category = product.category;
  line.model = product.model;
  line.serial = "XJ" + padded(day + 1, 4) + padded(outlet, 3);
  line.sold_on = date_of(at) - 1;
  line.delivered_on = date_of(at);
  line.outlet = outlet_id(outlet);
  line.invoice = "FX" + padded(day + 1, 4) + padded(outlet, 3);
  add(at, agent(), std::move(line));
  if (dice.chance(8))
    add(at + minutes(150), agent(),
        schema::WithdrawSale{.sale = id, .reason = "用户退货，未安装"});
}

// Published, and an order opened for some of the machines each day; one was published too early.
void Rounds::bulletins() {
  for (const Recall& recall : recalls) {
    const std::string id(recall.id);
    const Product& product = products()[recall.product];
    if (day == recall.day) {
      schema::PublishBulletin publish;
      publish.bulletin = id;
      publish.brand = product.brand;
      publish.model = product.model;
      publish.title = recall.title;
      publish.text = recall.text;
      add(midnight + hours(9) + minutes(5), "admin", std::move(publish));
    }
    const auto nth = day_of_recall(recall, day);
    if (!nth) continue;
    int outlet = 0;
    for (const auto& assets : machines_of_recall(recall)) {
      if (assets.size() > *nth)
        add(midnight + hours(13) + turn_of(outlet), agent(),
            schema::OrderForBulletin{.bulletin = id, .asset = assets[*nth]});
      ++outlet;
    }
  }
  if (day != 20 && day != 21) return;
  schema::PublishBulletin publish;
  publish.bulletin = "TG-HL-00";
  publish.brand = "HaiLan";
  publish.model = "HL-72LW";
  publish.title = "海岚 72LW 遥控器误码检查";
  publish.text = "部分遥控器误码，检查并更换";
  if (day == 20) add(midnight + hours(11), "admin", std::move(publish));
  if (day == 21)
    add(midnight + hours(11), "admin",
        schema::WithdrawBulletin{.bulletin = "TG-HL-00", .reason = "厂家确认误报"});
}

// Unsold ones, which are never new again.
void Rounds::trade_returns() {
  if (day % 3 != 1) return;
  const int outlet = day / 3 % size.outlets + 1;
  const Product& product = dice.pick(products());
  schema::ReceiveReturnedMachine receive;
  receive.brand = product.brand;
  receive.model = product.model;
  receive.serial = "SF" + padded(day + 1, 5);
  receive.outlet = outlet_id(outlet);
  receive.dealer = "D-" + std::to_string(1 + dice.below(5));
  receive.document = "TJ" + padded(day + 1, 4);
  receive.note = "商家退回样机，包装破损";
  const auto number = core::claims::claim_of_brand(receive.brand, receive.serial);
  const Instant at = midnight + hours(14) + minutes(dice.below(90));
  add(at, store_keeper_of(outlet), std::move(receive));
  if (dice.chance(30)) return;
  using enum schema::MachineRelease;
  add(at + hours(24 * (3 + dice.below(6))), store_keeper_of(outlet),
      schema::ReleaseReturnedMachine{.machine = number.id,
                                     .released_for = dice.chance(50)   ? refurbished
                                                     : dice.chance(60) ? to_maker
                                                                       : for_parts,
                                     .document = "CJ" + padded(day + 1, 4)});
}

// By headquarters, at another outlet every four days.
void Rounds::inspections() {
  if (day % 4 != 2) return;
  const int outlet = day / 4 % size.outlets + 1;
  const int people = technicians_of(outlet, size);
  using enum schema::InspectionSubject;
  const bool of_parts = dice.chance(40);
  const std::string id = "JC-" + padded(day + 1, 3) + "-" + padded(outlet, 2);
  schema::OpenInspection open;
  open.inspection = id;
  open.subject = of_parts ? parts : conduct;
  open.outlet = outlet_id(outlet);
  if (!of_parts && people > 0)
    open.technician =
        technician_id(outlet - 1 + static_cast<int>(dice.below(people)) * size.outlets);
  open.note = of_parts ? "旧件返还抽查" : "上门服务规范抽查";
  const Instant at = midnight + hours(10) + minutes(dice.below(120));
  add(at, "admin", std::move(open));
  for (int n = 0; n < 2; ++n) {
    schema::RecordInspectionFinding finding;
    finding.inspection = id;
    finding.in_order = n == 0 || dice.chance(50);
    finding.text = of_parts ? (n == 0 ? "旧件架标识齐全" : "两件旧件无工单标签")
                            : (n == 0 ? "佩戴工牌，出示价目表" : "完工后未清理现场");
    if (n == 1 && finding.in_order) finding.text = "抽查单据与系统一致";
    finding.photo_hash = hash_of(dice);
    finding.latitude = latitude_of(day + n);
    finding.longitude = longitude_of(day + n);
    add(at + minutes(20 + 25 * n), "admin", std::move(finding));
  }
  if (dice.chance(85))
    add(at + hours(26), "admin",
        schema::CloseInspection{.inspection = id, .conclusion = "已反馈网点，一周内整改"});
}

void Rounds::installer(int outlet) {
  std::vector<std::string> sales, machines;
  for (int before = std::max(0, day - days_back); before < day; ++before) {
    sales.push_back(sale_id(before, outlet));
    for (const Recall& recall : recalls) {
      const auto nth = day_of_recall(recall, before);
      if (!nth) continue;
      const auto& assets = machines_of_recall(recall)[static_cast<std::size_t>(outlet)];
      if (assets.size() > *nth) machines.push_back(std::string(recall.id) + ":" + assets[*nth]);
    }
  }
  const auto orders = [sales, machines](const Past& past) {
    std::vector<std::string> out;
    for (const std::string& id : sales)
      if (const auto* sale = past.find<schema::Sale>(id)) out.push_back(sale->order);
    for (const std::string& id : machines)
      if (const auto* machine = past.find<schema::BulletinMachine>(id))
        out.push_back(machine->order);
    return out;
  };
  auto his = day_of_the_installer({.outlet = outlet,
                                   .midnight = midnight,
                                   .day = day,
                                   .orders = orders});
  if (day == day_of_lost_number && outlet <= phones_lost) number_without_the_third(his);
  wishes.insert(wishes.end(), std::make_move_iterator(his.begin()),
                std::make_move_iterator(his.end()));
}

}  // namespace

std::vector<std::string> recalled_machines(const CompanySize& size) {
  std::vector<std::string> out;
  for (const Recall& recall : recalls)
    for (const auto& assets : affected(recall, size))
      out.insert(out.end(), assets.begin(), assets.end());
  return out;
}

std::string installer_of(int outlet) { return "AZ-" + padded(outlet, 2); }

std::vector<Wish> opening_of_the_rounds(const CompanySize& size, Instant first_day) {
  std::vector<Wish> wishes;
  Instant at = first_day + hours(7) + minutes(15);
  const auto add = [&](auto command) {
    wishes.push_back({.at = at, .who = "admin", .commands = {std::move(command)}});
    at += std::chrono::milliseconds(200);
  };
  for (int outlet = 1; outlet <= size.outlets; ++outlet) {
    const std::string id = installer_of(outlet), name = person_name(200 + outlet);
    add(schema::RegisterTechnician{.technician = id,
                                   .name = name,
                                   .phone = std::to_string(13'700'009'000 + outlet),
                                   .outlet = outlet_id(outlet),
                                   .brands = {},
                                   .daily_minutes_max = 600,
                                   .cash_limit = 0});
    for (const char* category : {"aircon", "fridge", "washer"})
      for (const auto type : {schema::ServiceType::install, schema::ServiceType::inspect})
        add(schema::GrantSkill{.technician = id,
                               .category = category,
                               .service_type = type,
                               .expires_on = 0,
                               .certificate = "AZ-ZJ-" + padded(500 + outlet, 4)});
    add(schema::RegisterOperator{.number = id, .name = name, .technician = id});
    add(schema::GrantRole{
        .number = id, .role = schema::Role::technician, .outlet = outlet_id(outlet)});
  }
  // All are there before the first roster.
  const Instant begin = first_day + hours(7) + minutes(15);
  const std::chrono::milliseconds took = at - begin, most = minutes(4);
  if (took > most)
    for (Wish& wish : wishes) wish.at = begin + (wish.at - begin) * most.count() / took.count();
  return wishes;
}

std::vector<Wish> day_of_the_rounds(const CompanySize& size, Instant midnight, int day) {
  Rounds rounds{size, midnight, day, Dice(seed_of(day, 5))};
  rounds.bulletins();
  rounds.trade_returns();
  rounds.inspections();
  for (int outlet = 1; outlet <= size.outlets; ++outlet) {
    if ((day + outlet) % 2 == 0) rounds.sale(outlet);
    rounds.installer(outlet);
  }
  return std::move(rounds.wishes);
}

}  // namespace kintsugi::histories
