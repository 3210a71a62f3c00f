#include "schema/part_dispatch.h"

namespace kintsugi::core {

void evolve(schema::Part& part, const schema::PartRegisteredView& event) {
  part.name = event.name;
  part.brand = event.brand;
  part.number = event.number;
  part.category = event.category;
  part.unit = event.unit;
  part.serials = event.serials;
}

void evolve(schema::Part& part, const schema::PartChangedView& event) {
  part.name = event.name;
  part.category = event.category;
  part.unit = event.unit;
  if (event.serials != schema::PartSerials::none) part.serials = event.serials;
}

void evolve(schema::Part& part, const schema::PartFirstMovedView&) { part.moved = true; }

void evolve(schema::PartNumber& number, const schema::PartNumberTakenView& event) {
  number.part = event.part;
}

void evolve(schema::Part& part, const schema::PartNumberCorrectedView& event) {
  part.brand = event.brand;
  part.number = event.number;
}

void evolve(schema::PartNumber& number, const schema::PartNumberFreedView&) { number.part.clear(); }

}  // namespace kintsugi::core
