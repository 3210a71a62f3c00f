#include "api/http/reading/parts_in.h"

#include <algorithm>

#include "core/money/money.h"
#include "core/text/search_key.h"

namespace kintsugi::api {
namespace {

using Parts = std::vector<PartIn>;

void take_one(Parts& parts, Parts::iterator from) {
  from->quantity -= core::money::quantity_whole;
  if (from->quantity <= 0) parts.erase(from);
}

bool take_by_serial(Parts& parts, const schema::RemovedPart& out) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const PartIn& one) {
    return one.part == out.part && !one.serial.empty() &&
           core::same_key(core::KeyKind::number, one.serial, out.serial);
  });
  if (found == parts.end()) return false;
  take_one(parts, found);
  return true;
}

// One that nobody told the serial of, if there is one; with a serial only what cannot be read now.
void take_by_part(Parts& parts, const schema::RemovedPart& out) {
  const auto of_part = [&](bool told) {
    return std::find_if(parts.begin(), parts.end(), [&](const PartIn& one) {
      return one.part == out.part && one.serial.empty() != told;
    });
  };
  auto found = of_part(false);
  if (found == parts.end() && out.serial.empty()) found = of_part(true);
  if (found != parts.end()) take_one(parts, found);
}

}  // namespace

std::vector<PartIn> parts_in(std::span<const schema::OrderRow> orders) {
  Parts in;
  for (const schema::OrderRow& row : orders) {
    const schema::WorkOrder& order = row.order;
    Parts fitted;
    for (const schema::UsedPart& one : order.parts) {
      if (!one.withdrawn)
        fitted.push_back({one.part, one.serial, one.technician, row.id, one.quantity});
    }
    for (const schema::RemovedPart& out : order.removed) {
      if (out.withdrawn) continue;
      const bool known = !out.serial.empty() &&
                         (take_by_serial(in, out) || take_by_serial(fitted, out));
      if (!known) take_by_part(in, out);
    }
    in.insert(in.end(), fitted.begin(), fitted.end());
  }
  return in;
}

}  // namespace kintsugi::api
