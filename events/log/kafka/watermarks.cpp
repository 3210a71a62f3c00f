#include "events/log/kafka/watermarks.h"

#include "events/log/kafka/settings.h"

namespace kintsugi::log {

WatermarkReader::WatermarkReader(Owned<rd_kafka_t> client, std::string topic)
    : client_(std::move(client)), topic_(std::move(topic)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

WatermarkReader::~WatermarkReader() {
  thread_.request_stop();
  thread_.join();
}

Result<Watermarks> WatermarkReader::ask(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = ++questions_;
  asked_.notify_one();
  if (!answered_.wait_for(lock, timeout, [&] { return answers_ >= mine; })) {
    if (const auto why = state_of(client_.get()).admission.why()) return tl::unexpected(*why);
    return fail(ErrorKind::unavailable, "log.unavailable",
                "Kafka did not tell the end of topic " + topic_ + " within " +
                    std::to_string(timeout.count()) + " ms");
  }
  return *result_;
}

void WatermarkReader::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (asked_.wait(lock, stop, [this] { return questions_ > answers_; })) {
    const std::uint64_t question = questions_;
    lock.unlock();
    std::int64_t low = 0, high = 0;
    const auto code = rd_kafka_query_watermark_offsets(client_.get(), topic_.c_str(), log_partition,
                                                       &low, &high, 2'000);
    lock.lock();
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
      state_of(client_.get()).admission.let_in();
      result_ = Watermarks{Position{low}, Position{high}};
    } else {
      result_ = tl::unexpected(translate(
          client_.get(), code, "cannot tell the end of the Kafka topic " + topic_, "Describe"));
    }
    answers_ = question;
    answered_.notify_all();
  }
}

}  // namespace kintsugi::log
