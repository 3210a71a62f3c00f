#include "projections/queues/of_contacts.h"

namespace kintsugi::projections::queues {
namespace {

using schema::Queue;
using schema::QueueRow;

Key contact_key(Waiting& waiting, const EventContext& context) {
  return waiting.key_of("interaction", context.id);
}

// Of what was logged, or came back.
void tell_contact(QueueRow& row, const auto& event) {
  row.outlet = event.outlet;
  row.customer = event.customer;
  row.contact = event.phone.empty() ? event.handle : event.phone;
  row.by = {};
}

}  // namespace

void follow_contacts(Folds& folds, Waiting& waiting) {
  const auto stand = [&waiting](const EventContext& context, auto fill) {
    waiting.stand(context, contact_key(waiting, context), Queue::contacts, fill);
  };
  const auto over = [&waiting](const EventContext& context, const auto&) {
    waiting.erase(contact_key(waiting, context));
  };
  folds
      .on<schema::InteractionLoggedView>([stand](const EventContext& context, const auto& event) {
        stand(context, [&](QueueRow& row) {
          tell_contact(row, event);
          row.note = event.summary;
        });
      })
      .on<schema::InteractionRoutedView>([stand](const EventContext& context, const auto& event) {
        stand(context, [&](QueueRow& row) { row.by = event.agent; });
      })
      .on<schema::InteractionReturnedView>([stand](const EventContext& context, const auto&) {
        stand(context, [&](QueueRow& row) { row.by = {}; });
      })
      .on<schema::InteractionUnlinkedView, schema::InteractionReopenedView>(
          [stand](const EventContext& context, const auto& event) {
            stand(context, [&](QueueRow& row) {
              tell_contact(row, event);
              row.note = event.reason;
            });
          })
      .on<schema::InteractionCorrectedView>(
          [&waiting](const EventContext& context, const auto& event) {
            // One that waits no more has no row, and gets none.
            waiting.change(contact_key(waiting, context), [&](QueueRow& row) {
              row.customer = event.customer;
              row.contact = event.phone.empty() ? event.handle : event.phone;
              row.note = event.summary;
            });
          })
      .on<schema::ArrivalCorrectedView>([&waiting](const EventContext& context, const auto& event) {
        waiting.change(contact_key(waiting, context),
                       [&](QueueRow& row) { row.outlet = event.outlet; });
      })
      .on<schema::InteractionLinkedView, schema::InteractionClosedView>(over)
      .ignore<schema::RecordingAttachedView, schema::RecordingWithdrawnView,
              schema::ContactComplainedView, schema::InteractionFoundFirstView>();
}

}  // namespace kintsugi::projections::queues
