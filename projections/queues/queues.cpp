#include "projections/queues/queues.h"

#include "projections/lists/index.h"
#include "projections/lists/rows.h"
#include "projections/runner/folding.h"
#include "projections/tables/row_codec.h"
#include "schema/alarm_views.h"
#include "schema/legacy_views.h"
#include "schema/part_request_views.h"
#include "schema/work_order_views.h"

namespace kintsugi::projections {
namespace {

using schema::Alarm;
using schema::AlarmStatus;
using schema::PartRequest;
using schema::PartRequestStatus;
using schema::Queue;
using schema::QueueRow;
using schema::WorkOrder;
using schema::WorkOrderStatus;

enum Octet : std::uint8_t {  // persistent within a version
  items = 2,
  counts = 4,
  states = 5,
  requests = 6,
  alarms = 7,
};
constexpr TableInfo tables[] = {{items, "items"},
                                {counts, "counts"},
                                {states, "states"},
                                {requests, "requests"},
                                {alarms, "alarms"}};

void derive(const QueueRow& row, Derived& out) {
  if (row.queue == Queue::none) return;
  const auto queue = static_cast<std::uint8_t>(row.queue);
  out.count(Key(counts).octet(queue).text(row.outlet));
}

// What waits where follows from the state after the event. The states that are kept are those of
// what may still wait, and hold what their status depends on, not the texts.
class Queues final : public Folding {
 public:
  explicit Queues(Tables& of)
      : items_(of, items, lists::follows_of("queues", "items"), derive),
        states_(of, states),
        requests_(of, requests),
        alarms_(of, alarms) {
    follow_orders();
    follow_requests();
    follow_alarms();
    // Nothing else waits in a queue: a follow-up call waits as its order does.
  }

 private:
  Key key_of(std::string_view type, std::string_view id) {
    subject_.assign(type).append(1, '/').append(id);
    return items_.key().text(subject_);
  }

  void move(QueueRow& row, const EventContext& context, Queue queue) {
    if (row.queue == queue) return;
    row.queue = queue;
    row.since = context.at();
    row.position = context.position();
    row.due_at = 0;
  }

  // --- orders
  void follow_orders() {
    folds_
        .on<schema::WorkOrderRegisteredView>(
            [this](const EventContext& context, const auto& event) { registered(context, event); })
        .on<schema::SeverityClassifiedView>([this](const EventContext& context, const auto& event) {
          order_row(context).severity = event.severity;
        })
        .on_stream<WorkOrder>(
            [this](const EventContext& context, const schema::EventView&) {
              return &states_.at(states_.key().text(context.id));
            },
            [this](const EventContext& context, const schema::EventView& event,
                   const WorkOrder& order) { order_moved(context, event, order); })
        // Charges, papers, parts and notes leave an order where it waits.
        .ignore<schema::DispatchCheckOverriddenView, schema::ProgressRecordedView,
                schema::FaultDiagnosedView, schema::PartUsedView, schema::ChargeAddedView,
                schema::ChargeApprovedView, schema::InstallCardHandedBackView,
                schema::ServiceSlipReturnedView, schema::PaymentCollectedView,
                schema::CreditApprovedView, schema::PartRequestLinkedView,
                schema::PartRequestSettledView, schema::LegacyFactRecordedView>();
  }

  void registered(const EventContext& context, const schema::WorkOrderRegisteredView& event) {
    QueueRow& row = order_row(context);
    row.customer = event.customer;
    row.contact = event.contact;
    row.service_type = event.service_type;
    row.severity = event.severity;
    row.brand = event.brand;
    row.category = event.category;
    row.area = event.area;
    states_.at(states_.key().text(context.id)).status = WorkOrderStatus::registered;
    move(row, context, Queue::registered);
  }

  void order_moved(const EventContext& context, const schema::EventView& event,
                   const WorkOrder& order) {
    const Queue queue = queue_of(order);
    if (queue == Queue::none) {
      items_.erase(key_of("work_order", context.id));
      states_.erase(states_.key().text(context.id));
      return;
    }
    QueueRow& row = order_row(context);
    row.outlet = order.outlet;
    row.technician = order.technician;
    move(row, context, queue);
    if (const auto due = due_by(event)) row.due_at = *due;
  }

  // Until when somebody has to answer what has just happened.
  static std::optional<std::int64_t> due_by(const schema::EventView& event) {
    if (const auto* e = event.get_if<schema::BookingScheduledView>()) return e->accept_by;
    if (const auto* e = event.get_if<schema::BookingRescheduledView>()) return e->accept_by;
    if (const auto* e = event.get_if<schema::BookingReassignedView>()) return e->accept_by;
    if (const auto* e = event.get_if<schema::WorkOrderCompletedView>()) return e->follow_up_due_at;
    return std::nullopt;
  }

