#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/text/characters.h"
#include "core/text/readings.h"
#include "projections/lists/list.h"
#include "projections/lists/search.h"
#include "projections/tables/key.h"
#include "projections/tables/rocksdb_store.h"
#include "tests/bench/works/lists.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;
using Times = std::vector<double>;  // milliseconds
namespace lists = projections::lists;
constexpr std::size_t search_memory = 256u << 20;

std::string url(std::string_view text) {
  std::string out;
  for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

// What somebody types who looks for this order, by what he knows of it; and what is nowhere.
std::map<std::string, std::string> typed_for(const Json& row, Choice& choice) {
  const auto text = [&](const char* name) { return row["order"].value(name, std::string()); };
  std::map<std::string, std::string> out;
  const std::string id = row.value("id", std::string());
  out["order_number"] = id;
  out["order_end_6"] = id.substr(id.size() - std::min<std::size_t>(id.size(), 6));
  const auto add = [&](const char* name, const std::string& typed) {
    if (!typed.empty()) out[name] = typed;
  };
  const std::string phone = text("phone"), serial = text("serial"), contact = text("contact");
  add("phone", phone);
  if (phone.size() > 4) add("phone_last_4", phone.substr(phone.size() - 4));
  add("serial", serial);
  if (serial.size() > 8) add("serial_middle_7", serial.substr(serial.size() - 8, 7));
  add("name", contact);
  const auto read = core::spellings(core::folded_text(contact, core::Chinese::simplified));
  if (!read.empty()) {
    add("initials", read.front().initials);
    add("pinyin", read.front().whole);
  }
  const std::string address = text("address"), road = "路";
  add("address", address);
  if (const auto at = address.find(road); at != address.npos) {
    add("address_word", address.substr(0, at + road.size()));
    if (!contact.empty()) add("name_and_road", contact + " " + address.substr(0, at));
    if (!read.empty()) add("initials_and_road", read.front().initials + " " + address);
  }
  add("brand_and_phone_last_4",
      phone.size() > 4 ? text("brand") + " " + phone.substr(phone.size() - 4) : std::string());
  add("common_words", "13 wo");
  out["nonsense_letters"] = fmt::format("qzxv{}", choice.below(1000));
  out["nonsense_digits"] = fmt::format("{:011}", 99'000'000'000 + choice.below(999'999'999));
  out["one_letter"] = std::string(1, static_cast<char>('a' + choice.below(26)));
  return out;
}

struct Searched {
  Times ms, rows;
};

// What the terms of an order take of the disk, and how long they take to make.
Result<std::vector<Figure>> cost_of_terms(const projections::RowReader& rows,
                                          std::int64_t orders) {
  const lists::List& list = *lists::find("work_orders");
  const auto octets_of = [&](std::uint8_t octet) -> Result<double> {
    const projections::Key head(octet);
    double octets = 0;
    KINTSUGI_TRY_OK(rows.scan(head.bytes(), projections::after_prefix(head.bytes()),
                              [&](std::string_view key, std::string_view value) {
                                octets += static_cast<double>(key.size() + value.size());
                                return true;
                              }));
    return octets;
  };
  KINTSUGI_TRY(const double terms, octets_of(list.search_octet));
  KINTSUGI_TRY(const double own, octets_of(2));
  const double n = static_cast<double>(orders);
  const std::vector<std::pair<lists::TermKind, std::string>> typical = {
      {lists::TermKind::number, "WO-20260301-0007"}, {lists::TermKind::phone, "13800001234"},
      {lists::TermKind::text, "SN20260042"},         {lists::TermKind::text, "M500042"},
      {lists::TermKind::text, "王小明"},             {lists::TermKind::address, "临安路123号"}};
  constexpr int times = 20'000;
  std::size_t made = 0;
  const auto start = Clock::now();
  for (int i = 0; i < times; ++i)
    for (const auto& [kind, value] : typical) made += lists::terms_of(kind, value).size();
  const double us = ms_since(start) * 1000 / times;
  const double each = static_cast<double>(made) / times;
  return std::vector<Figure>{
      {"search_terms_octets", terms / n, "octets/order", "octets_of_its_row", own / n, true},
      {"search_terms_time", us, "us/order", "terms_of_an_order", each, true}};
}

// One read of an order's row straight from the store.
Result<double> get_ms(const BigCompany& company, const projections::RowReader& rows, int times) {
  Choice choice(company, 4);
  Times out;
  for (int i = 0; i < times; ++i) {
    const projections::Key key = projections::Key(2).text(choice.order());
    const auto start = Clock::now();
    KINTSUGI_TRY_OK(rows.get(key.bytes()).map([](const auto&) {}));
    out.push_back(ms_since(start));
  }
  std::sort(out.begin(), out.end());
  return percentile(out, 50);
}

Result<std::map<std::string, Searched>> ask_all(const BigCompany& company, Served& server,
                                             int times) {
  Choice choice(company, 5);
  std::map<std::string, Searched> out;
  for (int i = -2; i < times; ++i) {
    KINTSUGI_TRY(const std::string body, server.get("/v1/orders/" + choice.order()));
    const Json card = Json::parse(body);
    const Json& row = card.contains("order") && card["order"].contains("order") ? card["order"]
                                                                                : card;
    for (const auto& [name, typed] : typed_for(row, choice)) {
      const auto start = Clock::now();
      KINTSUGI_TRY(const std::string answer, server.get("/v1/search?q=" + url(typed)));
      if (i < 0) continue;
      out[name].ms.push_back(ms_since(start));
      out[name].rows.push_back(Json::parse(answer).value("looked_at", 0.0));
    }
  }
  return out;
}

}  // namespace

Result<std::vector<Figure>> search(const BenchOptions& options) {
  KINTSUGI_TRY(const BigCompany company, BigCompany::open(options));
  const int times = static_cast<int>(std::clamp<std::int64_t>(options.orders / 10'000, 5, 100));
  std::vector<Figure> cost;
  double one_get = 0;
  {
    KINTSUGI_TRY(const auto rows, projections::open_directory_reader(
                                      company.tables("orders").string(),
                                      {projections::make_store_memory(search_memory), false}));
    KINTSUGI_TRY(cost, cost_of_terms(*rows, company.orders()));
    KINTSUGI_TRY(one_get, get_ms(company, *rows, times * 10));
  }
  KINTSUGI_TRY(const auto server, Served::start(company.data()));
  KINTSUGI_TRY(auto asked, ask_all(company, *server, times));
  std::vector<Figure> out;
  Times all;
  double rows_most = 0;
  for (auto& [name, one] : asked) {
    std::sort(one.ms.begin(), one.ms.end());
    std::sort(one.rows.begin(), one.rows.end());
    const double rows = std::max(1.0, percentile(one.rows, 99));
    rows_most = std::max(rows_most, rows);
    all.insert(all.end(), one.ms.begin(), one.ms.end());
    out.push_back({"search_" + name + "_p50", percentile(one.ms, 50), "ms", "gets_of_rows_read",
                   one_get * std::max(1.0, percentile(one.rows, 50)), true});
    out.push_back({"search_" + name + "_p99", percentile(one.ms, 99), "ms", "gets_of_rows_read",
                   one_get * rows, true});
  }
  std::sort(all.begin(), all.end());
  out.insert(out.begin(),
             {"search_p99", percentile(all, 99), "ms", "gets_of_rows_read", one_get * rows_most,
              true});
  out.insert(out.end(), cost.begin(), cost.end());
  return out;
}

}  // namespace kintsugi::bench
