// Cells of CSV, and what a spreadsheet would make of them whatever its separator.

#include "replay/reports/csv.h"

#include <gtest/gtest.h>

#include <vector>

namespace kintsugi::replay {
namespace {

std::string spreadsheet(std::string_view text) {
  std::string out;
  append_spreadsheet_text(out, text);
  return out;
}

// The cells of a line as a reader with that separator has them: quotes count where a cell begins.
std::vector<std::string> cells_of(std::string_view line, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false, fresh = true;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool end = !quoted && (c == separator || c == '\n' || c == '\r');
    if (c == '"' && fresh) {
      quoted = true;
    } else if (c == '"' && quoted) {
      const bool doubled = i + 1 < line.size() && line[i + 1] == '"';
      if (doubled) cells.back() += line[++i];
      quoted = doubled;
    } else if (end) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
    fresh = end;
  }
  return cells;
}

TEST(SpreadsheetText, KeepsWhatIsPlainAndAlwaysQuotes) {
  for (const char* text : {"", "楼", "李师傅", "WO-20260301-0001", "A-1=B", "12 楼", "138-0000-1234",
                           "0571-88880000", "13800001234", "7", "0", "350", "a;b", "A=B;C"})
    EXPECT_EQ(spreadsheet(text), "\"" + std::string(text) + "\"");
  EXPECT_EQ(spreadsheet("李, \"师傅\""), "\"李, \"\"师傅\"\"\"");
}

TEST(SpreadsheetText, KeepsFiguresThatASpreadsheetWouldChange) {
  for (const char* text :
       {"690123456789012345", "123456789012", "00350", "3E10", "3e+5", "1.20", ".5", "1,234", "12%",
        "3-4", "3/4", "2026-03", "2026-03-09", "2026/3/9", "12:30", "2026-03-09 12:30", " 00350 "})
    EXPECT_EQ(spreadsheet(text), "\"'" + std::string(text) + "\"");
}

TEST(SpreadsheetText, BeginsNoFormulaForAnySeparator) {
  const std::string signs[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "−"};
  const std::string before[] = {"", "楼;", "楼,", "楼\t", "楼|", "楼\n", "楼\r\n", "楼;;", "\"",
                                "楼;\""};
  const std::string blanks[] = {"", " ", "　", "\xc2\xa0", "\xe2\x80\x8b", "\t", " \" "};
  for (const std::string& sign : signs) {
    for (const std::string& first : before) {
      for (const std::string& blank : blanks) {
        const std::string text = first + blank + sign + "1+1;";
        std::string line;
        append_spreadsheet_text(line, text);
        line += ",";
        append_spreadsheet_text(line, text);
        for (const char separator : {',', ';', '\t', '|'}) {
          for (std::string_view cell : cells_of(line, separator)) {
            // Whatever is skipped before a reader looks.
            while (!cell.empty()) {
              std::size_t size = 0;
              for (const std::string& one : blanks)
                if (one.size() < 4 && !one.empty() && cell.starts_with(one)) size = one.size();
              if (cell[0] == '"') size = 1;
              if (size == 0) break;
              cell.remove_prefix(size);
            }
            for (const std::string& bad : signs)
              EXPECT_FALSE(cell.starts_with(bad)) << line << " by " << separator;
          }
        }
      }
    }
  }
  EXPECT_EQ(spreadsheet("楼;=1+1;"), "\"楼;'=1+1;\"");
  EXPECT_EQ(spreadsheet("+8613700020025"), "\"'+8613700020025\"");
}

TEST(ProgramText, IsTouchedByNothing) {
  for (const char* text : {"=1+1", "00350", "楼;=1+1", "+86137"}) {
    std::string out;
    append_csv(out, text);
    EXPECT_EQ(out, text);
  }
}

}  // namespace
}  // namespace kintsugi::replay
