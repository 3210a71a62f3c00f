#pragma once
// States for what is only tried: now as the node has them, or as of a moment. One request, one
// thread, which is not the sequencer's.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/reading/reading.h"
#include "api/node/node.h"
#include "core/reads.h"

namespace kintsugi::api {

class TrialSource final : public core::StateSource {
 public:
  // Node and view outlive it. `past`: as of that moment, but who asks, whose stream is `asker`
  // ("operator/1001"), may what he may now; null: now.
  TrialSource(Node& node, std::string tenant, const replay::View* past, std::string asker)
      : node_(node), tenant_(std::move(tenant)), past_(past), asker_(std::move(asker)) {}

  // Each stream is looked up once; its state lives as long as this. Errors: Node::stream's,
  // replay::thing_as_of's.
  Result<core::StreamState> load(std::string_view stream) override;

 private:
  struct Known {
    std::shared_ptr<const schema::State> state;  // shared with the node's cache; null: none
    Head head;
    std::uint64_t version = 0;
  };
  Result<Known> look_up(const std::string& stream);

  Node& node_;
  const std::string tenant_;
  const replay::View* const past_;
  const std::string asker_;
  std::map<std::string, Known, std::less<>> known_;
};

// The active technicians of an outlet, by their ids, so many and no more. Errors: those of reading
// rows.
Result<std::vector<std::string>> technicians_of(const TenantView& view, const std::string& outlet);

// A command as its route takes it: a JSON object's text.
std::string body_of(const schema::Command& command);

}  // namespace kintsugi::api
