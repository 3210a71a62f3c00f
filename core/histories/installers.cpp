// A day of the installer of an outlet, and what the office does about his orders: each step takes
// the first of them that stands where it begins.

#include <chrono>
#include <memory>

#include "core/histories/duties.h"
#include "core/histories/rounds.h"
#include "schema/follow_up_commands.h"
#include "schema/outlet_state.h"
#include "schema/schedule_proposal_commands.h"
#include "schema/schedule_proposal_state.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_life_commands.h"
#include "schema/work_order_paper_commands.h"
#include "schema/work_order_review_commands.h"
#include "schema/work_order_state.h"
#include "schema/work_order_visit_commands.h"

namespace kintsugi::histories {

using schema::WorkOrder;
using schema::WorkOrderStatus;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr int visits_max = 3;  // of a day, of the installer

// The outlet's proposal that was made last on that day, after the `after`-th; empty: none.
std::string proposal_of(const std::string& outlet, const std::string& prefix, std::int64_t after,
                        const Past& past) {
  std::string last;
  for (std::int64_t n = after + 1;; ++n) {
    std::string id = prefix + padded(n, 4);
    const auto* one = past.find<schema::ScheduleProposal>(id);
    if (one == nullptr) return last;
    if (one->outlet == outlet) last = std::move(id);
  }
}

struct Installer {
  const InstallersDay& of;
  std::vector<Wish> wishes{};
  // How many there were on that day when he was proposed for.
  std::shared_ptr<std::int64_t> proposals_before = std::make_shared<std::int64_t>(0);

