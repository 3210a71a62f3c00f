// Contacts, agents, and what a clerk makes of them: assessments, sales, customers' links.

#include "schema/agent.h"
#include "schema/assessment.h"
#include "schema/follow_link.h"
#include "schema/interaction.h"
#include "schema/sale.h"
#include "schema/warranty_policy.h"
#include "schema/work_order_life.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using OrderStatus = schema::WorkOrderStatus;

constexpr const char* ix = "IX-7";

// An agent of the desk of S1, free.
void on_duty(Given& given, const std::string& agent) {
  given.history(agent, schema::AgentWentOnDuty{.agent = agent, .outlet = "S1", .since = 1});
  given.history("desk:S1", schema::DeskAgentFree{.agent = agent});
}

Given contact_in(std::size_t column) {
  Given given = order_in(OrderStatus::assigned);
  on_duty(given, "call");
  if (column == 0) return given;
  given.history(ix, schema::InteractionLogged{.channel = schema::Channel::phone,
                                              .direction = schema::Direction::inbound,
                                              .phone = "13800000001",
                                              .started_at = 1,
                                              .outlet = "S1"});
  if (column == 2) {
    given.history(ix, schema::InteractionRouted{.agent = "disp", .routed_at = 1});
  } else if (column == 3) {
    given.history(ix, schema::InteractionLinked{.order = "WO-1"});
    given.history("WO-1", schema::OrderContacted{.interaction = ix});
  } else if (column == 4) {
    given.history(ix, schema::InteractionClosed{.outcome = schema::InteractionOutcome::answered});
  }
  return given;
}

Given recorded_in(std::size_t column) {
  Given given = contact_in(column);
  if (column != 0)
    given.history(ix, schema::RecordingAttached{.recording = std::string(64, 'b'),
                                                .recording_octets = 9});
  return given;
}

Given agent_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  on_duty(given, "call");
  if (column == 2) {
    given.history(ix, schema::InteractionLogged{.channel = schema::Channel::phone, .outlet = "S1"});
    given.history(ix, schema::InteractionRouted{.agent = "call", .routed_at = 1});
    given.history("call", schema::ContactTaken{.interaction = ix, .since = 1});
    given.history("desk:S1", schema::DeskAgentTaken{.agent = "call"});
  } else if (column == 3) {
    given.history("call", schema::AgentWentOffDuty{.since = 1});
    given.history("desk:S1", schema::DeskAgentTaken{.agent = "call"});
  }
  return given;
}

Given assessment_in(std::size_t column) {
  Given given = order_in(OrderStatus::assigned);
  for (const std::uint32_t version : {1u, 2u}) {
    given.history("三包", schema::WarrantyPolicyDrafted{.name = "三包", .version = version});
    given.history("三包", schema::WarrantyPolicyPublished{.version = version});
  }
  if (column == 0) return given;
  given.history("WO-1", schema::WorkOrderAssessed{.order = "WO-1",
                                                  .outlet = "S1",
                                                  .warranty = schema::WarrantyFinding::in_warranty,
                                                  .policy = "三包",
                                                  .policy_version = 1,
                                                  .feasible = column != 2,
                                                  .declined = column == 2});
  if (column == 3) given.history("WO-1", schema::AssessmentWithdrawn{.why = "看错"});
  return given;
}

Given sale_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("WO-7", schema::WorkOrderRegistered{.service_type = schema::ServiceType::install,
                                                    .brand = "haier",
                                                    .phone = "13800000001",
                                                    .address = "浦东大道1号"});
  given.history("S-7", schema::SaleImported{.order = "WO-7", .brand = "haier", .sold_on = 20000});
  if (column == 3) given.history("S-7", schema::SaleInstalled{.order = "WO-7"});
  if (column == 2) {
    given.history("WO-7", schema::WorkOrderCanceled{.reason = "退货"});
    given.history("S-7", schema::SaleWithdrawn{.reason = "退货"});
  }
  return given;
}

Given link_in(std::size_t column) {
  Given given = order_in(OrderStatus::assigned);
  if (column == 0) return given;
  given.history("WO-1", schema::FollowLinkMade{.order = "WO-1", .outlet = "S1", .link = "k1"});
  if (column == 2) given.history("WO-1", schema::FollowLinkEnded{});
  return given;
}

}  // namespace

