#pragma once
// A call of somebody at S1, and the contact as it stands.

#include <string>
#include <utility>

#include "schema/interaction.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {

inline schema::LogInteraction call(std::string id, std::string message = {}) {
  return {.interaction = std::move(id),
          .channel = schema::Channel::phone,
          .channel_message_id = std::move(message),
          .phone = "138-0000 0001",
          .outlet = "S1"};
}

inline const schema::Interaction& contact(Given& given, std::string_view id) {
  return given.state<schema::Interaction>(id);
}

}  // namespace kintsugi::tests
