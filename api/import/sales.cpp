#include "api/import/sales.h"

#include <algorithm>

#include "api/import/byte_source.h"
#include "api/import/command_check.h"
#include "api/import/csv_reader.h"
#include "api/import/encoding.h"
#include "api/import/numbers.h"
#include "api/import/problems.h"
#include "api/import/text.h"
#include "api/import/time_reader.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::api::import {
namespace {

struct SaleField {
  std::string_view name;
  std::vector<std::string_view> called;  // columns that are it, where nobody says which
  bool date = false;
};

const std::vector<SaleField>& fields_of_sale() {
  static const std::vector<SaleField> all = {
      {"sale", {"sale", "销售单号", "订单号", "订单行号", "单号", "order line"}},
      {"seller", {"seller", "销售单位", "门店", "商场", "shop"}},
      {"contact", {"contact", "姓名", "用户", "用户姓名", "客户", "name", "customer"}},
      {"phone", {"phone", "电话", "手机", "联系电话", "telephone", "mobile"}},
      {"address", {"address", "地址", "详细地址", "安装地址"}},
      {"area", {"area", "区域", "地区", "district"}},
      {"brand", {"brand", "品牌"}},
      {"category", {"category", "品类", "产品类别"}},
      {"model", {"model", "型号", "产品型号"}},
      {"serial", {"serial", "机号", "序列号", "条码", "serial number"}},
      {"sold_on", {"sold_on", "销售日期", "购买日期", "sold on", "date"}, true},
      {"delivered_on", {"delivered_on", "送货日期", "delivered on"}, true},
      {"install_on", {"install_on", "安装日期", "约定安装日期", "预约日期", "install on"}, true},
      {"outlet", {"outlet", "网点", "网点编号"}},
      {"invoice", {"invoice", "发票号", "发票"}},
  };
  return all;
}

class HeldOctets final : public ByteSource {
 public:
  explicit HeldOctets(std::string_view octets) : octets_(octets) {}
  Result<std::string_view> look() override { return octets_.substr(0, look_octets_max); }
  Result<std::string_view> next() override { return std::exchange(octets_, {}); }
  std::string sha256() override { return {}; }

