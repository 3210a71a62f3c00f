#pragma once
// OpenAPI 3.1 of everything that the server answers, made from the description of the schema and
// the list of queries. Pure, the same for the life of the process.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::api {

// A read of the edge, as documented.
struct QueryInfo {
  std::string_view path;     // "/v1/orders/{id}"
  std::string_view summary;  // English
  std::string_view row;      // name of the row or state struct that it gives; empty: free form
  bool list = false;         // {items, next_cursor, position}
  std::vector<std::string_view> parameters;  // beside as_of, min_position, wait
  std::string_view member{};  // of a single thing: where the answer has it, beside version and position
};
std::span<const QueryInfo> queries();

// What is neither a read at a moment nor a command of the schema.
struct OperationInfo {
  enum class Access { open, signed_in };
  std::string_view method{}, path{}, summary{};
  Access access = Access::signed_in;
  int status = 200;
  std::string_view media_type = "application/json";  // of the answer
  std::vector<std::string_view> body{};  // members of the JSON asked for; "name?": may be left out
  std::string_view takes_media_type{};   // in place of `body`
  std::vector<std::string_view> parameters{};
  std::vector<std::string_view> headers{};
};
std::span<const OperationInfo> operations();

std::string openapi_json(std::string_view version);

}  // namespace kintsugi::api
