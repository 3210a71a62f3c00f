// Choices for forms.

#include <set>

#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/directory/directory.h"
#include "projections/orders/orders.h"

namespace kintsugi::api {

namespace {

template <class State>
std::string label_of(const State& state, std::string_view id) {
  if constexpr (requires { state.name; }) {
    return state.name.empty() ? std::string(id) : state.name;
  } else {
    return std::string(id);
  }
}

template <class State>
std::string outlet_of_state(const State& state, std::string_view id) {
  if constexpr (std::is_same_v<State, schema::Outlet>) {
    return std::string(id);
  } else if constexpr (requires { state.outlet; }) {
    return state.outlet;
  } else {
    return {};
  }
}

bool matches(const std::string& q, std::string_view id, const std::string& label) {
  if (q.empty()) return true;
  const std::string small = to_lower(q);
  return to_lower(id).find(small) != std::string::npos ||
         to_lower(label).find(small) != std::string::npos;
}

// Choices for a form, each once, as JSON.
class Choices {
 public:
  explicit Choices(std::size_t limit) : limit_(limit) {}
  bool full() const { return given_.size() >= limit_; }
  std::size_t room() const { return limit_ - given_.size(); }
  void add(const std::string& id, std::string_view label, std::string_view outlet,
           std::string_view phone = {}) {
    if (full() || !given_.insert(id).second) return;
    if (!items_.empty()) items_ += ",";
    items_ += "{\"id\":" + json_text(id) + ",\"label\":" + json_text(label) +
              ",\"outlet\":" + json_text(outlet);
    if (!phone.empty()) items_ += ",\"phone\":" + json_text(phone);
    items_ += "}";
  }
  template <class State>
  void add(const projections::Entry<State>& entry) {
    std::string_view phone;
    if constexpr (std::is_same_v<State, schema::Customer>) phone = entry.state.phone;
    add(entry.id, label_of(entry.state, entry.id), outlet_of_state(entry.state, entry.id), phone);
  }
  std::string take() { return std::move(items_); }

 private:
  const std::size_t limit_;
  std::set<std::string, std::less<>> given_;
  std::string items_;
};

// As somebody types a number: as it is, and in capitals.
std::vector<std::string> typed(const std::string& q) {
  std::string capitals = q;
  for (char& c : capitals)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (capitals == q) return {q};
  return {q, capitals};
}

// Of what a company has few: whose id or name holds `q`.
template <class State>
Result<std::string> look(const projections::RowReader& rows, const Reading& reading,
                         const std::string& q) {
  Choices choices(reading.page.limit);
  projections::PageRequest page{.limit = 500, .after = {}};
  for (int pages = 0; pages < 20 && !choices.full(); ++pages) {
    KINTSUGI_TRY(auto entries, projections::list_entries<State>(rows, reading.scope, page));
    for (const auto& entry : entries.rows)
      if (matches(q, entry.id, label_of(entry.state, entry.id))) choices.add(entry);
    if (entries.next.empty()) break;
    page.after = entries.next;
  }
  return choices.take();
}

// Of millions of customers: whose number, phone or name begins with `q`.
Result<std::string> look_customers(const projections::RowReader& rows, const Reading& reading,
                                   const std::string& q) {
  Choices choices(reading.page.limit);
  for (const std::string& id : typed(q)) {
    KINTSUGI_TRY(const auto found, projections::entries_beginning<schema::Customer>(
                                       rows, id, reading.scope, choices.room()));
    for (const auto& entry : found) choices.add(entry);
    if (choices.full() || q.empty()) return choices.take();
  }
  KINTSUGI_TRY(const auto by_phone,
               projections::customers_by_phone(rows, q, reading.scope, choices.room()));
  for (const auto& entry : by_phone) choices.add(entry);
  if (choices.full()) return choices.take();
  KINTSUGI_TRY(const auto by_name,
               projections::customers_by_name(rows, q, reading.scope, choices.room()));
  for (const auto& entry : by_name) choices.add(entry);
  return choices.take();
}

// Of millions of orders: whose number begins with `q`, then the newest whose number holds it.
Result<std::string> look_orders(const projections::RowReader& rows, const Reading& reading,
                                const std::string& q) {
  Choices choices(reading.page.limit);
  const auto add = [&](const schema::OrderRow& row) {
    choices.add(row.id, row.id, row.order.outlet);
  };
  for (const std::string& id : typed(q)) {
    if (q.empty() || choices.full()) break;
    KINTSUGI_TRY(const auto found,
                 projections::orders_beginning(rows, id, reading.scope, choices.room()));
    for (const auto& row : found) add(row);
  }
  if (choices.full()) return choices.take();
  constexpr std::size_t newest = 200;
  const std::size_t wanted = q.empty() ? reading.page.limit : newest;
  KINTSUGI_TRY(const auto orders,
               projections::list_orders(rows, {}, reading.scope, {.limit = wanted, .after = {}}));
  for (const auto& row : orders.rows)
    if (matches(q, row.id, row.id)) add(row);
  return choices.take();
}

Result<Response> lookup(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  const std::string q(parameter_of(call.request, "q"));
  std::string_view type = call.request.path_value("type");
  std::string items;
  if (type == "work_order") {
    KINTSUGI_TRY(auto orders, reading.rows("orders"));
    KINTSUGI_TRY(items, look_orders(*orders, reading, q));
    return call.list(reading, items, "");
  }
  KINTSUGI_TRY(auto rows, reading.rows("directory"));
  if (type == "outlet") {
    KINTSUGI_TRY(items, look<schema::Outlet>(*rows, reading, q));
  } else if (type == "customer") {
    KINTSUGI_TRY(items, look_customers(*rows, reading, q));
  } else if (type == "technician") {
    KINTSUGI_TRY(items, look<schema::Technician>(*rows, reading, q));
  } else if (type == "part") {
    KINTSUGI_TRY(items, look<schema::Part>(*rows, reading, q));
  } else if (type == "warehouse") {
    KINTSUGI_TRY(items, look<schema::Warehouse>(*rows, reading, q));
  } else if (type == "operator") {
    KINTSUGI_TRY(items, look<schema::Operator>(*rows, reading, q));
  } else if (type == "tariff") {
    KINTSUGI_TRY(items, look<schema::Tariff>(*rows, reading, q));
  } else if (type == "wage_rule") {
    KINTSUGI_TRY(items, look<schema::WageRule>(*rows, reading, q));
  }
  return call.list(reading, items, "");
}

}  // namespace

std::span<const Route> lookup_routes() {
  static constexpr Parameter of_lookup[] = {{"q"}};
  static constexpr Route table[] = {
      {.path = "/v1/lookup/{type}",
       .summary = "Choices for a form",
       .handler = lookup,
       .parameters = of_lookup,
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
