#include "events/log/kafka/client_settings.h"

#include <algorithm>
#include <array>

#include "events/log/kafka/client.h"

namespace kintsugi::log {

namespace {

// All that begins so, but for `never`.
constexpr std::string_view families[] = {"ssl.", "sasl."};
constexpr std::string_view single[] = {
    "security.protocol",     "client.id",         "client.rack",
    "broker.address.family", "broker.address.ttl", "connections.max.idle.ms",
    "socket.connection.setup.timeout.ms",
};
// They would load code, run commands, or take anybody for the broker.
constexpr std::string_view never[] = {
    "ssl.engine.location",
    "ssl.engine.id",
    "sasl.kerberos.kinit.cmd",
    "sasl.oauthbearer.config",
};

template <std::size_t size>
bool is_one_of(const std::string_view (&list)[size], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

bool may_be_set(std::string_view name) {
  if (is_one_of(never, name)) return false;
  const auto begins_so = [&](std::string_view family) { return name.starts_with(family); };
  return is_one_of(single, name) ||
         std::any_of(std::begin(families), std::end(families), begins_so);
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

tl::unexpected<Error> bad(int line, std::string why) {
  return fail(ErrorKind::invalid, "log.bad_setting",
              "line " + std::to_string(line) + ": " + std::move(why));
}

Result<void> check(int line, const std::string& name, const std::string& value) {
  if (!may_be_set(name)) {
    return bad(line, name +
                         " is not for this file: security.protocol, ssl.*, sasl.*, client.id, "
                         "client.rack, broker.address.family, broker.address.ttl, "
                         "connections.max.idle.ms and socket.connection.setup.timeout.ms are");
  }
  if (name == "ssl.endpoint.identification.algorithm" && value != "https")
    return bad(line, name + " must be https: else anybody with a certificate is the broker");
  const Owned<rd_kafka_conf_t> conf(rd_kafka_conf_new());
  std::array<char, 512> why{};
  switch (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), why.data(), why.size())) {
    case RD_KAFKA_CONF_OK: return {};
    case RD_KAFKA_CONF_UNKNOWN: return bad(line, "librdkafka knows no setting " + name);
    default: return bad(line, "librdkafka does not take this value of " + name);
  }
}

}  // namespace

Result<KafkaSettings> parse_client_settings(std::string_view text) {
  KafkaSettings settings;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return bad(number, "expected name=value");
    std::string name(trim(line.substr(0, equals))), value(trim(line.substr(equals + 1)));
    KINTSUGI_TRY_OK(check(number, name, value));
    settings.emplace_back(std::move(name), std::move(value));
  }
  return settings;
}

}  // namespace kintsugi::log
