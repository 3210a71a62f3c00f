#pragma once

#include <string_view>

namespace kintsugi::api {

// One file of the web console, linked into the binary. All views live as long as the process.
// Any thread; nothing here changes.
struct Asset {
  std::string_view path;          // as in the URL: "/index.html", "/assets/index-B5tQ.js"
  std::string_view content_type;  // with the charset where there is one
  std::string_view bytes;         // as written by the build
  std::string_view gzip;          // the same, compressed; empty where that would not be smaller
  std::string_view brotli;        // likewise
  std::string_view etag;          // strong, quotes included; of the uncompressed bytes
  bool immutable = false;         // the path names the content: may be cached for ever
};

// The file at this path of the URL ("/" is not one: ask for "/index.html"), or nullptr.
const Asset* find_asset(std::string_view path);

}  // namespace kintsugi::api
