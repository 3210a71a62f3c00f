#pragma once
// Corrections of a posted order, for the company of explained_test.cpp.

#include "schema/work_order_correction.h"
#include "tests/projections/support/judged_log.h"

namespace kintsugi::tests {

// One that counts, one that was rejected.
inline void add_posted_corrections(JudgedLog& log) {
  for (std::uint16_t i = 1; i <= 2; ++i) {
    log.add({on("work_order/WO-X1", schema::WorkOrderCorrected{.number = i,
                                                               .item = "上门",
                                                               .amount = -2'000 - i,
                                                               .payer = schema::Payer::customer,
                                                               .reason = "多收",
                                                               .by = "4001",
                                                               .outlet = "OUT-1"})});
    log.add({on("work_order/WO-X1",
                schema::CorrectionDecided{.number = i,
                                          .status = i == 1 ? schema::CorrectionStatus::approved
                                                           : schema::CorrectionStatus::rejected,
                                          .counts_on = i == 1 ? 20'833 : 0,
                                          .decided_by = "2001"})});
  }
}

}  // namespace kintsugi::tests