  std::string technician() const { return installer_of(of.outlet); }
  std::string dispatcher() const { return dispatcher_of(of.outlet); }
  std::string date() const {
    const std::chrono::year_month_day date =
        std::chrono::floor<std::chrono::days>(of.midnight + hours(8));
    return padded(static_cast<int>(date.year()), 4) +
           padded(static_cast<unsigned>(date.month()), 2) +
           padded(static_cast<unsigned>(date.day()), 2);
  }
  std::string prefix() const { return "SP-" + date() + "-"; }
  template <class Command>
  Wish& add(Instant at, const std::string& who, Command command) {
    wishes.push_back(
        {.at = at, .who = who, .commands = {std::move(command)}, .where_possible = true});
    return wishes.back();
  }
  // So many times, a minute apart: about the first order for which it is time.
  template <class Command, class IsTime>
  void each(Instant at, const std::string& who, Command command, IsTime is_time,
            int times = visits_max) {
    for (int n = 0; n < times; ++n) {
      add(at + minutes(n), who, command).look =
          [orders = of.orders, is_time](std::vector<schema::Command>& commands, const Past& past) {
            for (const std::string& id : orders(past)) {
              const auto* order = past.find<WorkOrder>(id);
              if (order == nullptr || !is_time(*order)) continue;
              Command& wanted = commands[0].get<Command>();
              wanted.order = id;
              if constexpr (requires { wanted.card; }) wanted.card = "AZ-" + id.substr(3);
              if constexpr (requires { wanted.slip; }) wanted.slip = "HD-" + id.substr(3);
              if constexpr (requires { wanted.latitude; }) {
                if (order->latitude != 0) wanted.latitude = order->latitude;
                if (order->longitude != 0) wanted.longitude = order->longitude;
              }
              return;
            }
            commands.clear();
          };
    }
  }
  void propose();
  void take_lines();
  void visits();
  void papers();
  void afterwards();
};

auto stands(WorkOrderStatus status) {
  return [status](const WorkOrder& order) { return order.status == status; };
}

// Of all that wait, for today.
void Installer::propose() {
  schema::ProposeSchedule propose;
  propose.outlet = outlet_id(of.outlet);
  propose.day = date_of(of.midnight);
  propose.technicians = {technician()};
  propose.minutes = 90;
  const Instant at = of.midnight + hours(8) + minutes(10) + turn_of(of.outlet);
  add(at, dispatcher(), std::move(propose)).look =
      [orders = of.orders, before = proposals_before, series = "schedule_proposal:" + date()](
          std::vector<schema::Command>& commands, const Past& past) {
        const auto* numbers = past.find<schema::NumberSeries>(series);
        *before = numbers == nullptr ? 0 : numbers->last;
        auto& wanted = commands[0].get<schema::ProposeSchedule>().orders;
        for (std::string& id : orders(past)) {
          const auto* order = past.find<WorkOrder>(id);
          if (order != nullptr && order->status == WorkOrderStatus::assigned)
            wanted.push_back(std::move(id));
        }
        if (wanted.empty()) commands.clear();
      };
}

// Now and then it is refused, or nobody has looked at it.
void Installer::take_lines() {
  const int which = (of.day + 3 * of.outlet) % 9;
  const auto in_proposal = [outlet = outlet_id(of.outlet), prefix = prefix(),
                            before = proposals_before](auto tell) {
    return [=](std::vector<schema::Command>& commands, const Past& past) {
      const std::string id = proposal_of(outlet, prefix, *before, past);
      if (id.empty() || !tell(commands, id, *past.find<schema::ScheduleProposal>(id)))
        commands.clear();
    };
  };
  const Instant at = of.midnight + hours(8) + minutes(25) + turn_of(of.outlet);
  if (which == 0) return;
  if (which == 4) {
    add(at, dispatcher(),
        schema::RejectProposal{.proposal = {}, .reason = "安装员当日培训，改日安排"})
        .look = in_proposal([](auto& commands, const std::string& id, const auto&) {
      commands[0].template get<schema::RejectProposal>().proposal = id;
      return true;
    });
    return;
  }
  for (int n = 0; n < visits_max; ++n) {
    add(at + minutes(n), dispatcher(), schema::AcceptProposalLine{}).look =
        in_proposal([](auto& commands, const std::string& id, const auto& proposal) {
          auto& accept = commands[0].template get<schema::AcceptProposalLine>();
          accept.proposal = id;
          for (const schema::ProposalLine& line : proposal.lines) {
            if (line.status != schema::ProposalLineStatus::proposed) continue;
            accept.line = line.line;
            return true;
          }
          return false;
        });
  }
}

void Installer::visits() {
  using enum WorkOrderStatus;
  const std::string who = technician();
  each(of.midnight + hours(8) + minutes(45) + turn_of(of.outlet), who,
       schema::AcceptBooking{.order = {}, .booking = 0}, stands(scheduled));
  for (int visit = 0; visit < visits_max; ++visit) {
    const Instant begin = of.midnight + hours(9) + minutes(20 + 130 * visit) + turn_of(of.outlet);
    each(begin - minutes(30), who, schema::StartTravel{.order = {}, .booking = 0},
         stands(accepted), 1);
    schema::CheckIn here;
    here.latitude = latitude_of(of.day + visit);
    here.longitude = longitude_of(of.day + visit);
    here.place = "用户家";
    here.device_at = to_ms(begin - minutes(4));
    each(begin - minutes(4), who, std::move(here), stands(traveling), 1);
    each(begin, who, schema::StartWork{.order = {}, .booking = 0}, stands(traveling), 1);
    schema::RecordDiagnosis found;
    found.fault_code = "E0";
    found.cause = "按通告检查，未见异常";
    each(begin + minutes(40), who, std::move(found),
         [](const WorkOrder& order) {
           return order.status == in_progress &&
                  order.service_type == schema::ServiceType::inspect && order.fault_code.empty();
         },
         1);
    each(begin + minutes(75), who,
         schema::ReportWorkDone{
             .order = {}, .booking = 0, .partly = false, .result = "试机正常，已向用户说明"},
         stands(in_progress), 1);
  }
}

void Installer::papers() {
  const Instant at = of.midnight + hours(16) + minutes(40) + turn_of(of.outlet);
  const auto reported = stands(WorkOrderStatus::work_reported);
  each(at, dispatcher(), schema::HandBackInstallCard{},
       [reported](const WorkOrder& order) {
         return reported(order) && order.service_type == schema::ServiceType::install &&
                order.install_card.empty();
       });
  each(at + minutes(4), dispatcher(), schema::ReturnServiceSlip{},
       [reported](const WorkOrder& order) {
         return reported(order) && order.service_slip.empty();
       });
  each(at + minutes(8), dispatcher(), schema::CompleteWorkOrder{}, reported);
}

void Installer::afterwards() {
  const Instant called = of.midnight + hours(10) + minutes(30) + turn_of(of.outlet);
  schema::RecordFollowUp call;
  call.satisfaction = 5;
  call.answer = schema::ChargedAnswer::not_charged;
  call.solved = true;
  each(called, std::string(agents[of.outlet % 4]), std::move(call),
       stands(WorkOrderStatus::completed));
  each(called - minutes(60), "4001", schema::ClearTicket{}, [](const WorkOrder& order) {
    return order.clearing == schema::ClearingStatus::asked;
  });
  each(called + minutes(120), dispatcher(), schema::ReviewWorkOrder{}, [](const WorkOrder& order) {
    return order.review == schema::ReviewStatus::asked;
  });
  each(called + minutes(300), "4002", schema::PostWorkOrder{},
       stands(WorkOrderStatus::followed_up));
}

}  // namespace

std::vector<Wish> day_of_the_installer(const InstallersDay& of) {
  Installer installer{of};
  installer.propose();
  installer.take_lines();
  installer.visits();
  installer.papers();
  installer.afterwards();
  return std::move(installer.wishes);
}

}  // namespace kintsugi::histories
