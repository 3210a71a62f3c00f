#include "projections/wages/wages.h"

#include <chrono>

#include "projections/lists/index.h"
#include "projections/lists/rows.h"
#include "projections/runner/folding.h"
#include "projections/tables/row_codec.h"
#include "schema/wage_dispatch.h"

namespace kintsugi::projections {
namespace {

using schema::WageLineRow;
using schema::WageOrderRow;
using schema::WageRunRow;
using schema::WageSheetRow;

enum Octet : std::uint8_t {  // persistent within a version
  lines = 2,
  sheets = 3,
  orders = 4,
  runs = 5,
};
constexpr TableInfo tables[] = {
    {lines, "lines"}, {sheets, "sheets"}, {orders, "orders"}, {runs, "runs"}};

std::string period_of(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  const auto year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  std::string out = std::to_string(year);
  out.insert(0, out.size() < 4 ? 4 - out.size() : 0, '0');
  return out + (month < 10 ? "-0" : "-") + std::to_string(month);
}

// Called `product` until wage lines say `category` as orders do.
std::string_view category_of(const auto& event) {
  if constexpr (requires { event.category; })
    return event.category;
  else
    return event.product;
}

class Wages final : public Folding {
 public:
  explicit Wages(Tables& of)
      : lines_(of, lines, lists::follows_of("wages", "lines")),
        sheets_(of, sheets, lists::follows_of("wages", "sheets")),
        orders_(of, orders),
        runs_(of, runs, lists::follows_of("wages", "runs")) {
    folds_.on<schema::WageEarnedView, schema::WageReratedView, schema::WageAdjustedView,
              schema::WagesCalculatedView, schema::WagesApprovedView>(
        [this](const EventContext& context, const auto& event) { fold(context, event); });
    // Orders, stock, rules and people pay nobody.
  }

 private:
  void fold(const EventContext& context, const schema::WageEarnedView& event) {
    WageOrderRow& order = orders_.at(orders_.key().text(event.order));
    order.outlet = event.outlet;
    order.day = event.day;
    order.work_date = event.work_date;
    order.brand = event.brand;
    order.category = category_of(event);
    order.model = event.model;
    order.service_type = event.service_type;
    add_lines(context, event, order);
  }

  void fold(const EventContext& context, const schema::WageReratedView& event) {
    WageOrderRow& order = orders_.at(orders_.key().text(event.order));
    const std::string period = period_of(order.day);
    for (const auto& technician : order.technicians) {
      const Key key = line_key(period, order.outlet, technician, order.day, event.order);
      if (const auto* line = lines_.find(key)) {
        WageSheetRow& sheet = sheet_of(period, order.outlet, technician);
        --sheet.orders;
        sheet.earned -= line->amount;
        sheet.total -= line->amount;
        lines_.erase(key);
      }
    }
    order.technicians.clear();
    order.outlet = event.outlet;
    order.day = event.day;
    add_lines(context, event, order);
  }

  void fold(const EventContext& context, const schema::WageAdjustedView& event) {
    const std::string period = period_of(event.day);
    // An adjustment is a line of its own: its position and place in the commit tell it from others.
    Key key = line_key(period, event.outlet, event.technician, event.day, event.order);
    key.number(context.position()).number(static_cast<std::int64_t>(context.index));
    WageLineRow& line = lines_.at(key);
    line.outlet = event.outlet;
    line.period = period;
    line.technician = event.technician;
    line.order = event.order;
    line.day = event.day;
    line.amount = event.amount;
    line.adjustment = true;
    line.reason = event.reason;
    line.position = context.position();
    WageSheetRow& sheet = sheet_of(period, event.outlet, event.technician);
    sheet.adjusted += event.amount;
    sheet.total += event.amount;
  }

  void fold(const EventContext& context, const schema::WagesCalculatedView& event) {
    WageRunRow& run = runs_.at(runs_.key().text(event.period).text(event.outlet));
    core::evolve(run.run, event);
    run.outlet = event.outlet;
    run.period = event.period;
    run.calculated_at = context.at();
    run.position = context.position();
  }

