#pragma once
// Why the brokers do not let a client in: TLS, certificates, passwords. Its calls only say that
// nobody answers; the reason is told to its own threads, in words. Private to the Kafka log.

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::log {

// Safe for all threads.
class Admission {
 public:
  // A line of the client's log. False: it says nothing of being let in.
  bool heard(std::string_view line);
  // What OpenSSL found wrong with a broker's certificate (X509_V_ERR_…), at "HOST:PORT"; the same
  // in words.
  std::string refuse_certificate(const std::string& broker, int x509_error);
  // A broker has answered, this client or one like it: from now on whoever hangs up goes away.
  void let_in();
  // unavailable "log.certificate", "log.password", "log.protocol", with what mends it.
  std::optional<Error> why() const;

 private:
  void note(const char* code, std::string what);

  mutable std::mutex mutex_;
  std::optional<Error> why_;   // guarded by mutex_, as was_in_
  bool was_in_ = false;
};

}  // namespace kintsugi::log
