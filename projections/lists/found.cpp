#include "projections/lists/found.h"

#include <algorithm>
#include <set>

#include "projections/lists/index.h"
#include "projections/lists/walk.h"

namespace kintsugi::projections::lists {
namespace {

// One range of terms; what it finds has to have these words.
struct Look {
  std::string beginning;
  std::vector<std::string> words;
  bool later = false;  // not from its first character: only where nothing is found so far
};

// The word that the fewest terms begin with, as far as can be told by so many: all are walked
// together, and the first to end is the rarest. Else the longest. One that no term begins with may
// stand in what only narrows, or inside: it is no way to the others.
constexpr int counted_max = 500;
Result<std::size_t> rarest(const List& list, const RowReader& rows,
                           const std::vector<std::string>& words) {
  std::vector<std::unique_ptr<RowCursor>> cursors;
  std::vector<std::size_t> there;
  for (const std::string& word : words) {
    const Key begins = Key(list.search_octet).text_beginning(word);
    cursors.push_back(rows.cursor(begins.bytes(), after_prefix(begins.bytes())));
    if (cursors.back()->valid()) there.push_back(cursors.size() - 1);
    KINTSUGI_TRY_OK(cursors.back()->status());
  }
  if (there.empty()) return 0;
  for (int i = 0; i < counted_max; ++i) {
    for (const std::size_t k : there) {
      KINTSUGI_TRY_OK(cursors[k]->status());
      if (!cursors[k]->valid()) return k;
      cursors[k]->next();
    }
  }
  return *std::max_element(there.begin(), there.end(), [&](std::size_t a, std::size_t b) {
    return words[a].size() < words[b].size();
  });
}

// In the order in which they are tried: every word, by the one at `first`; then what was typed as
// one.
std::vector<Look> looks_of(std::string_view typed, const std::vector<std::string>& words,
                           std::size_t first) {
  std::vector<Look> out;
  if (words.size() > 1) {
    std::vector<std::string> others = words;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(first));
    for (Way& way : ways_of(words[first]))
      out.push_back({std::move(way.beginning), way.checked ? words : others, way.checked});
  }
  const std::string joined = looked_for(typed);
  for (Way& way : ways_of(joined)) {
    Look look{std::move(way.beginning), {}, way.checked};
    if (way.checked) look.words.push_back(joined);
    out.push_back(std::move(look));
  }
  return out;
}

// A page that ends in a look which is not the first says so before its place, in three octets: 0,
// which no term begins with, the look's number from 1, the word's by which it looks.
struct SearchPlace {
  std::size_t look = 0, first = 0;
  std::string after;
};
SearchPlace search_place(const std::string& after) {
  if (after.size() < 3 || after[0] != '\0') return {0, 0, after};
  return {static_cast<std::size_t>(static_cast<unsigned char>(after[1])) - 1,
          static_cast<std::size_t>(static_cast<unsigned char>(after[2])), after.substr(3)};
}
std::string marked(std::size_t look, std::size_t first, std::string_view tail) {
  if (look == 0 && first == 0) return std::string(tail);
  return std::string{'\0', static_cast<char>(look + 1), static_cast<char>(first)}.append(tail);
}

// Of the octets behind a list's octet: the row's key without its own, and the element's number.
std::string_view rest_of(std::string_view tail) {
  static const FieldPath term{true, false, {}};
  return tail.substr(part_size(tail, term));
}

bool has_all(const List& list, const Item& item, const std::vector<std::string>& words) {
  return words.empty() || fit_of(list, item, words) != Fit::none;
}

// Whether it was found by a smaller term already, on this page or one before.
bool was_found(const List& list, const Item& item, std::string_view beginning,
               std::string_view term) {
  const std::vector<std::string> terms = terms_of(list, item);
  return std::any_of(terms.begin(), terms.end(), [&](const std::string& one) {
    return one.starts_with(beginning) && one < term;
  });
}

// By terms that begin so; one that is found by several is shown once. False: the page is over.
Result<bool> read_look(const List& list, const RowReader& rows, const Look& look,
                       const SearchPlace& place, PageOf& out) {
  Rows items(list, rows);
  const std::string head(1, static_cast<char>(list.search_octet));
  const Key begins = Key(list.search_octet).text_beginning(look.beginning);
  const std::string from =
      place.after.empty() ? std::string(begins.bytes()) : head + place.after + '\0';
  const std::string to = after_prefix(begins.bytes());
  std::set<std::string, std::less<>> met;
  const auto cursor = rows.cursor(from, to);
  for (; cursor->valid(); cursor->next()) {
    const auto tail = cursor->key().substr(1);
    const auto rest = rest_of(tail);
    if (!met.emplace(rest).second) continue;
    auto item = items.at(rest);
    if (!place.after.empty() && item && *item &&
        was_found(list, **item, look.beginning, KeyParts(cursor->key()).text()))
      continue;
    if (item && *item && !has_all(list, **item, look.words)) item->reset();
    if (!out.take(marked(place.look, place.first, tail), item)) return false;
  }
  KINTSUGI_TRY_OK(cursor->status());
  return true;
}

// --- the best of a list

struct Candidate {
  Fit fit = Fit::none;
  std::string order;  // as a key
  std::string rest;   // its row's key
  auto operator<=>(const Candidate&) const = default;
};

class Best {
 public:
  Best(const List& list, const RowReader& rows, const Viewer& viewer, const Bounds& bounds)
      : list_(list), rows_(rows), viewer_(viewer), bounds_(bounds), items_(list, rows) {}

