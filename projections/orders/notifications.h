#pragma once
// What a customer is to be told as his order goes on: a row a milestone, in the words that are
// sent. Owned by the read model `orders`; one thread.

#include "projections/runner/folding.h"
#include "projections/tables/table.h"
#include "schema/bulletin_views.h"
#include "schema/care_state.h"
#include "schema/customer_state.h"
#include "schema/rows_orders_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::projections {

class Notifications {
 public:
  // Octets of tables of the read model: the rows, who wants to be left alone, and who is one
  // person with whom.
  Notifications(Tables& of, std::uint8_t rows, std::uint8_t wishes, std::uint8_t people);

  void follow_wishes(Folds& folds);
  // Owners of machines are told of a defect.
  void follow_bulletins(Folds& folds);
  // `event` happened to the order, which `order` is after it. What an import brings is past.
  void follow(const EventContext& context, const schema::EventView& event,
              const schema::WorkOrder& order);

 private:
  void queue(const EventContext& context, schema::Milestone milestone,
             const schema::WorkOrder& order, std::string more);
  void tell(const EventContext& context, const schema::BulletinOwnerToldView& event);
  bool wants_none(std::string_view customer);

  Table<schema::NotificationRow> rows_;
  Table<schema::ContactWish> wishes_;
  Table<schema::Customer> people_;  // who were merged, and nothing else of them
};

}  // namespace kintsugi::projections
