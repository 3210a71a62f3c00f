#include "api/cli/card_text.h"

#include <nlohmann/json.hpp>

#include "events/schema/runtime/time_text.h"
#include "replay/reports/cell_text.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;
using Said = replay::Language;

std::string_view said(std::string_view zh, std::string_view en, Said language) {
  return language == Said::zh ? zh : en;
}

bool is_nothing(const Json& value) {
  return value.is_null() || ((value.is_string() || value.is_array()) && value.empty()) ||
         value == "" || value == "none" || value == false || value == 0;
}

// One card being written.
class Card {
 public:
  Card(const Json& card, Said language) : card_(card), language_(language) {}

  std::string text(const schema::ListInfo& list) {
    out_ = std::string(said(list.label_zh, list.label_en, language_)) + " " +
           card_.value("id", "") + "\n";
    fields(card_.value("item", Json::object()), *list.item, 2);
    for (const Json& relation : card_.value("relations", Json::array())) related(relation);
    possible();
    return std::move(out_);
  }

 private:
  std::string label_of(const Json& labelled) const {
    const Json labels = labelled.value("label", Json::object());
    return labels.value(language_ == Said::zh ? "zh" : "en", "");
  }
  void line(int indent, std::string_view label, std::string_view value) {
    out_.append(static_cast<std::size_t>(indent), ' ').append(label);
    if (!value.empty()) out_.append("  ").append(value);
    out_ += '\n';
  }

  // A single value as people write it; a reference with the name of what it refers to.
  std::string shown(const Json& value, const schema::FieldInfo& field) const {
    if (field.enumeration != nullptr && value.is_string()) {
      for (const schema::EnumValue& one : field.enumeration->values)
        if (one.name == value.get<std::string>())
          return std::string(said(one.label_zh, one.label_en, language_));
    }
    if (value.is_boolean()) return std::string(said("是", "yes", language_));
    if (value.is_number() && (field.format == "money" || field.format == "quantity")) {
      replay::Column column;
      column.type = field.format == "money" ? replay::CellType::money : replay::CellType::quantity;
      return replay::shown(column, value.get<std::int64_t>(), language_);
    }
    if (!value.is_string()) return value.dump();
    const std::string text = value.get<std::string>();
    if (field.format == "instant") {
      const auto at = schema::parse_instant_ms(text);
      return at ? replay::local_time(*at) : text;
    }
    const Json names = card_.value("names", Json::object()).value(std::string(field.ref), Json());
    const std::string name = names.is_object() ? names.value(text, "") : "";
    return name.empty() ? text : text + " " + name;
  }

  void fields(const Json& item, const schema::TypeInfo& type, int indent) {
    for (const schema::FieldInfo& field : type.fields) {
      const Json value = item.value(std::string(field.name), Json());
      if (is_nothing(value)) continue;
      const std::string_view label = said(field.label_zh, field.label_en, language_);
      if (value.is_object() && field.structure != nullptr) {
        line(indent, label, "");
        fields(value, *field.structure, indent + 2);
      } else if (value.is_array()) {
        elements(value, field, label, indent);
      } else {
        line(indent, label, shown(value, field));
      }
    }
  }

  void elements(const Json& list, const schema::FieldInfo& field, std::string_view label,
                int indent) {
    if (field.structure == nullptr) {
      std::string all;
      for (const Json& one : list) all += (all.empty() ? "" : ", ") + shown(one, field);
      return line(indent, label, all);
    }
    line(indent, label, "");
    for (const Json& one : list) {
      std::string all;
      for (const schema::FieldInfo& part : field.structure->fields) {
        const Json value = one.value(std::string(part.name), Json());
        if (is_nothing(value) || value.is_structured()) continue;
        all += (all.empty() ? "" : ", ") +
               std::string(said(part.label_zh, part.label_en, language_)) + " " +
               shown(value, part);
      }
      line(indent + 2, "- " + all, "");
    }
  }

  void related(const Json& relation) {
    const Json items = relation.value("items", Json::array());
    if (items.empty()) return;
    const bool more = relation.value("more", false);
    std::string ids;
    for (const Json& item : items)
      if (item.contains("id")) ids += (ids.empty() ? "" : ", ") + item.value("id", "");
    if (ids.empty())
      ids = std::to_string(items.size()) + (more ? "+" : "");
    else if (more)
      ids += ", …";
    line(2, label_of(relation), ids);
  }

  // What who asks may send now, as this command line names it.
  void possible() {
    std::string names;
    for (const Json& one : card_.value("commands", Json::array()))
      if (one.value("allowed", false))
        names += "    kintsugi command " + one.value("command", "") + "  " + label_of(one) + "\n";
    if (names.empty()) return;
    line(2, said("现在可做", "What may be done now", language_), "");
    out_ += names;
  }

  const Json& card_;
  const Said language_;
  std::string out_;
};

}  // namespace

std::string card_text(const schema::ListInfo& list, std::string_view card, Said language) {
  const Json json = Json::parse(card, nullptr, false);
  return json.is_object() ? Card(json, language).text(list) : std::string();
}

}  // namespace kintsugi::api
