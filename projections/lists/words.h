#pragma once
// The words that registers use for one thing ($means of the schema): which brands, categories,
// models and areas there are. Registers are the lists of states; what orders say is not one. Any
// thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "projections/lists/read.h"

namespace kintsugi::projections::lists {

struct Word {
  std::string text;
  std::int64_t times = 0;  // in so many things
};

// What stands beside the word in the same thing: {"brand", "海尔"}.
using Beside = std::vector<std::pair<std::string, std::string>>;

// Of what is found in the first `looked_at_max` things of each register, most frequent first. A
// thing that names nothing of a kind in `beside` goes with all. Errors: those of reading rows.
Result<std::vector<Word>> words_of(std::string_view means, const Beside& beside,
                                   const Viewer::RowsOf& rows);

// Whether any register has the word, an area also where it begins with one of an outlet's; capital
// and small letters and widths are alike; what is retired or closed there is none. Of things that
// go with `beside` alone (the models of a brand). What things of the kind `apart_from` declare does
// not count: who authorises an outlet declares a brand himself. True as well where no list of a
// register (outlets' brands, territories), or no register of such words (fault codes, categories of
// parts, product models), says anything yet: then nothing is unlikely.
Result<bool> has_word(std::string_view means, std::string_view text, const Beside& beside,
                      std::string_view apart_from, const Viewer::RowsOf& rows);

}  // namespace kintsugi::projections::lists
