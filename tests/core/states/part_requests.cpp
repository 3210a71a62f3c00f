// Part requests: what each command gives in each status.

#include "schema/part_request.h"
#include "tests/core/part_request/request_in.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using requests::id;
using Status = schema::PartRequestStatus;

constexpr Status columns[] = {
    Status::none,   Status::requested,  Status::sourced, Status::escalated, Status::approved,
    Status::issued, Status::signed_for, Status::closed,  Status::rejected,  Status::canceled};

// After the issue 1 of 2 pieces goes `way`, by bob; the closed request is the table's own.
template <class Way>
std::function<Given(std::size_t)> after(Way way, Way closing) {
  return [way, closing](std::size_t column) {
    const Status status = columns[column];
    Given given = requests::request_in(status == Status::closed ? Status::signed_for : status);
    given.as(somebody("bob"));
    if (status == Status::closed) return std::move(given.when(closing).then_accepted());
    const bool out = status == Status::issued || status == Status::signed_for;
    return out ? std::move(given.when(way).then_accepted()) : std::move(given);
  };
}

schema::ReturnPart returned(std::int64_t quantity) {
  return {.request = id, .quantity = quantity, .condition = schema::PartCondition::good};
}
schema::ReportPartLost lost(std::int64_t quantity) {
  return {.request = id, .quantity = quantity, .reason = "x"};
}

// Signed for with 1 of 2 pieces missing.
Given missing_in(std::size_t column) {
  if (columns[column] != Status::signed_for) return requests::request_in(columns[column]);
  Given given = requests::request_in(Status::issued);
  given.as(somebody("tom")).when(schema::SignForParts{.request = id, .quantity = 1000});
  return std::move(given.then_accepted());
}

// One of the two pieces is fitted: what was taken out may come back, also after all is settled.
Given fitted_in(std::size_t column) {
  Given given = requests::request_in(columns[column]);
  const bool has = columns[column] == Status::signed_for || columns[column] == Status::closed ||
                   columns[column] == Status::issued;
  if (has) given.history(id, schema::RequestedPartUsed{.quantity = 1000});
  return given;
}

// Its old part was waived.
Given waived_in(std::size_t column) {
  Given given = fitted_in(column);
  const bool has = columns[column] == Status::signed_for || columns[column] == Status::closed ||
                   columns[column] == Status::issued;
  if (has)
    given.history(id, schema::RequestedOldPartWaived{.number = 1, .quantity = 1000, .by = "bob"});
  return given;
}

std::vector<Row> rows_of_withdrawals() {
  constexpr const char* none = "not_found";
  constexpr const char* end = "settled";
  constexpr const char* nis = "not_issued";
  constexpr const char* nsf = "not_signed_for";
  return {
      {schema::WithdrawPartIssue{.request = id, .reason = "x"},
       {none, nis, nis, nis, nis, "", "already_signed_for", end, end, end}},
      {schema::ReportPartMissing{.request = id, .quantity = 1000, .reason = "x"},
       {none, nis, nis, nis, nis, nsf, "", end, end, end}},
      {schema::SettleMissingPart{.request = id,
                                 .quantity = 1000,
                                 .outcome = schema::MissingOutcome::on_shelf,
                                 .reason = "x"},
       {none, nis, nis, nis, nis, nsf, "", end, end, end},
       "eve",
       missing_in},
      {schema::WithdrawPartReturn{.request = id, .number = 1, .reason = "x"},
       {none, nis, nis, nis, nis, "", "", "", end, end},
       "eve",
       after(returned(1000), returned(2000))},
      {schema::WithdrawPartLoss{.request = id, .quantity = 1000, .reason = "x"},
       {none, nis, nis, nis, nis, "", "", "", end, end},
       "eve",
       after(lost(1000), lost(2000))},
      {schema::WaiveRequestedOldPart{.request = id, .quantity = 1000, .reason = "x"},
       {none, nis, nis, nis, nis, "", "", "", end, end},
       "eve",
       fitted_in},
      {schema::WithdrawOldPartWaiver{.request = id, .number = 1, .reason = "x"},
       {none, nis, nis, nis, nis, "", "", "", end, end},
       "eve",
       waived_in},
  };
}

std::vector<Row> rows() {
  constexpr const char* none = "not_found";
  constexpr const char* end = "settled";
  constexpr const char* iss = "already_issued";
  constexpr const char* app = "already_approved";
  constexpr const char* nis = "not_issued";
  constexpr const char* nap = "not_approved";
  std::vector<Row> all{
      {schema::RequestPart{.order = "WO-1", .part = "P-1", .quantity = 1000, .request = id},
       {"", "exists", "exists", "exists", "exists", "exists", "exists", "exists", "exists",
        "exists"}},
      {schema::SourcePart{.request = id},
       {none, "", "already_sourced", "", app, iss, iss, end, end, end}},
      {schema::ChooseSource{.request = id, .warehouse = "WH-C", .reason = "x"},
       {none, "", "", "", app, iss, iss, end, end, end}},
      {schema::ApprovePartRequest{.request = id},
       {none, "not_sourced", "", "not_sourced", app, iss, iss, end, end, end}},
      {schema::RejectPartRequest{.request = id, .reason = "x"},
       {none, "", "", "", app, iss, iss, end, end, end}},
      {schema::IssuePart{.request = id}, {none, nap, nap, nap, "", iss, iss, end, end, end}},
      {schema::SignForParts{.request = id, .quantity = 2000},
       {none, nis, nis, nis, nis, "", "already_signed_for", end, end, end}},
      {schema::ReturnPart{
           .request = id, .quantity = 1000, .condition = schema::PartCondition::good},
       {none, nis, nis, nis, nis, "", "", "too_much", end, end}},
      {schema::ReturnPart{
           .request = id, .quantity = 1000, .condition = schema::PartCondition::old},
       {none, nis, nis, nis, nis, "", "", "", end, end},
       "boss",
       fitted_in},
      {schema::ReportPartLost{.request = id, .quantity = 1000, .reason = "x"},
       {none, nis, nis, nis, nis, "", "", end, end, end}},
      {schema::CancelPartRequest{.request = id, .reason = "x"},
       {none, "", "", "", "", iss, iss, end, end, end}},
  };
  for (Row& row : all) row.as = "bob";  // ann asked for it
  for (Row row : rows_of_withdrawals()) {
    row.as = "eve";  // bob did it
    all.push_back(row);
  }
  return all;
}

}  // namespace

Table part_requests() {
  Table table{"part_request",
              {},
              [](std::size_t column) {
                Given given = requests::request_in(columns[column]);
                requests::stock(given, "WH-C", 2);
                return given;
              },
              rows()};
  for (const Status status : columns) table.columns.push_back(schema::name_of(status));
  return table;
}

}  // namespace kintsugi::tests
