#include "tests/faults/load.h"

#include <fmt/format.h>

#include "events/base/types.h"
#include "events/schema/runtime/description.h"
#include "events/schema/runtime/json.h"
#include "core/histories/order_story.h"
#include "schema/stock.h"

namespace kintsugi::tests {
struct LoadStep {
  std::string who;
  std::string_view command;  // "register_work_order"
  Json body;
};

namespace {

using Step = LoadStep;
using namespace std::chrono_literals;
constexpr int order_workers = 4;  // one for each technician
constexpr int batch_workers = 2;
constexpr int batch_lines = 40;
constexpr std::chrono::milliseconds back_off{20};  // after "not now", as Retry-After asks for

Step step_of(const std::string& who, const schema::Command& command) {
  std::string text;
  schema::write_json(text, command);
  Json body = Json::parse(text);
  body.erase("type");  // the route says it
  for (auto field = body.begin(); field != body.end();)
    field = field->is_null() ? body.erase(field) : std::next(field);
  return {who, command.name(), std::move(body)};
}

// From the call to the posted order; `life` is nobody else's number.
std::vector<Step> life_of_an_order(int worker, const std::string& life, std::int64_t number) {
  constexpr int parts = 11;  // of those that are delivered
  histories::OrderPlan plan;
  plan.number = (worker + 1) * 1'000'000 + number;
  plan.order = "WO-" + life;
  // Of the day: whoever sends it again says the same.
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  plan.at = today;
  plan.registers_customer = number % 2 == 0;
  plan.part = static_cast<int>(number % parts);
  // Five visits of two hours a day from tomorrow on, none of them twice.
  const histories::Visit visit{
      People::technician_numbers()[static_cast<std::size_t>(worker)],
      today + std::chrono::days(1 + number / 5) + std::chrono::minutes(number % 5 * 120)};
  std::vector<Step> steps;
  for (const histories::Wish& wish : histories::tell_straight(plan, visit))
    for (const schema::Command& command : wish.commands)
      steps.push_back(step_of(wish.who, command));
  return steps;
}

// Few parts of one warehouse, so that the lines count on each other; some are refused.
std::vector<Step> a_batch(const std::string& life) {
  const std::string keeper = histories::store_keeper_of(1);
  schema::ReleaseStock nothing{.warehouse = histories::warehouse_id(1),
                               .condition = schema::PartCondition::good,
                               .hold = "nothing-" + life};
  schema::ReceiveStock goods{.warehouse = histories::warehouse_id(1),
                             .condition = schema::PartCondition::good,
                             .quantity = 1000,
                             .supplier = "金鹿备件中心"};
  std::vector<Step> lines;
  for (int i = 0; i < batch_lines; ++i) {
    nothing.part = goods.part = histories::part_id(i % 3);
    goods.document = fmt::format("{}-{}", life, i);
    const bool refused = i % 8 == 7;
    lines.push_back(step_of(keeper, refused ? schema::Command(nothing) : schema::Command(goods)));
  }
  return lines;
}

}  // namespace

struct Load::Worker {
  int number = 0;
  bool sends_batches = false;
  std::int64_t lives = 0;
  std::string life;  // of the steps
  std::vector<Step> steps;
  std::size_t done = 0;  // steps that were answered; of a batch: all or none
  bool begun = false;    // had an answer since start()
  std::jthread thread;

  void go_on() {
    if (done < steps.size()) return;
    life = fmt::format("{}-{}", number, ++lives);
    steps = sends_batches ? a_batch(life) : life_of_an_order(number, life, lives);
    done = 0;
  }
  std::string key(std::size_t step) const { return fmt::format("load-{}-{}", life, step); }
};

Load::Load(const People& people) : people_(people) {
  for (int i = 0; i < order_workers + batch_workers; ++i) {
    auto worker = std::make_unique<Worker>();
    worker->number = i;
    worker->sends_batches = i >= order_workers;
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
  if (!(worker.sends_batches ? send_batch(worker, client) : send_one(worker, client))) return false;
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
    const std::string route(schema::find_type(step.command)->route);
    const auto answer = client.Post(route, headers, step.body.dump(), "application/json");
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
