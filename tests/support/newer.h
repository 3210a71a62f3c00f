#pragma once
// Records as an engine of a later version would write them, made of one of today's.

#include <capnp/any.h>
#include <capnp/message.h>
#include <capnp/serialize.h>

#include <cstring>

#include "events/base/types.h"
#include "events/commit/commit.capnp.h"

namespace kintsugi::tests {

inline constexpr std::uint16_t unknown_code = 60'000;

namespace newer {

// The record with what `change` does to the copy.
template <class Change>
Bytes changed(const Bytes& record, Change change) {
  auto words = kj::heapArray<capnp::word>(record.size() / sizeof(capnp::word));
  std::memcpy(words.asBytes().begin(), record.data(), record.size());
  capnp::FlatArrayMessageReader reader(words);
  const auto before = reader.getRoot<stored::Commit>();
  capnp::MallocMessageBuilder first(1 << 16);  // one segment
  first.setRoot(before);
  change(before, first.getRoot<stored::Commit>());
  capnp::MallocMessageBuilder whole(1 << 16);
  whole.setRoot(first.getRoot<stored::Commit>().asReader());
  const auto flat = capnp::messageToFlatArray(whole);
  const auto octets = flat.asBytes();
  return {reinterpret_cast<const char*>(octets.begin()), octets.size()};
}

}  // namespace newer

inline Bytes with_rule_version(const Bytes& record, std::uint16_t version) {
  return newer::changed(record, [&](auto, auto commit) { commit.setRuleVersion(version); });
}

inline Bytes with_unknown_event(const Bytes& record) {
  return newer::changed(record, [](auto, stored::Commit::Builder commit) {
    commit.getOutcome().getEvents()[0].setCode(unknown_code);
  });
}

inline Bytes with_unknown_command(const Bytes& record) {
  return newer::changed(record, [](auto, stored::Commit::Builder commit) {
    commit.getCommands()[0].setCode(unknown_code);
  });
}

// The first event has fields of which nobody knew: a number and a text.
inline Bytes with_grown_event(const Bytes& record) {
  return newer::changed(record, [](stored::Commit::Reader before, stored::Commit::Builder commit) {
    const auto old = before.getOutcome().getEvents()[0].getBody().getAs<capnp::AnyStruct>();
    const auto data = old.getDataSection();
    const auto pointers = old.getPointerSection();
    auto grown = commit.getOutcome().getEvents()[0].getBody().initAsAnyStruct(
        static_cast<std::uint16_t>(data.size() / sizeof(capnp::word) + 1),
        static_cast<std::uint16_t>(pointers.size() + 1));
    std::memset(grown.getDataSection().begin(), 0x5a, grown.getDataSection().size());
    std::memcpy(grown.getDataSection().begin(), data.begin(), data.size());
    for (unsigned i = 0; i < pointers.size(); ++i) grown.getPointerSection()[i].set(pointers[i]);
    grown.getPointerSection()[pointers.size()].setAs<capnp::Text>("of tomorrow");
  });
}

}  // namespace kintsugi::tests
