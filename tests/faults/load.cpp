#include "tests/faults/load.h"

#include <fmt/format.h>

#include "events/base/types.h"

namespace kintsugi::tests {
struct LoadStep {
  std::string who;
  std::string command;  // "work_orders/register_work_order"
  Json body;
};

namespace {

using Step = LoadStep;
using namespace std::chrono_literals;
constexpr int order_workers = 4;  // one for each technician
constexpr int batch_workers = 2;
constexpr int batch_lines = 40;
constexpr std::chrono::milliseconds back_off{20};  // after "not now", as Retry-After asks for

std::string tomorrow_and(std::int64_t minutes) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return format_instant(std::chrono::time_point_cast<std::chrono::milliseconds>(
      today + std::chrono::days(1) + std::chrono::minutes(minutes)));
}

// From the call to the posted order; `life` is nobody else's number.
std::vector<Step> life_of_an_order(const std::string& technician, const std::string& life,
                                   std::int64_t number) {
  const std::string order = "WO-" + life, request = "PR-" + life;
  const std::string part = fmt::format("KT-{:04}", 101 + number % 11);
  const Json just_order = {{"order", order}};
  // Five visits of two hours a day, none of them twice.
  const std::int64_t begin = number / 5 * 1440 + number % 5 * 120;
  const auto with = [&](Json more) {
    more["order"] = order;
    return more;
  };
  const auto on_order = [](const char* command) { return std::string("work_orders/") + command; };
  const auto on_request = [](const char* command) {
    return std::string("part_requests/") + command;
  };
  return {
      {"1001", on_order("register_work_order"),
       with({{"service_type", "repair"},
             {"source", "own"},
             {"brand", "JinLu"},
             {"category", "aircon"},
             {"model", "JL-35GW"},
             {"serial", "SN-" + life},
             {"contact", "王伟"},
             {"phone", "13800000001"},
             {"area", "城北-拱墅"},
             {"address", "城北-拱墅路1号"},
             {"symptom", "不制冷"},
             {"outlet", "OUT-1"},
             {"fault", "F1"}})},
      {"2001", on_order("schedule_booking"),
       with({{"technician", technician},
             {"starts_at", tomorrow_and(begin)},
             {"ends_at", tomorrow_and(begin + 90)}})},
      {technician, on_order("accept_booking"), just_order},
      {technician, on_order("start_travel"), just_order},
      {technician, on_order("check_in"),
       with({{"latitude", 30'250'000}, {"longitude", 120'150'000}, {"place", "用户家"}})},
      {technician, on_order("start_work"), just_order},
      {technician, on_request("request_part"),
       with(
           {{"part", part}, {"quantity", 1000}, {"technician", technician}, {"request", request}})},
      {technician, on_order("record_diagnosis"),
       with({{"fault_code", "E1"}, {"cause", "元件老化"}})},
      {technician, on_order("add_charge"),
       with({{"tariff", "TARIFF-2026"},
             {"item", "service"},
             {"quantity", 1000},
             {"payer", "customer"}})},
      {"2001", on_request("approve_part_request"), {{"request", request}}},
      {"3001", on_request("issue_part"), {{"request", request}}},
      {technician, on_request("sign_for_parts"), {{"request", request}, {"quantity", 1000}}},
      {technician, on_order("use_part"),
       with({{"part", part}, {"quantity", 1000}, {"payer", "manufacturer"}})},
      {technician, on_order("report_work_done"), with({{"result", "已修复"}})},
      {technician, on_order("collect_payment"),
       with({{"amount", 15'000}, {"method", "wechat"}, {"receipt", "R-" + life}})},
      {"2001", on_order("return_service_slip"), with({{"slip", "HD-" + life}})},
      {"2001", on_order("complete_work_order"), just_order},
      {"1001", "follow_ups/record_follow_up",
       with({{"satisfaction", 5}, {"answer", "charged"}, {"solved", true}})},
      {"4001", on_order("post_work_order"), just_order},
  };
}

// Few parts of one warehouse, so that the lines count on each other; some are refused.
std::vector<Step> a_batch(const std::string& life) {
  std::vector<Step> lines;
  for (int i = 0; i < batch_lines; ++i) {
    const std::string part = fmt::format("KT-{:04}", 101 + i % 3);
    if (i % 8 == 7) {
      lines.push_back({"3001",
                       "release_stock",
                       {{"warehouse", "WH-1"},
                        {"part", part},
                        {"condition", "good"},
                        {"hold", "nothing-" + life}}});
    } else {
      lines.push_back({"3001",
                       "receive_stock",
                       {{"warehouse", "WH-1"},
                        {"part", part},
                        {"condition", "good"},
                        {"quantity", 1000},
                        {"supplier", "金鹿备件中心"},
                        {"document", fmt::format("{}-{}", life, i)}}});
    }
  }
  return lines;
}

}  // namespace

struct Load::Worker {
  int number = 0;
  std::string technician;  // empty: sends batches
  std::int64_t lives = 0;
  std::string life;  // of the steps
  std::vector<Step> steps;
  std::size_t done = 0;  // steps that were answered; of a batch: all or none
  bool begun = false;    // had an answer since start()
  std::jthread thread;

  void go_on() {
    if (done < steps.size()) return;
    life = fmt::format("{}-{}", number, ++lives);
    steps = technician.empty() ? a_batch(life) : life_of_an_order(technician, life, lives);
    done = 0;
  }
  std::string key(std::size_t step) const { return fmt::format("load-{}-{}", life, step); }
};

Load::Load(const People& people) : people_(people) {
  for (int i = 0; i < order_workers + batch_workers; ++i) {
    auto worker = std::make_unique<Worker>();
    worker->number = i;
    if (i < order_workers) worker->technician = People::technicians()[static_cast<std::size_t>(i)];
    workers_.push_back(std::move(worker));
  }
}

Load::~Load() { stop(); }

void Load::start(const std::string& url, std::chrono::milliseconds patience) {
  url_ = url;
  stopping_ = false;
  {
    const std::lock_guard lock(mutex_);
    begun_ = 0;
    slowest_first_ = {};
    started_ = std::chrono::steady_clock::now();
  }
  for (auto& worker : workers_) {
    worker->begun = false;
    worker->thread = std::jthread([this, w = worker.get()] { run(*w); });
  }
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, patience, [&] { return begun_ == workers_.size(); }))
    complaints_.push_back("not every worker was answered in time");
}

void Load::stop() {
  stopping_ = true;
  for (auto& worker : workers_)
    if (worker->thread.joinable()) worker->thread.join();
}

void Load::run(Worker& worker) {
  httplib::Client client(url_);
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  client.set_read_timeout(60s);
  while (!stopping_) {
    worker.go_on();
    if (!send(worker, client)) return;
  }
}

// False: the node is gone.
bool Load::send(Worker& worker, httplib::Client& client) {
  if (!(worker.technician.empty() ? send_batch(worker, client) : send_one(worker, client)))
    return false;
  if (worker.begun) return true;
  worker.begun = true;
  const std::lock_guard lock(mutex_);
  ++begun_;
  slowest_first_ = std::max(slowest_first_, std::chrono::duration_cast<std::chrono::milliseconds>(
                                                std::chrono::steady_clock::now() - started_));
  changed_.notify_all();
  return true;
}

bool Load::send_one(Worker& worker, httplib::Client& client) {
  const Step& step = worker.steps[worker.done];
  const std::string key = worker.key(worker.done);
  const httplib::Headers headers{{"Authorization", "Bearer " + people_.token(step.who)},
                                 {"Idempotency-Key", "\"" + key + "\""}};
  while (true) {
    const auto answer =
        client.Post("/v1/" + step.command, headers, step.body.dump(), "application/json");
    if (!answer) return false;
    Json json = Json::parse(answer->body, nullptr, false);
    if (take(key, answer->status, json)) {
      ++worker.done;
      return true;
    }
    if (stopping_) return true;
    std::this_thread::sleep_for(back_off);  // told "not now": asked again
  }
}

bool Load::send_batch(Worker& worker, httplib::Client& client) {
  std::string body;
  for (std::size_t i = 0; i < worker.steps.size(); ++i) {
    const Step& step = worker.steps[i];
    body +=
        Json{{"id", worker.key(i)}, {"command", step.command}, {"body", step.body}}.dump() + "\n";
  }
  const httplib::Headers headers{
      {"Authorization", "Bearer " + people_.token(worker.steps.front().who)}};
  while (true) {
    const auto answer = client.Post("/v1/commands", headers, body, "application/x-ndjson");
    if (!answer) return false;
    std::size_t line = 0, taken = 0;
    for (std::string_view rest = answer->body; answer->status == 200 && !rest.empty(); ++line) {
      const auto end = rest.find('\n');
      const Json json = Json::parse(rest.substr(0, end), nullptr, false);
      const Json& inner = json.contains("problem") ? json["problem"] : json;
      if (take(worker.key(line), json.value("status", 0), inner)) ++taken;
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    if (answer->status != 200) take("a batch", answer->status, {});
    if (taken == worker.steps.size()) {
      worker.done = taken;
      return true;
    }
    if (stopping_) return true;
    std::this_thread::sleep_for(back_off);  // told "not now": asked again
  }
}

// True: answered for good.
bool Load::take(const std::string& id, int status, const Json& answer) {
  if (status == 503 || status == 429) return false;
  const std::string position = answer.is_object() ? answer.value("position", "") : "";
  if (position.empty()) {
    complain(fmt::format("{}: {} {}", id, status, answer.dump()));
    return true;
  }
  const std::lock_guard lock(mutex_);
  const auto [known, fresh] = acknowledged_.emplace(id, std::stoll(position));
  if (!fresh && known->second != std::stoll(position))
    complaints_.push_back(fmt::format("{} was at {}, and is at {}", id, known->second, position));
  if (fresh && status == 200) ++accepted_;
  ++answers_;
  changed_.notify_all();
  return true;
}

void Load::complain(const std::string& what) {
  const std::lock_guard lock(mutex_);
  if (complaints_.size() < 20) complaints_.push_back(what);
}

bool Load::wait_for_answers(std::size_t more, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const std::size_t until = answers_ + more;
  return changed_.wait_for(lock, patience, [&] { return answers_ >= until; });
}

Load::Acknowledged Load::acknowledged() const {
  const std::lock_guard lock(mutex_);
  return acknowledged_;
}

std::size_t Load::accepted() const {
  const std::lock_guard lock(mutex_);
  return accepted_;
}

std::chrono::milliseconds Load::slowest_first_answer() const {
  const std::lock_guard lock(mutex_);
  return slowest_first_;
}

std::vector<std::string> Load::complaints() const {
  const std::lock_guard lock(mutex_);
  return complaints_;
}

}  // namespace kintsugi::tests
