#include "projections/orders/orders.h"

#include <algorithm>
#include <map>

#include "core/work_order/rules.h"
#include "projections/lists/index.h"
#include "projections/lists/rows.h"
#include "projections/orders/notifications.h"
#include "projections/orders/repairs.h"
#include "projections/orders/replies.h"
#include "projections/runner/folding.h"
#include "projections/runner/pages.h"
#include "projections/tables/row_codec.h"
#include "schema/follow_up_views.h"
#include "schema/legacy_views.h"
#include "schema/work_order_back_views.h"
#include "schema/work_order_booking_views.h"
#include "schema/work_order_correction_views.h"
#include "schema/work_order_life_views.h"
#include "schema/work_order_money_views.h"
#include "schema/work_order_paper_views.h"
#include "schema/work_order_review_views.h"
#include "schema/work_order_visit_views.h"

namespace kintsugi::projections {
namespace {

using schema::OrderRow;
using schema::WorkOrderStatus;

enum Octet : std::uint8_t {  // persistent within a version
  orders = 2,
  notifications = 3,
  wishes = 4,
  areas = 5,  // counts
  machines = 6,
  replies = 7,
  called = 8,
  asked = 9,
  calls = 10,
  rounds = 11,
  people = 12,
};
constexpr TableInfo tables[] = {{orders, "orders"},
                                {notifications, "notifications"},
                                {wishes, "wishes"},
                                {areas, "areas"},
                                {machines, "machines"},
                                {replies, "replies"},
                                {called, "called"},
                                {asked, "asked"},
                                {calls, "calls"},
                                {rounds, "follow_up_rounds"},
                                {people, "people"}};

// How many orders an outlet has in an area, those that a sale made apart.
void derive_area(const OrderRow& row, Derived& out) {
  if (row.order.area.empty()) return;
  out.count(Key(areas).text(row.order.outlet).text(row.order.area).octet(!row.order.sale.empty()));
}

class Orders final : public Folding {
 public:
  explicit Orders(Tables& tables_of)
      : orders_(tables_of, orders, lists::follows_of("orders", "orders"), derive_area),
        notifications_(tables_of, notifications, wishes, people),
        repairs_(tables_of, machines, orders_),
        replies_(tables_of, {replies, called, asked, calls, rounds}) {
    repairs_.follow(folds_);
    replies_.follow(folds_);
    notifications_.follow_wishes(folds_);
    notifications_.follow_bulletins(folds_);
    folds_.rows_in<schema::WorkOrder>(orders_.core())
        .on_stream<schema::WorkOrder>(
            [this](const EventContext& context, const schema::EventView&) {
              if (!touched_ || touched_->id != context.id) touch(context);
              return &touched_->order;
            },
            [this](const EventContext& context, const schema::EventView& event,
                   const schema::WorkOrder& order) {
              follow(event);
              notifications_.follow(context, event, order);
            });
    // Events of other streams change no order: what concerns an order happens to it as well. Its
    // machine alone knows what was repaired before.
  }

  void apply(const JudgedCommit& judged) override {
    touched_ = nullptr;
    Folding::apply(judged);
  }

 private:
  void follow(const schema::EventView& event) {
    if (const auto* registered = event.get_if<schema::WorkOrderRegisteredView>()) {
      if (registered->registered_at != 0) touched_->registered_at = registered->registered_at;
    } else if (event.is<schema::ChargeAddedView>() || event.is<schema::ChargeApprovedView>() ||
               event.is<schema::ChargeWithdrawnView>() ||
               event.is<schema::CorrectionDecidedView>()) {
      touched_->due = core::work_order::due_of(touched_->order);
    } else if (event.is<schema::PaymentCollectedView>() ||
               event.is<schema::PaymentRefundedView>() ||
               event.is<schema::PaymentWithdrawnView>() ||
               event.is<schema::PaymentCorrectedView>()) {
      touched_->paid = core::work_order::paid_of(touched_->order);
    } else if (event.is<schema::LegacyFactRecordedView>()) {
      ++touched_->legacy_facts;
    } else if (const auto* progress = event.get_if<schema::ProgressRecordedView>()) {
      touched_->last_note = progress->note;
      touched_->last_note_at = touched_->changed_at;
    } else if (event.is<schema::WorkOrderReopenedView>()) {
      begin_stages_anew();
    } else if (event.is<schema::ReopeningWithdrawnView>()) {
      go_back_to_stages();
    } else {
      reach_stage(event);
    }
  }

