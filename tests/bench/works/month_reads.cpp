#include "tests/bench/works/month_reads.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "projections/lists/list.h"
#include "replay/reports/reports.h"
#include "schema/description.h"

namespace kintsugi::bench {
namespace {

using Json = nlohmann::json;
namespace lists = projections::lists;

constexpr std::size_t paths_of_each = 12;
constexpr std::size_t rows_of_a_page = 50;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ',') out += "%5C";  // within a value
    out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string path_of(std::string_view what, std::string_view more = {}) {
  return fmt::format("/v1/{}?limit={}{}", what, rows_of_a_page, more);
}

// As a condition has it; empty: it has none, or it is no single value.
std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() || value.is_boolean() ? value.dump() : std::string();
}

// The value of that name in the item or in what is in it.
std::string value_in(const Json& item, std::string_view name) {
  if (const auto own = item.find(name); own != item.end())
    if (std::string text = text_of(*own); !text.empty()) return text;
  for (const auto& [key, inner] : item.items()) {
    if (!inner.is_object()) continue;
    if (std::string text = value_in(inner, name); !text.empty()) return text;
  }
  return {};
}

std::string name_of(const lists::List& list, const lists::FieldPath& field) {
  const auto shown = std::find_if(list.shown.begin(), list.shown.end(), [&](const auto& one) {
    return one.field.steps == field.steps && one.field.is_id == field.is_id;
  });
  return std::string(shown == list.shown.end() ? field.name() : std::string_view(shown->name));
}

// The first `fields` of what the index compares, as each of some rows has them.
Read by_index(const lists::List& list, const lists::Index& index, std::size_t fields,
              const Json& items) {
  Read read;
  read.name = fmt::format("list_{}_by", list.name());
  std::set<std::string> paths;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < fields; ++i) {
    names.push_back(name_of(list, index.equal[i]));
    read.name += "_" + names.back();
  }
  for (const Json& item : items) {
    std::string conditions;
    for (const std::string& name : names) {
      const std::string value = value_in(item, name);
      if (value.empty()) break;
      conditions += fmt::format("&{}={}", name, escaped(value));
    }
    const auto said = std::count(conditions.begin(), conditions.end(), '&');
    if (said == static_cast<std::int64_t>(names.size()))
      paths.insert(path_of(list.name(), conditions));
    if (paths.size() == paths_of_each) break;
  }
  read.paths.assign(paths.begin(), paths.end());
  return read;
}

// As one asks for the item alone; empty: the page does not say it.
std::string id_of_card(const lists::List& list, const Json& item) {
  std::string id;
  for (const lists::FieldPath& part : list.id) {
    const std::string value = value_in(item, part.is_id ? "id" : name_of(list, part));
    if (value.empty()) return {};
    if (!id.empty()) id += ':';
    id += value;
  }
  return id;
}

class Reads {
 public:
  Reads(Served& server, const histories::CompanySize& size) : server_(server), size_(size) {}

  Result<std::vector<Read>> all() {
    add("queues", {path_of("queues")});
    add("queues_of_an_outlet", of_outlets("queues"));
    add("queues_of_a_region", of_regions("queues"));
    for (const schema::EnumValue& queue : schema::find_enum("queue")->values) {
      if (queue.name == "none") continue;
      const std::string what = "queues/" + std::string(queue.name);
      add(fmt::format("queue_{}", queue.name), {path_of(what)});
      add(fmt::format("queue_{}_of_an_outlet", queue.name), of_outlets(what));
      add(fmt::format("queue_{}_of_a_region", queue.name), of_regions(what));
    }
    for (const lists::List& list : lists::all()) KINTSUGI_TRY_OK(list_reads(list));
    KINTSUGI_TRY_OK(searches());
    reports();
    return std::move(reads_);
  }

