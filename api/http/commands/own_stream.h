#pragma once
// The one thing that a command is about. Pure.

#include <string>

#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

// "work_order/WO-1"; empty where the command names none, because the engine gives the number.
std::string own_stream_of(const schema::Command& command);

}  // namespace kintsugi::api
