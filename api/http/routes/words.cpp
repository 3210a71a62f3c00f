// Words for forms: what registers call brands, categories, models and areas, the codes of the fault
// library, and what can be charged by the tariffs in force.

#include "api/http/reading/moment.h"
#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/calendar/calendar.h"
#include "core/rules/lines.h"
#include "core/tariff/price.h"
#include "core/text/search_key.h"
#include "events/schema/runtime/access.h"
#include "projections/lists/search.h"
#include "projections/lists/words.h"
#include "schema/description.h"
#include "schema/fault_code_state.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

constexpr std::size_t words_max = 500;  // of the most frequent; a form filters them as one types

// How it is found as one types: itself, its pinyin and the initials of that.
std::string found_by(std::string_view text) {
  std::string out;
  for (const std::string& term : lists::terms_of(lists::TermKind::text, text))
    out += (out.empty() ? "" : " ") + term;
  return out;
}

std::string word_json(const lists::Word& word) {
  return "{\"value\":" + json_text(word.text) + ",\"times\":" + std::to_string(word.times) +
         ",\"find\":" + json_text(found_by(word.text)) + "}";
}

// What the order that a charge is for is about.
struct About {
  std::string brand, category, model;
  schema::ServiceType service_type = schema::ServiceType::none;
  std::string area{};
  core::rules::Key key(const schema::TariffLine& line) const {
    return {brand, category, model, service_type, line.item, area, line.at_least};
  }
};

Result<About> about_order(RowsAt& rows, const std::string& id) {
  About out;
  const lists::List* list = lists::find("work_orders");
  if (list == nullptr || id.empty()) return out;
  KINTSUGI_TRY(const auto* of, rows.of(list->info->model));
  const lists::Viewer viewer = rows.viewer();
  Result<void> broken;
  KINTSUGI_TRY_OK(lists::read_item(*list, *of, id, [&](const lists::Item& item) {
    const auto seen = viewer.sees(*list, item);
    if (!seen) broken = tl::unexpected(seen.error());
    if (!seen || !*seen) return;
    const auto text = [&](std::string_view name) {
      const auto path = list->field(name);
      return path ? std::string(lists::value_of(item, *path).text) : std::string();
    };
    out = {text("brand"), text("category"), text("model"), {}, text("area")};
    if (const auto path = list->field("service_type"))
      out.service_type = static_cast<schema::ServiceType>(lists::value_of(item, *path).number);
  }));
  KINTSUGI_TRY_OK(std::move(broken));
  return out;
}

// The codes of the fault library that are in use, of machines of the order's category: with what
// they are called, in the language that is asked for.
Result<std::string> fault_codes(const Call& call, RowsAt& rows) {
  KINTSUGI_TRY(const About about, about_order(rows, parameter_of(call.request, "order")));
  const lists::List& list = *lists::of_things("fault_code");
  KINTSUGI_TRY(const auto* of, rows.of(list.info->model));
  const bool english = call.request.language == Language::en;
  std::string out;
  const lists::Viewer viewer = rows.viewer();
  lists::Query query;
  KINTSUGI_TRY_OK(lists::add_condition(list, "status", "open", query));
  const auto add = [&](const lists::Item& item) {
    const auto& one = *static_cast<const schema::FaultCode*>(item.row);
    if (!about.category.empty() && !one.category.empty() &&
        !core::same_key(core::KeyKind::code, one.category, about.category))
      return true;
    const std::string& name = english && !one.english.empty() ? one.english : one.name;
    out += (out.empty() ? "" : ",") + std::string("{\"value\":") + json_text(one.code) +
           ",\"times\":0,\"find\":" +
           json_text(found_by(one.code) + " " + found_by(one.name) + " " + found_by(one.english)) +
           ",\"name\":" + json_text(name) + "}";
    return true;
  };
  KINTSUGI_TRY_OK(lists::read_page(list, *of, query, viewer, {words_max, {}}, add));
  return out;
}

