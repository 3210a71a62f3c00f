#include "events/base/sha256.h"

#include <openssl/evp.h>

#include "events/base/check.h"

namespace kintsugi {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
};
void Sha256::End::operator()(State* state) const {
  EVP_MD_CTX_free(state->context);
  delete state;
}

Sha256::Sha256() : state_(new State) {
  KINTSUGI_CHECK(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1,
                 "SHA-256 is there");
}

void Sha256::add(ByteView octets) {
  EVP_DigestUpdate(state_->context, octets.data(), octets.size());
}

std::string Sha256::hex() {
  constexpr char digits[] = "0123456789abcdef";
  unsigned char octets[32];
  EVP_DigestFinal_ex(state_->context, octets, nullptr);
  std::string out;
  for (const unsigned char octet : octets) {
    out += digits[octet >> 4];
    out += digits[octet & 15];
  }
  return out;
}

}  // namespace kintsugi
