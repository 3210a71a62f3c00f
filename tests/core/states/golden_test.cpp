// A released commit of each command: what the first cell in which its row works decides, as octets.
// Decisions, the schema and the codec may grow, but what was once written stays readable, and the
// same command in the same situation is written the same.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <vector>

#include "core/decide.h"
#include "core/reads.h"
#include "events/commit/commit.h"
#include "schema/description.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

// How many lines a command has in the file, where that is more than one: one more each time that
// it is meant to be written otherwise (an event has a new field, say). Only the last is what is
// written today; the others must stay readable. KINTSUGI_UPDATE_GOLDEN=1 adds the lines that are
// missing and never changes one.
const std::map<std::string_view, std::size_t> written_anew = {
    {"reserve_stock", 2},           // a hold by hand has a stream of its own
    {"release_stock", 2},           // idem
    {"collect_payment", 2},         // says who told it
    // Says on which day it counts for wages, and by which code the machine was repaired.
    {"complete_work_order", 3},
    {"publish_service_policy", 6},  // says how late one may tell; and all that came since
    {"post_work_order", 3},  // relies on that no complaint is open; why, where it is not solved
    {"record_export", 2},           // counts the columns that tell of a person
    {"receive_stock", 3},           // a receipt has a stream of its own; what count it restates
    // Says what of the cost is not on the shelf, or is a count's; from when on it is another.
    {"correct_stock_receipt", 3},
    {"ship_advance_part", 2},      // says what count it restates
    {"return_advance_part", 2},    // idem
    {"correct_subcontract_cost", 2},  // says of which work; asks whether the order is posted
    {"remit_payment", 2},           // a remittance has a stream of its own
    {"issue_part", 4},  // says who issued it and when: another may withdraw it; idem; what it cost
    {"return_part", 3},             // has a number, by which it is withdrawn; idem
    {"withdraw_part_use", 2},       // looks for no request by its number
    {"report_part_lost", 2},        // says who reported it, and what it cost
    {"calculate_wages", 2},         // says how many orders no rule rates
    {"approve_wages", 2},           // says whose rule paid
    {"schedule_booking", 5},        // by the checks' fifth version; what was assessed
    {"reschedule_booking", 4},      // idem
    {"reassign_booking", 4},        // idem
    {"propose_schedule", 2},        // idem
    {"accept_proposal_line", 3},    // idem
    {"add_booking_member", 2},      // idem; by all twelve
    // Relies on that it does not stand in the store; asks whether who claims the serial bears it.
    {"register_by_buyer", 3},
    {"draft_tariff", 4},  // its lines count free quantities, caps, shares; says what it replaces
    {"draft_wage_rule", 3},         // says what it replaces
    {"draft_warranty_policy", 3},   // idem
    {"publish_questionnaire", 3},   // idem
    {"approve_exchange", 2},        // says what was due
    {"correct_asset", 2},           // its warranty follows
    {"suspend_outlet", 2},          // with a plan for its orders
    {"suspend_technician", 2},      // with a plan for what he has
    {"withdraw_work_report", 4},    // holds slots and appointment again; what else is reported
    {"withdraw_unit_pick_up", 2},   // says how the unit came
    {"withdraw_unit_return", 2},    // idem
    {"define_territory", 2},        // says from which day on
    // The claim has its key for a name, and those of before are read; a reason why it is right;
    // relies on that it does not stand in the store.
    {"register_asset", 5},
    // Takes a reason why what is unlikely is right, its contact, whether the address was read back;
    // says who registered it; names the machine's category.
    {"register_work_order", 3},
    {"register_customer", 3},    // idem
    {"change_customer", 2},      // idem
    // Its claim has its key for a name; asks the stock of cards; takes a reason; says by whom.
    {"hand_back_install_card", 5},
    {"withdraw_install_card", 2},   // asks the stock of cards
    {"return_service_slip", 3},     // idem; says who took it in
    {"withdraw_tariff", 2},           // says who withdrew it, and when
    {"withdraw_wage_rule", 2},        // idem
    {"withdraw_warranty_policy", 2},  // idem
    {"withdraw_service_policy", 2},   // idem
    {"withdraw_questionnaire", 2},    // idem
    {"correct_work_order", 2},      // says whose outlet it is
    {"add_charge", 2},              // says what it is for
    {"replace_charge", 2},          // idem
    {"import_event", 2},            // says what could not be read
    {"classify_severity", 2},       // asks what the service policy promises
    {"reopen_work_order", 3},  // idem; and whether an exchange is due
    {"cancel_work_order", 3},     // asks whether an exchange is due; and what waits of it
    {"reinstate_work_order", 2},  // idem
    {"withdraw_reopening", 3},    // idem; says at which outlet it was done
    {"correct_registration", 3},  // asks whether an exchange is due; says who sent it
    {"authorise_brand", 2},    // takes a reason why what is unlikely is right
    {"change_dealer", 2},      // idem
    {"change_part", 2},        // idem
    {"disable_operator", 2},  // relies on his credentials, which it ends
    {"change_password", 2},   // one's own only: it relies on nobody else
    {"sign_in", 2},           // says whether he was known where he came from
    // What is asked, at which hour, and whether he wants calls; corrects each rating; says when he
    // answered, and compares what he said by his link.
    {"correct_follow_up", 4},
    // What is asked, at which hour, and whether he wants calls; tells of what is not solved; idem.
    {"record_follow_up", 4},
    {"state_charge", 2},               // compares what he said when he was called
    {"withdraw_charge_statement", 2},  // closes what it had caused
    {"withdraw_complaint", 2},         // it counts no more
    {"reopen_incident", 2},            // says until when somebody has to act
    {"close_inspection", 2},           // says who closed it
    {"register_complaint", 3},  // takes its contact along
    // What is asked, at which hour, and whether he wants calls; asks who stands for the customer.
    {"schedule_follow_up", 3},
    {"close_complaint", 2},  // says when
    {"close_charge_finding", 2},  // says how much
    {"attempt_follow_up", 3},  // idem
    {"attempt_care_call", 2},  // asks who stands for the customer
    {"record_care_call", 2},   // idem
    {"collect_old_unit", 2},   // the new unit's sheet says when its warranty ends
    {"assess_work_order", 3},  // looks for the policy that it cites; asks the entitlement
    {"acknowledge_alarm", 2},  // says when
    {"escalate_work_order", 2},  // arms the alarm by which somebody is told at once
    {"settle_escalation", 2},    // looks for it
    {"log_interaction", 3},     // asks whether contacts are routed by themselves
    {"unlink_interaction", 3},  // idem; looks for the order's first one
    {"reopen_interaction", 2},  // idem
    {"record_diagnosis", 2},   // takes a reason why a code that no library has is right
    {"correct_diagnosis", 2},  // idem
    // Takes a reason why a code is right; tells the machine by which code it was repaired.
    {"resolve_remotely", 3},
    {"schedule_care_call", 4},  // says by which rule, where it is one; what it is to tell
    {"raise_care_call", 2},     // says what it is to tell
    {"record_handover", 3},    // the order remembers it
    {"withdraw_handover", 2},  // idem
    {"use_part", 2},           // says when: its old part is due from then on
    {"withdraw_booking", 3},   // says that it is as if it had not been; and when
    {"approve_subcontract", 2},  // says when the booking was canceled
    {"withdraw_sale", 2},      // asks what waits of the order
    {"change_warehouse", 2},   // takes a position in any datum
    // Ids that differ in capitals or width only are looked for.
    {"register_part", 4},  // and takes a reason why what is unlikely is right
    {"register_part_category", 3},
    {"register_fault_code", 3},
    {"register_warehouse", 3},
    {"register_outlet", 3},
    {"register_operator", 4},  // and says who registered him
    {"grant_role", 2},         // relies on his credentials: it may end a link
    {"register_technician", 3},
    {"register_brand", 3},
    {"register_dealer", 4},  // and takes a reason
    // Relies on that no id is there that is alike; the others above as well.
    {"appraise_machine", 2},
    {"attribute_fault", 2},
    {"forward_suggestion", 2},
    {"open_inspection", 2},
    {"publish_bulletin", 2},
    {"publish_care_rule", 2},
    {"record_survey", 2},
    {"report_incident", 2},
    {"request_part", 2},
    {"save_query", 2},
};

