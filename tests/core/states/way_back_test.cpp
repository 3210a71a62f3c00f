// Every command that a person sends has a way back from a slip of his, or it is said why it needs
// none. A command that is in neither table fails the test.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "schema/description.h"

namespace kintsugi::tests {
namespace {

using Names = std::vector<std::string_view>;

const std::map<std::string_view, Names> ways_back = {
    {"register_asset", {"correct_asset"}},
    {"register_customer", {"change_customer", "move_customer"}},
    {"record_follow_up", {"correct_follow_up"}},
    {"attempt_follow_up", {"withdraw_follow_up_attempt", "correct_follow_up"}},
    {"acknowledge_alarm", {"reopen_alarm"}},
    {"clear_alarm", {"reopen_alarm"}},
    {"register_operator", {"change_operator", "disable_operator"}},
    {"grant_role", {"revoke_role"}},
    {"revoke_role", {"grant_role"}},
    {"disable_operator", {"enable_operator"}},
    {"enable_operator", {"disable_operator"}},
    {"invite_operator", {"invite_operator", "disable_operator"}},
    {"make_token", {"end_token"}},
    {"register_outlet", {"change_outlet", "reparent_outlet", "suspend_outlet"}},
    {"suspend_outlet", {"reinstate_outlet"}},
    {"reinstate_outlet", {"suspend_outlet"}},
    {"authorise_brand", {"withdraw_brand"}},
    {"withdraw_brand", {"authorise_brand"}},
    {"register_part", {"change_part", "correct_part_number"}},
    {"request_part", {"cancel_part_request"}},
    {"source_part", {"choose_source"}},
    {"approve_part_request", {"cancel_part_request"}},
    {"issue_part", {"withdraw_part_issue", "return_part"}},
    {"sign_for_parts", {"report_part_missing"}},
    {"return_part", {"withdraw_part_return"}},
    {"report_part_lost", {"withdraw_part_loss"}},
    {"report_part_missing", {"settle_missing_part"}},
    {"retire_query", {"reinstate_query"}},
    {"reinstate_query", {"retire_query"}},
    {"save_query", {"save_query", "retire_query"}},
    {"publish_service_policy", {"withdraw_service_policy", "publish_service_policy"}},
    {"receive_stock", {"withdraw_stock_receipt", "correct_stock_receipt"}},
    {"reserve_stock", {"release_stock"}},
    {"release_stock", {"reserve_stock"}},
    {"propose_stock_adjustment", {"reject_stock_adjustment"}},
    {"approve_stock_adjustment", {"propose_stock_adjustment"}},
    {"draft_tariff", {"withdraw_tariff_draft"}},
    {"publish_tariff", {"withdraw_tariff"}},
    {"draft_wage_rule", {"withdraw_wage_rule_draft"}},
    {"publish_wage_rule", {"withdraw_wage_rule"}},
    {"register_technician", {"change_technician", "suspend_technician"}},
    {"grant_skill", {"revoke_skill"}},
    {"revoke_skill", {"grant_skill"}},
    {"suspend_technician", {"reinstate_technician"}},
    {"reinstate_technician", {"suspend_technician"}},
    {"remit_payment", {"withdraw_remittance"}},
    {"earn_wage_line", {"adjust_wages"}},
    {"adjust_wages", {"adjust_wages"}},
    {"calculate_wages", {"calculate_wages"}},
    {"approve_wages", {"adjust_wages"}},
    {"register_warehouse", {"change_warehouse", "freeze_warehouse"}},
    {"freeze_warehouse", {"unfreeze_warehouse"}},
    {"unfreeze_warehouse", {"freeze_warehouse"}},
    {"register_work_order", {"correct_registration", "cancel_work_order"}},
    {"override_dispatch_check", {"withdraw_override"}},
    {"schedule_booking", {"reschedule_booking", "reassign_booking", "decline_booking"}},
    {"accept_booking", {"reassign_booking", "reschedule_booking"}},
    {"decline_booking", {"schedule_booking"}},
    {"check_in", {"withdraw_check_in"}},
    {"start_work", {"withdraw_check_in"}},
    {"pause_work", {"resume_work"}},
    {"resume_work", {"pause_work"}},
    {"record_diagnosis", {"record_diagnosis", "correct_diagnosis"}},
    {"use_part", {"withdraw_part_use"}},
    {"add_charge", {"withdraw_charge", "replace_charge"}},
    {"approve_charge", {"withdraw_charge"}},
    {"report_work_done", {"withdraw_work_report"}},
    {"hand_back_install_card", {"withdraw_install_card"}},
    {"return_service_slip", {"withdraw_service_slip"}},
    {"collect_payment", {"withdraw_payment", "correct_payment"}},
    {"approve_credit", {"withdraw_credit"}},
    {"complete_work_order", {"reopen_work_order"}},
    {"post_work_order", {"correct_work_order"}},
    {"reopen_work_order", {"report_work_done", "cancel_work_order"}},
    {"correct_work_order", {"decide_correction"}},
    {"withdraw_charge", {"add_charge"}},
    {"withdraw_payment", {"collect_payment"}},
    {"withdraw_credit", {"approve_credit"}},
    {"withdraw_part_use", {"use_part"}},
    {"withdraw_install_card", {"hand_back_install_card"}},
    {"withdraw_service_slip", {"return_service_slip"}},
    {"withdraw_override", {"override_dispatch_check"}},
    {"withdraw_check_in", {"check_in"}},
    {"withdraw_work_report", {"report_work_done"}},
    {"withdraw_part_issue", {"issue_part"}},
    {"withdraw_part_return", {"return_part"}},
    {"withdraw_part_loss", {"report_part_lost"}},
    {"withdraw_remittance", {"remit_payment"}},
    {"withdraw_stock_receipt", {"receive_stock"}},
    {"withdraw_tariff", {"draft_tariff"}},
    {"withdraw_tariff_draft", {"draft_tariff"}},
    {"withdraw_wage_rule", {"draft_wage_rule"}},
    {"withdraw_wage_rule_draft", {"draft_wage_rule"}},
    {"withdraw_service_policy", {"publish_service_policy"}},
    {"reject_stock_adjustment", {"propose_stock_adjustment"}},
    {"reject_part_request", {"request_part"}},
    {"cancel_part_request", {"request_part"}},
    {"settle_missing_part", {"propose_stock_adjustment"}},
    {"decide_correction", {"correct_work_order"}},
    {"reopen_alarm", {"acknowledge_alarm"}},
    {"withdraw_follow_up_attempt", {"attempt_follow_up"}},
    {"close_follow_up", {"correct_follow_up"}},
    {"publish_questionnaire", {"withdraw_questionnaire", "publish_questionnaire"}},
    {"withdraw_questionnaire", {"publish_questionnaire"}},
    {"record_survey", {"withdraw_survey"}},
    {"withdraw_survey", {"record_survey"}},
    {"schedule_care_call", {"cancel_care_call"}},
    {"attempt_care_call", {"reopen_care_call"}},
    {"record_care_call", {"reopen_care_call"}},
    {"cancel_care_call", {"reopen_care_call"}},
    {"reopen_care_call", {"cancel_care_call"}},
    {"opt_out_of_calls", {"allow_calls"}},
    {"allow_calls", {"opt_out_of_calls"}},
    {"forward_suggestion", {"withdraw_suggestion"}},
    {"answer_suggestion", {"reopen_suggestion"}},
    {"withdraw_suggestion", {"reopen_suggestion"}},
    {"reopen_suggestion", {"withdraw_suggestion", "answer_suggestion"}},
    {"close_charge_finding", {"reopen_charge_finding"}},
    {"reopen_charge_finding", {"close_charge_finding"}},
    {"close_asset_date", {"set_asset_dates"}},
    {"merge_customers", {"split_customers"}},
    {"record_handover", {"withdraw_handover"}},
    {"register_brand", {"change_brand"}},
    {"register_dealer", {"change_dealer"}},
    {"register_product_model", {"change_product_model"}},
    {"split_customers", {"merge_customers"}},
    {"withdraw_handover", {"record_handover"}},
    {"publish_roster", {"publish_roster", "withdraw_roster"}},
    {"withdraw_roster", {"publish_roster"}},
    {"request_leave", {"withdraw_leave"}},
    {"approve_leave", {"withdraw_leave"}},
    {"reject_leave", {"request_leave"}},
    {"withdraw_leave", {"request_leave"}},
    {"add_booking_member", {"remove_booking_member"}},
    {"remove_booking_member", {"add_booking_member"}},
    {"agree_appointment", {"change_appointment"}},
    {"record_no_show", {"withdraw_failed_visit"}},
    {"mark_abnormal", {"withdraw_failed_visit"}},
    {"withdraw_failed_visit", {"schedule_booking"}},
    {"subcontract_work_order", {"withdraw_subcontract"}},
    {"approve_subcontract", {"withdraw_subcontract"}},
    {"reject_subcontract", {"subcontract_work_order"}},
    {"withdraw_subcontract", {"subcontract_work_order"}},
    {"report_subcontract", {"correct_subcontract_cost"}},
    {"print_install_cards", {"void_install_card"}},
    {"issue_install_cards", {"take_back_install_cards"}},
    {"take_back_install_cards", {"issue_install_cards"}},
    {"settle_install_cards", {"restore_install_card"}},
    {"report_card_lost", {"restore_install_card"}},
    {"decide_card_loss", {"restore_install_card"}},
    {"void_install_card", {"restore_install_card"}},
    {"restore_install_card", {"void_install_card", "settle_install_cards"}},
    {"define_holiday", {"withdraw_calendar_days"}},
    {"define_workday", {"withdraw_calendar_days"}},
    {"withdraw_calendar_days", {"define_holiday", "define_workday"}},
    {"pick_up_unit", {"withdraw_unit_pick_up"}},
    {"return_unit", {"withdraw_unit_return"}},
    {"withdraw_unit_pick_up", {"pick_up_unit"}},
    {"withdraw_unit_return", {"return_unit"}},
    {"review_work_order", {"reject_review"}},
    {"reject_review", {"review_work_order"}},
    {"clear_ticket", {"withdraw_clearing"}},
    {"withdraw_clearing", {"clear_ticket"}},
    {"rate_service", {"withdraw_rating"}},
    {"withdraw_rating", {"rate_service"}},
    {"issue_fault_report", {"withdraw_fault_report"}},
    {"withdraw_fault_report", {"issue_fault_report"}},
    {"ship_advance_part", {"withdraw_advance_part"}},
    {"return_advance_part", {"withdraw_old_part_return"}},
    {"withdraw_advance_part", {"ship_advance_part"}},
    {"waive_old_part", {"withdraw_old_part_return"}},
    {"withdraw_old_part_return", {"return_advance_part"}},
    {"draft_warranty_policy", {"withdraw_warranty_draft"}},
    {"approve_warranty_policy", {"withdraw_warranty_draft"}},
    {"publish_warranty_policy", {"withdraw_warranty_policy"}},
    {"withdraw_warranty_draft", {"draft_warranty_policy"}},
    {"withdraw_warranty_policy", {"draft_warranty_policy"}},
    {"start_warranty", {"correct_warranty_start"}},
    {"claim_warranty", {"withdraw_warranty_claim"}},
    {"audit_warranty", {"appeal_warranty"}},
    {"appeal_warranty", {"withdraw_warranty_claim"}},
    {"withdraw_warranty_claim", {"claim_warranty"}},
    {"log_interaction", {"correct_interaction", "close_interaction"}},
    {"link_interaction", {"unlink_interaction"}},
    {"unlink_interaction", {"link_interaction"}},
    {"close_interaction", {"reopen_interaction"}},
    {"reopen_interaction", {"close_interaction"}},
    {"go_on_duty", {"go_off_duty"}},
    {"go_off_duty", {"go_on_duty"}},
    {"confirm_address", {"withdraw_address_confirmation"}},
    {"withdraw_address_confirmation", {"confirm_address"}},
    {"assess_work_order", {"withdraw_assessment"}},
    {"withdraw_assessment", {"assess_work_order"}},
    {"resolve_remotely", {"reopen_work_order"}},
    {"escalate_work_order", {"settle_escalation"}},
    {"settle_escalation", {"escalate_work_order"}},
    {"import_sale", {"withdraw_sale"}},
    {"make_follow_link", {"end_follow_link"}},
    {"end_follow_link", {"make_follow_link"}},
};

// Sent again with what is right: each replaces what was said before.
const std::set<std::string_view> said_again = {
    "assign_outlet",        "change_customer",   "change_operator",      "change_outlet",
    "change_part",          "change_technician", "change_warehouse",     "choose_source",
    "classify_severity",    "correct_asset",     "correct_diagnosis",    "correct_follow_up",
    "correct_part_number",  "correct_payment",   "correct_registration", "correct_stock_receipt",
    "define_serial_format", "define_territory",  "move_customer",        "reassign_booking",
    "reparent_outlet",      "replace_charge",    "reschedule_booking",   "set_stock_minimum",
    "share_query",          "assign_charge_finding", "explain_charge_finding",
    "change_brand",      "change_dealer",        "change_product_model",
    "classify_customer",    "move_customer_below", "record_purchase",    "set_asset_dates",
    "set_customer_contacts", "transfer_asset",
    "answer_asset_date",
    "share_query",          "change_appointment", "correct_subcontract_cost",
    "extend_acceptance",    "set_booking_shares",
    "share_query",          "reconcile_cards",   "correct_unit_dates",
    "correct_warranty_start", "classify_fault_cause", "evaluate_three_guarantees",
    "share_query",          "correct_interaction", "route_interaction",
};

// What happened, happened: nothing is computed from it that a later fact does not overtake.
const std::map<std::string_view, std::string_view> needs_none = {
    {"start_travel", "the check-in that follows says where he is, and is withdrawn with it"},
    {"record_progress", "a note; the next one says better"},
    {"record_legacy_fact", "what an older system says"},
    {"cancel_work_order", "final: the customer's next call is an order of its own"},
    {"change_password", "changed again, or set by a link"},
    {"end_token", "another one is made"},
    {"record_export", "who took which file away"},
    {"sign_out", "he signs in again"},
    {"print_asset_sheet", "a sheet of paper, and its number says how many there are"},
    {"attach_recording", "a hash and a length: another one is another contact's"},
    {"withdraw_sale", "final: what is sold again is a line of its own"},
    {"renew_deadlines", "computed anew whenever it is sent"},
    {"settle_device_gap", "what comes all the same is sent under a new number"},
};

bool by_system_only(const schema::TypeInfo& command) {
  return std::all_of(command.roles.begin(), command.roles.end(),
                     [](std::string_view role) { return role == "system"; });
}

TEST(WayBack, IsKnownForEveryCommandOfAPerson) {
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::command || by_system_only(type)) continue;
    const int known = static_cast<int>(ways_back.count(type.name)) +
                      static_cast<int>(said_again.count(type.name)) +
                      static_cast<int>(needs_none.count(type.name));
    EXPECT_EQ(known, 1) << type.name << " is in " << known << " of the tables above";
  }
}

TEST(WayBack, IsACommandThatAPersonMaySend) {
  for (const auto& [command, ways] : ways_back) {
    ASSERT_NE(schema::find_type(command), nullptr) << command;
    for (const std::string_view way : ways) {
      const schema::TypeInfo* type = schema::find_type(way);
      ASSERT_NE(type, nullptr) << command << " → " << way;
      EXPECT_FALSE(by_system_only(*type)) << command << " → " << way;
    }
  }
  for (const std::string_view command : said_again) EXPECT_NE(schema::find_type(command), nullptr);
}

}  // namespace
}  // namespace kintsugi::tests
