#include "events/log/kafka/write_probe.h"

#include <array>
#include <string>

#include "events/log/kafka/settings.h"

namespace kintsugi::log {

namespace {

constexpr std::int64_t sent_max = 32 << 20;

void keep_answer(void* answer, const rd_kafka_message_t& message) {
  *static_cast<rd_kafka_resp_err_t*>(answer) = message.err;
}

}  // namespace

Result<void> ask_for_write(const KafkaPlace& place, std::int64_t taken_max,
                           std::chrono::milliseconds timeout) {
  if (taken_max >= sent_max) return {};
  // They outlive the client, which may still be sending them.
  std::string record(static_cast<std::size_t>(taken_max) + 1, '\0');
  std::string key("probe");  // a compacted topic takes none without
  rd_kafka_resp_err_t answer = RD_KAFKA_RESP_ERR__TIMED_OUT;
  // An idempotent one takes half a second longer to begin. Its right follows from that to write
  // since Kafka 2.8; of an older one the producer itself hears.
  KINTSUGI_TRY(auto client, make_client(RD_KAFKA_PRODUCER, place,
                                        {{"acks", "all"},
                                         {"linger.ms", "0"},
                                         {"compression.codec", "none"},
                                         {"message.max.bytes", std::to_string(2 * sent_max)},
                                         {"message.timeout.ms", std::to_string(timeout.count())}},
                                        keep_answer, &answer));
  state_of(client.get()).admission.let_in();  // whoever asks was
  const auto sent = rd_kafka_producev(
      client.get(), RD_KAFKA_V_TOPIC(place.topic.c_str()), RD_KAFKA_V_PARTITION(log_partition),
      RD_KAFKA_V_KEY(key.data(), key.size()), RD_KAFKA_V_VALUE(record.data(), record.size()),
      RD_KAFKA_V_END);
  if (sent == RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_flush(client.get(), to_int_ms(timeout));
  std::array<char, 512> why{};
  if (const auto fatal = rd_kafka_fatal_error(client.get(), why.data(), why.size());
      fatal != RD_KAFKA_RESP_ERR_NO_ERROR)
    answer = fatal;
  rd_kafka_purge(client.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  if (!is_forbidden(answer)) return {};
  return tl::unexpected(
      translate(client.get(), answer, "cannot write the Kafka topic " + place.topic, "Write"));
}

}  // namespace kintsugi::log
