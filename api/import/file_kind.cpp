#include "api/import/file_kind.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kintsugi::api::import {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t text_begin_max = 4096;
constexpr std::string_view save_as_csv = ": save it as CSV UTF-8";

struct Kind {
  std::string_view begin;
  std::string_view what;
};

// By what their octets begin with.
constexpr std::array<Kind, 12> octet_kinds = {{
    {"\xD0\xCF\x11\xE0", "an old Excel workbook: save it as CSV UTF-8"},
    {"\x1F\x8B", "compressed with gzip once more than is read here: decompress it"},
    {"BZh", "compressed with bzip2: decompress it, or use gzip"},
    {"\xFD" "7zXZ", "compressed with xz: decompress it, or use gzip"},
    {"\x28\xB5\x2F\xFD", "compressed with zstd: decompress it, or use gzip"},
    {"7z\xBC\xAF", "a 7z archive: unpack it"},
    {"Rar!", "a RAR archive: unpack it"},
    {"%PDF", "a PDF document"},
    {"\x89PNG", "an image"},
    {"SQLite format 3", "an SQLite database: export its table as CSV"},
    {"PAR1", "a Parquet file: export it as CSV"},
    {"{\\rtf", "a document of a word processor: save its table as CSV UTF-8"},
}};

// By what their text begins with, in small letters.
constexpr std::array<Kind, 8> web_kinds = {{{"<!doctype html", ""},
                                            {"<html", ""},
                                            {"<head", ""},
                                            {"<meta", ""},
                                            {"<style", ""},
                                            {"<body", ""},
                                            {"<div", ""},
                                            {"<table", ""}}};

// A zip archive by the first name in it.
std::string zip_kind(std::string_view octets) {
  if (octets.find("[Content_Types].xml") != std::string_view::npos ||
      octets.find("xl/") != std::string_view::npos)
    return "an Excel workbook" + std::string(save_as_csv);
  if (octets.find("opendocument.spreadsheet") != std::string_view::npos)
    return "an OpenDocument spreadsheet" + std::string(save_as_csv);
  return "an Excel workbook or another zip archive: save it as CSV UTF-8, or unpack it";
}

// The begin of it in small letters of ASCII, without byte order marks, blanks and the zeros of
// wider characters.
std::string text_begin(std::string_view octets) {
  std::string out;
  for (const char c : octets.substr(0, text_begin_max)) {
    const auto octet = static_cast<unsigned char>(c);
    const bool mark = octet == 0xEF || octet == 0xBB || octet == 0xBF || octet >= 0xFE;
    if (c == '\0' || (out.empty() && (octet <= ' ' || mark))) continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool is_json(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && (text[next] == '"' || text[next] == '{');
}

// The first element of XML, without its prefix.
std::string_view root_of(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] == '?' || text[at + 1] == '!') continue;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n/>", at), text.size());
    const std::string_view name = text.substr(at + 1, end - at - 1);
    return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
  }
  return {};
}

std::string text_kind(std::string_view text) {
  const auto begins = [&](const Kind& kind) { return text.starts_with(kind.begin); };
  const std::string_view root = text.starts_with('<') ? root_of(text) : std::string_view();
  if (std::any_of(web_kinds.begin(), web_kinds.end(), begins) || root == "html")
    return "a web page (HTML), which some systems call .xls: open it in a spreadsheet and save it "
           "as CSV UTF-8";
  if (root == "workbook") return "an Excel workbook as XML" + std::string(save_as_csv);
  if (text.starts_with("mime-version:"))
    return "a saved web page (MHTML): open it in a spreadsheet and save it as CSV UTF-8";
  if (is_json(text)) return "JSON: export it as CSV";
  return {};
}

}  // namespace

std::string other_kind(std::string_view octets) {
  if (octets.starts_with("PK\x03\x04")) return zip_kind(octets);
  for (const Kind& kind : octet_kinds)
    if (octets.starts_with(kind.begin)) return std::string(kind.what);
  if (octets.size() > 262 && octets.substr(257, 5) == "ustar") return "a tar archive: unpack it";
  if (octets.substr(0, 32).find(" Jet DB"sv) != std::string_view::npos ||
      octets.substr(0, 32).find(" ACE DB"sv) != std::string_view::npos)
    return "an Access database: export its table as CSV";
  return text_kind(text_begin(octets));
}

std::string other_kind(std::string_view octets, Format wanted) {
  if (std::string kind = other_kind(octets); !kind.empty()) return kind;
  const std::string text = text_begin(octets);
  const bool markup = text.starts_with('<');
  if (wanted == Format::xes && !markup && !text.empty())
    return "a file that does not begin as XML does; is it CSV (format = \"csv\")?";
  if (wanted == Format::csv && markup && root_of(text) == "log")
    return "an XES log: format = \"xes\"";
  if (wanted == Format::csv && text.starts_with("<?xml"))
    return "XML (<" + std::string(root_of(text)) + ">): export it as CSV";
  return {};
}

}  // namespace kintsugi::api::import
