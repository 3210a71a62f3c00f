#pragma once
// The items of the queues while they are folded: each stands in one queue, or in none. One thread.

#include <string>
#include <string_view>

#include "projections/lists/index.h"
#include "projections/runner/folding.h"
#include "projections/tables/row_codec.h"
#include "projections/tables/tables.h"
#include "schema/rows_queues_state.h"

namespace kintsugi::projections::queues {

enum Octet : std::uint8_t {  // persistent within a version
  items = 2,
  counts = 4,
  states = 5,
  requests = 6,
  alarms = 7,
  technicians = 8,
  warehouses = 9,
  stock = 10,
  tariffs = 11,
  wage_rules = 12,
  wage_runs = 13,
  warranty_policies = 14,
  days = 15,
  sums = 16,   // of counts, over all outlets
  calls = 17,  // what was said of orders that are not solved, until they are posted
  exchanges_due = 18,   // of machines, while any is
  exchange_cases = 19,  // of machines, while one is under way
  told = 20,  // what each order is about
};

class Waiting {
 public:
  explicit Waiting(Tables& of)
      : items_(of, items, lists::follows_of("queues", "items"), derive), told_(of, told) {}

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
  schema::QueueRow& row_at(const Key& key) {
    schema::QueueRow& row = items_.at(key);
    if (row.id.empty()) {
      row.id = id_;
      row.subject = subject_;
    }
    return row;
  }
  // Null where it waits nowhere.
  schema::QueueRow* known(const Key& key) { return items_.edit(key); }
  void erase(const Key& key) { items_.erase(key); }
  // Of the item of the key, where it waits.
  template <class Change>
  void change(const Key& key, Change change) {
    if (schema::QueueRow* row = items_.edit(key)) change(*row);
  }

  // The item of the last key stands in the queue, or in none; fill(row) says what it is about.
  template <class Fill>
  void stand(const EventContext& context, const Key& key, schema::Queue queue, Fill fill) {
    if (queue == schema::Queue::none) return items_.erase(key);
    schema::QueueRow& row = row_at(key);
    fill(row);
    move(row, context, queue);
    tell_of_order(key);
  }

  // What the order is about, as it was registered, corrected or reinstated.
  void order_told(std::string_view order, const auto& event) {
    copy_told(event, told_.at(told_.key().text(order)));
  }

  void order_classified(std::string_view order, schema::Severity severity) {
    told_.at(told_.key().text(order)).severity = severity;
  }
  void order_assigned(std::string_view order, const std::string& outlet) {
    told_.at(told_.key().text(order)).outlet = outlet;
  }
  // As it was told last, how grave it is and whose.
  void tell_all_of_order(std::string_view order, schema::QueueRow& row) {
    const schema::OrderToldRow* told = told_.find(told_.key().text(order));
    if (told == nullptr) return;
    copy_told(*told, row);
    row.severity = told->severity;
    row.outlet = told->outlet;
  }

  // Of what waits about an order and tells of no machine itself: whose it is and which.
  void tell_of_order(const Key& key) {
    const schema::QueueRow* row = items_.find(key);
    if (row == nullptr || row->order.empty() || !row->part.empty() || !row->brand.empty() ||
        row->subject.starts_with("work_order/"))
      return;
    const schema::OrderToldRow* order = told_.find(told_.key().text(row->order));
    if (order == nullptr) return;
    change(key, [&](schema::QueueRow& item) { copy_told(*order, item); });
  }

  // From an event or a row to a row.
  static void copy_told(const auto& from, auto& to) {
    to.customer = from.customer;
    to.contact = from.contact;
    to.service_type = from.service_type;
    to.brand = from.brand;
    to.category = from.category;
    to.area = from.area;
  }

  static void move(schema::QueueRow& row, const EventContext& context, schema::Queue queue) {
    if (row.queue == queue) return;
    row.queue = queue;
    row.since = context.at();
    row.position = context.position();
    row.due_at = 0;
  }

 private:
  static void derive(const schema::QueueRow& row, Derived& out) {
    if (row.queue == schema::Queue::none) return;
    const auto queue = static_cast<std::uint8_t>(row.queue);
    out.count(Key(counts).text(row.outlet).octet(queue).text(row.hidden_from));
    out.count(Key(sums).octet(queue).text(row.hidden_from));
  }

  Table<schema::QueueRow> items_;
  Table<schema::OrderToldRow> told_;
  std::string id_, subject_;  // of the last key
};

// The state of a stream, kept from an event with which its waiting may begin.
template <schema::EventViewType... Begins, schema::StateType State>
auto kept_from(Table<State>& kept) {
  return [&kept](const EventContext& context, const schema::EventView& event) -> State* {
    const Key key = kept.key().text(context.id);
    return (event.is<Begins>() || ...) ? &kept.at(key) : kept.edit(key);
  };
}
template <schema::StateType State>
void forget(Table<State>& kept, const EventContext& context) {
  kept.erase(kept.key().text(context.id));
}

}  // namespace kintsugi::projections::queues
