// What tells of a person stays where it was asked for: no feed, no log line and no refusal repeats
// it. Every personal field of every event is filled with a mark that is looked for afterwards.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <thread>

#include "api/http/feeds/topics.h"
#include "events/commit/commit.h"
#include "events/schema/runtime/json.h"
#include "schema/description.h"
#include "tests/api/open_feed.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

using schema::FieldInfo;
using schema::TypeInfo;

// Nothing else of a test looks like one of these.
constexpr std::string_view text_mark = "莫愁QX";
constexpr std::string_view phone_mark = "17700009876";
constexpr std::int64_t latitude_mark = 31'415'927;
constexpr std::int64_t longitude_mark = 121'718'281;
const std::string hash_mark = [] {
  std::string hash;
  while (hash.size() < 64) hash += "5eed";
  return hash;
}();

bool is_marked(std::string_view text) {
  const std::string latitude = std::to_string(latitude_mark);
  const std::string longitude = std::to_string(longitude_mark);
  for (std::string_view mark : {text_mark, phone_mark, std::string_view(latitude),
                                std::string_view(longitude), std::string_view(hash_mark)})
    if (text.find(mark) != text.npos) return true;
  return false;
}

// The mark that a field takes.
Json mark_of(const FieldInfo& field) {
  if (field.format == "phone") return phone_mark;
  if (field.name == "latitude") return latitude_mark;
  if (field.name == "longitude") return longitude_mark;
  if (field.name == "photo_hash") return hash_mark;
  return text_mark;
}

bool is_personal(const TypeInfo& type) {
  for (const FieldInfo& field : type.fields) {
    if (!field.personal.empty()) return true;
    if (field.structure != nullptr && is_personal(*field.structure)) return true;
  }
  return false;
}

// A body of the command with every field filled; ids as `id` has them.
class Body {
 public:
  // `broken`: what tells of a person is too long, of a wrong type, or holds what it must not.
  Body(std::string id, int broken = 0) : id_(std::move(id)), broken_(broken) {}

  Json of(const TypeInfo& type) const {
    if (type.fields.empty()) return Json::object();
    Json out = Json::object();
    for (const FieldInfo& field : type.fields) {
      out[std::string(field.name)] = value(field, field.type);
      if (type.kind == schema::TypeKind::union_) break;  // of its alternatives one
    }
    return out;
  }

 private:
  Json value(const FieldInfo& field, std::string_view type) const {
    if (type == "list") return Json::array({value(field, field.element)});
    if (type == "struct" || type == "union") return of(*field.structure);
    if (!field.personal.empty()) return personal(field);
    if (type == "enum") return field.enumeration->values.back().name;
    if (type == "bool") return true;
    if (type == "void") return Json::object();
    if (field.format == "instant") return "2026-03-01T08:00:00Z";
    if (field.format == "date") return "2026-03-01";
    if (field.format == "position") return "1";
    if (type == "data") return "";
    if (type == "text") return field.ref.empty() ? "1" : id_;
    return std::clamp<std::int64_t>(1, field.min, field.max);
  }
  Json personal(const FieldInfo& field) const {
    const Json mark = mark_of(field);
    if (!mark.is_string()) return broken_ == 0 ? mark : Json(mark.dump());
    const auto text = mark.get<std::string>();
    if (broken_ == 1) return text + "\u0001";
    if (broken_ == 2) return text + std::string(field.max_length, 'x');
    return broken_ == 3 ? Json::array({text}) : Json(text);
  }
  const std::string id_;
  const int broken_;
};

struct PersonalTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person everybody = [this] {  // in every duty
    running.make_operator(admin, "1001", "call_centre", "");
    for (const char* role : {"dispatcher", "technician", "administrator", "accountant",
                             "store_keeper", "auditor"}) {
      const Reply given =
          admin.send("/v1/operators/grant_role", {{"number", "1001"}, {"role", role}});
      EXPECT_EQ(given.status, 200) << given.body;
    }
    return running.signed_in("1001");
  }();
  std::multiset<std::string> refused;  // codes

  static std::string route(const std::string& command) {
    return std::string(schema::find_type(command)->route);
  }
  // Says nothing of a person where it is refused.
  Reply send(const std::string& command, const Json& body) {
    const Reply reply = everybody.send(route(command), body);
    if (reply.status == 200) return reply;
    refused.insert(reply.code());
    EXPECT_FALSE(is_marked(reply.body)) << command << " " << body << "\n" << reply.body;
    return reply;
  }
  void accepted(const std::string& command, const Json& body) {
    const Reply reply = send(command, body);
    ASSERT_EQ(reply.status, 200) << command << " " << reply.body;
  }
  // What the schema calls personal, marked, and the rest as given.
  void marked(const std::string& command, Json body) {
    for (const FieldInfo& field : schema::find_type(command)->fields)
      if (!field.personal.empty()) body[std::string(field.name)] = mark_of(field);
    accepted(command, body);
  }
  // One event of each kind that tells of a person.
  void make_people();
  void make_visit();
  void make_contacts();
  void make_papers();
  void make_complaint();
  void make_leave();
  void make_urgent();
  // The number that the command's answer gave to a thing of that kind.
  static std::string made(const Reply& reply, const std::string& kind) {
    const Json answer = reply.json();
    for (const Json& one : answer["streams"]) {
      const std::string stream = one["stream"];
      if (stream.rfind(kind + "/", 0) == 0) return stream.substr(kind.size() + 1);
    }
    ADD_FAILURE() << "no " << kind << " in " << reply.body;
    return {};
  }
  // Names of the events in the log that have a mark in them.
  std::set<std::string> marked_events();
};

