// Outlets, assets, parts, warehouses and stock.

#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/stock_receipt.h"
#include "schema/warehouse.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {


Given outlet_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("S7", schema::OutletRegistered{
                          .name = "七站", .parent = "R1", .brands = {"haier"}, .territory = {"1"}});
  if (column == 2) given.history("S7", schema::OutletSuspended{.reason = "整顿"});
  return given;
}

Given asset_in(std::size_t column) {
  Given given = company();
  given.history("C-7", schema::CustomerRegistered{.name = "张", .phone = "12345", .outlet = "S1"});
  given.history("C-8", schema::CustomerRegistered{.name = "李", .phone = "12345", .outlet = "S1"});
  if (column == 1) {
    given.history("A-7",
                  schema::AssetRegistered{.brand = "haier", .serial = "SN7", .customer = "C-7"});
  }
  return given;
}

constexpr std::int32_t maintained_on = 20'600;

Given dated_asset_in(std::size_t column) {
  Given given = asset_in(column);
  if (column == 1)
    given.history("A-7", schema::AssetDatesSet{.next_maintenance = maintained_on});
  return given;
}

Given serial_format_in(std::size_t column) {
  Given given = company();
  if (column == 1) given.history("haier:*", schema::SerialFormatDefined{.length = 10});
  return given;
}

Given part_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("P-7", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::gram});
  if (column == 2) given.history("P-7", schema::PartFirstMoved{});
  return given;
}

Given warehouse_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("WH-7", schema::WarehouseRegistered{.name = "七库", .outlet = "S1"});
  if (column == 2) given.history("WH-7", schema::WarehouseFrozen{.reason = "盘点"});
  return given;
}

constexpr const char* shelf = "WH-7:P-7:good";
constexpr const char* hold = "WH-7:P-7:good:h";

Given stock_in(std::size_t column) {
  Given given = warehouse_in(1);
  given.history("P-7", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece});
  if (column == 0) return given;
  given.history(shelf, schema::StockReceived{.quantity = 5000});
  if (column == 2) {
    given.history(hold, schema::StockHoldOpened{.hold = "h", .quantity = 1000});
    given.history(shelf, schema::StockHeld{.hold = hold, .quantity = 1000});
  }
  // As before holds by hand had streams of their own.
  if (column == 4) given.history(shelf, schema::StockReserved{.hold = "h", .quantity = 1000});
  if (column == 3) {
    given.history(shelf, schema::StockAdjustmentProposed{
                             .number = 1, .counted = 4000, .book = 5000, .counter = "keeper"});
  }
  return given;
}

// none, received, withdrawn.
Given receipt_in(std::size_t column) {
  Given given = stock_in(0);
  if (column == 0) return given;
  given.as(person("keeper"));
  given.when(schema::ReceiveStock{.warehouse = "WH-7", .part = "P-7", .quantity = 5000});
  given.then_accepted();
  if (column == 2) {
    given.history("WH-7:P-7:good:1", schema::ReceiptWithdrawn{.reason = "写错"});
    given.history(shelf, schema::StockReceiptWithdrawn{.receipt = "WH-7:P-7:good:1",
                                                       .quantity = 5000});
  }
  return given;
}

// none, open, released: on a shelf with something left.
Given hold_in(std::size_t column) {
  Given given = stock_in(column == 0 ? 1 : 2);
  if (column == 2) {
    given.history(hold, schema::StockHoldReleased{});
    given.history(shelf, schema::StockUnheld{.hold = hold, .quantity = 1000});
  }
  return given;
}

}  // namespace

Table outlets() {
  const std::string o = "S7";
  return {"outlet",
          {"none", "active", "suspended"},
          outlet_in,
          {
              {schema::RegisterOutlet{.outlet = o,
                                      .name = "七站",
                                      .kind = schema::OutletKind::service_station,
                                      .parent = "R1"},
               {ok, "exists", "exists"}},
              {schema::ReparentOutlet{.outlet = o, .parent = "S1"}, {no, ok, ok}},
              {schema::SuspendOutlet{.outlet = o, .reason = "整顿"}, {no, ok, "suspended"}},
              {schema::ReinstateOutlet{.outlet = o}, {no, "not_suspended", ok}},
              {schema::AuthoriseBrand{.outlet = o, .brand = "midea"}, {no, ok, ok}},
              {schema::WithdrawBrand{.outlet = o, .brand = "haier"}, {no, ok, ok}},
              {schema::DefineTerritory{.outlet = o, .territory = {"2"}}, {no, ok, ok}},
              {schema::ChangeOutlet{
                   .outlet = o, .name = "柒站", .kind = schema::OutletKind::shop_outlet},
               {no, ok, ok}},
          }};
}

