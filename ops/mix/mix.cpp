#include "ops/mix/mix.h"

#include <cstdio>

#include "schema/customer.h"
#include "schema/follow_up.h"
#include "schema/outlet.h"
#include "schema/part_request.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"

namespace kintsugi::ops {
namespace {

std::string numbered(const char* format, std::int64_t number) {
  char text[64];
  std::snprintf(text, sizeof text, format, static_cast<long long>(number));
  return text;
}

}  // namespace

Mix::Mix(MixOptions options) : options_(std::move(options)), random_(options_.seed) { setup(); }

CommittedEvent Mix::on(std::string stream, schema::Event event) {
  return {std::move(stream), std::move(event)};
}

Bytes Mix::stored(Events events, const std::string& operator_id, schema::Command command,
                  std::vector<std::string> also_read) {
  Commit commit;
  clock_ += options_.step_ms;
  char id[40];
  std::snprintf(id, sizeof id, "%08llx-0000-7000-8000-%012llx",
                static_cast<unsigned long long>(options_.seed),
                static_cast<unsigned long long>(++commits_));
  commit.id = id;
  commit.tenant = options_.tenant;
  commit.recorded_at = instant_from_ms(clock_);
  commit.fingerprint = {static_cast<std::uint64_t>(commits_), 1};
  if (options_.imported) commit.actor.kind = ActorKind::import;
  commit.actor.operator_id = operator_id;
  commit.actor.session = "s-" + operator_id;
  commit.actor.address = "10.0.0.7";
  commit.actor.seen_position = commits_;
  if (!operator_id.empty()) also_read.push_back("operator/" + operator_id);
  const auto expect = [&](const std::string& stream) {
    for (const auto& one : commit.expectations)
      if (one.stream == stream) return;
    const auto head = heads_.find(stream);
    commit.expectations.push_back({stream, head == heads_.end() ? Head{} : head->second});
  };
  for (const auto& event : events) expect(event.stream);
  for (const auto& stream : also_read) expect(stream);
  commit.commands.push_back(std::move(command));
  commit.events = std::move(events);
  Bytes bytes = encode_commit(commit);
  const Head head = sha256_128(bytes);
  for (const auto& event : commit.events) heads_[event.stream] = head;
  return bytes;
}

std::string Mix::order_id(std::int64_t number) {
  return numbered("WO-%08lld", 20260101 + number / 9999) + numbered("-%04lld", number % 9999 + 1);
}

Bytes Mix::next() {
  if (!waiting_.empty()) {
    Bytes bytes = std::move(waiting_.front());
    waiting_.pop_front();
    return bytes;
  }
  if (open_.size() < options_.orders_open) {
    Order order;
    ++orders_made_;
    order.id = order_id(orders_made_);
    const auto technician = pick(static_cast<std::size_t>(options_.technicians));
    order.technician = "T-" + std::to_string(technician);
    const auto outlet = technician % static_cast<std::size_t>(options_.outlets);
    order.outlet = "O-" + std::to_string(outlet);
    order.warehouse = "W-" + std::to_string(outlet);
    order.part = "P-" + std::to_string(pick(static_cast<std::size_t>(options_.parts)));
    order.needs_part = pick(10) < 3;
    order.brief = options_.whole_lives > 1 && pick(options_.whole_lives) != 0;
    open_.push_back(std::move(order));
    return advance(open_.back());
  }
  const auto at = pick(open_.size());
  Bytes bytes = advance(open_[at]);
  if (open_[at].stage > 20) {
    forget(open_[at]);
    open_[at] = std::move(open_.back());
    open_.pop_back();
  }
  return bytes;
}

Bytes Mix::advance(Order& order) {
  const int stage = order.stage++;
  if (order.brief && stage == 1) return the_rest_at_once(order);
  if (stage < 7) return first_half(order);
  if (stage < 12 && order.needs_part) return parts_flow(order);
  if (stage < 12) order.stage = 13;
  return second_half(order);
}

// What nothing touches any more; else millions of orders would be kept in memory.
void Mix::forget(const Order& order) {
  for (const char* type : {"work_order/", "follow_up/", "wage_order/", "slip/S-"})
    heads_.erase(type + order.id);
  if (!order.request.empty()) heads_.erase("part_request/" + order.request);
}

Bytes Mix::first_half(Order& order) {
  const std::string stream = "work_order/" + order.id;
  switch (order.stage - 1) {
    case 0: {
      schema::WorkOrderRegistered event;
      event.service_type = schema::ServiceType::repair;
      event.source = schema::OrderSource::own;
      event.brand = "海尔";
      event.category = "空调";
      event.model = "KFR-35GW";
      event.serial = numbered("AC%010lld", orders_made_);
      event.customer = "C-" + std::to_string(orders_made_ / 2);
      event.contact = "王女士";
      event.phone = "13900001234";
      event.address = "青岛市市南区香港中路 12 号 3 单元 501";
      event.area = "市南区";
      event.symptom = "不制冷，室内机有异响";
      event.severity = schema::Severity::normal;
      event.registered_at = now();
      Events events;
      if (orders_made_ % 2 == 0) {
        schema::CustomerRegistered customer;
        customer.name = "王女士";
        customer.phone = numbered("139%08lld", orders_made_);
        events.push_back(on("customer/" + event.customer, customer));
      }
      schema::NumberTaken number;
      number.value = orders_made_;
      events.push_back(on(stream, event));
      events.push_back(on("number/work_order:20260101", number));
      schema::RegisterWorkOrder command;
      command.phone = event.phone;
      command.address = event.address;
      command.symptom = event.symptom;
      Bytes bytes = stored(std::move(events), "20" + std::to_string(pick(40)), command);
      heads_.erase("customer/" + event.customer);  // as forget() does
      return bytes;
    }
    case 1: {
      schema::OutletAssigned event;
      event.outlet = order.outlet;
      schema::AssignOutlet command;
      command.order = order.id;
      command.outlet = order.outlet;
      return stored({on(stream, event)}, "20" + std::to_string(pick(40)), command,
                    {"outlet/" + order.outlet});
    }
    case 2: {
      schema::BookingScheduled event;
      event.booking = 1;
      event.technician = order.technician;
      event.starts_at = now() + 3'600'000;
      event.ends_at = now() + 7'200'000;
      event.accept_by = now() + 7'200'000;
      event.dispatched_at = now();
      schema::SlotReserved slot;
      slot.order = order.id;
      slot.booking = 1;
      slot.starts_at = event.starts_at;
      slot.ends_at = event.ends_at;
      schema::ScheduleBooking command;
      command.order = order.id;
      command.technician = order.technician;
      return stored({on(stream, event), on("technician/" + order.technician, slot)},
                    "30" + std::to_string(pick(24)), command, {"outlet/" + order.outlet});
    }
    case 3: {
      schema::BookingAccepted event;
      event.booking = 1;
      event.technician = order.technician;
      event.at = now();
      schema::AcceptBooking command;
      command.order = order.id;
      return stored({on(stream, event)}, order.technician, command);
    }
    case 4: {
      schema::TechnicianCheckedIn event;
      event.booking = 1;
      event.technician = order.technician;
      event.at = now();
      event.latitude = 36'067'000;
      event.longitude = 120'382'000;
      schema::CheckIn command;
      command.order = order.id;
      return stored({on(stream, event)}, order.technician, command);
    }
    case 5: {
      schema::WorkStarted event;
      event.booking = 1;
      event.at = now();
      schema::StartWork command;
      command.order = order.id;
      return stored({on(stream, event)}, order.technician, command);
    }
    default: {
      schema::FaultDiagnosed event;
      event.fault_code = "F12";
      event.fault = "制冷系统";
      event.cause = "电容老化";
      schema::RecordDiagnosis command;
      command.order = order.id;
      command.fault_code = "F12";
      return stored({on(stream, event)}, order.technician, command);
    }
  }
}

Bytes Mix::parts_flow(Order& order) {
  if (order.request.empty()) order.request = order.id + "-P1";
  const std::string stream = "part_request/" + order.request;
  const std::string item = "stock_item/" + order.warehouse + ":" + order.part + ":good";
  const std::string custody = "custody/" + order.technician + ":" + order.part + ":good";
  schema::RequestPart command;
  command.order = order.id;
  command.part = order.part;
  switch (order.stage - 1) {
    case 7: {
      schema::PartRequested event;
      event.order = order.id;
      event.outlet = order.outlet;
      event.part = order.part;
      event.technician = order.technician;
      event.quantity = 1000;
      schema::PartRequestLinked linked;
      linked.request = order.request;
      return stored({on(stream, event), on("work_order/" + order.id, linked)}, order.technician,
                    command);
    }
    case 8: {
      schema::PartSourced event;
      event.warehouse = order.warehouse;
      event.asked = 1;
      schema::StockReserved reserved;
      reserved.request = order.request;
      reserved.quantity = 1000;
      return stored({on(stream, event), on(item, reserved)}, "", command,
                    {"warehouse/" + order.warehouse});
    }
    case 9: {
      schema::PartRequestApproved event;
      event.approver = "3001";
      return stored({on(stream, event)}, "30" + std::to_string(pick(24)), command);
    }
    case 10: {
      schema::PartIssued event;
      event.quantity = 1000;
      event.warehouse = order.warehouse;
      event.technician = order.technician;
      event.part = order.part;
      schema::StockIssued issued;
      issued.quantity = 1000;
      issued.technician = order.technician;
      issued.request = order.request;
      schema::CustodyTaken taken;
      taken.quantity = 1000;
      taken.warehouse = order.warehouse;
      taken.request = order.request;
      return stored({on(stream, event), on(item, issued), on(custody, taken)},
                    "40" + std::to_string(pick(24)), command);
    }
    default: {
      schema::PartUsed event;
      event.part = order.part;
      event.technician = order.technician;
      event.quantity = 1000;
      schema::CustodyUsed used;
      used.quantity = 1000;
      used.order = order.id;
      used.request = order.request;
      schema::RequestedPartUsed closed;
      closed.quantity = 1000;
      closed.order = order.id;
      schema::PartRequestSettled settled;
      settled.request = order.request;
      return stored({on("work_order/" + order.id, event), on(custody, used), on(stream, closed),
                     on("work_order/" + order.id, settled)},
                    order.technician, command);
    }
  }
}

Bytes Mix::second_half(Order& order) {
  const std::string stream = "work_order/" + order.id;
  switch (order.stage - 1) {
    case 12: {
      schema::ChargeAdded event;
      event.line = 1;
      event.status = schema::ChargeStatus::agreed;
      event.item = "上门费";
      event.quantity = 1000;
      event.unit_price = event.amount = 8000;
      event.payer = schema::Payer::customer;
      event.tariff = "default";
      event.tariff_version = 1;
      event.technician = order.technician;
      schema::AddCharge command;
      command.order = order.id;
      command.item = event.item;
      return stored({on(stream, event)}, order.technician, command, {"tariff/default"});
    }
    case 13: {
      schema::WorkReported event;
      event.booking = 1;
      event.technician = order.technician;
      event.result = "已修复，试机正常";
      event.at = now();
      schema::ReportWorkDone command;
      command.order = order.id;
      return stored({on(stream, event)}, order.technician, command);
    }
    case 14: {
      schema::ServiceSlipReturned event;
      event.slip = "S-" + order.id;
      schema::SlipClaimed claimed;
      claimed.order = order.id;
      schema::ReturnServiceSlip command;
      command.order = order.id;
      return stored({on(stream, event), on("slip/S-" + order.id, claimed)},
                    "30" + std::to_string(pick(24)), command);
    }
    case 15: {
      schema::PaymentCollected event;
      event.amount = 8000;
      event.method = schema::PaymentMethod::wechat;
      event.technician = order.technician;
      schema::CollectPayment command;
      command.order = order.id;
      return stored({on(stream, event)}, order.technician, command);
    }
    case 16: {
      schema::WorkOrderCompleted event;
      event.at = now();
      event.follow_up_due_at = now() + 86'400'000;
      schema::SlotReleased released;
      released.order = order.id;
      released.booking = 1;
      schema::CompleteWorkOrder command;
      command.order = order.id;
      return stored({on(stream, event), on("technician/" + order.technician, released)},
                    "30" + std::to_string(pick(24)), command);
    }
    case 17: {
      schema::FollowUpScheduled event;
      event.order = order.id;
      event.round = 1;
      event.due_at = now() + 86'400'000;
      event.outlet = order.outlet;
      schema::ScheduleFollowUp command;
      command.order = order.id;
      return stored({on("follow_up/" + order.id, event)}, "", command, {stream});
    }
    case 18: {
      schema::FollowUpRecorded event;
      event.satisfaction = 5;
      event.answer = schema::ChargedAnswer::charged;
      event.amount_said = event.amount_recorded = 8000;
      schema::WorkOrderFollowedUp followed;
      followed.result = schema::FollowUpStatus::reached;
      schema::RecordFollowUp command;
      command.order = order.id;
      return stored({on("follow_up/" + order.id, event), on(stream, followed)},
                    "20" + std::to_string(pick(40)), command);
    }
    case 19: {
      schema::WorkOrderPosted event;
      event.at = now();
      schema::PostWorkOrder command;
      command.order = order.id;
      return stored({on(stream, event)}, "50" + std::to_string(pick(6)), command);
    }
    default: {
      schema::WageEarned event;
      event.outlet = order.outlet;
      event.day = static_cast<std::int32_t>(now() / 86'400'000);
      event.work_date = event.day;
      event.order = order.id;
      event.rule = "default";
      event.rule_version = 1;
      event.total = 4000;
      schema::WageShare share;
      share.technician = order.technician;
      share.weight = 10'000;
      share.amount = 4000;
      event.shares.push_back(share);
      schema::WageOrderCounted counted;
      counted.day = order.outlet + ":2026-01-01";
      schema::EarnWageLine command;
      command.order = order.id;
      return stored({on("wage_day/" + counted.day, event), on("wage_order/" + order.id, counted)},
                    "", command, {stream, "wage_rule/default"});
    }
  }
}

}  // namespace kintsugi::ops
