#include "projections/inventory/fold.h"

#include "projections/inventory/inventory.h"
#include "projections/lists/index.h"
#include "projections/runner/folding.h"
#include "projections/tables/row_codec.h"
#include "schema/advance_part_dispatch.h"
#include "schema/remittance_views.h"
#include "schema/rows_inventory_state.h"
#include "schema/stock_dispatch.h"
#include "schema/stock_receipt_dispatch.h"
#include "schema/technician_views.h"
#include "schema/technician_old_parts_views.h"
#include "schema/warehouse_views.h"

namespace kintsugi::projections {
namespace {

using schema::CustodyRow;
using schema::LedgerRow;
using schema::Movement;
using schema::StockRow;
using namespace inventory;

constexpr TableInfo tables[] = {{stock, "stock"},
                                {custody, "custody"},
                                {stock_lines, "stock_lines"},
                                {custody_lines, "custody_lines"},
                                {places, "places"},
                                {place_items, "place_items"},
                                {place_counts, "place_counts"}};

Key& item_key(Key& key, const ItemName& name) {
  return key.text(name.place).text(name.part).text(name.condition);
}

// What a line says beside quantity and balance.
struct Line {
  Movement movement = Movement::none;
  std::int64_t quantity = 0;
  std::string_view order, request, counterparty, document;
  std::int64_t happened_at = 0;
};

class Inventory final : public Folding {
 public:
  explicit Inventory(Tables& of)
      : stock_(of, stock, lists::follows_of("inventory", "stock")),
        custody_(of, custody, lists::follows_of("inventory", "custody")),
        stock_lines_(of, stock_lines),
        custody_lines_(of, custody_lines, lists::follows_of("inventory", "custody_lines")),
        places_(of, places),
        place_items_(of, place_items),
        place_counts_(of, place_counts) {
    folds_
        .on<schema::StockReceivedView, schema::StockReservedView, schema::StockReleasedView,
            schema::StockIssuedView, schema::StockReturnedView, schema::StockAdjustmentProposedView,
            schema::StockAdjustedView, schema::StockAdjustmentRejectedView,
            schema::StockCountRestatedView, schema::StockHeldView, schema::StockUnheldView,
            schema::StockIssueWithdrawnView, schema::StockReturnWithdrawnView,
            schema::StockReceiptWithdrawnView, schema::StockReceiptCorrectedView,
            schema::StockMinimumSetView, schema::StockShippedView,
            schema::StockAdjustmentWithdrawnView>(
            [this](const EventContext& context, const auto& event) { on_stock(context, event); })
        .on<schema::CustodyTakenView, schema::CustodyUsedView, schema::CustodyReturnedView,
            schema::CustodyLostView, schema::CustodyIssueWithdrawnView,
            schema::CustodyUseWithdrawnView, schema::CustodyReturnWithdrawnView,
            schema::CustodyLossWithdrawnView, schema::CustodyMissingView,
            schema::CustodyHandedOverView>(
            [this](const EventContext& context, const auto& event) { on_custody(context, event); })
        .on<schema::WarehouseRegisteredView>(
            [this](const EventContext& context, const auto& event) {
              places_.at(places_.key().text("w").text(context.id)) = std::string(event.outlet);
            })
        .on<schema::TechnicianRegisteredView>(
            [this](const EventContext& context, const auto& event) {
              places_.at(places_.key().text("t").text(context.id)) = std::string(event.outlet);
            })
        .on<schema::WarehouseChangedView>([this](const EventContext& context, const auto& event) {
          move_place("w", stock_, context.id, event.outlet);
        })
        .on<schema::TechnicianChangedView>([this](const EventContext& context, const auto& event) {
          move_place("t", custody_, context.id, event.outlet);
        })
        // None of these says to which outlet a place belongs. Goods move by events of stock items
        // and custodies alone; requests and orders only cause them.
        .ignore<schema::WarehouseFrozenView, schema::WarehouseUnfrozenView,
                schema::SkillGrantedView, schema::SkillRevokedView, schema::TechnicianSuspendedView,
                schema::TechnicianReinstatedView, schema::SlotReservedView,
                schema::OldPartOwedView, schema::OldPartSettledView,
                schema::SlotReleasedView, schema::CashCollectedView, schema::CashReturnedView,
                schema::SightingWithdrawnView, schema::PaymentRemittedView,
                schema::PaymentRemittedBackView, schema::TechnicianSeenView>();
  }

 private:
  std::string_view outlet_of(std::string_view kind, std::string_view place) {
    const auto* outlet = places_.find(places_.key().text(kind).text(place));
    return outlet ? std::string_view(*outlet) : std::string_view();
  }

