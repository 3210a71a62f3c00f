#include "api/http/feeds/feeds.h"

#include <algorithm>

#include "api/http/feeds/topics.h"
#include "api/http/reading/reading.h"
#include "events/commit/commit.h"
#include "projections/audit/audit.h"
#include "projections/queues/queues.h"
#include "schema/rows_queues_state.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t read_at_once = 2000;

}  // namespace

Feeds::Feeds(Options options, Service& service, Damage& damage)
    : options_(options),
      service_(service),
      damage_(damage),
      thread_([this](std::stop_token stop) { run(stop); }) {}

Feeds::~Feeds() { close(); }

void Feeds::published(const std::string& tenant) {
  {
    std::lock_guard lock(mutex_);
    dirty_.insert(tenant);
  }
  to_read_.notify_one();
}

void Feeds::close() {
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }
  thread_.request_stop();
  to_read_.notify_all();
  changed_.notify_all();
}

void Feeds::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    std::set<std::string> dirty;
    {
      std::unique_lock lock(mutex_);
      to_read_.wait(lock, [&] { return closed_ || !dirty_.empty(); });
      if (closed_) return;
      dirty.swap(dirty_);
    }
    for (const std::string& tenant : dirty) read_new(tenant);
    changed_.notify_all();
  }
}

// Tables may be ahead of the ring. Whoever told of them now would never tell which things moved; a
// round follows as soon as the ring has them.
bool Feeds::has_read(const std::string& tenant, Position next) {
  std::lock_guard lock(mutex_);
  const auto it = tenants_.find(tenant);
  return it != tenants_.end() && it->second.next >= next;
}

bool Feeds::stopping() {
  std::lock_guard lock(mutex_);
  return closed_;
}

// Reads what was committed since the last time: which things each commit touched.
void Feeds::read_new(const std::string& tenant) {
  auto view = service_.view(tenant);
  if (!view) return;
  Position from;
  {
    std::lock_guard lock(mutex_);
    Tenant& state = tenants_[tenant];
    if (!state.begun) {
      state.begun = true;
      state.next = state.first = view->next;  // what was before the first feed is not fed
    }
    from = state.next;
  }
  std::deque<Touched> fresh;
  auto audit = view->rows("audit");
  bool skipped = !audit;
  if (audit && from < view->next) {
    CommitView commit;
    auto visited =
        projections::visit_all(**audit, {.from = from, .to = view->next}, [&](Position position) {
          if (fresh.size() >= read_at_once || stopping()) {
            skipped = true;
            return false;
          }
          Touched touched{position, {}};
          const auto bytes = service_.log().at(position);
          const Result<void> opened = bytes ? commit.open(*bytes) : tl::unexpected(bytes.error());
          if (!opened) {
            damage_.note(opened.error());
            skipped = true;
            return false;
          }
          for (std::uint16_t index : commit.touched()) {
            std::string_view stream = commit.streams()[index];
            if (is_followed(stream.substr(0, stream.find('/'))))
              touched.streams.emplace_back(stream);
          }
          fresh.push_back(std::move(touched));
          return true;
        });
    if (!visited) skipped = true;
  }
  std::lock_guard lock(mutex_);
  Tenant& state = tenants_[tenant];
  for (Touched& touched : fresh) state.ring.push_back(std::move(touched));
  while (state.ring.size() > options_.ring_commits) {
    state.first = state.ring.front().position.next();
    state.ring.pop_front();
  }
  state.next = view->next;
  if (skipped) {  // an import runs by, or it cannot be read: whoever looks on reloads
    state.ring.clear();
    state.first = state.next;
  }
  state.published = view->next;
  state.clock = view->clock;
  ++state.round;
}

// One open feed: what it has told so far.
class Feeds::Open {
 public:
  Open(Feeds& feeds, const Ask& ask, FeedWriter& writer)
      : feeds_(feeds), ask_(ask), writer_(writer), principal_(ask.principal) {}

  void serve() {
    if (!writer_.write("retry: 3000\n\n")) return;
    if (!start()) return;
    while (alive_) {
      if (!tell()) return;
      if (!wait()) return;
    }
  }

