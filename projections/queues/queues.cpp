#include "projections/queues/queues.h"

#include <algorithm>
#include <map>

#include "projections/inventory/fold.h"
#include "projections/lists/index.h"
#include "projections/lists/rows.h"
#include "projections/queues/where.h"
#include "projections/runner/folding.h"
#include "projections/tables/row_codec.h"
#include "schema/alarm_views.h"
#include "schema/follow_up_views.h"
#include "schema/legacy_views.h"
#include "schema/part_request_state.h"
#include "schema/part_request_views.h"
#include "schema/stock_receipt_views.h"
#include "schema/stock_views.h"
#include "schema/tariff_views.h"
#include "schema/technician_state.h"
#include "schema/technician_views.h"
#include "schema/wage_views.h"
#include "schema/warehouse_views.h"
#include "schema/work_order_booking_views.h"
#include "schema/work_order_correction_views.h"
#include "schema/work_order_life_views.h"
#include "schema/work_order_money_views.h"
#include "schema/work_order_paper_views.h"
#include "schema/work_order_visit_views.h"

namespace kintsugi::projections {
namespace {

using schema::Alarm;
using schema::PartRequest;
using schema::PartRequestStatus;
using schema::Queue;
using schema::QueueRow;
using schema::StockItem;
using schema::Technician;
using schema::WageRun;
using schema::WorkOrder;
using schema::WorkOrderStatus;

enum Octet : std::uint8_t {  // persistent within a version
  items = 2,
  counts = 4,
  states = 5,
  requests = 6,
  alarms = 7,
  technicians = 8,
  warehouses = 9,
  stock_counts = 10,
  tariffs = 11,
  wage_rules = 12,
  wage_runs = 13,
};
constexpr TableInfo tables[] = {{items, "items"},           {counts, "counts"},
                                {states, "states"},         {requests, "requests"},
                                {alarms, "alarms"},         {technicians, "technicians"},
                                {warehouses, "warehouses"}, {stock_counts, "stock_counts"},
                                {tariffs, "tariffs"},       {wage_rules, "wage_rules"},
                                {wage_runs, "wage_runs"}};

constexpr std::string_view charges_lane = "charges";
constexpr std::string_view missing_lane = "missing";

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
        alarms_(of, alarms),
        technicians_(of, technicians),
        warehouses_(of, warehouses),
        stock_counts_(of, stock_counts),
        tariffs_(of, tariffs),
        wage_rules_(of, wage_rules),
        wage_runs_(of, wage_runs) {
    follow_orders();
    follow_charges();
    follow_requests();
    follow_alarms();
    follow_technicians();
    follow_counts();
    follow_drafts<schema::TariffDraftedView>(tariffs_);
    follow_drafts<schema::WageRuleDraftedView>(wage_rules_);
    follow_wage_runs();
    folds_.rows_in<WorkOrder>(states_.core())
        .rows_in<PartRequest>(requests_.core())
        .rows_in<Alarm>(alarms_.core());
  }

 private:
  // Of an item: what waits, by its stream's type and id, and where that waits beside its own way,
  // the lane. Types hold neither '.' nor ':', so no two items share a key, whatever ids hold.
  Key key_of(std::string_view type, std::string_view id, std::string_view lane = {}) {
    subject_.assign(type).append(1, '/').append(id);
    id_.assign(type);
    if (!lane.empty()) id_.append(1, '.').append(lane);
    id_.append(1, ':').append(id);
    return items_.key().text(id_);
  }

  // The item of the last key.
  QueueRow& row_at(const Key& key) {
    QueueRow& row = items_.at(key);
    if (row.id.empty()) {
      row.id = id_;
      row.subject = subject_;
    }
    return row;
  }

  // The item of the key stands in the queue, or in none; fill(row) says what it is about.
  template <class Fill>
  void stand(const EventContext& context, const Key& key, Queue queue, Fill fill) {
    if (queue == Queue::none) return items_.erase(key);
    QueueRow& row = row_at(key);
    fill(row);
    move(row, context, queue);
  }

