#include "events/log/kafka/admission.h"

namespace kintsugi::log {

namespace {

// Of OpenSSL, which is librdkafka's: <openssl/x509_vfy.h>; they never change.
std::string words_of(int x509_error, const std::string& host) {
  switch (x509_error) {
    case 9:
      return "it is not valid yet: see that this machine's clock is right";
    case 10:
      return "it has expired: have it renewed, and see that this machine's clock is right";
    case 2:
    case 18:
    case 19:
    case 20:
    case 21:
      return "nobody whom this node knows has signed it: name the authority's certificate in the "
             "file of --kafka-config (ssl.ca.location=FILE.pem)";
    case 23:
      return "it was revoked";
    case 62:
    case 64:
      return "it is of another host: it does not name " + host + "; name the broker in --log (and "
             "its advertised.listeners) as its certificate does, or have " + host +
             " put into the certificate (subjectAltName)";
    default:
      return "OpenSSL's verification says " + std::to_string(x509_error) +
             " (man openssl-verification-options)";
  }
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

void Admission::note(const char* code, std::string what) {
  const std::lock_guard lock(mutex_);
  why_ = Error{ErrorKind::unavailable, code, std::move(what), {}};
}

void Admission::let_in() {
  const std::lock_guard lock(mutex_);
  why_.reset();
  was_in_ = true;
}

std::optional<Error> Admission::why() const {
  const std::lock_guard lock(mutex_);
  return why_;
}

std::string Admission::refuse_certificate(const std::string& broker, int x509_error) {
  const std::string why = words_of(x509_error, broker.substr(0, broker.rfind(':')));
  note("log.certificate", "the certificate of the broker " + broker + " is not believed: " + why);
  return why;
}

bool Admission::heard(std::string_view line) {
  const std::string said(line.substr(0, line.find(" (after ")));
  if (has(line, "certificate verify failed") || has(line, "verification callback failed"))
    return true;  // refuse_certificate() knows more
  if (has(line, "Connect to") && has(line, "failed")) {  // nobody is there to let anybody in
    const std::lock_guard lock(mutex_);
    why_.reset();
    return false;
  }
  if (has(line, "mechanism handshake failed")) {
    note("log.password", said + ": set sasl.mechanism in the file of --kafka-config");
  } else if (has(line, "SASL authentication error") || has(line, "Authentication failed")) {
    note("log.password", said + ": see sasl.username and sasl.password in the file of "
                                "--kafka-config, and the broker's users");
  } else if (has(line, "SSL handshake failed") && has(line, "alert")) {
    note("log.certificate", said + ": the broker does not believe this node's certificate, or asks "
                                   "for one (ssl.certificate.location and ssl.key.location in the "
                                   "file of --kafka-config)");
  } else if (has(line, "SSL handshake failed") || has(line, "security.protocol")) {
    // A broker that goes away in the middle says the same.
    const std::lock_guard lock(mutex_);
    if (was_in_) return false;
    why_ = Error{ErrorKind::unavailable, "log.protocol",
                 said + ": the broker's listener speaks another protocol (plaintext, ssl, "
                        "sasl_plaintext, sasl_ssl): set security.protocol in the file of "
                        "--kafka-config",
                 {}};
  } else {
    return false;
  }
  return true;
}

}  // namespace kintsugi::log
