#include "api/http/server/problem.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/description.h"

namespace kintsugi::api {

namespace {

std::string general_title(int status, Language language) {
  bool zh = language == Language::zh;
  switch (status) {
    case 400:
      return zh ? "请求有误" : "The request is not valid";
    case 401:
      return zh ? "请先登录" : "Sign in first";
    case 403:
      return zh ? "没有权限" : "Not allowed";
    case 404:
      return zh ? "未找到" : "Not found";
    case 409:
      return zh ? "操作被拒绝" : "Refused";
    case 412:
      return zh ? "数据已被他人修改" : "Changed by somebody else";
    case 503:
      return zh ? "服务暂不可用，请稍后重试" : "Not available at the moment, try again later";
    default:
      return zh ? "服务器内部错误" : "The server failed";
  }
}

const ProblemText* find_text(std::string_view code) {
  auto texts = edge_problems();
  auto it = std::find_if(texts.begin(), texts.end(), [&](const auto& t) { return t.code == code; });
  return it == texts.end() ? nullptr : &*it;
}

}  // namespace

std::string title_of(std::string_view code, int status, Language language) {
  bool zh = language == Language::zh;
  if (const ProblemText* text = find_text(code)) return std::string(zh ? text->zh : text->en);
  if (const schema::RefusalInfo* refusal = schema::find_refusal(code)) {
    return std::string(zh ? refusal->zh : refusal->en);
  }
  return general_title(status, language);
}

int status_of(const Error& error) {
  if (const ProblemText* text = find_text(error.code)) return text->status;
  switch (error.kind) {
    case ErrorKind::invalid:
      return 400;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::refused:
      return 409;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::unavailable:
      return 503;
    case ErrorKind::corrupt:
      return 500;
  }
  return 500;
}

std::string problem_json(const Request& request, const Problem& problem) {
  int status = problem.status != 0 ? problem.status : status_of(problem.error);
  nlohmann::ordered_json json;
  std::string title = title_of(problem.error.code, status, request.language);
  json["type"] = "urn:kintsugi:problem:" + problem.error.code;
  json["title"] = title;
  json["status"] = status;
  json["code"] = problem.error.code;
  // What is damaged, with its place, is for who looks after the company.
  if (!problem.error.what.empty() && (status != 500 || problem.tells_all))
    json["detail"] = problem.error.what;
  json["instance"] = "/v1/requests/" + request.id;
  json["help"] = "/docs/problems/" + problem.error.code;
  json["request_id"] = request.id;
  if (problem.position) json["position"] = std::to_string(problem.position->value);
  if (!problem.error.pointer.empty()) {
    json["errors"] = nlohmann::ordered_json::array(
        {{{"pointer", problem.error.pointer}, {"code", problem.error.code}, {"title", title}}});
  }
  if (!problem.extensions.empty()) {
    auto more = nlohmann::ordered_json::parse(problem.extensions, nullptr, false);
    if (more.is_object()) json.update(more);
  }
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Response problem_response(const Request& request, const Problem& problem) {
  Response response;
  response.status = problem.status != 0 ? problem.status : status_of(problem.error);
  response.content_type = "application/problem+json";
  response.body = problem_json(request, problem);
  response.with("Content-Language", request.language == Language::zh ? "zh-CN" : "en");
  response.with("Cache-Control", "no-store");
  response.error = problem.error;
  int retry = problem.retry_after_s;
  if (retry == 0 && response.status == 503) retry = 1;
  if (retry > 0) response.with("Retry-After", std::to_string(retry));
  return response;
}

Response problem_response(const Request& request, const Error& error) {
  return problem_response(request, Problem{.error = error});
}

}  // namespace kintsugi::api
