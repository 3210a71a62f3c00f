#pragma once
// The correction of WO-1's registration that changes nothing: a test says what it changes.

#include <string>
#include <utility>

#include "schema/work_order.h"
#include "schema/work_order_correction.h"
#include "tests/support/given.h"

namespace kintsugi::tests {

inline schema::CorrectRegistration as_registered(Given& given, std::string reason) {
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  return {.order = "WO-1",
          .service_type = order.service_type,
          .maker_number = order.maker_number,
          .brand = order.brand,
          .category = order.category,
          .model = order.model,
          .serial = order.serial,
          .asset = order.asset,
          .customer = order.customer,
          .contact = order.contact,
          .phone = order.phone,
          .address = order.address,
          .area = order.area,
          .symptom = order.symptom,
          .fault = order.fault,
          .window_from = order.window_from,
          .window_until = order.window_until,
          .latitude = order.latitude,
          .longitude = order.longitude,
          .reason = std::move(reason)};
}

}  // namespace kintsugi::tests
