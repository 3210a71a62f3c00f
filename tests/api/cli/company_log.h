#pragma once
// A small history of an older system, with the mapping that the documentation gives as its example.

#include <string>

namespace kintsugi::tests {

struct CompanyLog {
  std::string csv, mapping;  // files
};
// Written into the directory.
CompanyLog write_company_log(const std::string& directory);

}  // namespace kintsugi::tests
