#pragma once
// Ctrl-C and SIGTERM, taken on a thread of its own. Installed once, by main's verb.

#include <atomic>
#include <functional>

namespace kintsugi::api {

// Blocks both signals in every thread started later. Call before any thread is started.
void block_interrupts();
// Waits for one of them (serve), or until `over` says so, asked some times a second. True: a signal
// came.
bool wait_for_interrupt(const std::function<bool()>& over);
// Sets a flag at the first one, ends the process with 130 at the second (long work).
const std::atomic<bool>& interrupt_flag();

}  // namespace kintsugi::api
