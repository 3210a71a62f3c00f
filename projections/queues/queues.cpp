#include "projections/queues/queues.h"

#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/work_order/rules.h"
#include "projections/lists/index.h"
#include "projections/queues/declared.h"
#include "projections/queues/of_accounts.h"
#include "projections/queues/of_contacts.h"
#include "projections/queues/of_exchanges.h"
#include "projections/queues/of_machines.h"
#include "projections/queues/of_overrides.h"
#include "projections/queues/of_papers.h"
#include "projections/queues/of_parts.h"
#include "projections/queues/of_visits.h"
#include "projections/queues/order_rows.h"
#include "projections/queues/told.h"
#include "projections/queues/waiting.h"
#include "projections/queues/where.h"
#include "projections/runner/folding.h"
#include "projections/tables/row_codec.h"
#include "schema/alarm_views.h"
#include "schema/assessment_views.h"
#include "schema/charge_statement_views.h"
#include "schema/complaint_views.h"
#include "schema/follow_up_state.h"
#include "schema/follow_up_views.h"
#include "schema/legacy_views.h"
#include "schema/sale_views.h"
#include "schema/work_order_appointment_views.h"
#include "schema/work_order_back_views.h"
#include "schema/work_order_board_views.h"
#include "schema/work_order_booking_views.h"
#include "schema/work_order_correction_views.h"
#include "schema/work_order_crew_views.h"
#include "schema/work_order_intake_views.h"
#include "schema/work_order_life_views.h"
#include "schema/work_order_money_views.h"
#include "schema/work_order_removed_views.h"
#include "schema/work_order_review_views.h"
#include "schema/work_order_visit_views.h"
#include "schema/work_order_warranty_views.h"

namespace kintsugi::projections {
namespace {

using namespace queues;
using schema::Alarm;
using schema::Queue;
using schema::QueueRow;
using schema::WorkOrder;
using schema::WorkOrderStatus;

constexpr TableInfo tables[] = {{items, "items"},           {counts, "counts"},
                                {states, "states"},         {requests, "requests"},
                                {alarms, "alarms"},         {technicians, "technicians"},
                                {warehouses, "warehouses"}, {stock, "stock"},
                                {tariffs, "tariffs"},       {wage_rules, "wage_rules"},
                                {wage_runs, "wage_runs"},   {days, "days"},
                                {warranty_policies, "warranty_policies"},
                                {sums, "sums"},             {calls, "calls"},
                                {exchanges_due, "exchanges_due"},
                                {exchange_cases, "exchange_cases"},
                                {told, "told"}};

constexpr std::string_view charges_lane = "charges";
constexpr std::string_view complaint_lane = "complaint";
constexpr std::string_view grave_lane = "grave";
constexpr std::string_view review_lane = "review";
constexpr std::string_view clearing_lane = "clearing";
constexpr std::string_view urgent_lane = "urgent";
constexpr std::string_view unsolved_lane = "unsolved";

// What waits where follows from the state after the event. The states that are kept are those of
// what may still wait, and hold what their status depends on, not the texts.
class Queues final : public Folding {
 public:
  explicit Queues(Tables& of)
      : waiting_(of),
        states_(of, states),
        days_(of, days),
        calls_(of, calls),
        parts_(of, waiting_, states_),
        machines_(waiting_),
        exchanges_(of, waiting_),
        alarms_(of, alarms),
        accounts_(of, waiting_),
        declared_(of, waiting_) {
    declared_.follow(folds_);
    follow_orders();
    follow_charges();
    papers_.follow(folds_);
    overrides_.follow(folds_);
    follow_calls();
    parts_.follow(folds_);
    follow_visits(folds_, waiting_);
    follow_alarms();
    follow_contacts(folds_, waiting_);
    accounts_.follow(folds_);
    machines_.follow(folds_);
    exchanges_.follow(folds_);
    folds_.rows_in<WorkOrder>(states_.core()).rows_in<Alarm>(alarms_.core());
  }

