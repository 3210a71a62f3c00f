#include "api/http/routes/answer.h"

#include <algorithm>

#include "api/http/routes/console.h"
#include "api/http/server/problem.h"

namespace kintsugi::api {

namespace {

// A change asked for by a person: same origin is checked with the cookie (Guard), the media type
// here; a route that takes another one checks it itself.
Result<void> check_media_type(const Route& route, const Request& request) {
  const bool changes = request.method == "POST" || request.method == "PUT";
  if (!changes || !route.takes_media_type.empty() || request.body.empty()) return {};
  if (media_type_of(request.header("content-type")) == "application/json") return {};
  return invalid("request.wrong_media_type", "send application/json");
}

Response refuse(EdgeContext& edge, const Request& request, const Error& error) {
  // What is no command of a known operator is counted, not appended.
  if (request.method != "GET" && request.method != "HEAD") edge.metrics.not_a_command(error.code);
  return problem_response(request, error);
}

// Whoever looks after the whole company is told of damage too.
bool looks_after_all(const Principal& principal) {
  return principal.local || std::any_of(principal.grants.begin(), principal.grants.end(),
                                        [](const Grant& grant) {
                                          return grant.outlet.empty() &&
                                                 grant.role == "administrator";
                                        });
}

Response answer_by(EdgeContext& edge, const Route& route, const Request& request) {
  if (auto checked = check_media_type(route, request); !checked)
    return refuse(edge, request, checked.error());
  const auto principal = admit(edge.guard, route, request);
  if (!principal) return refuse(edge, request, principal.error());
  // Reads ask for what they have in common, too: begin_reading. Elsewhere a mistyped "check=true"
  // of a file would bring it in.
  if (route.access == Route::Access::signed_in && route.kind != Route::Kind::read) {
    if (auto known = only_parameters(request, route.parameters); !known)
      return refuse(edge, request, known.error());
  }
  auto response = route.handler(Call{edge, route, request, *principal});
  if (response) return *std::move(response);
  if (route.access == Route::Access::open) return refuse(edge, request, response.error());
  return problem_response(
      request, Problem{.error = response.error(), .tells_all = looks_after_all(*principal)});
}

std::string joined(const std::vector<std::string>& methods) {
  std::string all;
  for (const std::string& method : methods) all += (all.empty() ? "" : ", ") + method;
  return all;
}

Response wrong_method(const Request& request, const std::vector<std::string>& methods) {
  const std::string allowed = joined(methods);
  return problem_response(
             request, Error{ErrorKind::invalid, "request.wrong_method", "allowed: " + allowed, {}})
      .with("Allow", allowed);
}

}  // namespace

Result<Principal> admit(Guard& guard, const Route& route, const Request& request) {
  if (route.access == Route::Access::open) return Principal{};
  KINTSUGI_TRY(Principal principal, guard.identify(request));
  const Rights& rights = route.rights;
  const Readers readers = route.readers();
  if (!rights.signed_in && !rights.by_subject && !may_read(principal, readers))
    return fail(ErrorKind::forbidden, "authority.not_allowed", std::string(rights.why));
  if (principal.local && !rights.local)
    return fail(ErrorKind::forbidden, "authority.not_allowed", "reads only");
  if (principal.by_token && !rights.token)
    return fail(ErrorKind::forbidden, "authority.not_by_token", std::string(route.summary));
  if (principal.without_password && !rights.door)
    return fail(ErrorKind::forbidden, "session.without_password", std::string(route.summary));
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (principal.reads_only && rights.changes && !reads)
    return fail(ErrorKind::forbidden, "authority.token_reads", std::string(route.summary));
  if (rights.whole_company && !reads_all(principal, readers))
    return fail(ErrorKind::forbidden, "authority.out_of_scope", "of the whole company");
  return principal;
}

Response answer(EdgeContext& edge, const Router& router, Request& request) {
  if (!is_utf8(request.path))
    return problem_response(
        request, Error{ErrorKind::invalid, "request.malformed", "the path is not UTF-8", {}});
  const Match match = router.match(request);
  if (edge.options.server.origins.is_preflight(request) && !match.allowed.empty())
    return preflight_response(joined(match.allowed));
  if (match.route != nullptr) {
    Response response = answer_by(edge, *match.route, request);
    response.route = match.route->path;
    return response;
  }
  if (!match.allowed.empty()) return wrong_method(request, match.allowed);
  const bool get = request.method == "GET" || request.method == "HEAD";
  const bool api = request.path.starts_with("/v1/") || request.path == "/v1";
  if (get && !api) return console_page(request);
  return problem_response(request,
                          Error{ErrorKind::not_found, "request.unknown_path", request.path, {}});
}

}  // namespace kintsugi::api
