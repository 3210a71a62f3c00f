// A machine by its number, as the engineer who stands before it reads it out: what it is and what
// was done to it, for every outlet that serves its brand, whosever customer the owner is. No name
// and no phone. The hash is of the machine's JSON without it: what was printed can be made again as
// of its position.

#include <algorithm>

#include "api/http/reading/names.h"
#include "api/http/reading/parts_in.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/text/search_key.h"
#include "events/base/sha256.h"
#include "projections/directory/directory.h"
#include "projections/lists/item_json.h"
#include "projections/lists/rows.h"
#include "schema/asset_state.h"
#include "schema/outlet_state.h"
#include "schema/rows_orders.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

constexpr std::size_t found_max = 20;    // machines that bear the number, of several brands
constexpr std::size_t history_max = 50;  // orders of one that are told
constexpr std::size_t orders_max = 500;  // in which is looked for what is in it

constexpr std::string_view duties[] = {"administrator", "auditor",    "call_centre",
                                       "dispatcher",    "accountant", "technician"};

const lists::List& list_of_assets() { return *lists::of_things("asset"); }

void add_json(std::string& out, std::string one) {
  if (!out.empty()) out += ',';
  out += one;
}

std::string hash_of(const std::string& text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const auto octet : sha256_octets(text)) {
    hex += digits[static_cast<unsigned char>(octet) >> 4];
    hex += digits[static_cast<unsigned char>(octet) & 15];
  }
  return hex;
}

class MachineFiles {
 public:
  MachineFiles(const Reading& reading, RowsAt& rows) : reading_(reading), rows_(rows) {}

  // Every machine that bears the number and whose brand he serves who asks.
  Result<std::string> json(const std::string& serial) {
    const lists::List& assets = list_of_assets();
    KINTSUGI_TRY(const auto* cases, rows_.of(assets.info->model));
    lists::Query query;
    query.search = serial;
    std::vector<std::string> ids;
    Result<bool> serves = false;
    const projections::Scope everything = projections::Scope::everything();
    KINTSUGI_TRY_OK(lists::read_page(
        assets, *cases, query, rows_.viewer(everything), {found_max, {}},
        [&](const lists::Item& item) {
          const auto& asset = *static_cast<const schema::Asset*>(item.row);
          if (!core::same_key(core::KeyKind::number, asset.serial, serial)) return true;
          serves = may_see(assets, item, asset.brand);
          if (!serves) return false;
          if (*serves) ids.push_back(lists::id_of(assets, item));
          return true;
        }));
    KINTSUGI_TRY_OK(serves);
    std::string out;
    for (const std::string& id : ids) {
      KINTSUGI_TRY(std::string one, machine_json(assets, *cases, id));
      add_json(out, std::move(one));
    }
    return out;
  }
  const lists::References& references() const { return references_; }

 private:
  Result<bool> may_see(const lists::List& assets, const lists::Item& item,
                       const std::string& brand) {
    KINTSUGI_TRY(const bool own, rows_.viewer().sees(assets, item));
    if (own) return true;
    KINTSUGI_TRY(const auto* directory, rows_.of("directory"));
    for (const std::string& id : reading_.scope.outlets) {
      KINTSUGI_TRY(const auto outlet, projections::find_entry<schema::Outlet>(*directory, id));
      const bool serves =
          outlet && std::any_of(outlet->brands.begin(), outlet->brands.end(), [&](const auto& one) {
            return core::same_key(core::KeyKind::code, one, brand);
          });
      if (serves) return true;
    }
    return false;
  }

  Result<std::string> machine_json(const lists::List& assets, const projections::RowReader& cases,
                                   const std::string& id) {
    std::string out;
    KINTSUGI_TRY_OK(lists::read_item(assets, cases, id, [&](const lists::Item& item) {
      out = "{\"asset\":";
      lists::write_item(out, assets, item);
      lists::collect_references(assets, item, references_);
    }));
    KINTSUGI_TRY(const std::string orders, orders_json(id));
    out += orders;
    const std::string hash = hash_of(out + "}");
    return out + ",\"hash\":" + json_text(hash) + "}";
  }