 private:
  // --- orders
  void follow_orders() {
    folds_
        .on<schema::WorkOrderRegisteredView>(
            [this](const EventContext& context, const auto& event) { registered(context, event); })
        .on<schema::SeverityClassifiedView>([this](const EventContext& context, const auto& event) {
          orders_.own(context).severity = event.severity;
          waiting_.order_classified(context.id, event.severity);
          exchanges_.order_told(context.id);
          const WorkOrder* order = states_.find(states_.key().text(context.id));
          if (order != nullptr) stand_beside(context, *order, true);
        })
        .on<schema::RegistrationCorrectedView>(
            [this](const EventContext& context, const auto& event) { corrected(context, event); })
        .on<schema::WorkOrderAssessedView>([this](const EventContext& context, const auto& event) {
          assessed(context, event.declined);
        })
        .on<schema::AssessmentWithdrawnView>(
            [this](const EventContext& context, const auto&) { assessed(context, false); })
        .on_stream<WorkOrder>(
            [this](const EventContext& context, const schema::EventView&) {
              return &states_.at(states_.key().text(context.id));
            },
            [this](const EventContext& context, const schema::EventView& event,
                   const WorkOrder& order) {
              if (const auto* e = event.get_if<schema::WorkOrderCompletedView>())
                finished(order.outlet, core::day_of(instant_from_ms(e->at)), 1);
              if (const auto* e = event.get_if<schema::CompletionWithdrawnView>())
                finished(order.outlet, core::day_of(instant_from_ms(e->completed_at)), -1);
              order_moved(context, event, order);
            })
        // Papers, payments, parts and notes leave an order where it waits.
        .ignore<schema::ProgressRecordedView, schema::FaultDiagnosedView, schema::PartUsedView,
                schema::PaymentCollectedView, schema::PaymentRefundedView,
                schema::CreditApprovedView,
                schema::OverrideWithdrawnView, schema::DiagnosisCorrectedView,
                schema::PartUseWithdrawnView, schema::PartRemovedView,
                schema::PartRemovalWithdrawnView, schema::PaymentWithdrawnView,
                schema::PaymentCorrectedView, schema::CreditWithdrawnView,
                schema::BookingMemberAddedView, schema::BookingMemberRemovedView,
                schema::BookingSharesSetView, schema::BookingAskerCorrectedView,
                schema::LegacyFactRecordedView,
                schema::ThreeGuaranteesEvaluatedView,
                schema::FaultCauseClassifiedView, schema::OrderContactedView,
                schema::OrderContactWithdrawnView, schema::SaleOfOrderView,
                schema::OrderChargeStatedView>();
  }

  void finished(std::string_view outlet, std::int32_t day, std::int32_t more) {
    schema::OutletDayRow& row = days_.at(days_.key().number(day).text(outlet));
    row.outlet = outlet;
    row.day = day;
    row.finished += more;
  }

  // What a row tells of a registration, or of what it was corrected to.
  void tell(const EventContext& context, QueueRow& row, const auto& event) {
    Waiting::copy_told(event, row);
    waiting_.order_told(context.id, event);
    exchanges_.order_told(context.id);
  }

  // Nobody can be sent to what was assessed as not to be taken, while that stands.
  void assessed(const EventContext& context, bool declined) {
    waiting_.change(waiting_.key_of("work_order", context.id),
                    [&](QueueRow& row) { row.not_taken = declined; });
  }

  void corrected(const EventContext& context, const schema::RegistrationCorrectedView& event) {
    QueueRow& row = orders_.own(context);
    tell(context, row, event);
    WorkOrder* order = states_.edit(states_.key().text(context.id));
    if (order == nullptr) return;
    if (order->address != event.address) order->address_confirmed_at = 0;
    order->address = event.address;
    warn(row, *order);
    stand_beside(context, *order, true);
  }

