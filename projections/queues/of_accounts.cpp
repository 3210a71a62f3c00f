#include "projections/queues/of_accounts.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "schema/subcontract_views.h"
#include "schema/tariff_views.h"
#include "schema/technician_views.h"
#include "schema/wage_views.h"
#include "schema/warranty_policy_views.h"
#include "schema/work_order_correction_views.h"

namespace kintsugi::projections::queues {

using schema::Queue;
using schema::QueueRow;

namespace {

constexpr std::string_view correction_lane = "correction";

// Not published yet, nor withdrawn.
template <class Version>
bool is_draft(const Version& version) {
  using Status = decltype(version.status);
  if constexpr (requires { Status::approved; })
    if (version.status == Status::approved) return true;
  return version.status == Status::drafted;
}

}  // namespace

void OfAccounts::follow(Folds& folds) {
  follow_technicians(folds);
  follow_corrections(folds);
  follow_drafts<schema::TariffDraftedView>(folds, tariffs_);
  follow_drafts<schema::WageRuleDraftedView>(folds, wage_rules_);
  follow_drafts<schema::WarrantyPolicyDraftedView>(folds, warranty_policies_);
  follow_wage_runs(folds);
}

// --- technicians who hold cash, or have handed in too much. Of each is kept whose he is and how
// much that is.
void OfAccounts::follow_technicians(Folds& folds) {
  folds
      .on_stream<schema::Technician>(
          kept_from<schema::TechnicianRegisteredView>(technicians_),
          [this](const EventContext& context, const schema::EventView&,
                 schema::Technician& technician) {
            technician.name.clear();
            technician.phone.clear();
            technician.brands.clear();
            const Queue queue = technician.cash_held > 0   ? Queue::cash_to_remit
                                : technician.cash_held < 0 ? Queue::cash_to_pay_back
                                                           : Queue::none;
            const Key key = waiting_.key_of("technician", context.id);
            waiting_.stand(context, key, queue, [&](QueueRow& row) {
              row.technician = context.id;
              row.outlet = technician.outlet;
              row.amount = std::abs(technician.cash_held);
            });
          })
      .ignore<schema::SkillGrantedView, schema::SkillRevokedView, schema::TechnicianSuspendedView,
              schema::TechnicianReinstatedView, schema::SlotReservedView, schema::SlotReleasedView,
              schema::TechnicianSeenView, schema::SightingWithdrawnView>();
}

// --- corrections of posted orders, each an item of its own. What waits nowhere else is known by
// what the correction says.
void OfAccounts::follow_corrections(Folds& folds) {
  folds
      .on<schema::WorkOrderCorrectedView>([this](const EventContext& context, const auto& event) {
        waiting_.stand(context, correction_key(context, event.number), Queue::corrections_to_decide,
                       [&](QueueRow& row) {
                         row.order = context.id;
                         row.outlet = event.outlet;
                         row.number = event.number;
                         row.amount = event.amount;
                         row.by = event.by;
                         row.note = event.reason;
                       });
      })
      .on<schema::SubcontractCostQuestionedView>([this](const EventContext& context,
                                                        const auto& event) {
        waiting_.stand(context, waiting_.key_of("subcontract", context.id, correction_lane),
                       Queue::corrections_to_decide, [&](QueueRow& row) {
                         row.order = event.order;
                         row.outlet = event.outlet;
                         row.number = event.number;
                         row.amount = event.cost;
                         row.by = event.by;
                         row.note = event.reason;
                       });
      })
      .on<schema::SubcontractCostDecidedView>([this](const EventContext& context, const auto&) {
        waiting_.erase(waiting_.key_of("subcontract", context.id, correction_lane));
      })
      .on<schema::CorrectionDecidedView>([this](const EventContext& context, const auto& event) {
        waiting_.erase(correction_key(context, event.number));
      });
}

Key OfAccounts::correction_key(const EventContext& context, std::uint16_t number) {
  return waiting_.key_of("work_order", context.id, "correction" + std::to_string(number));
}

// --- rules with a draft that another person has to publish. Only drafts are kept, without lines.
// A wage rule is of the outlet whose id it has; what is of none is the company's.
template <schema::EventViewType Drafted, schema::StateType Rule>
void OfAccounts::follow_drafts(Folds& folds, Table<Rule>& kept) {
  folds.on_stream<Rule>(
      kept_from<Drafted>(kept),
      [this, &kept](const EventContext& context, const schema::EventView&, Rule& rule) {
        std::erase_if(rule.versions, [](const auto& version) { return !is_draft(version); });
        for (auto& version : rule.versions) version.lines.clear();
        const bool waits = !rule.versions.empty();
        const Queue queue = waits ? Queue::drafts_to_publish : Queue::none;
        constexpr std::string_view type = schema::stream_type_of<Rule>();
        waiting_.stand(context, waiting_.key_of(type, context.id), queue, [&](QueueRow& row) {
          if (type == "wage_rule" && context.id != "default") row.outlet = context.id;
          row.number = rule.versions.front().version;
          row.by = rule.versions.front().author;
        });
        if (!waits) forget(kept, context);
      });
}

// --- wage runs, without their sheets
void OfAccounts::follow_wage_runs(Folds& folds) {
  folds.on_stream<schema::WageRun>(
      kept_from<schema::WagesCalculatedView>(wage_runs_),
      [this](const EventContext& context, const schema::EventView&, schema::WageRun& run) {
        run.sheets.clear();
        const bool waits = run.status == schema::WageRunStatus::calculated;
        const Queue queue = waits ? Queue::wage_runs_to_approve : Queue::none;
        const Key key = waiting_.key_of("wage_run", context.id);
        waiting_.stand(context, key, queue, [&](QueueRow& row) {
          row.outlet = run.outlet;
          row.amount = run.total;
          row.by = run.calculator;
        });
        if (!waits) forget(wage_runs_, context);
      });
}

}  // namespace kintsugi::projections::queues
