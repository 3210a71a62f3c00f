// Done and taken back: of everything that a company's people do and that has a way back, what is
// listed afterwards is what was listed before, nothing waits for a deadline that did not, and it
// can be done again.
//
// --trials=N  of each pair, at most; --seed=N; --commands=N  of the company's

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>
#include <map>
#include <set>

#include "core/histories/duties.h"
#include "core/histories/past.h"
#include "core/histories/timeline.h"
#include "events/schema/runtime/json.h"
#include "schema/identity.h"
#include "tests/sim/any_command.h"
#include "tests/sim/listed.h"

namespace kintsugi::sim {
namespace {

std::int64_t commands_asked = 12'000;
int trials_asked = 6;
std::uint64_t seed_asked = 1;

// What is done, by which it is taken back, and what is left of it all the same: fields of lists,
// "queue_items" that came or went, "armed" deadlines, "done" where it cannot be done again.
struct Way {
  std::string_view done, back, leaves = {};
};
constexpr Way ways[] = {
    {"acknowledge_alarm", "reopen_alarm"},
    {"add_booking_member", "remove_booking_member"},
    {"add_charge", "withdraw_charge"},
    {"answer_suggestion", "reopen_suggestion"},
    // Who appealed has appealed.
    {"appeal_warranty", "withdraw_warranty_claim",
     "warranty_claims.appeal_reason warranty_claims.appeals warranty_claims.appellant "
     "warranty_claims.standing"},
    {"appraise_machine", "withdraw_machine_appraisal", "done"},
    {"approve_credit", "withdraw_credit"},
    {"attempt_follow_up", "withdraw_follow_up_attempt", "follow_ups.by follow_up_rounds.by"},
    {"attribute_fault", "withdraw_liability", "done"},
    {"authorise_brand", "withdraw_brand"},
    {"begin_care_plan", "stop_care_plan"},
    // Nor is he on his way; where he was before is not known either.
    {"check_in", "withdraw_check_in",
     "bookings.status work_orders.status technicians.latitude technicians.longitude "
     "technicians.seen_at"},
    {"claim_warranty", "withdraw_warranty_claim"},
    {"clear_ticket", "withdraw_clearing", "work_orders.clearing queue_items"},  // asked for then
    {"close_follow_up", "withdraw_follow_up", "follow_ups.by follow_up_rounds.by"},
    {"close_inspection", "reopen_inspection", "inspections.reason"},
    {"collect_payment", "withdraw_payment"},
    {"confirm_address", "withdraw_address_confirmation"},
    {"decline_exchange", "withdraw_exchange_decline"},
    {"define_holiday", "withdraw_calendar_days"},
    {"define_workday", "withdraw_calendar_days"},
    {"draft_tariff", "withdraw_tariff_draft", "tariff_versions.name tariffs.name"},
    {"draft_wage_rule", "withdraw_wage_rule_draft", "wage_rule_versions.name wage_rules.name"},
    {"draft_warranty_policy", "withdraw_warranty_draft",
     "warranty_versions.name warranty_policies.name"},
    {"forward_suggestion", "withdraw_suggestion", "done"},
    {"freeze_warehouse", "unfreeze_warehouse"},
    {"grant_role", "revoke_role"},
    {"grant_skill", "revoke_skill"},
    {"hand_back_install_card", "withdraw_install_card"},
    {"issue_fault_report", "withdraw_fault_report"},
    {"issue_install_cards", "take_back_install_cards",
     "card_accounts.passed_on card_accounts.received card_accounts.back"},  // there and back
    {"issue_part", "withdraw_part_issue"},
    // The one before it is over.
    {"make_follow_link", "end_follow_link",
     "follow_links.link follow_links.made_at follow_links.made_by follow_links.outlet "
     "follow_links.status"},
    {"make_token", "end_token", "credentials.tokens_made"},
    {"merge_customers", "split_customers"},
    {"open_inspection", "withdraw_inspection", "done"},
    {"opt_out_of_calls", "allow_calls"},
    {"override_dispatch_check", "withdraw_override", "queue_items done overrides.withdrawn"},
    {"pause_work", "resume_work"},
    {"pick_up_unit", "withdraw_unit_pick_up", "alarms.due_at alarms.technician"},  // over
    {"propose_schedule", "reject_proposal"},
    {"propose_stock_adjustment", "reject_stock_adjustment", "parts.moved stock_items.counts"},
    {"publish_bulletin", "withdraw_bulletin", "done"},
    {"publish_questionnaire", "withdraw_questionnaire", "questionnaires.last_version"},
    {"rate_service", "withdraw_rating"},
    {"receive_returned_machine", "withdraw_returned_machine", "returned_machines.reason"},
    {"receive_stock", "withdraw_stock_receipt", "parts.moved stock_items.receipts"},
    {"record_handover", "withdraw_handover"},
    {"record_inspection_finding", "withdraw_inspection_finding"},
    {"record_removed_part", "withdraw_removed_part"},
    {"record_survey", "withdraw_survey", "done"},
    {"refuse_registration", "reopen_registration",
     "buyer_registrations.by buyer_registrations.reason queue_items.by"},
    {"register_complaint", "withdraw_complaint", "done interactions.complaint"},  // which it was
    {"release_returned_machine", "restore_returned_machine",
     "returned_machines.by returned_machines.reason"},
    {"remit_payment", "withdraw_remittance"},
    {"reopen_work_order", "withdraw_reopening"},
    {"report_card_lost", "restore_install_card"},
    {"report_part_lost", "withdraw_part_loss"},
    {"report_subcontract", "withdraw_subcontract_report"},
    {"report_work_done", "withdraw_work_report"},
    {"request_exchange", "withdraw_exchange"},
    {"request_leave", "withdraw_leave"},
    {"reserve_stock", "release_stock"},
    {"retire_query", "reinstate_query"},
    {"return_advance_part", "withdraw_old_part_return", "advance_parts.reason"},
    {"return_part", "withdraw_part_return", "part_requests.returns_so_far queue_items.due_at"},
    {"return_service_slip", "withdraw_service_slip"},
    {"return_unit", "withdraw_unit_return", "alarms.tripped_at"},
    {"review_work_order", "reject_review", "work_orders.review queue_items"},  // asked for then
    {"schedule_booking", "withdraw_booking", "work_orders.dispatched_at"},     // it was
    {"ship_advance_part", "withdraw_advance_part"},
    {"start_travel", "withdraw_travel"},
    {"subcontract_work_order", "withdraw_subcontract"},
    // What the plan of it gave back waits for somebody else.
    {"suspend_technician", "reinstate_technician",
     "bookings.status work_orders.status work_orders.technician queue_items.queue "
     "queue_items.technician"},
    {"use_part", "withdraw_part_use"},
    {"void_install_card", "restore_install_card"},
    {"waive_old_part", "withdraw_old_part_return", "advance_parts.reason"},
};

bool leaves(const Way& way, std::string_view what) {
  return (" " + std::string(way.leaves) + " ").find(" " + std::string(what) + " ") !=
         std::string::npos;
}

// That something happened stays; so does what was withdrawn, as such, where nobody waits for it.
bool is_history(const Difference& one) {
  static constexpr std::string_view fields[] = {".changed_at", ".last_position", ".version",
                                                ".lines", ".last_moved_at"};
  if (one.how.starts_with("new: ") && one.what != "queue_items") return true;
  if (one.what == "queue_items.position" || one.what == "queue_items.since") return true;
  return std::any_of(std::begin(fields), std::end(fields),
                     [&](std::string_view field) { return one.what.ends_with(field); });
}

// What a command and its events say, by the names of fields; the streams that they are on.
struct Facts {
  std::map<std::string, std::string> by_name;    // JSON
  std::map<std::string, std::string> by_stream;  // type → id
};

std::string json_of(const schema::Command& command) {
  std::string out;
  schema::json::write(out, *schema::find_type(command.name()), schema::Form{}, command.data());
  return out;
}

void collect(simdjson::dom::element json, Facts& out, bool again) {
  if (!json.is_object()) return;
  for (const auto [key, value] : json.get_object()) {
    if (again || !out.by_name.contains(std::string(key)))
      out.by_name[std::string(key)] = simdjson::minify(value);
    collect(value, out, false);
  }
}

class Company {
 public:
  Company() : random_(seed_asked), timeline_(of()), past_({.seed = seed_asked, .lively = true}) {}