  // Its orders, newest first, each with what was found and fitted; what is in it by them.
  Result<std::string> orders_json(const std::string& asset) {
    const lists::List& orders = *lists::find("work_orders");
    KINTSUGI_TRY(const auto* rows, rows_.of(orders.info->model));
    lists::Query query;
    KINTSUGI_TRY_OK(lists::add_condition(orders, "asset", asset, query));
    KINTSUGI_TRY(const auto page,
                 lists::page_of<schema::OrderRow>(orders, *rows, query,
                                                  projections::Scope::everything(),
                                                  {orders_max, {}}));
    std::string out;
    for (std::size_t i = 0; i < std::min(page.rows.size(), history_max); ++i)
      add_json(out, order_json(page.rows[i]));
    const std::vector<schema::OrderRow> oldest_first(page.rows.rbegin(), page.rows.rend());
    std::string in;
    for (const PartIn& one : parts_in(oldest_first)) {
      add_json(in, part_json(one) + ",\"order\":" + json_text(one.order) + "}");
    }
    return ",\"history\":[" + out + "],\"parts_in\":[" + in + "]";
  }

  // Without its end: "}".
  std::string part_json(const auto& part) {
    references_["part"].insert(part.part);
    references_["technician"].insert(part.technician);
    return "{\"part\":" + json_text(part.part) + ",\"serial\":" + json_text(part.serial) +
           ",\"technician\":" + json_text(part.technician) +
           ",\"quantity\":" + std::to_string(part.quantity);
  }

  std::string order_json(const schema::OrderRow& row) {
    const schema::WorkOrder& order = row.order;
    references_["technician"].insert(order.technician);
    std::string parts;
    for (const schema::UsedPart& part : order.parts) {
      if (part.withdrawn) continue;
      add_json(parts, part_json(part) + "}");
    }
    std::string removed;
    for (const schema::RemovedPart& part : order.removed) {
      if (part.withdrawn) continue;
      references_["part"].insert(part.part);
      add_json(removed, "{\"part\":" + json_text(part.part) + ",\"serial\":" +
                            json_text(part.serial) + ",\"fate\":" +
                            json_text(schema::name_of(part.fate)) + "}");
    }
    const auto time = [](std::int64_t at) {
      return at == 0 ? std::string("null") : json_text(format_instant(instant_from_ms(at)));
    };
    return "{\"order\":" + json_text(row.id) + ",\"status\":" +
           json_text(schema::name_of(order.status)) + ",\"service_type\":" +
           json_text(schema::name_of(order.service_type)) + ",\"registered_at\":" +
           time(row.registered_at) + ",\"completed_at\":" + time(order.completed_at) +
           ",\"technician\":" + json_text(order.technician) + ",\"symptom\":" +
           json_text(order.symptom) + ",\"fault\":" + json_text(order.fault) +
           ",\"fault_code\":" + json_text(order.fault_code) + ",\"fault_cause\":" +
           json_text(order.fault_cause) + ",\"parts\":[" + parts + "],\"removed\":[" + removed +
           "]}";
  }

  const Reading& reading_;
  RowsAt& rows_;
  lists::References references_;
};

Result<Response> get_machines(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  RowsAt rows(reading);
  MachineFiles files(reading, rows);
  KINTSUGI_TRY(const std::string machines,
               files.json(std::string(call.request.path_value("serial"))));
  KINTSUGI_TRY(const std::string names, names_json(rows, call.principal, files.references()));
  return read_response(reading, "{\"machines\":[" + machines + "],\"names\":" + names +
                                    ",\"position\":" +
                                    json_text(std::to_string(reading.view.last().value)) + "}");
}

}  // namespace

std::span<const Route> machine_routes() {
  static constexpr Route table[] = {
      {.path = "/v1/machines/{serial}",
       .summary = "Machines that bear a number, with what was done to them, for who serves them",
       .handler = get_machines,
       .rights = {.duties = duties},
       .row = "machine_files"},
  };
  return table;
}

}  // namespace kintsugi::api
