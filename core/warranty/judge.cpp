#include "core/warranty/judge.h"

#include <algorithm>

#include "core/money/money.h"

namespace kintsugi::core::warranty {

using schema::Entitlement;
using schema::GateState;
using schema::Remedy;
using schema::WarrantyGate;
using schema::WarrantyLine;
using schema::WarrantyStage;

namespace {

// Sorted, and those that touch joined.
std::vector<Span> joined(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.from < b.from; });
  std::vector<Span> out;
  for (const Span& span : spans) {
    if (span.until <= span.from) continue;
    if (!out.empty() && span.from <= out.back().until) {
      out.back().until = std::max(out.back().until, span.until);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

Date days_in(const std::vector<Span>& spans) {
  Date days = 0;
  for (const Span& span : joined(spans)) days += span.until - span.from;
  return days;
}

// What lies in `a` and not in `b`.
std::vector<Span> without(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::vector<Span> out;
  const std::vector<Span> holes = joined(b);
  for (Span span : joined(a)) {
    for (const Span& hole : holes) {
      if (hole.until <= span.from || hole.from >= span.until) continue;
      if (hole.from > span.from) out.push_back({span.from, hole.from});
      span.from = std::max(span.from, hole.until);
    }
    if (span.from < span.until) out.push_back(span);
  }
  return out;
}

void append(std::vector<Span>& to, const std::vector<Span>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// What the term does not count, by the line.
std::vector<Span> pauses_of(const WarrantyLine& line, const Facts& facts) {
  std::vector<Span> at_work, for_parts;
  for (const Repair& repair : facts.repairs) {
    if (repair.excluded) continue;
    append(at_work, repair.at_work);
    append(for_parts, repair.for_parts);
  }
  std::vector<Span> out;
  if (line.pauses_in_repair) append(out, without(at_work, for_parts));
  if (line.pauses_for_parts) append(out, for_parts);
  for (Span& span : out) {
    span.from = std::max(span.from, facts.started_on);
    span.until = std::min(span.until, facts.on);
  }
  return joined(std::move(out));
}

// The last day of a term, moved by each pause that begins before it ends.
Date moved(Date last, const std::vector<Span>& pauses) {
  for (const Span& pause : pauses)
    if (pause.from <= last) last += pause.until - pause.from;
  return last;
}

void add_gate(Entitlement& out, GateState gate) {
  if (gate.open) {
    for (const Remedy remedy : remedies_of(gate.gate)) {
      if (std::find(out.remedies.begin(), out.remedies.end(), remedy) == out.remedies.end())
        out.remedies.push_back(remedy);
    }
  }
  out.gates.push_back(gate);
}

// Gates of so many days from the start, pauses and all.
void add_early_gates(const WarrantyLine& line, const Facts& facts, bool free, Entitlement& out) {
  const auto early = [&](WarrantyGate gate, std::uint16_t limit) {
    if (limit == 0) return;
    add_gate(out, {.gate = gate,
                   .open = free && out.day <= limit,
                   .limit = limit,
                   .counted = out.day,
                   .until = facts.started_on + limit - line.first_day});
  };
  early(WarrantyGate::return_days, line.return_days);
  early(WarrantyGate::exchange_days, line.exchange_days);
}

bool began_by(const Repair& repair, Date last) {
  return std::any_of(repair.at_work.begin(), repair.at_work.end(),
                     [&](const Span& span) { return span.from <= last; }) ||
         std::any_of(repair.for_parts.begin(), repair.for_parts.end(),
                     [&](const Span& span) { return span.from <= last; });
}

// Gates of the repairs: none made it whole, parts did not come, the repairer took too long.
void add_repair_gates(const WarrantyLine& line, const Facts& facts, bool excluded,
                      Entitlement& out) {
  Date for_parts = 0, delayed = 0;
  for (const Repair& repair : facts.repairs) {
    if (repair.excluded || !began_by(repair, out.until)) continue;
    for_parts = std::max(for_parts, days_in(repair.for_parts));
    std::vector<Span> not_his = repair.for_parts;
    append(not_his, repair.for_others);
    delayed = std::max(delayed, days_in(without(repair.at_work, not_his)));
  }
  const auto over = [&](WarrantyGate gate, std::uint16_t limit, Date counted) {
    if (limit == 0) return;
    add_gate(out, {.gate = gate,
                   .open = !excluded && counted > limit,
                   .limit = limit,
                   .counted = counted});
  };
  if (line.failed_repairs != 0) {
    add_gate(out, {.gate = WarrantyGate::failed_repairs,
                   .open = !excluded && out.stage == WarrantyStage::in_term &&
                           out.failed_repairs >= line.failed_repairs,
                   .limit = line.failed_repairs,
                   .counted = out.failed_repairs});
  }
  over(WarrantyGate::parts_wait, line.parts_wait_days, for_parts);
  over(WarrantyGate::repairer_delay, line.repairer_days, delayed);
}

// What was repaired works for so long, also after the term.
void add_repair_holds(const WarrantyLine& line, const Facts& facts, bool excluded,
                      Entitlement& out) {
  Date last = 0;
  for (const Repair& repair : facts.repairs)
    for (const Date done : repair.done_on) last = std::max(last, done);
  if (line.repair_holds_days == 0 || last == 0) return;
  const Date since = facts.on - last;
  add_gate(out, {.gate = WarrantyGate::repair_holds,
                 .open = !excluded && since <= line.repair_holds_days,
                 .limit = line.repair_holds_days,
                 .counted = since,
                 .until = last + line.repair_holds_days});
}

// Repairs in the term; each that another, or a fault that still stands, followed has failed.
void count_repairs(const Facts& facts, Entitlement& out) {
  std::vector<Date> done;
  Date last_report = 0;
  bool open = false;
  for (const Repair& repair : facts.repairs) {
    if (repair.excluded) continue;
    for (const Date day : repair.done_on)
      if (day >= facts.started_on && day <= out.until) done.push_back(day);
    if (repair.open) open = true, last_report = std::max(last_report, repair.reported_on);
  }
  out.repairs = static_cast<std::int32_t>(done.size());
  out.failed_repairs = open || done.empty() ? out.repairs : out.repairs - 1;
}

}  // namespace

std::vector<Remedy> remedies_of(WarrantyGate gate) {
  switch (gate) {
    case WarrantyGate::none:
      return {};
    case WarrantyGate::free_repair:
    case WarrantyGate::repair_holds:
      return {Remedy::repair};
    case WarrantyGate::return_days:
      return {Remedy::refund, Remedy::exchange, Remedy::repair};
    case WarrantyGate::exchange_days:
      return {Remedy::exchange, Remedy::repair};
    case WarrantyGate::failed_repairs:
    case WarrantyGate::parts_wait:
      return {Remedy::exchange, Remedy::refund_depreciated};
    case WarrantyGate::repairer_delay:
      return {Remedy::exchange};
  }
  return {};
}

bool is_open(const Entitlement& entitlement, WarrantyGate gate) {
  return std::any_of(entitlement.gates.begin(), entitlement.gates.end(),
                     [&](const GateState& one) { return one.gate == gate && one.open; });
}

bool is_excluded(const WarrantyLine* line, schema::CauseClass cause) {
  if (cause == schema::CauseClass::none || cause == schema::CauseClass::product) return false;
  if (line == nullptr) return true;
  return std::find(line->exclusions.begin(), line->exclusions.end(), cause) !=
         line->exclusions.end();
}

Date last_day_of(const WarrantyLine& line, Date started_on, std::uint16_t months) {
  return calendar::add_months(started_on, months) - line.first_day;
}

void judge(const WarrantyLine& line, const Facts& facts, Entitlement& out) {
  out.day = facts.on - facts.started_on + line.first_day;
  out.depreciation = line.depreciation;
  if (facts.on < facts.started_on) {
    out.stage = WarrantyStage::not_begun;
    out.until = last_day_of(line, facts.started_on, line.machine_months);
    return;
  }
  const std::vector<Span> pauses = pauses_of(line, facts);
  out.paused_days = days_in(pauses);
  out.used_days = facts.on - facts.started_on - out.paused_days;
  out.until = moved(last_day_of(line, facts.started_on, line.machine_months), pauses);
  out.stage = facts.on <= out.until ? WarrantyStage::in_term : WarrantyStage::out_of_term;
  for (const schema::MainPartTerm& part : line.parts) {
    const Date until = moved(last_day_of(line, facts.started_on, part.months), pauses);
    out.parts.push_back({.group = part.group, .until = until, .covered = facts.on <= until});
  }
  const bool excluded = is_excluded(&line, out.cause_class);
  const bool free = out.stage == WarrantyStage::in_term && !excluded;
  count_repairs(facts, out);
  add_early_gates(line, facts, free, out);
  add_gate(out, {.gate = WarrantyGate::free_repair,
                 .open = free,
                 .limit = 0,
                 .counted = out.used_days,
                 .until = out.until});
  add_repair_gates(line, facts, excluded, out);
  add_repair_holds(line, facts, excluded, out);
}

Result<std::int64_t> depreciation_of(std::int64_t price, std::int32_t rate, std::int32_t days) {
  const std::int64_t whole = money::rate_whole;
  const std::int64_t share = std::int64_t{rate} * std::max(days, 0);
  return money::times_rate(price, std::min(share, whole));
}

}  // namespace kintsugi::core::warranty
