#include "projections/orders/orders.h"

#include "projections/runner/folding.h"
#include "projections/runner/merge.h"
#include "projections/runner/pages.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {
namespace {

using schema::OrderRow;
using schema::WorkOrderStatus;

enum Octet : std::uint8_t {  // persistent within a version
  orders = 2,
  by_time = 3,
  by_outlet = 4,
  by_status = 5,
  by_technician = 6,
  by_customer = 7,
};
constexpr TableInfo tables[] = {
    {orders, "orders"},
    {by_time, "by_time"},
    {by_outlet, "by_outlet"},
    {by_status, "by_status"},
    {by_technician, "by_technician"},
    {by_customer, "by_customer"},
};

// Every index ends in (time descending, order): the tail of a page's cursor.
Key& tail(Key& key, const OrderRow& row) { return key.descending(row.registered_at).text(row.id); }

void derive(const OrderRow& row, Derived& out) {
  const auto index = [&](Key key) { out.row(tail(key, row)); };
  index(Key(by_time));
  index(Key(by_outlet).text(row.order.outlet));
  index(Key(by_status).octet(static_cast<std::uint8_t>(row.order.status)).text(row.order.outlet));
  if (!row.order.technician.empty())
    index(Key(by_technician)
              .text(row.order.technician)
              .octet(static_cast<std::uint8_t>(row.order.status)));
  if (!row.order.customer.empty()) index(Key(by_customer).text(row.order.customer));
}

class Orders final : public Projection {
 public:
  explicit Orders(Tables& tables_of) : orders_(tables_of, orders, derive) {}

  void apply(const JudgedCommit& judged) override {
    touched_ = nullptr;
    for_each_event(judged, [this](const EventContext& context, const auto& event) {
      using Event = std::decay_t<decltype(event)>;
      if constexpr (happens_to<Event>("work_order")) fold(context, event);
      // Events of all other streams change no order: what concerns an order happens to it as well.
    });
  }

