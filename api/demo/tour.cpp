#include "api/demo/tour.h"

#include <chrono>
#include <optional>

#include "core/histories/mystery.h"
#include "schema/stock_receipt_state.h"
#include "schema/stock_state.h"

namespace kintsugi::api {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

template <class S>
Result<std::optional<S>> state_of(Service& service, const std::string& tenant,
                                  const std::string& id) {
  KINTSUGI_TRY(const auto now, service.node().stream(
                                   tenant, std::string(schema::stream_type_of<S>()) + "/" + id));
  const S* state = now.state ? now.state->template get_if<S>() : nullptr;
  return state == nullptr ? std::optional<S>() : std::optional<S>(*state);
}

// The story of a company whose first goods came at `opened`.
histories::Mystery story_since(Instant opened) {
  const auto day = std::chrono::floor<std::chrono::days>(opened + hours(8));
  return histories::mystery(Instant(day) - hours(8));
}

// The receipt that was booked to the wrong shelf; empty where there is none.
Result<std::string> find_receipt(Service& service, const std::string& tenant,
                                 const histories::Mystery& story) {
  KINTSUGI_TRY(const auto item,
               state_of<schema::StockItem>(service, tenant, story.booked_at));
  for (std::uint32_t n = 1; item && n <= item->receipts; ++n) {
    const std::string id = story.booked_at + ":" + std::to_string(n);
    KINTSUGI_TRY(const auto receipt, state_of<schema::StockReceipt>(service, tenant, id));
    if (receipt && receipt->document == story.document &&
        receipt->happened_at == to_ms(story.receipt))
      return id;
  }
  return std::string();
}

std::string encoded(const std::string& id) {
  std::string out;
  for (const char c : id) out += c == ':' ? std::string("%3A") : std::string(1, c);
  return out;
}

std::string ledger_of(std::string shelf) {
  for (char& c : shelf)
    if (c == ':') c = '/';
  return "/inventory/" + shelf + "?newest_first=true";
}

}  // namespace

Result<std::vector<TourStep>> tour_of(Service& service, const std::string& tenant) {
  // The names of the shelves do not depend on the day.
  const std::string shelf = histories::mystery(Instant{}).booked_at;
  KINTSUGI_TRY(const auto first, state_of<schema::StockReceipt>(service, tenant, shelf + ":1"));
  if (!first) return std::vector<TourStep>();
  const auto story = story_since(instant_from_ms(first->happened_at));
  KINTSUGI_TRY(const std::string receipt, find_receipt(service, tenant, story));
  if (receipt.empty()) return std::vector<TourStep>();
  const Instant answered = story.agrees + hours(1);
  if (service.node().tenant_clock(tenant) < answered) return std::vector<TourStep>();

  std::vector<TourStep> steps;
  const auto last_at = [&](Instant at) -> Result<Position> {
    KINTSUGI_TRY(const Position next, service.position_as_of(tenant, at));
    return Position{next.value - 1};
  };
  const auto add = [&](std::string_view name, Instant at, const std::string& path,
                       std::initializer_list<Instant> marks = {}) -> Result<void> {
    KINTSUGI_TRY(const Position last, last_at(at));
    const char* joint = path.find('?') == std::string::npos ? "?" : "&";
    steps.push_back({name, last, at, path + joint + "as_of=" + std::to_string(last.value)});
    for (const Instant mark : marks) {
      KINTSUGI_TRY(const Position position, last_at(mark));
      steps.back().marks.push_back(position);
    }
    return {};
  };
  const std::string part = histories::part_id(histories::mystery_part);
  KINTSUGI_TRY_OK(add("count_differs", story.bad_count, "/lists/counts?part=" + part));
  KINTSUGI_TRY_OK(add("ledger", story.bad_count, ledger_of(shelf)));
  KINTSUGI_TRY_OK(
      add("before_and_after", story.receipt, "/lists/stock_items/" + encoded(shelf)));
  KINTSUGI_TRY_OK(add("the_receipt", story.receipt, "/lists/stock_receipts/" + encoded(receipt)));
  KINTSUGI_TRY_OK(add("who_did_it", story.receipt, "/audit?operator=" + story.keeper,
                      {story.receipt - minutes(1), story.receipt}));
  KINTSUGI_TRY_OK(
      add("corrected", answered, ledger_of(shelf), {story.receipt, story.withdrawn}));
  return steps;
}

}  // namespace kintsugi::api