  void run() {
    for (std::int64_t n = 0; n < commands_asked; ++n) {
      if (n == 400) take_on_seconds();
      react();
      histories::Wish wish;
      const bool disturbs = !ids_.empty() && chance(random_, 30) && any_left();
      if (disturbs) {
        wish = disturbance();
      } else {
        wish = timeline_.next();
        wish.life = 0;
        wish.ends_life = false;
      }
      at_ = std::max(at_, wish.at);
      if (wish.look) wish.look(wish.commands, past_), wish.look = nullptr;
      auto commands = std::move(wish.commands);
      for (auto& command : commands) {
        histories::Wish one = wish;
        one.commands.assign(1, std::move(command));
        one.device_sequence = 0;  // some are sent twice
        step(std::move(one), disturbs);
      }
    }
  }
  struct Seen {
    int done = 0, undone = 0;
  };
  const Seen& seen(const Way& way) { return seen_[&way]; }
  std::vector<std::string> wrong;

 private:
  static histories::TimelineOptions of() {
    histories::TimelineOptions options;
    options.seed = seed_asked;
    options.size = {.outlets = 2, .technicians = 8, .parts = 5, .orders_a_day = 10, .regulars = 10};
    options.lively = true;
    return options;
  }
  void fold(const histories::Made& made) {
    listed_.apply(made.bytes);
    at_ = std::max(at_, made.commit.recorded_at);
    if (!made.commit.refusal) remember(made.commit.expectations);
  }
  void react() {
    while (auto made = past_.react(at_)) fold(*made);
  }

