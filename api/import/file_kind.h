#pragma once
// What a file is that is neither CSV nor XES, whatever it is called. Pure; any thread.

#include <string>
#include <string_view>

namespace kintsugi::api::import {

enum class Format { csv, xes };

// By its first octets, with what to do about it: "an Excel workbook: save it as CSV UTF-8"; empty
// where it may well be a file of that format.
std::string other_kind(std::string_view octets, Format wanted);

// The same where either will do.
std::string other_kind(std::string_view octets);

}  // namespace kintsugi::api::import
