#pragma once
// Which encoding the octets of a file look like, before anything of it is believed. Pure; any
// thread.

#include <string>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api::import {

// The begin of a file as octets (a cut character at its end does not matter): by its byte order
// mark, "utf-8" where all of it is, else the encoding whose reading looks most like text. Empty
// where nothing fits. "utf-8" for pure ASCII.
std::string likely_encoding(std::string_view octets);

// Of a file without a byte order mark that a mapping says is in `stated`: the encoding that it is
// more likely in, empty where `stated` may well be right.
std::string likelier_encoding(std::string_view octets, std::string_view stated);

// A message for both: "it looks like GB18030 (encoding = \"gb18030\")".
std::string looks_like(std::string_view encoding);

// "utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be" where the octets begin with that byte
// order mark, else empty.
std::string marked_encoding(std::string_view octets);

// The text up to its last whole character of UTF-8: it may be cut in one.
std::string_view whole_utf8(std::string_view octets);

// UTF-16 or UTF-32, whose octets are no text for whoever reads them one by one.
bool is_wide(std::string_view encoding);

}  // namespace kintsugi::api::import