  // What one did another takes back: each outlet's store gets a second keeper.
  void take_on_seconds() {
    for (int outlet = 1; outlet <= 2; ++outlet) {
      const std::string number = second_keeper(outlet);
      schema::GrantRole grant{.number = number, .role = schema::Role::store_keeper};
      grant.outlet = histories::outlet_id(outlet);
      say("admin", schema::RegisterOperator{.number = number, .name = "替班"});
      say("admin", grant);
    }
  }
  static std::string second_keeper(int outlet) { return "39" + std::to_string(10 + outlet); }
  void say(const std::string& who, schema::Command command) {
    histories::Wish wish;
    wish.at = at_;
    wish.who = who;
    wish.commands.push_back(std::move(command));
    if (auto made = past_.decide(std::move(wish))) {
      fold(*made);
      KINTSUGI_CHECK(!made->commit.refusal, made->commit.refusal->code);
    }
  }
  void step(histories::Wish wish, bool disturbs) {
    react();
    const std::string name(wish.commands.front().name());
    const auto tried = ways_of(name);
    if (tried.empty() || (!disturbs && company_wide(*schema::find_type(name)))) {
      if (auto made = past_.decide(std::move(wish))) fold(*made);
      return;
    }
    const Way& way = *tried[pick(random_, tried.size())];
    const auto before = listed_.rows();
    const auto armed = waiting();
    const histories::Wish again = wish;
    auto made = past_.decide(std::move(wish));
    if (!made) return;
    fold(*made);
    if (made->commit.refusal) return;
    const Facts facts = facts_of(made->commit);
    react();
    Seen& seen = seen_[&way];
    ++seen.done;
    if (!take_back(std::string(way.back), facts, again.who)) return;
    ++seen.undone;
    react();
    note_what_is_left(way, before, armed);
    if (company_wide(*schema::find_type(name))) return;
    do_again(way, again);
  }

