// A complaint that went straight to headquarters is as if there were none: for the outlet of who is
// accused, and for himself whatever his duties are; in lists, cards, queues, counts, alarms, feeds,
// exports and the audit log, now and as of a moment.

#include <gtest/gtest.h>

#include "tests/api/open_feed.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct HiddenTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  std::string last;  // position of the latest command

  HiddenTest() {
    for (const char* outlet : {"OUT-A", "OUT-B"}) {
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", outlet}, {"name", outlet}, {"kind", "service_station"}});
    }
    running.make_operator(admin, "2001", "dispatcher", "OUT-A");
    // Whole-company duties; one of them is accused.
    for (const char* number : {"1001", "1002"}) {
      running.make_operator(admin, number, "call_centre", "");
      for (const char* role : {"auditor", "dispatcher", "administrator"})
        sent(admin, "/v1/operators/grant_role", {{"number", number}, {"role", role}});
    }
    Person clerk = running.signed_in("1001");
    complain(clerk, "CP-OPEN", false);
    complain(clerk, "CP-HIDDEN", true);
  }
  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << path << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  void complain(Person& clerk, const std::string& id, bool confidential) {
    sent(clerk, "/v1/complaints/register_complaint",
         {{"complaint", id},
          {"kind", "attitude"},
          {"text", "态度差"},
          {"accused_operator", "1002"},
          {"accused_outlet", "OUT-A"},
          {"confidential", confidential}});
  }
  Reply read(Person& person, const std::string& path) {
    const char* sign = path.find('?') == std::string::npos ? "?" : "&";
    return person.get(path + sign + "wait=10s&min_position=" + last);
  }
  int complaints_waiting(Person& person) {
    int sum = 0;
    const Json queues = read(person, "/v1/queues").json();
    for (const Json& one : queues["items"])
      if (one["queue"] == "complaints") sum += one["count"].get<int>();
    return sum;
  }
  // Everywhere that it could show.
  static constexpr const char* reads[] = {
      "/v1/complaints", "/v1/complaints?accused_outlet=OUT-A", "/v1/complaints?q=CP-HIDDEN",
      "/v1/queue_items?queue=complaints", "/v1/alarms", "/v1/search?q=CP-HIDDEN",
      "/v1/lookup/complaint?q=CP-HIDDEN"};
};

TEST_F(HiddenTest, FromTheOutletAndFromWhoIsAccused) {
  Person outlet = running.signed_in("2001");
  Person accused = running.signed_in("1002");
  Person clerk = running.signed_in("1001");
  const std::string at = last;
  for (Person* person : {&outlet, &accused}) {
    for (const std::string path : reads) {
      const char* sign = path.find('?') == std::string::npos ? "?" : "&";
      EXPECT_EQ(read(*person, path).body.find("CP-HIDDEN\""), std::string::npos) << path;
      EXPECT_EQ(person->get(path + sign + "as_of=" + at).body.find("CP-HIDDEN\""),
                std::string::npos)
          << path;
    }
    EXPECT_EQ(read(*person, "/v1/complaints/CP-HIDDEN").status, 404);
    EXPECT_EQ(read(*person, "/v1/streams/complaint/CP-HIDDEN").status, 404);
    EXPECT_EQ(read(*person, "/v1/streams/complaint/CP-HIDDEN/commits").status, 404);
    EXPECT_EQ(read(*person, "/v1/alarms/CP-HIDDEN:complaint_confirmation").status, 404);
    EXPECT_EQ(complaints_waiting(*person), 1) << "the one that he knows";
    EXPECT_NE(read(*person, "/v1/complaints").body.find("CP-OPEN"), std::string::npos);
    const Reply sent_to = person->send("/v1/complaints/escalate_complaint",
                                       {{"complaint", "CP-HIDDEN"}, {"reason", "x"}});
    EXPECT_EQ(sent_to.code(), "complaint.not_found") << sent_to.body;
  }
  EXPECT_EQ(read(clerk, "/v1/complaints/CP-HIDDEN").status, 200);
  EXPECT_EQ(complaints_waiting(clerk), 2);
}

TEST_F(HiddenTest, InTheAuditLogAndItsReport) {
  Person accused = running.signed_in("1002");
  Person clerk = running.signed_in("1001");
  for (const char* path : {"/v1/audit?limit=500", "/v1/audit?command=register_complaint",
                           "/v1/audit?stream=complaint/CP-HIDDEN",
                           "/v1/reports/operation_log?limit=500"}) {
    EXPECT_EQ(read(accused, path).body.find("CP-HIDDEN\""), std::string::npos) << path;
    EXPECT_NE(read(clerk, path).body.find("CP-HIDDEN"), std::string::npos) << path;
  }
  EXPECT_EQ(accused.get("/v1/audit/commits/" + last).status, 404);
  EXPECT_EQ(clerk.get("/v1/audit/commits/" + last).status, 200);
}

TEST_F(HiddenTest, InTheFeed) {
  Person accused = running.signed_in("1002");
  OpenFeed feed(running.port(), accused.cookie(), "/v1/stream?topics=complaints,alarms,position");
  ASSERT_TRUE(feed.says("event: position"));
  Person clerk = running.signed_in("1001");
  complain(clerk, "CP-HIDDEN2", true);
  complain(clerk, "CP-LAST", false);
  ASSERT_TRUE(feed.says("CP-LAST"));
  EXPECT_EQ(feed.text().find("CP-HIDDEN2"), std::string::npos);
}

}  // namespace
}  // namespace kintsugi::tests
