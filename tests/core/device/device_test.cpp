// Devices that number their commands: used and missing numbers, in any order; whose claim of an
// earlier time is believed.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/alarm.h"
#include "schema/device.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AcceptBooking;
using schema::Device;
using schema::DeviceGap;
using Status = schema::WorkOrderStatus;

const schema::RecordProgress note{.order = "WO-1", .note = "已联系用户"};

Actor phone(std::int64_t sequence, const char* device = "d1", const char* who = "tech1") {
  Actor actor = person(who);
  actor.device = device;
  actor.device_sequence = sequence;
  return actor;
}

// A note under that number, at a time of 2026-03-02 ("02:00"), said to be of another.
Given& notes(Given& given, const Actor& actor, const std::string& at, const std::string& of = {}) {
  const auto time = [](const std::string& text) { return "2026-03-02T" + text + ":00Z"; };
  given.as(actor).at(time(at)).happened_at(time(of.empty() ? at : of));
  return given.when(note);
}

std::vector<std::pair<std::int64_t, std::int64_t>> missing(const Device& device) {
  std::vector<std::pair<std::int64_t, std::int64_t>> out;
  for (const DeviceGap& gap : device.gaps) out.emplace_back(gap.first, gap.last);
  return out;
}
using Missing = std::vector<std::pair<std::int64_t, std::int64_t>>;

TEST(DeviceNumbers, AreWrittenInTheCommitOfTheirCommand) {
  Given given = order_in(Status::scheduled);
  notes(given, phone(1), "01:10")
      .then({on("WO-1", schema::ProgressRecorded{.note = note.note}),
             on("tech1", schema::DeviceTaken{.device = "tech1:d1",
                                             .at = ms("2026-03-02T01:10:00Z")}),
             on("tech1:d1", schema::DeviceFirstSeen{
                                .operator_ = "tech1", .technician = "T1", .outlet = "S1"}),
             on("tech1:d1", schema::DeviceCommandSeen{.sequence = 1,
                                                      .claimed_at = ms("2026-03-02T01:10:00Z"),
                                                      .seen_at = ms("2026-03-02T01:10:00Z")})});
  EXPECT_EQ(given.state<Device>("tech1:d1").status, schema::DeviceStatus::complete);
  // Without a number nothing is read or written of it.
  Actor plain = phone(0);
  given.as(plain).when(note).then({on("WO-1", schema::ProgressRecorded{.note = note.note})});
  Actor policy = system_actor();
  policy.device = "d1";
  policy.device_sequence = 1;
  given.as(policy).when(note).then({on("WO-1", schema::ProgressRecorded{.note = note.note})});
}

TEST(DeviceNumbers, AreUsedOnce) {
  Given given = order_in(Status::scheduled);
  notes(given, phone(1), "01:10").then_accepted();
  notes(given, phone(1), "01:11").then_refused("device.sequence_used");
  notes(given, phone(1, "d2"), "01:12").then_accepted();
  // The device of another operator is another: nobody uses up his numbers.
  notes(given, phone(1, "d1", "tech2"), "01:13").then_accepted();
  notes(given, phone(2, "d1"), "01:14").then_accepted();
  // Who may not ask is told that, and nothing of the number.
  notes(given, phone(2, "d1", "nobody"), "01:15").then_refused("authority.not_signed_in");
}

TEST(DeviceNumbers, AreNumbersAndDevicesHaveNames) {
  Given given = order_in(Status::scheduled);
  notes(given, phone(-1), "01:10").then_refused("device.bad_sequence");
  notes(given, phone(9007199254740992), "01:10").then_refused("device.bad_sequence");
  notes(given, phone(9007199254740991), "01:10").then_accepted();
  for (const char* name : {"", "a/b", "a:b", " a"})
    notes(given, phone(1, name), "01:11").then_refused("device.bad_device");
}

TEST(DeviceGaps, AreNotedAndCloseAsTheirNumbersCome) {
  Given given = order_in(Status::scheduled);
  notes(given, phone(1), "01:10").then_accepted();
  notes(given, phone(5), "01:20").then_accepted();
  EXPECT_EQ(given.events().list()[1],
            on("tech1:d1", schema::DeviceGapNoted{.first = 2, .last = 4}));
  EXPECT_EQ(given.state<Device>("tech1:d1").status, schema::DeviceStatus::gaps);
  EXPECT_EQ(missing(given.state<Device>("tech1:d1")), (Missing{{2, 4}}));
  notes(given, phone(3), "01:21", "01:15").then_accepted();
  EXPECT_TRUE(given.event<schema::DeviceCommandSeen>(1).fills_gap);
  EXPECT_FALSE(given.event<schema::DeviceCommandSeen>(1).backwards);
  EXPECT_EQ(missing(given.state<Device>("tech1:d1")), (Missing{{2, 2}, {4, 4}}));
  // 4 says that it was before 3: marked.
  notes(given, phone(4), "01:22", "01:12").then_accepted();
  EXPECT_TRUE(given.event<schema::DeviceCommandSeen>(1).backwards);
  notes(given, phone(2), "01:23", "01:12").then_accepted();
  EXPECT_FALSE(given.event<schema::DeviceCommandSeen>(1).backwards);
  const auto& device = given.state<Device>("tech1:d1");
  EXPECT_TRUE(device.gaps.empty());
  EXPECT_EQ(device.status, schema::DeviceStatus::complete);
  EXPECT_EQ(device.backwards, 1u);
  notes(given, phone(2), "01:24").then_refused("device.sequence_used");
}

