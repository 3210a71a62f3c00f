#include "tests/sim/any_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "events/base/check.h"
#include "events/schema/runtime/json.h"
#include "core/histories/company.h"
#include "schema/description.h"

namespace kintsugi::sim {
namespace {

using schema::FieldInfo;
using schema::TypeInfo;

const std::vector<const TypeInfo*>& all_commands() {
  static const std::vector<const TypeInfo*> list = [] {
    std::vector<const TypeInfo*> found;
    for (const TypeInfo& type : schema::all_types()) {
      if (type.kind == schema::TypeKind::command) found.push_back(&type);
    }
    return found;
  }();
  return list;
}

// The ids that the other commands of the simulation use too.
std::string id_of(std::string_view stream_type, Random& random) {
  const std::uint64_t number = pick(random, 2);
  if (stream_type == "outlet") return histories::outlet_id(0);
  if (stream_type == "warehouse") return histories::warehouse_id(0);
  if (stream_type == "part") return histories::part_id(static_cast<int>(number));
  if (stream_type == "work_order") return fmt::format("WO-{}", pick(random, 4));
  if (stream_type == "stock_receipt") {
    return fmt::format("{}:{}:good:{}", histories::warehouse_id(0),
                       histories::part_id(static_cast<int>(number)), 1 + pick(random, 3));
  }
  if (stream_type == "part_request") return fmt::format("WO-{}-P1", pick(random, 4));
  return fmt::format("{}-{}", stream_type.substr(0, 1), number);
}

class Filling {
 public:
  explicit Filling(Random& random, const Surroundings* around = nullptr)
      : random_(random), around_(around) {}

  std::string object(const TypeInfo& type) {
    std::string out = "{";
    for (const FieldInfo& field : type.fields) {
      if (!field.required && chance(random_, 40)) continue;
      if (out.size() > 1) out += ',';
      out += fmt::format("\"{}\":{}", field.name, value(field, field.type));
    }
    return out + "}";
  }

 private:
  std::string value(const FieldInfo& field, std::string_view type) {
    if (type == "list") return list(field);
    if (type == "struct") return object(*schema::find_type(field.struct_name));
    if (type == "union") return alternative(*schema::find_type(field.struct_name));
    if (type == "enum") return enumerant(*schema::find_enum(field.enum_name));
    if (type == "bool") return chance(random_, 50) ? "true" : "false";
    if (around_ != nullptr && (field.format == "instant" || field.format == "date"))
      return moment(field.format == "date");
    if (field.format == "instant")
      return fmt::format("\"2026-03-0{}T0{}:00:00Z\"", 1 + pick(random_, 3), pick(random_, 9));
    if (field.format == "date") return fmt::format("\"2026-03-0{}\"", 1 + pick(random_, 5));
    if (type == "text") return text(field);
    if (field.format == "position") return fmt::format("\"{}\"", pick(random_, 9));
    return integer(field);
  }
  std::string list(const FieldInfo& field) {
    std::string out = "[";
    for (std::uint64_t left = 1 + pick(random_, 2); left > 0; --left)
      out += value(field, field.element) + (left > 1 ? "," : "");
    return out + "]";
  }
  std::string alternative(const TypeInfo& type) {
    const FieldInfo& one = type.fields[pick(random_, type.fields.size())];
    return fmt::format("{{\"{}\":{}}}", one.name, value(one, one.type));
  }
  std::string enumerant(const schema::EnumInfo& info) {
    const std::size_t first = info.values.size() > 1 && info.values[0].name == "none" ? 1 : 0;
    const std::size_t which = first + pick(random_, info.values.size() - first);
    return fmt::format("\"{}\"", info.values[which].name);
  }
  // From two days before to six days after, at whole hours.
  std::string moment(bool date) {
    const auto hours = static_cast<std::int64_t>(pick(random_, 192)) - 48;
    const std::string whole = format_instant(
        std::chrono::floor<std::chrono::hours>(around_->now) + std::chrono::hours(hours));
    return '"' + (date ? whole.substr(0, 10) : whole) + '"';
  }
  std::string text(const FieldInfo& field) {
    if (!field.ref.empty() && around_ != nullptr) {
      if (std::string id = around_->id(field.ref, random_); !id.empty()) return '"' + id + '"';
    }
    if (!field.ref.empty()) return '"' + id_of(field.ref, random_) + '"';
    if (field.format == "phone") return "\"1380000000" + std::to_string(pick(random_, 3)) + '"';
    static constexpr std::string_view words[] = {"甲", "x", "KT-0101", "hold-1", "格力", "310115"};
    return fmt::format("\"{}\"", words[pick(random_, std::size(words))]);
  }
  std::string integer(const FieldInfo& field) {
    // The first of what has numbers is there most often.
    if (around_ != nullptr && field.format.empty() && chance(random_, 60)) return "1";
    static constexpr std::int64_t some[] = {0, 1, 2, 3, 1000, 2000, 15'000};
    const std::int64_t one = some[pick(random_, std::size(some))];
    return std::to_string(field.max > field.min ? std::clamp(one, field.min, field.max) : one);
  }

  Random& random_;
  const Surroundings* around_;
};

schema::Command filled(const TypeInfo& type, Filling filling) {
  const std::string body = filling.object(type);
  Result<schema::Command> command = schema::read_command_json(type.name, body);
  KINTSUGI_CHECK(command.has_value(), std::string(type.name) + " " + body + ": " +
                                          (command ? "" : command.error().what));
  return *std::move(command);
}

}  // namespace

schema::Command any_command(Random& random) {
  const TypeInfo& type = *all_commands()[pick(random, all_commands().size())];
  return filled(type, Filling(random));
}

schema::Command any_command(Random& random, const Surroundings& around) {
  const TypeInfo* type = nullptr;
  do {
    type = all_commands()[pick(random, all_commands().size())];
  } while (around.wanted && !around.wanted(*type));
  return filled(*type, Filling(random, &around));
}

}  // namespace kintsugi::sim
