#pragma once
// Keys of rows: a table's octet, then parts that sort as their values do.

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "events/base/types.h"

namespace kintsugi::projections {

// Text parts end in 00 00, an octet 0 inside is written 00 FF; numbers are 8 octets, big-endian,
// with the sign turned. So keys of equal shape compare as tuples. A value; short ones allocate
// nothing.
class Key {
 public:
  explicit Key(std::uint8_t table) { push(static_cast<char>(table)); }  // table: 1 to 255
  Key& text(std::string_view part);
  // What the keys of this text and of all longer ones begin with. The last part.
  Key& text_beginning(std::string_view part);
  Key& number(std::int64_t part);
  Key& octet(std::uint8_t part) {  // for small enumerations
    push(static_cast<char>(part));
    return *this;
  }
  // The octets of parts that were made before.
  Key& parts(std::string_view made) {
    push(made);
    return *this;
  }
  Key& descending(std::int64_t part) { return number(~part); }  // larger numbers come first
  std::string_view bytes() const {
    return long_.empty() ? std::string_view(short_.data(), size_) : std::string_view(long_);
  }

 private:
  void push(char octet) { push({&octet, 1}); }
  void push(std::string_view octets) {
    if (long_.empty() && size_ + octets.size() <= short_.size()) {
      std::memcpy(short_.data() + size_, octets.data(), octets.size());
      size_ += octets.size();
      return;
    }
    if (long_.empty()) long_.assign(short_.data(), size_);
    long_.append(octets);
  }

  std::array<char, 120> short_;
  std::size_t size_ = 0;
  std::string long_;  // all of it, once it is longer
};

// Names a key within this process: 128 bits of XXH3 with a seed that is new in each, so that nobody
// can choose keys of equal hashes.
Hash128 hash_of(const Key& key);

// Takes the parts out again, in the order in which they were put in.
class KeyParts {
 public:
  explicit KeyParts(std::string_view key) : rest_(key.substr(1)) {}
  std::string text();
  std::int64_t number();
  std::uint8_t octet() {
    const auto part = static_cast<std::uint8_t>(rest_.empty() ? '\0' : rest_[0]);
    rest_.remove_prefix(rest_.empty() ? 0 : 1);
    return part;
  }
  std::int64_t descending() { return ~number(); }

 private:
  std::string_view rest_;
};

}  // namespace kintsugi::projections