  // A stage is reached once a round: what comes later of the same kind does not move it.
  static void reach(std::int64_t& stage, std::int64_t at) {
    if (stage == 0) stage = at;
  }
  void reach_stage(const schema::EventView& event) {
    OrderRow& row = *touched_;
    const std::int64_t told = row.changed_at;
    if (const auto* e = event.get_if<schema::BookingScheduledView>())
      reach(row.dispatched_at, e->dispatched_at != 0 ? e->dispatched_at : told);
    if (const auto* e = event.get_if<schema::BookingAcceptedView>())
      reach(row.accepted_at, e->at != 0 ? e->at : told);
    if (const auto* e = event.get_if<schema::WorkStartedView>())
      reach(row.started_at, e->at != 0 ? e->at : told);
    if (const auto* e = event.get_if<schema::TicketClearedView>()) row.cleared_at = e->at;
    if (event.is<schema::ClearingWithdrawnView>()) row.cleared_at = 0;
    if (event.is<schema::InstallCardHandedBackView>() ||
        event.is<schema::ServiceSlipReturnedView>())
      reach(row.paper_at, told);
    if (row.order.install_card.empty() && row.order.service_slip.empty()) row.paper_at = 0;
    if (event.is<schema::WorkOrderReviewedView>()) row.reviewed_at = told;
    if (event.is<schema::ReviewRejectedView>()) row.reviewed_at = 0;
    if (event.is<schema::WorkOrderFollowedUpView>()) reach(row.followed_up_at, told);
    if (event.is<schema::FollowUpTakenUpAgainView>()) row.followed_up_at = 0;
    if (event.is<schema::CompletionWithdrawnView>()) take_completion_back();
    if (event.is<schema::CheckInWithdrawnView>()) row.started_at = first_started(row.order);
    if (const auto* e = event.get_if<schema::BookingCanceledView>(); e && e->withdrawn)
      take_dispatch_back();
  }
  void take_completion_back() {
    OrderRow& row = *touched_;
    row.followed_up_at = 0;
    if (row.order.clearing != schema::ClearingStatus::cleared) row.cleared_at = 0;
    if (row.order.review != schema::ReviewStatus::approved) row.reviewed_at = 0;
  }
  // As if it had not been: the stages are those of what else was dispatched in this round.
  void take_dispatch_back() {
    OrderRow& row = *touched_;
    std::int64_t first = 0;
    bool others = false;
    bool accepted = false;
    for (const schema::Booking& booking : row.order.bookings) {
      if (booking.round != row.order.round || booking.status == schema::BookingStatus::canceled)
        continue;
      others = true;
      if (first == 0 || booking.dispatched_at < first) first = booking.dispatched_at;
      accepted = accepted || (booking.status != schema::BookingStatus::scheduled &&
                              booking.status != schema::BookingStatus::declined);
    }
    if (!others || row.dispatched_at < first) row.dispatched_at = first;
    if (!accepted) row.accepted_at = 0;
  }
  // By who still counts as there in this round; 0: nobody.
  static std::int64_t first_started(const schema::WorkOrder& order) {
    std::int64_t first = 0;
    for (const schema::Booking& booking : order.bookings) {
      if (booking.round != order.round || booking.started_at == 0) continue;
      if (first == 0 || booking.started_at < first) first = booking.started_at;
    }
    return first;
  }
  void begin_stages_anew() {
    OrderRow& row = *touched_;
    const schema::OrderStages before{.dispatched_at = row.dispatched_at,
                                     .accepted_at = row.accepted_at,
                                     .started_at = row.started_at,
                                     .paper_at = row.paper_at,
                                     .cleared_at = row.cleared_at,
                                     .reviewed_at = row.reviewed_at,
                                     .followed_up_at = row.followed_up_at};
    set_stages({});
    row.closed_stages = {before};
  }
  void go_back_to_stages() {
    if (touched_->closed_stages.empty()) return;
    set_stages(touched_->closed_stages.front());
    touched_->closed_stages.clear();
  }
  void set_stages(const schema::OrderStages& stages) {
    OrderRow& row = *touched_;
    row.dispatched_at = stages.dispatched_at;
    row.accepted_at = stages.accepted_at;
    row.started_at = stages.started_at;
    row.paper_at = stages.paper_at;
    row.cleared_at = stages.cleared_at;
    row.reviewed_at = stages.reviewed_at;
    row.followed_up_at = stages.followed_up_at;
  }

