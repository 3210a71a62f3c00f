#include "core/money/money.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "schema/common.h"

namespace kintsugi::core::money {

namespace {

__extension__ using Wide = __int128;

tl::unexpected<Error> invalid(schema::MoneyRefusal why, std::string what) {
  return fail(ErrorKind::invalid, std::string(schema::refusal_code(why)), std::move(what));
}

tl::unexpected<Error> overflow() {
  return invalid(schema::MoneyRefusal::overflow, "the amount is too large to be counted in fen");
}

Result<std::int64_t> narrow(Wide value) {
  if (value > amount_max || value < -amount_max) return overflow();
  return static_cast<std::int64_t>(value);
}

// a x b / whole, half up by magnitude. |a x b| < 2^126 for 64-bit a and b.
Wide scaled(std::int64_t a, std::int64_t b, std::int64_t whole) {
  const Wide product = static_cast<Wide>(a) * b;
  const Wide magnitude = product < 0 ? -product : product;
  const Wide rounded = (magnitude + whole / 2) / whole;
  return product < 0 ? -rounded : rounded;
}

}  // namespace

Result<std::int64_t> add(std::int64_t a, std::int64_t b) {
  return narrow(static_cast<Wide>(a) + b);
}

Result<std::int64_t> times_rate(std::int64_t amount, std::int64_t rate) {
  return narrow(scaled(amount, rate, rate_whole));
}

Result<std::int64_t> times_quantity(std::int64_t price, std::int64_t quantity) {
  return narrow(scaled(price, quantity, quantity_whole));
}

Result<std::int64_t> share_of(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  return narrow(scaled(amount, part, whole));
}

Result<std::vector<std::int64_t>> split(std::int64_t total, const std::vector<Part>& parts) {
  if (total > amount_max || total < -amount_max) return overflow();
  Wide weights = 0;
  for (const Part& part : parts) {
    if (part.weight < 0) return invalid(schema::MoneyRefusal::split, "a share is negative");
    weights += part.weight;
  }
  if (weights == 0) return invalid(schema::MoneyRefusal::split, "there is nothing to split among");
  const Wide magnitude = total < 0 ? -static_cast<Wide>(total) : static_cast<Wide>(total);
  std::vector<Wide> remainders(parts.size());
  std::vector<std::int64_t> shares(parts.size());
  Wide given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide exact = magnitude * parts[i].weight;  // < 2^50 x 2^63
    shares[i] = static_cast<std::int64_t>(exact / weights);
    remainders[i] = exact % weights;
    given += shares[i];
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (remainders[a] != remainders[b]) return remainders[a] > remainders[b];
    return parts[a].id < parts[b].id;
  });
  // Fewer fen are left than there are parts with a fraction.
  for (std::size_t i = 0; given < magnitude; ++i, ++given) ++shares[order[i]];
  if (total < 0) {
    for (std::int64_t& share : shares) share = -share;
  }
  return shares;
}

}  // namespace kintsugi::core::money
