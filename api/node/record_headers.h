#pragma once
// What a commit tells outsiders of itself without being decoded: the Kafka key and CloudEvents
// headers in binary mode (cloudevents/spec, Kafka protocol binding).

#include "events/commit/commit.h"
#include "events/log/event_log.h"

namespace kintsugi::api {

// `headers` false: only the bytes and the tenant.
log::Outgoing outgoing(const Asked& asked, const CommitOutcome& outcome, Bytes record,
                       bool headers);

}  // namespace kintsugi::api