 private:
  void add(std::string name, std::vector<std::string> paths) {
    if (!paths.empty()) reads_.push_back({std::move(name), std::move(paths)});
  }
  std::vector<std::string> of_outlets(std::string_view what, std::string_view more = {}) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < paths_of_each; ++i) {
      const int outlet = 1 + static_cast<int>(i * 47) % size_.outlets;
      out.push_back(path_of(what, fmt::format("&outlet={}{}", histories::outlet_id(outlet), more)));
    }
    return out;
  }
  std::vector<std::string> of_regions(std::string_view what) const {
    std::vector<std::string> out;
    for (int region = 0; region < size_.regions; ++region)
      out.push_back(path_of(what, "&outlet=" + histories::region_id(region)));
    return out;
  }

  Result<void> list_reads(const lists::List& list) {
    const std::string name(list.name());
    KINTSUGI_TRY(const std::string body, server_.get(path_of(name)));
    const Json page = Json::parse(body);
    const Json& items = page["items"];
    add("list_" + name, {path_of(name)});
    if (list.owner) {
      add("list_" + name + "_of_an_outlet", of_outlets(name));
      add("list_" + name + "_of_a_region", of_regions(name));
    }
    std::set<std::string> known;
    for (const lists::Index& index : list.indexes) {
      for (std::size_t fields = 1; fields <= index.equal.size(); ++fields) {
        Read read = by_index(list, index, fields, items);
        if (known.insert(read.name).second) add(std::move(read.name), std::move(read.paths));
      }
    }
    std::vector<std::string> cards;
    for (const Json& item : items) {
      if (cards.size() == paths_of_each) break;
      if (const std::string id = id_of_card(list, item); !id.empty())
        cards.push_back(fmt::format("/v1/{}/{}", name, escaped(id)));
    }
    add("card_" + name, std::move(cards));
    return {};
  }

  // What the caller, the machine, the address and the papers of some orders say.
  Result<void> searches() {
    KINTSUGI_TRY(const std::string body, server_.get(path_of("work_orders")));
    const Json page = Json::parse(body);
    for (const char* by : {"id", "phone", "contact", "address", "serial"}) {
      std::set<std::string> everywhere, orders;
      for (const Json& item : page["items"]) {
        const std::string value = value_in(item, by);
        if (value.empty() || everywhere.size() == paths_of_each) continue;
        everywhere.insert("/v1/search?q=" + escaped(value));
        orders.insert(path_of("work_orders", "&q=" + escaped(value)));
      }
      add(fmt::format("search_{}", by), {everywhere.begin(), everywhere.end()});
      add(fmt::format("search_orders_{}", by), {orders.begin(), orders.end()});
    }
    add("search_common_words", {"/v1/search?q=13%20wo"});
    add("search_nothing", {"/v1/search?q=qzxv7", "/v1/search?q=99000000042"});
    return {};
  }

  void reports() {
    const std::string period = period_now();
    for (const replay::ReportKind& report : replay::all_reports()) {
      const std::string what = "reports/" + std::string(report.id);
      const bool by_period = std::find(report.parameters.begin(), report.parameters.end(),
                                       "period") != report.parameters.end();
      const std::string more = by_period ? "&period=" + period : std::string();
      add(fmt::format("report_{}", report.id), {path_of(what, more)});
      add(fmt::format("report_{}_of_an_outlet", report.id), of_outlets(what, more));
    }
  }
  static std::string period_now() {
    const std::chrono::year_month_day today = std::chrono::floor<std::chrono::days>(
        std::chrono::system_clock::now() + std::chrono::hours(8));
    return fmt::format("{:04}-{:02}", static_cast<int>(today.year()),
                       static_cast<unsigned>(today.month()));
  }

  Served& server_;
  const histories::CompanySize& size_;
  std::vector<Read> reads_;
};

}  // namespace

Result<std::vector<Read>> all_reads(Served& server, const histories::CompanySize& size) {
  return Reads(server, size).all();
}

}  // namespace kintsugi::bench