  // What is at a place, by number: it goes with the place to another outlet.
  void note_item(std::string_view kind, const ItemName& name) {
    std::int64_t& count = place_counts_.at(place_counts_.key().text(kind).text(name.place));
    place_items_.at(place_items_.key().text(kind).text(name.place).number(++count)) =
        std::string(name.part).append(1, ':').append(name.condition);
  }
  // Lines of cards stay of the outlet that it was then.
  template <class Row>
  void move_place(std::string_view kind, Table<Row>& items, std::string_view place,
                  std::string_view outlet) {
    std::string& before = places_.at(places_.key().text(kind).text(place));
    if (before == outlet) return;
    before = outlet;
    const std::int64_t* count = place_counts_.find(place_counts_.key().text(kind).text(place));
    for (std::int64_t n = 1; count != nullptr && n <= *count; ++n) {
      const auto* item = place_items_.find(place_items_.key().text(kind).text(place).number(n));
      const std::size_t colon = item->rfind(':');
      const std::string_view text = *item;
      const ItemName name{place, text.substr(0, colon), text.substr(colon + 1)};
      items.at(item_key_of(items.key(), name)).outlet = outlet;
    }
  }

  // --- stock items
  template <class Event>
  void on_stock(const EventContext& context, const Event& event) {
    const ItemName name = parse_item(context.id);
    StockRow& row = stock_.at(item_key_of(stock_.key(), name));
    if (row.warehouse.empty()) {
      row.warehouse = name.place;
      row.part = name.part;
      row.condition = condition_of(name);
      row.outlet = outlet_of("w", name.place);
      note_item("w", name);
    }
    core::evolve(row.item, event);
    row.available = row.item.on_hand - row.item.reserved;
    row.last_position = context.position();
    row.changed_at = context.at();
    Line line = line_of(event);
    if (line.movement == Movement::none) return;  // proposals move nothing
    if (line.movement == Movement::count_restated && line.happened_at == 0)
      line.happened_at = row.item.last_counted_at;  // before it said which count, it was the last
    LedgerRow card;
    card.warehouse = row.warehouse;
    card.balance = row.item.on_hand;
    card.reserved = row.item.reserved;
    fill(card, context, name, line, row.outlet, ++row.lines);
    stock_lines_.append(line_key(stock_lines_.key(), name, row.lines), card);
  }

  // A hold or a receipt as its shelf knows it: the last part of the stream's id.
  static std::string_view name_on_shelf(std::string_view id) {
    return id.substr(id.rfind(':') + 1);
  }

  static Line line_of(const schema::StockReceivedView& e) {
    return {Movement::received, e.quantity, {}, {}, e.supplier, e.document, e.happened_at};
  }
  static Line line_of(const schema::StockReservedView& e) {
    return {Movement::reserved, e.quantity, {}, e.request, {}, e.hold, 0};
  }
  static Line line_of(const schema::StockReleasedView& e) {
    return {Movement::released, e.quantity, {}, e.request, {}, e.hold, 0};
  }
  static Line line_of(const schema::StockHeldView& e) {
    return {Movement::reserved, e.quantity, {}, {}, {}, name_on_shelf(e.hold), 0};
  }
  static Line line_of(const schema::StockUnheldView& e) {
    return {Movement::released, e.quantity, {}, {}, {}, name_on_shelf(e.hold), 0};
  }
  static Line line_of(const schema::StockIssuedView& e) {
    return {Movement::issued, -e.quantity, {}, e.request, e.technician, {}, e.happened_at};
  }
  static Line line_of(const schema::StockReturnedView& e) {
    return {Movement::returned, e.quantity, {}, e.request, e.technician, {}, e.happened_at};
  }
  static Line line_of(const schema::StockAdjustedView& e) {
    return {Movement::adjusted, e.difference, {}, {}, e.approver, {}, e.counted_at};
  }
  static Line line_of(const schema::StockCountRestatedView& e) {
    return {Movement::count_restated, e.difference, {}, {}, {}, {}, e.counted_at};
  }
  static Line line_of(const schema::StockAdjustmentWithdrawnView& e) {
    return {Movement::count_withdrawn, e.difference, {}, {}, e.by, {}, e.counted_at};
  }
  static Line line_of(const schema::StockReceiptWithdrawnView& e) {
    return {Movement::receipt_withdrawn, -e.quantity,  {}, {}, {},
            name_on_shelf(e.receipt),    e.happened_at};
  }
  static Line line_of(const schema::StockReceiptCorrectedView& e) {
    return {Movement::receipt_corrected, 0, {}, {}, {}, name_on_shelf(e.receipt), 0};
  }
  static Line line_of(const schema::StockIssueWithdrawnView& e) {
    return {Movement::issue_withdrawn, e.quantity, {}, e.request, e.technician, {}, e.happened_at};
  }
  static Line line_of(const schema::StockReturnWithdrawnView& e) {
    return {
        Movement::return_withdrawn, -e.quantity, {}, e.request, e.technician, {}, e.happened_at};
  }
  static Line line_of(const schema::StockShippedView& e) {
    const auto movement = e.quantity < 0 ? Movement::issue_withdrawn : Movement::shipped;
    return {movement, -e.quantity, e.order, {}, {}, e.advance, e.happened_at};
  }
  static Line line_of(const schema::StockAdjustmentProposedView&) { return {}; }
  static Line line_of(const schema::StockAdjustmentRejectedView&) { return {}; }
  static Line line_of(const schema::StockMinimumSetView&) { return {}; }

