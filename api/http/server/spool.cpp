#include "api/http/server/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace kintsugi::api {

Spool::Spool(std::filesystem::path directory, std::size_t held_max)
    : directory_(std::move(directory)), held_max_(held_max) {}

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

Result<void> Spool::write(std::string_view piece) {
  if (file_ < 0 && held_.size() + piece.size() > held_max_) {
    std::string name = directory_ / "export-XXXXXX.tmp";
    file_ = ::mkostemps(name.data(), 4, O_CLOEXEC);
    if (file_ < 0)
      return fail(ErrorKind::unavailable, "report.not_kept",
                  "cannot make a file in " + directory_.string());
    ::unlink(name.c_str());
    KINTSUGI_TRY_OK(write_to_file(std::exchange(held_, {})));
  }
  if (file_ < 0)
    held_ += piece;
  else
    KINTSUGI_TRY_OK(write_to_file(piece));
  size_ += piece.size();
  return {};
}

Result<void> Spool::write_to_file(std::string_view piece) {
  while (!piece.empty()) {
    const ssize_t written = ::write(file_, piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0)
      return fail(ErrorKind::unavailable, "report.not_kept",
                  "cannot write a file in " + directory_.string() + " (is the disk full?)");
    piece.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::string Spool::take() {
  size_ = 0;
  return std::exchange(held_, {});
}

Result<std::string> Spool::read(std::size_t at, std::size_t at_most) const {
  if (file_ < 0) return at < held_.size() ? held_.substr(at, at_most) : std::string();
  std::string piece(at_most, '\0');
  std::size_t got = 0;
  while (got < at_most) {
    const ssize_t n =
        ::pread(file_, piece.data() + got, at_most - got, static_cast<off_t>(at + got));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      return fail(ErrorKind::unavailable, "report.not_kept",
                  "cannot read a file in " + directory_.string());
    if (n == 0) break;
    got += static_cast<std::size_t>(n);
  }
  piece.resize(got);
  return piece;
}

}  // namespace kintsugi::api
