// Preloaded into a process: while the file that KINTSUGI_TEST_FULL names is there, nothing can be
// written to files below the directory KINTSUGI_TEST_FULL_BELOW. As on a real disk the first half
// of what is written may still fit. Works for everybody everywhere, unlike a small file system,
// which has to be mounted. While that of KINTSUGI_TEST_ALMOST_FULL is there, all can be written and
// the disk says that little is left.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool is_full_for(int fd) {
  static const char* const file = std::getenv("KINTSUGI_TEST_FULL");
  static const char* const below = std::getenv("KINTSUGI_TEST_FULL_BELOW");
  if (file == nullptr || below == nullptr || access(file, F_OK) != 0) return false;
  char link[64], path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return false;
  path[length] = '\0';
  return std::strncmp(path, below, std::strlen(below)) == 0;
}

int no_space() {
  errno = ENOSPC;
  return -1;
}

thread_local bool half_written = false;

}  // namespace

extern "C" {

// What is asked before anything is written: 1 MiB while KINTSUGI_TEST_ALMOST_FULL is there.
int statvfs(const char* path, struct statvfs* out) {
  static const auto real = next<int (*)(const char*, struct statvfs*)>("statvfs");
  static const char* const file = std::getenv("KINTSUGI_TEST_ALMOST_FULL");
  const int got = real(path, out);
  if (got == 0 && file != nullptr && access(file, F_OK) == 0)
    out->f_bavail = out->f_bfree = (1u << 20) / out->f_frsize;
  return got;
}

ssize_t write(int fd, const void* octets, size_t count) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
  if (!is_full_for(fd)) return real(fd, octets, count);
  half_written = !half_written;
  if (half_written && count > 1) return real(fd, octets, count / 2);
  return no_space();
}

ssize_t pwrite64(int fd, const void* octets, size_t count, off64_t at) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  return is_full_for(fd) ? no_space() : real(fd, octets, count, at);
}

ssize_t pwrite(int fd, const void* octets, size_t count, off_t at) {
  return pwrite64(fd, octets, count, at);
}

int fallocate64(int fd, int mode, off64_t at, off64_t length) {
  static const auto real = next<int (*)(int, int, off64_t, off64_t)>("fallocate64");
  return is_full_for(fd) ? no_space() : real(fd, mode, at, length);
}

int fallocate(int fd, int mode, off_t at, off_t length) {
  return fallocate64(fd, mode, at, length);
}
}