  // Everything that begins so, what is that itself before what is longer.
  Result<void> look(const Look& look, const std::vector<std::string>& words) {
    const Key itself = Key(list_.search_octet).text(look.beginning);
    const std::string after_itself = after_prefix(itself.bytes());
    const Key begins = Key(list_.search_octet).text_beginning(look.beginning);
    KINTSUGI_TRY_OK(walk(itself.bytes(), after_itself, true, look, words));
    return walk(after_itself, after_prefix(begins.bytes()), false, look, words);
  }
  // What is his own who asks, by the index that has it.
  Result<void> look_through(const Query& query, const std::vector<std::string>& words) {
    const PageRequest page{static_cast<std::size_t>(bounds_.looked_at_max), {}};
    KINTSUGI_TRY(const PageEnd end,
                 read_page(list_, rows_, query, viewer_, page, [&](const Item& item) {
                   const Fit fit = fit_of(list_, item, words);
                   if (fit != Fit::none) add(fit, item, key_of(item));
                   return !full();
                 }));
    end_.looked_at += end.looked_at;
    end_.bounded = !end.next.empty() && !full();
    end_.more = !end.next.empty() && full();
    return {};
  }
  bool any() const { return !found_.empty(); }
  bool full() const { return found_.size() >= pool_max; }
  bool over() const { return full() || end_.bounded; }

  Result<BestEnd> show(const VisitFound& visit) {
    std::sort(found_.begin(), found_.end());
    end_.more = end_.more || found_.size() > bounds_.limit;
    found_.resize(std::min(found_.size(), bounds_.limit));
    for (const Candidate& one : found_) {
      KINTSUGI_TRY(const auto item, items_.at(one.rest));
      if (item) visit(*item, one.fit);
    }
    return end_;
  }

 private:
  static constexpr std::size_t pool_max = 40;  // the best are chosen of so many

  Result<void> walk(std::string_view from, std::string_view to, bool descending, const Look& look,
                    const std::vector<std::string>& words) {
    const auto cursor = rows_.cursor(from, to, descending);
    for (; cursor->valid(); cursor->next()) {
      if (full()) return void(end_.more = true), Result<void>();
      const std::string_view rest = rest_of(cursor->key().substr(1));
      if (!met_.emplace(rest).second) continue;
      if (end_.looked_at == bounds_.looked_at_max)
        return void(end_.bounded = true), Result<void>();
      ++end_.looked_at;
      KINTSUGI_TRY(const auto item, items_.at(rest));
      if (!item || !has_all(list_, *item, look.words)) continue;
      KINTSUGI_TRY(const bool seen, viewer_.sees(list_, *item));
      if (!seen) continue;
      // What its terms find fits, though it may be by a part that no field begins with.
      add(std::min(fit_of(list_, *item, words), Fit::part), *item, std::string(rest));
    }
    return cursor->status();
  }
  void add(Fit fit, const Item& item, std::string rest) {
    Key order(1);
    for (const OrderField& one : list_.order)
      append_part(order, one.field, value_of(item, one.field), one.descending);
    found_.push_back({fit, std::string(order.bytes()), std::move(rest)});
  }
  std::string key_of(const Item& item) const {
    Key key(1);
    for (const FieldPath& part : list_.id) append_key_part(key, part, value_of(item, part));
    return std::string(key.bytes().substr(1));
  }