 private:
  bool send(std::string_view topic, Position id, const std::string& data) {
    std::string text = "id: " + std::to_string(id.value) + "\nevent: " + std::string(topic) +
                       "\ndata: " + data + "\n\n";
    last_write_ = std::chrono::steady_clock::now();
    return writer_.write(text);
  }

  // Where to begin: at the head, or after what the client has seen.
  bool start() {
    last_write_ = std::chrono::steady_clock::now();
    auto view = feeds_.service_.view(ask_.principal.tenant);
    if (!view) return false;
    told_ = view->next;
    if (!ask_.after) return true;
    Position wanted = ask_.after->next();
    bool too_old = wanted > view->next;
    {
      std::lock_guard lock(feeds_.mutex_);
      auto it = feeds_.tenants_.find(ask_.principal.tenant);
      if (it == feeds_.tenants_.end()) {
        too_old = too_old || wanted != view->next;
      } else {
        too_old = too_old || (wanted < it->second.first);
      }
    }
    if (too_old)
      return send("reset", view->last(),
                  "{\"position\":\"" + std::to_string(view->last().value) + "\"}");
    told_ = wanted;
    return true;
  }

  bool tell() {
    auto view = feeds_.service_.view(ask_.principal.tenant);
    if (!view) return true;  // the tables are away for the moment; the heartbeat goes on
    bool moved = first_ || view->next != told_;
    if (!moved || !feeds_.has_read(ask_.principal.tenant, view->next)) return true;
    if (!tell_lists(*view)) return false;
    if (const auto scope = scope_for("queues", "queue_items", *view);
        scope && !tell_queues(*view, *scope))
      return false;
    if (ask_.topics.contains("position")) {
      std::string data = "{\"position\":\"" + std::to_string(view->last().value) +
                         "\",\"recorded_at\":\"" + format_instant(view->clock) + "\"}";
      if (!send("position", view->last(), data)) return false;
    }
    first_ = false;
    told_ = view->next;
    return true;
  }

  // Of a topic that was asked for, what its list's readers see of it; nothing: none of them is he.
  std::optional<projections::Scope> scope_for(const std::string& topic, std::string_view list,
                                              const TenantView& view) {
    const Readers readers = readers_of(*schema::find_list(list));
    if (!ask_.topics.contains(topic) || !may_read(principal_, readers)) return std::nullopt;
    const auto scope = scope_of(principal_, readers, view);
    return scope ? std::optional(*scope) : std::nullopt;
  }

  // What was touched since the last time.
  struct Touches {
    std::set<std::string, std::less<>> streams;
    bool more = false;  // and what the ring has no more
  };
  Touches touches_until(Position next) {
    Touches out;
    std::lock_guard lock(feeds_.mutex_);
    const auto it = feeds_.tenants_.find(ask_.principal.tenant);
    if (it == feeds_.tenants_.end()) return out;
    out.more = told_ < it->second.first;
    for (auto one = it->second.ring.rbegin(); one != it->second.ring.rend(); ++one) {
      if (one->position < told_) break;
      if (one->position < next) out.streams.insert(one->streams.begin(), one->streams.end());
    }
    return out;
  }

  bool send_moved(std::string_view topic, std::string_view member, const TenantView& view,
                  const Moved& moved) {
    if (moved.ids.empty() && !moved.more) return true;
    std::string names;
    for (const std::string& id : moved.ids) names += (names.empty() ? "" : ",") + json_text(id);
    return send(topic, view.last(),
                "{\"position\":\"" + std::to_string(view.last().value) + "\"," +
                    json_text(member) + ":[" + names +
                    "],\"more\":" + (moved.more ? "true" : "false") + "}");
  }

  // Each list that was asked for, and the orders under their older name.
  bool tell_lists(const TenantView& view) {
    const Touches touches = touches_until(view.next);
    for (const std::string& name : ask_.topics) {
      const bool orders = name == "orders";
      const Topic* topic = find_topic(orders ? "work_orders" : name);
      const auto scope = topic ? scope_for(name, topic->name(), view) : std::nullopt;
      if (!scope) continue;
      auto moved = moved_of(*topic, touches.streams, view, *scope, feeds_.options_.ids_max);
      if (!moved) {
        if (moved.error().kind != ErrorKind::unavailable) feeds_.damage_.note(moved.error());
        moved = Moved{};
        moved->more = true;
      }
      moved->more = moved->more || touches.more;
      if (!send_moved(name, orders ? "orders" : "ids", view, *moved)) return false;
    }
    return true;
  }

