#include "api/service/secret_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace kintsugi::api {

namespace {
constexpr std::uintmax_t size_max = 1u << 20;
}

Result<std::string> read_secret_file(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (error || !std::filesystem::is_regular_file(status)) {
    return fail(ErrorKind::not_found, "file.none", "there is no file " + file.string());
  }
  if ((status.permissions() & std::filesystem::perms::others_all) != std::filesystem::perms::none) {
    return fail(ErrorKind::invalid, "file.exposed",
                "everybody on this machine may use " + file.string() +
                    ", which is secret: chmod o= " + file.string());
  }
  if (std::filesystem::file_size(file, error) > size_max || error)
    return fail(ErrorKind::invalid, "file.too_big", file.string() + " is no such file");
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    return fail(ErrorKind::unavailable, "file.cannot_read",
                "cannot read " + file.string() + ": " + std::strerror(errno));
  }
  return text;
}

}  // namespace kintsugi::api
