// The plugin stops the build with a message that names file and struct.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;

struct Outcome {
  int status = 0;
  std::string output;
};

Outcome run(const std::string& command) {
  Outcome outcome;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer;
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.output.append(buffer.data(), n);
  }
  outcome.status = pclose(pipe);
  return outcome;
}

class Generator : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "generator-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
    fs::create_directory(dir_ / "out");
  }
  void TearDown() override { fs::remove_all(dir_); }

  // Compiles one file, bad.capnp, that holds `body` after the usual head; another, other.capnp,
  // beside it.
  Outcome compile(const std::string& body, const std::string& other = "") {
    write("bad.capnp", "@0xc4d5a1b2e3f40199;\n", body);
    std::string second;
    if (!other.empty()) {
      write("other.capnp", "@0xc4d5a1b2e3f40198;\n", other);
      second = " " + (dir_ / "other.capnp").string();
    }
    return run(std::string(KINTSUGI_CAPNP) + " compile -o" + KINTSUGI_PLUGIN + ":" +
               (dir_ / "out").string() + " --src-prefix=" + dir_.string() + " -I" +
               KINTSUGI_SCHEMA_DIR + " " + (dir_ / "bad.capnp").string() + second);
  }
  void write(const std::string& name, const std::string& id, const std::string& body) {
    std::ofstream(dir_ / name)
        << id << "using Cxx = import \"/capnp/c++.capnp\";\n"
        << "$Cxx.namespace(\"kintsugi::stored\");\nusing A = import \"/annotations.capnp\";\n"
        << body;
  }
  void expect_refused(const std::string& body, const std::string& message) {
    const Outcome outcome = compile(body);
    EXPECT_NE(outcome.status, 0) << body;
    EXPECT_NE(outcome.output.find("bad.capnp: " + message), std::string::npos) << outcome.output;
    EXPECT_TRUE(fs::is_empty(dir_ / "out")) << "nothing is written";
  }

  // As if it had been written long ago.
  void age(const std::string& file) const { fs::last_write_time(dir_ / "out" / file, long_ago_); }
  bool was_written(const std::string& file) const {
    return fs::last_write_time(dir_ / "out" / file) != long_ago_;
  }

  fs::path dir_;
  const fs::file_time_type long_ago_ = fs::file_time_type::clock::now() - std::chrono::hours(1);
};

const std::string state = "struct S $A.state(\"s\") {}\n";

TEST_F(Generator, AcceptsASchemaWithNothingInIt) {
  const Outcome outcome = compile("");
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  EXPECT_TRUE(fs::exists(dir_ / "out/bad.h"));
}

TEST_F(Generator, RefusesWhatIsSaidForFormsOfWhatIsNotThere) {
  const std::string command =
      "struct C $A.command(stream=\"s\", code=1, roles=[\"any\"]) $A.when([\"open\"])";
  expect_refused(state + command + " { a @0 :Text $A.means(\"colour\"); }\n",
                 "C: a: unknown $means(\"colour\")");
  expect_refused(state + command + " { a @0 :Int64 $A.means(\"latitude\"); }\n",
                 "C: a: $means(\"latitude\") goes with Int32");
  expect_refused(state + command + " { a @0 :Int64 $A.means(\"file_hash\"); }\n",
                 "C: a: $means(\"file_hash\") goes with Text");
  expect_refused(state + command + " { a @0 :Int32 $A.means(\"file_size\"); }\n",
                 "C: a: $means(\"file_size\") goes with Int64");
  expect_refused(state + command + " { a @0 :Text $A.means(\"hours\"); }\n",
                 "C: a: $means(\"hours\") goes with whole numbers");
  expect_refused(state + command + " { a @0 :Text $A.means(\"one of things\"); }\n",
                 "C: a: $means(\"one of things\") goes with a whole number of a command");
  expect_refused(state + command + " { a @0 :UInt16 $A.means(\"one of things\"); }\n",
                 "C: a: $means(\"one of things\"): its thing has no such list");
  expect_refused(state + command + " { a @0 :Text $A.id(\"s\") $A.fills([\"b\"]); }\n",
                 "C: a: $fills b: no such field here");
  expect_refused(
      state + command + " { a @0 :Text $A.id(\"s\") $A.fills([\"b\"]); b @1 :Text; }\n",
      "C: a: $fills b: the state of s has none");
  expect_refused(state + command + " $A.usual([\"closed -b\"]) {}\n",
                 "C: $usual closed -b: not $when");
  expect_refused("enum R $A.refusals(\"s\") { no @0 $A.yields(\"reason\"); }\n",
                 "R.no: $yields to no command's field");
}

