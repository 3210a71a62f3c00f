#include "projections/directory/directory.h"

#include <algorithm>
#include <map>

#include "projections/runner/folding.h"
#include "projections/runner/pages.h"

namespace kintsugi::projections {
namespace {

enum Octet : std::uint8_t {  // persistent within a version
  outlets = 2,
  customers = 3,
  technicians = 4,
  parts = 5,
  warehouses = 6,
  operators = 7,
  tariffs = 8,
  wage_rules = 9,
  by_phone = 10,
  by_name = 11,  // in small letters
};
constexpr TableInfo tables[] = {
    {outlets, "outlets"}, {customers, "customers"},   {technicians, "technicians"},
    {parts, "parts"},     {warehouses, "warehouses"}, {operators, "operators"},
    {tariffs, "tariffs"}, {wage_rules, "wage_rules"}, {by_phone, "by_phone"},
    {by_name, "by_name"}};

template <class State>
constexpr Octet octet_of() {
  if constexpr (std::is_same_v<State, schema::Outlet>)
    return outlets;
  else if constexpr (std::is_same_v<State, schema::Customer>)
    return customers;
  else if constexpr (std::is_same_v<State, schema::Technician>)
    return technicians;
  else if constexpr (std::is_same_v<State, schema::Part>)
    return parts;
  else if constexpr (std::is_same_v<State, schema::Warehouse>)
    return warehouses;
  else if constexpr (std::is_same_v<State, schema::Operator>)
    return operators;
  else if constexpr (std::is_same_v<State, schema::Tariff>)
    return tariffs;
  else {
    static_assert(std::is_same_v<State, schema::WageRule>);
    return wage_rules;
  }
}

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

class Directory final : public Projection {
 public:
  explicit Directory(Tables& of)
      : outlets_(of, outlets),
        customers_(of, customers),
        technicians_(of, technicians),
        parts_(of, parts),
        warehouses_(of, warehouses),
        operators_(of, operators),
        tariffs_(of, tariffs),
        wage_rules_(of, wage_rules),
        by_phone_(of, by_phone),
        by_name_(of, by_name) {}

  void apply(const JudgedCommit& judged) override {
    for_each_event(judged, [this](const EventContext& context, const auto& event) {
      using Event = std::decay_t<decltype(event)>;
      if constexpr (happens_to<Event>("outlet"))
        evolve(outlets_, context, event);
      else if constexpr (happens_to<Event>("customer"))
        customer(context, event);
      else if constexpr (happens_to<Event>("technician"))
        technician(context, event);
      else if constexpr (happens_to<Event>("part"))
        evolve(parts_, context, event);
      else if constexpr (happens_to<Event>("warehouse"))
        evolve(warehouses_, context, event);
      else if constexpr (happens_to<Event>("operator"))
        evolve(operators_, context, event);
      else if constexpr (happens_to<Event>("tariff"))
        evolve(tariffs_, context, event);
      else if constexpr (happens_to<Event>("wage_rule"))
        evolve(wage_rules_, context, event);
      // Orders, stock, wages and alarms have read models of their own.
    });
  }

 private:
  template <class State, class Event>
  static void evolve(Table<State>& table, const EventContext& context, const Event& event) {
    core::evolve(table.at(table.key().text(context.id)), event);
  }

  template <class Event>
  void customer(const EventContext& context, const Event& event) {
    schema::Customer& state = customers_.at(customers_.key().text(context.id));
    const std::string phone = state.phone, name = small_letters(state.name);
    core::evolve(state, event);
    index(by_phone_, phone, state.phone, context.id);
    index(by_name_, name, small_letters(state.name), context.id);
  }

  static void index(Table<std::string>& by, std::string_view before, std::string_view after,
                    std::string_view id) {
    if (after == before) return;
    if (!before.empty()) by.erase(by.key().text(before).text(id));
    if (!after.empty()) by.at(by.key().text(after).text(id)) = {};
  }

  template <class Event>
  void technician(const EventContext& context, const Event& event) {
    // Slots come and go with every booking, and nobody looks for them here.
    if constexpr (!std::is_same_v<Event, schema::SlotReservedView> &&
                  !std::is_same_v<Event, schema::SlotReleasedView>)
      evolve(technicians_, context, event);
  }