// What came before anybody looked, or comes late from before, is not missed; and not lost.
TEST(DeviceGaps, BeforeTheFirstNumberSeenAreOpenAndNotMissed) {
  Given given = order_in(Status::scheduled);
  notes(given, phone(7), "01:10").then_accepted();
  EXPECT_EQ(given.state<Device>("tech1:d1").status, schema::DeviceStatus::complete);
  notes(given, phone(6), "01:11").then_accepted();
  notes(given, phone(6), "01:11").then_refused("device.sequence_used");
  given.as(person("disp"))
      .when(schema::SettleDeviceGap{.device = "tech1:d1", .first = 1, .reason = "旧"})
      .then_refused("device.no_such_gap");
}

TEST(DeviceGaps, AreSettledByADispatcherWhoSaysWhy) {
  Given given = order_in(Status::scheduled);
  notes(given, phone(1), "01:10").then_accepted();
  notes(given, phone(4), "01:20").then_accepted();
  schema::SettleDeviceGap settle{.device = "tech1:d1", .first = 2};
  given.as(person("disp")).when(settle).then_refused("device.bad_reason");
  settle.reason = "技术员已在手机上删除";
  given.as(person("far")).when(settle).then_refused("authority.out_of_scope");
  given.as(person("tech1")).when(settle).then_refused("authority.not_allowed");
  given.as(person("disp")).when(settle).then_accepted();
  EXPECT_EQ(given.event<schema::DeviceGapSettled>().last, 3);
  EXPECT_EQ(given.state<Device>("tech1:d1").status, schema::DeviceStatus::complete);
  notes(given, phone(3), "01:30").then_refused("device.sequence_used");
  given.as(person("disp")).when(settle).then_refused("device.no_such_gap");
}

// More than a state holds: the lowest are given up, nobody is stopped.
TEST(DeviceGaps, AreNeverSoManyThatADeviceIsStopped) {
  Given given = order_in(Status::scheduled);
  for (std::int64_t number = 1; number <= 141; number += 2)
    notes(given, phone(number), "01:10").then_accepted();
  const auto& device = given.state<Device>("tech1:d1");
  EXPECT_EQ(device.gaps.size(), 64u);
  EXPECT_EQ(device.gaps.back().first, 140);
  notes(given, phone(2), "01:11").then_refused("device.sequence_used");
  notes(given, phone(140), "01:11").then_accepted();
}

// Two phones send three commands each; whatever comes first, each is known alike in the end.
TEST(DeviceOrder, EveryInterleavingOfTwoBatchesGivesTheSameStates) {
  std::array<const char*, 6> turns = {"d1", "d1", "d1", "d2", "d2", "d2"};
  std::vector<std::pair<Device, Device>> ends;
  do {
    Given given = order_in(Status::scheduled);
    std::int64_t next_1 = 1;
    std::int64_t next_2 = 1;
    for (const char* device : turns) {
      const bool one = std::string_view(device) == "d1";
      const std::int64_t number = one ? next_1++ : next_2++;
      const std::string of = "01:1" + std::to_string(number);
      notes(given, phone(number, device, one ? "tech1" : "disp"), "02:00", of).then_accepted();
    }
    ends.emplace_back(given.state<Device>("tech1:d1"), given.state<Device>("disp:d2"));
  } while (std::next_permutation(turns.begin(), turns.end(), [](const char* a, const char* b) {
    return std::string_view(a) < std::string_view(b);
  }));
  ASSERT_EQ(ends.size(), 20u);
  for (const auto& end : ends) EXPECT_EQ(end, ends.front());
}

TEST(DeviceOrder, EveryOrderOfOneBatchIsCompleteInTheEnd) {
  std::array<std::int64_t, 5> numbers = {1, 2, 3, 4, 5};
  do {
    Given given = order_in(Status::scheduled);
    for (const std::int64_t number : numbers)
      notes(given, phone(number), "02:00", "01:1" + std::to_string(number)).then_accepted();
    const auto& device = given.state<Device>("tech1:d1");
    EXPECT_TRUE(device.gaps.empty());
    EXPECT_EQ(device.backwards, 0u);
    EXPECT_EQ(device.last_sequence, 5);
  } while (std::next_permutation(numbers.begin(), numbers.end()));
}

// The booking is to be accepted by 03:00. He was last heard at 01:10.
Given booked() {
  Given given = order_in(Status::scheduled);
  notes(given, phone(1), "01:10").then_accepted();
  return given;
}

