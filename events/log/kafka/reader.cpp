#include "events/log/kafka/reader.h"

#include <algorithm>
#include <cstring>
#include <future>
#include <system_error>
#include <thread>

#include <spdlog/spdlog.h>

#include "events/log/kafka/settings.h"

namespace kintsugi::log {
namespace {

KafkaSettings consumer_settings(ReadAhead ahead) {
  const bool far = ahead == ReadAhead::far;
  return {
      {"group.id", "kintsugi"},  // never joined: the partition is assigned by hand
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "error"},  // an offset outside the log is an incident
      {"isolation.level", "read_committed"},
      {"check.crcs", "true"},
      {"enable.partition.eof", "true"},
      {"allow.auto.create.topics", "false"},
      {"max.poll.interval.ms", "86400000"},
      {"fetch.min.bytes", "1"},
      {"fetch.wait.max.ms", "500"},
      {"fetch.error.backoff.ms", "50"},
      {"receive.message.max.bytes", std::to_string(64U << 20)},
      {"fetch.max.bytes", std::to_string(32U << 20)},
      {"fetch.message.max.bytes", std::to_string(far ? 4U << 20 : 256U << 10)},
      {"queued.min.messages", far ? "1000000" : "1"},
      {"queued.max.messages.kbytes", far ? "65536" : "1024"},
  };
}

constexpr std::chrono::milliseconds ended_within{2000};

std::string text(Position position) { return std::to_string(position.value); }

// Lives as long as the message; empty where it has none, or one that nobody can have made.
ByteView seal_of(const rd_kafka_message_t& message) {
  rd_kafka_headers_t* headers = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR ||
      rd_kafka_header_get_last(headers, seal_header, &value, &size) !=
          RD_KAFKA_RESP_ERR_NO_ERROR ||
      value == nullptr || size > seal_bytes_max) {
    return {};
  }
  return {static_cast<const char*>(value), size};
}

}  // namespace

Result<void> check_within(const Watermarks& ends, Position position) {
  if (position < ends.first) {
    return fail(ErrorKind::not_found, "log.truncated",
                "the Kafka log begins at position " + text(ends.first) + ", " + text(position) +
                    " is gone: somebody deleted records or set a retention; copy the log back from "
                    "another copy into a new topic (kintsugi log copy)");
  }
  if (position > ends.end) {
    return fail(ErrorKind::corrupt, "log.lost_tail",
                "the Kafka log ends at position " + text(ends.end) + ", before " + text(position) +
                    ", which was read already: acknowledged records were lost (unclean election, or "
                    "a disk put back); copy them back from another copy");
  }
  return {};
}

Result<std::unique_ptr<Reader>> Reader::make(const KafkaPlace& place, ReadAhead ahead) {
  auto reader = std::make_unique<Reader>();
  KINTSUGI_TRY(reader->client_,
               make_client(RD_KAFKA_CONSUMER, place, consumer_settings(ahead)));
  state_of(reader->client_.get()).admission.let_in();  // whoever asked for the log's ends was
  reader->queue_.reset(rd_kafka_queue_get_consumer(reader->client_.get()));
  reader->topic_ = place.topic;
  return reader;
}

// librdkafka 2.0.2 waits for ever for the end of a consumer whose topic was gone at any time
// (deleted, also where it was made anew; another cluster answers): that one is left behind, so that
// whoever has read can end. To ask a broker beforehand would take half a second: it answers a
// connection's questions one after the other, and this one's fetch waits for what is appended next.
Reader::~Reader() {
  queue_.reset();
  if (!client_) return;
  std::promise<void> ended;
  const std::future<void> end = ended.get_future();
  const auto destroy = [](Owned<rd_kafka_t> client, std::promise<void> done) {
    client.reset();
    done.set_value();
  };
  std::unique_ptr<std::jthread> thread;
  try {
    thread = std::make_unique<std::jthread>(destroy, std::move(client_), std::move(ended));
  } catch (const std::system_error&) {  // no thread to be had: it ended with what was moved
    return;
  }
  if (end.wait_for(ended_within) != std::future_status::timeout) return;
  spdlog::warn("the Kafka topic {} was gone: a consumer of it does not end, and is left behind",
               topic_);
  static_cast<void>(thread.release());
}

