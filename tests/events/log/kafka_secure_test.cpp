// A Kafka with TLS, passwords and ACLs: who may write is who may write. And what a file of client
// settings may say.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "events/log/kafka/client_settings.h"
#include "events/log/kafka/kafka_log.h"
#include "tests/events/log/appending.h"
#include "tests/support/own_kafka.h"

namespace kintsugi::log {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

TEST(ClientSettings, AreWhatOpensTheDoorAndNothingElse) {
  const auto read = parse_client_settings(
      "# of the node\n\nsecurity.protocol = sasl_ssl\r\nsasl.mechanism=PLAIN\n"
      "sasl.username=node\nsasl.password=a=b #c\nssl.ca.location=/etc/ca.pem\n");
  ASSERT_TRUE(read.has_value()) << read.error().what;
  EXPECT_THAT(*read, ElementsAre(Pair("security.protocol", "sasl_ssl"),
                                 Pair("sasl.mechanism", "PLAIN"), Pair("sasl.username", "node"),
                                 Pair("sasl.password", "a=b #c"),
                                 Pair("ssl.ca.location", "/etc/ca.pem")));
}

TEST(ClientSettings, WhatOurPromisesRestOnIsNotForAFile) {
  for (const char* name :
       {"acks", "request.required.acks", "enable.idempotence", "max.in.flight", "linger.ms",
        "compression.codec", "bootstrap.servers", "metadata.broker.list", "isolation.level",
        "enable.auto.commit", "auto.offset.reset", "check.crcs", "message.timeout.ms",
        "transactional.id", "plugin.library.paths", "enable.ssl.certificate.verification",
        "ssl.engine.location", "sasl.kerberos.kinit.cmd", "enable.sasl.oauthbearer.unsecure.jwt",
        "debug", "no.such.setting", "ssl.no.such.setting"}) {
    const auto read = parse_client_settings("client.id=me\n" + std::string(name) + "=secret\n");
    ASSERT_FALSE(read.has_value()) << name;
    EXPECT_EQ(read.error().code, "log.bad_setting") << name;
    EXPECT_THAT(read.error().what, HasSubstr("line 2"));
    EXPECT_THAT(read.error().what, HasSubstr(name));
    EXPECT_THAT(read.error().what, Not(HasSubstr("secret")));
  }
  for (const char* line : {"security.protocol", "security.protocol=secret", "=secret",
                           "ssl.endpoint.identification.algorithm=none"}) {
    const auto read = parse_client_settings(line);
    ASSERT_FALSE(read.has_value()) << line;
    EXPECT_EQ(read.error().code, "log.bad_setting") << line;
    EXPECT_THAT(read.error().what, Not(HasSubstr("secret")));
  }
}

// One broker for all, as it takes seconds.
class SecureKafka : public testing::Test {
 protected:
  static void SetUpTestSuite() { kafka = new OwnKafka("--secure"); }
  static void TearDownTestSuite() {
    delete kafka;
    kafka = nullptr;
  }
  static KafkaSettings settings_of(const std::string& user) {
    std::ifstream in(kafka->config_of(user));
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto read = parse_client_settings(text);
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().what);
    return read.value_or(KafkaSettings{});
  }
  static KafkaOptions options(KafkaSettings settings) {
    return {.place = {kafka->servers(), topic, std::move(settings)},
            .appends_soon = false,
            .open_timeout = std::chrono::seconds(8),
            .call_timeout = std::chrono::seconds(4),
            .message_timeout = std::chrono::seconds(5)};
  }
  static Error refused(KafkaSettings settings) {
    const auto log = open_kafka(options(std::move(settings)));
    EXPECT_FALSE(log.has_value());
    return log ? Error{} : log.error();
  }
  static inline const std::string topic = "company";
  static inline OwnKafka* kafka = nullptr;
};

TEST_F(SecureKafka, OnlyWhoMayWriteWrites) {
  kafka->run("allow " + topic);
  auto of_node = options(settings_of("node"));
  of_node.appends_soon = true;
  const auto node = open_kafka(of_node);
  ASSERT_TRUE(node.has_value()) << node.error().what;
  append_stored(**node, {"one", "two"});

  const auto reader = open_kafka(options(settings_of("reader")));
  ASSERT_TRUE(reader.has_value()) << reader.error().what;
  EXPECT_EQ(read_from(**reader, Position{0}, 2).size(), 2u);
  EXPECT_EQ((*reader)->at(Position{1}), "two");
  for (const Appended& answer : append_all(**reader, {"forged"})) {
    EXPECT_NE(answer.outcome, Appended::Outcome::stored);
  }
  EXPECT_EQ((*node)->end(), Position{2});
  EXPECT_TRUE((*node)->check().has_value());
}

// What nodes share beside the log is theirs alone: whoever reads the log does not see even that.
TEST_F(SecureKafka, WhatNodesShareIsForNodes) {
  kafka->run("allow " + topic);
  auto of_node = options(settings_of("node"));
  of_node.place.topic = topic + ".secrets";
  of_node.compacted = true;
  const auto node = open_kafka(of_node);
  ASSERT_TRUE(node.has_value()) << node.error().what;
  append_stored(**node, {"sealed"});
  auto of_reader = of_node;
  of_reader.place.settings = settings_of("reader");
  EXPECT_FALSE(open_kafka(of_reader).has_value());
}

TEST_F(SecureKafka, WhoMayNothingIsToldSo) {
  const Error stranger = refused(settings_of("stranger"));
  EXPECT_EQ(stranger.code, "log.forbidden") << stranger.what;
  EXPECT_EQ(stranger.kind, ErrorKind::unavailable) << "it is asked again";
  EXPECT_THAT(stranger.what, HasSubstr("ACL"));
}

TEST_F(SecureKafka, AWrongPasswordOrNoTlsOpensNothing) {
  KafkaSettings wrong = settings_of("node");
  for (auto& [name, value] : wrong) {
    if (name == "sasl.password") value = "guessed";
  }
  const Error shut_out = refused(wrong);
  EXPECT_EQ(shut_out.code, "log.password");
  EXPECT_THAT(shut_out.what, Not(HasSubstr("guessed")));
  EXPECT_EQ(refused({}).code, "log.protocol");
  KafkaSettings unknown_authority = settings_of("node");
  std::erase_if(unknown_authority, [](const auto& one) { return one.first == "ssl.ca.location"; });
  EXPECT_EQ(refused(unknown_authority).code, "log.certificate") << "not this broker's";
}

}  // namespace
}  // namespace kintsugi::log
