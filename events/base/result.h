#pragma once
// The one way an expected failure travels: Result<T>. Nothing of ours throws; exceptions of foreign
// libraries are caught where the library is called and translated into an Error.

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace kintsugi {

// What the caller can do about a failure. Maps to HTTP and exit codes in one place each.
enum class ErrorKind {
  invalid,      // fix the request
  forbidden,    // get rights
  not_found,    // look elsewhere
  refused,      // a rule of the domain says no; repeating will not help
  conflict,     // the stream moved on: reload, decide again
  unavailable,  // retry later, with backoff
  corrupt,      // stop, run verify
};

struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::string code;     // stable, never translated: "work_order.not_scheduled"
  std::string what;     // what was expected and found, with ids; English
  std::string pointer;  // JSON pointer into the request, where one field is at fault; else empty
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string code, std::string what,
                                                std::string pointer = {}) {
  return tl::unexpected<Error>(
      Error{kind, std::move(code), std::move(what), std::move(pointer)});
}

std::string_view name_of(ErrorKind kind);

}  // namespace kintsugi

#define KINTSUGI_JOIN_2(a, b) a##b
#define KINTSUGI_JOIN(a, b) KINTSUGI_JOIN_2(a, b)
// KINTSUGI_TRY(auto x, expression): x is the value, or the function returns the error.
#define KINTSUGI_TRY(declaration, expression)                                      \
  auto KINTSUGI_JOIN(kintsugi_try_, __LINE__) = (expression);                      \
  if (!KINTSUGI_JOIN(kintsugi_try_, __LINE__))                                     \
    return tl::unexpected(std::move(KINTSUGI_JOIN(kintsugi_try_, __LINE__)).error()); \
  declaration = *std::move(KINTSUGI_JOIN(kintsugi_try_, __LINE__))
// KINTSUGI_TRY_OK(expression of Result<void>): the function returns the error, if there is one.
#define KINTSUGI_TRY_OK(expression)                          \
  do {                                                       \
    if (auto kintsugi_ok = (expression); !kintsugi_ok)       \
      return tl::unexpected(std::move(kintsugi_ok).error()); \
  } while (0)