 private:
  template <class Event>
  void fold(const EventContext& context, const Event& event) {
    if (!touched_ || touched_->id != context.id) touch(context);
    core::evolve(touched_->order, event);
    if constexpr (std::is_same_v<Event, schema::WorkOrderRegisteredView>) {
      if (event.registered_at != 0) touched_->registered_at = event.registered_at;
    } else if constexpr (std::is_same_v<Event, schema::ChargeAddedView> ||
                         std::is_same_v<Event, schema::ChargeApprovedView>) {
      touched_->due = 0;
      for (const auto& charge : touched_->order.charges)
        if (charge.status == schema::ChargeStatus::agreed &&
            charge.payer == schema::Payer::customer)
          touched_->due += charge.amount;
    } else if constexpr (std::is_same_v<Event, schema::PaymentCollectedView>) {
      touched_->paid += event.amount;
    } else if constexpr (std::is_same_v<Event, schema::LegacyFactRecordedView>) {
      ++touched_->legacy_facts;
    }
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
  OrderRow* touched_ = nullptr;  // the row of the last event in this commit
};

bool fits(const OrderRow& row, const OrderFilter& filter, const Scope& scope) {
  return scope.sees(row.order.outlet) && (!filter.status || row.order.status == *filter.status) &&
         (filter.outlet.empty() || row.order.outlet == filter.outlet) &&
         (filter.technician.empty() || row.order.technician == filter.technician) &&
         (filter.customer.empty() || row.order.customer == filter.customer);
}

// Every key one part longer than `key` under which there are rows: one look-up for each. `longer`
// makes it of the parts of such a row's key.
template <class Longer>
Result<std::vector<Key>> heads_below(const RowReader& rows, const Key& key, Longer longer) {
  std::vector<Key> each;
  const std::string to = after_prefix(key.bytes());
  for (std::string from(key.bytes());;) {
    const auto cursor = rows.cursor(from, to);
    KINTSUGI_CHECK_OK(cursor->status());
    if (!cursor->valid()) return each;
    KeyParts parts(cursor->key());
    each.push_back(longer(parts));
    from = after_prefix(each.back().bytes());
  }
}

// The index ranges whose merge holds all wanted orders, newest first, by one index of equal tails.
Result<std::vector<Key>> ranges(const RowReader& rows, const OrderFilter& filter,
                                const Scope& scope) {
  if (!filter.customer.empty()) return std::vector{Key(by_customer).text(filter.customer)};
  const auto status = static_cast<std::uint8_t>(filter.status.value_or(WorkOrderStatus{}));
  if (!filter.technician.empty()) {
    Key key = Key(by_technician).text(filter.technician);
    if (filter.status) return std::vector{key.octet(status)};
    return heads_below(rows, key, [&](KeyParts& parts) {
      parts.text();
      return Key(key).octet(parts.octet());
    });
  }
  const auto key = [&] { return filter.status ? Key(by_status).octet(status) : Key(by_outlet); };
  if (!filter.outlet.empty()) return std::vector{key().text(filter.outlet)};
  std::vector<Key> each;
  if (!scope.all) {
    for (const auto& outlet : scope.outlets) each.push_back(key().text(outlet));
    return each;
  }
  if (!filter.status) return std::vector{Key(by_time)};
  return heads_below(rows, key(), [&](KeyParts& parts) {
    parts.octet();
    return key().text(parts.text());
  });
}

}  // namespace

const ProjectionKind& orders_projection() {
  static constexpr ProjectionKind kind{
      "orders", 2, tables,
      [](Tables& of) -> std::unique_ptr<Projection> { return std::make_unique<Orders>(of); }};
  return kind;
}

Result<Page<OrderRow>> list_orders(const RowReader& rows, const OrderFilter& filter,
                                   const Scope& scope, const PageRequest& page) {
  KINTSUGI_TRY(const auto keys, ranges(rows, filter, scope));
  const auto bound = [](Instant time) {
    return std::string(Key(1).descending(to_ms(time) - 1).bytes().substr(1));
  };
  TailRange wanted;
  if (filter.registered_until) wanted.from = bound(*filter.registered_until);
  if (filter.registered_from) wanted.to = bound(*filter.registered_from);
  Page<OrderRow> out;
  Result<void> broken;
  const auto visit = [&](std::string_view tail_bytes) {
    const std::string key = std::string(1, 't').append(tail_bytes);
    KeyParts parts(key);
    parts.descending();
    auto row = read_row<OrderRow>(rows, Key(orders).text(parts.text()));
    if (!row) broken = tl::unexpected(row.error());
    if (!row) return false;
    if (!*row) return true;
    if (!fits(**row, filter, scope)) return true;
    if (out.rows.size() == page.limit) {
      auto& last = out.rows.back();
      Key next(1);
      out.next = tail(next, last).bytes().substr(1);
      return false;
    }
    out.rows.push_back(std::move(**row));
    return true;
  };
  KINTSUGI_CHECK_OK(visit_merged(rows, keys, wanted, page.after, visit));
  if (!broken) return tl::unexpected(broken.error());
  return out;
}

Result<OrderRow> order_card(const RowReader& rows, std::string_view id, const Scope& scope) {
  KINTSUGI_TRY(auto row, read_row<OrderRow>(rows, Key(orders).text(id)));
  if (!row || !scope.sees(row->order.outlet))
    return fail(ErrorKind::not_found, "work_order.not_found",
                "there is no work order " + std::string(id));
  return *std::move(row);
}

Result<std::vector<OrderRow>> orders_beginning(const RowReader& rows, std::string_view id,
                                               const Scope& scope, std::size_t limit) {
  const auto take = [&](std::string_view, std::string_view value) -> Result<std::optional<OrderRow>> {
    KINTSUGI_TRY(OrderRow row, RowCodec<OrderRow>::decode(value));
    if (!scope.sees(row.order.outlet)) return std::optional<OrderRow>();
    return std::optional<OrderRow>(std::move(row));
  };
  return first_rows<OrderRow>(rows, Key(orders).text_beginning(id), limit, take);
}

}  // namespace kintsugi::projections
