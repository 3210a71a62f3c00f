#include "replay/reports/price_deviations.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "core/calendar/calendar.h"
#include "core/money/money.h"
#include "core/rules/lines.h"
#include "core/tariff/price.h"
#include "core/text/search_key.h"
#include "projections/lists/rows.h"
#include "replay/reports/names.h"
#include "replay/reports/paging.h"
#include "schema/asset_state.h"
#include "schema/outlet_state.h"
#include "schema/part_state.h"
#include "schema/rows_orders_state.h"
#include "schema/tariff_state.h"
#include "schema/technician_state.h"

namespace kintsugi::replay {

namespace lists = projections::lists;
using projections::RowReader;
using projections::Scope;
using schema::OrderRow;

const Column price_deviation_columns[17] = {
    {"order", "工单", "Order", CellType::text, {}},
    {"registered_at", "登记时间", "Registered at", CellType::instant, {}},
    {"outlet", "网点", "Outlet", CellType::text, {}},
    {"outlet_name", "网点名称", "Outlet's name", CellType::text, {}},
    {"technician", "技术员", "Technician", CellType::text, {}},
    {"technician_name", "技术员姓名", "Technician's name", CellType::text, {}, false, true},
    {"brand", "品牌", "Brand", CellType::text, {}},
    {"category", "产品类别", "Product category", CellType::text, {}},
    {"suspicion", "例外", "Suspicion", CellType::enumeration, "price_suspicion"},
    {"item", "收费项目或备件", "Item or part", CellType::text, {}},
    {"quantity", "数量", "Quantity", CellType::quantity, {}},
    {"charged", "收费", "Charged", CellType::money, {}},
    {"expected", "按标准", "By the tariff", CellType::money, {}},
    {"difference", "差额", "Difference", CellType::money, {}, true},
    {"tariff", "收费标准", "Tariff", CellType::text, {}},
    {"by", "登记人", "By", CellType::text, {}},
    {"reason", "原因", "Reason", CellType::text, {}},
};
const std::string_view price_deviation_parameters[4] = {"outlet", "technician", "from", "until"};

namespace {

constexpr std::size_t orders_at_once = 1000;

// What tariffs say, and which brands parts are for. One thread; not longer than the rows.
class Prices {
 public:
  static Result<Prices> open(const RowReader& directory, const RowReader& assets) {
    Prices made(directory, assets);
    const lists::List& list = *lists::find("tariffs");
    const auto rows_of = [&](std::string_view) -> Result<const RowReader*> { return &directory; };
    const lists::Viewer everybody{scope_of_all(), rows_of};
    projections::PageRequest page{1000, {}};
    do {
      KINTSUGI_TRY(auto end, lists::read_page(list, directory, {}, everybody, page,
                                              [&](const lists::Item& item) {
                                                made.tariffs_.emplace_back(
                                                    std::string(item.id),
                                                    *static_cast<const schema::Tariff*>(item.row));
                                                return true;
                                              }));
      page.after = std::move(end.next);
    } while (!page.after.empty());
    return made;
  }

  struct Price {
    std::string tariff;  // empty: none in force has a line for it
    std::int64_t amount = 0;
  };
  // The dearest that a tariff in force on the day allows: who charged by hand named none. Without a
  // measure the highest step of a line counts, for the same reason.
  Price of(const core::rules::Key& wanted, const schema::Charge& charge, std::int32_t day) const {
    Price best;
    for (const auto& [id, tariff] : tariffs_) {
      const auto* version = core::rules::in_force(tariff.versions, day);
      if (version == nullptr) continue;
      core::rules::Key key = wanted;
      if (key.at_least == 0 && core::tariff::has_steps(*version, key))
        key.at_least = std::numeric_limits<std::int64_t>::max();
      const auto price = core::tariff::price_in(*version, key, charge.of_price);
      if (!price) continue;
      const auto amount = core::tariff::amount_of(*price, charge.quantity);
      if (amount && (best.tariff.empty() || *amount > best.amount)) best = {id, *amount};
    }
    return best;
  }

  // What was paid for the machine; 0: nobody told.
  std::int64_t of_machine(const std::string& asset) const {
    if (asset.empty()) return 0;
    const auto found = projections::find_entry<schema::Asset>(assets_, asset);
    return found && *found ? (*found)->price : 0;
  }

  const std::string& brand_of(const std::string& part) {
    const auto known = brands_.find(part);
    if (known != brands_.end()) return known->second;
    const auto found = projections::find_entry<schema::Part>(directory_, part);
    return brands_.emplace(part, found && *found ? (*found)->brand : std::string()).first->second;
  }

