#include "events/log/embedded/wal_check.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "events/log/embedded/page.h"

namespace kintsugi::log {
namespace {

// RocksDB's log format: blocks of 32 KiB; fragments of crc32c (masked) u32, length u16, type u8, payload.
constexpr std::size_t block_bytes = 32'768;
constexpr std::size_t fragment_header_bytes = 7;
constexpr unsigned type_full = 1, type_first = 2, type_last = 4;

std::uint32_t crc32c(ByteView bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t c = i;
      for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? c >> 1 ^ 0x82f63b78U : c >> 1;
      made[i] = c;
    }
    return made;
  }();
  std::uint32_t crc = ~0U;
  for (const char octet : bytes) {
    crc = table[(crc ^ static_cast<unsigned char>(octet)) & 0xff] ^ crc >> 8;
  }
  return ~crc;
}

std::uint32_t octet(ByteView bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

struct Fragment {
  unsigned type = 0;
  ByteView payload;
};

// The fragment at `at`, where its block holds one whole with the right checksum.
std::optional<Fragment> fragment_at(ByteView file, std::size_t at) {
  const std::size_t block_end = std::min(file.size(), (at / block_bytes + 1) * block_bytes);
  if (at + fragment_header_bytes > block_end) return std::nullopt;
  const std::size_t length = octet(file, at + 4) | octet(file, at + 5) << 8;
  const unsigned type = octet(file, at + 6);
  if (type < type_full || type > type_last || at + fragment_header_bytes + length > block_end) {
    return std::nullopt;
  }
  std::uint32_t stored = 0;
  for (std::size_t i = 4; i-- > 0;) stored = stored << 8 | octet(file, at + i);
  const std::uint32_t crc = crc32c(file.substr(at + 6, 1 + length));
  const std::uint32_t masked = (crc >> 15 | crc << 17) + 0xa282ead8U;
  if (masked != stored) return std::nullopt;
  return Fragment{type, file.substr(at + fragment_header_bytes, length)};
}

bool begins_record(const Fragment& f) { return f.type == type_full || f.type == type_first; }

// A batch begins with sequence u64, count u32, then tag 1 (put), length of the key, key.
std::optional<Position> first_page_of(const Fragment& f) {
  if (f.payload.size() < 22 || octet(f.payload, 12) != 1 || octet(f.payload, 13) != 8) {
    return std::nullopt;
  }
  return position_of_key(f.payload.substr(14, 8));
}

struct Scan {
  std::optional<WalDamage> damage;  // the first
  std::optional<Position> last_good;
  bool followed = false;  // a record begins after the damage

  void damaged(const std::string& name, std::size_t at) {
    if (!damage) damage = WalDamage{name, at, last_good, {}};
  }
  void good(const Fragment& f) {
    if (!begins_record(f)) return;
    if (damage && !followed) {
      followed = true;
      damage->until = first_page_of(f);
    }
    if (!damage) last_good = first_page_of(f);
  }
};

bool only_zeros(ByteView bytes) { return bytes.find_first_not_of('\0') == ByteView::npos; }

void scan_file(const std::string& name, ByteView file, Scan& scan) {
  bool in_record = false;
  std::size_t at = 0;
  while (at < file.size()) {
    const std::size_t block_end = (at / block_bytes + 1) * block_bytes;
    if (block_end - at < fragment_header_bytes) {  // padding of a block
      at = block_end;
      continue;
    }
    if (only_zeros(file.substr(at))) break;  // preallocated, never written
    if (const auto f = fragment_at(file, at)) {
      if (begins_record(*f) == in_record) scan.damaged(name, at);
      scan.good(*f);
      in_record = f->type != type_full && f->type != type_last;
      at += fragment_header_bytes + f->payload.size();
      continue;
    }
    scan.damaged(name, at);
    in_record = false;
    // Behind a damaged fragment the next one may begin anywhere in the block; its checksum shows it.
    ++at;
    while (at < std::min(file.size(), block_end) && !fragment_at(file, at)) ++at;
    if (at < file.size()) {
      const auto f = fragment_at(file, at);
      in_record = f && !begins_record(*f);
    }
  }
  if (in_record) scan.damaged(name, file.size());  // cut off; harmless where nothing follows
}

}  // namespace

std::optional<WalDamage> find_damage_in_the_middle(const std::string& dir) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(dir, ignored)) {
    if (entry.path().extension() == ".log") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());  // zero-padded numbers
  Scan scan;
  for (const auto& path : files) {
    std::ifstream in(path, std::ios::binary);
    const Bytes content{std::istreambuf_iterator<char>(in), {}};
    scan_file(path.string(), content, scan);
  }
  if (!scan.followed) return std::nullopt;
  return scan.damage;
}

}  // namespace kintsugi::log
