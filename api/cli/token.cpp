// kintsugi token list: the API tokens that are open, of all whom one may see. They are ended by
// `kintsugi command end_token`, and made where somebody is signed in himself: the console, POST
// /v1/tokens.

#include <spdlog/fmt/fmt.h>

#include <nlohmann/json.hpp>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/terminal.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::json;

// "dispatcher@OUT-1,accountant"; empty: none.
std::string duties_of(const Json& token) {
  std::string out;
  for (const Json& duty : token.value("duties", Json::array())) {
    const std::string outlet = duty.value("outlet", "");
    out += (out.empty() ? "" : ",") + duty.value("role", "") + (outlet.empty() ? "" : "@" + outlet);
  }
  return out;
}

Result<void> list_tokens(const CommonOptions& options) {
  KINTSUGI_TRY(Client client, Client::of(options));
  KINTSUGI_TRY(const ClientAnswer answer, client.get("/v1/api_tokens?limit=500"));
  const Json json = Json::parse(answer.body, nullptr, false);
  if (!json.is_object() || !json.contains("items"))
    return fail(ErrorKind::unavailable, "cli.no_node", client.url() + " is no node of this engine");
  if (options.json) {
    print_data(Json{{"tokens", json["items"]}}.dump() + "\n");
    return {};
  }
  constexpr const char* line = "{:<12} {:<17} {:<10} {:<20}  {:<24}  {}\n";
  print_data(fmt::format(line, "operator", "token", "reads only", "ends", "duties", "name"));
  for (const Json& one : json["items"])
    print_data(fmt::format(line, one.value("operator", ""), one.value("token", ""),
                           one.value("reads_only", false) ? "yes" : "no",
                           one["expires_at"].is_string() ? one.value("expires_at", "") : "",
                           duties_of(one), one.value("name", "")));
  return {};
}

}  // namespace

void add_token(CommandLine& line) {
  add_listing(line, "token", "API tokens", "Those that are open, with their duties", list_tokens);
}

}  // namespace kintsugi::api
