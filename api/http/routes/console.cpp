#include "api/http/routes/console.h"

#include "api/console/assets.h"
#include "api/http/server/problem.h"

namespace kintsugi::api {

Response console_page(const Request& request) {
  const Asset* asset = request.path == "/" ? nullptr : find_asset(request.path);
  if (asset == nullptr) {
    // A page of the console: it reads the address itself.
    auto slash = request.path.rfind('/');
    if (request.path.find('.', slash == std::string::npos ? 0 : slash) == std::string::npos) {
      asset = find_asset("/index.html");
    }
  }
  if (asset == nullptr) {
    return problem_response(request,
                            Error{ErrorKind::not_found, "request.unknown_path", request.path, {}});
  }
  Response response;
  response.content_type = std::string(asset->content_type);
  response.route = "console";
  std::string_view accepted = request.header("accept-encoding");
  std::string_view bytes = asset->bytes;
  if (!asset->brotli.empty() && accepts_coding(accepted, "br")) {
    bytes = asset->brotli;
    response.with("Content-Encoding", "br");
  } else if (!asset->gzip.empty() && accepts_coding(accepted, "gzip")) {
    bytes = asset->gzip;
    response.with("Content-Encoding", "gzip");
  }
  response.with("ETag", std::string(asset->etag)).vary_by("Accept-Encoding");
  response.with("Cache-Control",
                asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match") == asset->etag) {
    response.status = 304;
    response.content_type.clear();
    return response;
  }
  response.body = bytes;
  return response;
}

}  // namespace kintsugi::api
