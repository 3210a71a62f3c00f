// A line of a sales file becomes the order to install what was sold, once.

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/events.h"
#include "core/returned_machine/returned_machine.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/sale_dispatch.h"
#include "schema/sale_refusals.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_life_dispatch.h"

namespace kintsugi::core {
namespace {

using Denied = schema::SaleRefusal;
using schema::Sale;

Result<void> check_dates(const auto& c, const Reads& reads) {
  if (c.sold_on > day_of(reads.now()))
    return refuse_field(Denied::sold_in_future, "sold_on", "it is a later day");
  if (c.delivered_on != 0 && c.sold_on != 0 && c.delivered_on < c.sold_on)
    return refuse_field(Denied::delivered_before_sale, "delivered_on", "it lies before sold_on");
  const std::int32_t delivery = c.delivered_on != 0 ? c.delivered_on : c.sold_on;
  if (c.install_on != 0 && c.install_on < delivery) {
    return refuse_field(Denied::install_before_delivery, "install_on",
                        "it lies before the delivery or the sale");
  }
  return {};
}

void set_window(auto& command, std::int32_t install_on) {
  if (install_on == 0) return;
  command.window_from = to_ms(start_of(install_on));
  command.window_until = to_ms(start_of(install_on + 1));
}

// What is registered for it. The file is the seller's: what looks unlikely is so in it.
schema::RegisterWorkOrder installation_of(const schema::ImportSale& c) {
  schema::RegisterWorkOrder out;
  out.service_type = schema::ServiceType::install;
  out.brand = c.brand;
  out.category = c.category;
  out.model = c.model;
  out.serial = c.serial;
  out.contact = c.contact;
  out.phone = c.phone;
  out.address = c.address;
  out.area = c.area;
  out.outlet = c.outlet;
  out.confirm_reason = "line " + c.sale + " of the sales";
  set_window(out, c.install_on);
  return out;
}

// The order as it is registered, to be installed on another day.
schema::CorrectRegistration moved(const std::string& id, const schema::WorkOrder& order,
                                  std::int32_t install_on, const std::string& reason) {
  schema::CorrectRegistration out{.order = id,
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
                                  .latitude = order.latitude,
                                  .longitude = order.longitude,
                                  .reason = reason};
  set_window(out, install_on);
  return out;
}

// Nothing is agreed but the day that the sale names.
bool is_in_window_of(const Sale& sale, const schema::WorkOrder& order) {
  schema::CorrectRegistration by_sale;
  set_window(by_sale, sale.install_on);
  return work_order::is_open(order) &&
         order.window_from == by_sale.window_from && order.window_until == by_sale.window_until;
}

// The order that the events register.
std::string order_in(const Events& events) {
  for (const StreamEvent& one : events.list()) {
    if (one.event.is<schema::WorkOrderRegistered>())
      return one.stream.substr(one.stream.find('/') + 1);
  }
  return {};
}

}  // namespace

Result<Events> decide(const schema::ImportSale& command, Reads& reads) {
  if (!is_id(command.sale)) return refuse(Denied::bad_id, "1 to 64 octets without / and :");
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (const auto* known = reads.find<Sale>(command.sale)) {
    const std::string order = known->order;
    return refuse(Denied::exists, "order " + order + " is for it" +
                                      (known->status == schema::SaleStatus::withdrawn
                                           ? "; it is withdrawn: reinstate that, then correct it"
                                           : ""));
  }
  if (!is_line_or_empty(command.seller, 100) || !is_line_or_empty(command.invoice, 64))
    return refuse(Denied::bad_text, "seller and invoice are single lines");
  if (command.brand.empty()) return refuse(Denied::brand_missing, "name it");
  KINTSUGI_TRY_OK(check_dates(command, reads));
  if (!command.serial.empty())
    KINTSUGI_TRY_OK(returned_machine::check_new(command.brand, command.serial, reads));
  KINTSUGI_TRY(Events events, decide(installation_of(command), reads));
  const std::string order = order_in(events);
  events.on(order, schema::SaleOfOrder{.sale = command.sale});
  events.on(command.sale, schema::SaleImported{.order = order,
                                               .outlet = command.outlet,
                                               .brand = command.brand,
                                               .category = command.category,
                                               .model = command.model,
                                               .serial = command.serial,
                                               .sold_on = command.sold_on,
                                               .delivered_on = command.delivered_on,
                                               .install_on = command.install_on,
                                               .seller = command.seller,
                                               .invoice = command.invoice});
  return events;
}

Result<Events> decide(const schema::CorrectSale& command, Reads& reads) {
  KINTSUGI_TRY(const Sale* sale, reads.require<Sale>(command.sale));
  KINTSUGI_TRY_OK(within_scope(command, sale->outlet, reads));
  if (sale->status == schema::SaleStatus::withdrawn) return refuse(Denied::withdrawn, sale->order);
  if (!is_reason(command.reason)) return refuse_field(Denied::bad_text, "reason", "say why");
  if (!is_line_or_empty(command.seller, 100) || !is_line_or_empty(command.invoice, 64))
    return refuse(Denied::bad_text, "seller and invoice are single lines");
  KINTSUGI_TRY_OK(check_dates(command, reads));
  schema::SaleCorrected said{.seller = sale->seller,
                             .sold_on = sale->sold_on,
                             .delivered_on = sale->delivered_on,
                             .install_on = sale->install_on,
                             .invoice = sale->invoice};
  const schema::SaleCorrected before = said;
  said.seller = command.seller;
  said.sold_on = command.sold_on;
  said.delivered_on = command.delivered_on;
  said.install_on = command.install_on;
  said.invoice = command.invoice;
  if (said == before) return refuse(Denied::nothing_changed, command.sale);
  said.reason = command.reason;
  said.by = reads.actor().operator_id;
  KINTSUGI_TRY(const auto* order, reads.require<schema::WorkOrder>(sale->order));
  Events events;
  if (command.install_on != sale->install_on && is_in_window_of(*sale, *order)) {
    KINTSUGI_TRY(Events follows, decide(moved(sale->order, *order, command.install_on,
                                              command.reason),
                                        reads));
    events.add(std::move(follows));
  }
  events.on(command.sale, std::move(said));
  return events;
}

Result<Events> decide(const schema::WithdrawSale& command, Reads& reads) {
  KINTSUGI_TRY(const Sale* sale, reads.require<Sale>(command.sale));
  KINTSUGI_TRY_OK(within_scope(command, sale->outlet, reads));
  if (sale->status == schema::SaleStatus::withdrawn) return refuse(Denied::withdrawn, "before");
  if (sale->status == schema::SaleStatus::installed) return refuse(Denied::installed, sale->order);
  if (!is_reason(command.reason)) return refuse(Denied::bad_text, "say why");
  KINTSUGI_TRY(const auto* order, reads.require<schema::WorkOrder>(sale->order));
  Events events;
  if (order->status != schema::WorkOrderStatus::canceled) {
    const schema::CancelWorkOrder cancel{.order = sale->order, .reason = command.reason};
    KINTSUGI_TRY(Events canceled, decide(cancel, reads));
    events.add(std::move(canceled));
  }
  events.on(command.sale, schema::SaleWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
