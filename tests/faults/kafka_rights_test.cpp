// A Kafka with TLS, passwords and ACLs that does not let a node in, or not do all that it must: the
// start ends soon and names what is wrong and what mends it; a node that serves says so, takes no
// commands, and goes on by itself. The real binary, a real broker of the test's own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "events/log/kafka/client_settings.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/kafka_administrator.h"
#include "tests/faults/office.h"
#include "tests/support/own_kafka.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
constexpr std::chrono::seconds soon{15};          // a start that fails does so within
constexpr int verification = 5, unreachable = 6;  // exit codes

struct Right {
  const char* name;
  rd_kafka_AclOperation_t operation;
};
constexpr Right read_it{"Read", RD_KAFKA_ACL_OPERATION_READ};
constexpr Right write_it{"Write", RD_KAFKA_ACL_OPERATION_WRITE};
constexpr Right describe_it{"Describe", RD_KAFKA_ACL_OPERATION_DESCRIBE};
constexpr Right describe_configs{"DescribeConfigs", RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS};
constexpr Right all_rights[] = {read_it, write_it, describe_it, describe_configs};

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from << " in " << text;
  return at == text.npos ? text : text.replace(at, from.size(), to);
}

class KafkaRights : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    kafka = new OwnKafka("--secure");
    const auto settings = log::parse_client_settings(text_of(kafka->config_of("admin")));
    ASSERT_TRUE(settings.has_value());
    administrator = new Administrator(kafka->servers(), *settings);
  }
  static void TearDownTestSuite() {
    delete administrator;
    delete kafka;
  }

  void give(const Right& right) { administrator->allow(topic, "node", right.operation); }
  void take(const Right& right) { administrator->forbid(topic, "node", right.operation); }
  void make_topic_with_all_rights() {
    administrator->make_topic(topic, {{"retention.ms", "-1"},
                                      {"retention.bytes", "-1"},
                                      {"cleanup.policy", "delete"},
                                      {"message.timestamp.type", "LogAppendTime"},
                                      {"compression.type", "producer"},
                                      {"max.message.bytes", "4259840"}});
    for (const Right& right : all_rights) give(right);
  }
  std::string place() const { return "kafka:" + kafka->servers() + "/" + topic; }
  std::string config(const std::string& text) {
    const std::string file = scratch.path() + "/kafka.conf";
    std::filesystem::remove(file);
    std::ofstream(file) << text;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    return file;
  }
  std::string of_node() const { return text_of(kafka->config_of("node")); }

  // The start ends with this code, and says all of `words`; the doctor too.
  void expect_shut(const std::string& log, const std::string& file, const std::string& code,
                   const std::vector<std::string>& words) {
    std::vector<std::string> more;
    if (!file.empty()) more = {"--kafka-config", file};
    const std::string data = scratch.path() + "/data";
    const auto node =
        ServingNode::begin({.directory = data, .log = log, .demo = false, .more = more});
    EXPECT_EQ(node->wait(soon), unreachable) << node->err();
    const std::string said = node->err();
    EXPECT_THAT(said, HasSubstr(code));
    for (const std::string& word : words) EXPECT_THAT(said, HasSubstr(word));
    EXPECT_THAT(said, Not(HasSubstr("guessed"))) << "a password";
    more.insert(more.begin(), {"doctor", "--data", data, "--log", log});
    const Ended doctor = kintsugi(more);
    if (code == "log.forbidden") return;  // what a node lacks, a look may not need
    EXPECT_EQ(doctor.code, verification) << doctor.out << doctor.err;
    EXPECT_THAT(doctor.out, HasSubstr(code));
    EXPECT_THAT(doctor.out, HasSubstr("mend: "));
    EXPECT_THAT(doctor.out, Not(HasSubstr("goes on by itself"))) << "a file is to be mended";
  }

  static inline OwnKafka* kafka = nullptr;
  static inline Administrator* administrator = nullptr;
  const std::string topic = log::fresh_topic().topic;
  const ScratchDir scratch;
};

TEST_F(KafkaRights, AWrongDoorEndsTheStartAndIsNamed) {
  make_topic_with_all_rights();
  const std::string good = of_node();
  const std::string password = good.substr(good.find("sasl.password="));
  expect_shut(place(), config(with(good, password, "sasl.password=guessed\n")), "log.password",
              {"Invalid username or password", "sasl.username and sasl.password"});
  expect_shut(place(), config(with(good, "mechanism=PLAIN", "mechanism=SCRAM-SHA-512")),
              "log.password", {"supported mechanisms: PLAIN", "set sasl.mechanism"});
  const std::string authority = good.substr(good.find("ssl.ca.location="));
  expect_shut(place(), config(with(good, authority.substr(0, authority.find('\n')), "#")),
              "log.certificate", {"nobody whom this node knows has signed it", "ssl.ca.location"});
  expect_shut(place(), "", "log.protocol", {"set security.protocol"});
  expect_shut(place(), config(with(good, "sasl_ssl", "ssl")), "log.protocol",
              {"set security.protocol"});
  // The same address by a name that the certificate does not have.
  const std::string elsewhere = with(place(), "127.0.0.1", "127.1");
  expect_shut(elsewhere, config(good), "log.certificate",
              {"of another host: it does not name 127.1", "subjectAltName"});
}

