#pragma once
// What came back is not new.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/returned_machine_events.h"

namespace kintsugi::core::returned_machine {

// No machine of that serial ever came back: else refused "returned_machine.not_new". Reads its
// stream.
Result<void> check_new(const std::string& brand, const std::string& serial, Reads& reads);

// It does not stand in our store: else refused "returned_machine.not_new", until it is released.
Result<void> check_gone(const std::string& brand, const std::string& serial, Reads& reads);

// A machine comes in: of what is told, by whom and when are filled in. Errors: refused
// "returned_machine.already_in".
Result<void> take_in(schema::ReturnedMachineReceived machine, Reads& reads, Events& events);

// It went back: it is as if it never came. Errors: refused "returned_machine.not_in_stock" where
// it was released meanwhile.
Result<void> give_back(const std::string& brand, const std::string& serial, Reads& reads,
                       Events& events);

}  // namespace kintsugi::core::returned_machine
