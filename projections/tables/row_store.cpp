#include "projections/tables/row_store.h"

#include <openssl/evp.h>

#include "events/base/check.h"

namespace kintsugi::projections {

Result<void> RowReader::scan(std::string_view from, std::string_view to, const Visit& visit,
                             bool descending) const {
  auto rows = cursor(from, to, descending);
  for (; rows->valid(); rows->next())
    if (!visit(rows->key(), rows->value())) return {};
  return rows->status();
}

Result<void> RowStore::write_in_order(std::span<const Run> runs, std::size_t rows, Position next,
                                      int) {
  class Collected final : public BulkWriter {
   public:
    Result<void> put(std::string_view key, std::string_view value) override {
      changes.push_back({std::string(key), std::string(value)});
      return {};
    }
    Result<void> erase(std::string_view key) override {
      changes.push_back({std::string(key), std::nullopt});
      return {};
    }
    std::vector<RowChange> changes;
  } collected;
  collected.changes.reserve(rows);
  for (const Run& run : runs) KINTSUGI_TRY_OK(run(collected));
  return write(collected.changes, next);
}

std::string after_prefix(std::string_view prefix) {
  std::string next(prefix);
  while (!next.empty() && static_cast<unsigned char>(next.back()) == 0xff) next.pop_back();
  if (!next.empty()) next.back() = static_cast<char>(static_cast<unsigned char>(next.back()) + 1);
  return next;
}

Result<Digest> digest_of(const RowReader& rows, std::string_view prefix) {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> hash(EVP_MD_CTX_new());
  KINTSUGI_CHECK(hash && EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) == 1, "SHA-256");
  Digest digest;
  const auto add = [&](std::string_view part) {
    EVP_DigestUpdate(hash.get(), part.data(), part.size());
  };
  const auto visit = [&](std::string_view key, std::string_view value) {
    char lengths[8];
    const std::size_t sizes[2] = {key.size(), value.size()};
    for (std::size_t i = 0; i < 8; ++i)
      lengths[i] = static_cast<char>(sizes[i / 4] >> (8 * (3 - i % 4)));
    add({lengths, sizeof lengths});
    add(key);
    add(value);
    ++digest.rows;
    return true;
  };
  KINTSUGI_TRY_OK(rows.scan(prefix, after_prefix(prefix), visit));
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestFinal_ex(hash.get(), out, &size);
  static constexpr char hex[] = "0123456789abcdef";
  for (unsigned int i = 0; i < size; ++i) {
    digest.hex += hex[out[i] >> 4];
    digest.hex += hex[out[i] & 15];
  }
  return digest;
}

}  // namespace kintsugi::projections
