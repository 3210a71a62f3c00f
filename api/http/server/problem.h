#pragma once
// RFC 9457 problem documents: a stable code, a title in the reader's language, the HTTP status.
// Pure; any thread.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/server/message.h"
#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api {

// One code of the edge itself: what is shown for it. Persistent, only add.
struct ProblemText {
  std::string_view code;
  int status;
  std::string_view zh;
  std::string_view en;
};
std::span<const ProblemText> edge_problems();

// The title of any code: the edge's own, a refusal of the domain, else a general one for the
// status.
std::string title_of(std::string_view code, int status, Language language);
// By the code where the edge knows it, else by the kind (401/403 are told apart by the code).
int status_of(const Error& error);

struct Problem {
  Error error;
  int status = 0;                      // 0: status_of(error)
  std::optional<Position> position{};  // where a refusal is recorded
  int retry_after_s = 0;               // > 0: Retry-After
  std::string extensions{};            // further members, as the text of a JSON object; empty: none
  bool tells_all = false;  // the detail of a 500 too
};

// What is wrong with a request.
inline tl::unexpected<Error> invalid(const char* code, std::string what, std::string pointer = {}) {
  return fail(ErrorKind::invalid, code, std::move(what), std::move(pointer));
}

Response problem_response(const Request& request, const Problem& problem);
Response problem_response(const Request& request, const Error& error);
// The same document as a JSON object's text (NDJSON batches).
std::string problem_json(const Request& request, const Problem& problem);

}  // namespace kintsugi::api
