#include "api/cli/moment.h"

#include <algorithm>
#include <string>

#include "api/cli/terminal.h"

namespace kintsugi::api {

Result<void> check_moment(std::string_view text) {
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || (!text.starts_with("19") && !text.starts_with("20"))) return {};
  const std::string said(text);
  if (text.size() == 4) {
    return fail(ErrorKind::invalid, "as_of.ambiguous",
                "\"" + said + "\" is a year or a position: write " + said +
                    "-12-31 for the year's last day, or 0" + said + " for the position");
  }
  const auto between = [&](std::size_t at, std::string_view least, std::string_view most) {
    return text.substr(at, 2) >= least && text.substr(at, 2) <= most;
  };
  const bool month = text.size() >= 6 && between(4, "01", "12");
  const bool day = month && text.size() == 8 && between(6, "01", "31");
  if (day || (month && text.size() == 6)) {
    print_note("read as the position " + said + "; a day is written " + said.substr(0, 4) + "-" +
               said.substr(4, 2) + "-" + (day ? said.substr(6) : "01"));
  }
  return {};
}

}  // namespace kintsugi::api