  // Nobody is on the way yet, and the address was not read back to the customer.
  static void warn(QueueRow& row, const WorkOrder& order) {
    const bool nobody_sent =
        order.status == WorkOrderStatus::registered || order.status == WorkOrderStatus::assigned;
    row.address_unconfirmed = nobody_sent && order.address_confirmed_at == 0;
  }

  void registered(const EventContext& context, const schema::WorkOrderRegisteredView& event) {
    QueueRow& row = orders_.own(context);
    tell(context, row, event);
    row.severity = event.severity;
    waiting_.order_classified(context.id, event.severity);
    WorkOrder& order = states_.at(states_.key().text(context.id));
    order.status = WorkOrderStatus::registered;
    order.round = 1;  // by which its bookings are known when a reopening is withdrawn
    order.address = event.address;  // by which a corrected one is known as another
    warn(row, order);
    Waiting::move(row, context, Queue::registered);
    stand_beside(context, order);
  }

  void order_moved(const EventContext& context, const schema::EventView& event,
                   const WorkOrder& order) {
    const Queue queue = queue_of(order);
    exchanges_.order_moved(context, event);
    if (queue == Queue::none) {
      waiting_.erase(waiting_.key_of("work_order", context.id));
      for (std::string_view lane : {charges_lane, complaint_lane, grave_lane, review_lane,
                                    clearing_lane, urgent_lane, unsolved_lane})
        waiting_.erase(waiting_.key_of("work_order", context.id, lane));
      if (order.status == WorkOrderStatus::canceled) papers_.forget(context);
      calls_.erase(calls_.key().text(context.id));
      overrides_.forget(context);
      // One that was canceled may be reinstated.
      if (order.status != WorkOrderStatus::canceled)
        states_.erase(states_.key().text(context.id));
      return;
    }
    overrides_.order_moved(context, event, order);
    if (event.is<schema::OutletAssignedView>()) {
      waiting_.order_assigned(context.id, order.outlet);
      exchanges_.order_told(context.id);
    }
    QueueRow& row = orders_.own(context);
    if (const auto* e = event.get_if<schema::WorkOrderReinstatedView>()) {
      waiting_.order_classified(context.id, e->severity);
      waiting_.order_assigned(context.id, order.outlet);
      tell(context, row, *e);
      row.severity = e->severity;
    }
    row.outlet = order.outlet;
    row.technician = order.technician;
    row.unsolved = order.unsolved;
    warn(row, order);
    const bool moves = row.queue != queue;
    Waiting::move(row, context, queue);
    if (const auto due = due_by(event)) row.due_at = *due;
    if (const auto promised = promised_by(order, queue)) row.due_at = *promised;
    const auto* paused = event.get_if<schema::WorkPausedView>();
    if (paused != nullptr) {
      row.pause = paused->why;
      row.note = paused->note;
    } else if (event.is<schema::PauseCorrectedView>()) {
      row.pause = order.paused_for;
    } else if (queue != Queue::on_hold) {
      row.pause = schema::PauseReason::none;
      if (moves && !is_about_a_visit(queue)) row.note.clear();
    }
    if (const auto why = why_back(event); !why.empty()) row.note = why;
    const auto failed = [&](const auto& visit) {
      row.note = visit.note;
      row.number = visit.booking;
    };
    if (!is_about_a_visit(queue)) row.number = 0;
    if (const auto* e = event.get_if<schema::NoShowRecordedView>()) failed(*e);
    if (const auto* e = event.get_if<schema::VisitMarkedAbnormalView>()) failed(*e);
    stand_beside(context, order);
    if (core::work_order::is_open(order)) papers_.forget(context);
    if (tells_of_closing(event)) closing_moved(context, order);
    urgent_moved(context, event, order);
    if (tells_of_solving(event)) unsolved_moved(context, order);
    parts_.order_moved(context, order);
  }

