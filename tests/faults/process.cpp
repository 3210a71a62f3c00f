#include "tests/faults/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace kintsugi::tests {

Process::Process(const std::vector<std::string>& arguments, const Environment& environment) {
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) std::abort();
  std::vector<char*> raw;
  for (const std::string& argument : arguments) raw.push_back(const_cast<char*>(argument.c_str()));
  raw.push_back(nullptr);
  std::vector<std::string> settings;
  for (char** one = environ; *one != nullptr; ++one) settings.emplace_back(*one);
  for (const auto& [name, value] : environment) settings.push_back(name + "=" + value);
  std::vector<char*> variables;
  for (std::string& setting : settings) variables.push_back(setting.data());
  variables.push_back(nullptr);
  pid_ = fork();
  if (pid_ < 0) std::abort();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    execve(raw[0], raw.data(), variables.data());
    _exit(127);
  }
  close(out[1]);
  close(err[1]);
  out_reader_ = std::jthread([this, fd = out[0]] { read(fd, out_); });
  err_reader_ = std::jthread([this, fd = err[0]] { read(fd, err_); });
  waiter_ = std::jthread([this] {
    int status = 0;
    waitpid(pid_, &status, 0);
    out_reader_.join();
    err_reader_.join();
    const std::lock_guard lock(mutex_);
    ended_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    changed_.notify_all();
  });
}

Process::~Process() {
  send(SIGKILL);
  waiter_.join();
}

void Process::send(int signal) const {
  const std::lock_guard lock(mutex_);
  if (!ended_) kill(pid_, signal);
}

void Process::read(int fd, std::string& into) {
  char buffer[4096];
  for (ssize_t n = 0; (n = ::read(fd, buffer, sizeof buffer)) > 0;) {
    const std::lock_guard lock(mutex_);
    into.append(buffer, static_cast<std::size_t>(n));
    changed_.notify_all();
  }
  close(fd);
}

std::optional<int> Process::wait(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience, [&] { return ended_.has_value(); });
  return ended_;
}

bool Process::wait_for_text(const std::string& text, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const auto there = [&] {
    return out_.find(text) != std::string::npos || err_.find(text) != std::string::npos;
  };
  changed_.wait_for(lock, patience, [&] { return ended_.has_value() || there(); });
  return there();
}

std::string Process::line_after(const std::string& words, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const auto rest = [&]() -> std::optional<std::string> {
    const auto at = out_.find(words);
    if (at == std::string::npos) return {};
    const auto begin = at + words.size();
    const auto end = out_.find('\n', begin);
    if (end == std::string::npos) return {};
    return out_.substr(begin, end - begin);
  };
  changed_.wait_for(lock, patience, [&] { return ended_.has_value() || rest(); });
  return rest().value_or("");
}

std::string Process::out() const {
  const std::lock_guard lock(mutex_);
  return out_;
}

std::string Process::err() const {
  const std::lock_guard lock(mutex_);
  return err_;
}

}  // namespace kintsugi::tests
