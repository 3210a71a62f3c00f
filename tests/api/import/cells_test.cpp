// Cells whose number or word is not what the field wants: told, and never a fact of another size.

#include <gmock/gmock.h>

#include "tests/api/import/charging.h"

namespace kintsugi::tests {
namespace {

using api::import::SetAside;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class Cells : public Charging {
 protected:
  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }
  static auto aside(std::int64_t row, const char* field, const char* value, const char* outcome) {
    return AllOf(Field(&SetAside::row, row), Field(&SetAside::field, field),
                 Field(&SetAside::value, value), Field(&SetAside::outcome, outcome));
  }
};

TEST_F(Cells, MoneyWithAPointAndNoFilterIsUnreadable) {
  const std::string toml = replaced(mapping(), "{price|fen}", "{price}");
  const ImportSummary summary = brought_file(std::string(header) + new_row +
                                                 "T1,charge,2025-03-04 10:00,,,,a,1,1280.00\n"
                                                 "T1,charge,2025-03-04 10:01,,,,b,1,1280.0\n"
                                                 "T1,charge,2025-03-04 10:02,,,,c,1,128000\n",
                                             toml);
  ASSERT_THAT(order("T1").charges, SizeIs(1)) << to_json(summary);
  EXPECT_EQ(order("T1").charges[0].unit_price, 128'000);
  EXPECT_THAT(summary.put_aside, ElementsAre(aside(2, "manual_price", "1280.00", "kept_as_fact"),
                                             aside(3, "manual_price", "1280.0", "kept_as_fact")));
  EXPECT_THAT(summary.put_aside[0].why, HasSubstr("{…|fen}"));
}

TEST_F(Cells, MoneyAndQuantitiesAsTheyStandAreToldOfTheMapping) {
  const std::string toml = replaced(replaced(mapping(), "{price|fen}", "{price}"),
                                    "{qty|thousandths}", "{qty}");
  const ImportSummary summary = brought_file(std::string(header) + new_row, toml);
  EXPECT_THAT(summary.notes,
              UnorderedElementsAre(AllOf(HasSubstr("\"quantity\""), HasSubstr("{…|thousandths}")),
                                   AllOf(HasSubstr("\"manual_price\""), HasSubstr("{…|fen}"))));
  EXPECT_THAT(brought("T2,new,2025-03-04 09:00,,,,hi,,\n", "", "two.csv").notes, IsEmpty());
}

TEST_F(Cells, AmountOutOfItsBoundsIsListed) {
  const ImportSummary summary = brought(std::string(new_row) +
                                        "T1,charge,2025-03-04 10:00,,,,a,1,-12.50\n"
                                        "T1,charge,2025-03-04 10:01,,,,b,99999999,12.50\n");
  EXPECT_THAT(order("T1").charges, IsEmpty());
  EXPECT_THAT(summary.put_aside, ElementsAre(aside(2, "manual_price", "-12.50", "kept_as_fact"),
                                             aside(3, "quantity", "99999999", "kept_as_fact")))
      << to_json(summary);
  EXPECT_THAT(summary.kept, ElementsAre(Field(&api::import::Kept::reason, "import.unreadable")));
}

TEST_F(Cells, AmountWhosePointAFilterTakesOutIsUnreadable) {
  const ImportSummary summary =
      brought_file(std::string(header) + new_row + "T1,charge,2025-03-04 10:00,,,,x,1,12.5\n" +
                       "T1,charge,2025-03-04 10:01,,,,x,1,1250\n",
                   replaced(mapping(), "{price|fen}", "{price|digits}"));
  ASSERT_THAT(order("T1").charges, SizeIs(1)) << to_json(summary);
  EXPECT_EQ(order("T1").charges[0].unit_price, 1250);
  EXPECT_THAT(summary.put_aside, ElementsAre(aside(2, "manual_price", "12.5", "kept_as_fact")));
}

// A truth that nobody can read costs no order.
TEST_F(Cells, TruthIsReadOrPutAside) {
  const std::string toml = replaced(mapping(), "address = \"{address}\"",
                                    "address = \"{address}\"\naddress_confirmed = \"{serial}\"");
  const ImportSummary summary =
      brought_file(std::string(header) + "T1,new,2025-03-04 09:00,,是,,hi,,\n" +
                       "T2,new,2025-03-04 09:00,,maybe,,hi,,\n",
                   replaced(toml, "serial = \"{serial}\"\n", ""));
  EXPECT_EQ(summary.mapped, 2) << to_json(summary);
  EXPECT_THAT(summary.put_aside, ElementsAre(aside(2, "address_confirmed", "maybe", "left_out")));
}

TEST_F(Cells, WordForNoSerialIsNone) {
  const char* const words[] = {"NULL", "unknown", "----", "0000", "无", "N/A"};
  std::string rows;
  int number = 0;
  for (const char* word : words)
    rows += "W" + std::to_string(number++) + ",new,2025-03-04 09:00,," + word + ",,hi,,\n";
  const ImportSummary summary = brought(rows);
  EXPECT_EQ(summary.mapped, 6) << to_json(summary);
  ASSERT_THAT(summary.put_aside, SizeIs(6)) << to_json(summary);
  for (int i = 0; i < number; ++i) {
    EXPECT_EQ(order("W" + std::to_string(i)).serial, "");
    EXPECT_THAT(summary.put_aside[static_cast<std::size_t>(i)],
                aside(i + 1, "serial", words[i], "left_out"));
  }
}

TEST_F(Cells, ColumnOfAConditionMustBeThere) {
  const std::string toml = replaced(mapping(), "try = [{ do = [\"charge\"] }]",
                                    "try = [{ where = { Text = [\"hi\"] }, do = [\"charge\"] }]");
  EXPECT_THAT(refused_file(std::string(header) + new_row, toml),
              AllOf(HasSubstr("the header has no column \"Text\""), HasSubstr("text")));
}

}  // namespace
}  // namespace kintsugi::tests