  void fold(const EventContext& context, const schema::WagesApprovedView& event) {
    // The stream is wage_run/<outlet>:<yyyy-mm>.
    const auto split = context.id.rfind(':');
    if (split == std::string_view::npos) return;
    WageRunRow& run =
        runs_.at(runs_.key().text(context.id.substr(split + 1)).text(context.id.substr(0, split)));
    core::evolve(run.run, event);
    run.approver = event.approver;
    run.approved_at = context.at();
    run.position = context.position();
  }

  template <class Event>
  void add_lines(const EventContext& context, const Event& event, WageOrderRow& order) {
    const std::string period = period_of(event.day);
    for (const auto& share : event.shares) {
      WageLineRow& line =
          lines_.at(line_key(period, event.outlet, share.technician, event.day, event.order));
      line = {};
      line.outlet = event.outlet;
      line.period = period;
      line.technician = share.technician;
      line.order = event.order;
      line.day = event.day;
      line.work_date = order.work_date;
      line.rule = event.rule;
      line.rule_version = event.rule_version;
      line.weight = share.weight;
      line.amount = share.amount;
      line.order_total = event.total;
      for (const auto& piece : event.pieces) line.pieces.push_back(to_value(piece));
      line.brand = order.brand;
      line.category = order.category;
      line.model = order.model;
      line.service_type = order.service_type;
      line.position = context.position();
      WageSheetRow& sheet = sheet_of(period, event.outlet, share.technician);
      ++sheet.orders;
      sheet.earned += share.amount;
      sheet.total += share.amount;
      order.technicians.emplace_back(share.technician);
    }
  }

  Key line_key(std::string_view period, std::string_view outlet, std::string_view technician,
               std::int32_t day, std::string_view order) const {
    return lines_.key().text(period).text(outlet).text(technician).number(day).text(order);
  }
  WageSheetRow& sheet_of(std::string_view period, std::string_view outlet,
                         std::string_view technician) {
    WageSheetRow& sheet = sheets_.at(sheets_.key().text(period).text(outlet).text(technician));
    if (sheet.technician.empty()) {
      sheet.outlet = outlet;
      sheet.period = period;
      sheet.technician = technician;
    }
    return sheet;
  }

  Table<WageLineRow> lines_;
  Table<WageSheetRow> sheets_;
  Table<WageOrderRow> orders_;
  Table<WageRunRow> runs_;
};

lists::Query query_of(const lists::List& list, const WageFilter& filter, bool technicians) {
  lists::Query query;
  lists::add_equal(list, "period", filter.period, query);
  lists::add_equal(list, "outlet", filter.outlet, query);
  if (technicians) lists::add_equal(list, "technician", filter.technician, query);
  return query;
}

}  // namespace

const ProjectionKind& wages_projection() {
  static const auto all = lists::with_own_tables("wages", tables);
  static const ProjectionKind kind{
      "wages", 4, all, make_projection<Wages>, lists::fingerprint("wages")};
  return kind;
}

Result<Page<WageLineRow>> list_wage_lines(const RowReader& rows, const WageFilter& filter,
                                          const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("wage_lines");
  return lists::page_of<WageLineRow>(list, rows, query_of(list, filter, true), scope, page);
}

Result<Page<WageSheetRow>> list_wage_sheets(const RowReader& rows, const WageFilter& filter,
                                            const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("wage_sheets");
  return lists::page_of<WageSheetRow>(list, rows, query_of(list, filter, true), scope, page);
}

Result<Page<WageRunRow>> list_wage_runs(const RowReader& rows, const WageFilter& filter,
                                        const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("wage_runs");
  return lists::page_of<WageRunRow>(list, rows, query_of(list, filter, false), scope, page);
}

}  // namespace kintsugi::projections
