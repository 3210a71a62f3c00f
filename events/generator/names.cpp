#include "events/generator/names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace kintsugi::generator {
namespace {

bool upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
char lowered(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

constexpr auto keywords = std::to_array<std::string_view>(
    {"alignas",   "alignof",   "and",      "asm",      "auto",     "bool",      "break",
     "case",      "catch",     "char",     "class",    "concept",  "const",     "consteval",
     "constexpr", "constinit", "continue", "decltype", "default",  "delete",    "do",
     "double",    "else",      "enum",     "explicit", "export",   "extern",    "false",
     "final",     "float",     "for",      "friend",   "goto",     "if",        "import",
     "inline",    "int",       "long",     "module",   "mutable",  "namespace", "new",
     "noexcept",  "not",       "nullptr",  "operator", "or",       "override",  "private",
     "protected", "public",    "register", "requires", "return",   "short",     "signed",
     "sizeof",    "static",    "struct",   "switch",   "template", "this",      "throw",
     "true",      "try",       "typedef",  "typeid",   "typename", "union",     "unsigned",
     "using",     "virtual",   "void",     "volatile", "while",    "xor"});

}  // namespace

std::string snake_case(std::string_view camel) {
  std::string out;
  for (std::size_t i = 0; i < camel.size(); ++i) {
    if (upper(camel[i]) && i > 0) {
      const bool after_small = !upper(camel[i - 1]);
      const bool before_small = i + 1 < camel.size() && !upper(camel[i + 1]);
      if (after_small || before_small) out += '_';
    }
    out += lowered(camel[i]);
  }
  return out;
}

std::string title_case(std::string_view camel) {
  std::string out(camel);
  if (!out.empty()) out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

std::string cpp_name(std::string_view snake) {
  std::string out(snake);
  if (std::find(keywords.begin(), keywords.end(), snake) != keywords.end()) out += '_';
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c != '\r') {
      out += c;
    }
  }
  return out + "\"";
}

std::string file_stem(std::string_view path) {
  if (const auto slash = path.rfind('/'); slash != path.npos) path.remove_prefix(slash + 1);
  if (const auto dot = path.rfind('.'); dot != path.npos) path.remove_suffix(path.size() - dot);
  return std::string(path);
}

}  // namespace kintsugi::generator