TEST_F(Generator, WritesOnlyWhatChanged) {
  ASSERT_EQ(compile(state).status, 0);
  age("bad_state.h"), age("bad_dispatch.h");
  ASSERT_EQ(compile("struct S $A.state(\"s\") { a @0 :Text; }\n").status, 0);
  EXPECT_TRUE(was_written("bad_state.h"));
  EXPECT_FALSE(was_written("bad_dispatch.h"));
}

// So whoever reads a state or folds events is not compiled again.
TEST_F(Generator, ANewCommandChangesNoHeaderOfStatesAndEvents) {
  const std::string before = state +
                             "struct E $A.event(stream=\"s\", code=1) { a @0 :Text; }\n"
                             "enum R $A.refusals(\"s\") { no @0; }\n";
  ASSERT_EQ(compile(before).status, 0);
  const char* kept[] = {"bad.h",        "bad_state.h", "bad_refusals.h", "bad_events.h",
                        "bad_views.h", "codec_bad.h", "lists.cpp"};
  for (const char* file : kept) age(file);
  age("bad_commands.h");
  ASSERT_EQ(compile(before + "struct C $A.command(stream=\"s\", code=1) { a @0 :Text; }\n").status,
            0);
  for (const char* file : kept) EXPECT_FALSE(was_written(file)) << file;
  EXPECT_TRUE(was_written("bad_commands.h"));
}

TEST_F(Generator, RefusesCodes) {
  expect_refused(state + "struct C $A.command(stream=\"s\") {}\n", "C: this command has no code");
  expect_refused(state + "struct E $A.event(stream=\"s\") {}\n", "E: this event has no code");
  expect_refused(state +
                     "struct B $A.event(stream=\"s\", code=1) {}\n"
                     "struct C $A.event(stream=\"s\", code=1) {}\n",
                 "C: event code 1 is taken by bad.capnp: B");
}

TEST_F(Generator, RefusesUnknownStreams) {
  expect_refused("struct E $A.event(stream=\"x\", code=1) {}\n", "E: no struct has $state(\"x\")");
  expect_refused("struct C $A.command(stream=\"x\", code=1) {}\n",
                 "C: no struct has $state(\"x\")");
  expect_refused(
      state + "struct E $A.event(stream=\"s\", code=1) { a @0 :UInt16 $A.ref(\"x\"); }\n",
      "E: a: no struct has $state(\"x\")");
  expect_refused("struct S $A.state(\"s\") { a @0 :Text $A.id(\"x\"); }\n",
                 "S: a: no struct has $state(\"x\")");
  expect_refused(state + "struct T $A.state(\"s\") {}\n",
                 "T: the state of s is already bad.capnp: S");
}

TEST_F(Generator, RefusesReferencesWhereTheyCannotBeKept) {
  expect_refused("struct S $A.state(\"s\") { a @0 :UInt16 $A.ref(\"s\"); }\n",
                 "S: $ref works only in events");
  expect_refused(state + "struct E $A.event(stream=\"s\", code=1) { a @0 :Text $A.ref(\"s\"); }\n",
                 "E: a: $ref goes with UInt16");
  expect_refused("struct S $A.state(\"s\") { a @0 :UInt16 $A.id(\"s\"); }\n",
                 "S: a: $id goes with Text");
}

TEST_F(Generator, RefusesTypesThatItDoesNotMake) {
  const auto with = [](const std::string& field) {
    return "struct S $A.state(\"s\") { " + field + " }\n";
  };
  expect_refused(with("a @0 :Float64;"), "S: a: no floating point");
  expect_refused(with("a @0 :AnyPointer;"), "S: a: this kind of type");
  expect_refused(with("a @0 :List(List(Text));"), "S: a: lists of lists");
  expect_refused(with("a @0 :List(Bool);"), "S: a: lists of lists, booleans");
  expect_refused(with("a @0 :Void;"), "S: a: Void");
  expect_refused(with("a @0 :Text = \"x\";"), "S: a: only numbers");
  expect_refused(with("union { a @0 :Text; b @1 :Void; }"), "S: give the union a name");
  expect_refused(with("a @0 :S;"), "S: a struct cannot hold itself");
}

