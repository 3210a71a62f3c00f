#include "api/http/server/chunks.h"

#include <algorithm>
#include <charconv>

namespace kintsugi::api {

namespace {

constexpr std::size_t line_octets_max = 128;  // a size with what may be said of the chunk
constexpr std::size_t digits_max = 16;

bool is_visible(char c) { return c > 0x20 && c < 0x7f; }

// ";name" or ";name=value", each with nothing in it that could be taken for the line's end.
bool are_extensions(std::string_view text) {
  while (!text.empty()) {
    if (text.front() != ';') return false;
    text.remove_prefix(1);
    const std::string_view one = text.substr(0, text.find(';'));
    const std::string_view name = one.substr(0, one.find('='));
    if (name.empty() || !std::all_of(one.begin(), one.end(), is_visible)) return false;
    text.remove_prefix(one.size());
  }
  return true;
}

}  // namespace

bool Chunks::take(std::string_view octets) {
  while (!octets.empty() && state_ != State::broken) {
    if (state_ == State::data) {
      const auto some = std::min<std::uint64_t>(left_, octets.size());
      left_ -= some;
      octets.remove_prefix(static_cast<std::size_t>(some));
      if (left_ == 0) state_ = State::data_return;
      continue;
    }
    state_ = next(octets.front());
    octets.remove_prefix(1);
  }
  return state_ != State::broken;
}

Chunks::State Chunks::next(char c) {
  const auto only = [&](char wanted, State then) { return c == wanted ? then : State::broken; };
  switch (state_) {
    case State::size_line:
      if (c == '\r') return sized();
      line_ += c;
      return c != '\n' && line_.size() <= line_octets_max ? State::size_line : State::broken;
    case State::size_feed:
      return only('\n', left_ > 0 ? State::data : State::end_return);
    case State::data_return:
      return only('\r', State::data_feed);
    case State::data_feed:
      return only('\n', State::size_line);
    case State::end_return:  // no fields stand behind the last chunk
      return only('\r', State::end_feed);
    case State::end_feed:
      return only('\n', State::ended);
    case State::data:
    case State::ended:
    case State::broken:
      break;
  }
  return State::broken;
}

Chunks::State Chunks::sized() {
  const std::string_view line = line_;
  const auto digits = std::min(line.find_first_not_of("0123456789abcdefABCDEF"), line.size());
  const auto read = std::from_chars(line.data(), line.data() + digits, left_, 16);
  const bool fits = digits > 0 && digits <= digits_max && read.ec == std::errc() &&
                    are_extensions(line.substr(digits));
  line_.clear();
  return fits ? State::size_feed : State::broken;
}

}  // namespace kintsugi::api
