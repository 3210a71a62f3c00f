// schema.lock: only additions pass, and only when they are written into it on purpose.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;

const std::string released =
    "enum Kind { none @0; hammer @1; }\n"
    "struct Part { a @0 :Text; }\n"
    "struct S $A.state(\"s\") { kind @0 :Kind; parts @1 :List(Part) $A.maxLength(9); }\n"
    "struct C $A.command(stream=\"s\", code=7) { n @0 :Int64 $A.format(\"money\"); t @1 :Text; }\n"
    "struct E $A.event(stream=\"s\", code=3) {\n"
    "  s @0 :UInt16 $A.ref(\"s\");\n"
    "  how :union { none @1 :Void; by :group { name @2 :Text; } }\n"
    "}\n"
    "struct R $A.row(\"r.rows\") { total @0 :Int64; }\n";

class Lock : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "lock-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
    fs::create_directory(dir_ / "out");
    ASSERT_TRUE(passes(released, true)) << output_;
  }
  void TearDown() override { fs::remove_all(dir_); }

  bool passes(const std::string& body, bool update = false) {
    std::ofstream(dir_ / "it.capnp")
        << "@0xc4d5a1b2e3f40199;\nusing Cxx = import \"/capnp/c++.capnp\";\n"
           "$Cxx.namespace(\"kintsugi::stored\");\nusing A = import \"/annotations.capnp\";\n"
        << body;
    const std::string command =
        "KINTSUGI_SCHEMA_LOCK=" + (dir_ / "schema.lock").string() +
        (update ? " KINTSUGI_UPDATE_LOCK=1 " : " KINTSUGI_UPDATE_LOCK= ") + KINTSUGI_CAPNP +
        " compile -o" + KINTSUGI_PLUGIN + ":" + (dir_ / "out").string() +
        " --src-prefix=" + dir_.string() + " -I" + KINTSUGI_SCHEMA_DIR + " " +
        (dir_ / "it.capnp").string() + " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> buffer;
    output_.clear();
    for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
      output_.append(buffer.data(), n);
    }
    return pclose(pipe) == 0;
  }
  // The released schema with `before` replaced.
  static std::string changed(const std::string& before, const std::string& now) {
    std::string body = released;
    const auto at = body.find(before);
    EXPECT_NE(at, body.npos) << before;
    return body.replace(at, before.size(), now);
  }
  std::string lock() const {
    std::ifstream in(dir_ / "schema.lock");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  // Neither passes nor can be written into the lock.
  void expect_broken(const std::string& before, const std::string& now, const std::string& said) {
    const std::string was = lock();
    for (const bool update : {false, true}) {
      EXPECT_FALSE(passes(changed(before, now), update)) << now;
      EXPECT_NE(output_.find("schema.lock: " + said), output_.npos) << output_;
    }
    EXPECT_EQ(lock(), was);
  }
  // Passes once it is in the lock. Leaves the lock as it was.
  void expect_new(const std::string& before, const std::string& now, const std::string& line) {
    const std::string was = lock();
    const std::string body = changed(before, now);
    fs::remove_all(dir_ / "out");
    fs::create_directory(dir_ / "out");
    EXPECT_FALSE(passes(body));
    EXPECT_NE(output_.find("not in schema.lock: " + line), output_.npos) << output_;
    EXPECT_NE(output_.find("KINTSUGI_UPDATE_LOCK=1 ninja -C build"), output_.npos) << output_;
    EXPECT_TRUE(fs::is_empty(dir_ / "out")) << "nothing is written";
    EXPECT_TRUE(passes(body, true)) << output_;
    EXPECT_TRUE(passes(body)) << output_;
    std::ofstream(dir_ / "schema.lock") << was;
  }

  fs::path dir_;
  std::string output_;
};

TEST_F(Lock, HoldsWhatWasReleasedSorted) {
  EXPECT_TRUE(passes(released)) << output_;
  EXPECT_EQ(lock().substr(lock().find('\n') + 1),
            "command s 7 c\n"
            "enumerant Kind 0 none\n"
            "enumerant Kind 1 hammer\n"
            "event s 3 e\n"
            "field C 0 n int64:money\n"
            "field C 1 t text\n"
            "field E 0 s ref:s\n"
            "field E.How 1 none void choice 0\n"
            "field E.How.By 2 name text\n"
            "field E.How:group 1 by group choice 1\n"
            "field Part 0 a text\n"
            "field S 0 kind Kind\n"
            "field S 1 parts list(Part)\n"
            "row R 0 total int64\n");
}

TEST_F(Lock, AdditionsPassOnceTheyAreInIt) {
  expect_new("t @1 :Text;", "t @1 :Text; u @2 :Bool;", "field C 2 u bool");
  expect_new("hammer @1;", "hammer @1; saw @2;", "enumerant Kind 2 saw");
  expect_new("struct R", "struct D $A.command(stream=\"s\", code=8) {}\nstruct R", "command s 8 d");
}

TEST_F(Lock, ARetiredNamePassesOnceItIsInIt) {
  expect_new("t @1 :Text;", "unusedT @1 :Text;", "field C 1 unused_t text");
  expect_new("hammer @1;", "unusedHammer @1;", "enumerant Kind 1 unused_hammer");
}

TEST_F(Lock, ARowMayChange) {
  expect_new("total @0 :Int64", "total @0 :Text", "row R 0 total text");
}

TEST_F(Lock, ARemovalStopsTheBuild) {
  expect_broken(" t @1 :Text;", "", "field C 1, released as `t text`, is gone: ");
  expect_broken(" hammer @1;", "", "enumerant Kind 1, released as `hammer`, is gone: ");
  expect_broken("struct C $A.command(stream=\"s\", code=7)", "struct C",
                "command s 7, released as `c`, is gone: codes are kept for ever");
}

TEST_F(Lock, ARetypeStopsTheBuild) {
  expect_broken("t @1 :Text", "t @1 :Data", "field C 1, released as `t text`, is now `t data`: ");
  expect_broken("$A.format(\"money\")", "$A.format(\"quantity\")",
                "field C 0, released as `n int64:money`, is now `n int64:quantity`");
  expect_broken("n @0 :Int64", "n @0 :Int64 = 5",
                "field C 0, released as `n int64:money`, is now `n int64:money default 5`");
  expect_broken("UInt16 $A.ref(\"s\")", "UInt16",
                "field E 0, released as `s ref:s`, is now `s uint16`");
}

TEST_F(Lock, ARenameStopsTheBuild) {
  expect_broken("t @1 :Text", "text @1 :Text", "field C 1, released as `t text`, is now");
  expect_broken("hammer @1", "mallet @1", "enumerant Kind 1, released as `hammer`, is now");
}

TEST_F(Lock, ARenumberStopsTheBuild) {
  expect_broken("n @0 :Int64 $A.format(\"money\"); t @1 :Text;",
                "t @0 :Text; n @1 :Int64 $A.format(\"money\");",
                "field C 0, released as `n int64:money`, is now `t text`");
  expect_broken("code=7", "code=9", "command s 7, released as `c`, is now number 9: ");
}

TEST_F(Lock, AReusedCodeStopsTheBuild) {
  expect_broken("struct C $A.command(stream=\"s\", code=7)",
                "struct D $A.command(stream=\"s\", code=7) {}\nstruct C",
                "command s 7, released as `c`, is now `d`");
}

TEST_F(Lock, AnotherAlternativeOrderStopsTheBuild) {
  expect_broken("none @1 :Void; by :group { name @2 :Text; }",
                "by :group { name @1 :Text; } none @2 :Void;", "field E.How 1, released as");
}

}  // namespace
