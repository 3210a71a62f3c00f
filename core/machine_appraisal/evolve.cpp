#include <string>

#include "schema/machine_appraisal_dispatch.h"

namespace kintsugi::core {

using schema::MachineAppraisal;

void evolve(MachineAppraisal& state, const schema::MachineAppraisedView& event) {
  state.status = schema::MachineAppraisalStatus::appraised;
  state.asset = event.asset;
  state.order = event.order;
  state.returned_machine = event.returned_machine;
  state.outlet = event.outlet;
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.verdict = event.verdict;
  state.appraiser = event.appraiser;
  state.at = event.at;
  state.appraisals.push_back({.appraiser = std::string(event.appraiser),
                              .licence = std::string(event.licence),
                              .verdict = event.verdict,
                              .finding = std::string(event.finding),
                              .photo_hash = std::string(event.photo_hash),
                              .at = event.at});
}

void evolve(MachineAppraisal& state, const schema::MachineAppraisalAppealedView& event) {
  state.status = schema::MachineAppraisalStatus::appealed;
  state.reason = event.reason;
  if (state.appraisals.empty()) return;
  state.appraisals.back().appeal_reason = event.reason;
  state.appraisals.back().appealed_by = event.by;
}

void evolve(MachineAppraisal& state, const schema::MachineAppraisalWithdrawnView& event) {
  state.status = schema::MachineAppraisalStatus::withdrawn;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
