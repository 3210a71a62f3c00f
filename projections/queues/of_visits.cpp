#include "projections/queues/of_visits.h"

#include "schema/advance_part_views.h"
#include "schema/fault_report_views.h"
#include "schema/install_card_views.h"
#include "schema/rating_views.h"
#include "schema/workshop_unit_views.h"

namespace kintsugi::projections::queues {
namespace {

using schema::Queue;
using schema::QueueRow;

void follow_lost_cards(Folds& folds, Waiting& waiting) {
  folds
      .on<schema::CardLossReportedView>([&](const EventContext& context, const auto& event) {
        waiting.stand(context, waiting.key_of("install_card", context.id), Queue::cards_lost,
                      [&](QueueRow& row) {
                        row.outlet = event.outlet;
                        row.technician = event.technician;
                        row.by = event.reported_by;
                        row.note = event.reason;
                      });
      })
      .on<schema::CardLossDecidedView, schema::InstallCardRestoredView>(
          [&](const EventContext& context, const auto&) {
            waiting.erase(waiting.key_of("install_card", context.id));
          })
      .ignore<schema::InstallCardPrintedView, schema::InstallCardIssuedView,
              schema::InstallCardTakenBackView, schema::InstallCardUsedView,
              schema::InstallCardUseWithdrawnView, schema::InstallCardSettledView,
              schema::InstallCardVoidedView>();
}

void stand_in_workshop(const EventContext& context, const auto& event, Waiting& waiting) {
  const Key key = waiting.key_of("workshop_unit", context.id);
  waiting.stand(context, key, Queue::units_in_workshop, [&](QueueRow& row) {
    row.order = event.order;
    row.outlet = event.outlet;
    row.technician = event.technician;
  });
  schema::QueueRow& row = waiting.row_at(key);
  row.due_at = event.due_at;
  row.note = event.note;
}

void follow_units(Folds& folds, Waiting& waiting) {
  folds
      .on<schema::UnitTakenInView>([&](const EventContext& context, const auto& event) {
        stand_in_workshop(context, event, waiting);
      })
      .on<schema::UnitHandedOverView>([&](const EventContext& context, const auto&) {
        waiting.erase(waiting.key_of("workshop_unit", context.id));
      })
      .on<schema::UnitDatesCorrectedView>([&](const EventContext& context, const auto& event) {
        if (event.returned_at != 0) return;
        waiting.row_at(waiting.key_of("workshop_unit", context.id)).due_at = event.due_at;
      })
      .on<schema::UnitMovementWithdrawnView>([&](const EventContext& context, const auto& event) {
        if (event.status == schema::WorkshopUnitStatus::in_workshop)
          return stand_in_workshop(context, event, waiting);
        waiting.erase(waiting.key_of("workshop_unit", context.id));
      });
}

void stand_owed(const EventContext& context, const auto& event, Waiting& waiting) {
  const Key key = waiting.key_of("advance_part", context.id);
  waiting.stand(context, key, Queue::old_parts_owed, [&](QueueRow& row) {
    row.order = event.order;
    row.outlet = event.outlet;
    row.part = event.part;
    row.quantity = event.quantity;
    row.condition = schema::PartCondition::old;
  });
  waiting.row_at(key).due_at = event.old_due_at;
}

void follow_owed_parts(Folds& folds, Waiting& waiting) {
  folds
      .on<schema::AdvancePartSentView, schema::OldPartOwedAgainView>(
          [&](const EventContext& context, const auto& event) {
            stand_owed(context, event, waiting);
          })
      .on<schema::OldPartReceivedView, schema::AdvancePartUnsentView, schema::OldPartWaivedView>(
          [&](const EventContext& context, const auto&) {
            waiting.erase(waiting.key_of("advance_part", context.id));
          });
}

}  // namespace

void follow_visits(Folds& folds, Waiting& waiting) {
  follow_lost_cards(folds, waiting);
  follow_units(folds, waiting);
  follow_owed_parts(folds, waiting);
  // Of orders: where they wait does not depend on these.
  folds.ignore<schema::UnitPickedUpView, schema::UnitReturnedView, schema::ServiceRatedView,
               schema::FaultReportIssuedView, schema::AdvancePartShippedView,
               schema::AdvancePartReturnedView>();
}

}  // namespace kintsugi::projections::queues