// What happens adds to states and rows for ever; what a command or an event brings ends with it.
TEST_F(Generator, RefusesListsThatMayGrowWithoutEnd) {
  const std::string how_long = "how long may it get? A list in a state or a row needs $maxLength";
  expect_refused("struct S $A.state(\"s\") { a @0 :List(Text); }\n", "S: a: " + how_long);
  expect_refused("struct R $A.row(\"m.t\") { a @0 :List(Text); }\n", "R: a: " + how_long);
  expect_refused(
      "struct P { a @0 :List(Text); }\n"
      "struct C $A.command(stream=\"s\", code=1) { p @0 :P; }\n"
      "struct S $A.state(\"s\") { p @0 :List(P) $A.maxLength(9); }\n",
      "P: a: " + how_long);
  const Outcome brought = compile(
      "struct C $A.command(stream=\"s\", code=1) { a @0 :List(Text); }\n"
      "struct E $A.event(stream=\"s\", code=1) { a @0 :List(Text); }\n"
      "struct S $A.state(\"s\") { a @0 :List(Text) $A.maxLength(0); }\n");
  EXPECT_EQ(brought.status, 0) << brought.output;
}

TEST_F(Generator, RefusesToOfferWhatIsNoCommand) {
  expect_refused(
      "struct S $A.state(\"s\") $A.list(keeper=\"k\", commands=[\"Fly\"]) { a @0 :Text; }\n",
      "S: $list offers Fly, which is no command");
}

// Whoever decided something takes it back himself; a technician has a dispatcher.
TEST_F(Generator, RefusesAWayBackThatItsSenderMayNotGo) {
  const auto pair = [](const std::string& roles) {
    return state +
           "struct Undo $A.command(stream=\"s\", code=2, roles=[\"clerk\"]) {}\n"
           "struct Go $A.command(stream=\"s\", code=1, roles=[" +
           roles + "]) $A.back(\"Undo\") {}\n";
  };
  expect_refused(pair("\"clerk\", \"driver\""),
                 "Go: $back names Undo, which a driver may not send");
  const Outcome done = compile(pair("\"clerk\", \"technician\""));
  EXPECT_EQ(done.status, 0) << done.output;
}

// What waits is settled by somebody on whose bench it stands.
TEST_F(Generator, RefusesInboxesThatNobodyEmpties) {
  const auto queue = [](const std::string& inbox) {
    return state + "struct Go $A.command(stream=\"s\", code=1, roles=[\"driver\"]) {}\n"
                   "enum Q { none @0; late @1 $A.inbox(" + inbox + "); }\n"
                   "struct R $A.row(\"r.r\") { q @0 :Q; }\n";
  };
  expect_refused(queue("commands=[\"Fly\"], benches=[\"driver\"]"),
                 "Q.late: $inbox names Fly, which is no command");
  expect_refused(queue("commands=[\"Go\"], benches=[\"clerk\"]"),
                 "Q.late: $inbox offers Go, which nobody on its benches may send");
  EXPECT_EQ(compile(queue("commands=[\"Go\"], benches=[\"clerk\", \"driver\"]")).status, 0);
}

TEST_F(Generator, RefusesDutiesThatReadAsNobody) {
  const auto duties = [](const std::string& reads_as) {
    return state + "enum D { none @0; clerk @1; boss @2 $A.readsAs(" + reads_as + "); }\n"
                   "struct R $A.row(\"r.r\") { d @0 :D; }\n";
  };
  expect_refused(duties("duties=[\"clark\"]"),
                 "D.boss: $readsAs names clark, which lists cannot name");
  expect_refused(duties("duties=[\"boss\"]"),
                 "D.boss: $readsAs names boss, which lists cannot name");
  EXPECT_EQ(compile(duties("duties=[\"clerk\"]")).status, 0);
}

TEST_F(Generator, RefusesFormats) {
  expect_refused("struct S $A.state(\"s\") { a @0 :Int64 $A.format(\"colour\"); }\n",
                 "S: a: unknown $format(\"colour\")");
  expect_refused("struct S $A.state(\"s\") { a @0 :Text $A.format(\"money\"); }\n",
                 "S: a: $format(\"money\") does not go");
}

