#pragma once
// The companies of the benchmarks: one with a life, made up; and a little one on a node of its own,
// with the command that it is given over and over: goods that come in.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "api/node/node.h"
#include "events/base/result.h"
#include "events/schema/runtime/erased.h"
#include "core/histories/history.h"

namespace kintsugi::bench {

// Twelve outlets and 240 technicians at work, all orders with their whole lives.
histories::HistoryOptions company_at_work();

inline constexpr int company_parts = 64;  // so that 64 commands under way touch 64 streams

// An outlet, a warehouse, goods, and a store keeper with this number.
inline constexpr const char* store_keeper = "3001";
Result<void> set_up_company(api::Node& node);

// A command of the system itself, of tenant "main".
api::CommandRequest by_the_system(std::string id, schema::Command command);

// The `n`-th command, under an id of its own.
api::CommandRequest receive_goods(std::uint64_t n);

// The body of such a command, for HTTP.
std::string goods_as_json(std::uint64_t n);

// Commands a second with `under_way` of them under way, for `measured`: a client on this thread
// sends one for each answer, make(next), make(next + 1) and so on. Errors: those of an answer.
using MakeRequest = std::function<api::CommandRequest(std::uint64_t n)>;
Result<double> commands_a_second(api::Node& node, std::size_t under_way,
                                 std::chrono::duration<double> measured, std::uint64_t& next,
                                 const MakeRequest& make = receive_goods);

}  // namespace kintsugi::bench
