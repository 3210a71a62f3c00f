#include <algorithm>
#include <map>
#include <tuple>

#include "projections/lists/rows.h"
#include "projections/queues/queues.h"
#include "projections/queues/waiting.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {

using schema::Queue;
using schema::QueueRow;
using namespace queues;

namespace {

// What is the own of who asks, and in none of his outlets.
Result<void> count_own(const RowReader& rows, const Scope& scope, std::vector<QueueCount>& out) {
  const Scope own{false, {}, scope.person, scope.technician, scope.self};
  std::map<std::pair<Queue, std::string>, std::int64_t> own_counts;
  PageRequest page{1000, {}};
  do {
    KINTSUGI_TRY(auto some,
                 lists::page_of<QueueRow>(*lists::find("queue_items"), rows, {}, own, page));
    for (const QueueRow& row : some.rows)
      if (!scope.sees(row.outlet)) ++own_counts[{row.queue, row.outlet}];
    page.after = std::move(some.next);
  } while (!page.after.empty());
  for (const auto& [of, count] : own_counts) out.push_back({of.first, of.second, count});
  return {};
}

}  // namespace

Result<std::vector<QueueCount>> count_queues(const RowReader& rows, const Scope& scope) {
  std::vector<QueueCount> out;
  const auto add = [&](std::string_view key, std::string_view value) {
    KeyParts parts(key);
    QueueCount one;
    one.outlet = parts.text();
    one.queue = static_cast<Queue>(parts.octet());
    one.count = decode_count(value);
    if (scope.is_hidden(parts.text())) return;
    const bool same =
        !out.empty() && out.back().queue == one.queue && out.back().outlet == one.outlet;
    if (same) {
      out.back().count += one.count;
    } else {
      out.push_back(std::move(one));
    }
  };
  std::vector<Key> begins;  // of the outlets' counts
  for (const std::string& outlet : scope.outlets) begins.push_back(Key(counts).text(outlet));
  if (scope.all) begins.assign(1, Key(counts));
  const Key all(counts);
  const auto cursor = rows.cursor(all.bytes(), after_prefix(all.bytes()));
  for (const Key& begin : begins) {
    cursor->seek(begin.bytes());
    for (; cursor->valid() && cursor->key().starts_with(begin.bytes()); cursor->next())
      add(cursor->key(), cursor->value());
    KINTSUGI_TRY_OK(cursor->status());
  }
  std::sort(out.begin(), out.end(), [](const QueueCount& a, const QueueCount& b) {
    return std::tie(a.queue, a.outlet) < std::tie(b.queue, b.outlet);
  });
  if (!scope.all && !scope.technician.empty()) KINTSUGI_TRY_OK(count_own(rows, scope, out));
  return out;
}

Result<std::map<Queue, std::int64_t>> sum_queues(const RowReader& rows, const Scope& scope) {
  std::map<Queue, std::int64_t> out;
  if (!scope.all) {
    KINTSUGI_TRY(const auto counted, count_queues(rows, scope));
    for (const QueueCount& one : counted) out[one.queue] += one.count;
    return out;
  }
  const Key begin(sums);
  KINTSUGI_TRY_OK(rows.scan(begin.bytes(), after_prefix(begin.bytes()),
                            [&](std::string_view key, std::string_view value) {
                              KeyParts parts(key);
                              const auto queue = static_cast<Queue>(parts.octet());
                              if (!scope.is_hidden(parts.text())) out[queue] += decode_count(value);
                              return true;
                            }));
  return out;
}

Result<std::map<std::string, std::int64_t>> finished_on(const RowReader& rows, std::int32_t day,
                                                        const Scope& scope) {
  std::map<std::string, std::int64_t> out;
  KINTSUGI_TRY_OK(visit_rows<schema::OutletDayRow>(
      rows, Key(days).number(day).bytes(), false, [&](const schema::OutletDayRow& row) {
        if (scope.sees(row.outlet)) out[row.outlet] += row.finished;
        return true;
      }));
  return out;
}

}  // namespace kintsugi::projections
