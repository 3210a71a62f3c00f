#include "projections/wages/wages.h"

#include <chrono>

#include "projections/runner/folding.h"
#include "projections/runner/pages.h"

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
  by_technician = 6,
};
constexpr TableInfo tables[] = {{lines, "lines"},
                                {sheets, "sheets"},
                                {orders, "orders"},
                                {runs, "runs"},
                                {by_technician, "by_technician"}};

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

class Wages final : public Projection {
 public:
  explicit Wages(Tables& of)
      : lines_(of, lines),
        sheets_(of, sheets),
        orders_(of, orders),
        runs_(of, runs),
        by_technician_(of, by_technician) {}

  void apply(const JudgedCommit& judged) override {
    for_each_event(judged, [this](const EventContext& context, const auto& event) {
      if constexpr (requires { fold(context, event); }) fold(context, event);
      // What has no fold below (orders, stock, rules, people) pays nobody.
    });
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
        by_technician_.erase(listed(technician, key));
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
    WageLineRow& line = line_at(event.technician, key);
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
      WageLineRow& line = line_at(
          share.technician, line_key(period, event.outlet, share.technician, event.day, event.order));
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

  // In the list of the technician a line stands by its key.
  Key listed(std::string_view technician, const Key& line) const {
    return by_technician_.key().text(technician).text(line.bytes().substr(1));
  }
  WageLineRow& line_at(std::string_view technician, const Key& key) {
    by_technician_.at(listed(technician, key)) = key.bytes().substr(1);
    return lines_.at(key);
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
  Table<std::string> by_technician_;  // → the key of a line, without its octet
};

Key head_of(std::uint8_t table, const WageFilter& filter, bool technicians) {
  Key head(table);
  if (filter.period.empty()) return head;
  head.text(filter.period);
  if (filter.outlet.empty()) return head;
  head.text(filter.outlet);
  if (technicians && !filter.technician.empty()) head.text(filter.technician);
  return head;
}

template <class Row>
bool fits(const Row& row, const WageFilter& filter, const Scope& scope) {
  if constexpr (requires { row.technician; })
    if (!filter.technician.empty() && row.technician != filter.technician) return false;
  return scope.sees(row.outlet) && (filter.outlet.empty() || row.outlet == filter.outlet) &&
         (filter.period.empty() || row.period == filter.period);
}

}  // namespace

const ProjectionKind& wages_projection() {
  static constexpr ProjectionKind kind{
      "wages", 2, tables,
      [](Tables& of) -> std::unique_ptr<Projection> { return std::make_unique<Wages>(of); }};
  return kind;
}

Result<Page<WageLineRow>> list_wage_lines(const RowReader& rows, const WageFilter& filter,
                                          const Scope& scope, const PageRequest& page) {
  const auto wanted = [&](const WageLineRow& row) { return fits(row, filter, scope); };
  if (!filter.technician.empty() && (filter.period.empty() || filter.outlet.empty())) {
    Key head = Key(by_technician).text(filter.technician);
    if (!filter.period.empty()) head.text_beginning(Key(lines).text(filter.period).bytes().substr(1));
    return page_of_index<WageLineRow>(rows, head, lines, page, wanted);
  }
  return page_of<WageLineRow>(rows, head_of(lines, filter, true), page, false, wanted);
}

Result<Page<WageSheetRow>> list_wage_sheets(const RowReader& rows, const WageFilter& filter,
                                            const Scope& scope, const PageRequest& page) {
  return page_of<WageSheetRow>(rows, head_of(sheets, filter, true), page, false,
                               [&](const WageSheetRow& row) { return fits(row, filter, scope); });
}

Result<Page<WageRunRow>> list_wage_runs(const RowReader& rows, const WageFilter& filter,
                                        const Scope& scope, const PageRequest& page) {
  return page_of<WageRunRow>(rows, head_of(runs, filter, false), page, false,
                             [&](const WageRunRow& row) { return fits(row, filter, scope); });
}

}  // namespace kintsugi::projections
