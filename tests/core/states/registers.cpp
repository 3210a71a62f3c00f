// Product models, brands, dealers, handovers and categories of parts.

#include "schema/brand.h"
#include "schema/fault_code.h"
#include "schema/handover.h"
#include "schema/part_category.h"
#include "schema/product_model.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

constexpr const char* model7 = "haier:KFR-7";

Given model_in(std::size_t column) {
  Given given = company();
  if (column == 1) {
    given.history(model7, schema::ProductModelRegistered{
                              .brand = "haier", .model = "KFR-7", .category = "ac"});
  }
  return given;
}

Given brand_in(std::size_t column) {
  Given given = company();
  if (column == 1) given.history("haier", schema::BrandRegistered{.brand = "haier", .name = "海尔"});
  return given;
}

Given dealer_in(std::size_t column) {
  Given given = company();
  if (column == 1) given.history("D-7", schema::DealerRegistered{.name = "七星电器"});
  return given;
}

Given handover_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  if (column == 0) return given;
  given.history("HO-7", schema::HandoverRecorded{.order = "WO-1",
                                                 .outlet = "S1",
                                                 .customer = "C-1",
                                                 .kind = schema::HandoverKind::manual,
                                                 .document = "手册",
                                                 .signed_by = "张"});
  if (column == 2) given.history("HO-7", schema::HandoverWithdrawn{.reason = "写错"});
  return given;
}

Given part_category_in(std::size_t column) {
  Given given = company();
  given.history("制冷系统", schema::PartCategoryRegistered{});
  if (column > 0) given.history("压缩机", schema::PartCategoryRegistered{});
  if (column > 1) given.history("压缩机", schema::PartCategoryClosed{.reason = "并入整机"});
  return given;
}

Given fault_code_in(std::size_t column) {
  Given given = company();
  if (column > 0)
    given.history("E1", schema::FaultCodeRegistered{.code = "E1", .name = "传感器断路"});
  if (column > 1) given.history("E1", schema::FaultCodeRetired{.reason = "并入E2"});
  return given;
}

}  // namespace

Table product_models() {
  return {"product_model",
          {"absent", "registered"},
          model_in,
          {{schema::RegisterProductModel{.brand = "haier", .model = "KFR-7", .category = "ac"},
            {ok, "exists"}},
           {schema::ChangeProductModel{
                .product_model = model7, .category = "ac", .life_years = 10},
            {no, ok}}}};
}

Table brands() {
  return {"brand",
          {"absent", "registered"},
          brand_in,
          {{schema::RegisterBrand{.brand = "haier", .name = "海尔"}, {ok, "exists"}},
           {schema::ChangeBrand{.brand = "haier", .name = "海尔集团"}, {no, ok}}}};
}

Table dealers() {
  return {"dealer",
          {"absent", "registered"},
          dealer_in,
          {{schema::RegisterDealer{.dealer = "D-7", .name = "七星电器"}, {ok, "exists"}},
           {schema::ChangeDealer{.dealer = "D-7", .name = "七星"}, {no, ok}}}};
}

Table part_categories() {
  return {"part_category",
          {"none", "open", "closed"},
          part_category_in,
          {{schema::RegisterPartCategory{.part_category = "压缩机"}, {ok, "exists", ok}},
           {schema::MovePartCategory{.part_category = "压缩机", .parent = "制冷系统"},
            {no, ok, "closed"}},
           {schema::ClosePartCategory{.part_category = "压缩机", .reason = "并入整机"},
            {no, ok, "closed"}}}};
}

Table fault_codes() {
  return {"fault_code",
          {"none", "open", "retired"},
          fault_code_in,
          {{schema::RegisterFaultCode{.code = "E1", .name = "传感器断路"}, {ok, "exists", ok}},
           {schema::ChangeFaultCode{.code = "E1", .name = "传感器短路"}, {no, ok, "retired"}},
           {schema::RetireFaultCode{.code = "E1", .reason = "并入E2"}, {no, ok, "retired"}}}};
}

Table handovers() {
  return {"handover",
          {"none", "recorded", "withdrawn"},
          handover_in,
          {{schema::RecordHandover{.order = "WO-1",
                                   .kind = schema::HandoverKind::manual,
                                   .document = "手册",
                                   .document_hash = std::string(64, 'a'),
                                   .signed_by = "张",
                                   .handover = "HO-7"},
            {ok, "exists", "exists"}},
           {schema::WithdrawHandover{.handover = "HO-7", .reason = "写错"},
            {no, ok, "withdrawn"}}}};
}

}  // namespace kintsugi::tests