// The measure of a step, as it is typed in a form: 1500 thousandths are "1.5".
std::string step_json(std::int64_t at_least) {
  if (at_least == 0) return {};
  std::string fraction = std::to_string(1000 + at_least % 1000).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return ",\"measure\":\"" + std::to_string(at_least / 1000) +
         (fraction.empty() ? "" : "." + fraction) + "\"";
}

// The items of the tariffs in force today (of one, where it is named) that fit the order, each with
// the price of its most specific line.
Result<std::string> charge_items(const Call& call, RowsAt& rows) {
  const std::string named = parameter_of(call.request, "tariff");
  KINTSUGI_TRY(const About about, about_order(rows, parameter_of(call.request, "order")));
  const lists::List* list = lists::of_things("tariff");
  if (list == nullptr) return std::string();
  KINTSUGI_TRY(const auto* of, rows.of(list->info->model));
  const std::int32_t today = core::day_of(call.edge.clock.now());
  std::string out;
  const auto add = [&](const lists::Item& item) {
    const auto& tariff = *static_cast<const schema::Tariff*>(item.row);
    const auto* version = core::rules::in_force(tariff.versions, today);
    if (version == nullptr) return true;
    for (std::size_t i = 0; i < version->lines.size(); ++i) {
      const schema::TariffLine& line = version->lines[i];
      const bool whole = parameter_of(call.request, "order").empty();
      const auto best = core::rules::best_line(version->lines, about.key(line),
                                               [](const schema::TariffLine&) { return true; });
      if (!whole && best != i) continue;
      const auto price = core::tariff::price_in(*version, about.key(line));
      const std::int64_t unit_price = best == i && price ? price->unit_price : line.unit_price;
      out += (out.empty() ? "" : ",") + std::string("{\"value\":") + json_text(line.item) +
             ",\"times\":0,\"find\":" + json_text(found_by(line.item)) +
             ",\"unit_price\":" + std::to_string(unit_price) +
             ",\"of\":" + json_text(tariff.name) + ",\"fill\":{\"tariff\":" +
             json_text(item.id) + step_json(line.at_least) + "}}";
    }
    return true;
  };
  const lists::Viewer viewer = rows.viewer();
  if (!named.empty()) {
    const auto add_one = [&](const lists::Item& item) { static_cast<void>(add(item)); };
    KINTSUGI_TRY_OK(lists::read_item(*list, *of, named, add_one));
    return out;
  }
  KINTSUGI_TRY_OK(lists::read_page(*list, *of, {}, viewer, {words_max, {}}, add));
  return out;
}

Result<Response> get_words(const Call& call) {
  static constexpr Readers everybody{every_duty, {}};
  const std::string_view means = call.request.path_value("means");
  KINTSUGI_TRY(Reading reading, call.reading(everybody));
  RowsAt rows(reading);
  if (means == "charge_item") {
    KINTSUGI_TRY(const std::string items, charge_items(call, rows));
    return call.list(reading, items, {});
  }
  if (means == "fault_code") {
    KINTSUGI_TRY(const std::string items, fault_codes(call, rows));
    return call.list(reading, items, {});
  }
  lists::Beside beside;
  for (const char* other : {"brand", "category"})
    if (std::string text = parameter_of(call.request, other); !text.empty() && means != other)
      beside.emplace_back(other, std::move(text));
  KINTSUGI_TRY(const auto words, lists::words_of(means, beside, [&](std::string_view model) {
                 return rows.of(model);
               }));
  std::string items;
  for (std::size_t i = 0; i < std::min(words.size(), words_max); ++i)
    items += (items.empty() ? "" : ",") + word_json(words[i]);
  return call.list(reading, items, {});
}

}  // namespace

std::span<const Route> word_routes() {
  static constexpr Parameter of_words[] = {{"brand"}, {"category"}, {"tariff"}, {"order"}};
  static constexpr Route table[] = {
      {.path = "/v1/words/{means}",
       .summary = "What registers call brands, categories, models, areas; what can be charged",
       .handler = get_words,
       .rights = {.by_subject = true},
       .parameters = of_words,
       .row = "word",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