  // The urgent board, with why it was escalated.
  void urgent_moved(const EventContext& context, const schema::EventView& event,
                    const WorkOrder& order) {
    const Key key = waiting_.key_of("work_order", context.id, urgent_lane);
    const auto* escalated = event.get_if<schema::WorkOrderEscalatedView>();
    if (escalated != nullptr) {
      const QueueRow own = orders_.own(context);
      orders_.beside(context, own, urgent_lane, Queue::urgent, [&](QueueRow& row) {
        row.note = escalated->why;
        row.by = escalated->escalated_by;
      });
    } else if (order.escalated_at == 0) {
      waiting_.erase(key);
    } else {
      waiting_.change(key, [&](QueueRow& row) {
        row.outlet = order.outlet;
        row.technician = order.technician;
      });
    }
  }

  // Where an order waits beside its own way: charges that wait for approval; a complaint and a
  // grave order, until they are completed.
  // `told`: what it is about has changed, too.
  void stand_beside(const EventContext& context, const WorkOrder& order, bool told = false) {
    const QueueRow own = orders_.own(context);
    if (!order.charges.empty()) charges_moved(context, own, order);
    const bool open = own.queue != Queue::to_follow_up && own.queue != Queue::to_post;
    const auto lane = [&](std::string_view name, bool meant, Queue queue) {
      if (meant || told)
        orders_.beside(context, own, name, meant && open ? queue : Queue::none, [](QueueRow&) {});
    };
    lane(complaint_lane, own.service_type == schema::ServiceType::complaint, Queue::complaints);
    lane(grave_lane, own.severity >= schema::Severity::major, Queue::grave_orders);
  }

  // --- review and clearing, beside the order's own way until they are done
  void closing_moved(const EventContext& context, const WorkOrder& order) {
    const QueueRow own = orders_.own(context);
    const bool review = order.review == schema::ReviewStatus::asked ||
                        order.review == schema::ReviewStatus::rejected;
    const auto lane = [&](std::string_view name, bool waits, Queue queue) {
      orders_.beside(context, own, name, waits ? queue : Queue::none, [](QueueRow&) {});
    };
    lane(review_lane, review, Queue::to_review);
    lane(clearing_lane, order.clearing == schema::ClearingStatus::asked, Queue::to_clear);
  }

  // --- what is not solved, as the customer says; a complaint about it has a row of its own.
  void unsolved_moved(const EventContext& context, const WorkOrder& order) {
    const QueueRow own = orders_.own(context);
    const Queue queue = order.unsolved ? Queue::not_solved : Queue::none;
    orders_.beside(context, own, unsolved_lane, queue, [&](QueueRow& row) {
      const schema::FollowUp* call = calls_.find(calls_.key().text(context.id));
      if (call != nullptr) row.note = call->note, row.by = call->by;
    });
  }
  void follow_calls() {
    folds_
        .on<schema::FollowUpRecordedView, schema::FollowUpCorrectedView>(
            [this](const EventContext& context, const auto& event) {
              const Key key = calls_.key().text(context.id);
              if (event.solved) return calls_.erase(key);
              schema::FollowUp& call = calls_.at(key);
              if (!event.note.empty()) call.note = event.note;  // else as it was noted
              call.by = event.by;
            })
        .on<schema::FollowUpWithdrawnView>([this](const EventContext& context, const auto&) {
          calls_.erase(calls_.key().text(context.id));
        })
        .on<schema::OrderComplaintsChangedView>([this](const EventContext& context,
                                                       const auto& event) {
          if (event.open)
            waiting_.erase(waiting_.key_of("work_order", context.id, unsolved_lane));
          const WorkOrder* order = event.none_left ? states_.find(states_.key().text(context.id))
                                                   : nullptr;
          if (order != nullptr) unsolved_moved(context, *order);
        })
        .ignore<schema::FollowUpScheduledView, schema::FollowUpAttemptedView,
                schema::FollowUpGivenUpView, schema::FollowUpCanceledView,
                schema::FollowUpAttemptWithdrawnView, schema::FollowUpStandsAgainView,
                schema::FollowUpComparedAnewView>();
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
          charge.by = event.by;
          charge.reason = event.reason;
          charges_moved(context, orders_.own(context), *order);
        })
        .on<schema::ChargeApprovedView>([this](const EventContext& context, const auto& event) {
          WorkOrder* order = states_.edit(states_.key().text(context.id));
          if (order == nullptr) return;
          std::erase_if(order->charges, [&](const auto& one) { return one.line == event.line; });
          charges_moved(context, orders_.own(context), *order);
        })
        .on<schema::ChargeWithdrawnView>([this](const EventContext& context, const auto& event) {
          WorkOrder* order = states_.edit(states_.key().text(context.id));
          if (order == nullptr) return;
          const auto waited = std::erase_if(
              order->charges, [&](const auto& one) { return one.line == event.line; });
          if (waited > 0) charges_moved(context, orders_.own(context), *order);
        });
  }

