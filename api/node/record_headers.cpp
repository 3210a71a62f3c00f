#include "api/node/record_headers.h"

#include <utility>

#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

log::Outgoing outgoing(const Asked& asked, const CommitOutcome& outcome, Bytes record,
                       bool headers) {
  log::Outgoing out;
  out.tenant = asked.tenant;
  out.bytes = std::move(record);
  if (!headers) return out;
  const auto& first = asked.commands.front();
  std::string type = "kintsugi.";
  type.append(schema::stream_type_of(first)).append(1, '.').append(schema::name_of(first));
  type.append(outcome.refusal ? "_refused.v1" : ".v1");
  out.headers.reserve(14);
  const auto add = [&](const char* name, std::string value) {
    out.headers.emplace_back(name, std::move(value));
  };
  add("content-type", "application/vnd.kintsugi.commit+capnp");
  add("ce_specversion", "1.0");
  add("ce_id", asked.id);
  add("ce_type", std::move(type));
  add("ce_source", "/kintsugi/" + asked.tenant);
  add("ce_subject", outcome.events.empty() ? "command/" + asked.id : outcome.events.front().stream);
  std::string recorded = format_instant(outcome.recorded_at);
  add("ce_time", asked.business_at ? format_instant(*asked.business_at) : recorded);
  add("ce_recordedtime", std::move(recorded));
  add("ce_dataschema", "urn:kintsugi:schema:commit:c3f0a7d1e5b24c80");
  add("ce_partitionkey", asked.tenant);
  if (!asked.correlation.empty()) out.headers.emplace_back("ce_correlationid", asked.correlation);
  if (!asked.cause.empty()) out.headers.emplace_back("ce_causationid", asked.cause);
  if (!asked.trace.empty()) {
    out.headers.emplace_back("ce_traceparent", asked.trace);
    out.headers.emplace_back("traceparent", asked.trace);
  }
  return out;
}

}  // namespace kintsugi::api
