#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/bench/works/lists.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {
namespace {

constexpr double gib = 1024;  // MiB

// By the administrator's one-time link; a header line with his session.
Result<std::string> sign_in(Served& server) {
  const nlohmann::json body = {{"token", server.setup_token()},
                               {"operator", "admin"},
                               {"name", "管理员"},
                               {"password", "correct horse battery staple"}};
  KINTSUGI_TRY(const std::string answer, server.post("/v1/setup", "", body.dump()));
  const std::string_view name = "Set-Cookie: ";
  const auto at = answer.find(name);
  if (at == std::string::npos)
    return fail(ErrorKind::unavailable, "bench.http", "no session: " + answer);
  const auto begin = at + name.size();
  return "Cookie: " + answer.substr(begin, answer.find(';', begin) - begin) + "\r\n";
}

}  // namespace

Result<std::vector<Figure>> memory(const BenchOptions& options) {
  KINTSUGI_TRY(const BigCompany company, BigCompany::open(options));
  KINTSUGI_TRY(const auto server, Served::start(company.data()));
  KINTSUGI_TRY(const std::string session, sign_in(*server));
  KINTSUGI_TRY(const double idle, server->memory_mib("VmRSS"));
  Choice choice(company, 4);
  const auto rounds = std::clamp<std::int64_t>(options.orders / 50'000, 2, 200);
  for (std::int64_t round = 0; round < rounds; ++round) {
    for (const List& list : all_lists()) {
      choice.at(company.commits());
      KINTSUGI_TRY_OK(server->get(list.path(choice)).map([](const auto&) {}));
      const std::string number = fmt::format("B{}-{}-{}", getpid(), round, list.name);
      const nlohmann::json command = {{"number", number}, {"name", "操作员"}};
      KINTSUGI_TRY_OK(server
                            ->post("/v1/operators/register_operator",
                                   session + "Idempotency-Key: \"" + number + "\"\r\n",
                                   command.dump())
                            .map([](const auto&) {}));
    }
    if (round % 2 != 0) continue;
    const List& list = all_lists()[static_cast<std::size_t>(choice.below(std::ssize(all_lists())))];
    const std::int64_t position =
        company.commits() / 20 + choice.below(company.commits() * 19 / 20);
    choice.at(position);
    KINTSUGI_TRY_OK(
        server->get(fmt::format("{}&as_of={}", list.path(choice), position)).map([](const auto&) {
        }));
  }
  std::vector<Figure> figures;
  for (const auto& [name, line] : {std::pair{"memory", "VmHWM"},
                                   {"memory_resident", "VmRSS"},
                                   {"memory_anonymous", "RssAnon"},
                                   {"memory_files", "RssFile"}}) {
    KINTSUGI_TRY(const double value, server->memory_mib(line));
    figures.push_back({name, value, "MiB", "1_GiB", gib, true});
  }
  figures.push_back({"memory_at_start", idle, "MiB", "1_GiB", gib, true});
  return figures;
}

}  // namespace kintsugi::bench
