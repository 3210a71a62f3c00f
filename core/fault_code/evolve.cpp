#include "schema/fault_code_dispatch.h"

namespace kintsugi::core {
namespace {

void say_fault(schema::FaultCode& state, const auto& event) {
  state.name = event.name;
  state.english = event.english;
  state.category = event.category;
  state.part_category = event.part_category;
  state.note = event.note;
}

}  // namespace

void evolve(schema::FaultCode& state, const schema::FaultCodeRegisteredView& event) {
  state.status = schema::FaultCodeStatus::open;
  state.code = event.code;
  say_fault(state, event);
}

void evolve(schema::FaultCode& state, const schema::FaultCodeChangedView& event) {
  say_fault(state, event);
}

void evolve(schema::FaultCode& state, const schema::FaultCodeRetiredView&) {
  state.status = schema::FaultCodeStatus::retired;
}

}  // namespace kintsugi::core
