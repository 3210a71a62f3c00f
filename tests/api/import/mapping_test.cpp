// Mapping files: what they say, and how their mistakes are named.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/import/mapping.h"
#include "api/import/render.h"

namespace kintsugi::api::import {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* good = R"(
[source]
format = "csv"
case = "ticket"
activity = "action"
time = "when"
operator = "agent"
time_format = "%d/%m/%Y %H:%M"
time_zone = "Europe/Rome"
delimiter = ";"

[order]
id = "T-{case|digits}"

[operator]
id = "op{operator|digits}"

[maps.severity]
"1" = "critical"
"*" = "normal"

[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
severity = "{level|map:severity}"
symptom = "{text}"

[commands.accept]
command = "accept_booking"
order = "{order}"
booking = "{booking}"

[commands.progress]
command = "record_progress"
order = "{order}"
note = "{text}"

[[prepare]]
for_each = "{operator}"
do = ["register"]

[[activity]]
name = "open"
try = [
  { when = "first_in_case", do = ["register"] },
  { when = "again", where = { level = ["1", "2"] }, do = ["progress", "accept"] },
]

[[activity]]
names = ["note", "remark"]
try = [{ do = ["progress"] }]

[[activity]]
name = "*"
keep = "no command says this"
)";

std::string with(std::string_view from, std::string_view to) {
  std::string text = good;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string error_of(const std::string& text) {
  const Result<Mapping> mapping = parse_mapping(text, "m.toml");
  EXPECT_FALSE(mapping) << "expected a mistake";
  if (mapping) return "";
  EXPECT_EQ(mapping.error().code, "import.bad_mapping");
  return mapping.error().what;
}

InputEvent event(std::string activity, std::vector<Attribute> attributes = {}) {
  InputEvent made;
  made.row = 3;
  made.line = 4;
  made.case_id = "ticket 12";
  made.activity = std::move(activity);
  made.operator_name = "Agent 7";
  made.time = instant_from_ms(1349794217000);
  made.attributes = std::move(attributes);
  return made;
}

TEST(Mapping, SaysWhereThingsAre) {
  const Result<Mapping> mapping = parse_mapping(good, "m.toml");
  ASSERT_TRUE(mapping) << mapping.error().what;
  EXPECT_EQ(mapping->source.format, Source::Format::csv);
  EXPECT_EQ(mapping->source.csv.delimiter, ';');
  EXPECT_THAT(mapping->source.csv.required_columns,
              testing::UnorderedElementsAre("ticket", "action", "when", "agent", "level", "text",
                                            "booking"));
  EXPECT_EQ(format_instant(*mapping->times->read("09/10/2012 14:50")), "2012-10-09T12:50:00Z");
  EXPECT_THAT(mapping->activities, SizeIs(4));
  EXPECT_EQ(mapping->rule_for("unheard of")->keep_because, "no command says this");
}

TEST(Mapping, RendersTheAttemptsWhoseConditionsHold) {
  const Result<Mapping> mapping = parse_mapping(good, "m.toml");
  ASSERT_TRUE(mapping) << mapping.error().what;
  Place first;
  first.order = "T-12";
  first.first_in_case = first.first_of_activity = true;
  const Rendered made = render_event(
      *mapping, "ab", event("open", {{"level", "1"}, {"text", "a \"b\""}}), first, true);
  EXPECT_EQ(made.operator_id, "op7");
  EXPECT_EQ(made.command.order, "T-12");
  ASSERT_THAT(made.command.attempts, SizeIs(1));
  ASSERT_THAT(made.command.attempts[0].steps, SizeIs(1));
  EXPECT_EQ(made.command.attempts[0].steps[0].command, "register_work_order");
  EXPECT_EQ(
      made.command.attempts[0].steps[0].body,
      R"({"order":"T-12","service_type":"repair","severity":"critical","symptom":"a \"b\""})");
  EXPECT_THAT(made.command.attributes, SizeIs(2));

  Place later;
  later.order = "T-12";
  const Rendered again = render_event(
      *mapping, "ab", event("open", {{"level", "2"}, {"text", "x"}, {"booking", "3"}}), later,
      true);
  ASSERT_THAT(again.command.attempts, SizeIs(1));
  ASSERT_THAT(again.command.attempts[0].steps, SizeIs(2));
  EXPECT_EQ(again.command.attempts[0].steps[1].body, R"({"booking":3,"order":"T-12"})");
}

TEST(Mapping, SaysWhyNothingFits) {
  const Result<Mapping> mapping = parse_mapping(good, "m.toml");
  ASSERT_TRUE(mapping) << mapping.error().what;
  const auto reason = [&](const InputEvent& of) {
    Place place;
    place.order = "T-12";
    const Rendered made = render_event(*mapping, "ab", of, place, true);
    EXPECT_THAT(made.command.attempts, IsEmpty());
    return made.command.reason + " " + made.command.detail;
  };
  EXPECT_EQ(reason(event("dance")), "import.unmapped no command says this");
  EXPECT_THAT(reason(event("open", {{"level", "9"}})), HasSubstr("import.no_condition"));
  EXPECT_THAT(reason(event("note")),
              AllOf(HasSubstr("request.missing_field"), HasSubstr("[commands.progress]")));
  EXPECT_THAT(reason(event("open", {{"level", "1"}, {"text", "x"}, {"booking", "many"}})),
              AllOf(HasSubstr("import.unreadable"), HasSubstr("[commands.accept] /booking"),
                    HasSubstr("\"many\"")));
}

TEST(Mapping, NamesMistakesWithTheirLine) {
  EXPECT_THAT(error_of("[source\n"), HasSubstr("m.toml:1:"));
  EXPECT_THAT(
      error_of(with("\"accept_booking\"", "\"accept_bookings\"")),
      AllOf(HasSubstr("[commands.accept]"), HasSubstr("there is no command \"accept_bookings\"")));
  EXPECT_THAT(error_of(with("symptom =", "symptoms =")),
              AllOf(HasSubstr("m.toml:27:"),
                    HasSubstr("has no field \"symptoms\"; it has order, service_type")));
  EXPECT_THAT(error_of(with("service_type = \"repair\"", "")),
              HasSubstr("needs the field \"service_type\""));
  EXPECT_THAT(error_of(with("\"repair\"", "\"mend\"")),
              AllOf(HasSubstr("one of install,"), HasSubstr("not mend")));
  EXPECT_THAT(error_of(with("\"critical\"", "\"awful\"")),
              HasSubstr("\"severity\" is to be one of minor,"));
  EXPECT_THAT(error_of(with("\"{booking}\"", "70000")),
              HasSubstr("between 0 and 65535, not 70000"));
  EXPECT_THAT(error_of(with("\"{booking}\"", "true")), HasSubstr("a whole number"));
  EXPECT_THAT(error_of(with("\"{booking}\"", "1.5")), HasSubstr("fractions"));
  EXPECT_THAT(error_of(with("do = [\"progress\", \"accept\"]", "do = [\"progres\"]")),
              HasSubstr("there is no [commands.progres]"));
  EXPECT_THAT(error_of(with("\"again\"", "\"sometimes\"")),
              HasSubstr("unknown condition when = \"sometimes\""));
  EXPECT_THAT(error_of(with("map:severity", "map:sever")), HasSubstr("there is no [maps.sever]"));
  EXPECT_THAT(error_of(with("\"remark\"", "\"open\"")), HasSubstr("\"open\" is mapped twice"));
  EXPECT_THAT(error_of(with("format = \"csv\"", "format = \"xml\"")),
              HasSubstr("\"xes\" or \"csv\""));
  EXPECT_THAT(error_of(with("case = \"ticket\"", "")), HasSubstr("which column is \"case\""));
  EXPECT_THAT(error_of(with("Europe/Rome", "Rome")), HasSubstr("unknown time zone \"Rome\""));
  EXPECT_THAT(error_of(with("[order]\nid", "[order]\nids")),
              HasSubstr("unknown key \"ids\" in [order]"));
  EXPECT_THAT(error_of(with("T-{case|digits}", "T-1")), HasSubstr("every case would be one order"));
  EXPECT_THAT(error_of(with("keep =", "kept =")), HasSubstr("unknown key \"kept\""));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "encoding = \"klingon\"")),
              HasSubstr("unknown encoding"));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "on_bad_entry = \"skip\"")),
              HasSubstr("on_bad_entry is to be one of \"stop\", \"keep\""));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "rows = \"up\"")), HasSubstr("\"newest_first\""));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "start = \"soon\"")), HasSubstr("bad date"));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "identity = [\"when\"]")),
              HasSubstr("other columns than \"when\""));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "trust_encoding = \"yes\"")),
              HasSubstr("true or false"));
}

