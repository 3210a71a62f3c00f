#include "api/cli/output.h"

#include <cerrno>
#include <cstring>

namespace kintsugi::api {

Result<std::unique_ptr<Output>> Output::open(const std::string& target) {
  auto output = std::unique_ptr<Output>(new Output(target));
  if (target == "-") {
    output->file_ = stdout;
  } else {
    output->file_ = std::fopen((target + ".part").c_str(), "wb");
    if (output->file_ == nullptr)
      return fail(ErrorKind::unavailable, "cli.cannot_write",
                  "cannot write " + target + ": " + std::strerror(errno));
  }
  return output;
}

Output::~Output() {
  if (file_ != nullptr && file_ != stdout) {
    std::fclose(file_);
    std::remove((target_ + ".part").c_str());
  }
}

bool Output::write(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), file_) == text.size();
}

Result<void> Output::close() {
  bool ok = std::fflush(file_) == 0 && std::ferror(file_) == 0;
  if (file_ != stdout) {
    ok = std::fclose(file_) == 0 && ok;
    file_ = nullptr;
    ok = ok && std::rename((target_ + ".part").c_str(), target_.c_str()) == 0;
  }
  if (!ok) return fail(ErrorKind::unavailable, "cli.cannot_write", "cannot write " + target_);
  return {};
}

}  // namespace kintsugi::api
