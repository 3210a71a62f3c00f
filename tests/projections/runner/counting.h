#pragma once
// A small projection for tests of the machinery: how often each stream was touched, and where.

#include "projections/runner/projection.h"
#include "projections/tables/postings.h"
#include "projections/tables/table.h"

namespace kintsugi::tests {

using namespace kintsugi::projections;

class Counting final : public Projection {
 public:
  Counting(Tables& of, bool fails)
      : tables_(of), counts_(of, 2, follow), postings_(of, 5), fails_(fails) {}

  void apply(const JudgedCommit& judged) override {
    if (!judged.counts) return;
    for (const auto index : judged.commit->touched()) {
      const auto stream = judged.commit->streams()[index];
      if (stream.starts_with("command/")) continue;
      if (fails_ && stream == "operator/poison")
        return tables_.stop({ErrorKind::corrupt, "test.poison", "cannot fold this", {}});
      const Key key = counts_.key().text(stream);
      if (stream.ends_with("-gone"))
        counts_.erase(counts_.key().text(stream.substr(0, stream.size() - 5)));
      else
        ++counts_.at(key);
      postings_.add(posting_hash(stream), judged.position);
    }
  }

 private:
  // Which counts there are, and how many of each.
  static void follow(const std::int64_t& count, Derived& out) { out.count(Key(3).number(count)); }

  Tables& tables_;
  Table<std::int64_t> counts_;
  Postings postings_;
  const bool fails_;
};

inline constexpr TableInfo counting_tables[] = {{2, "counts"}, {3, "of_count"}, {5, "postings"}};
inline const ProjectionKind counting{"counting", 1, counting_tables,
                                         [](Tables& of) -> std::unique_ptr<Projection> {
                                           return std::make_unique<Counting>(of, false);
                                         }};
inline const ProjectionKind counting_newer{"counting", 2, counting_tables,
                                               [](Tables& of) -> std::unique_ptr<Projection> {
                                                 return std::make_unique<Counting>(of, false);
                                               }};
inline const ProjectionKind failing{
    "failing", 1, counting_tables,
    [](Tables& of) -> std::unique_ptr<Projection> { return std::make_unique<Counting>(of, true); }};

inline std::int64_t count_in(const RowReader& rows, std::string_view stream) {
  return *count_of(rows, Key(2).text(stream));
}

}  // namespace kintsugi::tests