TEST_F(KafkaRights, ARightThatIsMissingAtTheStartIsNamed) {
  make_topic_with_all_rights();
  for (const Right& right : {read_it, write_it, describe_configs}) {
    SCOPED_TRACE(right.name);
    take(right);
    expect_shut(place(), kafka->config_of("node"), "log.forbidden",
                {"the user node the right " + std::string(right.name) + " on the topic " + topic,
                 "--operation " + std::string(right.name)});
    give(right);
  }
  for (const Right& right : all_rights) take(right);
  expect_shut(place(), kafka->config_of("node"), "log.forbidden", {"--operation Create"});
}

TEST_F(KafkaRights, ARightThatIsLostWhileServingIsSaidAndComesBack) {
  make_topic_with_all_rights();
  Office office(scratch.path() + "/data", place(),
                {"--kafka-config", kafka->config_of("node")});
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 2);
  int round = 0;
  for (const Right& right : {write_it, read_it, describe_configs}) {
    SCOPED_TRACE(right.name);
    take(right);
    const std::string name = "B" + std::to_string(++round);
    if (right.name == std::string("Write")) {
      // That it may not write is learnt by writing; the broker forgets the right in its own time.
      Told first = office.brand(name);
      for (int more = 0; first.status == 200 && more < 100; ++more)
        first = office.brand(name + "-" + std::to_string(more));
      EXPECT_EQ(first.status, 503) << first.body;
      EXPECT_THAT(first.code(), AnyOf("log.refused", "log.forbidden"));
    } else if (right.name == std::string("Read")) {
      const Told first = office.brand(name);  // recorded, and not read back
      EXPECT_THAT(first.status, AnyOf(200, 503)) << first.body;
    }
    EXPECT_EQ(office.trouble(), "log.forbidden");
    EXPECT_EQ(office.ready(), 503);
    const Told told = office.brand("C" + std::to_string(round));
    EXPECT_EQ(told.status, 503) << told.body;
    EXPECT_EQ(told.code(), "log.forbidden") << told.body;
    const Ended doctor = kintsugi({"doctor", "--data", scratch.path() + "/data"});
    EXPECT_THAT(doctor.out, HasSubstr("the right " + std::string(right.name)));
    EXPECT_THAT(doctor.out, HasSubstr("mend: kafka-acls.sh --add"));
    give(right);
    EXPECT_TRUE(office.becomes_ready());
    for (const std::string& again : {name, "C" + std::to_string(round)}) {
      const Told after = office.brand(again);  // the same keys: what came of them, once
      EXPECT_EQ(after.status, 200) << after.body;
    }
  }
  EXPECT_TRUE(office.ends());
  EXPECT_THAT(office.node().process().err(), HasSubstr("log.forbidden"));
}

// Somebody gave the node's user another password: noticed when a connection is made anew.
TEST_F(KafkaRights, APasswordThatIsChangedWhileServingIsSaidAndComesBack) {
  OwnKafka own("--secure");
  own.run("allow " + topic);
  Office office(scratch.path() + "/data", "kafka:" + own.servers() + "/" + topic,
                {"--kafka-config", own.config_of("node")});
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 2);
  const std::string settings = text_of(own.broker_settings());
  const std::string user = "user_node=\"";
  own.kill_broker();
  std::ofstream(own.broker_settings()) << with(settings, user, user + "other");
  own.up();
  EXPECT_EQ(office.trouble_of("log.password"), "log.password") << office.node().process().err();
  EXPECT_EQ(office.ready(), 503);
  const Told told = office.brand("B");
  EXPECT_EQ(told.status, 503) << told.body;
  EXPECT_EQ(told.code(), "log.password") << told.body;
  own.kill_broker();
  std::ofstream(own.broker_settings()) << settings;
  own.up();
  EXPECT_TRUE(office.becomes_ready());
  office.brands("B", 2);
  EXPECT_TRUE(office.ends());
  EXPECT_THAT(office.node().process().err(), HasSubstr("Kafka does not let this node in"));
}

// A listener whose certificate has expired: nothing behind it needs to be a broker.
TEST(KafkaCertificate, OneThatHasExpiredIsNamed) {
  const ScratchDir scratch;
  const std::string make =
      "cd " + scratch.path() +
      " && openssl req -x509 -newkey rsa:2048 -nodes -days 10 -subj /CN=ours -keyout ca.key "
      "-out ca.pem && openssl req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout b.key "
      "-out b.csr && echo subjectAltName=IP:127.0.0.1 >names && openssl x509 -req -in b.csr "
      "-days -1 -CA ca.pem -CAkey ca.key -CAcreateserial -out b.crt -extfile names";
  Process maker({"/bin/sh", "-c", make});
  ASSERT_EQ(maker.wait(soon), 0) << maker.err();
  Process listener({"/usr/bin/openssl", "s_server", "-www", "-accept", "127.0.0.1:0", "-cert",
                    scratch.path() + "/b.crt", "-key", scratch.path() + "/b.key"});
  const std::string port = listener.line_after("ACCEPT 127.0.0.1:", soon);
  ASSERT_FALSE(port.empty());
  const std::string file = scratch.path() + "/kafka.conf";
  std::ofstream(file) << "security.protocol=ssl\nssl.ca.location=" << scratch.path() << "/ca.pem\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  const auto node = ServingNode::begin({.directory = scratch.path() + "/data",
                                        .log = "kafka:127.0.0.1:" + port + "/company",
                                        .demo = false,
                                        .more = {"--kafka-config", file}});
  EXPECT_EQ(node->wait(soon), unreachable) << node->err();
  EXPECT_THAT(node->err(), HasSubstr("log.certificate"));
  EXPECT_THAT(node->err(), HasSubstr("it has expired: have it renewed"));
}

}  // namespace
}  // namespace kintsugi::tests
