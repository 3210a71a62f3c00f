// The schema as data, OpenAPI, and /docs/problems/CODE: where the `help` of a problem document
// leads, with what it means and what to do, in both languages.

#include "api/console/assets.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/advice.h"
#include "api/http/server/problem.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

// The page of the console, with the text where it will stand once its script has run: so it is read
// without one as well.
std::string page(std::string_view title, const std::string& body) {
  const Asset* console = find_asset("/index.html");
  const std::string main = "<main class=\"docs-plain\">\n" + body + "</main>";
  std::string whole(console == nullptr ? std::string_view() : console->bytes);
  const auto exchange = [&](std::string_view from, const std::string& to) {
    const auto at = whole.find(from);
    if (at == std::string::npos) return false;
    whole.replace(at, from.size(), to);
    return true;
  };
  const bool made = exchange("<div id=\"app\"></div>", "<div id=\"app\">" + main + "</div>") &&
                    exchange("<title>Kintsugi</title>",
                             "<title>" + std::string(title) + " · Kintsugi</title>");
  if (made) return whole;
  return "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" +
         std::string(title) + "</title></head><body>\n" + main + "</body></html>\n";
}

std::string both(std::string_view zh, std::string_view en) {
  return "<p lang=\"zh-CN\">" + std::string(zh) + "</p>\n<p lang=\"en\">" + std::string(en) +
         "</p>\n";
}

std::string page_of(std::string_view code, int status) {
  const std::string name(code);
  const Advice advice = advice_of(code, status);
  return page(code, "<h1><code>" + name + "</code></h1>\n" +
                        both(title_of(code, status, Language::zh),
                             title_of(code, status, Language::en)) +
                        "<p>HTTP " + std::to_string(status) + "</p>\n" +
                        both(advice.zh, advice.en) +
                        "<p><a href=\"/docs/problems\">/docs/problems</a></p>\n");
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

Response document_response(const Request& request, const Documents::Document& document) {
  if (request.header("if-none-match") == document.etag)
    return empty_response(304).with("ETag", document.etag);
  return json_response(document.text)
      .with("ETag", document.etag)
      .with("Cache-Control", "no-cache");
}

Result<Response> get_schema(const Call& call) {
  return document_response(call.request, call.edge.documents.get().schema);
}

Result<Response> get_openapi(const Call& call) {
  return document_response(call.request, call.edge.documents.get().openapi);
}

}  // namespace

std::span<const Route> document_routes() {
  constexpr auto other = Route::Kind::other;
  constexpr auto open = Route::Access::open;
  static constexpr std::string_view headers[] = {"If-None-Match"};
  static constexpr Route table[] = {
      {.path = "/v1/schema",
       .summary = "The schema as data",
       .handler = get_schema,
       .kind = other,
       .access = open,
       .headers = headers,
       .row = "any_document"},
      {.path = "/openapi.json",
       .summary = "This document",
       .handler = get_openapi,
       .kind = other,
       .access = open,
       .headers = headers,
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
