#include "api/http/session/secret_keys.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "events/base/check.h"

namespace kintsugi::api {

namespace {

// All persistent. version 1 · id of the key 8 · nonce 24 · what is sealed, with its tag
constexpr char seal_version = 1;
constexpr std::size_t key_id_size = 8;
constexpr std::size_t head_size = 1 + key_id_size;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t aead_tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t pad_block = 256;  // so that a length tells nothing

const unsigned char* raw_of(ByteView view) {
  return reinterpret_cast<const unsigned char*>(view.data());
}
unsigned char* raw_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

template <std::size_t size>
void hash_into(std::array<unsigned char, size>& out, const std::array<unsigned char, 32>& secret,
               std::string_view what, std::string_view more) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, secret.data(), secret.size(), out.size());
  const std::string head = std::string(what) + '\n';
  crypto_generichash_update(&state, raw_of(head), head.size());
  crypto_generichash_update(&state, raw_of(more), more.size());
  crypto_generichash_final(&state, out.data(), out.size());
}

std::string_view key_line(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const auto first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

// name's length 4, little-endian · name · '+' and the value, or '-' · padding
std::string packed(std::string_view name, const std::optional<std::string>& value) {
  std::string text;
  for (std::size_t i = 0, size = name.size(); i < 4; ++i, size >>= 8)
    text.push_back(static_cast<char>(size & 0xff));
  text.append(name);
  text.push_back(value ? '+' : '-');
  if (value) text.append(*value);
  std::size_t size = text.size();
  text.resize(size + pad_block);
  const bool fits =
      sodium_pad(&size, raw_of(text), text.size() - pad_block, pad_block, text.size()) == 0;
  KINTSUGI_CHECK(fits, "there is room for the padding");
  text.resize(size);
  return text;
}

bool unpack(std::string& text, SecretKeys::Opened& out) {
  std::size_t size = 0;
  if (sodium_unpad(&size, raw_of(text), text.size(), pad_block) != 0 || size < 5) return false;
  text.resize(size);
  std::size_t length = 0;
  for (std::size_t i = 4; i-- > 0;) length = length << 8 | static_cast<unsigned char>(text[i]);
  if (length > size - 5) return false;
  out.name = text.substr(4, length);
  const char kind = text[4 + length];
  if (kind == '+') out.value = text.substr(5 + length);
  return kind == '+' || kind == '-';
}

}  // namespace

SecretKeys::~SecretKeys() {
  for (Key& key : keys_) sodium_memzero(&key, sizeof key);
}

Result<SecretKeys> SecretKeys::parse(std::string_view text, std::string_view topic) {
  KINTSUGI_CHECK(sodium_init() >= 0, "libsodium can be used");
  SecretKeys keys;
  const auto bad = [](int number) {
    return fail(ErrorKind::invalid, "secrets.bad_key",
                "line " + std::to_string(number) +
                    ": a key is 64 hexadecimal digits; one is made by: openssl rand -hex 32");
  };
  int number = 1;
  for (; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = key_line(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
    if (line.empty()) continue;
    Octets secret{};
    std::size_t size = 0;
    if (line.size() != 2 * secret.size() ||
        sodium_hex2bin(secret.data(), secret.size(), line.data(), line.size(), nullptr, &size,
                       nullptr) != 0 ||
        size != secret.size())
      return bad(number);
    Key key{};
    std::array<unsigned char, 32> id;
    hash_into(id, secret, "kintsugi secrets id", {});
    std::memcpy(key.id.data(), id.data(), key.id.size());
    hash_into(key.seals, secret, "kintsugi secrets seal", topic);
    hash_into(key.names, secret, "kintsugi secrets name", topic);
    hash_into(key.others, secret, "kintsugi secrets other", topic);
    sodium_memzero(secret.data(), secret.size());
    keys.keys_.push_back(key);
  }
  if (keys.keys_.empty()) return bad(number);
  return keys;
}

std::string SecretKeys::record_key(const Key& key, std::string_view name) {
  Octets hash;
  hash_into(hash, key.names, "name", name);
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

SecretKeys::Record SecretKeys::seal(std::string_view name,
                                    const std::optional<std::string>& value) const {
  const Key& key = keys_.front();
  Record record{record_key(key, name), {}};
  std::string text = packed(name, value);
  Bytes& bytes = record.bytes;
  bytes.push_back(seal_version);
  bytes.append(key.id.data(), key.id.size());
  const std::string beside = bytes + record.key;
  bytes.resize(head_size + nonce_size + text.size() + aead_tag_size);
  unsigned char* const nonce = raw_of(bytes) + head_size;
  randombytes_buf(nonce, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, raw_of(text),
                                             text.size(), raw_of(ByteView(beside)), beside.size(),
                                             nullptr, nonce, key.seals.data());
  sodium_memzero(text.data(), text.size());
  return record;
}

std::optional<SecretKeys::Opened> SecretKeys::open(ByteView key, ByteView bytes) const {
  if (bytes.size() < head_size + nonce_size + aead_tag_size || bytes[0] != seal_version)
    return std::nullopt;
  const std::string_view id = bytes.substr(1, key_id_size);
  const auto known = std::find_if(keys_.begin(), keys_.end(), [&](const Key& one) {
    return id == std::string_view(one.id.data(), one.id.size());
  });
  if (known == keys_.end()) return std::nullopt;
  std::string beside(bytes.substr(0, head_size));
  beside.append(key);
  const ByteView nonce = bytes.substr(head_size, nonce_size);
  const ByteView sealed = bytes.substr(head_size + nonce_size);
  std::string text(sealed.size() - aead_tag_size, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          raw_of(text), nullptr, nullptr, raw_of(sealed), sealed.size(), raw_of(ByteView(beside)),
          beside.size(), raw_of(nonce), known->seals.data()) != 0)
    return std::nullopt;
  Opened opened;
  const bool whole = unpack(text, opened) && record_key(*known, opened.name) == key;
  return whole ? std::optional(std::move(opened)) : std::nullopt;
}

std::string SecretKeys::derived(std::string_view purpose) const {
  Octets hash;
  hash_into(hash, keys_.front().others, "for", purpose);
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace kintsugi::api
