#include "tests/sim/ledger.h"

#include <algorithm>
#include <array>
#include <utility>

#include "events/base/check.h"
#include "schema/advance_part_state.h"
#include "schema/install_card_state.h"
#include "schema/install_card_views.h"
#include "schema/part_request_state.h"
#include "schema/remittance_state.h"
#include "schema/roster_state.h"
#include "schema/stock_receipt_state.h"
#include "schema/stock_state.h"
#include "schema/stock_views.h"
#include "schema/technician_state.h"
#include "schema/technician_views.h"
#include "schema/work_order_state.h"

namespace kintsugi::sim {
namespace {

using schema::InstallCardStatus;
using Post = std::function<void(std::string account, std::int64_t amount)>;

constexpr std::array<std::string_view, 11> kept = {
    "stock_item", "stock_hold", "stock_receipt", "custody",    "part_request", "advance_part",
    "technician", "remittance", "work_order",    "install_card", "card_account"};

std::string_view type_of(std::string_view stream) { return stream.substr(0, stream.find('/')); }
std::string_view id_of(std::string_view stream) { return stream.substr(stream.find('/') + 1); }

// The `nth` of what is joined by ':'.
std::string part_of_id(std::string_view id, int nth) {
  for (; nth > 0; --nth) id.remove_prefix(id.find(':') + 1);
  return std::string(id.substr(0, id.find(':')));
}

std::string join(std::string_view kind, std::string_view a, std::string_view b = {}) {
  std::string out(kind);
  out.append("/").append(a);
  if (!b.empty()) out.append(":").append(b);
  return out;
}

std::string shelf(std::string_view warehouse, std::string_view part,
                  schema::PartCondition condition) {
  return join("reserved", warehouse, part).append(":").append(schema::name_of(condition));
}

// --- pieces. In: received, found by a count, old ones out of appliances. There: on a shelf, with a
// technician, nowhere yet. Out: fitted, lost, sent ahead to a customer.
void post_of(std::string_view id, const schema::StockItem& item, const Post& post) {
  post(join("pieces", part_of_id(id, 1)), item.on_hand);
  post(join("reserved", id), item.reserved);
}
void post_of(std::string_view, const schema::StockHold& hold, const Post& post) {
  if (hold.status == schema::StockHoldStatus::open)
    post(shelf(hold.warehouse, hold.part, hold.condition), -hold.quantity);
}
void post_of(std::string_view, const schema::StockReceipt& receipt, const Post& post) {
  if (receipt.status == schema::StockReceiptStatus::received)
    post(join("pieces", receipt.part), -receipt.quantity);
}
void post_of(std::string_view id, const schema::Custody& custody, const Post& post) {
  post(join("pieces", part_of_id(id, 1)), custody.quantity);
  post(join("carried", part_of_id(id, 0), part_of_id(id, 1)), -custody.quantity);
}
void post_of(std::string_view, const schema::PartRequest& request, const Post& post) {
  using enum schema::PartRequestStatus;
  const std::int64_t gone = request.used + request.lost + request.missing;
  post(join("pieces", request.part), gone - request.old_returned);
  post(join("carried", request.technician, request.part),
       request.issued - request.returned - gone);
  post(join("fitted", request.part), -request.used);
  if (request.status == sourced || request.status == approved)
    post(shelf(request.warehouse, request.part, schema::PartCondition::good), -request.quantity);
}
void post_of(std::string_view, const schema::AdvancePart& sent, const Post& post) {
  using enum schema::AdvancePartStatus;
  if (sent.status == shipped || sent.status == waived)
    post(join("pieces", sent.part), sent.quantity);  // returned: one went, an old one came
}

// --- cash: what a technician has taken for orders, he holds or has handed in.
void post_of(std::string_view id, const schema::Technician& technician, const Post& post) {
  post(join("cash", id), technician.cash_held);
  for (const schema::Slot& slot : technician.slots) {
    const std::string visit = join(id, slot.order, std::to_string(slot.booking));
    post(join("from", visit), slot.starts_at);
    post(join("until", visit), slot.ends_at);
  }
}
void post_of(std::string_view, const schema::Remittance& remittance, const Post& post) {
  if (remittance.status == schema::RemittanceStatus::received)
    post(join("cash", remittance.technician), remittance.amount);
}

// A visit that is not over holds a slot of everybody who goes.
bool is_under_way(schema::BookingStatus status) {
  using enum schema::BookingStatus;
  return status == scheduled || status == accepted || status == traveling ||
         status == in_progress || status == on_break;
}
void post_visit(std::string_view order, const schema::Booking& booking,
                std::string_view technician, const Post& post) {
  const std::string visit = join(technician, order, std::to_string(booking.number));
  post(join("from", visit), -booking.starts_at);
  post(join("until", visit), -booking.ends_at);
}
void post_of(std::string_view id, const schema::WorkOrder& order, const Post& post) {
  for (const schema::Payment& payment : order.payments) {
    const bool carried = payment.method == schema::PaymentMethod::cash &&
                         !payment.technician.empty() && !payment.withdrawn;
    if (carried) post(join("cash", payment.technician), -payment.amount);
  }
  for (const schema::UsedPart& part : order.parts)
    if (!part.withdrawn) post(join("fitted", part.part), part.quantity);
  for (const schema::Booking& booking : order.bookings) {
    if (!is_under_way(booking.status) || booking.starts_at == 0) continue;
    post_visit(id, booking, booking.technician, post);
    for (const schema::CrewMember& member : order.crew)
      if (member.booking == booking.number) post_visit(id, booking, member.technician, post);
  }
}

// --- install cards: each that was printed is at one place, and its holder's account says so.
void post_of(std::string_view, const schema::InstallCard& card, const Post& post) {
  const std::string account =
      card.technician.empty() ? "outlet:" + card.outlet : "technician:" + card.technician;
  const char* kind = "cards_out";
  if (card.status == InstallCardStatus::handed_back || card.status == InstallCardStatus::settled)
    kind = "cards_back";
  if (card.status == InstallCardStatus::lost) kind = "cards_lost";
  if (card.status == InstallCardStatus::voided) kind = "cards_void";
  post(join(kind, account), -1);
  post("cards_printed/all", -1);
}
void post_of(std::string_view id, const schema::CardAccount& account, const Post& post) {
  post(join("cards_out", id), account.outstanding);
  post(join("cards_back", id), account.back);
  post(join("cards_lost", id), account.lost);
  post(join("cards_void", id), account.voided);
  post("cards_printed/all", account.received - account.passed_on);
}

template <class S>
bool posted(std::string_view id, const schema::State& state, const Post& post) {
  const S* one = state.get_if<S>();
  if (one != nullptr) post_of(id, *one, post);
  return one != nullptr;
}

}  // namespace

Ledger::Ledger(Evolve evolve) : evolve_(std::move(evolve)) {}

std::int64_t Ledger::postings(std::string_view beginning) const {
  const auto found = postings_.find(std::string(beginning));
  return found == postings_.end() ? 0 : found->second;
}

void Ledger::post(std::string account, std::int64_t amount) {
  if (amount == 0) return;
  ++postings_[account.substr(0, account.find('/'))];
  balance_[account] += amount;
  posted_.push_back(std::move(account));
}

void Ledger::post_state(std::string_view stream, const schema::State& state, int sign) {
  const Post to = [&](std::string account, std::int64_t amount) {
    post(std::move(account), sign * amount);
  };
  const std::string_view id = id_of(stream);
  const bool known =
      posted<schema::StockItem>(id, state, to) || posted<schema::StockHold>(id, state, to) ||
      posted<schema::StockReceipt>(id, state, to) || posted<schema::Custody>(id, state, to) ||
      posted<schema::PartRequest>(id, state, to) || posted<schema::AdvancePart>(id, state, to) ||
      posted<schema::Technician>(id, state, to) || posted<schema::Remittance>(id, state, to) ||
      posted<schema::WorkOrder>(id, state, to) || posted<schema::InstallCard>(id, state, to) ||
      posted<schema::CardAccount>(id, state, to);
  KINTSUGI_CHECK(known || state.empty(), "a state of what is kept");
}

// What a count has found is in no state for ever.
void Ledger::post_event(std::string_view stream, const schema::EventView& event) {
  const std::string account = join("pieces", part_of_id(id_of(stream), 1));
  if (const auto* found = event.get_if<schema::StockAdjustedView>())
    post(account, -found->difference);
  if (const auto* found = event.get_if<schema::StockCountRestatedView>())
    post(account, -found->difference);
  if (const auto* found = event.get_if<schema::StockAdjustmentWithdrawnView>())
    post(account, -found->difference);
}

void Ledger::check_state(std::string_view stream, const schema::State& state) {
  const auto expect = [&](bool holds, const char* what) {
    if (!holds) wrong_.push_back(std::string(stream) + ": " + what);
  };
  if (const auto* item = state.get_if<schema::StockItem>()) {
    expect(item->reserved >= 0, "less than nothing is reserved");
    expect(item->on_hand >= item->reserved, "more is reserved than there is");
  }
  if (const auto* custody = state.get_if<schema::Custody>())
    expect(custody->quantity >= 0, "he carries less than nothing");
  if (const auto* request = state.get_if<schema::PartRequest>()) {
    expect(request->used >= 0 && request->lost >= 0 && request->missing >= 0 &&
               request->returned >= 0 && request->old_returned >= 0,
           "less than nothing became of it");
    expect(request->issued <= request->quantity, "more was issued than asked for");
  }
  if (const auto* account = state.get_if<schema::CardAccount>())
    expect(account->outstanding >= 0, "fewer than no cards are out");
}

// In order of time, none over another; and what was reserved now, not on a day of leave.
void Ledger::check_slots(std::string_view technician, const schema::State& state, bool reserved) {
  const auto* him = state.get_if<schema::Technician>();
  if (him == nullptr) return;
  for (std::size_t i = 0; i < him->slots.size(); ++i) {
    const schema::Slot& slot = him->slots[i];
    const bool in_order = slot.starts_at < slot.ends_at &&
                          (i == 0 || him->slots[i - 1].ends_at <= slot.starts_at);
    if (!in_order)
      wrong_.push_back(std::string(technician) + ": two visits at once, " + slot.order);
  }
  const auto away = streams_.find("absences/" + std::string(technician));
  if (!reserved || away == streams_.end()) return;
  for (const schema::Slot& slot : him->slots) {
    if (std::find(reserved_.begin(), reserved_.end(),
                  std::pair(std::string(technician), slot.starts_at)) == reserved_.end())
      continue;
    for (const schema::Absence& leave : away->second.get<schema::Absences>().periods) {
      if (slot.starts_at < leave.ends_at && leave.starts_at < slot.ends_at)
        wrong_.push_back(std::string(technician) + ": sent while on leave, " + slot.order);
    }
  }
}

bool Ledger::apply(ByteView commit) {
  const bool readable = view_.open(commit) && view_.open_events();
  KINTSUGI_CHECK(readable, "an own commit can be read");
  posted_.clear();
  reserved_.clear();
  std::vector<std::pair<std::string, schema::State*>> touched;
  for (const std::uint16_t index : view_.touched()) {
    const std::string_view stream = view_.streams()[index], type = type_of(stream);
    const bool books = std::find(kept.begin(), kept.end(), type) != kept.end();
    if (!books && type != "absences") continue;
    schema::State& state = streams_[std::string(stream)];
    if (books) post_state(stream, state, -1);
    touched.emplace_back(stream, &state);
  }
  for (const EventInCommit& event : view_.events()) {
    const std::string_view stream = view_.streams()[event.stream];
    for (auto& [name, state] : touched)
      if (name == stream) evolve_(*state, event.event);
    post_event(stream, event.event);
    if (const auto* slot = event.event.get_if<schema::SlotReservedView>())
      reserved_.emplace_back(id_of(stream), slot->starts_at);
  }
  for (const auto& [stream, state] : touched) {
    if (type_of(stream) == "absences") continue;
    post_state(stream, *state, 1);
    check_state(stream, *state);
    check_slots(id_of(stream), *state, !reserved_.empty());
  }
  for (const std::string& account : posted_) {
    const std::int64_t left = balance_[account];
    if (left != 0) wrong_.push_back(account + ": " + std::to_string(left) + " too many");
  }
  return wrong_.empty();
}

}  // namespace kintsugi::sim