  void charges_moved(const EventContext& context, const QueueRow own, const WorkOrder& order) {
    const Queue queue = order.charges.empty() ? Queue::none : Queue::charges_to_approve;
    orders_.beside(context, own, charges_lane, queue, [&](QueueRow& row) {
      for (const schema::Charge& charge : order.charges) row.amount += charge.amount;
      const schema::Charge& first = order.charges.front();
      row.number = first.line;
      row.by = first.by;
      row.note = first.reason;
    });
  }

  // --- alarms: kept from when they trip, or where they say what they watch, until cleared.
  void follow_alarms() {
    folds_.on_stream<Alarm>(kept_from<schema::AlarmTrippedView, schema::AlarmReopenedView,
                                      schema::AlarmConcernedView>(alarms_),
                            [this](const EventContext& context, const schema::EventView& event,
                                   const Alarm& alarm) { alarm_moved(context, event, alarm); });
  }

  void alarm_moved(const EventContext& context, const schema::EventView& event,
                   const Alarm& alarm) {
    using enum schema::AlarmStatus;
    const bool waits = alarm.status == tripped || alarm.status == acknowledged;
    const Queue queue = waits ? Queue::tripped : Queue::none;
    waiting_.stand(context, waiting_.key_of("alarm", context.id), queue, [&](QueueRow& row) {
      const auto tell = [&](const auto& told) {
        row.order = told.order, row.outlet = told.outlet, row.technician = told.technician;
      };
      if (const auto* e = event.get_if<schema::AlarmTrippedView>()) tell(*e);
      if (const auto* e = event.get_if<schema::AlarmReopenedView>()) tell(*e);
      if (const auto* e = event.get_if<schema::AlarmMovedView>()) row.outlet = e->outlet;
      row.hidden_from = alarm.hidden_from;
      row.contacts = alarm.contacts;
      row.call = alarm.call;
    });
    // One that says what it watches may still trip.
    const bool over = alarm.status == cleared || alarm.status == superseded;
    if (!waits && (alarm.subject.empty() || over)) forget(alarms_, context);
  }

  Waiting waiting_;
  OrderRows orders_{waiting_};
  OfOverrides overrides_{waiting_, orders_};
  Table<WorkOrder> states_;
  OfPapers papers_{waiting_, orders_, states_};
  Table<schema::OutletDayRow> days_;
  Table<schema::FollowUp> calls_;
  OfParts parts_;
  OfMachines machines_;
  OfExchanges exchanges_;
  Table<Alarm> alarms_;
  OfAccounts accounts_;
  Declared declared_;
};

}  // namespace

const ProjectionKind& queues_projection() {
  static const auto all = [] {
    auto out = lists::with_own_tables("queues", tables);
    const auto declared = declared_tables();
    out.insert(out.end(), declared.begin(), declared.end());
    return out;
  }();
  static const ProjectionKind kind{"queues",
                                   17,
                                   all,
                                   make_projection<Queues>,
                                   lists::fingerprint("queues") ^ declared_fingerprint()};
  return kind;
}

}  // namespace kintsugi::projections
