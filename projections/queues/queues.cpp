#include "projections/queues/queues.h"

#include "projections/runner/folding.h"
#include "projections/runner/merge.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {
namespace {

using schema::Queue;
using schema::QueueRow;
using schema::WorkOrder;
using schema::WorkOrderStatus;

enum Octet : std::uint8_t {  // persistent within a version
  items = 2,
  by_queue = 3,
  counts = 4,
  states = 5,
};
constexpr TableInfo tables[] = {
    {items, "items"}, {by_queue, "by_queue"}, {counts, "counts"}, {states, "states"}};

void derive(const QueueRow& row, Derived& out) {
  if (row.queue == Queue::none) return;
  const auto queue = static_cast<std::uint8_t>(row.queue);
  out.row(Key(by_queue).octet(queue).text(row.outlet).number(row.since).text(row.subject));
  out.count(Key(counts).octet(queue).text(row.outlet));
}

// An order's row stays, without a queue, for as long as the order can come back into one.
class Queues final : public Projection {
 public:
  explicit Queues(Tables& of) : items_(of, items, derive), states_(of, states) {}

  void apply(const JudgedCommit& judged) override {
    for_each_event(judged, [this](const EventContext& context, const auto& event) {
      using Event = std::decay_t<decltype(event)>;
      if constexpr (happens_to<Event>("work_order"))
        order(context, event);
      else if constexpr (happens_to<Event>("part_request"))
        request(context, event);
      else if constexpr (happens_to<Event>("alarm"))
        alarm(context, event);
      // Nothing else waits in a queue: a follow-up call waits as its order does.
    });
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

  // --- orders: their status says where they wait
  template <class Event>
  void order(const EventContext& context, const Event& event) {
    if constexpr (std::is_same_v<Event, schema::WorkOrderRegisteredView>) {
      QueueRow& row = order_row(context);
      row.customer = event.customer;
      row.contact = event.contact;
      row.service_type = event.service_type;
      row.severity = event.severity;
      row.brand = event.brand;
      row.category = event.category;
      row.area = event.area;
      status_row(context).status = WorkOrderStatus::registered;
      move(row, context, Queue::registered);
    } else if constexpr (std::is_same_v<Event, schema::SeverityClassifiedView>) {
      order_row(context).severity = event.severity;
    } else if constexpr (changes_status<Event>) {
      WorkOrder& order = status_row(context);
      core::evolve(order, event);
      QueueRow& row = order_row(context);
      row.outlet = order.outlet;
      row.technician = order.technician;
      move(row, context, queue_of(order));
      if constexpr (requires { event.accept_by; }) row.due_at = event.accept_by;
      if constexpr (requires { event.follow_up_due_at; }) row.due_at = event.follow_up_due_at;
    } else if constexpr (std::is_same_v<Event, schema::WorkOrderPostedView> ||
                         std::is_same_v<Event, schema::WorkOrderCanceledView>) {
      items_.erase(key_of("work_order", context.id));
      states_.erase(states_.key().text(context.id));
    }
    // The others (charges, papers, parts, notes) leave an order where it waits.
  }

  template <class Event>
  static constexpr bool changes_status = std::is_same_v<Event, schema::OutletAssignedView> ||
                                         std::is_same_v<Event, schema::BookingScheduledView> ||
                                         std::is_same_v<Event, schema::BookingAcceptedView> ||
                                         std::is_same_v<Event, schema::BookingDeclinedView> ||
                                         std::is_same_v<Event, schema::BookingRescheduledView> ||
                                         std::is_same_v<Event, schema::BookingReassignedView> ||
                                         std::is_same_v<Event, schema::BookingCanceledView> ||
                                         std::is_same_v<Event, schema::TravelStartedView> ||
                                         std::is_same_v<Event, schema::TechnicianCheckedInView> ||
                                         std::is_same_v<Event, schema::WorkStartedView> ||
                                         std::is_same_v<Event, schema::WorkPausedView> ||
                                         std::is_same_v<Event, schema::WorkResumedView> ||
                                         std::is_same_v<Event, schema::WorkReportedView> ||
                                         std::is_same_v<Event, schema::WorkOrderCompletedView> ||
                                         std::is_same_v<Event, schema::WorkOrderFollowedUpView> ||
                                         std::is_same_v<Event, schema::WorkOrderReopenedView>;

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

  // Only what the status depends on: bookings and outlet, not the texts.
  WorkOrder& status_row(const EventContext& context) {
    return states_.at(states_.key().text(context.id));
  }

  QueueRow& order_row(const EventContext& context) {
    QueueRow& row = items_.at(key_of("work_order", context.id));
    if (row.subject.empty()) {
      row.subject = subject_;
      row.order = context.id;
    }
    return row;
  }

  // --- part requests
  template <class Event>
  void request(const EventContext& context, const Event& event) {
    if constexpr (std::is_same_v<Event, schema::PartRequestedView>) {
      QueueRow& row = items_.at(key_of("part_request", context.id));
      row.subject = subject_;
      row.order = event.order;
      row.outlet = event.outlet;
      row.technician = event.technician;
      row.part = event.part;
      row.quantity = event.quantity;
    } else if constexpr (std::is_same_v<Event, schema::PartSourcedView> ||
                         std::is_same_v<Event, schema::SourceChosenView>) {
      if (auto* row = items_.edit(key_of("part_request", context.id)))
        move(*row, context, Queue::parts_to_approve);
    } else if constexpr (std::is_same_v<Event, schema::SourcingEscalatedView>) {
      if (auto* row = items_.edit(key_of("part_request", context.id)))
        move(*row, context, Queue::sourcing_escalated);
    } else if constexpr (std::is_same_v<Event, schema::PartRequestApprovedView> ||
                         std::is_same_v<Event, schema::PartRequestRejectedView> ||
                         std::is_same_v<Event, schema::PartRequestCanceledView>) {
      items_.erase(key_of("part_request", context.id));
    }
    // Issue, signature, use, return, loss and closing come after the approval.
  }

  // --- alarms
  template <class Event>
  void alarm(const EventContext& context, const Event& event) {
    if constexpr (std::is_same_v<Event, schema::AlarmTrippedView>) {
      QueueRow& row = items_.at(key_of("alarm", context.id));
      row.subject = subject_;
      row.order = event.order;
      row.outlet = event.outlet;
      row.technician = event.technician;
      move(row, context, Queue::tripped);
    } else if constexpr (std::is_same_v<Event, schema::AlarmClearedView> ||
                         std::is_same_v<Event, schema::AlarmArmedView>) {
      items_.erase(key_of("alarm", context.id));
    }
    // Armed, disarmed and passed deadlines are nobody's work; an acknowledged alarm still is.
  }

  Table<QueueRow> items_;
  Table<WorkOrder> states_;
  std::string subject_;  // of the last key
};

}  // namespace

const ProjectionKind& queues_projection() {
  static constexpr ProjectionKind kind{
      "queues", 2, tables,
      [](Tables& of) -> std::unique_ptr<Projection> { return std::make_unique<Queues>(of); }};
  return kind;
}

Result<Page<QueueRow>> list_queue(const RowReader& rows, Queue queue, std::string_view outlet,
                                  const Scope& scope, const PageRequest& page) {
  std::vector<Key> heads;
  const auto number = static_cast<std::uint8_t>(queue);
  if (!outlet.empty()) {
    if (scope.sees(outlet)) heads.push_back(Key(by_queue).octet(number).text(outlet));
  } else if (!scope.all) {
    for (const auto& one : scope.outlets) heads.push_back(Key(by_queue).octet(number).text(one));
  } else {
    KINTSUGI_TRY(const auto counted, count_queues(rows, scope));
    for (const auto& one : counted)
      if (one.queue == queue) heads.push_back(Key(by_queue).octet(number).text(one.outlet));
  }
  Page<QueueRow> out;
  Result<void> broken;
  std::string last;
  const auto visit = [&](std::string_view tail) {
    if (out.rows.size() == page.limit) {
      out.next = last;
      return false;
    }
    last = tail;
    const std::string key = std::string(1, 't').append(tail);
    KeyParts parts(key);
    parts.number();
    auto row = read_row<QueueRow>(rows, Key(items).text(parts.text()));
    if (!row) broken = tl::unexpected(row.error());
    if (!row) return false;
    if (*row) out.rows.push_back(std::move(**row));
    return true;
  };
  KINTSUGI_CHECK_OK(visit_merged(rows, heads, {}, page.after, visit));
  if (!broken) return tl::unexpected(broken.error());
  return out;
}

Result<std::vector<QueueCount>> count_queues(const RowReader& rows, const Scope& scope) {
  std::vector<QueueCount> out;
  const std::string prefix(1, static_cast<char>(counts));
  KINTSUGI_CHECK_OK(
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
