// The fault library.

#include "schema/fault_code.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

schema::RegisterFaultCode code(std::string id) {
  return {.code = std::move(id),
          .name = "压缩机不启动",
          .english = "Compressor does not start",
          .category = "ac",
          .part_category = "压缩机"};
}

TEST(RegisterFaultCode, SaysWhatTheCodeIsCalled) {
  Given given = stores();
  given.when(code("E1")).then({on("E1", schema::FaultCodeRegistered{
                                            .code = "E1",
                                            .name = "压缩机不启动",
                                            .english = "Compressor does not start",
                                            .category = "ac",
                                            .part_category = "压缩机"})});
  given.when(code("E1")).then_refused("fault_code.exists");
  for (const char* bad : {"", "a/b", "a:b"})
    given.when(code(bad)).then_refused("fault_code.bad_id");
  schema::RegisterFaultCode bad = code("E2");
  bad.name = "";
  given.when(bad).then_refused("fault_code.bad_text");
  bad = code("E2");
  bad.english = "two\nlines";
  given.when(bad).then_refused("fault_code.bad_text");
}

TEST(ChangeFaultCode, IsEverythingAsItShallBe) {
  Given given = stores();
  given.when(schema::ChangeFaultCode{.code = "E1", .name = "x"})
      .then_refused("fault_code.not_found");
  given.when(code("E1")).then_accepted();
  const schema::ChangeFaultCode change{.code = "E1", .name = "压缩机卡缸"};
  given.when(change).then({on("E1", schema::FaultCodeChanged{.name = "压缩机卡缸"})});
  EXPECT_EQ(given.state<schema::FaultCode>("E1").category, "");
  given.when(change).then_refused("fault_code.nothing_changed");
}

TEST(RetireFaultCode, WantsAReasonAndComesBack) {
  Given given = stores();
  given.when(code("E1")).then_accepted();
  given.when(schema::RetireFaultCode{.code = "E1"}).then_refused("fault_code.bad_text");
  given.when(schema::RetireFaultCode{.code = "E1", .reason = "并入E2"}).then_accepted();
  given.when(schema::RetireFaultCode{.code = "E1", .reason = "并入E2"})
      .then_refused("fault_code.retired");
  given.when(schema::ChangeFaultCode{.code = "E1", .name = "x"}).then_refused("fault_code.retired");
  given.when(code("E1")).then_accepted();
  EXPECT_EQ(given.state<schema::FaultCode>("E1").status, schema::FaultCodeStatus::open);
}

}  // namespace
}  // namespace kintsugi::tests
