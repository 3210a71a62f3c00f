#pragma once
// The events that end a request or part of it, for the deciders of this folder.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/part_request_state.h"

namespace kintsugi::core::part_request {

// Releases what is reserved for the request, where something is.
void release(const std::string& id, const schema::PartRequest& request, Reads& reads,
             Events& events);

// The order need not wait for it any more.
void settle(const std::string& id, const schema::PartRequest& request, Reads& reads,
            Events& events);

// Closes the request where `quantity` more (used, returned unused, lost, or no longer missing)
// settles all that was issued.
void close_if_settled(const std::string& id, const schema::PartRequest& request,
                      std::int64_t quantity, Reads& reads, Events& events);

// The technician carries something again: a closed request is open, and its order waits for it.
void reopen_if_closed(const std::string& id, const schema::PartRequest& request, Reads& reads,
                      Events& events);

}  // namespace kintsugi::core::part_request