  void touch(const EventContext& context) {
    OrderRow& row = orders_.at(orders_.key().text(context.id));
    if (row.version == 0) {
      row.id = context.id;
      row.first_position = context.position();
      row.registered_at = context.at();
    }
    if (row.version == 0 || row.last_position != context.position()) ++row.version;
    row.last_position = context.position();
    row.changed_at = context.at();
    touched_ = &row;
  }

  Table<OrderRow> orders_;
  Notifications notifications_;
  Repairs repairs_;
  Replies replies_;
  OrderRow* touched_ = nullptr;  // the row of the last event in this commit
};

}  // namespace

const ProjectionKind& orders_projection() {
  static const auto all = lists::with_own_tables("orders", tables);
  static const ProjectionKind kind{
      "orders", 12, all, make_projection<Orders>, lists::fingerprint("orders")};
  return kind;
}

namespace {

lists::Query query_of_orders(const lists::List& list, const OrderFilter& filter) {
  lists::Query query;
  query.search = filter.search;
  if (filter.status)
    lists::add_equal(list, "status", static_cast<std::int64_t>(*filter.status), query);
  lists::add_equal(list, "outlet", filter.outlet, query);
  lists::add_equal(list, "technician", filter.technician, query);
  lists::add_equal(list, "customer", filter.customer, query);
  const auto ms = [](const std::optional<Instant>& at) {
    return at ? std::optional(to_ms(*at)) : std::nullopt;
  };
  lists::add_range(list, "registered_at", ms(filter.registered_from), ms(filter.registered_until),
                   query);
  return query;
}

// A technician sees what he leads, and what he goes to with another.
bool is_seen(const schema::WorkOrder& order, const Scope& scope) {
  if (scope.sees(order.outlet, order.technician)) return true;
  return !scope.technician.empty() &&
         std::any_of(order.crew.begin(), order.crew.end(),
                     [&](const auto& member) { return member.technician == scope.technician; });
}

}  // namespace

Result<Page<OrderRow>> list_orders(const RowReader& rows, const OrderFilter& filter,
                                   const lists::Viewer& viewer, const PageRequest& page) {
  const lists::List& list = *lists::find("work_orders");
  return lists::page_of<OrderRow>(list, rows, query_of_orders(list, filter), viewer, page);
}

Result<Page<OrderRow>> list_orders(const RowReader& rows, const OrderFilter& filter,
                                   const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("work_orders");
  return lists::page_of<OrderRow>(list, rows, query_of_orders(list, filter), scope, page);
}

Result<std::vector<AreaOrders>> count_areas(const RowReader& rows, const Scope& scope) {
  std::map<std::string, AreaOrders, std::less<>> found;
  const auto add = [&](std::string_view key, std::string_view value) {
    KeyParts parts(key);
    parts.text();  // the outlet
    std::string area(parts.text());
    const bool sold = parts.octet() != 0;
    AreaOrders& one = found[area];
    one.area = std::move(area);
    const std::int64_t count = decode_count(value);
    one.orders += count;
    if (sold) one.sales += count;
    return true;
  };
  std::vector<Key> begins;
  for (const std::string& outlet : scope.outlets) begins.push_back(Key(areas).text(outlet));
  if (scope.all) begins.assign(1, Key(areas));
  for (const Key& begin : begins)
    KINTSUGI_TRY_OK(rows.scan(begin.bytes(), after_prefix(begin.bytes()), add));
  std::vector<AreaOrders> out;
  for (auto& [area, one] : found) out.push_back(std::move(one));
  return out;
}

Result<OrderRow> order_card(const RowReader& rows, std::string_view id, const Scope& scope) {
  KINTSUGI_TRY(auto row, read_row<OrderRow>(rows, Key(orders).text(id)));
  if (!row || !is_seen(row->order, scope))
    return fail(ErrorKind::not_found, "work_order.not_found",
                "there is no work order " + std::string(id));
  return *std::move(row);
}

Result<std::vector<OrderRow>> orders_beginning(const RowReader& rows, std::string_view id,
                                               const Scope& scope, std::size_t limit) {
  const auto take = [&](std::string_view,
                        std::string_view value) -> Result<std::optional<OrderRow>> {
    KINTSUGI_TRY(OrderRow row, RowCodec<OrderRow>::decode(value));
    if (!is_seen(row.order, scope)) return std::optional<OrderRow>();
    return std::optional<OrderRow>(std::move(row));
  };
  return first_rows<OrderRow>(rows, Key(orders).text_beginning(id), limit, take);
}

}  // namespace kintsugi::projections
