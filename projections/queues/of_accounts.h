#pragma once
// What waits about money beside open orders: technicians who hold cash, corrections of posted
// orders, rules with a draft, wage runs. One thread.

#include "projections/queues/waiting.h"
#include "schema/tariff_state.h"
#include "schema/technician_state.h"
#include "schema/wage_state.h"
#include "schema/warranty_policy_state.h"

namespace kintsugi::projections::queues {

class OfAccounts {
 public:
  // Both outlive it.
  OfAccounts(Tables& of, Waiting& waiting)
      : waiting_(waiting),
        technicians_(of, technicians),
        tariffs_(of, tariffs),
        wage_rules_(of, wage_rules),
        wage_runs_(of, wage_runs),
        warranty_policies_(of, warranty_policies) {}

  void follow(Folds& folds);

 private:
  void follow_technicians(Folds& folds);
  void follow_corrections(Folds& folds);
  template <schema::EventViewType Drafted, schema::StateType Rule>
  void follow_drafts(Folds& folds, Table<Rule>& kept);
  void follow_wage_runs(Folds& folds);
  Key correction_key(const EventContext& context, std::uint16_t number);

  Waiting& waiting_;
  Table<schema::Technician> technicians_;
  Table<schema::Tariff> tariffs_;
  Table<schema::WageRule> wage_rules_;
  Table<schema::WageRun> wage_runs_;
  Table<schema::WarrantyPolicy> warranty_policies_;
};

}  // namespace kintsugi::projections::queues
