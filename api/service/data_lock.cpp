#include "api/service/data_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace kintsugi::api {

namespace {

LockHolder read_holder(const std::filesystem::path& file) {
  LockHolder holder;
  std::ifstream in(file);
  in >> holder.pid >> holder.url;
  return holder;
}

}  // namespace

Result<std::unique_ptr<DataLock>> DataLock::take(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  // A company's data are its own: nobody else of the machine looks into them.
  std::filesystem::permissions(directory, std::filesystem::perms::others_all,
                               std::filesystem::perm_options::remove, error);
  auto file = directory / "LOCK";
  int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    return fail(ErrorKind::unavailable, "data.cannot_write",
                "cannot write " + file.string() + ": " + std::strerror(errno));
  }
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd);
    LockHolder holder = read_holder(file);
    std::string what = directory.string() + " is held by process " + std::to_string(holder.pid);
    if (!holder.url.empty()) what += ", which serves it at " + holder.url;
    return fail(ErrorKind::unavailable, "data.held", what);
  }
  std::unique_ptr<DataLock> lock(new DataLock(fd));
  KINTSUGI_TRY_OK(lock->write({}));
  return lock;
}

LockHolder DataLock::holder(const std::filesystem::path& directory) {
  auto file = directory / "LOCK";
  int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  LockHolder holder;
  if (::flock(fd, LOCK_SH | LOCK_NB) != 0) holder = read_holder(file);
  ::close(fd);
  return holder;
}

DataLock::~DataLock() {
  if (::ftruncate(fd_, 0) != 0) {
    // Nothing depends on the text once the lock is gone.
  }
  ::close(fd_);
}

Result<void> DataLock::set_url(const std::string& url) { return write(url); }

Result<void> DataLock::write(const std::string& url) {
  std::string text = std::to_string(::getpid()) + " " + url + "\n";
  if (::ftruncate(fd_, 0) != 0 ||
      ::pwrite(fd_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    return fail(ErrorKind::unavailable, "data.cannot_write",
                std::string("cannot write LOCK: ") + std::strerror(errno));
  }
  return {};
}

}  // namespace kintsugi::api