  void note_what_is_left(const Way& way, const Listed::Rows& before,
                         const std::multiset<std::string>& armed) {
    for (const Difference& one : differences(before, listed_.rows()))
      if (!is_history(one) && !leaves(way, one.what))
        wrong.push_back(fmt::format("{} → {}: {} {}", way.done, way.back, one.what, one.how));
    const auto now = waiting();
    if (now != armed && !leaves(way, "armed"))
      wrong.push_back(fmt::format("{} → {}: waits for {} instead of {} deadlines", way.done,
                                  way.back, now.size(), armed.size()));
  }
  void do_again(const Way& way, histories::Wish wish) {
    wish.at = at_;
    wish.where_possible = false;
    auto made = past_.decide(std::move(wish));
    if (!made) return;
    fold(*made);
    if (made->commit.refusal && !leaves(way, "done"))
      wrong.push_back(fmt::format("{} after {}: refused: {}", way.done, way.back,
                                  made->commit.refusal->code));
  }
  // What is armed; the last part of a key is how often it was.
  std::multiset<std::string> waiting() const {
    std::multiset<std::string> out;
    for (const std::string& key : past_.armed()) {
      const auto at = key.find('@');
      out.insert(key.substr(0, key.rfind(':', at)) + key.substr(at));
    }
    return out;
  }

  // Whom or what the company lives by: it would soon stand still.
  static bool company_wide(const schema::TypeInfo& command) {
    static const std::set<std::string_view> types = {
        "outlet",    "operator",    "technician", "warehouse",       "service_policy", "tariff",
        "wage_rule", "credentials", "care_rule",  "warranty_policy", "work_calendar",  "part",
        "agent",     "roster",      "leave"};
    return types.contains(command.stream);
  }
  std::vector<const Way*> ways_of(std::string_view name) {
    std::vector<const Way*> out;
    for (const Way& way : ways) {
      if (way.done != name) continue;
      const Seen& seen = seen_[&way];
      if (seen.undone < trials_asked && seen.done < trials_asked * 5) out.push_back(&way);
    }
    return out;
  }
  Facts facts_of(const Commit& commit) {
    Facts out;
    simdjson::dom::parser parser;
    for (const CommittedEvent& one : commit.events) {
      std::string json;
      schema::write_json(json, one.event);
      collect(parser.parse(simdjson::padded_string(json)).value(), out, false);
      const auto slash = one.stream.find('/');
      out.by_stream.try_emplace(one.stream.substr(0, slash), one.stream.substr(slash + 1));
    }
    collect(parser.parse(simdjson::padded_string(json_of(commit.commands.front()))).value(), out,
            true);
    out.by_name.erase("type");
    return out;
  }

  // By somebody who may: whoever it is, tries again and again.
  bool take_back(const std::string& way, const Facts& facts, const std::string& who) {
    const schema::TypeInfo& type = *schema::find_type(way);
    for (int attempt = 0; attempt < 24; ++attempt) {
      histories::Wish wish;
      wish.at = at_;
      wish.who = attempt % 3 == 0 ? who : who_may(type);
      auto command = filled(type, facts, attempt);
      if (!command) continue;
      wish.commands.push_back(*std::move(command));
      wish.where_possible = true;
      auto made = past_.decide(std::move(wish));
      if (!made) continue;
      fold(*made);
      return true;
    }
    return false;
  }

  std::optional<schema::Command> filled(const schema::TypeInfo& type, const Facts& facts,
                                        int attempt) {
    const Surroundings around{
        [this](std::string_view kind, Random&) { return id_of(kind); }, at_,
        [&](const schema::TypeInfo& command) { return command.name == type.name; }};
    const std::string any = json_of(any_command(random_, around));
    simdjson::dom::parser parser;
    std::string out = "{";
    const auto parsed = parser.parse(simdjson::padded_string(any)).value();
    for (const auto [key, value] : parsed.get_object()) {
      const std::string name(key);
      if (name == "type") continue;
      std::string text = simdjson::minify(value);
      const schema::FieldInfo* field = nullptr;
      for (const schema::FieldInfo& one : type.fields)
        if (one.name == name) field = &one;
      if (field == nullptr) continue;
      const auto said = facts.by_name.find(name);
      const auto on = field->ref.empty() ? facts.by_stream.end()
                                         : facts.by_stream.find(std::string(field->ref));
      const auto number = facts.by_name.find("number");
      if (name == "reason") {
        text = "\"错了\"";
      } else if (said != facts.by_name.end() && said->second != "null" && said->second != "\"\"" &&
          said->second != "0") {
        text = said->second;
      } else if (on != facts.by_stream.end()) {
        text = '"' + on->second + '"';
      } else if (number != facts.by_name.end() && value.is_int64() && attempt % 4 != 3) {
        text = number->second;
      }
      out += fmt::format("{}\"{}\":{}", out.size() > 1 ? "," : "", name, text);
    }
    auto command = schema::read_command_json(type.name, out + "}");
    if (!command) return std::nullopt;
    return *std::move(command);
  }

