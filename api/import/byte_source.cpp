#include "api/import/byte_source.h"

#include <cerrno>
#include <cstring>
#include <vector>

#include <openssl/evp.h>
#include <zlib.h>

namespace kintsugi::api::import {
namespace {

constexpr std::size_t chunk_octets = 256 * 1024;

tl::unexpected<Error> bad(std::string what) {
  return fail(ErrorKind::invalid, "import.bad_file", std::move(what));
}

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
struct DigestFreer {
  void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};

class FileSource final : public ByteSource {
 public:
  FileSource(std::FILE* file, const Limits& limits)
      : file_(file), limits_(limits), digest_(EVP_MD_CTX_new()), raw_(chunk_octets) {
    EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr);
  }
  ~FileSource() override {
    if (inflating_) inflateEnd(&inflate_);
  }

  Result<std::string_view> look() override {
    while (looked_at_.size() < look_octets_max) {
      KINTSUGI_TRY(const std::string_view piece, read());
      if (piece.empty()) break;
      looked_at_ += piece;
    }
    return looked_at_;
  }

  Result<std::string_view> next() override {
    if (looked_at_.empty()) return read();
    given_again_ = std::move(looked_at_);
    looked_at_.clear();
    return given_again_;
  }

 private:
  Result<std::string_view> read() {
    if (!begun_) KINTSUGI_TRY_OK(begin());
    Result<std::string_view> piece = gzip_ ? next_inflated() : next_raw();
    if (!piece) return piece;
    given_ += piece->size();
    if (given_ > limits_.octets_max) {
      return bad("longer than the limit of " + std::to_string(limits_.octets_max) +
                 " octets after decompression");
    }
    return piece;
  }

 public:
  std::string sha256() override {
    std::array<unsigned char, 32> hash{};
    EVP_DigestFinal_ex(digest_.get(), hash.data(), nullptr);
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const unsigned char octet : hash) {
      hex += digits[octet >> 4];
      hex += digits[octet & 15];
    }
    return hex;
  }

 private:
  Result<void> begin() {
    begun_ = true;
    KINTSUGI_TRY_OK(fill());
    gzip_ = available_ >= 2 && raw_[0] == 0x1f && raw_[1] == 0x8b;
    if (!gzip_) return {};
    if (inflateInit2(&inflate_, 15 + 16) != Z_OK) return bad("no memory to decompress");
    inflating_ = true;
    member_open_ = true;
    inflated_.resize(chunk_octets);
    return {};
  }

  // Reads the next chunk of the file into raw_.
  Result<void> fill() {
    used_ = 0;
    available_ = std::fread(raw_.data(), 1, raw_.size(), file_.get());
    if (available_ == 0 && std::ferror(file_.get()) != 0) {
      return bad(std::string("cannot be read: ") + std::strerror(errno));
    }
    EVP_DigestUpdate(digest_.get(), raw_.data(), available_);
    return {};
  }

  Result<std::string_view> next_raw() {
    if (used_ == available_) KINTSUGI_TRY_OK(fill());
    const char* first = reinterpret_cast<const char*>(raw_.data()) + used_;
    const std::string_view piece(first, available_ - used_);
    used_ = available_;
    return piece;
  }

  Result<std::string_view> next_inflated() {
    while (true) {
      if (used_ == available_) {
        KINTSUGI_TRY_OK(fill());
        if (available_ == 0) {
          if (member_open_) {
            return bad("the gzip file is cut off: it ends after " + std::to_string(given_) +
                       " decompressed octets, before its own end mark");
          }
          return std::string_view();
        }
      }
      // Behind the last member tapes and block devices leave zeros.
      while (!member_open_ && used_ < available_ && raw_[used_] == 0) ++used_;
      if (used_ == available_) continue;
      if (!member_open_) {  // RFC 1952: members may follow each other
        if (inflateReset(&inflate_) != Z_OK) return bad("the gzip file cannot be decompressed");
        member_open_ = true;
      }
      inflate_.next_in = raw_.data() + used_;
      inflate_.avail_in = static_cast<uInt>(available_ - used_);
      inflate_.next_out = inflated_.data();
      inflate_.avail_out = static_cast<uInt>(inflated_.size());
      const int status = inflate(&inflate_, Z_NO_FLUSH);
      used_ = available_ - inflate_.avail_in;
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
        return bad("the gzip file is damaged after " + std::to_string(given_) +
                   " decompressed octets: " +
                   (inflate_.msg != nullptr ? inflate_.msg : "wrong data"));
      }
      if (status == Z_STREAM_END) member_open_ = false;
      const std::size_t made = inflated_.size() - inflate_.avail_out;
      if (made > 0) return std::string_view(reinterpret_cast<char*>(inflated_.data()), made);
    }
  }

  const std::unique_ptr<std::FILE, FileCloser> file_;
  const Limits limits_;
  const std::unique_ptr<EVP_MD_CTX, DigestFreer> digest_;
  std::vector<unsigned char> raw_;
  std::string looked_at_;      // read and not given yet
  std::string given_again_;    // of them, what next() gave
  std::size_t available_ = 0;  // octets in raw_
  std::size_t used_ = 0;       // of them, given
  std::vector<unsigned char> inflated_;
  z_stream inflate_{};
  bool begun_ = false;
  bool gzip_ = false;
  bool inflating_ = false;
  bool member_open_ = false;
  std::uint64_t given_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> ByteSource::open(const std::filesystem::path& file,
                                                     const Limits& limits) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) {
    return fail(ErrorKind::not_found, "import.no_file", "there is no file " + file.string());
  }
  if (std::filesystem::is_directory(file, failed)) {
    return fail(ErrorKind::invalid, "import.no_file", file.string() + " is a directory");
  }
  std::FILE* opened = std::fopen(file.c_str(), "rb");
  if (opened == nullptr) {
    return fail(ErrorKind::invalid, "import.no_file",
                file.string() + " cannot be read: " + std::strerror(errno));
  }
  return std::make_unique<FileSource>(opened, limits);
}

}  // namespace kintsugi::api::import
