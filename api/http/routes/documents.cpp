// The schema as data, OpenAPI, and /docs/problems/CODE: where the `help` of a problem document
// leads, with what it means and what to do, in both languages.

#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

struct Advice {
  int status;
  std::string_view zh, en;
};
constexpr Advice advice[] = {
    {400, "请按 detail 和 errors[].pointer 修正请求后重发，可用同一个 Idempotency-Key。",
     "Mend the request as detail and errors[].pointer say, and send it again; the key may stay."},
    {401, "请登录，或在 Authorization 请求头中带上有效的令牌。",
     "Sign in, or send a token that is valid in the Authorization header."},
    {403, "请管理员授予相应的角色或网点。",
     "Ask an administrator for the duty or for the outlet."},
    {404, "请检查编号；不在您网点范围内的数据同样显示为未找到。",
     "Check the number; what lies outside your outlets is not found either."},
    {405, "请使用 Allow 响应头中列出的方法。", "Use one of the methods in the header Allow."},
    {409, "在当前状态下不允许；重试没有用，先改变状态。拒绝已记录在日志中。",
     "Not possible as things stand: repeating does not help. The refusal is recorded."},
    {412, "请查看 changes 中别人做了什么，用新的版本重新提交。",
     "See in changes what others did, and send it again with the new version."},
    {413, "请减小请求正文，或分批发送。", "Send less at once."},
    {415, "请检查 Content-Type 请求头。", "Check the header Content-Type."},
    {422, "请为新的请求使用新的 Idempotency-Key。", "Take a new Idempotency-Key for a new request."},
    {429, "请在 Retry-After 之后再试。", "Wait as long as Retry-After says."},
    {431, "请减少请求头。", "Send fewer headers."},
    {500, "请联系管理员，并告知 request_id；节点的日志说明了原因。",
     "Tell whoever runs the node the request_id; its log has the reason."},
    {503, "请在 Retry-After 之后用同一个 Idempotency-Key 重试。",
     "Repeat with the same Idempotency-Key after Retry-After."}};

// A code with its status; 0 where there is none.
int status_of_code(std::string_view code) {
  for (const ProblemText& text : edge_problems())
    if (text.code == code) return text.status;
  if (schema::find_refusal(code) == nullptr) return 0;
  return code.starts_with("authority.") ? 403 : code.ends_with(".not_found") ? 404 : 409;
}

std::string page(std::string_view title, const std::string& body) {
  return "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" +
         std::string(title) + "</title></head><body>\n" + body + "</body></html>\n";
}

std::string page_of(std::string_view code, int status) {
  const std::string name(code);
  std::string body = "<h1><code>" + name + "</code></h1>\n<p lang=\"zh-CN\">" +
                     title_of(code, status, Language::zh) + "</p>\n<p lang=\"en\">" +
                     title_of(code, status, Language::en) + "</p>\n<p>HTTP " +
                     std::to_string(status) + "</p>\n";
  for (const Advice& one : advice) {
    if (one.status != status) continue;
    body += "<p lang=\"zh-CN\">" + std::string(one.zh) + "</p>\n<p lang=\"en\">" +
            std::string(one.en) + "</p>\n";
  }
  return page(code, body + "<p><a href=\"/docs/problems\">/docs/problems</a></p>\n");
}

std::string list_of_codes() {
  std::string body = "<h1>/docs/problems</h1>\n<ul>\n";
  const auto add = [&](std::string_view code) {
    const std::string name(code);
    const int status = status_of_code(code);
    body += "<li><a href=\"/docs/problems/" + name + "\"><code>" + name + "</code></a> " +
            title_of(code, status, Language::zh) + " / " + title_of(code, status, Language::en) +
            "</li>\n";
  };
  for (const ProblemText& text : edge_problems()) add(text.code);
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) add(refusal.code);
  return page("/docs/problems", body + "</ul>\n");
}

Result<Response> problem_pages(const Call& call) {
  const std::string_view code = call.request.path_value("code");
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.with("Cache-Control", "no-cache");
  if (code.empty()) {
    response.body = list_of_codes();
    return response;
  }
  const int status = status_of_code(code);
  if (status == 0) return fail(ErrorKind::not_found, "request.unknown_path", "no such code");
  response.body = page_of(code, status);
  return response;
}

Result<Response> get_schema(const Call& call) {
  const Documents& documents = call.edge.documents;
  if (call.request.header("if-none-match") == documents.schema_etag)
    return empty_response(304).with("ETag", documents.schema_etag);
  return json_response(documents.schema)
      .with("ETag", documents.schema_etag)
      .with("Cache-Control", "no-cache");
}

Result<Response> get_openapi(const Call& call) {
  return json_response(call.edge.documents.openapi);
}

}  // namespace

std::span<const Route> document_routes() {
  constexpr auto other = Route::Kind::other;
  constexpr auto open = Route::Access::open;
  static constexpr Route table[] = {
      {.path = "/v1/schema",
       .summary = "The schema as data",
       .handler = get_schema,
       .kind = other,
       .access = open,
       .row = "any_document"},
      {.path = "/openapi.json",
       .summary = "This document",
       .handler = get_openapi,
       .kind = other,
       .access = open,
       .row = "any_document"},
      {.path = "/docs/problems",
       .summary = "Every code of a problem document",
       .handler = problem_pages,
       .kind = other,
       .access = open,
       .media_type = "text/html"},
      {.path = "/docs/problems/{code}",
       .summary = "What a code means and what to do",
       .handler = problem_pages,
       .kind = other,
       .access = open,
       .media_type = "text/html"},
  };
  return table;
}

}  // namespace kintsugi::api
