#pragma once
// Who may read: the duties that a list, a report or a route names, each in the outlets for which it
// is held; and whoever reads his own. Any thread.

#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "api/http/session/principal.h"
#include "events/schema/runtime/list_info.h"
#include "replay/reports/reports.h"

namespace kintsugi::api {

struct Readers {
  std::span<const std::string_view> duties{};  // none: nobody, but of his own
  std::string_view own{};  // whose own an item may be: "technician", "operator"; empty: nobody's
  bool tells_of_nobody = false;  // no field of it is of a person, nothing of it somebody's own
};

// What everybody needs who works here: outlets, parts, the time line.
inline constexpr std::array<std::string_view, 9> every_duty = {
    "administrator", "auditor",    "call_centre", "dispatcher", "store_keeper",
    "technician",    "accountant", "manager",     "analyst"};

// Of a list: its duties, and of which kind is what it calls somebody's own.
Readers readers_of(const schema::ListInfo& list);
Readers readers_of(const replay::ReportKind& report);
// Of the things of a stream type: those of their list. What has none is for who looks after the
// company.
Readers readers_of_things(std::string_view stream_type);

// A duty that no list names may read as others do: the schema says it ($readsAs).
bool may_read(const Principal& principal, const Readers& readers);
// Of the whole company; else the roots of what he reads, none with reads_all().
bool reads_all(const Principal& principal, const Readers& readers);
std::set<std::string> roots_read(const Principal& principal, const Readers& readers);

// To choose one by its name in a form: its readers, or whoever may send a command that names such a
// thing, in his outlets. People are for their readers.
Readers readers_of_choices(std::string_view stream_type, const Principal& principal);

}  // namespace kintsugi::api