void PersonalTest::make_people() {
  accepted("register_outlet", {{"outlet", "O-1"}, {"name", "O"}, {"kind", "service_station"}});
  marked("register_customer", {{"customer", "C-1"}, {"kind", "person"}, {"outlet", "O-1"}});
  marked("change_customer", {{"customer", "C-1"}, {"kind", "company"}});
  marked("register_technician", {{"technician", "T-1"}, {"outlet", "O-1"}});
  marked("register_technician", {{"technician", "T-2"}, {"outlet", "O-1"}});
  marked("change_technician", {{"technician", "T-2"}, {"outlet", "O-1"}, {"cash_limit", 500}});
  marked("grant_skill",
         {{"technician", "T-1"}, {"category", "冰箱"}, {"service_type", "repair"}});
  marked("register_operator", {{"number", "2001"}, {"technician", "T-1"}});
  marked("register_operator", {{"number", "2002"}});
  marked("change_operator", {{"number", "2002"}, {"technician", "T-2"}});
  marked("disable_operator", {{"number", "2002"}});
}

std::string in(int hours) {
  return format_instant(api::SystemClock().now() + std::chrono::hours(hours));
}

void PersonalTest::make_visit() {
  marked("register_work_order", {{"order", "WO-1"},
                                 {"service_type", "repair"},
                                 {"customer", "C-1"},
                                 {"category", "冰箱"},
                                 {"override_reason", "铭牌磨损"},
                                 {"outlet", "O-1"}});
  marked("register_work_order", {{"order", "WO-8"},
                                 {"service_type", "repair"},
                                 {"customer", "C-1"},
                                 {"category", "冰箱"},
                                 {"override_reason", "铭牌磨损"},
                                 {"outlet", "O-1"}});
  accepted("cancel_work_order", {{"order", "WO-8"}, {"reason", "x"}});
  accepted("reinstate_work_order", {{"order", "WO-8"}, {"reason", "x"}});
  accepted("schedule_booking", {{"order", "WO-1"},
                                {"technician", "T-1"},
                                {"starts_at", in(1)},
                                {"ends_at", in(2)}});
  marked("correct_registration", {{"order", "WO-1"},
                                  {"service_type", "install"},
                                  {"customer", "C-1"},
                                  {"category", "冰箱"},
                                  {"reason", "误登记"}});
  marked("record_progress", {{"order", "WO-1"}, {"note", "x"}});
  Json attribute = {{"name", "n"}, {"value", text_mark}};
  marked("record_legacy_fact",
         {{"order", "WO-1"}, {"activity", "a"}, {"attributes", Json::array({attribute})}});
  accepted("accept_booking", {{"order", "WO-1"}});
  marked("check_in", {{"order", "WO-1"}});
  marked("suspend_technician", {{"technician", "T-2"}});
  const Reply booked = send("schedule_booking", {{"order", "WO-1"},
                                                 {"technician", "T-2"},
                                                 {"starts_at", in(1)},
                                                 {"ends_at", in(2)}});
  EXPECT_EQ(booked.code(), "work_order.dispatch_technician_not_active") << booked.body;
}

void PersonalTest::make_contacts() {
  marked("log_interaction",
         {{"interaction", "IX-1"}, {"channel", "wechat"}, {"channel_message_id", "m-1"}});
  marked("correct_interaction", {{"interaction", "IX-1"}, {"summary", "问安装"}, {"reason", "听错"}});
  accepted("link_interaction", {{"interaction", "IX-1"}, {"order", "WO-1"}});
  accepted("unlink_interaction", {{"interaction", "IX-1"}, {"reason", "不是这单"}});
  accepted("close_interaction", {{"interaction", "IX-1"}, {"outcome", "answered"}});
  accepted("reopen_interaction", {{"interaction", "IX-1"}, {"reason", "又来问"}});
  Json contact = {{"name", text_mark}, {"phone", phone_mark}, {"note", text_mark}};
  accepted("set_customer_contacts",
           {{"customer", "C-1"}, {"contacts", Json::array({contact})}});
}

