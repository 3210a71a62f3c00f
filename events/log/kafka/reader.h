#pragma once
// Reads the partition forward by a statically assigned consumer. Private to the Kafka log.

#include <functional>
#include <memory>
#include <vector>

#include "events/log/event_log.h"
#include "events/log/kafka/client.h"
#include "events/log/kafka/kafka_log.h"
#include "events/log/kafka/refusals.h"
#include "events/log/kafka/watermarks.h"

namespace kintsugi::log {

// Far reads ahead for scans and followers; near fetches little, for single records.
enum class ReadAhead { far, near };

// A consumer that stands somewhere in the partition. One thread uses it at a time.
class Reader {
 public:
  static Result<std::unique_ptr<Reader>> make(const KafkaPlace& place, ReadAhead ahead);
  Reader() = default;
  ~Reader();  // takes two seconds at most
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // The next message is the first at or after `position`, which must be within the log.
  Result<void> seek(Position position);
  // Takes what is there, or waits up to `wait` for one message; `out` is appended to. Messages may be
  // errors and end-of-partition markers.
  void take(std::size_t max, std::chrono::milliseconds wait,
            std::vector<Owned<rd_kafka_message_t>>& out);
  Error translate(rd_kafka_resp_err_t code, const std::string& what) const {
    return log::translate(client_.get(), code, what, "Read");
  }

 private:
  Owned<rd_kafka_t> client_;
  Owned<rd_kafka_queue_t> queue_;
  std::string topic_;
  std::vector<rd_kafka_message_t*> taken_;
};

// Where a reader may begin, and the error where it may not: asked of the brokers.
using Ends = std::function<Result<Watermarks>()>;

class KafkaCursor final : public Cursor {
 public:
  // What is given beside the records' octets.
  struct Beside {
    bool seals = false;
    bool keys = false;
  };
  // `from` is where to begin; the reader stands at or before it. What may not be read is noted in
  // `refusals`, which outlive the cursor.
  KafkaCursor(std::unique_ptr<Reader> reader, Position from, Ends ends, Beside beside,
              Refusals& refusals)
      : reader_(std::move(reader)), ends_(std::move(ends)), with_(beside), refusals_(refusals),
        next_(from) {}
  Result<std::span<const Record>> next(std::size_t max, std::chrono::milliseconds wait) override;
  // next() met the end of the partition.
  bool at_end() const { return at_end_; }

 private:
  Result<void> take(std::size_t max, std::chrono::milliseconds wait);
  Result<void> understand(const rd_kafka_message_t& message);
  void add(const rd_kafka_message_t& message);

  std::unique_ptr<Reader> reader_;
  const Ends ends_;
  const Beside with_;
  Refusals& refusals_;
  Position next_;
  bool at_end_ = false;
  std::vector<Owned<rd_kafka_message_t>> messages_;
  std::vector<std::uint64_t> octets_;  // the records' bytes, each from a multiple of 8 on
  std::vector<std::size_t> begins_;    // where each record begins, in multiples of 8
  Bytes beside_;                       // each record's seal and key, one after the other
  std::vector<Record> records_;
};

// The error for a position that the log does not have any more, or not yet; none where it has it.
Result<void> check_within(const Watermarks& ends, Position position);

}  // namespace kintsugi::log