 private:
  Prices(const RowReader& directory, const RowReader& assets)
      : directory_(directory), assets_(assets) {}
  static const Scope& scope_of_all() {
    static const Scope all = Scope::everything();
    return all;
  }
  const RowReader& directory_;
  const RowReader& assets_;
  std::vector<std::pair<std::string, schema::Tariff>> tariffs_;
  std::map<std::string, std::string> brands_;
};

struct Suspicion {
  std::string_view what;  // an enumerant of PriceSuspicion
  std::string technician, item;
  std::int64_t quantity = 0, charged = 0, expected = 0;
  std::string tariff, by, reason;
};

bool stands(const schema::Charge& charge) {
  return charge.status == schema::ChargeStatus::agreed ||
         charge.status == schema::ChargeStatus::pending;
}

// What was charged for a use of a part, by whomever it is borne; where nothing was, what it cost.
std::int64_t price_of_use(const schema::WorkOrder& order, std::size_t use) {
  std::optional<std::int64_t> charged;
  for (const schema::Charge& charge : order.charges)
    if (charge.part_use == use + 1 && stands(charge)) charged = charged.value_or(0) + charge.amount;
  return charged.value_or(order.parts[use].cost);
}

// The parts of one order against the machine that they were fitted to, whose price is known.
void add_dear_parts(const schema::WorkOrder& order, std::int64_t machine,
                    std::vector<Suspicion>& out) {
  Suspicion one;
  one.what = "part_over_machine";
  one.expected = machine;
  for (std::size_t i = 0; i < order.parts.size(); ++i) {
    const schema::UsedPart& used = order.parts[i];
    const std::int64_t price = used.withdrawn ? 0 : price_of_use(order, i);
    if (price == 0) continue;
    one.item.append(one.item.empty() ? "" : ", ").append(used.part);
    one.quantity += used.quantity;
    one.charged += price;
    if (one.technician.empty()) one.technician = used.technician;
  }
  if (machine != 0 && one.charged > machine) out.push_back(std::move(one));
}

std::vector<Suspicion> suspicions_of(const OrderRow& row, Prices& prices) {
  std::vector<Suspicion> out;
  const schema::WorkOrder& order = row.order;
  const std::int32_t day = core::day_of(instant_from_ms(row.registered_at));
  for (const schema::Charge& charge : order.charges) {
    // What a part cost is nobody's price, and in no tariff.
    const bool by_hand = charge.tariff.empty() && charge.basis != schema::ChargeBasis::cost;
    if (!stands(charge) || !by_hand || charge.payer != schema::Payer::customer) continue;
    const auto price = prices.of({.brand = order.brand,
                                  .category = order.category,
                                  .model = order.model,
                                  .service_type = order.service_type,
                                  .item = charge.item,
                                  .area = order.area,
                                  .at_least = charge.measure},
                                 charge, day);
    if (charge.amount <= price.amount) continue;
    out.push_back({price.tariff.empty() ? "not_in_tariff" : "over_tariff", charge.technician,
                   charge.item, charge.quantity, charge.amount, price.amount, price.tariff,
                   charge.by, charge.reason});
  }
  for (const schema::UsedPart& used : order.parts) {
    const std::string& brand = prices.brand_of(used.part);
    if (used.withdrawn || brand.empty() || order.brand.empty() ||
        core::same_key(core::KeyKind::code, brand, order.brand))
      continue;
    out.push_back({"other_brand", used.technician, used.part, used.quantity, 0, 0, {}, {}, brand});
  }
  if (!order.parts.empty()) add_dear_parts(order, prices.of_machine(order.asset), out);
  return out;
}

// Where a page goes on: which chunk of the orders, how many of its rows were given.
struct Place {
  std::size_t given = 0;
  std::string orders;  // the list's own cursor

  static Result<Place> parse(std::string_view text) {
    Place place;
    if (text.empty()) return place;
    const auto colon = text.find(':');
    const auto end = text.data() + std::min(colon, text.size());
    const auto parsed = std::from_chars(text.data(), end, place.given);
    if (colon == text.npos || parsed.ec != std::errc() || parsed.ptr != end)
      return fail(ErrorKind::invalid, "request.bad_cursor", "not a cursor of this report");
    place.orders = text.substr(colon + 1);
    return place;
  }
  std::string text() const { return std::to_string(given) + ":" + orders; }
};

Row row_of(const OrderRow& row, const Suspicion& one, Names& names) {
  const bool priced = one.what != "other_brand";
  const auto money = [&](std::int64_t amount) { return priced ? Cell(amount) : Cell(); };
  return {row.id,
          row.registered_at,
          row.order.outlet,
          names.of<schema::Outlet>(row.order.outlet),
          one.technician,
          names.of<schema::Technician>(one.technician),
          row.order.brand,
          row.order.category,
          std::string(one.what),
          one.item,
          one.quantity,
          money(one.charged),
          money(one.expected),
          money(one.charged - one.expected),
          one.tariff,
          one.by,
          one.reason};
}

}  // namespace

Result<std::string> run_price_deviations(const View& view, const ReportRequest& request,
                                         const Scope& scope, const RowSink& sink) {
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  KINTSUGI_TRY(const auto orders, view.rows("orders"));
  KINTSUGI_TRY(const auto cases, view.rows("cases"));
  Names names(*directory);
  KINTSUGI_TRY(Prices prices, Prices::open(*directory, *cases));
  const lists::List& list = *lists::find("work_orders");
  lists::Query query;
  const auto ms = [](const auto& at) {
    return at ? std::optional<std::int64_t>(to_ms(*at)) : std::nullopt;
  };
  lists::add_range(list, "registered_at", ms(request.from), ms(request.until), query);
  const Scope asked = narrowed(scope, request.outlet);
  KINTSUGI_TRY(Place place, Place::parse(request.page.after));
  for (std::size_t left = request.page.limit;;) {
    KINTSUGI_TRY(const auto some, lists::page_of<OrderRow>(list, *orders, query, asked,
                                                           {orders_at_once, place.orders}));
    std::size_t at = 0;  // of the chunk's rows
    for (const OrderRow& row : some.rows) {
      for (const Suspicion& one : suspicions_of(row, prices)) {
        if (!request.technician.empty() && one.technician != request.technician) continue;
        if (at++ < place.given) continue;
        if (left == 0) return place.text();
        if (!sink(row_of(row, one, names))) return std::string();
        ++place.given;
        --left;
      }
    }
    if (some.next.empty()) return std::string();
    place = {0, some.next};
  }
}

}  // namespace kintsugi::replay
