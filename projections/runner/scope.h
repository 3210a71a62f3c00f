#pragma once
// What every list query shares: whose rows are asked for, and which page.

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::projections {

// Whose rows may be seen: those of these outlets, and of lists that say whose own an item is
// ($list own), those of who asks. Rows without an outlet (not assigned yet) belong to the company.
struct Scope {
  bool all = false;
  std::set<std::string, std::less<>> outlets;
  std::string person;  // who asks, for what one operator alone sees; empty: nobody in particular
  std::string technician{};  // that he is, for what is a technician's own; empty: none
  std::string self{};  // the technician that he is, for what is hidden from him; empty: none

  static Scope everything() { return {true, {}, {}, {}, {}}; }
  bool sees(std::string_view outlet) const { return all || outlets.contains(outlet); }
  // What is hidden from somebody ("technician/T1", "operator/boss") is so whatever his duties.
  bool is_hidden(std::string_view from) const {
    const auto slash = from.find('/');
    if (slash == from.npos) return false;
    const auto& he = from.substr(0, slash) == "technician" ? self : person;
    return !he.empty() && from.substr(slash + 1) == he;
  }
  // Of a row whose own technician is said.
  bool sees(std::string_view outlet, std::string_view own) const {
    return sees(outlet) || (!own.empty() && own == technician);
  }
};

struct PageRequest {
  std::size_t limit = 50;  // 1 to 1000 for screens; reports take more
  std::string after;       // Page::next of the page before; empty: from the begin
};

template <class Row>
struct Page {
  std::vector<Row> rows;
  std::string next;  // opaque octets; empty: nothing more
};

}  // namespace kintsugi::projections
