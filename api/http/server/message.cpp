#include "api/http/server/message.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>

namespace kintsugi::api {

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

bool Request::has_header(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& h) { return h.first == name; });
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string_view Request::path_value(std::string_view name) const {
  auto it = path_values.find(name);
  return it == path_values.end() ? std::string_view() : std::string_view(it->second);
}

Response& Response::with(std::string name, std::string value) {
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

bool Response::has_header(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& h) { return h.first == name; });
}

Response& Response::vary_by(std::string_view header) {
  for (auto& [name, value] : headers) {
    if (name != "Vary") continue;
    if (value.find(header) == std::string::npos) value.append(", ").append(header);
    return *this;
  }
  return with("Vary", std::string(header));
}

Response json_response(std::string body, int status) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = std::move(body);
  return response;
}

Response empty_response(int status) {
  Response response;
  response.status = status;
  return response;
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string url_encoded(std::string_view text) {
  std::string out;
  constexpr char hex[] = "0123456789ABCDEF";
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
    } else {
      auto octet = static_cast<unsigned char>(c);
      out += {'%', hex[octet >> 4], hex[octet & 15]};
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

namespace {

// "q=0.8" → 800; what is no number counts as 0.
int weight_of(std::string_view parameters) {
  auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  std::string_view digits = parameters.substr(at + 2);
  int value = 0;
  int scale = 1000;
  bool fraction = false;
  for (char c : digits) {
    if (c == '.' && !fraction) {
      fraction = true;
    } else if (c >= '0' && c <= '9') {
      if (fraction) scale /= 10;
      value += (c - '0') * scale;
      if (scale <= 1) break;
    } else {
      break;
    }
  }
  return value;
}

// Each choice of an Accept-… header: `see(name in lower case, weight in thousandths)`.
template <typename See>
void each_choice(std::string_view header, See see) {
  while (!header.empty()) {
    auto comma = header.find(',');
    std::string_view part = trimmed(header.substr(0, comma));
    auto semicolon = part.find(';');
    see(to_lower(trimmed(part.substr(0, semicolon))),
        semicolon == std::string_view::npos ? 1000 : weight_of(part.substr(semicolon)));
    if (comma == std::string_view::npos) break;
    header.remove_prefix(comma + 1);
  }
}
}  // namespace

Language language_of(std::string_view accept_language) {
  int best = 0;
  Language language = Language::en;
  each_choice(accept_language, [&](const std::string& tag, int weight) {
    bool zh = tag.rfind("zh", 0) == 0;
    bool en = tag.rfind("en", 0) == 0;
    if ((zh || en) && weight > best) {
      best = weight;
      language = zh ? Language::zh : Language::en;
    }
  });
  return language;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  bool accepts = false;
  each_choice(accept_encoding, [&](const std::string& named, int weight) {
    if (named == coding) accepts = weight > 0;
  });
  return accepts;
}

std::string media_type_of(std::string_view content_type) {
  return to_lower(trimmed(content_type.substr(0, content_type.find(';'))));
}

bool is_utf8(std::string_view text) {
  auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    unsigned char lead = at(i);
    std::size_t length = lead < 0x80                   ? 1
                         : lead >= 0xC2 && lead < 0xE0 ? 2
                         : lead >= 0xE0 && lead < 0xF0 ? 3
                         : lead >= 0xF0 && lead < 0xF5 ? 4
                                                       : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((at(i + k) & 0xC0) != 0x80) return false;
    }
    if (lead == 0xE0 && at(i + 1) < 0xA0) return false;  // overlong
    if (lead == 0xED && at(i + 1) > 0x9F) return false;  // surrogates
    if (lead == 0xF0 && at(i + 1) < 0x90) return false;  // overlong
    if (lead == 0xF4 && at(i + 1) > 0x8F) return false;  // beyond U+10FFFF
    i += length;
  }
  return true;
}

}  // namespace kintsugi::api
