#include "projections/orders/notifications.h"

#include "core/care/person.h"
#include "core/text/text.h"
#include "events/schema/runtime/time_text.h"
#include "projections/lists/index.h"
#include "projections/tables/row_codec.h"
#include "schema/care_views.h"
#include "schema/customer_views.h"
#include "schema/description.h"
#include "schema/work_order_back_views.h"
#include "schema/work_order_booking_views.h"
#include "schema/work_order_life_views.h"
#include "schema/work_order_visit_views.h"

namespace kintsugi::projections {
namespace {

using schema::Milestone;
using schema::NotificationChannel;
using schema::NotificationRow;
using schema::NotificationStatus;

// "11-30 08:30", in the business's time.
std::string minute_of(std::int64_t ms) {
  constexpr std::int64_t ahead_ms = 8 * 3'600'000;  // UTC+8 all year
  return format_instant(instant_from_ms(ms + ahead_ms)).substr(5, 11).replace(5, 1, " ");
}

std::string visit_text(std::int64_t starts_at, std::int64_t ends_at) {
  if (starts_at == 0) return {};
  return "，上门时间 " + minute_of(starts_at) + " 至 " + minute_of(ends_at).substr(6);
}

NotificationChannel channel_to(std::string_view phone) {
  if (phone.empty()) return NotificationChannel::none;
  const bool mobile = phone.size() == 11 && phone[0] == '1' && core::is_likely_phone(phone);
  return mobile ? NotificationChannel::text_message : NotificationChannel::call;
}

std::string label_zh(std::string_view type, std::size_t value) {
  return std::string(schema::find_enum(type)->values[value].label_zh);
}

}  // namespace

Notifications::Notifications(Tables& of, std::uint8_t rows, std::uint8_t wishes,
                             std::uint8_t people)
    : rows_(of, rows, lists::follows_of("orders", "notifications")),
      wishes_(of, wishes),
      people_(of, people) {}

void Notifications::follow_wishes(Folds& folds) {
  folds.on_stream<schema::ContactWish>(
      [this](const EventContext& context, const schema::EventView&) {
        return &wishes_.at(wishes_.key().text(context.id));
      },
      [](const EventContext&, const schema::EventView&, const schema::ContactWish&) {});
  // Of customers no more than who is one person is kept.
  folds.on_stream<schema::Customer>(
      [this](const EventContext& context, const schema::EventView& event) {
        const bool merges = event.is<schema::CustomerMergedView>() ||
                            event.is<schema::CustomerAbsorbedView>() ||
                            event.is<schema::CustomerSplitView>() ||
                            event.is<schema::CustomerReleasedView>();
        return merges ? &people_.at(people_.key().text(context.id)) : nullptr;
      },
      [](const EventContext&, const schema::EventView&, const schema::Customer&) {});
}

bool Notifications::wants_none(std::string_view customer) {
  if (customer.empty()) return false;
  const auto* wish = core::care::last_wish(
      customer, [&](const std::string& id) { return wishes_.find(wishes_.key().text(id)); },
      [&](const std::string& id) { return people_.find(people_.key().text(id)); });
  return wish != nullptr && wish->status == schema::ContactWishStatus::no_calls;
}

void Notifications::queue(const EventContext& context, Milestone milestone,
                          const schema::WorkOrder& order, std::string more) {
  NotificationRow row;
  row.id = std::string(context.id) + ":" + std::to_string(context.position()) + ":" +
           std::string(schema::name_of(milestone));
  row.order = context.id;
  row.milestone = milestone;
  row.customer = order.customer;
  row.contact = order.contact;
  row.phone = order.phone;
  row.channel = channel_to(order.phone);
  const bool unwanted = wants_none(order.customer);
  row.status = unwanted                                      ? NotificationStatus::opted_out
               : row.channel == NotificationChannel::none ? NotificationStatus::no_address
                                                          : NotificationStatus::queued;
  row.text = "您的" + label_zh("service_type", static_cast<std::size_t>(order.service_type)) +
             "工单 " + std::string(context.id) + "：" +
             label_zh("milestone", static_cast<std::size_t>(milestone)) + std::move(more) + "。";
  row.queued_at = context.at();
  row.position = context.position();
  rows_.at(rows_.key().text(row.id)) = row;
}

void Notifications::tell(const EventContext& context, const schema::BulletinOwnerToldView& event) {
  NotificationRow row;
  row.id = std::string(context.id) + ":" + std::to_string(context.position()) + ":" +
           std::string(schema::name_of(Milestone::defect));
  row.milestone = Milestone::defect;
  row.bulletin = event.bulletin;
  row.customer = event.customer;
  row.contact = event.contact;
  row.phone = event.phone;
  row.channel = channel_to(event.phone);
  row.status = event.told == schema::OwnerTold::queued      ? NotificationStatus::queued
               : event.told == schema::OwnerTold::opted_out ? NotificationStatus::opted_out
                                                            : NotificationStatus::no_address;
  row.text = "您的机器（机号 " + std::string(event.serial) + "）有缺陷通告：" +
             std::string(event.title) + "。我们会与您联系，免费处理。";
  row.queued_at = context.at();
  row.position = context.position();
  rows_.at(rows_.key().text(row.id)) = row;
}

void Notifications::follow_bulletins(Folds& folds) {
  folds.ignore<schema::BulletinMachineOrderedView>().on<schema::BulletinOwnerToldView>(
      [this](const EventContext& context, const schema::BulletinOwnerToldView& event) {
        tell(context, event);
      });
}

void Notifications::follow(const EventContext& context, const schema::EventView& event,
                           const schema::WorkOrder& order) {
  if (context.judged.commit->actor_kind() == ActorKind::import) return;
  if (event.is<schema::WorkOrderRegisteredView>()) {
    queue(context, Milestone::registered, order, {});
  } else if (const auto* booked = event.get_if<schema::BookingScheduledView>()) {
    queue(context, Milestone::scheduled, order, visit_text(booked->starts_at, booked->ends_at));
  } else if (const auto* moved = event.get_if<schema::BookingRescheduledView>()) {
    queue(context, Milestone::rescheduled, order, visit_text(moved->starts_at, moved->ends_at));
  } else if (event.is<schema::TravelStartedView>()) {
    queue(context, Milestone::on_the_way, order, {});
  } else if (event.is<schema::WorkReportedView>()) {
    queue(context, Milestone::reported, order, {});
  } else if (event.is<schema::WorkOrderCompletedView>()) {
    queue(context, Milestone::completed, order, {});
  } else if (event.is<schema::WorkOrderCanceledView>()) {
    queue(context, Milestone::canceled, order, {});
  } else if (event.is<schema::WorkOrderReinstatedView>()) {
    queue(context, Milestone::reinstated, order, {});
  }
}

}  // namespace kintsugi::projections
