// What a lively company hears of an order when it is over, or waits too long: complaints, who is
// liable for them, appeals; and what is graver.

#include <span>

#include "core/histories/asides.h"
#include "schema/complaint_commands.h"
#include "schema/incident_commands.h"
#include "schema/liability_commands.h"

namespace kintsugi::histories {

using std::chrono::minutes;

namespace {

constexpr std::int64_t day_minutes = 24 * 60;

struct Grievance {
  schema::ComplaintKind kind = schema::ComplaintKind::none;
  std::string_view text, finding, solution, outcome;
  std::int64_t compensation = 0;  // fen
};

using enum schema::ComplaintKind;
constexpr Grievance of_work[] = {
    {quality, "修好三天同一毛病又犯", "技术员复查，接插件未压紧", "免费返修，本次服务延保三个月",
     "已返修，试机正常"},
    {attitude, "师傅说话生硬，进门没穿鞋套", "电话核实，技术员承认未穿鞋套", "技术员当面致歉",
     "技术员已上门致歉"},
    {damage, "搬机时把木地板划了一道", "现场照片比对，划痕为新伤", "赔付地板修补费用",
     "修补费已付，附收条", 30'000},
    {overcharge, "收的钱比价目表多", "核对价目表与收据，多收一项", "退还多收部分", "已退款", 5'000},
    {needless_parts, "怀疑不该换的件也换了", "调阅故障检测记录与旧件，更换有据", "向用户展示旧件",
     "用户查看旧件后认可"},
    {delay, "约好上午，下午四点才到，也没人打电话", "派工路程过紧，未提前告知",
     "致歉并赠送一次清洗", "清洗服务已预约"}};
constexpr Grievance of_waiting[] = {
    {delay, "催了几次，一直没有人来", "缺件未到，未及时告知用户", "优先调件，每日告知进度",
     "已与用户约定上门时间"},
    {product, "才用一年就坏，要等这么久", "机器在保，等待厂家调件", "提供备用机至修好",
     "备用机已送到", 10'000}};

// How one goes on; each step some while after the one before.
struct Case {
  Aside& aside;
  const Grievance& about;
  std::string id, asker, handler;
  Instant at;
  bool secret = false;

  void wait(std::int64_t from_minutes, std::int64_t to_minutes) {
    at = aside.office(at, from_minutes, to_minutes);
  }
  void hear(const std::string& accused);
  void assign();
  void answer();
  void blame();
  void ask();
  void confirm();
};

void Case::hear(const std::string& accused) {
  schema::RegisterComplaint complaint;
  complaint.order = aside.order;
  complaint.kind = about.kind;
  complaint.text = about.text;
  complaint.accused_technician = accused;
  complaint.confidential = secret;
  complaint.complaint = id;
  aside.add(at, asker, std::move(complaint));
}

void Case::assign() {
  aside.add(at, asker, schema::AssignComplaint{.complaint = id, .handler = handler});
}

void Case::answer() {
  wait(30, 480);
  aside.add(at, handler,
            schema::InvestigateComplaint{.complaint = id, .finding = std::string(about.finding)});
  wait(60, day_minutes);
  aside.add(at, handler, schema::ProposeSolution{.complaint = id,
                                                 .solution = std::string(about.solution),
                                                 .compensation = about.compensation});
  wait(120, 3 * day_minutes);
  aside.add(at, handler,
            schema::ResolveComplaint{.complaint = id, .outcome = std::string(about.outcome)});
}

// Who did the work pays a part, and may say why he should not. Some appeals nobody has decided.
void Case::blame() {
  const std::string who = aside.technician();
  const bool his = about.kind == quality || about.kind == attitude || about.kind == damage;
  if (who.empty() || secret || !his || aside.dice.chance(15)) return;
  const std::string liability = "ZR-" + aside.order.substr(3);
  schema::AttributeFault fault;
  fault.liability = liability;
  fault.order = aside.order;
  fault.party = schema::LiableParty::technician;
  fault.technician = who;
  fault.amount = 2'000 + 1'000 * aside.dice.below(6);
  fault.complaint = id;
  fault.reason = about.finding;
  aside.add(at + minutes(15), aside.dispatcher, std::move(fault));
  if (aside.dice.chance(35)) return;
  const Instant appealed = aside.office(at, 300, 3 * day_minutes);
  aside.add(appealed, who,
            schema::AppealLiability{.liability = liability,
                                    .new_fact = about.kind == damage
                                                    ? "搬机前已请用户移开家具，用户签字确认旧痕"
                                                    : "当日工单排满，回访录音可证明已向用户说明",
                                    .photo_hash = {}});
  if (aside.dice.chance(35)) return;
  using enum schema::AppealOutcome;
  schema::DecideLiabilityAppeal decide;
  decide.liability = liability;
  decide.outcome = aside.dice.chance(50) ? upheld : aside.dice.chance(50) ? changed : lifted;
  if (decide.outcome == changed) decide.amount = 1'000;
  decide.reason = decide.outcome == upheld ? "证据不足，维持原认定" : "新事实成立，责任减免";
  aside.add(aside.office(appealed, day_minutes, 4 * day_minutes), "admin", std::move(decide));
}

// Some are not content, and it is begun anew.
void Case::ask() {
  wait(day_minutes / 2, 5 * day_minutes / 2);
  if (!aside.dice.chance(9)) return confirm();
  aside.add(at, asker,
            schema::ReopenComplaint{.complaint = id, .reason = "用户不满意，要求重新处理"});
  wait(20, 200);
  assign();
  answer();
  wait(day_minutes / 2, 2 * day_minutes);
  confirm();
}

// By the customer; where he cannot be reached, by two of the company.
void Case::confirm() {
  if (aside.dice.chance(92)) {
    aside.add(at, asker, schema::ConfirmComplaint{.complaint = id, .note = "用户表示满意"});
  } else {
    const std::string reason = "三次致电未接，处理结果有据";
    aside.add(at, asker, schema::ApproveComplaintClosure{.complaint = id, .reason = reason});
    aside.add(at + minutes(40), "admin",
              schema::ApproveComplaintClosure{.complaint = id, .reason = reason});
  }
  wait(45, 400);
  aside.add(at, handler, schema::CloseComplaint{.complaint = id});
}

}  // namespace

// While one is open the order is not posted: they come afterwards, or where it waits for long.
void Aside::complaint() {
  const auto posted = when("post_work_order");
  if ((!posted && story.closed) || !seldom(posted ? 130 : 400)) return;
  const Grievance& about =
      posted ? dice.pick(std::span(of_work)) : dice.pick(std::span(of_waiting));
  Case one{*this, about, "CP-" + order.substr(3), std::string(agent()), dispatcher,
           office(posted.value_or(story.wishes.back().at), 60, 4 * day_minutes)};
  // Straight to headquarters, where the outlet does not look into it.
  one.secret = about.kind == attitude && dice.chance(40);
  const bool escalated = !one.secret && dice.chance(10);
  const bool of_outlet = when("assign_outlet") && !one.secret && !escalated;
  if (!of_outlet) one.handler = one.asker == "1003" ? "1004" : "1003";
  one.hear(posted && about.kind != overcharge ? technician() : std::string());
  if (dice.chance(5)) {
    one.wait(60, day_minutes);
    add(one.at, one.asker,
        schema::WithdrawComplaint{.complaint = one.id, .reason = "用户来电撤诉，已沟通解决"});
    return;
  }
  if (escalated) {
    one.wait(day_minutes, 2 * day_minutes);
    add(one.at, one.asker,
        schema::EscalateComplaint{.complaint = one.id, .reason = "用户要求总部处理"});
  }
  one.wait(20, 240);
  one.assign();
  one.answer();
  one.blame();
  one.ask();
}

// Told by the technician from where it happened; looked into by the outlet, reviewed above it.
void Aside::incident() {
  const auto begun = when("start_work");
  const std::string who = technician();
  if (!begun || who.empty() || !seldom(10)) return;
  struct Event {
    schema::IncidentKind kind = schema::IncidentKind::none;
    std::string_view text, action, cause, outcome;
  };
  using enum schema::IncidentKind;
  static constexpr Event events[] = {
      {fire, "试机时插座冒烟，已断电", "断电并通知物业电工到场", "墙内线路老化，接头过热",
       "线路已由物业更换，机器无损"},
      {property, "排水管脱落，水漏到楼下", "关水，到楼下查看并拍照", "软管卡箍未紧",
       "楼下吊顶修补由网点承担"},
      {conflict, "用户酒后推搡技术员，已离开现场", "技术员撤离，网点负责人联系用户",
       "用户对收费有误解", "用户致歉，改日两人上门"}};
  const Event& event = events[dice.below(std::size(events))];
  const std::string id = "IN-" + order.substr(3);
  schema::ReportIncident report;
  report.incident = id;
  report.kind = event.kind;
  report.severity = schema::Severity::major;
  report.occurred_at = to_ms(*begun + minutes(6));
  report.text = event.text;
  report.order = order;
  add(*begun + minutes(16), who, std::move(report));
  Instant at = *begun + minutes(30 + dice.below(40));
  add(at, dispatcher,
      schema::ClassifyIncident{
          .incident = id, .severity = schema::Severity::major, .reason = "现场情况已电话核实"});
  at += minutes(5 + dice.below(25));
  add(at, dispatcher,
      schema::RecordIncidentAction{.incident = id, .action = std::string(event.action)});
  at = office(at, day_minutes, 4 * day_minutes);
  add(at, dispatcher, schema::ResolveIncident{.incident = id,
                                              .cause = std::string(event.cause),
                                              .outcome = std::string(event.outcome)});
  at = office(at, 300, 3 * day_minutes);
  add(at, "admin",
      schema::ReviewIncident{.incident = id, .passed = true, .reason = "原因清楚，处置得当"});
  if (dice.chance(80))
    add(office(at, 60, day_minutes), "admin", schema::CloseIncident{.incident = id});
}

}  // namespace kintsugi::histories
