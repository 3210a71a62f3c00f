// Signing in and out, and the own password.

#include "api/http/routes/context.h"
#include "api/http/routes/session_answer.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "schema/identity.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

Result<Response> get_session(const Call& call) { return session_answer(call.edge, call.principal); }

Result<Response> sign_in(const Call& call) {
  KINTSUGI_TRY_OK(check_same_origin(call.request));
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string number, text_of(json, "operator"));
  KINTSUGI_TRY(std::string password, text_of(json, "password"));
  KINTSUGI_TRY(std::string tenant, text_of(json, "tenant", false));
  if (tenant.empty()) tenant = call.edge.options.guard.default_tenant;
  int retry_after_s = 0;
  if (!is_tenant_name(tenant)) number.clear();  // the same work and the same answer
  auto signed_in = call.edge.guard.sign_in(call.request, tenant, number, password, retry_after_s);
  if (!signed_in) {
    return problem_response(call.request,
                            Problem{.error = signed_in.error(), .retry_after_s = retry_after_s});
  }
  call.edge.guard.end_former_session(call.request);
  return session_begun(call, *signed_in);
}

Result<Response> sign_out(const Call& call) {
  const auto ended = call.edge.guard.sign_out(call.request, call.principal);
  Response response =
      ended ? empty_response(204) : problem_response(call.request, Problem{.error = ended.error()});
  return std::move(response)
      .with("Set-Cookie", session_cookie_text(call.request, "", std::chrono::seconds(0)))
      // By the other cookie the browser stays known for the next sign-in.
      .with("Clear-Site-Data", "\"cache\"");
}

Result<Response> change_password(const Call& call) {
  EdgeContext& edge = call.edge;
  const Principal& own = call.principal;
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string old_password, text_of(json, "old_password"));
  KINTSUGI_TRY(std::string new_password, text_of(json, "new_password"));
  KINTSUGI_TRY_OK(Passwords::check_new(new_password, own.operator_id));
  int retry_after_s = 0;
  if (auto right = edge.guard.check_own(call.request, own, old_password, retry_after_s); !right)
    return problem_response(call.request,
                            Problem{.error = right.error(), .retry_after_s = retry_after_s});
  if (new_password == old_password)
    return fail(ErrorKind::invalid, "password.unchanged", {}, "/new_password");
  KINTSUGI_TRY(const std::string fresh, edge.guard.passwords().hash(new_password));
  KINTSUGI_TRY_OK(edge.guard.change_password(
      own.tenant, own.operator_id, fresh,
      [&](const ExpectedVersion& expected) -> Result<void> {
        KINTSUGI_TRY(Answer answer,
                     edge.commands.record(call.request, own,
                                          schema::ChangePassword{.number = own.operator_id},
                                          expected));
        if (answer.refusal) return tl::unexpected(*answer.refusal);
        return {};
      },
      &own));
  // The own session goes on under another cookie.
  Sessions& sessions = edge.guard.sessions();
  const auto cookie = sessions.rotate(own.cookie);
  sessions.end_all(own.tenant, own.operator_id, cookie ? *cookie : own.cookie);
  // It ended meanwhile, or the other nodes cannot be told of a new one and it goes on as it is.
  if (!cookie || cookie->empty()) return empty_response(204);
  return empty_response(204).with(
      "Set-Cookie", session_cookie_text(call.request, *cookie, sessions.options().absolute));
}

}  // namespace

std::span<const Route> session_routes() {
  static constexpr std::string_view credentials[] = {"operator", "password", "tenant?"};
  static constexpr std::string_view passwords[] = {"old_password", "new_password"};
  static constexpr Rights own{.signed_in = true};
  static constexpr Rights in_person{.signed_in = true, .local = false, .token = false};
  static constexpr Route table[] = {
      {.path = "/v1/session",
       .summary = "Who is signed in, and what he may read and send",
       .handler = get_session,
       .kind = Route::Kind::other,
       .rights = own,
       .row = "session_info"},
      {.method = "POST",
       .path = "/v1/session",
       .summary = "Sign in: the answer sets the session's cookie",
       .handler = sign_in,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = credentials,
       .row = "session_info"},
      {.method = "DELETE",
       .path = "/v1/session",
       .summary = "Sign out",
       .handler = sign_out,
       .kind = Route::Kind::other,
       .rights = own,
       .status = 204},
      {.method = "POST",
       .path = "/v1/session/password",
       .summary = "Change the own password: other sessions end, this one has a new cookie",
       .handler = change_password,
       .kind = Route::Kind::other,
       .rights = in_person,
       .body = passwords,
       .status = 204},
  };
  return table;
}

}  // namespace kintsugi::api