  static Queue queue_of(const WorkOrder& order) {
    switch (order.status) {
      case WorkOrderStatus::registered:
        return Queue::registered;
      case WorkOrderStatus::assigned:
        return Queue::to_schedule;
      case WorkOrderStatus::scheduled:
        return Queue::to_accept;
      case WorkOrderStatus::accepted:
      case WorkOrderStatus::traveling:
      case WorkOrderStatus::in_progress:
        return Queue::in_service;
      case WorkOrderStatus::on_hold:
        return Queue::on_hold;
      case WorkOrderStatus::work_reported:
        return Queue::papers_due;
      case WorkOrderStatus::completed:
        return order.follow_up == schema::FollowUpStatus::none ? Queue::to_post
                                                               : Queue::to_follow_up;
      case WorkOrderStatus::followed_up:
        return Queue::to_post;
      case WorkOrderStatus::none:
      case WorkOrderStatus::posted:
      case WorkOrderStatus::canceled:
        break;
    }
    return Queue::none;
  }

  QueueRow& order_row(const EventContext& context) {
    QueueRow& row = items_.at(key_of("work_order", context.id));
    if (row.subject.empty()) {
      row.subject = subject_;
      row.order = context.id;
    }
    return row;
  }

  // --- part requests: kept until they are approved, rejected or canceled
  void follow_requests() {
    folds_.on_stream<PartRequest>(
        [this](const EventContext& context, const schema::EventView& event) -> PartRequest* {
          const Key key = requests_.key().text(context.id);
          return event.is<schema::PartRequestedView>() ? &requests_.at(key) : requests_.edit(key);
        },
        [this](const EventContext& context, const schema::EventView&, const PartRequest& request) {
          request_moved(context, request);
        });
  }

  void request_moved(const EventContext& context, const PartRequest& request) {
    const Key key = key_of("part_request", context.id);
    if (request.status != PartRequestStatus::requested && queue_of(request) == Queue::none) {
      items_.erase(key);
      requests_.erase(requests_.key().text(context.id));
      return;
    }
    QueueRow& row = items_.at(key);
    if (row.subject.empty()) {
      row.subject = subject_;
      row.order = request.order;
      row.outlet = request.outlet;
      row.technician = request.technician;
      row.part = request.part;
      row.quantity = request.quantity;
    }
    move(row, context, queue_of(request));
  }

  static Queue queue_of(const PartRequest& request) {
    if (request.status == PartRequestStatus::sourced) return Queue::parts_to_approve;
    if (request.status == PartRequestStatus::escalated) return Queue::sourcing_escalated;
    return Queue::none;
  }

  // --- alarms: kept from when they trip. A deadline that has not passed is nobody's work; an
  // acknowledged alarm still is.
  void follow_alarms() {
    folds_.on_stream<Alarm>(
        [this](const EventContext& context, const schema::EventView& event) -> Alarm* {
          const Key key = alarms_.key().text(context.id);
          return event.is<schema::AlarmTrippedView>() ? &alarms_.at(key) : alarms_.edit(key);
        },
        [this](const EventContext& context, const schema::EventView& event, const Alarm& alarm) {
          alarm_moved(context, event, alarm);
        });
  }

  void alarm_moved(const EventContext& context, const schema::EventView& event,
                   const Alarm& alarm) {
    const Key key = key_of("alarm", context.id);
    if (alarm.status != AlarmStatus::tripped && alarm.status != AlarmStatus::acknowledged) {
      items_.erase(key);
      alarms_.erase(alarms_.key().text(context.id));
      return;
    }
    QueueRow& row = items_.at(key);
    if (const auto* tripped = event.get_if<schema::AlarmTrippedView>()) {
      row.subject = subject_;
      row.order = tripped->order;
      row.outlet = tripped->outlet;
      row.technician = tripped->technician;
    }
    move(row, context, Queue::tripped);
  }

  Table<QueueRow> items_;
  Table<WorkOrder> states_;
  Table<PartRequest> requests_;
  Table<Alarm> alarms_;
  std::string subject_;  // of the last key
};

}  // namespace

const ProjectionKind& queues_projection() {
  static const auto all = lists::with_own_tables("queues", tables);
  static const ProjectionKind kind{
      "queues", 3, all, make_projection<Queues>, 4, lists::fingerprint("queues")};
  return kind;
}

Result<Page<QueueRow>> list_queue(const RowReader& rows, Queue queue, std::string_view outlet,
                                  const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("queue_items");
  lists::Query query;
  lists::add_equal(list, "queue", static_cast<std::int64_t>(queue), query);
  lists::add_equal(list, "outlet", outlet, query);
  return lists::page_of<QueueRow>(list, rows, query, scope, page);
}

Result<std::vector<QueueCount>> count_queues(const RowReader& rows, const Scope& scope) {
  std::vector<QueueCount> out;
  const std::string prefix(1, static_cast<char>(counts));
  KINTSUGI_TRY_OK(
      rows.scan(prefix, after_prefix(prefix), [&](std::string_view key, std::string_view value) {
        KeyParts parts(key);
        QueueCount one;
        one.queue = static_cast<Queue>(parts.octet());
        one.outlet = parts.text();
        one.count = decode_count(value);
        if (scope.sees(one.outlet)) out.push_back(std::move(one));
        return true;
      }));
  return out;
}

}  // namespace kintsugi::projections
