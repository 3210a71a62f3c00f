#pragma once
// The octets of a file, decompressed where it is gzip (told by its first two octets, not by its
// name), with the SHA-256 of the file as it lies on disk. One thread.

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "api/import/input_event.h"
#include "events/base/result.h"

namespace kintsugi::api::import {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // not_found "import.no_file"; invalid "import.no_file" for a directory or an unreadable file.
  static Result<std::unique_ptr<ByteSource>> open(const std::filesystem::path& file,
                                                  const Limits& limits);

  // The begin of what next() will give, up to look_octets_max; nothing is lost by looking. Before
  // the first next(). Errors as of next().
  static constexpr std::size_t look_octets_max = 1 << 20;
  virtual Result<std::string_view> look() = 0;

  // The next octets, empty at the end; they live until the next call. Errors: invalid
  // "import.bad_file": cut or damaged gzip, longer than the limit, unreadable.
  virtual Result<std::string_view> next() = 0;

  // Of the whole file, in hex; only after next() gave the empty end.
  virtual std::string sha256() = 0;

 protected:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
};

}  // namespace kintsugi::api::import
