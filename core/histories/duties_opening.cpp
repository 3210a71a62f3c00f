// What a lively company sets up beyond what every one has.

#include <chrono>
#include <utility>

#include "core/histories/duties.h"
#include "schema/asset_commands.h"
#include "schema/brand_commands.h"
#include "schema/care_rule_commands.h"
#include "schema/customer_commands.h"
#include "schema/fault_code_commands.h"
#include "schema/identity_commands.h"
#include "schema/part_category_commands.h"
#include "schema/part_commands.h"
#include "schema/product_model_commands.h"
#include "schema/questionnaire_commands.h"
#include "schema/tariff_commands.h"
#include "schema/urgent_desk_commands.h"
#include "schema/warranty_policy_commands.h"
#include "schema/work_calendar_commands.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

struct DutiesSetup {
  const CompanySize& size;
  Instant at;
  std::string who = "admin";
  std::vector<Wish> wishes{};

  template <class Command>
  void add(Command command) {
    wishes.push_back({.at = at, .who = who, .commands = {std::move(command)}});
    at += milliseconds(300);
  }
  void people();
  void products();
  void part_categories();
  void fault_codes();
  void holidays();
  void care_rules();
  void questionnaires();
  void visit_fee();
  void warranty();
  void customers();
  void dates();
  void urgent_desks();
  void deciders();
};

void DutiesSetup::people() {
  const std::pair<std::string_view, std::string_view> more[] = {{agents[2], "吴倩"},
                                                                {agents[3], "何洁"}};
  for (const auto& [number, name] : more) {
    add(schema::RegisterOperator{
        .number = std::string(number), .name = std::string(name), .technician = {}});
    add(schema::GrantRole{
        .number = std::string(number), .role = schema::Role::call_centre, .outlet = {}});
  }
}

void DutiesSetup::products() {
  constexpr std::string_view brands[][4] = {
      {"JinLu", "金鹿", "金鹿电器股份有限公司", "400-8001-001"},
      {"HaiLan", "海岚", "海岚智能家电有限公司", "400-8001-002"},
      {"BeiFeng", "北峰", "北峰制冷设备有限公司", "400-8001-003"}};
  for (const auto& [brand, name, maker, phone] : brands) {
    schema::RegisterBrand one;
    one.brand = brand;
    one.name = name;
    one.maker = maker;
    one.phone = phone;
    add(std::move(one));
  }
  constexpr std::string_view dealers[] = {"城北家电广场", "滨江电器城", "文一路专卖店",
                                          "萧山家电超市", "网上旗舰店"};
  for (int i = 0; i < static_cast<int>(std::size(dealers)); ++i) {
    schema::RegisterDealer one;
    one.dealer = "D-" + std::to_string(i + 1);
    one.name = dealers[i];
    one.phone = "0571-" + std::to_string(86'500'100 + i);
    one.brands = {"JinLu", "HaiLan", "BeiFeng"};
    add(std::move(one));
  }
  for (const Product& product : histories::products()) {
    schema::RegisterProductModel one;
    one.brand = product.brand;
    one.model = product.model;
    one.category = product.category;
    one.warranty_policy = "default";
    one.life_years = 10;
    one.main_parts = {part_id(0), part_id(2)};
    add(std::move(one));
  }
  // Of a model that comes to the market this year.
  schema::DefineSerialFormat format;
  format.brand = "BeiFeng";
  format.model = "BF-BCD300";
  format.length = 13;
  format.check = schema::SerialCheck::luhn;
  add(std::move(format));
}

// Where a store keeper looks for a part: a tree, and each part's place in it.
void DutiesSetup::part_categories() {
  constexpr std::string_view tree[][2] = {{"制冷件", ""},       {"压缩机组", "制冷件"},
                                          {"阀件", "制冷件"},   {"电器件", ""},
                                          {"控制板", "电器件"}, {"传感器", "电器件"},
                                          {"结构件", ""}};
  for (const auto& [category, parent] : tree)
    add(schema::RegisterPartCategory{.part_category = std::string(category),
                                     .parent = std::string(parent)});
  constexpr std::string_view places[] = {"压缩机组", "电器件", "控制板", "阀件",
                                         "传感器",   "控制板", "电器件", "阀件",
                                         "结构件",   "电器件", "结构件", "控制板"};
  for (int p = 0; p < size.parts; ++p) {
    const auto kind = static_cast<std::size_t>(p) % std::size(places);
    add(schema::ChangePart{.part = part_id(p), .category = std::string(places[kind])});
  }
}