  Table<schema::Outlet> outlets_;
  Table<schema::Customer> customers_;
  Table<schema::Technician> technicians_;
  Table<schema::Part> parts_;
  Table<schema::Warehouse> warehouses_;
  Table<schema::Operator> operators_;
  Table<schema::Tariff> tariffs_;
  Table<schema::WageRule> wage_rules_;
  Table<std::string> by_phone_;
  Table<std::string> by_name_;
};

// By the outlet that an entry belongs to; without one a customer is the company's. Operators are
// seen by whom they share an outlet with. Parts, tariffs and wage rules are everybody's.
template <class State>
bool seen(const State& state, std::string_view id, const Scope& scope) {
  if constexpr (std::is_same_v<State, schema::Outlet>)
    return scope.sees(id);
  else if constexpr (std::is_same_v<State, schema::Operator>)
    return scope.all || std::any_of(state.grants.begin(), state.grants.end(),
                                    [&](const auto& grant) { return scope.sees(grant.outlet); });
  else if constexpr (requires { state.outlet; })
    return scope.sees(state.outlet);
  else
    return true;
}

}  // namespace

const ProjectionKind& directory_projection() {
  static constexpr ProjectionKind kind{
      "directory", 3, tables,
      [](Tables& of) -> std::unique_ptr<Projection> { return std::make_unique<Directory>(of); }};
  return kind;
}

template <class State>
Result<std::optional<State>> find_entry(const RowReader& rows, std::string_view id) {
  return read_row<State>(rows, Key(octet_of<State>()).text(id));
}

template <class State>
Result<Page<Entry<State>>> list_entries(const RowReader& rows, const Scope& scope,
                                        const PageRequest& page) {
  const auto take = [&](std::string_view tail,
                        std::string_view value) -> Result<std::optional<Entry<State>>> {
    const std::string key = std::string(1, 't').append(tail);
    Entry<State> entry{KeyParts(key).text(), {}};
    KINTSUGI_TRY(entry.state, RowCodec<State>::decode(value));
    if (!seen(entry.state, entry.id, scope)) return std::optional<Entry<State>>();
    return std::optional<Entry<State>>(std::move(entry));
  };
  return walk_page<Entry<State>>(rows, Key(octet_of<State>()), page, false, take);
}

template <class State>
Result<std::vector<Entry<State>>> entries_beginning(const RowReader& rows, std::string_view id,
                                                    const Scope& scope, std::size_t limit) {
  using Found = std::optional<Entry<State>>;
  const auto take = [&](std::string_view key, std::string_view value) -> Result<Found> {
    KINTSUGI_TRY(State state, RowCodec<State>::decode(value));
    Entry<State> entry{KeyParts(key).text(), std::move(state)};
    return seen(entry.state, entry.id, scope) ? Found(std::move(entry)) : Found();
  };
  return first_rows<Entry<State>>(rows, Key(octet_of<State>()).text_beginning(id), limit, take);
}

template <class State>
int entry_kind() {
  return octet_of<State>();
}

#define KINTSUGI_DIRECTORY(State)                                                               \
  template int entry_kind<schema::State>();                                                     \
  template Result<std::optional<schema::State>> find_entry(const RowReader&, std::string_view); \
  template Result<Page<Entry<schema::State>>> list_entries(const RowReader&, const Scope&,      \
                                                           const PageRequest&);                 \
  template Result<std::vector<Entry<schema::State>>> entries_beginning(                         \
      const RowReader&, std::string_view, const Scope&, std::size_t)
KINTSUGI_DIRECTORY(Outlet);
KINTSUGI_DIRECTORY(Customer);
KINTSUGI_DIRECTORY(Technician);
KINTSUGI_DIRECTORY(Part);
KINTSUGI_DIRECTORY(Warehouse);
KINTSUGI_DIRECTORY(Operator);
KINTSUGI_DIRECTORY(Tariff);
KINTSUGI_DIRECTORY(WageRule);

namespace {

// The customers that an index of (text, id) names below `head`.
Result<std::vector<Entry<schema::Customer>>> customers_below(const RowReader& rows, const Key& head,
                                                             const Scope& scope, std::size_t limit) {
  using Found = std::optional<Entry<schema::Customer>>;
  const auto take = [&](std::string_view key, std::string_view) -> Result<Found> {
    KeyParts parts(key);
    parts.text();
    std::string id = parts.text();
    KINTSUGI_TRY(auto state, find_entry<schema::Customer>(rows, id));
    if (!state || !seen(*state, id, scope)) return Found();
    return Found({std::move(id), *std::move(state)});
  };
  return first_rows<Entry<schema::Customer>>(rows, head, limit, take);
}

}  // namespace

Result<std::vector<Entry<schema::Customer>>> customers_by_phone(const RowReader& rows,
                                                                std::string_view phone,
                                                                const Scope& scope,
                                                                std::size_t limit) {
  return customers_below(rows, Key(by_phone).text_beginning(phone), scope, limit);
}

Result<std::vector<Entry<schema::Customer>>> customers_by_name(const RowReader& rows,
                                                               std::string_view name,
                                                               const Scope& scope,
                                                               std::size_t limit) {
  return customers_below(rows, Key(by_name).text_beginning(small_letters(name)), scope, limit);
}

Result<Scope> subtree(const RowReader& rows, std::string_view outlet) {
  if (outlet.empty()) return Scope::everything();
  std::multimap<std::string, std::string> children;
  PageRequest page{100'000, {}};
  KINTSUGI_TRY(const auto all, list_entries<schema::Outlet>(rows, Scope::everything(), page));
  for (const auto& entry : all.rows) children.emplace(entry.state.parent, entry.id);
  Scope scope;
  std::vector<std::string> open{std::string(outlet)};
  while (!open.empty()) {
    const std::string one = std::move(open.back());
    open.pop_back();
    if (!scope.outlets.insert(one).second) continue;
    const auto [from, to] = children.equal_range(one);
    for (auto child = from; child != to; ++child) open.push_back(child->second);
  }
  return scope;
}

}  // namespace kintsugi::projections
