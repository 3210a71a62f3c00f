#include "projections/judge/stream_keys.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace kintsugi::projections {

std::string_view full_name(std::string_view tenant, std::string_view name) {
  thread_local std::string out;
  out.assign(tenant);
  out.push_back('\0');
  out.append(name);
  return out;
}

Hash128 key_of_name(std::string_view full_name) {
  const XXH128_hash_t h = XXH3_128bits(full_name.data(), full_name.size());
  return Hash128{h.high64, h.low64};
}

}  // namespace kintsugi::projections