  // Is there a pair left of which more is to be tried by random commands?
  bool any_left() {
    return std::any_of(std::begin(ways), std::end(ways), [this](const Way& way) {
      return !ways_of(way.done).empty();
    });
  }
  histories::Wish disturbance() {
    const Surroundings around{
        [this](std::string_view type, Random&) { return id_of(type); }, at_,
        [&](const schema::TypeInfo& command) { return !ways_of(command.name).empty(); }};
    histories::Wish wish;
    wish.at = at_;
    // Whatever is possible, of a few.
    for (int attempt = 0; attempt < 40; ++attempt) {
      wish.commands.assign(1, any_command(random_, around));
      wish.who = who_may(*schema::find_type(wish.commands[0].name()));
      wish.where_possible = true;
      if (chance(random_, 3)) break;
    }
    return wish;
  }
  std::string who_may(const schema::TypeInfo& command) {
    if (command.roles.empty() || chance(random_, 5)) return id_of("operator");
    const std::string_view role = command.roles[pick(random_, command.roles.size())];
    const int outlet = 1 + static_cast<int>(pick(random_, 2));
    if (role == "dispatcher") return histories::dispatcher_of(outlet);
    if (role == "store_keeper")
      return chance(random_, 50) ? histories::store_keeper_of(outlet) : second_keeper(outlet);
    if (role == "technician")
      return histories::technician_id(static_cast<int>(pick(random_, 8)));
    if (role == "accountant") return chance(random_, 50) ? "4001" : "4002";
    if (role == "call_centre") return std::string(histories::agents[pick(random_, 4)]);
    return role == "auditor" ? "5001" : "admin";
  }
  void remember(const std::vector<Expectation>& touched) {
    for (const Expectation& one : touched) {
      const auto slash = one.stream.find('/');
      auto& known = ids_[one.stream.substr(0, slash)];
      constexpr std::size_t recent = 16;
      if (known.size() < recent)
        known.push_back(one.stream.substr(slash + 1));
      else
        known[pick(random_, recent)] = one.stream.substr(slash + 1);
    }
  }
  std::string id_of(std::string_view type) {
    const auto known = ids_.find(type);
    return known == ids_.end() ? std::string() : known->second[pick(random_, known->second.size())];
  }

  Random random_;
  histories::Timeline timeline_;
  histories::Past past_;
  Listed listed_;
  std::map<std::string, std::vector<std::string>, std::less<>> ids_;
  std::map<const Way*, Seen> seen_;
  Instant at_{};
};

TEST(Undone, IsAsIfItHadNeverBeen) {
  Company company;
  company.run();
  std::set<std::string> told;  // one example of each
  for (const std::string& one : company.wrong)
    if (told.insert(one.substr(0, one.find(' ', one.find(": ") + 2))).second) ADD_FAILURE() << one;
  int undone = 0;
  std::vector<std::string_view> missing;
  for (const Way& way : ways) {
    undone += company.seen(way).undone;
    if (company.seen(way).undone == 0) missing.push_back(way.done);
  }
  fmt::print("{} times of {} kinds; never: {}\n", undone, std::size(ways) - missing.size(),
             fmt::join(missing, " "));
  EXPECT_LE(missing.size(), std::size(ways) / 4);
}

}  // namespace
}  // namespace kintsugi::sim

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg.starts_with("--commands="))
      kintsugi::sim::commands_asked = std::strtoll(argv[i] + 11, nullptr, 10);
    if (arg.starts_with("--trials="))
      kintsugi::sim::trials_asked = static_cast<int>(std::strtol(argv[i] + 9, nullptr, 10));
    if (arg.starts_with("--seed="))
      kintsugi::sim::seed_asked = std::strtoull(argv[i] + 7, nullptr, 10);
  }
  return RUN_ALL_TESTS();
}
