#include "events/log/kafka/producer.h"

#include <array>

#include <spdlog/spdlog.h>

#include "events/log/kafka/settings.h"

namespace kintsugi::log {
namespace {

constexpr int poll_ms = 100;
constexpr std::chrono::milliseconds retry_delay{500};
constexpr std::chrono::milliseconds forbidden_delay{10'000};
constexpr std::size_t group_bytes_max = 768u << 10;  // fits one request: batch.size is 1,000,000
constexpr std::size_t headers_bytes = 512;           // of a record, about

KafkaSettings producer_settings(const KafkaOptions& options) {
  return {
      {"enable.idempotence", "true"},  // so acks=all, endless retries, order kept
      {"acks", "all"},
      {"max.in.flight", "5"},
      {"enable.gapless.guarantee", "false"},
      {"linger.ms", "100"},  // never waited for: rd_kafka_flush() ends it, once the whole group is there
      {"message.timeout.ms", std::to_string(options.message_timeout.count())},
      {"request.timeout.ms", "5000"},
      {"retry.backoff.ms", "50"},
      {"compression.codec", "lz4"},  // commits of one company are alike: a third is left of them
      {"message.max.bytes", std::to_string(message_bytes_max)},
      // Our own bounds come first; these only must not be in the way.
      {"queue.buffering.max.messages", std::to_string(2 * options.queue_records_max + 1000)},
      {"queue.buffering.max.kbytes", std::to_string(4 * options.queue_bytes_max / 1024 + 65'536)},
  };
}

}  // namespace

struct KafkaProducer::Call {
  EventLog::Done done;
};

struct KafkaProducer::InFlight {
  std::shared_ptr<Call> call;  // shared by the records of one append
  std::size_t index;
  std::size_t bytes;
};

KafkaProducer::KafkaProducer(KafkaOptions options, Refusals& refusals)
    : options_(std::move(options)), refusals_(refusals) {}

Result<std::unique_ptr<KafkaProducer>> KafkaProducer::open(const KafkaOptions& options,
                                                           Refusals& refusals) {
  std::unique_ptr<KafkaProducer> producer(new KafkaProducer(options, refusals));
  if (options.appends_soon) KINTSUGI_TRY_OK(producer->connect());
  producer->thread_ = std::jthread([p = producer.get()](const std::stop_token& stop) { p->loop(stop); });
  return producer;
}

KafkaProducer::~KafkaProducer() {
  if (thread_.joinable()) {
    thread_.request_stop();
    thread_.join();
  }
}

Result<void> KafkaProducer::connect() {
  KINTSUGI_TRY(auto client, make_client(RD_KAFKA_PRODUCER, options_.place,
                                        producer_settings(options_), on_report, this));
  Owned<rd_kafka_topic_t> topic(
      rd_kafka_topic_new(client.get(), options_.place.topic.c_str(), nullptr));
  if (!topic) {
    return tl::unexpected(
        translate(client.get(), rd_kafka_last_error(),
                  "cannot use the Kafka topic " + options_.place.topic, "Write"));
  }
  state_of(client.get()).admission.let_in();  // whoever opened the log was
  const std::lock_guard lock(mutex_);
  topic_ = std::move(topic);
  client_ = std::move(client);
  return {};
}

Result<void> KafkaProducer::append(std::vector<Outgoing> batch, EventLog::Done done) {
  if (batch.empty()) return {};
  std::size_t bytes = 0;
  for (const Outgoing& record : batch) {
    KINTSUGI_TRY_OK(check_record_size(record));
    bytes += record.bytes.size();
  }
  const auto call = std::make_shared<Call>(Call{std::move(done)});
  const std::lock_guard lock(mutex_);
  if (down_) return tl::unexpected(*down_);
  if (queue_records_ + batch.size() > options_.queue_records_max ||
      queue_bytes_ + bytes > options_.queue_bytes_max) {
    return fail(ErrorKind::unavailable, "log.queue_full",
                std::to_string(queue_records_) + " records (" + std::to_string(queue_bytes_) +
                    " octets) wait for Kafka's answer");
  }
  queue_records_ += batch.size();
  queue_bytes_ += bytes;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    auto in_flight = std::make_unique<InFlight>(InFlight{call, i, batch[i].bytes.size()});
    waiting_.push_back({std::move(batch[i]), std::move(in_flight)});
  }
  work_.notify_one();
  return {};
}

// What waits, once there is something; nothing after a while.
std::vector<KafkaProducer::Waiting> KafkaProducer::next_group(const std::stop_token& stop) {
  std::vector<Waiting> group;
  std::unique_lock lock(mutex_);
  work_.wait_for(lock, stop, std::chrono::milliseconds(poll_ms), [this] { return !waiting_.empty(); });
  std::size_t bytes = 0;
  while (!waiting_.empty() && bytes < group_bytes_max) {
    bytes += waiting_.front().record.bytes.size() + headers_bytes;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return group;
}

void KafkaProducer::send(std::vector<Waiting> group) {
  std::optional<std::string> rejected;
  if (!group.empty() && !client_) {
    if (const auto connected = connect(); !connected) rejected = connected.error().what;
  }
  for (auto& [record, in_flight] : group) {
    // One that is rejected takes the rest with it: order is kept.
    if (!rejected) rejected = produce(record, *in_flight);
    if (!rejected) {
      (void)in_flight.release();  // comes back with its report
      ++under_way_;
    } else {
      answer(std::move(in_flight), {Appended::Outcome::failed, {}, *rejected});
    }
  }
}

// None where librdkafka has taken the record.
std::optional<std::string> KafkaProducer::produce(const Outgoing& record, InFlight& in_flight) {
  rd_kafka_headers_t* headers = nullptr;
  if (!record.headers.empty() || !record.seal.empty()) {
    headers = rd_kafka_headers_new(record.headers.size() + 1);
    for (const auto& [name, value] : record.headers) {
      rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()), value.data(),
                          static_cast<ssize_t>(value.size()));
    }
    if (!record.seal.empty()) {
      rd_kafka_header_add(headers, seal_header, -1, record.seal.data(),
                          static_cast<ssize_t>(record.seal.size()));
    }
  }
  std::array<rd_kafka_vu_t, 7> fields{};
  std::size_t count = 0;
  const auto field = [&](rd_kafka_vtype_t type) -> rd_kafka_vu_t& {
    fields[count].vtype = type;
    return fields[count++];
  };
  field(RD_KAFKA_VTYPE_RKT).u.rkt = topic_.get();
  field(RD_KAFKA_VTYPE_PARTITION).u.i32 = log_partition;
  field(RD_KAFKA_VTYPE_MSGFLAGS).u.i = RD_KAFKA_MSG_F_COPY;
  if (!record.bytes.empty() || !options_.compacted) {  // none: the key is taken out
    auto& value = field(RD_KAFKA_VTYPE_VALUE);
    value.u.mem.ptr = const_cast<char*>(record.bytes.data());
    value.u.mem.size = record.bytes.size();
  }
  field(RD_KAFKA_VTYPE_OPAQUE).u.ptr = &in_flight;
  if (!record.tenant.empty()) {
    auto& key = field(RD_KAFKA_VTYPE_KEY);
    key.u.mem.ptr = const_cast<char*>(record.tenant.data());
    key.u.mem.size = record.tenant.size();
  }
  if (headers != nullptr) field(RD_KAFKA_VTYPE_HEADERS).u.headers = headers;
  rd_kafka_error_t* error = rd_kafka_produceva(client_.get(), fields.data(), count);
  if (error == nullptr) return std::nullopt;
  if (headers != nullptr) rd_kafka_headers_destroy(headers);
  std::string why = rd_kafka_error_string(error);
  rd_kafka_error_destroy(error);
  return why;
}

void KafkaProducer::answer(std::unique_ptr<InFlight> record, const Appended& appended) {
  {
    const std::lock_guard lock(mutex_);
    --queue_records_;
    queue_bytes_ -= record->bytes;
  }
  record->call->done(record->index, appended);
}

Appended KafkaProducer::outcome_of(const rd_kafka_message_t& message) const {
  const auto status = rd_kafka_message_status(&message);
  if (status == RD_KAFKA_MSG_STATUS_PERSISTED && message.offset >= 0) {
    refusals_.clear(Refusals::Of::write);
    return {Appended::Outcome::stored, Position{message.offset}, {}};
  }
  std::string why = rd_kafka_err2str(message.err);
  if (is_forbidden(message.err)) {
    const Error error = translate(client_.get(), message.err,
                                  "cannot write the Kafka topic " + options_.place.topic, "Write");
    refusals_.note(Refusals::Of::write, error);
    why = error.what;
  }
  if (status == RD_KAFKA_MSG_STATUS_NOT_PERSISTED) {
    return {Appended::Outcome::failed, {}, std::move(why)};
  }
  if (status == RD_KAFKA_MSG_STATUS_PERSISTED) why = "stored, but the broker did not say where";
  return {Appended::Outcome::unknown, {}, std::move(why)};
}

void KafkaProducer::on_report(void* self, const rd_kafka_message_t& message) {
  auto* const producer = static_cast<KafkaProducer*>(self);
  std::unique_ptr<InFlight> record(static_cast<InFlight*>(message._private));
  --producer->under_way_;
  producer->answer(std::move(record), producer->outcome_of(message));
}

void KafkaProducer::loop(const std::stop_token& stop) {
  for (;;) {
    if (under_way_ == 0) send(next_group(stop));
    if (!client_) {  // not needed yet
      if (stop.stop_requested()) return;
      continue;
    }
    if (under_way_ > 0) {
      rd_kafka_flush(client_.get(), poll_ms);  // gives the reports; ends when all have come
    } else {
      rd_kafka_poll(client_.get(), 0);
    }
    std::array<char, 512> why{};
    const auto fatal = rd_kafka_fatal_error(client_.get(), why.data(), why.size());
    if (fatal != RD_KAFKA_RESP_ERR_NO_ERROR)
      replace_after(translate(client_.get(), fatal, why.data(), "Write"), stop);
    const std::lock_guard lock(mutex_);
    if (stop.stop_requested() && queue_records_ == 0) return;
  }
}

void KafkaProducer::fail_for_test() {
  const std::lock_guard lock(mutex_);
  rd_kafka_test_fatal_error(client_.get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "a test");
}

void KafkaProducer::pause(const std::stop_token& stop, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  work_.wait_for(lock, stop, time, [] { return false; });
}

// Answers what waits and what is in flight, then goes on with a new producer.
void KafkaProducer::replace_after(const Error& why, const std::stop_token& stop) {
  spdlog::warn("the Kafka producer failed for good ({}); making a new one", why.what);
  const std::string what = "the Kafka producer failed: " + why.what;
  const bool forbidden = why.code == "log.forbidden";
  if (forbidden) refusals_.note(Refusals::Of::write, why);
  std::deque<Waiting> waiting;
  {
    const std::lock_guard lock(mutex_);
    down_ = Error{why.kind, why.code, what, {}};
    waiting.swap(waiting_);
  }
  for (auto& one : waiting) answer(std::move(one.in_flight), {Appended::Outcome::failed, {}, what});
  rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  while (rd_kafka_outq_len(client_.get()) > 0) rd_kafka_poll(client_.get(), poll_ms);
  // Somebody has to allow it; a look at the log may learn that he did.
  const auto until = std::chrono::steady_clock::now() + forbidden_delay;
  while (forbidden && refusals_.get(Refusals::Of::write) && !stop.stop_requested() &&
         std::chrono::steady_clock::now() < until)
    pause(stop, retry_delay);
  while (!connect()) {
    if (stop.stop_requested()) return;
    pause(stop, retry_delay);
  }
  const std::lock_guard lock(mutex_);
  down_.reset();
}

}  // namespace kintsugi::log