Given& accepts(Given& given, const Actor& actor, const std::string& of, const std::string& at) {
  return given.as(actor)
      .at("2026-03-02T" + at + ":00Z")
      .happened_at("2026-03-02T" + of + ":00Z")
      .when(AcceptBooking{.order = "WO-1"});
}

TEST(DeviceProof, ADeadlineKeptWithoutANetworkIsKept) {
  Given given = booked();
  accepts(given, phone(2), "02:30", "04:00").then_accepted();
  EXPECT_EQ(given.event<schema::BookingAccepted>().at, ms("2026-03-02T02:30:00Z"));
  // Its alarm, if it rang meanwhile, is found met.
  Given rung = booked();
  rung.as(system_actor()).at("2026-03-02T03:00:00Z");
  rung.when(schema::PassDeadline{.alarm = "WO-1:booking_acceptance:1", .version = 1})
      .then_accepted();
  accepts(rung, phone(2), "02:30", "04:00").then_accepted();
  EXPECT_EQ(rung.event<schema::AlarmFoundMet>(1).at, ms("2026-03-02T02:30:00Z"));
}

TEST(DeviceProof, AWholeBatchIsBelievedInItsOrder) {
  Given given = booked();
  notes(given, phone(2), "04:00", "02:10").then_accepted();
  accepts(given, phone(3), "02:30", "04:01").then_accepted();
  EXPECT_TRUE(given.events().list().back().event.get<schema::DeviceCommandSeen>().proved);
}

TEST(DeviceProof, NothingElseBeatsADeadline) {
  const auto refused = [](Given& given, const Actor& actor, const std::string& of = "02:30") {
    accepts(given, actor, of, "04:00").then_refused("work_order.acceptance_overdue");
  };
  Given plain = booked();
  refused(plain, phone(0));  // no number
  Given fresh = booked();
  refused(fresh, phone(1, "d2"));  // a device that nobody knows
  Given heard = booked();
  notes(heard, phone(2), "02:45").then_accepted();
  refused(heard, phone(3));  // there was a network after the time that he claims
  Given before = booked();
  notes(before, phone(2), "04:00", "02:40").then_accepted();
  refused(before, phone(3));  // it ran backwards
  Given late = booked();
  notes(late, phone(2), "03:30", "02:20").then_accepted();
  refused(late, phone(3));  // the batch was over: he was on line at 03:30
  Given kept_back = booked();
  notes(kept_back, phone(3), "02:45").then_accepted();
  refused(kept_back, phone(2));  // a number that was kept back for it
  Given in_time = booked();
  refused(in_time, phone(2), "03:01");  // honest, and late
}

TEST(DeviceProof, ASpareDeviceProvesNothing) {
  Given given = order_in(Status::scheduled);
  notes(given, phone(1, "spare"), "01:05").then_accepted();
  notes(given, phone(1), "01:20").then_accepted();
  notes(given, phone(2), "02:45").then_accepted();
  accepts(given, phone(2, "spare"), "02:30", "04:00")
      .then_refused("work_order.acceptance_overdue");
  notes(given, phone(2, "spare"), "04:00").then_accepted();
  EXPECT_EQ(given.state<schema::CarriedDevice>("tech1").device, "tech1:spare");
}

TEST(DeviceProof, IsForTechniciansWithinThePolicysBound) {
  Given office = order_in(Status::scheduled);
  notes(office, phone(1, "pc", "disp"), "01:10").then_accepted();
  accepts(office, phone(2, "pc", "disp"), "02:30", "04:00")
      .then_refused("work_order.acceptance_overdue");
  Given old = booked();
  old.as(phone(2)).at("2026-03-06T01:10:00Z").happened_at("2026-03-02T02:30:00Z");
  old.when(AcceptBooking{.order = "WO-1"}).then_refused("authority.too_late_told");
}

// A claim meets no alarm of an earlier deadline either.
TEST(DeviceProof, WithoutItAnEarlierAlarmIsNotFoundMet) {
  Given given = booked();
  given.as(system_actor()).at("2026-03-02T03:00:00Z");
  given.when(schema::PassDeadline{.alarm = "WO-1:booking_acceptance:1", .version = 1})
      .then_accepted();
  given.as(person("disp")).at("2026-03-02T03:02:00Z");
  given.when(schema::RescheduleBooking{.order = "WO-1",
                                       .starts_at = ms("2026-03-02T07:00:00Z"),
                                       .ends_at = ms("2026-03-02T08:00:00Z"),
                                       .asked_by = schema::AskedBy::customer,
                                       .reason = "改约"})
      .then_accepted();
  accepts(given, person("tech1"), "02:59", "03:30").then_accepted();
  for (const core::StreamEvent& event : given.events().list())
    EXPECT_FALSE(event.event.is<schema::AlarmFoundMet>());
}

}  // namespace
}  // namespace kintsugi::tests