  const List& list_;
  const RowReader& rows_;
  const Viewer& viewer_;
  const Bounds bounds_;
  Rows items_;
  std::set<std::string, std::less<>> met_;
  std::vector<Candidate> found_;
  BestEnd end_;
};

}  // namespace

Fit fit_of(const List& list, const Item& item, const std::vector<std::string>& words) {
  Fit best = Fit::none;
  for (const std::string& word : words) {
    Fit here = Fit::none;
    for (const Searched& one : list.search) {
      Fit fit = Fit::none;
      for_each_text(item, one.field, [&](std::string_view text) {
        fit = std::min(fit, fit_of(one.kind, text, word));
      });
      here = std::min(here, one.narrows && fit != Fit::none ? Fit::part : fit);
      if (here == Fit::same_number) break;
    }
    if (here == Fit::none) return Fit::none;
    best = std::min(best, here);
  }
  return best;
}

Result<PageEnd> read_found(const List& list, const RowReader& rows, std::string_view typed,
                           const PageRequest& page, PageOf& out) {
  out.so_far().index = "search";
  const std::vector<std::string> words = words_looked_for(typed);
  if (words.empty()) return out.end();  // every term begins with nothing
  SearchPlace place = search_place(page.after);
  if (page.after.empty() && words.size() > 1) {
    KINTSUGI_TRY(place.first, rarest(list, rows, words));
  }
  if (place.first >= words.size()) place.first = 0;
  const std::vector<Look> looks = looks_of(typed, words, place.first);
  for (; place.look < looks.size(); ++place.look) {
    KINTSUGI_TRY(const bool through, read_look(list, rows, looks[place.look], place, out));
    if (!through || !place.after.empty() || out.shown() > 0) return out.end();
  }
  const std::string wanted = looked_for(typed);
  if (!is_part_of_number(wanted) || wanted.size() >= number_part_min) return out.end();
  out.so_far().index = {};
  const std::string head(1, static_cast<char>(row_octet(list)));
  return read_table(list, rows, head, {page.limit, place.after}, out,
                    [&](std::string_view tail, const Result<std::optional<Item>>& item) {
                      const bool fits = item && *item && has_all(list, **item, {wanted});
                      const std::optional<Item> none;
                      return out.take(marked(looks.size(), place.first, tail),
                                      fits || !item ? item : Result<std::optional<Item>>(none));
                    });
}

Result<BestEnd> read_best(const List& list, const RowReader& rows, std::string_view typed,
                          const Viewer& viewer, const Bounds& bounds, const VisitFound& visit) {
  const std::vector<std::string> words = words_looked_for(typed);
  if (words.empty()) return BestEnd{};
  Best best(list, rows, viewer, bounds);
  const auto own = list.own_of(viewer.scope);
  if (!own.empty() && viewer.scope.outlets.empty() && list.elements.empty()) {
    KINTSUGI_TRY_OK(best.look_through({}, words));
    return best.show(visit);
  }
  std::size_t first = 0;
  if (words.size() > 1) {
    KINTSUGI_TRY(first, rarest(list, rows, words));
  }
  for (const Look& look : looks_of(typed, words, first)) {
    if (best.over()) break;
    if (look.later && best.any()) continue;
    // A name that is written as typed is better than one word of it.
    KINTSUGI_TRY_OK(best.look(look, look.words.empty() ? std::vector{looked_for(typed)} : words));
  }
  return best.show(visit);
}

}  // namespace kintsugi::projections::lists
