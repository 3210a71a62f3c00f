#pragma once
// A route as data: the path, who may take it, the function that answers, and what OpenAPI tells of
// it. The router, the guard in front of each handler and the OpenAPI document are made from the
// same tables, so that no route is there that is not documented and guarded.
//
// Values that live as long as the process. Any thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "api/http/reading/readers.h"
#include "api/http/reading/reading.h"
#include "api/http/server/message.h"
#include "api/http/session/principal.h"
#include "events/base/result.h"

namespace kintsugi::api {

struct EdgeContext;
struct Route;

// One request on its way through one route. Lives as long as the handler runs.
struct Call {
  EdgeContext& edge;
  const Route& route;
  const Request& request;
  const Principal& principal;  // nobody where the route is open

  // begin_reading with the parameters and for the readers that the route names.
  Result<Reading> reading() const;
  // For the readers of what the path names. Errors: forbidden "authority.not_allowed" too.
  Result<Reading> reading(const Readers& readers) const;
  // list_response of it.
  Response list(const Reading& reading, const std::string& items, const std::string& next) const;
};

// On the connection's thread, many at a time. An error becomes a problem document.
using Handler = Result<Response> (*)(const Call& call);

// What is asked of whoever calls, beside a session. Where nothing is named, nobody may.
struct Rights {
  std::string_view list{};  // whoever reads this list
  std::span<const std::string_view> duties{};  // one of these
  bool signed_in = false;   // everybody: it is about himself, or judged by core
  bool by_subject = false;  // the handler asks, by what the path names: Call::reading(readers)
  bool whole_company = false;  // one of the duties for all outlets
  bool local = true;           // also the owner of the data directory, who reads only
  bool token = true;           // also with an API token
  bool door = true;            // also who came in without a password (Guard::enter)
  bool changes = true;         // false of a POST that records nothing: also for who only reads
  std::string_view why{};      // English, for whoever may not: "administrators invite"
};

struct Route {
  enum class Access : std::uint8_t { open, signed_in };
  enum class Kind : std::uint8_t {
    read,     // rows or a thing as of a moment: takes as_of, min_position, wait
    command,  // one command of the schema
    other,
  };

  std::string_view method = "GET";  // HEAD is served by GET
  std::string_view path{};          // "/v1/orders/{id}"
  std::string_view summary{};       // English
  Handler handler = nullptr;
  Kind kind = Kind::read;
  Access access = Access::signed_in;
  Rights rights{};

  std::span<const Parameter> parameters{};  // of the query, beside those of its kind
  std::span<const std::string_view> headers{};  // "If-None-Match": answers 304, too
  bool braked = false;                          // whoever asks too often is told to wait: 429
  // What it takes: members of a small JSON object ("name?": may be left out), or else a media type.
  std::span<const std::string_view> body{};
  std::string_view takes_media_type{};

  // What it gives.
  // Name of the component of the OpenAPI document that describes the answer, or one of its rows: a
  // type of the schema, an item of a list, an answer by hand (openapi/answer_schemas.h).
  std::string_view row{};
  bool list = false;          // {items, next_cursor, position}; takes limit and cursor
  bool pages = false;         // takes limit and cursor, though its answer is no list of that form
  bool files = false;         // with ?format= the same as a file
  std::string_view member{};  // of a single thing: where the answer has it, version beside it
  int status = 200;
  std::string_view media_type = "application/json";

  // Whose duties count here.
  Readers readers() const;

  // Of a route that is made from a declaration: which. Set by `serve`.
  const void* made_from = nullptr;

  // The route answers with `handle(call, declaration)`; the declaration outlives the process.
  template <auto handle, class Declaration>
  void serve(const Declaration& declaration) {
    made_from = &declaration;
    handler = [](const Call& call) -> Result<Response> {
      return handle(call, *static_cast<const Declaration*>(call.route.made_from));
    };
  }
};

}  // namespace kintsugi::api