 private:
  std::string_view octets_;
};

std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The column that is the field: the one that is named, else the first of those it may be called;
// null where none is.
SaleColumn* column_of(const SaleField& field, const std::map<std::string, std::string>& mapped,
                      std::vector<SaleColumn>& columns) {
  const auto first = [&columns](const auto& is) {
    const auto found = std::find_if(columns.begin(), columns.end(), is);
    return found == columns.end() ? nullptr : &*found;
  };
  if (const auto named = mapped.find(std::string(field.name)); named != mapped.end())
    return first([&](const SaleColumn& one) { return one.name == named->second; });
  for (const std::string_view name : field.called) {
    auto* found = first([&](const SaleColumn& one) { return small_letters(one.name) == name; });
    if (found != nullptr) return found;
  }
  return nullptr;
}

// Rows leave out what is empty: the columns are those of all rows, in the order in which they come.
void add_columns(const RawEvent& row, std::size_t rows_before, std::vector<SaleColumn>& columns) {
  for (const Attribute& one : row.attributes) {
    const auto same = [&one](const SaleColumn& known) { return known.name == one.name; };
    if (std::any_of(columns.begin(), columns.end(), same)) continue;
    const std::size_t samples = std::min(rows_before, sale_samples_max);
    columns.push_back({one.name, {}, std::vector<std::string>(samples)});
  }
  for (SaleColumn& column : columns) {
    if (column.first.size() == sale_samples_max) continue;
    const std::string* value = row.find(column.name);
    column.first.push_back(value == nullptr ? std::string() : *value);
  }
}

// Field → column. One for all rows: where a row leaves it empty, no other column is the field.
using FieldColumns = std::map<std::string_view, std::string>;

// What each is taken for.
FieldColumns name_fields(const std::map<std::string, std::string>& mapped,
                         std::vector<SaleColumn>& columns) {
  FieldColumns taken;
  for (const SaleField& field : fields_of_sale()) {
    SaleColumn* column = column_of(field, mapped, columns);
    if (column == nullptr) continue;
    column->field = field.name;
    taken.emplace(field.name, column->name);
  }
  return taken;
}

// A number, a phone or a serial as an import reads it, where a spreadsheet has left all of it; else
// as it is.
Cell without_spreadsheet_marks(const SaleField& field, const std::string& text) {
  const schema::TypeInfo* type = schema::find_type("import_sale");
  const schema::FieldInfo* info = type == nullptr ? nullptr : type->field(field.name);
  const bool code =
      info != nullptr && holds_of(*info, info->type) == ValueTemplate::Holds::code;
  if (field.name == "sale") return read_case(text);
  return code ? undo_spreadsheet(text) : Cell::of(text);
}

constexpr std::size_t days_digits = 5;  // of Excel's days since 1927

// "2026-03-01", whichever way people write dates; else as it is, which is then refused.
std::string date_of(const std::string& text) {
  for (const char* format : {"iso8601", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M", "%Y.%m.%d %H:%M",
                             "%Y年%m月%d日 %H:%M", "%Y%m%d", "excel"}) {
    if (format == std::string_view("excel") && text.size() < days_digits) continue;
    const auto reader = TimeReader::make(format, "+08:00");
    if (!reader) continue;
    if (const auto date = reader->read_date(text)) return *date;
  }
  return text;
}

// What stands for no date is none that a sale may have.
Cell date_cell(const std::string& text) {
  static const Result<TimeReader> reader = TimeReader::make("iso8601", "+08:00");
  const std::string date = date_of(text);
  return reader->says_no_date(date) ? Cell::unreadable(text, "it stands for no date")
                                    : Cell::of(date);
}

SaleRow row_of(const RawEvent& event, const FieldColumns& columns, const std::string& outlet) {
  SaleRow out{event.row, event.line, {}, schema::ImportSale{}};
  std::string json;
  for (const SaleField& field : fields_of_sale()) {
    const auto column = columns.find(field.name);
    const std::string* from = column == columns.end() ? nullptr : event.find(column->second);
    std::string text = from == nullptr ? std::string() : *from;
    if (text.empty() && field.name == "outlet") text = outlet;
    if (text.empty()) continue;
    if (field.name == "sale") out.sale = text;
    const Cell read =
        field.date ? date_cell(text) : without_spreadsheet_marks(field, text);
    if (!read.has_value() && out.wish) {
      out.wish = fail(ErrorKind::invalid, "import.unreadable", "\"" + text + "\": " + read.why,
                      "/" + std::string(field.name));
    }
    text = read.value_or(text);
    json.append(json.empty() ? "{\"" : ",\"").append(field.name).append("\":");
    append_json_string(json, text);
  }
  if (!out.wish) return out;
  const auto command = schema::read_command_json("import_sale", json.empty() ? "{}" : json + "}");
  if (!command) {
    out.wish = tl::unexpected(command.error());
  } else {
    out.wish = *command->get_if<schema::ImportSale>();
  }
  return out;
}

}  // namespace

std::vector<std::string_view> sale_fields() {
  std::vector<std::string_view> out;
  for (const SaleField& one : fields_of_sale()) out.push_back(one.name);
  return out;
}

Result<SalesFile> read_sales(std::string_view octets,
                             const std::map<std::string, std::string>& columns,
                             const std::string& outlet) {
  CsvOptions options;
  options.encoding = likely_encoding(octets.substr(0, ByteSource::look_octets_max));
  options.trust_encoding = true;
  for (const auto& [field, column] : columns)
    if (!column.empty()) options.required_columns.push_back(column);
  HeldOctets source(octets);
  Problems problems;
  SalesFile out;
  std::vector<RawEvent> rows;
  bool too_many = false;
  KINTSUGI_TRY_OK(read_csv(source, options, Limits{}, problems, [&](RawEvent&& event) {
    too_many = event.row > sale_rows_max;
    if (too_many) return false;
    add_columns(event, rows.size(), out.columns);
    rows.push_back(std::move(event));
    return true;
  }));
  if (too_many) problems.add(0, "at most " + std::to_string(sale_rows_max) + " rows at once");
  if (rows.empty() && problems.empty()) problems.add(0, "no rows below a header");
  if (!problems.empty()) return tl::unexpected(problems.to_error("sales.csv"));
  const FieldColumns fields = name_fields(columns, out.columns);
  for (const RawEvent& row : rows) out.rows.push_back(row_of(row, fields, outlet));
  return out;
}

}  // namespace kintsugi::api::import