struct Sample {
  std::string command;  // its name
  Commit commit;
};

Commit decided(const Table& table, const Row& row, std::size_t column) {
  Given given = given_for(table, row, column);
  Commit commit;
  commit.id = "golden-" + std::string(schema::name_of(row.command));
  commit.tenant = "main";
  commit.actor = actor_of(row);
  commit.recorded_at = given.now();
  commit.commands = {row.command};
  commit.fingerprint = fingerprint_of(commit.commands);
  core::Reads reads(given.streams(), commit.actor, commit.id, given.now(), given.now());
  const Result<core::Events> events = core::decide_command(row.command, reads);
  EXPECT_TRUE(events.has_value()) << commit.id << ": " << events.error().code;
  if (!events) return commit;
  // Heads are hashes of commits that are none here; those of the streams' names stand as long.
  for (const core::NotedRead& read : reads.noted()) {
    const bool is_new = read.seen.version == 0;
    commit.expectations.push_back({read.stream, is_new ? Head{} : sha256_128(read.stream)});
  }
  for (const core::StreamEvent& event : events->list())
    commit.events.push_back({event.stream, event.event});
  for (const core::RuleUse& rule : events->rules())
    commit.rules.push_back({rule.rule, rule.version});
  return commit;
}

// By command, in the order of the tables.
std::vector<Sample> samples() {
  std::vector<Sample> out;
  for (const Table& table : all_tables()) {
    for (const Row& row : table.rows) {
      const std::string name(schema::name_of(row.command));
      const bool known = std::any_of(out.begin(), out.end(),
                                     [&](const Sample& one) { return one.command == name; });
      const auto works = std::find(row.cells.begin(), row.cells.end(), ok);
      if (known || works == row.cells.end()) continue;
      const auto column = static_cast<std::size_t>(works - row.cells.begin());
      out.push_back({name, decided(table, row, column)});
    }
  }
  return out;
}

