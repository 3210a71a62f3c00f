#include "api/cli/client.h"

#include <httplib.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "api/service/data_lock.h"

namespace kintsugi::api {

namespace {

Result<std::string> read_token(const std::string& file) {
  std::string token;
  if (file == "-") {
    std::getline(std::cin, token);
  } else {
    std::ifstream in(file);
    if (!in)
      return fail(ErrorKind::not_found, "cli.no_token", "cannot read the token file " + file);
    std::getline(in, token);
  }
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r' || token.back() == ' '))
    token.pop_back();
  return token;
}

ErrorKind kind_of(int status) {
  switch (status) {
    case 401:
    case 403:
      return ErrorKind::forbidden;
    case 404:
      return ErrorKind::not_found;
    case 409:
      return ErrorKind::refused;
    case 412:
    case 422:
      return ErrorKind::conflict;
    case 429:
    case 503:
      return ErrorKind::unavailable;
    case 500:
      return ErrorKind::corrupt;
    default:
      return ErrorKind::invalid;
  }
}

Result<ClientAnswer> answer_of(const httplib::Result& result, const std::string& url) {
  if (!result) {
    return fail(ErrorKind::unavailable, "cli.unreachable",
                "no answer from " + url + ": " + httplib::to_string(result.error()));
  }
  if (result->status < 400) return ClientAnswer{result->status, result->body};
  auto json = nlohmann::json::parse(result->body, nullptr, false);
  Error error{kind_of(result->status),
              "cli.refused",
              "the server answered " + std::to_string(result->status),
              {}};
  if (json.is_object()) {
    error.code = json.value("code", error.code);
    error.what =
        json.value("title", "") + (json.contains("detail") ? ": " + json.value("detail", "") : "");
    if (json.contains("errors") && !json["errors"].empty())
      error.pointer = json["errors"][0].value("pointer", "");
  }
  return tl::unexpected(error);
}

}  // namespace

bool is_held(const std::string& data) { return !data.empty() && DataLock::holder(data).pid != 0; }

Result<Client> Client::of(const CommonOptions& options) {
  Client client;
  client.url_ = options.server;
  client.tenant_ = options.tenant;
  if (!options.token_file.empty()) {
    KINTSUGI_TRY(client.token_, read_token(options.token_file));
  }
  if (client.url_.empty()) {
    LockHolder holder = DataLock::holder(options.data);
    client.url_ = holder.url;
    if (holder.url.empty()) {
      return fail(ErrorKind::unavailable, "data.held",
                  options.data + " is held by process " + std::to_string(holder.pid) +
                      ", which serves nothing");
    }
    if (client.token_.empty()) {
      auto token = read_token(options.data + "/secrets/local-token");
      if (token) client.token_ = *token;
    }
  }
  if (client.url_.rfind("http://", 0) != 0 && client.url_.rfind("https://", 0) != 0) {
    return fail(ErrorKind::invalid, "cli.bad_server",
                "expected a URL such as http://127.0.0.1:8080");
  }
  while (client.url_.back() == '/') client.url_.pop_back();
  return client;
}

namespace {

httplib::Client connection_to(const std::string& url, std::chrono::seconds patience) {
  httplib::Client http(url);
  http.set_read_timeout(patience);
  return http;
}

constexpr std::chrono::seconds until_read{300}, until_written{60};

httplib::Headers headers_of(const std::string& tenant, const std::string& token,
                            const Client::Headers& more) {
  httplib::Headers headers;
  if (!tenant.empty()) headers.emplace("Kintsugi-Tenant", tenant);
  if (!token.empty()) headers.emplace("Authorization", "Bearer " + token);
  for (const auto& [name, value] : more) headers.emplace(name, value);
  return headers;
}

}  // namespace

Result<ClientAnswer> Client::get(const std::string& path, const Headers& more) {
  return answer_of(connection_to(url_, until_read).Get(path, headers_of(tenant_, token_, more)),
                   url_);
}

Result<ClientAnswer> Client::get_any(const std::string& path) {
  const auto result = connection_to(url_, until_read).Get(path, headers_of(tenant_, token_, {}));
  if (!result) return answer_of(result, url_);
  return ClientAnswer{result->status, result->body};
}

Result<void> Client::download(const std::string& path, const Headers& more, const Write& write) {
  int status = 0;
  std::string problem;
  auto result = connection_to(url_, until_read)
                    .Get(
                        path, headers_of(tenant_, token_, more),
                        [&](const httplib::Response& begun) {
                          status = begun.status;
                          return true;
                        },
                        [&](const char* data, std::size_t size) {
                          if (status < 400) return write({data, size});
                          problem.append(data, size);
                          return true;
                        });
  if (result) result->body = std::move(problem);
  const auto answer = answer_of(result, url_);
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

Result<ClientAnswer> Client::post(const std::string& path, const std::string& body,
                                  const Headers& more) {
  return answer_of(connection_to(url_, until_written)
                       .Post(path, headers_of(tenant_, token_, more), body, "application/json"),
                   url_);
}

}  // namespace kintsugi::api
