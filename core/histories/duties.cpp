#include "core/histories/duties.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "core/histories/absences.h"
#include "core/histories/rounds.h"
#include "schema/agent_commands.h"
#include "schema/install_card_commands.h"
#include "schema/install_card_state.h"
#include "schema/interaction_commands.h"
#include "schema/outlet_state.h"
#include "schema/roster_commands.h"
#include "schema/roster_state.h"
#include "schema/service_policy_commands.h"

namespace kintsugi::histories {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr int cards_a_week = 8;   // of each technician
constexpr int policy_day = 45;    // from when on tickets are reviewed and cleared
constexpr int asked_before = 12;  // days before a leave begins

// "AK0102016": of the first week, the second outlet, its third technician's first.
std::string card_number(int week, int outlet, int nth) {
  return "AK" + padded(week + 1, 2) + padded(outlet, 2) + padded(nth, 3);
}

struct Duties {
  const CompanySize& size;
  Instant midnight;
  int day;
  Dice dice;
  std::vector<Wish> wishes{};

  template <class Command>
  Wish& add(Instant at, std::string_view who, Command command) {
    wishes.push_back({.at = at,
                      .who = std::string(who),
                      .commands = {std::move(command)},
                      .where_possible = true});
    return wishes.back();
  }
  int technician_of(int outlet, int nth) const { return outlet - 1 + nth * size.outlets; }
  void desk();
  void contacts();
  void one_contact(Instant at, int nth);
  void rosters();
  void roster(int outlet, Instant at, int first_day, int last_day);
  void leaves();
  void leave(int technician);
  void cards();
  void lost_cards();
  void policies();
};

// Two shifts of agents; at night the telephone is answered elsewhere.
void Duties::desk() {
  for (std::size_t i = 0; i < std::size(agents); ++i) {
    const bool early = i % 2 == 0;
    const Instant from = midnight + hours(early ? 7 : 10) + minutes(45 + 3 * dice.below(4));
    add(from, agents[i], schema::GoOnDuty{.agent = std::string(agents[i]), .outlet = {}});
    add(from + hours(9) + minutes(dice.below(20)), agents[i],
        schema::GoOffDuty{.agent = std::string(agents[i])});
  }
}

// What is about no order: one for every fourteen that come.
void Duties::contacts() {
  const int count = std::max(2, size.orders_a_day / 14);
  for (int n = 0; n < count; ++n)
    one_contact(midnight + hours(8) + seconds(dice.below(11 * 3600)), n);
}

void Duties::one_contact(Instant at, int nth) {
  using enum schema::InteractionOutcome;
  struct Said {
    std::string_view what;
    schema::InteractionOutcome outcome;
    std::string_view note;
  };
  static constexpr Said said[] = {
      {"咨询空调清洗价格", answered, "已报价，用户再考虑"},
      {"询问保修政策", answered, "已说明整机与主要部件保修期"},
      {"打错电话", not_meant, ""},
      {"要买新机", passed_on, "已转经销商"},
      {"询问其他品牌电视维修", no_such_service, "不在服务范围"},
      {"等待中挂断", given_up, ""},
      {"询问最近的服务网点", answered, "已告知地址和电话"},
      {"要求补开发票", passed_on, "已转财务"}};
  constexpr schema::Channel channels[] = {schema::Channel::phone, schema::Channel::phone,
                                          schema::Channel::wechat, schema::Channel::chat,
                                          schema::Channel::web, schema::Channel::email};
  const Said& one = said[dice.below(std::size(said))];
  const std::string id = "IX-Q" + std::to_string(day) + "-" + std::to_string(nth + 1);
  const std::string who(agents[dice.below(std::size(agents))]);
  schema::LogInteraction log;
  log.interaction = id;
  log.channel = channels[dice.below(std::size(channels))];
  log.phone = std::to_string(13'500'000'000 + dice.below(89'999'999));
  log.summary = one.what;
  if (log.channel == schema::Channel::email || log.channel == schema::Channel::web)
    log.channel_message_id = "M" + std::to_string(day * 1000 + nth);
  add(at, who, std::move(log));
  add(at + seconds(7), who, schema::RouteInteraction{.interaction = id, .agent = {}});
  const bool waits = nth % 5 == 1;  // until somebody looks through what is left
  const Instant done = at + (waits ? hours(30) : minutes(2 + dice.below(7)));
  add(done, who,
      schema::CloseInteraction{
          .interaction = id, .outcome = one.outcome, .note = std::string(one.note)});
}

// On Thursdays for the week that begins on the Monday after; at first for the days until then.
void Duties::rosters() {
  const auto today = std::chrono::floor<std::chrono::days>(midnight + hours(8));
  const int weekday = static_cast<int>(std::chrono::weekday(today).iso_encoding());
  for (int outlet = 1; outlet <= size.outlets; ++outlet) {
    if (day == 0) roster(outlet, midnight + hours(7) + minutes(20), 0, 14 - weekday);
    if (day > 0 && weekday == 4) {
      const Instant at = midnight + hours(16) + 7 * turn_of(outlet);
      roster(outlet, at, day + 4, day + 10);
    }
  }
}

void Duties::roster(int outlet, Instant at, int first_day, int last_day) {
  schema::PublishRoster publish;
  publish.outlet = outlet_id(outlet);
  publish.from_day = date_of(midnight) + first_day - day;
  publish.until_day = date_of(midnight) + last_day - day;
  for (int of_days = first_day; of_days <= last_day; ++of_days) {
    const Instant begin = midnight + hours(24 * (of_days - day));
    for (int nth = 0; nth < technicians_of(outlet, size); ++nth) {
      const int technician = technician_of(outlet, nth);
      if (is_on_leave(technician, of_days)) continue;
      publish.shifts.push_back({.technician = technician_id(technician),
                                .starts_at = to_ms(begin + hours(8)),
                                .ends_at = to_ms(begin + hours(19))});
    }
    publish.shifts.push_back({.technician = installer_of(outlet),
                              .starts_at = to_ms(begin + hours(8)),
                              .ends_at = to_ms(begin + hours(18))});
  }
  add(at, dispatcher_of(outlet), std::move(publish));
}

void Duties::leaves() {
  for (int t = 0; t < size.technicians; ++t)
    if (is_on_leave(t, day + asked_before)) leave(t);
}

// He asks, and his dispatcher answers the next day, mostly; who asked too late is told no.
void Duties::leave(int technician) {
  using enum schema::LeaveKind;
  constexpr schema::LeaveKind kinds[] = {annual, annual, personal, training, sick};
  constexpr std::string_view reasons[] = {"年假", "回老家", "家中有事", "厂家技术培训", "复诊"};
  const auto which = static_cast<std::size_t>(dice.below(5));
  const Instant begin = midnight + hours(24 * asked_before);
  const Instant at = midnight + hours(12) + minutes(2 * (technician % 20));
  const std::string who = technician_id(technician);
  const int outlet = outlet_of_technician(technician, size);
  schema::RequestLeave request;
  request.technician = who;
  request.kind = kinds[which];
  request.starts_at = to_ms(begin);
  request.ends_at = to_ms(begin + hours(24));
  request.reason = reasons[which];
  add(at, who, std::move(request));
  if (dice.chance(8)) return;
  // The day's leaves are numbered as they come; his own is found by its name on it.
  const auto find = [who, prefix = "LV-" + [&] {
    const std::chrono::year_month_day date =
        std::chrono::floor<std::chrono::days>(midnight + hours(8));
    return padded(static_cast<int>(date.year()), 4) +
           padded(static_cast<unsigned>(date.month()), 2) +
           padded(static_cast<unsigned>(date.day()), 2);
  }()](const Past& past) {
    for (int n = 1;; ++n) {
      std::string id = prefix + "-" + padded(n, 4);
      const auto* one = past.find<schema::Leave>(id);
      if (one == nullptr) return std::string();
      if (one->technician == who) return id;
    }
  };
  const auto answer = [&](auto command) {
    using Command = decltype(command);
    add(at + hours(21) + minutes(dice.below(180)), dispatcher_of(outlet), std::move(command))
        .look = [find](std::vector<schema::Command>& commands, const Past& past) {
      commands[0].get<Command>().leave = find(past);
      if (commands[0].get<Command>().leave.empty()) commands.clear();
    };
  };
  if (dice.chance(10)) {
    answer(schema::RejectLeave{.leave = {}, .answer = "旺季人手不足，请改期"});
  } else {
    answer(schema::ApproveLeave{.leave = {}, .answer = "同意", .booked_reason = {}});
  }
}

// Each Monday eight for everybody, printed for the outlet and handed out.
void Duties::cards() {
  if (day % 7 != 0) return;
  const int week = day / 7;
  for (int outlet = 1; outlet <= size.outlets; ++outlet) {
    const int people = technicians_of(outlet, size);
    Instant at = midnight + hours(7) + minutes(15) + turn_of(outlet);
    const std::string keeper = store_keeper_of(outlet);
    add(at, keeper, schema::PrintInstallCards{.card = card_number(week, outlet, 0),
                                              .count = people * cards_a_week + 6,
                                              .outlet = outlet_id(outlet)});
    for (int nth = 0; nth < people; ++nth) {
      at += seconds(20);
      schema::IssueInstallCards issue;
      issue.card = card_number(week, outlet, nth * cards_a_week);
      issue.count = cards_a_week;
      issue.technician = technician_id(technician_of(outlet, nth));
      add(at, keeper, std::move(issue));
    }
  }
}

// Some are lost; on Fridays what is held is counted, and the maker settles what came back.
void Duties::lost_cards() {
  const int week = day / 7;
  for (int outlet = 1; outlet <= size.outlets; ++outlet) {
    const int people = technicians_of(outlet, size);
    if (people == 0) continue;
    const int nth = (day + outlet) % people;
    const std::string technician = technician_id(technician_of(outlet, nth));
    const Instant at = midnight + hours(17) + turn_of(outlet);
    if (day % 7 == 3) {
      const std::string card = card_number(week, outlet, nth * cards_a_week + cards_a_week - 1);
      add(at, technician, schema::ReportCardLost{.card = card, .reason = "工具包淋雨，卡损毁丢失"});
      if (dice.chance(70)) {
        const bool reject = dice.chance(20);
        add(at + hours(40), store_keeper_of(outlet),
            schema::DecideCardLoss{
                .card = card, .reject = reject, .reason = reject ? "请先在车上再找一遍" : ""});
      }
    }
    if (day % 7 == 4) {
      schema::ReconcileCards count;
      count.account = "technician:" + technician;
      count.counted = cards_a_week;
      count.reason = "周盘点";
      add(at, store_keeper_of(outlet), std::move(count));
    }
    if (day % 7 == 5 && week > 0) {
      for (int i = 0; i < people; ++i) {
        schema::SettleInstallCards settle;
        settle.card = card_number(week - 1, outlet, i * cards_a_week);
        settle.count = 2;
        settle.statement = "JS" + padded(week, 2) + padded(outlet, 2);
        add(at + seconds(15 * i), "4001", std::move(settle));
      }
    }
  }
}

// From the seventh week on the office looks at every ticket once more, and customers are told by
// when somebody comes: what is critical within four hours and a day, and whoever is responsible is
// told of it at once, what is major within eight hours and two days, all else within a day and five
// working days.
void Duties::policies() {
  if (day != policy_day - 3) return;
  schema::PublishServicePolicy policy;
  policy.effective_from = date_of(midnight) + 3;
  policy.review_asked = schema::PolicyAnswer::yes;
  policy.clearing_asked = schema::PolicyAnswer::yes;
  policy.deadlines = {
      {.severity = schema::Severity::none, .arrive_minutes = 24 * 60, .complete_days = 5},
      {.severity = schema::Severity::major, .arrive_minutes = 480, .complete_minutes = 48 * 60},
      {.severity = schema::Severity::critical,
       .arrive_minutes = 240,
       .complete_minutes = 24 * 60,
       .tell_at_once = true}};
  add(midnight + hours(10), "admin", std::move(policy));
}

}  // namespace

std::int32_t date_of(Instant at) {
  return static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(at + hours(8)).time_since_epoch().count());
}

