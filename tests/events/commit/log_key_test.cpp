// Keys, seals, and which key a log is under: alone, without a log.

#include "events/commit/log_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/commit/commit.h"
#include "events/commit/under_key.h"

namespace kintsugi {
namespace {

using testing::HasSubstr;
using Step = UnderKey::Step;

std::string digits(char digit) { return std::string(64, digit); }
LogKeys keys_of(const std::string& file) {
  auto keys = LogKeys::parse(file);
  EXPECT_TRUE(keys.has_value());
  return *std::move(keys);
}

TEST(LogKeys, AFileOfKeysIsReadAndTheNewestIsTheLast) {
  const LogKeys both = keys_of("# of 2026\r\n" + digits('a') + "\r\n\n  " + digits('B') + " # new");
  EXPECT_EQ(both.newest(), keys_of(digits('b')).newest());
  EXPECT_TRUE(both.has(keys_of(digits('a')).newest()));
  EXPECT_FALSE(both.has(keys_of(digits('c')).newest()));
}

TEST(LogKeys, WhatIsNoKeyIsRefusedByItsLineAndNotShown) {
  for (const std::string& bad : {digits('a').substr(1), digits('a') + "a", digits('x'),
                                 std::string("secret words"), digits('a') + digits('b')}) {
    const auto read = LogKeys::parse("# one\n" + bad + "\n");
    ASSERT_FALSE(read.has_value()) << bad;
    EXPECT_EQ(read.error().code, "log.bad_key");
    EXPECT_THAT(read.error().what, HasSubstr("line 2"));
    EXPECT_THAT(read.error().what, testing::Not(HasSubstr(bad)));
  }
  EXPECT_EQ(LogKeys::parse("\n# none\n").error().code, "log.bad_key");
}

TEST(LogKeys, AnIdIsWrittenAndRead) {
  const LogKeyId id = keys_of(digits('a')).newest();
  EXPECT_EQ(to_text(id).size(), 16u);
  EXPECT_EQ(parse_log_key_id(to_text(id)), id);
  for (const char* bad : {"", "0123", "0123456789abcdeg", "0123456789abcdef0"})
    EXPECT_EQ(parse_log_key_id(bad), std::nullopt) << bad;
}

// Persistent: a key file of today opens the log of tomorrow. Computed by Python's hashlib as
// events/FORMAT.md says it.
TEST(LogKeys, IdAndSealNeverChange) {
  const LogKeys keys = keys_of("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  EXPECT_EQ(to_text(keys.newest()), "fde59cb43c2488f7");
  EXPECT_EQ(sha256_hex(keys.seal(keys.newest(), "a record")),
            "bf11d1de0e1e661721ce754c91cbf426776a2edfbdad303ace5c1bb147798492");
  // The longer hash, of logs that came under their keys with it.
  const LogKeyId longer = parse_log_key_id("0c4c2f40eb97ca44").value();
  ASSERT_TRUE(keys.has(longer));
  EXPECT_EQ(sha256_hex(keys.seal(longer, "a record")),
            "2a9edf751483854b376cf2fd7349deed1352d61db87b04b4c04c5f6e8d9bc15f");
  EXPECT_EQ(sha256_hex(encode_key_record(longer, instant_from_ms(1'772'323'200'000))),
            "6364808bf0002d097d284fecf0d0546df1b8c93250aa3d67758a8aeac6daec81");
}

TEST(LogKeys, ASealOfTheOneHashIsNoneOfTheOther) {
  const LogKeys keys = keys_of("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  const LogKeyId longer = parse_log_key_id("0c4c2f40eb97ca44").value();
  const Bytes one = keys.seal(longer, "record"), other = keys.seal(keys.newest(), "record");
  EXPECT_EQ(keys.check("record", one).key, longer);
  EXPECT_EQ(keys.check("record", one).state, SealState::good);
  EXPECT_EQ(keys.check("record", other).state, SealState::good);
  EXPECT_EQ(keys.check("record", one.substr(0, 8) + other.substr(8)).state, SealState::wrong);
  EXPECT_EQ(keys.check("record", other.substr(0, 8) + one.substr(8)).state, SealState::wrong);
}

TEST(Seal, FitsItsRecordAndNoOther) {
  const LogKeys keys = keys_of(digits('a') + "\n" + digits('b')), other = keys_of(digits('c'));
  const LogKeyId first = keys_of(digits('a')).newest();
  const Bytes seal = keys.seal(first, "record");
  EXPECT_EQ(keys.check("record", seal).state, SealState::good);
  EXPECT_EQ(keys.check("record", seal).key, first);
  EXPECT_EQ(keys.check("recorD", seal).state, SealState::wrong);
  EXPECT_EQ(keys.check("record ", seal).state, SealState::wrong);
  for (std::size_t i = 0; i < seal.size(); ++i) {
    Bytes flipped = seal;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    EXPECT_NE(keys.check("record", flipped).state, SealState::good) << i;
  }
  EXPECT_EQ(other.check("record", seal).state, SealState::unknown_key);
  for (const Bytes& none : {Bytes(), seal.substr(1), seal + "x"})
    EXPECT_EQ(keys.check("record", none).state, SealState::absent);
}

TEST(KeyRecord, IsNoCommitAndNamesItsKey) {
  const LogKeyId id = keys_of(digits('a')).newest();
  const Bytes record = encode_key_record(id, instant_from_ms(1000));
  CommitView view;
  EXPECT_EQ(view.open(record).error().code, "commit.log_key");
  EXPECT_EQ(key_named_by(view.id()), id);
  EXPECT_EQ(recorded_at_of(record), Instant{});
  Bytes nameless = record;
  nameless[nameless.find("log_key/") + 8] = 'x';
  EXPECT_EQ(view.open(nameless).error().code, "commit.malformed");
  Bytes unknown = record;
  unknown[34] = 1, unknown[35] = 0;  // rule version 0
  EXPECT_EQ(view.open(unknown).error().code, "schema.newer");
  EXPECT_THAT(view.open(unknown).error().what, HasSubstr("rule version 0"));
}

// A reader with the keys of some digits, and what records do to it.
struct Reader {
  explicit Reader(const std::string& of) {
    std::string file;
    for (const char digit : of) file += digits(digit) + "\n";
    if (!of.empty()) keys = keys_of(file);
  }
  static LogKeyId id(char digit) { return keys_of(digits(digit)).newest(); }
  // A record that `by` has sealed (0: nobody); of a key record, the key that it names.
  Result<Step> next(char by, char names = 0) {
    const Bytes record = names != 0 ? encode_key_record(id(names), {}) : Bytes("a commit");
    const Bytes seal = by != 0 ? keys_of(digits(by)).seal(id(by), record) : Bytes();
    const SealSeen checked = keys ? keys->check(record, seal) : SealSeen{};
    return under.step(Position{at++}, checked,
                      names != 0 ? std::optional(id(names)) : std::nullopt,
                      [&](LogKeyId wanted) { return keys && keys->has(wanted); });
  }
  std::optional<LogKeys> keys;
  UnderKey under;
  std::int64_t at = 0;
};

TEST(UnderKey, FromTheFirstKeyRecordOnOnlyWhatIsSealedWithItIsJudged) {
  Reader reader("1");
  EXPECT_EQ(reader.next(0), Step::judge);
  EXPECT_EQ(reader.next('1'), Step::judge);
  EXPECT_EQ(reader.under.current(), std::nullopt);
  EXPECT_EQ(reader.next('1', '1'), Step::key_record);
  EXPECT_EQ(reader.under.current(), Reader::id('1'));
  EXPECT_EQ(reader.under.keys().back().from, Position{2});
  EXPECT_EQ(reader.next('1'), Step::judge);
  for (const char by : {'\0', '2'}) EXPECT_EQ(reader.next(by), Step::unauthenticated);
  EXPECT_EQ(reader.next('1', '1'), Step::key_record) << "two nodes said it at once";
  EXPECT_EQ(reader.under.keys().size(), 1u);
}

TEST(UnderKey, AForgedKeyRecordPutsItUnderNothing) {
  Reader reader("1");
  EXPECT_EQ(reader.next(0, '1'), Step::unauthenticated) << "names the key, was not made with it";
  EXPECT_EQ(reader.next('1', '2'), Step::unauthenticated) << "the first one is sealed with itself";
  EXPECT_EQ(reader.under.claimed(), std::nullopt);
  EXPECT_EQ(reader.next(0), Step::judge);
}

TEST(UnderKey, TheNextKeyIsBroughtByTheOneBefore) {
  Reader reader("12");
  ASSERT_EQ(reader.next('1', '1'), Step::key_record);
  EXPECT_EQ(reader.next('2', '2'), Step::unauthenticated) << "sealed with itself";
  EXPECT_EQ(reader.next('2'), Step::unauthenticated);
  EXPECT_EQ(reader.next('1', '2'), Step::key_record);
  EXPECT_EQ(reader.next('1'), Step::unauthenticated) << "decided before, landed after";
  EXPECT_EQ(reader.next('2'), Step::judge);
  EXPECT_EQ(reader.next('1', '2'), Step::unauthenticated) << "the same record again";
  EXPECT_EQ(reader.next('2', '1'), Step::unauthenticated) << "a key that was left";
  EXPECT_EQ(reader.under.current(), Reader::id('2'));
}

TEST(UnderKey, FromTheLongerHashToTheShorterOneOfTheSameKey) {
  const LogKeys keys = keys_of("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  const LogKeyId longer = parse_log_key_id("0c4c2f40eb97ca44").value(), shorter = keys.newest();
  UnderKey under;
  std::int64_t at = 0;
  const auto next = [&](LogKeyId by, std::optional<LogKeyId> names) {
    const Bytes record = names ? encode_key_record(*names, {}) : Bytes("a commit");
    return under.step(Position{at++}, keys.check(record, keys.seal(by, record)), names,
                      [&](LogKeyId wanted) { return keys.has(wanted); });
  };
  ASSERT_EQ(next(longer, longer), Step::key_record);
  EXPECT_EQ(next(longer, std::nullopt), Step::judge);
  EXPECT_EQ(next(shorter, std::nullopt), Step::unauthenticated) << "not yet";
  EXPECT_EQ(next(longer, shorter), Step::key_record);
  EXPECT_EQ(next(shorter, std::nullopt), Step::judge);
  EXPECT_EQ(next(longer, std::nullopt), Step::unauthenticated);
}

TEST(UnderKey, WhoLacksTheNextKeyStopsThere) {
  Reader reader("1");
  ASSERT_EQ(reader.next('1', '1'), Step::key_record);
  const auto stopped = reader.next('1', '2');
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().code, "log.key_missing");
  EXPECT_THAT(stopped.error().what, HasSubstr("position 1"));
  EXPECT_THAT(stopped.error().what, HasSubstr(to_text(Reader::id('2'))));
}

TEST(UnderKey, WhoHasNoKeyJudgesAsBeforeAndKnowsThatItCannot) {
  for (const char* has : {"", "9"}) {
    Reader reader(has);
    EXPECT_EQ(reader.next(0), Step::judge);
    EXPECT_EQ(reader.under.claimed(), std::nullopt);
    EXPECT_EQ(reader.next('1', '1'), Step::key_record);
    ASSERT_NE(reader.under.claimed(), std::nullopt);
    EXPECT_EQ(reader.under.claimed()->from, Position{1});
    EXPECT_EQ(reader.next(0), Step::judge);
    EXPECT_EQ(reader.next('1', '2'), Step::key_record);
    EXPECT_EQ(reader.under.claimed()->key, Reader::id('1'));
  }
  Reader blind("");  // it reads no seals: it cannot know that this one was forged
  EXPECT_EQ(blind.next(0, '1'), Step::key_record);
  EXPECT_NE(blind.under.claimed(), std::nullopt);
  Reader reader("9");  // its own, later: the claim was somebody's
  ASSERT_EQ(reader.next('1', '1'), Step::key_record);
  EXPECT_EQ(reader.next('9', '9'), Step::key_record);
  EXPECT_EQ(reader.under.current(), Reader::id('9'));
  EXPECT_EQ(reader.next('1'), Step::unauthenticated);
}

}  // namespace
}  // namespace kintsugi