// What its technicians find, by the codes that they write down.
void DutiesSetup::fault_codes() {
  constexpr std::string_view library[][3] = {
      {"E0", "无故障，已指导使用", "No fault, use explained"},
      {"E1", "压缩机不启动", "Compressor does not start"},
      {"E2", "制冷剂泄漏", "Refrigerant leaks"},
      {"E3", "风机不转", "Fan does not turn"},
      {"E4", "传感器断路", "Sensor open"},
      {"E5", "主控板故障", "Main board faulty"},
      {"E6", "电源板故障", "Power board faulty"},
      {"E7", "电磁阀不动作", "Solenoid valve stuck"},
      {"E8", "排水不畅", "Drains badly"},
      {"E9", "进水超时", "Fills too slowly"},
      {"E10", "门封不严", "Door seal leaks"},
      {"E11", "电机异响", "Motor is loud"},
      {"E12", "显示屏不亮", "Display dark"},
      {"E13", "内外机通讯故障", "Units do not communicate"},
      {"E14", "过热保护", "Overheat protection"},
      {"E15", "皮带磨损", "Belt worn"},
      {"E16", "温控失灵", "Thermostat fails"},
      {"E17", "化霜失效", "Does not defrost"},
      {"E18", "接线松动", "Loose wiring"},
      {"E19", "遥控失灵", "Remote control fails"},
      {"E20", "安装不平", "Not level"}};
  for (const auto& [code, name, english] : library)
    add(schema::RegisterFaultCode{.code = std::string(code),
                                  .name = std::string(name),
                                  .english = std::string(english)});
}

// The public holidays whose dates are the same each year.
void DutiesSetup::holidays() {
  using std::chrono::day;
  struct Holiday {
    std::chrono::month_day from;
    int days = 1;
    std::string_view name;
  };
  constexpr Holiday holidays[] = {{std::chrono::January / day(1), 1, "元旦"},
                                  {std::chrono::May / day(1), 5, "劳动节"},
                                  {std::chrono::October / day(1), 7, "国庆节"}};
  const std::chrono::year_month_day today = std::chrono::floor<std::chrono::days>(at + hours(8));
  for (const auto year : {today.year(), today.year() + std::chrono::years(1)}) {
    for (const Holiday& holiday : holidays) {
      const auto from = static_cast<std::int32_t>(
          std::chrono::sys_days(year / holiday.from).time_since_epoch().count());
      schema::DefineHoliday define;
      define.date_from = from;
      define.date_until = from + holiday.days - 1;
      define.name = holiday.name;
      add(std::move(define));
    }
  }
}

// Who had a machine installed is called half a year later.
void DutiesSetup::care_rules() {
  add(schema::PublishCareRule{.rule = "CR-1",
                              .topic = "装机半年回访，提醒清洗滤网",
                              .months = 6,
                              .after = schema::CareAfter::installation,
                              .category = "aircon"});
}

void DutiesSetup::questionnaires() {
  using enum schema::AnswerScale;
  schema::PublishQuestionnaire publish;
  publish.questionnaire = "SERVICE";
  publish.title = "服务满意度";
  publish.effective_from = date_of(at);
  publish.questions = {{.text = "上门是否准时", .scale = five, .must_answer = true},
                       {.text = "技术员的态度", .scale = five, .must_answer = true},
                       {.text = "维修质量", .scale = five, .must_answer = true},
                       {.text = "是否出示价目表", .scale = yes_no, .must_answer = false},
                       {.text = "您的意见", .scale = words, .must_answer = false}};
  add(std::move(publish));
  schema::PublishQuestionnaire care;
  care.questionnaire = "CARE";
  care.title = "关怀回访";
  care.effective_from = date_of(at);
  care.questions = {{.text = "机器使用是否正常", .scale = yes_no, .must_answer = true},
                    {.text = "是否愿意推荐我们", .scale = five, .must_answer = true}};
  add(std::move(care));
}

// What it costs that somebody comes, out of warranty.
void DutiesSetup::visit_fee() {
  schema::TariffLine line;
  line.item = std::string(visit_fee_item);
  line.unit_price = visit_fee_price;
  line.basis = schema::ChargeBasis::visit;
  who = "4001";
  add(schema::DraftTariff{.tariff = std::string(visit_fee_tariff),
                          .name = "上门费",
                          .effective_from = date_of(at),
                          .lines = {line}});
  who = "4002";
  add(schema::PublishTariff{.tariff = std::string(visit_fee_tariff), .version = 1});
  who = "admin";
}

