#include "api/import/look_columns.h"

#include <algorithm>
#include <utility>

#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

// The first words say it best.
using Words = std::vector<std::string_view>;
const std::map<std::string_view, Words>& words_of_columns() {
  static const std::map<std::string_view, Words> words = {
      {"case",
       {"case:concept:name", "工单号", "工单编号", "单号", "case", "ticket", "order", "工单",
        "incident", "案件", "编号", "id", "number"}},
      {"activity",
       {"concept:name", "activity", "action", "活动", "动作", "操作类型", "event", "环节", "step",
        "状态", "status", "state", "task", "事件", "do", "操作"}},
      {"time",
       {"timestamp", "发生时间", "操作时间", "时间", "time", "when", "date", "日期", "complete",
        "at"}},
      {"operator",
       {"operator", "操作员", "操作人", "resource", "agent", "technician", "技师", "师傅", "工程师",
        "处理人", "user", "employee", "员工", "人员", "who", "by"}},
      {"phone", {"phone", "电话", "手机", "联系方式", "mobile", "tel"}},
      {"serial", {"serial", "序列号", "机身号", "机号", "条码", "sn"}},
      {"address", {"address", "地址", "住址"}},
      {"contact", {"contact", "联系人", "客户姓名", "客户", "customer", "姓名", "name"}},
      {"model", {"model", "型号", "机型", "product", "产品"}},
      {"brand", {"brand", "品牌"}},
      {"symptom",
       {"symptom", "故障现象", "故障", "现象", "description", "描述", "内容", "text", "note",
        "备注", "comment", "message"}},
  };
  return words;
}

// "CaseID" is "Case ID".
std::string in_words(std::string_view name) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z' && !out.empty() && is_small(out.back())) out += ' ';
    out += c;
  }
  return out;
}

std::string lower(std::string_view text) {
  std::string out = schema::clean_text(text, schema::TextFormat::code);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// The word stands alone: "id" is in "ticket id", not in "paid". Chinese has no blanks.
bool holds_word(const std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_letter(word[0]) || !is_letter(text[at - 1]);
    const bool ends = end == text.size() || !is_letter(word.back()) || !is_letter(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.,+- ") == std::string_view::npos;
}

}  // namespace

void Columns::take(const RawEvent& event) {
  ++rows_;
  for (const Attribute& attribute : event.attributes) {
    const auto [place, fresh] = places_.try_emplace(attribute.name, list_.size());
    if (fresh) {
      list_.emplace_back();
      list_.back().name = attribute.name;
    }
    Column& column = list_[place->second];
    std::string value = schema::clean_text(attribute.value, schema::TextFormat::plain);
    if (value.empty()) continue;
    ++column.filled;
    if (is_number(value)) ++column.digits_only;
    // Each early value, then ever fewer, so that the end of the file is seen too.
    const bool early = column.samples.size() < Column::samples_max / 2;
    if (column.samples.size() < Column::samples_max && (early || column.filled % 97 == 0))
      column.samples.push_back(value);
    if (const auto known = column.counts.find(value); known != column.counts.end()) {
      ++known->second;
    } else if (column.counts.size() < Column::distinct_max) {
      column.counts.emplace(std::move(value), 1);
    }
  }
}

const Column* Columns::find(std::string_view name) const {
  const auto found = places_.find(std::string(name));
  return found == places_.end() ? nullptr : &list_[found->second];
}

const Column* Columns::named_like(std::string_view what,
                                  const std::vector<std::string>& taken) const {
  const Column* best = nullptr;
  int most = 0;
  for (const Column& column : list_) {
    if (std::find(taken.begin(), taken.end(), column.name) != taken.end()) continue;
    if (column.filled == 0) continue;
    if (const int says = name_says(column.name, what); says > most) {
      most = says;
      best = &column;
    }
  }
  return best;
}

int name_says(std::string_view column, std::string_view what) {
  const auto found = words_of_columns().find(what);
  if (found == words_of_columns().end()) return 0;
  std::string name = lower(in_words(column));
  std::replace(name.begin(), name.end(), '_', ' ');
  const Words& words = found->second;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int rank = static_cast<int>(words.size() - i);
    if (name == words[i]) return 100 + rank;
    if (holds_word(name, words[i])) return rank;
  }
  return 0;
}

std::string_view activity_says(std::string_view activity) {
  static const std::vector<std::pair<std::string_view, Words>> known = {
      {"cancel", {"cancel", "取消", "作废", "撤单", "abandon", "withdraw"}},
      {"complete",
       {"close", "closed", "archive", "archived", "归档", "关闭", "关单", "结单", "办结"}},
      {"report",
       {"resolve", "resolved", "done", "finish", "finished", "complete", "completed", "完工",
        "完成", "修好", "维修完成", "fixed"}},
      {"pause", {"wait", "pause", "hold", "挂起", "暂停", "等待", "待件"}},
      {"start",
       {"start", "started", "arrive", "开工", "到达", "上门", "begin", "in progress", "维修中"}},
      {"accept",
       {"take", "taken", "accept", "accepted", "assign", "assigned", "schedule", "接单", "派工",
        "派单", "预约", "分配", "dispatch"}},
      {"register",
       {"open", "opened", "create", "created", "new", "register", "registered", "insert", "新建",
        "登记", "报修", "受理", "创建", "录入"}},
  };
  const std::string name = lower(activity);
  for (const auto& [command, words] : known) {
    for (const std::string_view word : words) {
      if (holds_word(name, word)) return command;
    }
  }
  return {};
}

}  // namespace kintsugi::api::import
