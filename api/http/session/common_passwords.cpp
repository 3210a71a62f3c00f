#include "api/http/session/common_passwords.h"

#include <algorithm>
#include <array>

namespace kintsugi::api {

namespace {

// Not on the list of the world: of keyboards and lucky numbers here, and our own name.
constexpr std::array<std::string_view, 20> also = {
    "88888888",   "66666666",   "a1234567",   "aa123456", "admin123",   "admin888", "welcome123",
    "woaini1314", "woaini520",  "5201314520", "zxcvbnm1", "1qaz2wsx3edc", "qq123456", "woaiwojia",
    "wang1234",   "a123456789", "kintsugi",   "changeme", "passw0rd",   "letmein1"};

}  // namespace

bool is_common_password(std::string_view password) {
  const auto listed = listed_passwords();
  return std::binary_search(listed.begin(), listed.end(), password) ||
         std::find(also.begin(), also.end(), password) != also.end();
}

}  // namespace kintsugi::api