Table interactions() {
  const std::string hash(64, 'a');
  return {
      "interaction",
      {"none", "open", "routed", "linked", "closed"},
      contact_in,
      {
          {schema::LogInteraction{.interaction = ix,
                                  .channel = schema::Channel::phone,
                                  .channel_message_id = "call-7",
                                  .phone = "138 0000 0001",
                                  .outlet = "S1"},
           {ok, "exists", "exists", "exists", "exists"}},
          {schema::RouteInteraction{.interaction = ix}, {no, ok, ok, "linked", "closed"}},
          {schema::RouteInteraction{.interaction = ix, .agent = "call"},
           {no, ok, ok, "linked", "closed"}},
          {schema::AttachRecording{.interaction = ix, .sha256 = hash, .octets = 7},
           {no, ok, ok, ok, ok}},
          {schema::WithdrawRecording{.interaction = ix, .reason = "录音传错"},
           {no, ok, ok, ok, ok},
           "boss",
           recorded_in},
          {schema::LinkInteraction{.interaction = ix, .order = "WO-1"},
           {no, ok, ok, "linked", "closed"}},
          {schema::UnlinkInteraction{.interaction = ix, .reason = "关联错"},
           {no, "not_linked", "not_linked", ok, "not_linked"}},
          {schema::CloseInteraction{.interaction = ix,
                                    .outcome = schema::InteractionOutcome::answered},
           {no, ok, ok, "linked", "closed"}},
          {schema::ReopenInteraction{.interaction = ix, .reason = "用户又来电"},
           {no, "not_closed", "not_closed", "not_closed", ok}},
          {schema::CorrectInteraction{.interaction = ix, .phone = "13900000002", .reason = "听错"},
           {no, ok, ok, ok, ok}},
          {schema::CorrectArrival{.interaction = ix,
                                  .channel = schema::Channel::wechat,
                                  .direction = schema::Direction::outbound,
                                  .channel_message_id = "wx-7",
                                  .ivr_path = "1>2",
                                  .started_at = ms("2026-02-20T01:00:00Z"),
                                  .reason = "选错渠道"},
           {no, ok, ok, ok, ok}},
      }};
}

Table agents() {
  return {"agent",
          {"none", "free", "busy", "off_duty"},
          agent_in,
          {
              {schema::GoOnDuty{.agent = "call", .outlet = "S1"}, {ok, "on_duty", "on_duty", ok}},
              {schema::GoOffDuty{.agent = "call"}, {no, ok, ok, "off_duty"}},
          }};
}

Table assessments() {
  return {"assessment",
          {"none", "accepted", "declined", "withdrawn"},
          assessment_in,
          {
              {schema::AssessWorkOrder{.order = "WO-1",
                                       .warranty = schema::WarrantyFinding::out_of_warranty,
                                       .policy = "三包",
                                       .policy_version = 2,
                                       .cost = 12000,
                                       .scope = "更换主板"},
               {ok, ok, ok, ok}},
              {schema::WithdrawAssessment{.order = "WO-1", .reason = "看错"},
               {no, ok, ok, "withdrawn"}},
          }};
}

Table sales() {
  return {"sale",
          {"none", "imported", "withdrawn", "installed"},
          sale_in,
          {
              {schema::ImportSale{.sale = "S-7",
                                  .contact = "王",
                                  .phone = "13800000001",
                                  .address = "浦东大道1号",
                                  .brand = "haier",
                                  .sold_on = 20000,
                                  .install_on = 20003},
               {ok, "exists", "exists", "exists"}},
              {schema::WithdrawSale{.sale = "S-7", .reason = "退货"},
               {no, ok, "withdrawn", "installed"}},
              {schema::CorrectSale{.sale = "S-7", .sold_on = 20001, .reason = "日期写错"},
               {no, ok, "withdrawn", ok}},
          }};
}

Table follow_links() {
  return {"follow_link",
          {"none", "open", "ended"},
          link_in,
          {
              {schema::MakeFollowLink{.order = "WO-1", .link = "k2"}, {ok, ok, ok}},
              {schema::EndFollowLink{.order = "WO-1"}, {no, ok, "ended"}},
          }};
}

}  // namespace kintsugi::tests
