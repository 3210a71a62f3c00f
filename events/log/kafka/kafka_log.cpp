#include "events/log/kafka/kafka_log.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>

#include "events/log/kafka/producer.h"
#include "events/log/kafka/reader.h"
#include "events/log/kafka/record_cache.h"
#include "events/log/kafka/refusals.h"
#include "events/log/kafka/topic.h"
#include "events/log/kafka/watermarks.h"
#include "events/log/kafka/write_probe.h"
#include "events/log/time_search.h"

namespace kintsugi::log {
namespace {

constexpr std::chrono::milliseconds step{100};  // of waiting for a fetch, before looking at the time
constexpr std::size_t cached_octets_max = 32U << 20;
constexpr std::int64_t newest = 50'000;      // a reader that begins among so many last records follows the end
constexpr std::size_t read_together = 64;  // records, where one is asked for: its neighbours are asked for next

// Near the end: gives what others have read lately, connects where that ends, and keeps what it reads.
class TailCursor final : public Cursor {
 public:
  using Connect = std::function<Result<std::unique_ptr<KafkaCursor>>(Position from)>;
  TailCursor(Position from, RecordCache& cache, Connect connect)
      : next_(from), cache_(cache), connect_(std::move(connect)) {}

  Result<std::span<const Record>> next(std::size_t max, std::chrono::milliseconds wait) override {
    if (!cursor_) {
      take_kept(max);
      if (!records_.empty()) return records_;
      KINTSUGI_TRY(cursor_, connect_(next_));
    }
    KINTSUGI_TRY(const auto records, cursor_->next(max, wait));
    for (const Record& record : records) cache_.add(record);
    return records;
  }

 private:
  void take_kept(std::size_t max) {
    records_.clear();
    kept_.clear();
    while (records_.size() < max) {
      auto kept = cache_.find(next_);
      if (!kept) return;
      kept_.push_back(*std::move(kept));
      const RecordCache::Kept& last = kept_.back();
      records_.push_back({next_, last.appended_at, *last.bytes, last.seal});
      next_ = next_.next();
    }
  }

  Position next_;  // while it is not connected
  RecordCache& cache_;
  const Connect connect_;
  std::unique_ptr<KafkaCursor> cursor_;
  std::vector<Record> records_;
  std::deque<RecordCache::Kept> kept_;  // what records_ points to
};

TopicKind kind_of(const KafkaOptions& options) {
  return options.compacted ? TopicKind::compacted : TopicKind::log;
}

class KafkaLog final : public EventLog {
 public:
  KafkaLog(KafkaOptions options, std::unique_ptr<Refusals> refusals,
           std::unique_ptr<KafkaProducer> producer, std::unique_ptr<WatermarkReader> watermarks)
      : options_(std::move(options)), refusals_(std::move(refusals)),
        watermarks_(std::move(watermarks)), producer_(std::move(producer)) {}

