#pragma once
// What a command says that no register knows: most likely mistyped. Core asks about it
// (Reads::is_unknown), and takes it with a reason. Any thread.

#include <chrono>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/service/service.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

class UnknownWords {
 public:
  explicit UnknownWords(Service& service) : service_(service) {}

  // The command's own fields, by their names in JSON, whose words ($means) are in no register of
  // the tenant as it is now. None where the command does not take a reason for them
  // ("confirm_reason"), has one, or the tables cannot tell: nobody is kept from working by that.
  std::vector<std::string> in(const std::string& tenant, const schema::Command& command);

 private:
  struct Said {
    std::string means;  // $means of the field
    std::string text;
    std::string brand;  // whose it is; empty: anybody's
    std::string of;     // the kind of thing that the command is about
    auto operator<=>(const Said&) const = default;
  };
  bool is_known(const std::string& tenant, const Said& said);
  bool is_registered(const std::string& tenant, const Said& said);

  Service& service_;
  std::mutex mutex_;
  // What was found lately is not looked for again. Guarded by mutex_.
  std::set<std::pair<std::string, Said>> known_;
  std::chrono::steady_clock::time_point known_since_{};
};

}  // namespace kintsugi::api
