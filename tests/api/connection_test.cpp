// What the library reads and writes a socket by.

#include "api/http/server/connection.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

namespace kintsugi::tests {
namespace {

using api::Connection;
using std::chrono::milliseconds;

struct ConnectionTest : testing::Test {
  void SetUp() override {
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
  }
  void TearDown() override {
    for (const int end : ends)
      if (end >= 0) ::close(end);
  }
  void hang_up() {
    ::close(ends[1]);
    ends[1] = -1;
  }
  void say(std::string_view text) { ::send(ends[1], text.data(), text.size(), MSG_NOSIGNAL); }
  // What has arrived at the other side by now.
  std::string heard() {
    std::array<char, 4096> octets{};
    const ssize_t got = ::recv(ends[1], octets.data(), octets.size(), MSG_DONTWAIT);
    return got > 0 ? std::string(octets.data(), static_cast<std::size_t>(got)) : std::string();
  }
  static std::string read(Connection& from, std::size_t most) {
    std::string out(most, '\0');
    const ssize_t got = from.read(out.data(), most);
    out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return out;
  }
  static bool never() { return false; }

  std::array<int, 2> ends{-1, -1};
};

TEST_F(ConnectionTest, TheHeadLeavesWithTheBody) {
  Connection connection(ends[0], milliseconds(50), milliseconds(50));
  EXPECT_EQ(connection.write("head ", 5), 5);
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(connection.write("body", 4), 4);
  EXPECT_EQ(heard(), "head body");
  EXPECT_EQ(connection.write(" more", 5), 5);
  EXPECT_EQ(heard(), " more");
}

TEST_F(ConnectionTest, WhatIsHeldBackIsSentBeforeARead) {
  Connection connection(ends[0], milliseconds(50), milliseconds(50));
  connection.write("go on", 5);  // as for Expect: 100-continue
  say("body");
  EXPECT_EQ(read(connection, 10), "body");
  EXPECT_EQ(heard(), "go on");
}

TEST_F(ConnectionTest, WhatIsHeldBackIsSentAtTheEnd) {
  Connection connection(ends[0], milliseconds(50), milliseconds(50));
  EXPECT_TRUE(connection.flush());
  connection.write("head alone", 10);
  EXPECT_TRUE(connection.flush());
  EXPECT_EQ(heard(), "head alone");
}

TEST_F(ConnectionTest, RequestsThatArriveTogetherAreAllThere) {
  Connection connection(ends[0], milliseconds(50), milliseconds(50));
  say("onetwo");
  ASSERT_TRUE(connection.wait_for_request(milliseconds(50), never));
  EXPECT_EQ(read(connection, 3), "one");
  ASSERT_TRUE(connection.wait_for_request(milliseconds(0), never));
  EXPECT_EQ(read(connection, 3), "two");
  EXPECT_FALSE(connection.wait_for_request(milliseconds(50), never));
}

TEST_F(ConnectionTest, LargeBodiesAreReadPastTheBuffer) {
  Connection connection(ends[0], milliseconds(500), milliseconds(50));
  std::string sent(20'000, 'x');
  sent.back() = 'y';
  say(sent);
  EXPECT_EQ(read(connection, 1), "x");
  std::string got = "x";
  while (got.size() < sent.size()) {
    const std::string some = read(connection, 16'384);
    ASSERT_FALSE(some.empty());
    got += some;
  }
  EXPECT_EQ(got, sent);
}

// The library would take 0x2 for 2. What is no chunk ends what is read.
TEST_F(ConnectionTest, AChunkedBodyIsReadAsFarAsItIsOne) {
  Connection connection(ends[0], milliseconds(50), milliseconds(50));
  connection.put_back("head", true);
  EXPECT_EQ(read(connection, 10), "head");
  say("3;a=b\r\nab");
  EXPECT_EQ(read(connection, 10), "3;a=b\r\nab");
  say("c\r\n0x2\r\n{}\r\n");
  char octets[32];
  EXPECT_EQ(connection.read(octets, sizeof octets), -1);
  connection.put_back("", false);
  say("0x2");
  EXPECT_EQ(read(connection, 10), "0x2") << "of another body";
}

TEST_F(ConnectionTest, ASilentClientIsNotWaitedForLonger) {
  Connection connection(ends[0], milliseconds(20), milliseconds(20));
  char octet = 0;
  EXPECT_LT(connection.read(&octet, 1), 0);
  EXPECT_FALSE(connection.wait_for_request(milliseconds(0), never));
  EXPECT_FALSE(connection.wait_for_request(milliseconds(60'000), [] { return true; }));
}

TEST_F(ConnectionTest, AClientThatTakesNothingIsGivenUp) {
  Connection connection(ends[0], milliseconds(20), milliseconds(20));
  const std::string much(1u << 20, 'x');
  connection.write("head", 4);
  ssize_t sent = 0;
  for (int i = 0; i < 64 && sent >= 0; ++i) sent = connection.write(much.data(), much.size());
  EXPECT_LT(sent, 0);
}

TEST_F(ConnectionTest, WhoHasHungUpIsNotWrittenTo) {
  Connection connection(ends[0], milliseconds(20), milliseconds(20));
  EXPECT_TRUE(connection.is_writable());
  hang_up();
  EXPECT_FALSE(connection.is_writable());
  connection.write("head", 4);
  EXPECT_LT(connection.write("body", 4), 0);
  char octet = 0;
  EXPECT_EQ(connection.read(&octet, 1), 0);
}

}  // namespace
}  // namespace kintsugi::tests