  bool tell_queues(const TenantView& view, const projections::Scope& scope) {
    auto rows = view.rows("queues");
    if (!rows) return true;
    const auto sums = projections::sum_queues(**rows, scope);
    if (!sums) {
      feeds_.damage_.note(sums.error());
      return true;
    }
    std::string items;
    for (const auto& [queue, count] : *sums) {
      items += (items.empty() ? "" : ",") + ("{\"queue\":\"" + std::string(schema::name_of(queue)) +
                                             "\",\"count\":" + std::to_string(count) + "}");
    }
    if (!first_ && items == queues_told_) return true;
    queues_told_ = items;
    return send(
        "queues", view.last(),
        "{\"position\":\"" + std::to_string(view.last().value) + "\",\"items\":[" + items + "]}");
  }

  // Until the tables move on; a heartbeat where nothing does.
  bool wait() {
    using Steady = std::chrono::steady_clock;
    auto coalesced = Steady::now() + feeds_.options_.coalesce;
    auto beat = last_write_ + feeds_.options_.heartbeat;
    std::unique_lock lock(feeds_.mutex_);
    feeds_.changed_.wait_until(lock, coalesced, [&] { return feeds_.closed_; });
    const auto until = std::max(beat, coalesced);
    while (!feeds_.changed_.wait_until(
               lock, std::min(until, Steady::now() + feeds_.options_.looked_every),
               [&] { return feeds_.closed_ || has_moved(); }) &&
           Steady::now() < until) {
      lock.unlock();
      if (!writer_.is_there()) return false;
      lock.lock();
    }
    bool closed = feeds_.closed_;
    lock.unlock();
    if (closed) return end("shutdown");
    if (ask_.again) {  // duties may have been given or taken meanwhile
      auto principal = ask_.again();
      if (!principal) return end("signed_out");
      principal_ = *std::move(principal);
    }
    if (Steady::now() >= beat) {
      last_write_ = Steady::now();
      // As an event too: a browser does not tell its page of comments, and a page that hears
      // nothing cannot tell a quiet company from a dead connection.
      return writer_.write(": heartbeat\nevent: beat\ndata: {}\n\n");
    }
    return true;
  }

  bool has_moved() {  // under the feeds' lock
    auto it = feeds_.tenants_.find(ask_.principal.tenant);
    const bool moved = it != feeds_.tenants_.end() && it->second.round != round_;
    if (moved) round_ = it->second.round;
    return moved;
  }

  bool end(const char* reason) {
    writer_.write("event: end\ndata: {\"reason\":\"" + std::string(reason) + "\"}\n\n");
    alive_ = false;
    return false;
  }

  Feeds& feeds_;
  const Ask& ask_;
  FeedWriter& writer_;
  Principal principal_;
  Position told_;
  std::uint64_t round_ = 0;
  std::string queues_told_;
  std::chrono::steady_clock::time_point last_write_;
  bool first_ = true;
  bool alive_ = true;
};

Result<Feeds::Place> Feeds::enter(const Principal& principal) {
  const std::string key = principal.tenant + "/" + principal.operator_id;
  const std::lock_guard lock(mutex_);
  if (open_[key] >= options_.of_operator_max) {
    return fail(ErrorKind::unavailable, "stream.too_many_of_operator",
                "at most " + std::to_string(options_.of_operator_max) + " feeds of an operator");
  }
  ++open_[key];
  return Place(nullptr, [this, key](void*) {
    const std::lock_guard leaving(mutex_);
    if (const auto it = open_.find(key); --it->second == 0) open_.erase(it);
  });
}

void Feeds::serve(const Ask& ask, FeedWriter& writer) {
  published(ask.principal.tenant);  // so that the ring begins no later than this feed
  Open(*this, ask, writer).serve();
}

}  // namespace kintsugi::api
