#include "api/demo/ready_made.h"

#include <fstream>
#include <string>
#include <system_error>

#include "api/service/data_lock.h"

namespace kintsugi::api {

namespace fs = std::filesystem;

namespace {

// Milliseconds since 1970; 0 until it is whole. Whose it is, too: a directory without it is not
// replaced.
constexpr std::string_view mark = "made-until";
constexpr std::chrono::minutes fold_max{10};

tl::unexpected<Error> cannot_write(const fs::path& path, const std::error_code& why) {
  return fail(ErrorKind::unavailable, "demo.cannot_write", path.string() + ": " + why.message());
}

fs::path program() {
  std::error_code none;
  return fs::read_symlink("/proc/self/exe", none);
}

// Until when it was made; Instant{} where it is not whole.
Instant made_until(const fs::path& directory) {
  std::int64_t ms = 0;
  std::ifstream(directory / mark) >> ms;
  return instant_from_ms(ms);
}

bool is_newer_than_program(const fs::path& directory) {
  std::error_code failed;
  const auto made = fs::last_write_time(directory / mark, failed);
  if (failed) return false;
  const auto built = fs::last_write_time(program(), failed);
  return !failed && made >= built;
}

// Tables (.sst) are written once and then only removed.
Result<void> copy_tree(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::create_directories(to, failed);
  for (const auto& entry : fs::recursive_directory_iterator(from, failed)) {
    const fs::path target = to / fs::relative(entry.path(), from);
    if (entry.is_directory()) {
      fs::create_directories(target, failed);
    } else {
      if (entry.path().extension() == ".sst") fs::create_hard_link(entry.path(), target, failed);
      if (failed || entry.path().extension() != ".sst") {
        failed.clear();  // another file system
        fs::copy_file(entry.path(), target, fs::copy_options::overwrite_existing, failed);
      }
    }
    if (failed) return cannot_write(target, failed);
  }
  if (failed) return cannot_write(from, failed);
  return {};
}

// Somebody's company, or his letters, are not replaced by made-up people.
Result<void> check_replaceable(const fs::path& directory) {
  std::error_code failed;
  if (!fs::exists(fs::symlink_status(directory, failed))) return {};
  if (const LockHolder holder = DataLock::holder(directory); holder.pid != 0)
    return fail(ErrorKind::unavailable, "data.held",
                directory.string() + " is held by process " + std::to_string(holder.pid));
  const bool is_directory = fs::is_directory(directory, failed);
  if (is_directory && (fs::exists(directory / mark, failed) || fs::is_empty(directory, failed)))
    return {};
  return fail(ErrorKind::invalid, "data.not_ours",
              directory.string() + " is no demo company that was made so, and would be replaced: "
                                   "name another directory, or remove it yourself");
}

Result<void> write_mark(const fs::path& directory, std::int64_t ms) {
  std::ofstream out(directory / mark);
  out << ms << "\n";
  out.close();
  if (!out) return cannot_write(directory / mark, std::make_error_code(std::errc::io_error));
  return {};
}

}  // namespace

fs::path ready_made_beside_program() { return program().parent_path() / "demo-company"; }

Result<void> make_ready_made(const fs::path& directory, const DemoOptions& demo, const Clock& clock,
                             const OnDemoProgress& progress) {
  KINTSUGI_TRY_OK(check_replaceable(directory));
  std::error_code failed;
  fs::remove_all(directory, failed);
  fs::create_directories(directory, failed);
  if (failed) return cannot_write(directory, failed);
  KINTSUGI_TRY_OK(write_mark(directory, 0));
  DemoOptions until = demo;
  until.end = demo.end.value_or(clock.now());
  Service::Options options;
  options.directory = directory;
  KINTSUGI_TRY_OK(make_demo_company(options, until, progress));
  options.tenants = {std::string(demo_tenant)};
  options.takes_commands = false;
  {
    KINTSUGI_TRY(const auto service, Service::open(options, clock));
    KINTSUGI_TRY(const Position end, service->log().end());
    KINTSUGI_TRY(auto* runner, service->runner(std::string(demo_tenant)));
    if (!runner->wait_for_all(end, fold_max))
      return fail(ErrorKind::unavailable, "demo.cannot_write", "its read models take too long");
  }
  return write_mark(directory, to_ms(*until.end));
}

Result<bool> take_ready_made(const fs::path& from, const fs::path& to, const Clock& clock) {
  const Instant until = made_until(from), now = clock.now();
  const bool young = until <= now && now - until <= ready_made_age_max;
  if (!young || !is_newer_than_program(from)) return false;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(from, failed)) {
    if (!entry.is_directory()) continue;
    const fs::path target = to / entry.path().filename();
    fs::remove_all(target, failed);
    if (failed) return cannot_write(target, failed);
    KINTSUGI_TRY_OK(copy_tree(entry.path(), target));
  }
  if (failed) return cannot_write(from, failed);
  return true;
}

}  // namespace kintsugi::api
