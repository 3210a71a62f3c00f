#include "core/part_request/stages.h"

#include <string>

#include "core/authority/authority.h"
#include "schema/part_request_refusals.h"

namespace kintsugi::core::part_request {

using Refusal = schema::PartRequestRefusal;
using Status = schema::PartRequestStatus;

namespace {

// Yes, or why not. It has no default, so a row that leaves a wish out does not compile.
struct Cell {
  struct Yes {};
  constexpr Cell(Yes) : allowed(true), why(Refusal::not_found) {}    // implicit: reads as a table
  constexpr Cell(Refusal refusal) : allowed(false), why(refusal) {}  // implicit: reads as a table
  bool allowed;
  Refusal why;
};
constexpr Cell::Yes yes{};

struct Row {
  Cell source, choose, approve, reject, issue, sign, give_back, lose, use, cancel;
  Cell unissue, miss, settle_missing, ungive_back, unlose, unuse;
};

constexpr Row all(Refusal why) {
  return {why, why, why, why, why, why, why, why, why, why, why, why, why, why, why, why};
}

Row row_of(Status status) {
  using enum schema::PartRequestRefusal;
  switch (status) {
    case Status::none:
      return all(not_found);
    case Status::requested:
    case Status::escalated:
      return {.source = yes, .choose = yes, .approve = not_sourced, .reject = yes,
              .issue = not_approved, .sign = not_issued, .give_back = not_issued,
              .lose = not_issued, .use = not_issued, .cancel = yes,
              .unissue = not_issued, .miss = not_issued, .settle_missing = not_issued,
              .ungive_back = not_issued, .unlose = not_issued, .unuse = not_issued};
    case Status::sourced:
      return {.source = already_sourced, .choose = yes, .approve = yes, .reject = yes,
              .issue = not_approved, .sign = not_issued, .give_back = not_issued,
              .lose = not_issued, .use = not_issued, .cancel = yes,
              .unissue = not_issued, .miss = not_issued, .settle_missing = not_issued,
              .ungive_back = not_issued, .unlose = not_issued, .unuse = not_issued};
    case Status::approved:
      return {.source = already_approved, .choose = already_approved, .approve = already_approved,
              .reject = already_approved, .issue = yes, .sign = not_issued,
              .give_back = not_issued, .lose = not_issued, .use = not_issued, .cancel = yes,
              .unissue = not_issued, .miss = not_issued, .settle_missing = not_issued,
              .ungive_back = not_issued, .unlose = not_issued, .unuse = not_issued};
    case Status::issued:
      return {.source = already_issued, .choose = already_issued, .approve = already_issued,
              .reject = already_issued, .issue = already_issued, .sign = yes, .give_back = yes,
              .lose = yes, .use = not_signed_for, .cancel = already_issued,
              .unissue = yes, .miss = not_signed_for, .settle_missing = not_signed_for,
              .ungive_back = yes, .unlose = yes, .unuse = not_signed_for};
    case Status::signed_for:
      return {.source = already_issued, .choose = already_issued, .approve = already_issued,
              .reject = already_issued, .issue = already_issued, .sign = already_signed_for,
              .give_back = yes, .lose = yes, .use = yes, .cancel = already_issued,
              .unissue = already_signed_for, .miss = yes, .settle_missing = yes,
              .ungive_back = yes, .unlose = yes, .unuse = yes};
    case Status::closed:  // an old part may still come back, and what closed it be withdrawn
      return {.source = settled, .choose = settled, .approve = settled, .reject = settled,
              .issue = settled, .sign = settled, .give_back = yes, .lose = settled,
              .use = settled, .cancel = settled,
              .unissue = settled, .miss = settled, .settle_missing = settled,
              .ungive_back = yes, .unlose = yes, .unuse = yes};
    case Status::rejected:
    case Status::canceled:
      return all(settled);
  }
  return all(not_found);
}

Cell cell_of(Wish wish, const Row& row) {
  switch (wish) {
    case Wish::source: return row.source;
    case Wish::choose: return row.choose;
    case Wish::approve: return row.approve;
    case Wish::reject: return row.reject;
    case Wish::issue: return row.issue;
    case Wish::sign: return row.sign;
    case Wish::give_back: return row.give_back;
    case Wish::lose: return row.lose;
    case Wish::use: return row.use;
    case Wish::cancel: return row.cancel;
    case Wish::unissue: return row.unissue;
    case Wish::miss: return row.miss;
    case Wish::settle_missing: return row.settle_missing;
    case Wish::ungive_back: return row.ungive_back;
    case Wish::unlose: return row.unlose;
    case Wish::unuse: return row.unuse;
  }
  return Refusal::not_found;
}

}  // namespace

Result<void> check(Wish wish, Status status) {
  const Cell cell = cell_of(wish, row_of(status));
  if (cell.allowed) return {};
  return refuse(cell.why, "the request is " + std::string(schema::name_of(status)));
}

Result<void> after_issue(const schema::PartRequest& request, const Reads& reads) {
  if (!is_claimed_before(request.issued_at, reads)) return {};
  return refuse(Refusal::before_issue, "claimed " + format_instant(reads.business_time()) +
                                           ", issued " +
                                           format_instant(instant_from_ms(request.issued_at)));
}

bool holds_stock(Status status) { return status == Status::sourced || status == Status::approved; }

std::int64_t old_parts_out(const schema::PartRequest& request) {
  return request.used - request.old_returned - request.old_waived;
}

std::int64_t open_quantity(const schema::PartRequest& request) {
  return request.issued - request.used - request.returned - request.lost - request.missing;
}

}  // namespace kintsugi::core::part_request
