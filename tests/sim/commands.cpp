// What the clients of the simulation ask: now and then any command of the schema, mostly those of
// few hot streams, so that commands meet.

#include <fmt/format.h>

#include "core/histories/company.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/warehouse.h"
#include "schema/work_order_life.h"
#include "tests/sim/any_command.h"
#include "tests/sim/world.h"

namespace kintsugi::sim {

namespace {
const std::string warehouse = histories::warehouse_id(0);
const std::string outlet = histories::outlet_id(0);

std::string part_of(Random& random) {
  return histories::part_id(static_cast<int>(pick(random, 2)));
}

// An outlet, a warehouse and parts: without them nearly everything is refused. None waits for an
// outlet above it, so that whatever is lost can be made again at once.
const std::vector<schema::Command>& company() {
  static const std::vector<schema::Command> commands = [] {
    const histories::CompanySize size{
        .outlets = 0, .technicians = 0, .parts = 2, .orders_a_day = 1, .regulars = 0};
    std::vector<schema::Command> out;
    for (histories::Wish& wish : histories::opening(size, Instant{})) {
      schema::Command& command = wish.commands.front();
      if (command.is<schema::RegisterOutlet>() || command.is<schema::RegisterWarehouse>() ||
          command.is<schema::RegisterPart>()) {
        out.push_back(std::move(command));
      }
    }
    return out;
  }();
  return commands;
}
}  // namespace

schema::Command World::random_command() {
  const bool begun = next_id_ > company().size();
  schema::Command command = begun && chance(random_, 40) ? any_command(random_) : hot_command();
  outcome_.asked.emplace(schema::name_of(command));
  return command;
}

schema::Command World::hot_command() {
  const std::string part = part_of(random_);
  const auto quantity = static_cast<std::int64_t>(1 + pick(random_, 4)) * 1000;
  const std::string hold = fmt::format("hold-{}", pick(random_, 6));
  const std::string order = fmt::format("WO-{}", pick(random_, 4));
  if (next_id_ <= company().size()) return company()[next_id_ - 1];  // the company first
  switch (pick(random_, 14)) {
    case 0: case 1: case 2:
      return company()[pick(random_, company().size())];
    case 3: case 4: case 5: {
      schema::ReceiveStock c;
      c.warehouse = warehouse, c.part = part, c.quantity = quantity;
      return c;
    }
    case 6: case 7: case 8: {
      schema::ReserveStock c;
      c.warehouse = warehouse, c.part = part, c.quantity = quantity, c.hold = hold;
      return c;
    }
    case 9: case 10: {
      schema::ReleaseStock c;
      c.warehouse = warehouse, c.part = part, c.hold = hold;
      return c;
    }
    case 11: {
      schema::AssignOutlet c;
      c.order = order, c.outlet = outlet;
      return c;
    }
    case 12: {
      schema::CancelWorkOrder c;
      c.order = order, c.reason = "用户取消";
      return c;
    }
    default: {
      schema::RegisterWorkOrder c;
      if (chance(random_, 50)) c.order = order;  // else the next free number, from one hot counter
      c.service_type = schema::ServiceType::repair, c.category = "空调";
      c.phone = "13800000000", c.address = "上海市闵行区莘庄镇1号", c.contact = "王女士";
      return c;
    }
  }
}

api::CommandRequest World::random_request() {
  api::CommandRequest request;
  request.tenant = chance(random_, 85) ? "main" : "other";
  request.id = fmt::format("c{:05d}", next_id_++);
  request.commands.push_back(random_command());
  if (chance(random_, 8)) request.commands.push_back(random_command());
  request.actor.kind = ActorKind::system;
  return request;
}

}  // namespace kintsugi::sim