// Drafted by one, approved by another, published: as the Three Guarantees have it.
void DutiesSetup::warranty() {
  using enum schema::CauseClass;
  schema::WarrantyLine line;
  line.sources = {schema::WarrantySource::invoice, schema::WarrantySource::acceptance,
                  schema::WarrantySource::manufacture};
  line.grace_days = 90;
  line.machine_months = 36;
  line.parts = {{.group = "压缩机", .months = 72}, {.group = "电机", .months = 60}};
  line.return_days = 7;
  line.exchange_days = 15;
  line.failed_repairs = 2;
  line.parts_wait_days = 90;
  line.repairer_days = 30;
  line.repair_holds_days = 30;
  line.pauses_in_repair = true;
  line.restarts_after_exchange = true;
  line.exclusions = {misuse, own_alteration, human_damage, disaster, unsigned_outlet};
  line.parts_years = 8;
  schema::DraftWarrantyPolicy draft;
  draft.policy = "default";
  draft.name = "三包与整机保修";
  draft.effective_from = date_of(at) - 6 * 365;
  draft.lines = {line};
  who = "4001";
  add(std::move(draft));
  who = "4002";
  add(schema::ApproveWarrantyPolicy{.policy = "default", .version = 1});
  who = "4001";
  add(schema::PublishWarrantyPolicy{.policy = "default", .version = 1});
  // One that waits for its second pair of eyes.
  line.machine_months = 72;
  draft = {};
  draft.policy = "JinLu";
  draft.name = "金鹿六年整机保修";
  draft.effective_from = date_of(at) + 90;
  draft.lines = {line};
  add(std::move(draft));
}

// Companies have more than one person to speak with, and are not households.
void DutiesSetup::customers() {
  using enum schema::CustomerSegment;
  who = "1003";
  for (int r = 0; r < size.regulars; ++r) {
    const bool company = r % 5 == 4;
    if (!company && r % 7 != 0) continue;
    schema::ClassifyCustomer classify;
    classify.customer = regular_id(r);
    classify.segment = !company ? household : r % 15 == 4 ? key_account : contract;
    if (!company && r % 21 == 0) classify.segment = needs_care;
    add(std::move(classify));
    if (!company) continue;
    schema::SetCustomerContacts contacts;
    contacts.customer = regular_id(r);
    contacts.contacts = {{.name = person_name(r + 90),
                          .duty = "店长",
                          .phone = std::to_string(13'600'200'000 + r),
                          .note = {}},
                         {.name = person_name(r + 170),
                          .duty = "财务",
                          .phone = {},
                          .note = "开票找她"}};
    add(std::move(contacts));
  }
}

// Every sixth machine of a regular customer is maintained once a year.
void DutiesSetup::dates() {
  const std::int32_t today = date_of(at);
  for (const Machine& machine : machines_of(size)) {
    if (machine.regular % 6 != 2) continue;
    schema::SetAssetDates dates;
    dates.asset = machine.asset;
    dates.warranty_until = today - 30 - machine.regular * 37 % 1500 + 3 * 365;  // as it was
    dates.next_maintenance = today + 35 + machine.regular * 53 % 330;
    if (machine.regular % 5 == 4) dates.next_inspection = today + 20 + machine.regular * 29 % 180;
    add(std::move(dates));
  }
}

// Who is told of what is urgent: two at headquarters; the dispatchers of all outlets but the last,
// which leaves it to those.
void DutiesSetup::urgent_desks() {
  who = "admin";
  const auto person = [](std::string_view number, std::string phone) {
    return schema::UrgentContact{.operator_ = std::string(number), .phone = std::move(phone)};
  };
  add(schema::NameUrgentContacts{.outlet = {},
                                 .contacts = {person(agents[0], "13600001001"),
                                              person(agents[1], "13600001002")}});
  for (int i = 1; i < size.outlets; ++i)
    add(schema::NameUrgentContacts{
        .outlet = outlet_id(i),
        .contacts = {person(dispatcher_of(i), std::to_string(13'600'002'000 + i)),
                     person(agents[0], "13600001001")}});
}

// Who decides in each outlet, and who counts what the company does.
void DutiesSetup::deciders() {
  who = "admin";
  const auto somebody = [&](std::string number, std::string name, schema::Role role,
                            std::string outlet) {
    add(schema::RegisterOperator{.number = number, .name = std::move(name), .technician = {}});
    add(schema::GrantRole{
        .number = std::move(number), .role = role, .outlet = std::move(outlet)});
  };
  for (int i = 1; i <= size.outlets; ++i)
    somebody(std::to_string(6000 + i), person_name(60 + i), schema::Role::manager, outlet_id(i));
  somebody("7001", "方分析", schema::Role::analyst, {});
}

}  // namespace

std::vector<Wish> opening_of_the_duties(const CompanySize& size, Instant first_day) {
  DutiesSetup setup{size, first_day + hours(7) + minutes(5)};
  setup.people();
  setup.products();
  setup.part_categories();
  setup.fault_codes();
  setup.holidays();
  setup.care_rules();
  setup.questionnaires();
  setup.visit_fee();
  setup.warranty();
  setup.customers();
  setup.dates();
  setup.urgent_desks();
  setup.deciders();
  return std::move(setup.wishes);
}

}  // namespace kintsugi::histories