std::vector<Wish> day_of_the_duties(const CompanySize& size, Instant midnight, int day) {
  Duties duties{size, midnight, day, Dice(seed_of(day, 2))};
  duties.desk();
  duties.contacts();
  duties.rosters();
  duties.leaves();
  duties.cards();
  duties.lost_cards();
  duties.policies();
  return std::move(duties.wishes);
}

std::string card_in_hand(std::string_view technician, const Past& past) {
  int number = 0, outlets = 0, beyond = 1;
  std::from_chars(technician.data() + 2, technician.data() + technician.size(), number);
  --number;
  // They are numbered without a gap.
  const auto there = [&](int outlet) {
    return past.find<schema::Outlet>(outlet_id(outlet)) != nullptr;
  };
  while (there(beyond)) beyond *= 2;
  while (outlets + 1 < beyond) {
    const int middle = outlets + (beyond - outlets) / 2;
    (there(middle) ? outlets : beyond) = middle;
  }
  if (number < 0 || outlets == 0) return {};
  const int outlet = number % outlets + 1, first = number / outlets * cards_a_week;
  for (int week = 0;; ++week) {
    for (int n = 0; n < cards_a_week; ++n) {
      std::string id = card_number(week, outlet, first + n);
      const auto* card = past.find<schema::InstallCard>(id);
      if (card == nullptr) return {};
      if (card->status == schema::InstallCardStatus::issued && card->technician == technician)
        return id;
    }
  }
}

}  // namespace kintsugi::histories