  Result<void> append(std::vector<Outgoing> batch, Done done) override {
    return producer_->append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<Cursor>> read(Position from) override;
  Result<Position> end() override {
    KINTSUGI_TRY(const Watermarks ends, watermarks_->ask(options_.call_timeout));
    return ends.end;
  }
  Result<Bytes> at(Position position) override;
  Result<Bytes> stored_at(Position position) override;
  Result<Position> position_at(Instant time) override;
  Result<void> check() override;
  // At the first start: whether this node may read, and where it appends soon, write.
  Result<void> check_rights(const Watermarks& ends, const TopicLimits& limits);
  std::optional<Error> refusal() const override {
    if (auto why = refusals_->any()) return why;
    return state_of(watermarks_->client()).admission.why();
  }
  void fail_producer() { producer_->fail_for_test(); }
  bool has_a_clock() const override { return true; }  // the broker's: LogAppendTime
  std::string describe() const override {
    return "kafka:" + options_.place.servers + "/" + options_.place.topic;
  }

 private:
  Result<void> check_reading(const Watermarks& ends);
  Result<std::unique_ptr<KafkaCursor>> cursor_at(Position from, const Watermarks& ends,
                                                 ReadAhead ahead);
  tl::unexpected<Error> no_answer(Position position) const {
    return fail(ErrorKind::unavailable, "log.unavailable",
                "Kafka did not give the record at position " + std::to_string(position.value) +
                    " within " + std::to_string(options_.call_timeout.count()) + " ms");
  }

  // Constant after construction.
  const KafkaOptions options_;
  const std::unique_ptr<Refusals> refusals_;
  const std::unique_ptr<WatermarkReader> watermarks_;
  const std::unique_ptr<KafkaProducer> producer_;
  RecordCache cache_{cached_octets_max};
};

Result<void> KafkaLog::check() {
  KINTSUGI_TRY(const Watermarks ends, watermarks_->ask(options_.call_timeout));
  KINTSUGI_TRY_OK(check_within(ends, Position{0}));
  const KafkaPlace& place = options_.place;
  KINTSUGI_TRY(const TopicLimits limits,
               ensure_topic(watermarks_->client(), place.servers, place.topic, kind_of(options_),
                            false, options_.call_timeout));
  if (!refusals_->get(Refusals::Of::write)) return {};
  KINTSUGI_TRY_OK(ask_for_write(place, limits.message_bytes_max, options_.call_timeout));
  refusals_->clear(Refusals::Of::write);
  return {};
}

Result<void> KafkaLog::check_rights(const Watermarks& ends, const TopicLimits& limits) {
  // Where there are records, whoever reads and writes them hears it: to ask beforehand takes a
  // second, which a restart does not have.
  if (ends.first != ends.end) return {};
  KINTSUGI_TRY_OK(check_reading(ends));
  if (!options_.appends_soon) return {};
  return ask_for_write(options_.place, limits.message_bytes_max, options_.call_timeout);
}

Result<void> KafkaLog::check_reading(const Watermarks& ends) {
  KINTSUGI_TRY(auto cursor, cursor_at(ends.end, ends, ReadAhead::near));
  const auto until = std::chrono::steady_clock::now() + options_.call_timeout;
  while (!cursor->at_end() && std::chrono::steady_clock::now() < until) {
    KINTSUGI_TRY(const auto records, cursor->next(1, step));
    if (!records.empty()) break;
  }
  return {};
}

Result<std::unique_ptr<KafkaCursor>> KafkaLog::cursor_at(Position from, const Watermarks& ends,
                                                         ReadAhead ahead) {
  const Position within = std::min(from, ends.end);
  KINTSUGI_TRY_OK(check_within(ends, within));
  // Always a new client: librdkafka 2.0.2 may take a second to notice that a used one was assigned anew
  // (its broker thread sleeps on), and five to twenty milliseconds to connect.
  KINTSUGI_TRY(auto reader, Reader::make(options_.place, ahead));
  KINTSUGI_TRY_OK(reader->seek(within));
  return std::make_unique<KafkaCursor>(
      std::move(reader), from, [this] { return watermarks_->ask(options_.call_timeout); },
      KafkaCursor::Beside{.seals = options_.seals, .keys = options_.compacted}, *refusals_);
}

Result<std::unique_ptr<Cursor>> KafkaLog::read(Position from) {
  KINTSUGI_TRY(const Watermarks ends, watermarks_->ask(options_.call_timeout));
  KINTSUGI_TRY_OK(check_within(ends, std::min(from, ends.end)));
  const bool scans = from.value + newest < ends.end.value;  // it would drive everything out
  if (scans || options_.compacted) return cursor_at(from, ends, ReadAhead::far);
  return std::make_unique<TailCursor>(from, cache_, [this](Position next) -> Result<std::unique_ptr<KafkaCursor>> {
    KINTSUGI_TRY(const Watermarks now, watermarks_->ask(options_.call_timeout));
    return cursor_at(next, now, ReadAhead::far);
  });
}

Result<Bytes> KafkaLog::at(Position position) {
  if (position.value < 0) return no_record_at(position);
  if (const auto kept = cache_.find(position)) return *kept->bytes;
  return stored_at(position);
}

Result<Bytes> KafkaLog::stored_at(Position position) {
  KINTSUGI_TRY(const Watermarks ends, watermarks_->ask(options_.call_timeout));
  if (position >= ends.end) return no_record_at(position);
  KINTSUGI_TRY(auto cursor, cursor_at(position, ends, ReadAhead::near));
  const auto until = std::chrono::steady_clock::now() + options_.call_timeout;
  while (std::chrono::steady_clock::now() < until) {
    KINTSUGI_TRY(const auto records, cursor->next(read_together, step));
    for (const Record& record : records) cache_.add(record);
    if (records.empty() && !cursor->at_end()) continue;
    if (records.empty() || records.front().position != position) return no_record_at(position);
    return Bytes(records.front().bytes);
  }
  return no_answer(position);
}

Result<Position> KafkaLog::position_at(Instant time) {
  KINTSUGI_TRY(const Watermarks ends, watermarks_->ask(options_.call_timeout));
  const ReadWindow read = [&](Position from) -> Result<TimeWindow> {
    KINTSUGI_TRY(auto cursor, cursor_at(from, ends, ReadAhead::near));
    const auto until = std::chrono::steady_clock::now() + options_.call_timeout;
    TimeWindow window{from, from, {}};
    while (window.until == from && !cursor->at_end()) {
      KINTSUGI_TRY(const auto records, cursor->next(time_window_records, step));
      for (const Record& record : records) add_to_window(window, record, options_.recorded_at);
      if (records.empty() && std::chrono::steady_clock::now() >= until) return no_answer(from);
    }
    return window;
  };
  return find_by_time(ends.first, ends.end, time, read);
}

Result<void> check_topic_name(std::string_view topic) {
  const auto ok = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  if (!topic.empty() && topic.size() <= 249 && topic != "." && topic != ".." &&
      std::all_of(topic.begin(), topic.end(), ok)) {
    return {};
  }
  return fail(ErrorKind::invalid, "log.address",
              "a Kafka topic has 1 to 249 of a-z A-Z 0-9 . _ -, found \"" + std::string(topic) + "\"");
}

}  // namespace

Result<KafkaPlace> parse_kafka_place(std::string_view text) {
  constexpr std::string_view scheme = "kafka:";
  const auto bad = [&] {
    return fail(ErrorKind::invalid, "log.address",
                "expected kafka:HOST:PORT[,HOST:PORT]/TOPIC, found \"" + std::string(text) + "\"");
  };
  if (!text.starts_with(scheme)) return bad();
  const std::string_view rest = text.substr(scheme.size());
  const auto slash = rest.rfind('/');
  if (slash == std::string_view::npos || slash == 0) return bad();
  const std::string_view servers = rest.substr(0, slash);
  if (servers.back() == ',') return bad();
  std::string_view left = servers;
  while (!left.empty()) {
    const std::string_view server = left.substr(0, left.find(','));
    const auto colon = server.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == server.size()) return bad();
    if (server.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) return bad();
    left.remove_prefix(std::min(left.size(), server.size() + 1));
  }
  KafkaPlace place{std::string(servers), std::string(rest.substr(slash + 1)), {}};
  KINTSUGI_TRY_OK(check_topic_name(place.topic));
  return place;
}

Result<std::unique_ptr<EventLog>> open_kafka(KafkaOptions options) {
  const KafkaPlace& place = options.place;
  const auto deadline = std::chrono::steady_clock::now() + options.open_timeout;
  KINTSUGI_TRY_OK(check_topic_name(place.topic));
  if (place.servers.empty()) {
    return fail(ErrorKind::invalid, "log.address", "no Kafka server is named");
  }
  KINTSUGI_TRY(auto admin, make_client(RD_KAFKA_PRODUCER, place, {}));
  KINTSUGI_TRY(const TopicLimits limits,
               ensure_topic(admin.get(), place.servers, place.topic, kind_of(options),
                            options.create, options.open_timeout));
  auto watermarks = std::make_unique<WatermarkReader>(std::move(admin), place.topic);
  KINTSUGI_TRY(const Watermarks ends,
               ask_until(deadline, [&] { return watermarks->ask(options.call_timeout); }));
  KINTSUGI_TRY_OK(check_within(ends, Position{0}));
  auto refusals = std::make_unique<Refusals>();
  KINTSUGI_TRY(auto producer, KafkaProducer::open(options, *refusals));
  auto log = std::make_unique<KafkaLog>(std::move(options), std::move(refusals),
                                        std::move(producer), std::move(watermarks));
  KINTSUGI_TRY_OK(log->check_rights(ends, limits));
  return log;
}

void fail_producer_for_test(EventLog& log) { static_cast<KafkaLog&>(log).fail_producer(); }

}  // namespace kintsugi::log
