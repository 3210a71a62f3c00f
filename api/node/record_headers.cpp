#include "api/node/record_headers.h"

#include <utility>

#include "schema/values.h"

namespace kintsugi::api {

log::Outgoing outgoing(const Commit& commit, Bytes record, bool headers) {
  log::Outgoing out;
  out.tenant = commit.tenant;
  out.bytes = std::move(record);
  if (!headers) return out;
  const auto& first = commit.commands.front();
  std::string type = "kintsugi.";
  type.append(schema::stream_type_of(first)).append(1, '.').append(schema::name_of(first));
  type.append(commit.refusal ? "_refused.v1" : ".v1");
  out.headers.reserve(14);
  const auto add = [&](const char* name, std::string value) { out.headers.emplace_back(name, std::move(value)); };
  add("content-type", "application/vnd.kintsugi.commit+capnp");
  add("ce_specversion", "1.0");
  add("ce_id", commit.id);
  add("ce_type", std::move(type));
  add("ce_source", "/kintsugi/" + commit.tenant);
  add("ce_subject", commit.events.empty() ? "command/" + commit.id : commit.events.front().stream);
  std::string recorded = format_instant(commit.recorded_at);
  add("ce_time", commit.business_at ? format_instant(*commit.business_at) : recorded);
  add("ce_recordedtime", std::move(recorded));
  add("ce_dataschema", "urn:kintsugi:schema:commit:c3f0a7d1e5b24c80");
  add("ce_partitionkey", commit.tenant);
  if (!commit.correlation.empty()) out.headers.emplace_back("ce_correlationid", commit.correlation);
  if (!commit.cause.empty()) out.headers.emplace_back("ce_causationid", commit.cause);
  if (!commit.trace.empty()) {
    out.headers.emplace_back("ce_traceparent", commit.trace);
    out.headers.emplace_back("traceparent", commit.trace);
  }
  return out;
}

}  // namespace kintsugi::api
