// One record says which log the tables of a directory are of.

#include "api/service/log_mark.h"

#include <gtest/gtest.h>

#include <fstream>

#include "events/log/memory/memory_log.h"
#include "tests/events/log/appending.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::api {
namespace {

// A topic that is made anew, and filled, while it is looked at: from some question on another log
// answers.
class ExchangedLog final : public log::EventLog {
 public:
  ExchangedLog(log::EventLog& before, log::EventLog& after) : before_(before), after_(after) {}
  void exchange_after(int questions) { left_ = questions; }

  Result<void> append(std::vector<log::Outgoing> batch, Done done) override {
    return which().append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<log::Cursor>> read(Position from) override { return which().read(from); }
  Result<Position> end() override { return which().end(); }
  Result<Bytes> at(Position position) override { return which().at(position); }
  Result<Position> position_at(Instant time) override { return which().position_at(time); }
  std::string describe() const override { return "exchanged"; }

 private:
  log::EventLog& which() { return left_-- > 0 ? before_ : after_; }

  log::EventLog& before_;
  log::EventLog& after_;
  int left_ = 1'000'000;
};

struct LogMarkTest : testing::Test {
  ScratchDir scratch;
  std::filesystem::path file = std::filesystem::path(scratch.path()) / "log-mark";
};

TEST_F(LogMarkTest, IsReadAsItIsWritten) {
  const LogRecordMark mark{Position{1041}, std::string(64, 'a')};
  EXPECT_EQ(parse_log_mark(to_text(mark)), mark);
  for (const char* bad : {"", "12", "x y", "12 abc", "-1 "})
    EXPECT_FALSE(parse_log_mark(bad)) << bad;
}

TEST_F(LogMarkTest, FollowsItsLogAndItsCopies) {
  const auto log = log::make_memory_log({.gap_every = 3});
  LogMark mark(*log, file);
  EXPECT_TRUE(mark.check()) << "an empty log is nobody's yet";
  log::append_stored(*log, log::numbered(10));
  EXPECT_TRUE(mark.check());
  log::append_stored(*log, log::numbered(5, "more "));
  EXPECT_TRUE(mark.check());
  EXPECT_TRUE(LogMark(*log, file).check()) << "of the next start";
}

TEST_F(LogMarkTest, NamesAnotherLogAndAnEndThatIsLost) {
  const auto log = log::make_memory_log(), shorter = log::make_memory_log(),
             other = log::make_memory_log();
  log::append_stored(*log, log::numbered(10));
  ASSERT_TRUE(LogMark(*log, file).check());
  log::append_stored(*shorter, log::numbered(9));
  EXPECT_EQ(LogMark(*shorter, file).check().error().code, "log.lost_tail");
  log::append_stored(*other, log::numbered(20, "another "));
  const auto found = LogMark(*other, file).check();
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, "log.other");
  EXPECT_NE(found.error().what.find("at position 9"), std::string::npos) << found.error().what;
  EXPECT_TRUE(LogMark(*log, file).check()) << "what is not its own changed nothing";
}

// Whenever it is: the next look says so at the latest, and no record of the other log is noted.
TEST_F(LogMarkTest, ALogThatIsExchangedDuringALookIsNotTakenForItsOwn) {
  constexpr int questions_of_a_look = 4;
  for (int asked = 0; asked <= questions_of_a_look; ++asked) {
    const auto own = log::make_memory_log(), other = log::make_memory_log();
    std::filesystem::remove(file);
    log::append_stored(*own, log::numbered(10));
    log::append_stored(*other, log::numbered(20, "another "));
    ExchangedLog log(*own, *other);
    LogMark mark(log, file);
    ASSERT_TRUE(mark.check());
    log::append_stored(*own, log::numbered(1, "more "));  // so that a look notes something
    log.exchange_after(asked);
    const auto found = mark.check();
    EXPECT_EQ(found.has_value(), asked == questions_of_a_look) << asked;
    const auto next = mark.check();
    ASSERT_FALSE(next.has_value()) << asked;
    EXPECT_EQ(next.error().code, "log.other");
    EXPECT_FALSE(LogMark(*other, file).check()) << asked;
  }
}

TEST_F(LogMarkTest, DamageOfTheMarkIsNotAnotherLog) {
  const auto log = log::make_memory_log();
  log::append_stored(*log, log::numbered(10));
  ASSERT_TRUE(LogMark(*log, file).check());
  std::string text;
  std::getline(std::ifstream(file), text);
  const std::string before = text.substr(0, text.rfind(' ')) + "\n";
  text[10] = text[10] == 'a' ? 'b' : 'a';
  std::ofstream(file) << text << "\n";
  const auto found = LogMark(*log, file).check();
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, "log.mark_damaged");
  EXPECT_NE(found.error().what.find(file.string()), std::string::npos) << found.error().what;
  EXPECT_FALSE(LogMark(*log, file).look());
  std::filesystem::remove(file);
  EXPECT_TRUE(LogMark(*log, file).check()) << "made anew";
  std::ofstream(file) << before;
  EXPECT_TRUE(LogMark(*log, file).check()) << "of before there was a checksum";
}

// A mark of before there was a checksum: another log, or one octet of it flipped. Both are named,
// each with what mends it; and once it has agreed with its log it has a checksum.
TEST_F(LogMarkTest, WithoutAChecksumBothCausesAreNamed) {
  const auto log = log::make_memory_log();
  log::append_stored(*log, log::numbered(10));
  ASSERT_TRUE(LogMark(*log, file).check());
  std::string text;
  std::getline(std::ifstream(file), text);
  const std::string before = text.substr(0, text.rfind(' '));
  for (const std::size_t octet : {std::size_t{0}, std::size_t{10}}) {
    std::string damaged = before;
    damaged[octet] = octet == 0 ? '2' : damaged[octet] == 'a' ? 'b' : 'a';
    std::ofstream(file) << damaged << "\n";
    const auto found = LogMark(*log, file).check();
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, "log.other");
    for (const std::string& words :
         {std::string("another cluster"), std::string("kintsugi log copy"),
          std::string("is damaged"), "rm " + file.string()})
      EXPECT_NE(found.error().what.find(words), std::string::npos) << found.error().what;
  }
  std::ofstream(file) << "91" << before.substr(1) << "\n";
  const auto beyond = LogMark(*log, file).check();
  ASSERT_FALSE(beyond.has_value());
  EXPECT_EQ(beyond.error().code, "log.lost_tail");
  EXPECT_NE(beyond.error().what.find("is damaged"), std::string::npos) << beyond.error().what;
  std::ofstream(file) << before << "\n";
  ASSERT_TRUE(LogMark(*log, file).check());
  std::string now;
  std::getline(std::ifstream(file), now);
  EXPECT_EQ(now, text) << "nothing came since, and it has its checksum";
}

}  // namespace
}  // namespace kintsugi::api