  // --- what technicians carry
  template <class Event>
  void on_custody(const EventContext& context, const Event& event) {
    const ItemName name = parse_item(context.id);
    CustodyRow& row = custody_.at(item_key_of(custody_.key(), name));
    if (row.technician.empty()) {
      row.technician = name.place;
      row.part = name.part;
      row.condition = condition_of(name);
      row.outlet = outlet_of("t", name.place);
      note_item("t", name);
    }
    const Line line = line_of(event);
    row.quantity += line.quantity;
    row.last_position = context.position();
    row.changed_at = context.at();
    LedgerRow card;
    card.technician = row.technician;
    card.balance = row.quantity;
    fill(card, context, name, line, row.outlet, ++row.lines);
    custody_lines_.append(line_key(custody_lines_.key(), name, row.lines), card);
  }

  static Line line_of(const schema::CustodyTakenView& e) {
    return {Movement::taken, e.quantity, {}, e.request, e.warehouse, {}, 0};
  }
  static Line line_of(const schema::CustodyUsedView& e) {
    return {Movement::used, -e.quantity, e.order, e.request, e.order, {}, 0};
  }
  static Line line_of(const schema::CustodyReturnedView& e) {
    return {Movement::handed_back, -e.quantity, {}, e.request, e.warehouse, {}, 0};
  }
  static Line line_of(const schema::CustodyLostView& e) {
    return {Movement::lost, -e.quantity, {}, e.request, {}, e.reason, 0};
  }

  static Line line_of(const schema::CustodyIssueWithdrawnView& e) {
    return {Movement::issue_withdrawn, -e.quantity, {}, e.request, e.warehouse, {}, 0};
  }
  static Line line_of(const schema::CustodyUseWithdrawnView& e) {
    return {Movement::use_withdrawn, e.quantity, e.order, e.request, e.order, {}, 0};
  }
  static Line line_of(const schema::CustodyReturnWithdrawnView& e) {
    return {Movement::return_withdrawn, e.quantity, {}, e.request, e.warehouse, {}, 0};
  }
  static Line line_of(const schema::CustodyLossWithdrawnView& e) {
    return {Movement::loss_withdrawn, e.quantity, {}, e.request, {}, e.reason, 0};
  }
  static Line line_of(const schema::CustodyMissingView& e) {
    return {Movement::missing, -e.quantity, {}, e.request, {}, {}, 0};
  }
  static Line line_of(const schema::CustodyHandedOverView& e) {
    return {Movement::handed_over, e.quantity, {}, e.request, {}, {}, 0};
  }

  // --- shared
  static Key item_key_of(Key key, const ItemName& name) { return item_key(key, name); }
  static Key line_key(Key key, const ItemName& name, std::int64_t line) {
    return item_key(key, name).number(line);
  }
  static schema::PartCondition condition_of(const ItemName& name) {
    return schema::parse_enum<schema::PartCondition>(name.condition)
        .value_or(schema::PartCondition::none);
  }
  static void fill(LedgerRow& card, const EventContext& context, const ItemName& name,
                   const Line& line, const std::string& outlet, std::int64_t number) {
    card.part = name.part;
    card.condition = condition_of(name);
    card.outlet = outlet;
    card.line = number;
    card.movement = line.movement;
    card.quantity = line.quantity;
    card.order = line.order;
    card.request = line.request;
    card.counterparty = line.counterparty;
    card.document = line.document;
    card.operator_ = context.operator_id();
    card.at = context.at();
    card.happened_at = line.happened_at != 0 ? line.happened_at : context.at();
    card.position = context.position();
  }

  Table<StockRow> stock_;
  Table<CustodyRow> custody_;
  Table<LedgerRow> stock_lines_;
  Table<LedgerRow> custody_lines_;
  Table<std::string> places_;       // warehouses and technicians → outlet
  Table<std::string> place_items_;  // the same and a number → "part:condition"
  Table<std::int64_t> place_counts_;
};

}  // namespace

const ProjectionKind& inventory_projection() {
  static const auto all = lists::with_own_tables("inventory", tables);
  static const ProjectionKind kind{
      "inventory", 11, all, make_projection<Inventory>, lists::fingerprint("inventory")};
  return kind;
}

}  // namespace kintsugi::projections
