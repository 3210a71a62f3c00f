#include "api/import/spool.h"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace kintsugi::api::import {
namespace {

void put_number(std::string& out, std::int64_t number) {
  char octets[sizeof number];
  std::memcpy(octets, &number, sizeof number);
  out.append(octets, sizeof number);
}
void put_text(std::string& out, std::string_view text) {
  put_number(out, static_cast<std::int64_t>(text.size()));
  out.append(text);
}

struct SpoolReader {
  const char* at;
  std::int64_t number() {
    std::int64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
  }
  void text(std::string& into) {
    const auto size = static_cast<std::size_t>(number());
    into.assign(at, size);
    at += size;
  }
};

}  // namespace

void append_record(std::string& out, const InputEvent& event) {
  put_number(out, event.row);
  put_number(out, event.line);
  put_text(out, event.case_id);
  put_text(out, event.activity);
  put_text(out, event.operator_name);
  put_text(out, event.unread_time);
  put_text(out, event.bad);
  put_text(out, event.day_only);
  put_number(out, static_cast<std::int64_t>(event.attributes.size()));
  for (const Attribute& attribute : event.attributes) {
    put_text(out, attribute.name);
    put_text(out, attribute.value);
  }
}

void read_record(const char* at, InputEvent& event) {
  SpoolReader reader{at};
  event.row = reader.number();
  event.line = reader.number();
  reader.text(event.case_id);
  reader.text(event.activity);
  reader.text(event.operator_name);
  reader.text(event.unread_time);
  reader.text(event.bad);
  reader.text(event.day_only);
  event.attributes.resize(static_cast<std::size_t>(reader.number()));
  for (Attribute& attribute : event.attributes) {
    reader.text(attribute.name);
    reader.text(attribute.value);
  }
}

}  // namespace kintsugi::api::import
