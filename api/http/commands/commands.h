#pragma once
// Commands over HTTP: one a request at the route that the schema gives it, or many as NDJSON. Any
// thread.

#include <optional>
#include <string>
#include <string_view>

#include "api/http/session/guard.h"
#include "api/http/server/message.h"
#include "api/http/server/metrics.h"
#include "api/http/commands/unknown_words.h"
#include "api/http/session/principal.h"
#include "api/http/server/problem.h"
#include "api/service/service.h"
#include "events/schema/runtime/erased.h"
#include "schema/description.h"

namespace kintsugi::api {

class Commands {
 public:
  struct Options {
    std::size_t batch_lines_max = 1000;
    std::size_t batch_in_flight = 256;
  };
  Commands(Options options, Service& service, Guard& guard, Metrics& metrics);

  // May this command be sent from outside? Those of the system and of the edge itself may not.
  static bool is_public(const schema::TypeInfo& type);

  Response one(const Request& request, const Principal& principal, const schema::TypeInfo& type);
  Response batch(const Request& request, const Principal& principal);

  // Sends a command on behalf of the edge (exports, passwords) and waits for its place in the log.
  Result<Answer> record(const Request& request, const Principal& principal,
                        schema::Command command,
                        std::optional<ExpectedVersion> expected = {});

 private:
  // What a client asks, checked as far as the edge can.
  struct Wish {
    CommandRequest request;
    std::string_view command;      // its name
    std::string_view stream_type;  // of what it is about: "work_order"
    std::chrono::steady_clock::time_point begun;
  };
  struct Reply {
    int status = 200;
    std::string body;  // JSON object, or a problem document
    std::optional<Position> position;
    std::string etag;
    bool replayed = false;
    int retry_after_s = 0;
    std::optional<Error> error{};  // of a problem document
  };
  // What is said of a command beside its body: a header alone, a member of its line in a batch.
  struct Told {
    std::string key;  // without quotes
    std::string_view if_match, business_time;
    std::int64_t device_sequence = 0;  // 0: none
  };
  // What holds for each command of a request: who asks, and from where.
  Result<CommandRequest> common_of(const Request& request, const Principal& principal);
  Result<Wish> wish_of(CommandRequest common, schema::Command command, Told told);
  Result<Wish> wish_alone(const Request& request, const Principal& principal,
                          const schema::TypeInfo& type);
  Result<Wish> wish_of_line(const CommandRequest& common, std::string_view line);
  Reply reply_to(const Request& request, const Principal& principal, const Wish& wish,
                 const Result<Answer>& answer);
  Reply accepted(const Wish& wish, const Answer& answer, const CommitView& view);
  Reply problem(const Request& request, Problem problem);

  const Options options_;
  Service& service_;
  Node& node_;
  Guard& guard_;
  Metrics& metrics_;
  UnknownWords unknown_words_;
};

// Idempotency-Key: quoted or bare, 1 to 255 printable ASCII characters.
// Errors: invalid "request.missing_idempotency_key", "request.bad_idempotency_key".
Result<std::string> idempotency_key_of(std::string_view header);
// If-Match: "17" or 17 → 17. Errors: invalid "request.bad_if_match".
Result<std::uint64_t> version_of(std::string_view header);

}  // namespace kintsugi::api