Result<void> Reader::seek(Position position) {
  const Owned<rd_kafka_topic_partition_list_t> list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), topic_.c_str(), log_partition)->offset =
      position.value;
  // A new assignment, not a seek: librdkafka 2.0.2 takes a seek's time-out wrongly.
  const auto code = rd_kafka_assign(client_.get(), list.get());
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return tl::unexpected(translate(code, "cannot read the Kafka topic " + topic_));
  }
  return {};
}

void Reader::take(std::size_t max, std::chrono::milliseconds wait,
                  std::vector<Owned<rd_kafka_message_t>>& out) {
  taken_.resize(max);
  // The call waits until it has all that it was asked for: ask for one where there is none.
  auto count = rd_kafka_consume_batch_queue(queue_.get(), 0, taken_.data(), max);
  if (count <= 0 && wait.count() > 0) {
    count = rd_kafka_consume_batch_queue(queue_.get(), to_int_ms(wait), taken_.data(), 1);
    if (count == 1 && max > 1) {
      count += std::max<ssize_t>(
          0, rd_kafka_consume_batch_queue(queue_.get(), 0, taken_.data() + 1, max - 1));
    }
  }
  for (ssize_t i = 0; i < count; ++i) out.emplace_back(taken_[static_cast<std::size_t>(i)]);
}

Result<std::span<const Record>> KafkaCursor::next(std::size_t max, std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  records_.clear();
  octets_.clear();
  begins_.clear();
  beside_.clear();
  at_end_ = false;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    KINTSUGI_TRY_OK(take(max, std::max(left, std::chrono::milliseconds(0))));
    if (!records_.empty() || left.count() <= 0) break;
  }
  // Only now do the octets stay where they are.
  ByteView beside(beside_);
  const auto cut = [&](ByteView& part) {
    part = beside.substr(0, part.size());
    beside.remove_prefix(part.size());
  };
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const char* begin = reinterpret_cast<const char*>(octets_.data() + begins_[i]);
    records_[i].bytes = ByteView(begin, records_[i].bytes.size());
    cut(records_[i].seal);
    cut(records_[i].key);
  }
  messages_.clear();
  return records_;
}

Result<void> KafkaCursor::take(std::size_t max, std::chrono::milliseconds wait) {
  messages_.clear();
  reader_->take(max, wait, messages_);
  for (const auto& message : messages_) {
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      add(*message);
    } else {
      KINTSUGI_TRY_OK(understand(*message));
    }
  }
  return {};
}

void KafkaCursor::add(const rd_kafka_message_t& message) {
  const Position position{message.offset};
  refusals_.clear(Refusals::Of::read);
  if (position < next_) return;  // before where we were asked to begin
  next_ = position.next();
  at_end_ = false;
  const std::size_t begin = octets_.size();
  octets_.resize(begin + (message.len + 7) / 8);
  if (message.len > 0) std::memcpy(octets_.data() + begin, message.payload, message.len);
  begins_.push_back(begin);
  const auto appended_at = rd_kafka_message_timestamp(&message, nullptr);
  const ByteView seal = with_.seals ? seal_of(message) : ByteView();
  const ByteView key = with_.keys && message.key != nullptr
                           ? ByteView(static_cast<const char*>(message.key), message.key_len)
                           : ByteView();
  beside_.append(seal);
  beside_.append(key);
  records_.push_back({position, instant_from_ms(std::max<std::int64_t>(0, appended_at)),
                      ByteView(static_cast<const char*>(message.payload), message.len), seal, key});
}

Result<void> KafkaCursor::understand(const rd_kafka_message_t& message) {
  switch (message.err) {
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      refusals_.clear(Refusals::Of::read);
      at_end_ = true;
      return {};
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE: {
      KINTSUGI_TRY(const Watermarks ends, ends_());
      KINTSUGI_TRY_OK(check_within(ends, next_));
      return reader_->seek(next_);
    }
    // It looks for the group's coordinator though it joins none: no right on a group is needed.
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
      return {};
    // The client looks for another broker by itself.
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION:
    case RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE:
      return {};
    default: {
      Error why = reader_->translate(message.err,
                                     "cannot read the Kafka log at position " + text(next_));
      if (is_forbidden(message.err)) refusals_.note(Refusals::Of::read, why);
      return tl::unexpected(std::move(why));
    }
  }
}

}  // namespace kintsugi::log
