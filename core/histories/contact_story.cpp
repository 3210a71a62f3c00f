// How an order comes in at a lively company, and what is settled on the telephone alone.

#include "core/histories/story.h"
#include "schema/interaction_commands.h"
#include "schema/work_order_intake_commands.h"

namespace kintsugi::histories {

using std::chrono::minutes;
using std::chrono::seconds;

namespace {

schema::Channel channel_of(std::int64_t in_hundred) {
  if (in_hundred < 58) return schema::Channel::phone;
  if (in_hundred < 80) return schema::Channel::wechat;
  if (in_hundred < 88) return schema::Channel::web;
  if (in_hundred < 95) return schema::Channel::chat;
  return in_hundred < 98 ? schema::Channel::shop : schema::Channel::email;
}

}  // namespace

// Two of three are noted before the order is; most addresses are read back at once.
void Story::contacted(schema::RegisterWorkOrder& call) {
  call.address_confirmed = side.chance(72);
  if (!aside(6'500)) return;
  contact = "IX-" + order.substr(3);
  call.interaction = contact;
  schema::LogInteraction log;
  log.interaction = contact;
  log.channel = channel_of(side.below(100));
  log.customer = plan.machine ? call.customer : std::string();
  log.phone = call.phone;
  if (log.channel == schema::Channel::phone) log.ivr_path = side.chance(70) ? "1-1" : "1-2";
  if (log.channel == schema::Channel::wechat) log.handle = "wx_" + std::to_string(plan.number);
  log.summary = call.symptom;
  const bool talks = log.channel == schema::Channel::phone || log.channel == schema::Channel::chat;
  add(call_centre, std::move(log));
  if (talks) where_possible(at + seconds(9), call_centre,
                            schema::RouteInteraction{.interaction = contact, .agent = {}});
}

// A remote fix: nobody is sent.
bool Story::helped_by_telephone() {
  if (plan.type == schema::ServiceType::install || !aside(220)) return false;
  sent = false;
  at += minutes(6 + side.below(15));
  const bool filter = plan.product.category == "washer";
  add(call_centre,
      schema::ResolveRemotely{
          .order = order,
          .solution = filter ? "指导用户清理排水过滤网，试机正常"
                             : "指导用户断电五分钟后重启，并核对温度设定，试机正常",
          .fault_code = "E0"});
  return true;
}

}  // namespace kintsugi::histories
