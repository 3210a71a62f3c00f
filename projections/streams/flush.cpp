#include "projections/streams/flush.h"

#include <chrono>

#include "projections/streams/rows.h"
#include "projections/streams/stream_fold.h"
#include "schema/codec.h"

namespace kintsugi::projections {

namespace {

std::string row_of(const Flush::Stream& stream) {
  std::string out;
  append_bytes(out, stream.head);
  rows::put64(out, stream.version);
  rows::put_text(out, stream.name);
  out.append(schema::state_to_bytes(*stream.state));
  return out;
}

std::string row_of(const Flush::Command& command) {
  std::string out;
  rows::put64(out, static_cast<std::uint64_t>(command.position.value));
  append_bytes(out, command.fingerprint);
  return out;
}

}  // namespace

Result<void> Flush::write(RowStore& store) const {
  std::vector<RowChange> changes = others;
  changes.reserve(others.size() + streams.size() + commands.size());
  for (const Stream& stream : streams) changes.push_back({rows::key_of(rows::stream, stream.key), row_of(stream)});
  for (const Command& command : commands) {
    changes.push_back({rows::key_of(rows::command, command.key), row_of(command)});
  }
  return store.write(changes, next);
}

BackgroundFlush::~BackgroundFlush() {
  if (busy()) written_.wait();
}

Result<void> BackgroundFlush::start() {
  KINTSUGI_TRY(flush_, fold_.begin_flush());
  written_ = std::async(std::launch::async, [flush = flush_, &store = fold_.store()] { return flush->write(store); });
  return {};
}

Result<void> BackgroundFlush::poll() {
  if (!busy() || written_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return {};
  return finish();
}

Result<void> BackgroundFlush::finish() {
  if (!busy()) return {};
  KINTSUGI_CHECK_OK(written_.get());
  flush_.reset();
  fold_.end_flush();
  return {};
}

}  // namespace kintsugi::projections
