#pragma once
// What people read at a company that is there: each queue, list, card, search and report, as
// requests. Made from the declarations, with values of the rows that there are.

#include <string>
#include <vector>

#include "tests/bench/works/big_company.h"

namespace kintsugi::bench {

struct Read {
  std::string name;
  std::vector<std::string> paths;  // one after another; at least one
};

// Errors: those of the server.
Result<std::vector<Read>> all_reads(Served& server, const histories::CompanySize& size);

}  // namespace kintsugi::bench