// What is no string in a list of strings must not be passed over.
TEST(Mapping, TakesStringsAloneInItsLists) {
  EXPECT_THAT(error_of(with("level = [\"1\", \"2\"]", "level = [\"1\", 2]")),
              HasSubstr("expected strings: where = "));
  EXPECT_THAT(error_of(with("name = \"open\"", "names = [\"open\", 5]")),
              HasSubstr("expected strings: names = "));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "identity = [\"a\", 1]")),
              HasSubstr("expected strings: identity = "));
  EXPECT_THAT(error_of(with("delimiter = \";\"", "delimiter = \"；\"")),
              HasSubstr("one character of ASCII"));
}

TEST(Mapping, IsUtf8) {
  const std::string gbk = "[source]\n# \xBF\xD5\xB5\xF7\xC2\xA9\xCB\xAE\n";
  EXPECT_THAT(error_of(gbk), HasSubstr("save it so (it looks like gb18030)"));
}

// "p1" of the file is "P1" of the mapping, where that has no word of its own for it.
TEST(Mapping, ComparesWordsInAnyCapitalsAndWidth) {
  const Result<Mapping> mapping =
      parse_mapping(with("\"1\" = \"critical\"",
                         "\"P1\" = \"critical\"\n\"p2\" = \"major\"\n\"P2\" = \"minor\""),
                    "m.toml");
  ASSERT_TRUE(mapping) << mapping.error().what;
  Place first;
  first.order = "T-12";
  first.first_in_case = true;
  for (const auto& [level, severity] :
       {std::pair("Ｐ１", "critical"), std::pair("p1", "critical"), std::pair("P2", "minor"),
        std::pair("Ｐ２", "minor"), std::pair("p2", "major"), std::pair("P3", "normal")}) {
    const Rendered made =
        render_event(*mapping, "ab", event("ＯＰＥＮ", {{"level", level}}), first, true);
    ASSERT_THAT(made.command.attempts, SizeIs(1)) << level;
    EXPECT_THAT(made.command.attempts[0].steps[0].body, HasSubstr(severity)) << level;
  }
  Place later;
  later.order = "T-12";
  const Rendered again = render_event(
      *mapping, "ab", event("Open", {{"level", "２"}, {"text", "x"}, {"booking", "3"}}), later,
      true);
  EXPECT_THAT(again.command.attempts, SizeIs(1));
}

TEST(Mapping, KnowsWhatWasMeant) {
  EXPECT_THAT(error_of(with("\"accept_booking\"", "\"acept_booking\"")),
              HasSubstr("did you mean \"accept_booking\"?"));
  EXPECT_THAT(error_of(with("symptom =", "symtom =")), HasSubstr("did you mean \"symptom\"?"));
  EXPECT_THAT(error_of(with("map:severity", "map:severty")),
              HasSubstr("did you mean \"severity\"?"));
  EXPECT_THAT(error_of(with("do = [\"progress\", \"accept\"]", "do = [\"progres\"]")),
              HasSubstr("did you mean \"progress\"?"));
  EXPECT_THAT(error_of(with("keep =", "kep =")), HasSubstr("did you mean \"keep\"?"));
}

TEST(Mapping, NamesSeveralMistakesAtOnce) {
  std::string text = with("\"repair\"", "\"mend\"");
  text.replace(text.find("\"again\""), 7, "\"never\"");
  EXPECT_THAT(error_of(text), AllOf(HasSubstr("mend"), HasSubstr("never")));
}

TEST(Mapping, ThatIsNotThere) {
  EXPECT_EQ(read_mapping("/nowhere.toml").error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace kintsugi::api::import
