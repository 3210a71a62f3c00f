#include "schema/stock_dispatch.h"

namespace kintsugi::core {

void evolve(schema::Custody& custody, const schema::CustodyTakenView& event) {
  custody.quantity += event.quantity;
  custody.value += event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyUsedView& event) {
  custody.quantity -= event.quantity;
  custody.value -= event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyReturnedView& event) {
  custody.quantity -= event.quantity;
  custody.value -= event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyLostView& event) {
  custody.quantity -= event.quantity;
  custody.value -= event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyIssueWithdrawnView& event) {
  custody.quantity -= event.quantity;
  custody.value -= event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyUseWithdrawnView& event) {
  custody.quantity += event.quantity;
  custody.value += event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyReturnWithdrawnView& event) {
  custody.quantity += event.quantity;
  custody.value += event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyLossWithdrawnView& event) {
  custody.quantity += event.quantity;
  custody.value += event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyMissingView& event) {
  custody.quantity -= event.quantity;
  custody.value -= event.cost;
}

void evolve(schema::Custody& custody, const schema::CustodyHandedOverView& event) {
  custody.quantity += event.quantity;
  custody.value += event.cost;
}

}  // namespace kintsugi::core
