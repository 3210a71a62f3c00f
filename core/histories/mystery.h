#pragma once
// A count that goes wrong, made by an ordinary mistake, so that moving time solves it. A lorry
// brings two delivery notes to the first outlet; its store keeper books both at once, though the
// second one is for the second outlet, whose boxes the driver takes on. From that minute the first
// warehouse has ten pieces in the book that it never had, and the second ten that nobody booked.
// Four days later both are counted; the next day an accountant withdraws the receipt, the second
// store keeper books it where it belongs, and a second count agrees. Pure; any thread.

#include <string>
#include <vector>

#include "core/histories/company.h"
#include "core/histories/wish.h"

namespace kintsugi::histories {

inline constexpr int mystery_part = 2;  // "KT-0103"; its shelves are counted in the story alone
inline constexpr std::int64_t mystery_pieces = 10;
inline constexpr int mystery_days = 51;  // it is over at the end of the 51st day

struct Mystery {
  // Shelves, "WH-1:KT-0103:good": where it was booked, and where the pieces were.
  std::string booked_at, lay_at;
  std::string document;            // of the delivery: it names the outlet that it is for
  std::string keeper;              // who booked it
  // When what was done.
  Instant good_count, receipt, bad_count, withdrawn, booked_right, agrees;
  std::vector<Wish> wishes;        // in order of time
};

// Of a company that opens on `first_day`, with two outlets or more.
Mystery mystery(Instant first_day);

}  // namespace kintsugi::histories
