#include "api/node/record_headers.h"

#include <fmt/format.h>

#include "schema/values.h"

namespace kintsugi::api {

log::Outgoing outgoing(const Commit& commit, Bytes record, bool headers) {
  log::Outgoing out;
  out.tenant = commit.tenant;
  out.bytes = std::move(record);
  if (!headers) return out;
  const auto happened = commit.business_at.value_or(commit.recorded_at);
  const std::string_view command = schema::name_of(commit.commands.front());
  out.headers = {
      {"content-type", "application/vnd.kintsugi.commit+capnp"},
      {"ce_specversion", "1.0"},
      {"ce_id", commit.id},
      {"ce_type", fmt::format("kintsugi.{}.{}.v1", schema::stream_type_of(commit.commands.front()),
                              commit.refusal ? fmt::format("{}_refused", command) : std::string(command))},
      {"ce_source", fmt::format("/kintsugi/{}", commit.tenant)},
      {"ce_subject", commit.events.empty() ? fmt::format("command/{}", commit.id) : commit.events.front().stream},
      {"ce_time", format_instant(happened)},
      {"ce_recordedtime", format_instant(commit.recorded_at)},
      {"ce_dataschema", "urn:kintsugi:schema:commit:c3f0a7d1e5b24c80"},
      {"ce_partitionkey", commit.tenant},
  };
  if (!commit.correlation.empty()) out.headers.emplace_back("ce_correlationid", commit.correlation);
  if (!commit.cause.empty()) out.headers.emplace_back("ce_causationid", commit.cause);
  if (!commit.trace.empty()) {
    out.headers.emplace_back("ce_traceparent", commit.trace);
    out.headers.emplace_back("traceparent", commit.trace);
  }
  return out;
}

}  // namespace kintsugi::api
