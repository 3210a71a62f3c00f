#include "ops/mix/mix.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/warehouse.h"

namespace kintsugi::ops {

void Mix::setup() {
  schema::RegisterOutlet command;
  command.outlet = "O-0";
  for (int i = 0; i < options_.outlets; ++i) {
    schema::OutletRegistered event;
    event.name = "服务网点" + std::to_string(i);
    event.parent = i == 0 ? "" : "O-0";
    waiting_.push_back(stored({on("outlet/O-" + std::to_string(i), event)}, "1000", command));
    schema::WarehouseRegistered warehouse;
    warehouse.name = "库房" + std::to_string(i);
    warehouse.outlet = "O-" + std::to_string(i);
    waiting_.push_back(stored({on("warehouse/W-" + std::to_string(i), warehouse)}, "1000", command,
                              {"outlet/O-" + std::to_string(i)}));
  }
  for (int i = 0; i < options_.technicians; ++i) {
    schema::TechnicianRegistered event;
    event.name = "师傅" + std::to_string(i);
    event.phone = std::to_string(13'800'000'000 + i);
    event.outlet = "O-" + std::to_string(i % options_.outlets);
    waiting_.push_back(stored({on("technician/T-" + std::to_string(i), event)}, "1000", command));
  }
  for (int i = 0; i < options_.parts; ++i) {
    schema::PartRegistered event;
    event.name = "备件" + std::to_string(i);
    event.unit = schema::PartUnit::piece;
    waiting_.push_back(stored({on("part/P-" + std::to_string(i), event)}, "1001", command));
    schema::StockReceived received;
    received.quantity = 1'000'000'000;
    received.supplier = "厂家";
    for (int w = 0; w < options_.outlets; ++w)
      waiting_.push_back(stored(
          {on("stock_item/W-" + std::to_string(w) + ":P-" + std::to_string(i) + ":good", received)},
          "1001", command));
  }
}

}  // namespace kintsugi::ops