// Of whom a field tells: what holds his id is there, and is the id of a person.
TEST_F(Generator, RefusesPersonalFieldsOfNobody) {
  const std::string person = "struct P $A.state(\"p\") $A.person {}\n";
  const auto with = [&](const std::string& fields) {
    return person + "struct S $A.state(\"s\") { " + fields + " }\n";
  };
  const std::string name = "a @0 :Text $A.personal(\"who\");";
  expect_refused(with("a @0 :Text $A.format(\"phone\");"), "S: a: whose is it?");
  expect_refused(with(name),
                 "S: a: $personal(\"who\"): there is no field who here or around it");
  expect_refused(with(name + " who @1 :Text;"),
                 "S: a: $personal(\"who\"): who is no id of a person");
  expect_refused(with(name + " who @1 :Text $A.id(\"s\");"),
                 "S: a: $personal(\"who\"): who is no id of a person");
  expect_refused(with("a @0 :Text $A.personal(\"id\");"),
                 "S: a: $personal(\"id\"): the stream's own thing is no person");
  expect_refused(with("a @0 :Bool $A.personal(\"someone\");"), "S: a: $personal goes with texts");
  expect_refused(with("a @0 :Part; who @1 :Text $A.id(\"p\");") + "struct Part { " + name +
                     " }\nstruct R $A.row(\"m.t\") { a @0 :Part; }\n",
                 "Part: a: $personal(\"who\"): there is no field who here or around it");
  expect_refused("struct Part { " + name + " b @1 :Part; }\n" +
                     "struct R $A.row(\"m.t\") { a @0 :Part; }\n",
                 "Part: a struct cannot hold itself");
}

TEST_F(Generator, FindsWhoseAPersonalFieldIs) {
  const std::string name = "a @0 :Text $A.personal(\"who\");";
  const Outcome outcome = compile(
      "struct P $A.state(\"p\") $A.person { a @0 :Text $A.personal(\"id\"); }\n"
      "struct S $A.state(\"s\") { a @0 :Part; who @1 :Text $A.id(\"p\"); }\n"
      "struct Part { " + name + " }\n"
      "struct C $A.command(stream=\"s\", code=1) { " + name + " }\n"
      "struct E $A.event(stream=\"s\", code=1) { " + name + " who @1 :UInt16 $A.ref(\"p\"); }\n"
      "struct R $A.row(\"m.t\") { a @0 :Text $A.format(\"phone\") $A.personal(\"none\");\n"
      "  b @1 :Int32 $A.personal(\"someone\"); }\n");
  EXPECT_EQ(outcome.status, 0) << outcome.output;
}

TEST_F(Generator, RefusesFilesThatNeedEachOther) {
  const Outcome outcome =
      compile("struct P { a @0 :Text; }\n"
              "struct S $A.state(\"s\") { q @0 :import \"other.capnp\".Q; }\n",
              "struct Q { a @0 :Text; }\n"
              "struct T $A.state(\"t\") { p @0 :import \"bad.capnp\".P; }\n");
  EXPECT_NE(outcome.status, 0);
  EXPECT_NE(outcome.output.find("bad.capnp: its types and those of other.capnp need each other"),
            std::string::npos)
      << outcome.output;
}

TEST_F(Generator, RefusesLabelsOfNoField) {
  const std::string field = "struct S $A.state(\"s\") { a @0 :Text; }\n";
  expect_refused(field + "$A.fieldLabels([(field = \"b\", zh = \"乙\", en = \"B\")]);\n",
                 "fieldLabels: no field is named b");
  expect_refused(field + "$A.fieldLabels([(field = \"a\", zh = \"甲\", en = \"A\"),"
                         "(field = \"a\", zh = \"甲\", en = \"A\")]);\n",
                 "fieldLabels: a is labelled twice");
}

TEST_F(Generator, RefusesNamesTakenTwice) {
  expect_refused(state +
                     "struct SView { a @0 :Text; }\n"
                     "struct E $A.event(stream=\"s\", code=1) { a @0 :SView; b @1 :P; }\n"
                     "struct P { struct View { c @0 :Text; } d @0 :View; }\n",
                 "P: the name PView is taken by bad.capnp: P.View");
}

}  // namespace
