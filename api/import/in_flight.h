#pragma once
// Commands given to a node and not yet answered: bounded, and their answers handed back to the
// importing thread.

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "api/node/node.h"
#include "events/base/result.h"

namespace kintsugi::api::import {

struct Answered {
  std::int64_t ticket = 0;  // as given to send()
  Result<Answer> answer;
};

// send() and the waits belong to one thread; answers come on the node's.
class InFlight {
 public:
  InFlight(Node& node, std::size_t max) : node_(node), max_(max) {}
  ~InFlight();  // waits for what is under way: answers refer to this

  // Waits for room, then gives the command to the node.
  void send(std::int64_t ticket, CommandRequest request);

  // What was answered since the last call.
  std::vector<Answered> take();
  // Waits until everything is answered, then the same.
  std::vector<Answered> drain();

 private:
  Node& node_;
  const std::size_t max_;

  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t under_way_ = 0;
  std::vector<Answered> answered_;
};

}  // namespace kintsugi::api::import