Table assets() {
  return {"asset",
          {"absent", "registered"},
          asset_in,
          {{schema::RegisterAsset{.asset = "A-7",
                                  .brand = "haier",
                                  .category = "ac",
                                  .model = "X",
                                  .serial = "SN77",
                                  .customer = "C-7"},
            {ok, "exists"}},
           {schema::CorrectAsset{.asset = "A-7",
                                 .brand = "haier",
                                 .category = "ac",
                                 .model = "X",
                                 .serial = "SN78",
                                 .customer = "C-7",
                                 .reason = "抄错"},
            {no, ok}},
           {schema::TransferAsset{.asset = "A-7", .customer = "C-8", .reason = "转让"}, {no, ok}},
           {schema::SetAssetDates{.asset = "A-7", .next_maintenance = maintained_on}, {no, ok}},
           {schema::RecordPurchase{.asset = "A-7", .sold_on = 20'000, .invoice = "F-1"}, {no, ok}},
           {schema::PrintAssetSheet{.asset = "A-7", .document_hash = std::string(64, 'a')},
            {no, ok}},
           {schema::AnswerAssetDate{.asset = "A-7",
                                    .date_kind = schema::AssetDateKind::maintenance,
                                    .next = maintained_on + 90},
            {no, ok},
            "boss",
            dated_asset_in},
           {schema::CloseAssetDate{.asset = "A-7",
                                   .date_kind = schema::AssetDateKind::maintenance,
                                   .reason = "用户自理"},
            {no, ok},
            "boss",
            dated_asset_in},
           {schema::PassAssetDate{.asset = "A-7",
                                  .kind = schema::AssetDateKind::maintenance,
                                  .on = maintained_on},
            {no, ok},
            "",
            dated_asset_in}}};
}

Table serial_formats() {
  return {"serial_format",
          {"absent", "defined"},
          serial_format_in,
          {{schema::DefineSerialFormat{.brand = "haier", .length = 10}, {ok, "asset.bad_format"}},
           {schema::DefineSerialFormat{.brand = "haier", .length = 12}, {ok, ok}}}};
}

Table parts() {
  const auto kilogram = schema::PartUnit::kilogram;
  return {"part",
          {"absent", "new", "moved"},
          part_in,
          {{schema::RegisterPart{.part = "P-7", .name = "主板", .brand = "haier", .unit = kilogram},
            {ok, "exists", "exists"}},
           {schema::ChangePart{.part = "P-7", .name = "电脑板"}, {no, ok, ok}},
           {schema::ChangePart{.part = "P-7", .unit = kilogram}, {no, ok, "unit_fixed"}},
           {schema::CorrectPartNumber{
                .part = "P-7", .brand = "haier", .number = "H-7", .reason = "抄错"},
            {no, ok, ok}}}};
}

Table warehouses() {
  const std::string w = "WH-7";
  return {
      "warehouse",
      {"absent", "open", "frozen"},
      warehouse_in,
      {{schema::RegisterWarehouse{
            .warehouse = w, .name = "七库", .outlet = "S1", .kind = schema::WarehouseKind::parts},
        {ok, "exists", "exists"}},
       {schema::FreezeWarehouse{.warehouse = w, .reason = "盘点"}, {no, ok, "frozen"}},
       {schema::UnfreezeWarehouse{.warehouse = w}, {no, "not_frozen", ok}},
       {schema::ChangeWarehouse{
            .warehouse = w, .name = "柒库", .outlet = "S1", .kind = schema::WarehouseKind::parts},
        {no, ok, ok}}}};
}

namespace {

// Where a count waits, it is approved.
Given count_approved_in(std::size_t column) {
  Given given = stock_in(column);
  if (column == 3) {
    given.history(shelf, schema::StockAdjusted{.number = 1,
                                               .difference = -1000,
                                               .counted_at = 1,
                                               .approver = "acc"});
  }
  return given;
}

}  // namespace

Table stock_items() {
  const std::string w = "WH-7", p = "P-7";
  constexpr const char* none = "no_such_proposal";
  constexpr const char* gone = "no_such_count";
  return {
      "stock_item",
      {"empty", "stocked", "held", "counted", "held_early"},
      stock_in,
      {
          {schema::ReceiveStock{.warehouse = w, .part = p, .quantity = 1000}, {ok, ok, ok, ok, ok}},
          {schema::ReserveStock{.warehouse = w, .part = p, .quantity = 1000, .hold = "h"},
           {"insufficient", ok, "hold_exists", ok, "hold_exists"}},
          {schema::ReleaseStock{.warehouse = w, .part = p, .hold = "h"},
           {"no_such_hold", "no_such_hold", ok, "no_such_hold", ok}},
          {schema::ProposeStockAdjustment{
               .warehouse = w, .part = p, .counted = 4000, .reason = "盘点"},
           {ok, ok, ok, ok, ok}},
          {schema::ApproveStockAdjustment{.warehouse = w, .part = p, .number = 1},
           {none, none, none, ok, none}},
          {schema::RejectStockAdjustment{.warehouse = w, .part = p, .number = 1, .reason = "重盘"},
           {none, none, none, ok, none}},
          {schema::WithdrawStockAdjustment{
               .warehouse = w, .part = p, .number = 1, .reason = "数错"},
           {gone, gone, gone, ok, gone},
           "boss",
           count_approved_in},
          {schema::SetStockMinimum{.warehouse = w, .part = p, .minimum = 3000},
           {ok, ok, ok, ok, ok}},
      }};
}

Table stock_receipts() {
  const std::string receipt = "WH-7:P-7:good:1";
  constexpr const char* over = "withdrawn";
  return {"stock_receipt",
          {"none", "received", "withdrawn"},
          receipt_in,
          {{schema::WithdrawStockReceipt{.receipt = receipt, .reason = "写错"}, {no, ok, over}},
           {schema::CorrectStockReceipt{.receipt = receipt, .unit_cost = 100, .reason = "写错"},
            {no, ok, over}}}};
}

Table stock_holds() {
  const std::string w = "WH-7", p = "P-7";
  constexpr const char* none = "stock_item.no_such_hold";
  return {"stock_hold",
          {"none", "open", "released"},
          hold_in,
          {{schema::ReserveStock{.warehouse = w, .part = p, .quantity = 1000, .hold = "h"},
            {ok, "stock_item.hold_exists", ok}},
           {schema::ReleaseStock{.warehouse = w, .part = p, .hold = "h"}, {none, ok, none}}}};
}

}  // namespace kintsugi::tests
