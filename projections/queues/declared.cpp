#include "projections/queues/declared.h"

#include <algorithm>
#include <string>

#include "events/base/check.h"
#include "events/schema/runtime/access.h"
#include "projections/lists/list.h"
#include "projections/registers/state_ops.h"
#include "schema/description.h"

namespace kintsugi::projections::queues {
namespace {

using schema::FieldInfo;
using schema::FieldKind;
using schema::Queue;

struct Copy {
  const FieldInfo* from;  // of the state
  const FieldInfo* to;    // of the row, of the same name, kind and meaning
  Queue told_by;          // none: it is called so in both
};

struct Kind {
  const schema::ListInfo* list;
  const FieldInfo* status;
  std::uint8_t octet = 0;
  std::vector<std::pair<std::int64_t, Queue>> at;
  std::vector<Copy> copies;

  Queue queue_at(std::int64_t now) const {
    const auto found =
        std::find_if(at.begin(), at.end(), [&](const auto& one) { return one.first == now; });
    return found == at.end() ? Queue::none : found->second;
  }
};

const schema::TypeInfo& row_type() { return *schema::find_type("queue_row"); }

// What the queue itself says of an item, and no state tells.
constexpr std::string_view own[] = {"queue", "subject", "since", "position", "id"};

bool alike(const FieldInfo& a, const FieldInfo& b) {
  return a.kind == b.kind && a.format == b.format && a.ref == b.ref &&
         a.enumeration == b.enumeration && a.kind != FieldKind::list;
}

// What is called otherwise in the state than in the row.
void add_told(std::string_view told, Queue by, Kind& kind) {
  const auto at = told.find('=');
  const FieldInfo* to = row_type().field(told.substr(0, at));
  const FieldInfo* from =
      at == told.npos ? nullptr : kind.list->row->field(told.substr(at + 1));
  KINTSUGI_CHECK(to != nullptr && from != nullptr && to->kind == from->kind,
                 "a queue tells fields that there are, of one kind");
  kind.copies.push_back({from, to, by});
}

Kind kind_of(std::string_view stream_type) {
  const lists::List* list = lists::of_things(stream_type);
  KINTSUGI_CHECK(list != nullptr && list->info->is_state(),
                 "what waits by itself is a listed state");
  Kind out{list->info, list->info->row->field("status"), 0, {}, {}};
  KINTSUGI_CHECK(out.status != nullptr && out.status->enumeration != nullptr, "it has a status");
  for (const FieldInfo& to : row_type().fields) {
    if (std::find(std::begin(own), std::end(own), to.name) != std::end(own)) continue;
    const FieldInfo* from = list->info->row->field(to.name);
    if (from != nullptr && alike(*from, to)) out.copies.push_back({from, &to, Queue::none});
  }
  return out;
}

std::int64_t value_of(const schema::EnumInfo& of, std::string_view name) {
  for (std::size_t i = 0; i < of.values.size(); ++i)
    if (of.values[i].name == name) return static_cast<std::int64_t>(i);
  KINTSUGI_CHECK(false, "a queue names statuses that there are");
  return 0;
}

// By stream type, as their octets are.
const std::vector<Kind>& kinds() {
  static const auto all = [] {
    std::vector<Kind> out;
    const schema::EnumInfo& queues = *schema::find_enum("queue");
    std::vector<std::string_view> types;
    for (const schema::EnumValue& one : queues.values)
      if (!one.of.empty()) types.push_back(one.of);
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    for (const std::string_view type : types) {
      Kind kind = kind_of(type);
      kind.octet = static_cast<std::uint8_t>(first_declared_octet + out.size());
      KINTSUGI_CHECK(kind.octet < end_of_declared_octets, "room for another kind");
      for (std::size_t i = 0; i < queues.values.size(); ++i) {
        if (queues.values[i].of != type) continue;
        for (const std::string_view told : queues.values[i].tell)
          add_told(told, static_cast<Queue>(i), kind);
        for (const std::string_view status : queues.values[i].at)
          kind.at.emplace_back(value_of(*kind.status->enumeration, status), static_cast<Queue>(i));
      }
      out.push_back(std::move(kind));
    }
    return out;
  }();
  return all;
}

void copy(const Copy& one, const void* state, void* row) {
  const auto* from = static_cast<const std::byte*>(state) + one.from->value.offset;
  auto* to = static_cast<std::byte*>(row) + one.to->value.offset;
  switch (one.to->kind) {
    case FieldKind::text:
    case FieldKind::reference:
      *reinterpret_cast<std::string*>(to) = *reinterpret_cast<const std::string*>(from);
      return;
    case FieldKind::instant:
    case FieldKind::int64:
      *reinterpret_cast<std::int64_t*>(to) = *reinterpret_cast<const std::int64_t*>(from);
      return;
    case FieldKind::uint32:
      *reinterpret_cast<std::uint32_t*>(to) = *reinterpret_cast<const std::uint32_t*>(from);
      return;
    case FieldKind::enumeration:
      *reinterpret_cast<std::uint16_t*>(to) = *reinterpret_cast<const std::uint16_t*>(from);
      return;
    default:
      KINTSUGI_CHECK(false, "a row of a queue has fields of these kinds");
  }
}

}  // namespace

std::vector<TableInfo> declared_tables() {
  std::vector<TableInfo> out;
  for (const Kind& kind : kinds()) out.push_back({kind.octet, kind.list->table});
  return out;
}

std::uint32_t declared_fingerprint() {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  const auto mix = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    hash = (hash ^ 0xffu) * 16777619u;
  };
  for (const Kind& kind : kinds()) {
    mix(kind.list->table);
    for (const auto& [status, queue] : kind.at)
      mix(std::to_string(status) + ">" + std::to_string(static_cast<int>(queue)));
    for (const Copy& one : kind.copies)
      mix(std::string(one.to->name) + "=" + std::string(one.from->name));
  }
  return kinds().empty() ? 0 : hash;
}

Declared::Declared(Tables& of, Waiting& waiting) : waiting_(waiting) {
  for (const Kind& kind : kinds()) tables_.emplace_back(of, kind.octet, state_ops(*kind.list));
}

void Declared::follow(Folds& folds) {
  for (std::size_t i = 0; i < kinds().size(); ++i) {
    const Kind& kind = kinds()[i];
    TableCore& table = tables_[i];
    folds.on_stream(kind.list->table, [this, &kind, &table](const EventContext& context,
                                                            const schema::EventView& event,
                                                            const core::Evolver& evolver) {
      void* state = table.at(Key(kind.octet).text(context.id));
      evolver.evolve(state, event.data());
      const Queue queue = kind.queue_at(schema::integer_at(state, *kind.status));
      const Key key = waiting_.key_of(kind.list->table, context.id);
      if (queue == Queue::none) return waiting_.erase(key);
      schema::QueueRow& row = waiting_.row_at(key);
      Waiting::move(row, context, queue);
      // Where two queues say the same field otherwise, the one in which it stands has the word.
      for (const bool own_word : {false, true})
        for (const Copy& one : kind.copies)
          if ((one.told_by == queue) == own_word) copy(one, state, &row);
      waiting_.tell_of_order(key);
    });
  }
}

}  // namespace kintsugi::projections::queues
