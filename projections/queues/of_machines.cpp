#include "projections/queues/of_machines.h"

#include "core/calendar/calendar.h"
#include "schema/asset_views.h"

namespace kintsugi::projections::queues {
namespace {

using schema::AssetDateKind;

std::int64_t due_of(std::int32_t day) { return day == 0 ? 0 : to_ms(core::start_of(day)); }

Key date_key(Waiting& waiting, const EventContext& context, AssetDateKind kind) {
  return waiting.key_of("asset", context.id, schema::name_of(kind));
}

constexpr AssetDateKind date_kinds[] = {AssetDateKind::warranty, AssetDateKind::maintenance,
                                        AssetDateKind::inspection};

}  // namespace

void OfMachines::follow(Folds& folds) {
  folds
      .on<schema::AssetDateNearView>([this](const EventContext& context, const auto& event) {
        const Key key = date_key(waiting_, context, event.kind);
        waiting_.stand(context, key, schema::Queue::machines_due, [&](schema::QueueRow& row) {
          row.outlet = event.outlet;
          row.customer = event.customer;
          row.date_kind = event.kind;
        });
        waiting_.row_at(key).due_at = due_of(event.on);
      })
      .on<schema::AssetDatesSetView>([this](const EventContext& context, const auto& event) {
        const std::int32_t days[] = {event.warranty_until, event.next_maintenance,
                                     event.next_inspection};
        for (std::size_t i = 0; i < std::size(date_kinds); ++i) {
          const Key key = date_key(waiting_, context, date_kinds[i]);
          const schema::QueueRow* row = waiting_.known(key);
          if (row != nullptr && row->due_at != due_of(days[i])) waiting_.erase(key);
        }
      })
      .on<schema::AssetDateAnsweredView, schema::AssetDateClosedView>(
          [this](const EventContext& context, const auto& event) {
            waiting_.erase(date_key(waiting_, context, event.date_kind));
          })
      .on<schema::AssetWithdrawnView>([this](const EventContext& context, const auto&) {
        for (const AssetDateKind kind : date_kinds)
          waiting_.erase(date_key(waiting_, context, kind));
      })
      .on<schema::AssetTransferredView>([this](const EventContext& context, const auto& event) {
        for (const AssetDateKind kind : date_kinds) {
          schema::QueueRow* row = waiting_.known(date_key(waiting_, context, kind));
          if (row != nullptr) row->customer = event.customer;
        }
      })
      .ignore<schema::AssetRegisteredView, schema::AssetCorrectedView, schema::AssetOrderOpenedView,
              schema::AssetOrderClosedView, schema::AssetRepairedView,
              schema::AssetRepairWithdrawnView, schema::PurchaseRecordedView,
              schema::AssetSheetPrintedView>();
}

}  // namespace kintsugi::projections::queues