constexpr std::string_view digits = "0123456789abcdef";

std::string hex_of(ByteView bytes) {
  std::string out;
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

Bytes bytes_of(std::string_view hex) {
  Bytes out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(digits.find(hex[i]) << 4 | digits.find(hex[i + 1]));
  return out;
}

// A line a commit: the command, a blank, its octets in hexadecimal digits.
const std::filesystem::path file = KINTSUGI_SOURCE "/tests/golden/commands.hex";

std::map<std::string, std::vector<Bytes>> released() {
  std::map<std::string, std::vector<Bytes>> out;
  std::ifstream in(file);
  for (std::string command, hex; in >> command >> hex;) out[command].push_back(bytes_of(hex));
  return out;
}

// Reads it as today's schema reads it.
std::optional<Commit> read(const Bytes& bytes) {
  CommitView view;
  if (!view.open(bytes) || !view.open_events()) return std::nullopt;
  Commit commit;
  commit.id = view.id();
  commit.tenant = view.tenant();
  commit.actor = view.actor();
  commit.recorded_at = view.recorded_at();
  commit.fingerprint = view.fingerprint();
  for (std::size_t i = 0; i < view.command_count(); ++i) {
    const Result<schema::Command> command = view.command(i);
    if (!command) return std::nullopt;
    commit.commands.push_back(*command);
  }
  for (std::size_t i = 0; i < view.expectation_count(); ++i)
    commit.expectations.push_back({std::string(view.streams()[i]), view.expected_head(i)});
  for (const EventInCommit& event : view.events()) {
    commit.events.push_back(
        {std::string(view.streams()[event.stream]), schema::to_value(event.event)});
  }
  commit.rules = view.rules();
  return commit;
}

TEST(CommandGolden, ReleasedCommitsStay) {
  const bool update = std::getenv("KINTSUGI_UPDATE_GOLDEN") != nullptr;
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.command);
    const auto anew = written_anew.find(sample.command);
    const std::size_t wanted = anew == written_anew.end() ? 1 : anew->second;
    const Bytes today = encode_commit(sample.commit);
    if (update && released()[sample.command].size() < wanted)
      std::ofstream(file, std::ios::app) << sample.command << ' ' << hex_of(today) << '\n';
    const std::vector<Bytes> lines = released()[sample.command];
    EXPECT_EQ(lines.size(), wanted) << "KINTSUGI_UPDATE_GOLDEN=1 adds what is missing";
    for (const Bytes& line : lines) {
      const std::optional<Commit> commit = read(line);
      ASSERT_TRUE(commit.has_value());
      ASSERT_EQ(commit->commands.size(), 1u);
      EXPECT_EQ(schema::name_of(commit->commands[0]), sample.command);
      EXPECT_EQ(commit->fingerprint, fingerprint_of(commit->commands));
    }
    if (lines.empty()) continue;
    const Commit last = *read(lines.back());
    EXPECT_EQ(last.commands, sample.commit.commands);
    EXPECT_EQ(last.events, sample.commit.events);
    EXPECT_EQ(last.expectations, sample.commit.expectations);
    EXPECT_EQ(last.rules, sample.commit.rules);
    EXPECT_TRUE(lines.back() == today)
        << "written otherwise than released; where that is meant: `written_anew`, above";
  }
}

TEST(CommandGolden, EveryCommandHasALineAndEveryLineIsRead) {
  const auto lines = released();
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::command) continue;
    EXPECT_TRUE(lines.contains(std::string(type.name))) << type.name;
  }
  for (const auto& [command, commits] : lines)
    for (const Bytes& commit : commits) EXPECT_TRUE(read(commit).has_value()) << command;
}

}  // namespace
}  // namespace kintsugi::tests