// What is signed for, and a visit that came to nothing.
void PersonalTest::make_papers() {
  accepted("start_work", {{"order", "WO-1"}});
  marked("record_handover", {{"order", "WO-1"},
                             {"kind", "manual"},
                             {"document", "手册"},
                             {"document_hash", std::string(64, 'a')}});
  const Reply taken = send("pick_up_unit", {{"order", "WO-1"}, {"technician", "T-1"}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  marked("return_unit", {{"unit", made(taken, "workshop_unit")}});
  marked("mark_abnormal",
         {{"order", "WO-1"}, {"kind", "no_fault"}, {"note", "x"}, {"photo_bytes", 100}});
}

void PersonalTest::make_complaint() {
  marked("register_complaint", {{"complaint", "CP-1"},
                                {"kind", "attitude"},
                                {"text", "x"},
                                {"accused_outlet", "O-1"},
                                {"customer", "C-1"}});
  accepted("open_inspection",
           {{"inspection", "IN-1"}, {"subject", "conduct"}, {"outlet", "O-1"}});
  marked("record_inspection_finding",
         {{"inspection", "IN-1"}, {"in_order", true}, {"text", "x"}});
  accepted("attribute_fault", {{"liability", "LB-1"},
                               {"order", "WO-1"},
                               {"party", "outlet"},
                               {"amount", 100},
                               {"inspection", "IN-1"},
                               {"reason", "x"}});
  marked("appeal_liability", {{"liability", "LB-1"}, {"new_fact", "y"}});
  // He is told of a defect of his machine.
  accepted("register_asset", {{"asset", "A-9"},
                              {"brand", "JinLu"},
                              {"model", "JL-35GW"},
                              {"category", "aircon"},
                              {"serial", "SN-9"},
                              {"confirm_reason", "x"},
                              {"customer", "C-1"}});
  accepted("publish_bulletin", {{"bulletin", "QX-9"},
                                {"brand", "JinLu"},
                                {"model", "JL-35GW"},
                                {"title", "x"},
                                {"text", "x"}});
  accepted("tell_owner", {{"bulletin", "QX-9"}, {"asset", "A-9"}});
}

// Leave is decided by another person than who asked.
void PersonalTest::make_leave() {
  const auto asked = [&](int days) {
    const Reply reply = send("request_leave", {{"technician", "T-1"},
                                               {"kind", "annual"},
                                               {"starts_at", in(24 * days)},
                                               {"ends_at", in(24 * days + 8)},
                                               {"reason", text_mark}});
    EXPECT_EQ(reply.status, 200) << reply.body;
    return made(reply, "leave");
  };
  const auto decided = [&](const std::string& command, const std::string& leave) {
    const Reply reply =
        admin.send(route(command), {{"leave", leave}, {"answer", text_mark}});
    EXPECT_EQ(reply.status, 200) << reply.body;
  };
  const std::string first = asked(200);
  decided("approve_leave", first);
  decided("reject_leave", asked(230));
  accepted("withdraw_leave", {{"leave", first}, {"reason", text_mark}});
}

// Whoever is named is told of an order that is escalated, a moment later.
void PersonalTest::make_urgent() {
  accepted("name_urgent_contacts",
           {{"contacts", Json::array({{{"operator", "1001"}, {"phone", phone_mark}}})}});
  accepted("register_work_order", {{"order", "WO-URGENT"},
                                   {"service_type", "repair"},
                                   {"category", "冰箱"},
                                   {"phone", "13800000001"},
                                   {"address", "x"}});
  accepted("escalate_work_order", {{"order", "WO-URGENT"}, {"reason", "漏电"}});
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  Json alarm;
  while (alarm["item"]["status"] != "tripped" && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // asked again
    alarm = everybody.get("/v1/alarms/WO-URGENT:urgent_report").json();
  }
  EXPECT_EQ(alarm["item"]["status"], "tripped") << alarm;
}

std::set<std::string> PersonalTest::marked_events() {
  std::set<std::string> names;
  const Position end = *running.service().log().end();
  CommitView commit;
  for (Position at; at < end; at = at.next()) {
    auto bytes = running.service().log().at(at);
    if (!bytes || !commit.open(*bytes) || !commit.open_events()) continue;
    for (const auto& happened : commit.events()) {
      std::string json;
      schema::write_json(json, happened.event);
      if (is_marked(json)) names.insert(std::string(schema::name_of(happened.event)));
    }
  }
  return names;
}

// Each of those who write logs, feeds and refusals sees each of them.
TEST_F(PersonalTest, IsInNoFeedNoLogAndNoRefusal) {
  std::string topics;
  for (const std::string_view name : api::topic_names())
    topics.append(topics.empty() ? "" : ",").append(name);
  OpenFeed feed(running.port(), everybody.cookie(), "/v1/stream?topics=" + topics);
  ASSERT_TRUE(feed.says("event: position"));
  make_people();
  make_visit();
  make_contacts();
  make_papers();
  make_complaint();
  make_leave();
  make_urgent();
  std::set<std::string> expected;
  for (const TypeInfo& type : schema::all_types())
    if (type.kind == schema::TypeKind::event && is_personal(type))
      expected.insert(std::string(type.name));
  EXPECT_EQ(marked_events(), expected) << "an event with personal fields needs a step above";
  // All commands, of what is there and of what is not, well formed and not.
  for (const TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::command || type.route.empty()) continue;
    for (const char* id : {"C-1", "T-1", "WO-1", "2001", "O-1", "none"})
      send(std::string(type.name), Body(id).of(type));
    for (const int broken : {1, 2, 3}) send(std::string(type.name), Body("1", broken).of(type));
  }
  EXPECT_GT(refused.size(), 500u);
  EXPECT_GT(std::set<std::string>(refused.begin(), refused.end()).size(), 40u);
  for (const char* path : {"/v1/customers?phone=17700009876", "/v1/customers?q=17700009876",
                           "/v1/customers?name=%E8%8E%AB%E6%84%81QX&nothing=1",
                           "/v1/lookup/customer?q=17700009876"})
    EXPECT_LT(everybody.get(path).status, 500) << path;
  const Reply last = everybody.send(route("register_work_order"), {{"order", "WO-LAST"},
                                                                   {"service_type", "repair"},
                                                                   {"category", "冰箱"},
                                                                   {"phone", "13800000001"},
                                                                   {"address", "x"}});
  ASSERT_EQ(last.status, 200) << last.body;
  EXPECT_TRUE(feed.says("\"WO-LAST\""));
  EXPECT_FALSE(is_marked(feed.text()));
  const auto lines = running.logged();
  EXPECT_GT(lines.size(), 500u) << "debug lines of every request";
  for (const std::string& line : lines) EXPECT_FALSE(is_marked(line)) << line;
  feed.leave();
}

// What is searched for tells of people, and a ticket opens a feed: no line of the log has either,
// whatever is asked, however it ends.
TEST_F(PersonalTest, WhatIsAskedForIsInNoLog) {
  const std::string name = "%E8%8E%AB%E6%84%81QX";
  const std::string asked = "?q=" + name + "&phone=17700009876&name.has=" + name;
  const httplib::Headers from = {{"Referer", "http://127.0.0.1/orders" + asked}};
  std::size_t routes = 0;
  for (const api::Route& route : running.edge().router().routes()) {
    if (route.media_type == "text/event-stream") continue;
    std::string path(route.path);
    for (auto open = path.find('{'); open != path.npos; open = path.find('{', open))
      path.replace(open, path.find('}', open) + 1 - open, "1");
    if (route.method == "GET") {
      EXPECT_LE(everybody.get(path + asked, from).status, 503) << path;
    }
    EXPECT_LE(everybody.post(path + asked, "{}", from).status, 503) << path;
    ++routes;
  }
  EXPECT_GT(routes, 200u);
  for (const char* odd : {"/v1/nothing", "/", "/assets/none.js", "/v1/customers/%ff"})
    (void)everybody.get(odd + asked, from);
  const std::string url = everybody.post("/v1/feed/tickets", "{}").json()["url"];
  const std::string ticket = url.substr(url.find('=') + 1);
  ASSERT_GT(ticket.size(), 30u);
  OpenFeed feed(running.port(), "", url);
  ASSERT_TRUE(feed.says("event: position"));
  (void)everybody.get(url);
  feed.leave();
  const auto lines = running.logged();
  EXPECT_GT(lines.size(), routes) << "debug lines of every request";
  for (const std::string& line : lines) {
    EXPECT_FALSE(is_marked(line)) << line;
    EXPECT_EQ(line.find("%E8%8E"), line.npos) << line;
    EXPECT_EQ(line.find(ticket), line.npos) << line;
  }
}

}  // namespace
}  // namespace kintsugi::tests
