#pragma once
// A request and its answer as the routes see them: plain values, free of the HTTP library.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::api {

enum class Language { zh, en };

struct Request {
  std::string method;                                        // "GET"
  std::string path;                                          // decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;    // decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  // Who asks: the peer as the socket has it, or what a trusted proxy says of it (proxies.h).
  std::string address;
  // Many may ask from this address: it is a proxy's, or of this machine.
  bool address_is_shared = false;
  std::string id;       // made by the edge, one per request
  Language language = Language::en;
  std::map<std::string, std::string, std::less<>> path_values;  // {order} of the route

  // The first header of that (lower-case) name; empty where there is none.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
  // The parameter; nullopt where absent, the first where it is there more than once.
  std::optional<std::string_view> parameter(std::string_view name) const;
  std::string_view path_value(std::string_view name) const;
};

// Writes pieces of a long-lived answer. `write` says false when the client has gone.
class FeedWriter {
 public:
  virtual ~FeedWriter() = default;
  virtual bool write(std::string_view piece) = 0;
  // Whether the client is still there. Cheap.
  virtual bool is_there() = 0;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type;  // empty = no body
  std::string body;
  // In place of body, for what is too large to be held. Read on the connection's thread.
  struct Source {
    std::size_t size = 0;
    // Octets from `at` on, at most so many; nothing where they cannot be read: the answer is cut.
    std::function<std::optional<std::string>(std::size_t at, std::size_t at_most)> read{};
  };
  std::optional<Source> source;
  // A long-lived answer: called once on the connection's thread; the answer ends when it returns.
  std::function<void(FeedWriter&)> feed;
  bool close = false;  // end the connection after the answer (the rest of the body was not read)
  std::string route;   // for metrics: "/v1/orders/{id}"
  // What it tells as a problem: for the log, where the answer itself does not say all of it.
  std::optional<Error> error{};

  Response& with(std::string name, std::string value);  // one header more
  bool has_header(std::string_view name) const;          // spelt as in `with`
  Response& vary_by(std::string_view header);            // names one more in Vary
};

Response json_response(std::string body, int status = 200);
Response empty_response(int status);

// The language of texts by Accept-Language: the first of zh* and en* by weight; else English.
Language language_of(std::string_view accept_language);
// Whether a client that sends this Accept-Encoding takes the coding ("gzip"): named, and not with
// weight 0.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);
// application/json; charset=utf-8 → "application/json"
std::string media_type_of(std::string_view content_type);
bool is_utf8(std::string_view text);
std::string to_lower(std::string_view text);
std::string_view trimmed(std::string_view text);  // without blanks and tabs around it
// What may stand in a URL stays, everything else becomes %XX.
std::string url_encoded(std::string_view text);

}  // namespace kintsugi::api