  // The state of a stream, kept from an event with which its waiting may begin.
  template <schema::EventViewType... Begins, schema::StateType State>
  static auto kept_from(Table<State>& kept) {
    return [&kept](const EventContext& context, const schema::EventView& event) -> State* {
      const Key key = kept.key().text(context.id);
      return (event.is<Begins>() || ...) ? &kept.at(key) : kept.edit(key);
    };
  }
  template <schema::StateType State>
  static void forget(Table<State>& kept, const EventContext& context) {
    kept.erase(kept.key().text(context.id));
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
          const WorkOrder* order = states_.find(states_.key().text(context.id));
          if (order != nullptr && !order->charges.empty()) charges_moved(context, *order);
        })
        .on<schema::RegistrationCorrectedView>(
            [this](const EventContext& context, const auto& event) { corrected(context, event); })
        .on_stream<WorkOrder>(
            [this](const EventContext& context, const schema::EventView&) {
              return &states_.at(states_.key().text(context.id));
            },
            [this](const EventContext& context, const schema::EventView& event,
                   const WorkOrder& order) { order_moved(context, event, order); })
        // Papers, payments, parts and notes leave an order where it waits.
        .ignore<schema::DispatchCheckOverriddenView, schema::ProgressRecordedView,
                schema::FaultDiagnosedView, schema::PartUsedView, schema::InstallCardHandedBackView,
                schema::ServiceSlipReturnedView, schema::PaymentCollectedView,
                schema::CreditApprovedView, schema::OverrideWithdrawnView,
                schema::DiagnosisCorrectedView, schema::PartUseWithdrawnView,
                schema::PaymentWithdrawnView, schema::PaymentCorrectedView,
                schema::CreditWithdrawnView, schema::WorkOrderCorrectedView,
                schema::CorrectionDecidedView, schema::InstallCardWithdrawnView,
                schema::ServiceSlipWithdrawnView, schema::PartRequestLinkedView,
                schema::PartRequestSettledView, schema::LegacyFactRecordedView,
                schema::FollowUpResultCorrectedView>();
  }

  // What a row tells of a registration, or of what it was corrected to.
  static void tell(QueueRow& row, const auto& event) {
    row.customer = event.customer;
    row.contact = event.contact;
    row.service_type = event.service_type;
    row.brand = event.brand;
    row.category = event.category;
    row.area = event.area;
  }

  void corrected(const EventContext& context, const schema::RegistrationCorrectedView& event) {
    tell(order_row(context), event);
    const WorkOrder* order = states_.find(states_.key().text(context.id));
    if (order != nullptr && !order->charges.empty()) charges_moved(context, *order);
  }

  void registered(const EventContext& context, const schema::WorkOrderRegisteredView& event) {
    QueueRow& row = order_row(context);
    tell(row, event);
    row.severity = event.severity;
    states_.at(states_.key().text(context.id)).status = WorkOrderStatus::registered;
    move(row, context, Queue::registered);
  }

  void order_moved(const EventContext& context, const schema::EventView& event,
                   const WorkOrder& order) {
    const Queue queue = queue_of(order);
    if (queue == Queue::none) {
      items_.erase(key_of("work_order", context.id));
      if (!order.charges.empty()) items_.erase(key_of("work_order", context.id, charges_lane));
      states_.erase(states_.key().text(context.id));
      return;
    }
    QueueRow& row = order_row(context);
    row.outlet = order.outlet;
    row.technician = order.technician;
    move(row, context, queue);
    if (const auto due = due_by(event)) row.due_at = *due;
    if (!order.charges.empty()) charges_moved(context, order);
  }

  // Until when somebody has to answer what has just happened.
  static std::optional<std::int64_t> due_by(const schema::EventView& event) {
    if (const auto* e = event.get_if<schema::BookingScheduledView>()) return e->accept_by;
    if (const auto* e = event.get_if<schema::BookingRescheduledView>()) return e->accept_by;
    if (const auto* e = event.get_if<schema::BookingReassignedView>()) return e->accept_by;
    if (const auto* e = event.get_if<schema::WorkOrderCompletedView>()) return e->follow_up_due_at;
    if (const auto* e = event.get_if<schema::FollowUpTakenUpAgainView>()) return e->due_at;
    return std::nullopt;
  }

  QueueRow& order_row(const EventContext& context) {
    QueueRow& row = row_at(key_of("work_order", context.id));
    if (row.order.empty()) row.order = context.id;
    return row;
  }

  // --- manual charges: while any waits for approval, its order stands in that queue beside its
  // own. Of an order's charges no others are kept, and of these no more than is needed here.
  void follow_charges() {
    folds_
        .on<schema::ChargeAddedView>([this](const EventContext& context, const auto& event) {
          if (event.status != schema::ChargeStatus::pending) return;
          WorkOrder* order = states_.edit(states_.key().text(context.id));
          if (order == nullptr) return;
          schema::Charge& charge = order->charges.emplace_back();
          charge.line = event.line;
          charge.status = event.status;
          charge.amount = event.amount;
          charges_moved(context, *order);
        })
        .on<schema::ChargeApprovedView>([this](const EventContext& context, const auto& event) {
          WorkOrder* order = states_.edit(states_.key().text(context.id));
          if (order == nullptr) return;
          std::erase_if(order->charges, [&](const auto& one) { return one.line == event.line; });
          charges_moved(context, *order);
        })
        .on<schema::ChargeWithdrawnView>([this](const EventContext& context, const auto& event) {
          WorkOrder* order = states_.edit(states_.key().text(context.id));
          if (order == nullptr) return;
          const auto waited = std::erase_if(
              order->charges, [&](const auto& one) { return one.line == event.line; });
          if (waited > 0) charges_moved(context, *order);
        });
  }

  void charges_moved(const EventContext& context, const WorkOrder& order) {
    const QueueRow& own = order_row(context);
    const Key key = key_of("work_order", context.id, charges_lane);
    const Queue queue = order.charges.empty() ? Queue::none : Queue::charges_to_approve;
    stand(context, key, queue, [&](QueueRow& row) {
      QueueRow about = own;
      about.id = row.id;
      about.queue = row.queue;
      about.since = row.since;
      about.position = row.position;
      about.due_at = 0;
      for (const schema::Charge& charge : order.charges) about.amount += charge.amount;
      row = std::move(about);
    });
  }

  // --- part requests: kept until they are signed for, rejected or canceled; missing pieces beside
  void follow_requests() {
    folds_
        .on_stream<PartRequest>(
            kept_from<schema::PartRequestedView>(requests_),
            [this](const EventContext& context, const schema::EventView&,
                   const PartRequest& request) { request_moved(context, request); })
        .on<schema::PartMissingView>([this](const EventContext& context, const auto& event) {
          stand(context, key_of("part_request", context.id, missing_lane), Queue::parts_missing,
                [&](QueueRow& row) {
                  row.order = event.order;
                  row.outlet = event.outlet;
                  row.technician = event.technician;
                  row.part = event.part;
                  row.quantity = event.missing;
                  row.warehouse = event.warehouse;
                });
        })
        .on<schema::MissingPartSettledView>([this](const EventContext& context, const auto& event) {
          const Queue queue = event.missing > 0 ? Queue::parts_missing : Queue::none;
          stand(context, key_of("part_request", context.id, missing_lane), queue,
                [&](QueueRow& row) { row.quantity = event.missing; });
        });
  }

  void request_moved(const EventContext& context, const PartRequest& request) {
    const Queue queue = queue_of(request);
    stand(context, key_of("part_request", context.id), queue, [&](QueueRow& row) {
      row.order = request.order;
      row.outlet = request.outlet;
      row.technician = request.technician;
      row.part = request.part;
      row.quantity = request.quantity;
      row.warehouse = request.warehouse;
    });
    const bool may_wait = request.status == PartRequestStatus::requested || queue != Queue::none;
    if (!may_wait) forget(requests_, context);
  }

  // --- alarms: kept from when they trip. A deadline that has not passed is nobody's work; an
  // acknowledged alarm still is.
  void follow_alarms() {
    folds_.on_stream<Alarm>(kept_from<schema::AlarmTrippedView, schema::AlarmReopenedView>(alarms_),
                            [this](const EventContext& context, const schema::EventView& event,
                                   const Alarm& alarm) { alarm_moved(context, event, alarm); });
  }

  void alarm_moved(const EventContext& context, const schema::EventView& event,
                   const Alarm& alarm) {
    using enum schema::AlarmStatus;
    const bool waits = alarm.status == tripped || alarm.status == acknowledged;
    const Queue queue = waits ? Queue::tripped : Queue::none;
    stand(context, key_of("alarm", context.id), queue, [&](QueueRow& row) {
      const auto tell = [&](const auto& told) {
        row.order = told.order, row.outlet = told.outlet, row.technician = told.technician;
      };
      if (const auto* e = event.get_if<schema::AlarmTrippedView>()) tell(*e);
      if (const auto* e = event.get_if<schema::AlarmReopenedView>()) tell(*e);
    });
    if (!waits) forget(alarms_, context);
  }

  // --- technicians who hold cash. Of each is kept whose he is and how much that is.
  void follow_technicians() {
    folds_
        .on_stream<Technician>(
            kept_from<schema::TechnicianRegisteredView>(technicians_),
            [this](const EventContext& context, const schema::EventView&, Technician& technician) {
              technician.name.clear();
              technician.phone.clear();
              technician.brands.clear();
              const Queue queue = technician.cash_held > 0 ? Queue::cash_to_remit : Queue::none;
              stand(context, key_of("technician", context.id), queue, [&](QueueRow& row) {
                row.technician = context.id;
                row.outlet = technician.outlet;
                row.amount = technician.cash_held;
              });
            })
        .ignore<schema::SkillGrantedView, schema::SkillRevokedView, schema::TechnicianSuspendedView,
                schema::TechnicianReinstatedView, schema::SlotReservedView,
                schema::SlotReleasedView, schema::TechnicianSeenView,
                schema::SightingWithdrawnView>();
  }

  // --- counts: a stock item with proposed adjustments, which alone are kept. Goods that move
  // meanwhile change what a proposal comes to, not that it waits.
  void follow_counts() {
    folds_
        .on<schema::WarehouseRegisteredView, schema::WarehouseChangedView>(
            [this](const EventContext& context, const auto& event) {
              warehouses_.at(warehouses_.key().text(context.id)) = std::string(event.outlet);
            })
        .on_stream<StockItem>(kept_from<schema::StockAdjustmentProposedView>(stock_counts_),
                              [this](const EventContext& context, const schema::EventView&,
                                     const StockItem& item) { count_moved(context, item); })
        .ignore<schema::WarehouseFrozenView, schema::WarehouseUnfrozenView,
                schema::StockReceivedView, schema::StockReservedView, schema::StockReleasedView,
                schema::StockIssuedView, schema::StockReturnedView, schema::StockHeldView,
                schema::StockUnheldView, schema::StockCountRestatedView,
                schema::StockIssueWithdrawnView, schema::StockReturnWithdrawnView,
                schema::StockReceiptWithdrawnView, schema::StockReceiptCorrectedView>();
  }

  void count_moved(const EventContext& context, const StockItem& item) {
    const bool waits = !item.proposals.empty();
    const Queue queue = waits ? Queue::counts_to_approve : Queue::none;
    stand(context, key_of("stock_item", context.id), queue, [&](QueueRow& row) {
      const inventory::ItemName name = inventory::parse_item(context.id);
      const auto* outlet = warehouses_.find(warehouses_.key().text(name.place));
      row.outlet = outlet != nullptr ? *outlet : std::string();
      row.warehouse = name.place;
      row.part = name.part;
    });
    if (!waits) forget(stock_counts_, context);
  }

  // --- rules with a draft that another person has to publish. Only drafts are kept, without lines.
  // A wage rule is of the outlet whose id it has; what is of none is the company's.
  template <schema::EventViewType Drafted, schema::StateType Rule>
  void follow_drafts(Table<Rule>& kept) {
    folds_.on_stream<Rule>(
        kept_from<Drafted>(kept),
        [this, &kept](const EventContext& context, const schema::EventView&, Rule& rule) {
          std::erase_if(rule.versions, [](const auto& version) {
            return version.status != schema::RuleVersionStatus::drafted;
          });
          for (auto& version : rule.versions) version.lines.clear();
          const bool waits = !rule.versions.empty();
          const Queue queue = waits ? Queue::drafts_to_publish : Queue::none;
          constexpr std::string_view type = schema::stream_type_of<Rule>();
          stand(context, key_of(type, context.id), queue, [&](QueueRow& row) {
            if (type == "wage_rule" && context.id != "default") row.outlet = context.id;
          });
          if (!waits) forget(kept, context);
        });
  }

  // --- wage runs, without their sheets
  void follow_wage_runs() {
    folds_.on_stream<WageRun>(
        kept_from<schema::WagesCalculatedView>(wage_runs_),
        [this](const EventContext& context, const schema::EventView&, WageRun& run) {
          run.sheets.clear();
          const bool waits = run.status == schema::WageRunStatus::calculated;
          const Queue queue = waits ? Queue::wage_runs_to_approve : Queue::none;
          stand(context, key_of("wage_run", context.id), queue, [&](QueueRow& row) {
            row.outlet = run.outlet;
            row.amount = run.total;
          });
          if (!waits) forget(wage_runs_, context);
        });
  }

  Table<QueueRow> items_;
  Table<WorkOrder> states_;
  Table<PartRequest> requests_;
  Table<Alarm> alarms_;
  Table<Technician> technicians_;
  Table<std::string> warehouses_;  // → outlet
  Table<StockItem> stock_counts_;
  Table<schema::Tariff> tariffs_;
  Table<schema::WageRule> wage_rules_;
  Table<WageRun> wage_runs_;
  std::string id_, subject_;  // of the last key
};

}  // namespace

const ProjectionKind& queues_projection() {
  static const auto all = lists::with_own_tables("queues", tables);
  static const ProjectionKind kind{
      "queues", 6, all, make_projection<Queues>, 4, lists::fingerprint("queues")};
  return kind;
}

namespace {

// What is the own of who asks, and in none of his outlets.
Result<void> count_own(const RowReader& rows, const Scope& scope, std::vector<QueueCount>& out) {
  const Scope own{false, {}, scope.person, scope.technician};
  std::map<std::pair<Queue, std::string>, std::int64_t> sums;
  PageRequest page{1000, {}};
  do {
    KINTSUGI_TRY(auto some,
                 lists::page_of<QueueRow>(*lists::find("queue_items"), rows, {}, own, page));
    for (const QueueRow& row : some.rows)
      if (!scope.sees(row.outlet)) ++sums[{row.queue, row.outlet}];
    page.after = std::move(some.next);
  } while (!page.after.empty());
  for (const auto& [of, count] : sums) out.push_back({of.first, of.second, count});
  return {};
}

}  // namespace

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
  if (!scope.all && !scope.technician.empty()) KINTSUGI_TRY_OK(count_own(rows, scope, out));
  return out;
}

}  // namespace kintsugi::projections
