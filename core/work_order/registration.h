#pragma once
// What is registered of an order, set from the event that told it first or from one that corrects
// it.

#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// `event` has these fields by the same names.
void set_registration(schema::WorkOrder& order, const auto& event) {
  order.service_type = event.service_type;
  order.maker_number = event.maker_number;
  order.brand = event.brand;
  order.category = event.category;
  order.model = event.model;
  order.serial = event.serial;
  order.serial_unknown = event.serial_unknown;
  order.asset = event.asset;
  order.customer = event.customer;
  order.contact = event.contact;
  order.phone = event.phone;
  order.address = event.address;
  order.area = event.area;
  order.symptom = event.symptom;
  order.fault = event.fault;
  order.window_from = event.window_from;
  order.window_until = event.window_until;
  order.latitude = event.latitude;
  order.longitude = event.longitude;
  order.incomplete = event.incomplete;
}

}  // namespace kintsugi::core::work_order
