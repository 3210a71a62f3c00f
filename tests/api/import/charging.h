#pragma once
// Imports of small files with the columns id,do,at,phone,serial,address,text,qty,price, where "new"
// is an order under way and "charge" what its customer pays for.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "schema/work_order.h"
#include "tests/api/import/company.h"
#include "tests/api/import/older_system.h"
#include "tests/api/import/scratch_dir.h"

namespace kintsugi::tests {

class Charging : public testing::Test {
 protected:
  using ImportSummary = api::import::ImportSummary;

  static constexpr const char* header = "id,do,at,phone,serial,address,text,qty,price\n";
  static constexpr const char* new_row = "T1,new,2025-03-04 09:00,,,,hi,,\n";

  // `source`: more of [source]; `order_id`: the template of [order].
  static std::string mapping(const std::string& source = "",
                             const std::string& order_id = "{case}") {
    return "[source]\nformat = \"csv\"\ncase = \"id\"\nactivity = \"do\"\ntime = \"at\"\n" +
           source + "\n[order]\nid = \"" + order_id + "\"\n" + one_technician + sent_out_to("T") +
           notes + R"(
[commands.register]
command = "register_work_order"
order = "{order}"
service_type = "repair"
phone = "{phone}"
serial = "{serial}"
address = "{address}"
symptom = "{text}"
outlet = "OLD"
[commands.charge]
command = "add_charge"
order = "{order}"
item = "{text}"
quantity = "{qty|thousandths}"
payer = "customer"
manual_price = "{price|fen}"
reason = "{text}"
[[activity]]
name = "charge"
try = [{ do = ["charge"] }]
)";
  }

  Result<ImportSummary> bring_file(const std::string& file, const std::string& toml,
                                   const std::string& name = "log.csv") {
    return company_->bring_in(dir_.write(name, file), dir_.write("m.toml", toml));
  }
  ImportSummary brought_file(const std::string& file, const std::string& toml,
                             const std::string& name = "log.csv") {
    const Result<ImportSummary> done = bring_file(file, toml, name);
    EXPECT_TRUE(done) << done.error().what;
    if (!done) return {};
    EXPECT_EQ(done->events, done->mapped + done->kept_as_fact + done->seen) << to_json(*done);
    return *done;
  }
  ImportSummary brought(const std::string& rows, const std::string& source = "",
                        const std::string& name = "log.csv") {
    return brought_file(header + rows, mapping(source), name);
  }
  // Why the file, or the mapping, is not taken.
  std::string refused_file(const std::string& file, const std::string& toml) {
    const std::int64_t before = company_->commits();
    const Result<ImportSummary> done = bring_file(file, toml);
    EXPECT_EQ(company_->commits(), before);
    return done ? "brought in: " + to_json(*done) : done.error().what;
  }
  std::string refused(const std::string& rows, const std::string& source = "") {
    return refused_file(header + rows, mapping(source));
  }
  schema::WorkOrder order(const std::string& id) {
    const auto now = company_->node().stream("main", "work_order/" + id);
    if (!now || now->state == nullptr) return {};
    return now->state->get<schema::WorkOrder>();
  }

  const ScratchDir dir_;
  std::unique_ptr<Company> company_ = Company::in_memory();
};

}  // namespace kintsugi::tests
