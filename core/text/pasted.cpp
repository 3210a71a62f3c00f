#include "core/text/pasted.h"

#include <algorithm>

#include "core/text/characters.h"

namespace kintsugi::core {
namespace {

using View = std::u32string_view;

// Before a number, with a colon or without. The longer ones first.
constexpr View phone_labels[] = {
    U"手机号码", U"电话号码", U"联系电话", U"联系方式", U"手机号",    U"电话", U"手机",
    U"座机",     U"固话",     U"来电",     U"号码",     U"telephone", U"mobile",
    U"phone",    U"cell",     U"mob",      U"tel"};
// Before a colon.
constexpr View labels[] = {
    U"客户姓名", U"用户姓名", U"详细地址", U"收货地址", U"工单号", U"订单号",  U"序列号",
    U"联系人",   U"收货人",   U"姓名",     U"客户",     U"用户",   U"名字",    U"地址",
    U"住址",     U"单号",     U"工单",     U"订单",     U"机号",   U"条码",    U"编号",
    U"型号",     U"customer", U"contact",  U"address",  U"order",  U"serial",  U"model",
    U"callto",   U"mailto",   U"name",     U"addr",     U"sms",    U"s/n",     U"sn"};
constexpr View titles[] = {U"先生", U"女士", U"小姐", U"太太", U"夫人", U"师傅", U"老师",
                           U"阿姨", U"mister", U"madam", U"miss", U"mrs", U"mr", U"ms", U"dr"};
// Behind a number.
constexpr View phone_tails[] = {U"转", U"分机", U"ext", U"微信", U"同微信", U"#"};
constexpr std::size_t phone_digits_min = 7;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_latin(char32_t c) { return c < 0x80; }
bool stands_between(char32_t c) { return character(c).between; }

View trimmed(View text) {
  const auto outside = [](char32_t c) { return ends_word(c) || stands_between(c); };
  while (!text.empty() && outside(text.back())) text.remove_suffix(1);
  // What opens a number stays: "(0)21…".
  while (!text.empty() && outside(text.front()) && text.front() != '(') text.remove_prefix(1);
  return text;
}

template <std::size_t size>
View one_at_begin(const View (&all)[size], View text) {
  for (const View one : all)
    if (text.starts_with(one)) return one;
  return {};
}

View after_spaces(View text) {
  while (!text.empty() && (character(text.front()).space || text.front() == '.'))
    text.remove_prefix(1);
  return text;
}

View without_label(View text) {
  View label = one_at_begin(phone_labels, text);
  const bool of_phone = !label.empty();
  if (!of_phone) label = one_at_begin(labels, text);
  if (label.empty()) return text;
  View rest = after_spaces(text.substr(label.size()));
  if (rest.empty()) return text;
  if (rest.front() == ':') {
    rest = trimmed(rest);
  } else if (!of_phone || (!is_digit(rest.front()) && rest.front() != '+' && rest.front() != '(')) {
    return text;
  }
  return rest.empty() ? text : rest;
}

// Begins with digits as of a phone, up to what people write behind it.
View without_tail(View text) {
  std::size_t digits = 0, end = 0;
  for (; end < text.size(); ++end) {
    const char32_t c = text[end];
    if (is_digit(c)) ++digits;
    else if (c != '+' && !stands_between(c)) break;
  }
  const View tail = text.substr(end);
  return digits >= phone_digits_min && !one_at_begin(phone_tails, tail).empty()
             ? trimmed(text.substr(0, end))
             : text;
}

bool says_enough(View name) {
  return name.size() - static_cast<std::size_t>(std::count_if(name.begin(), name.end(),
                                                              stands_between)) >
         1;
}

View without_title(View text) {
  for (const View title : titles) {
    if (text.size() <= title.size()) continue;
    const bool latin = is_latin(title[0]);
    if (text.ends_with(title)) {
      const View rest = text.substr(0, text.size() - title.size());
      if ((!latin || stands_between(rest.back())) && says_enough(rest)) return trimmed(rest);
    }
    if (text.starts_with(title)) {
      const View rest = text.substr(title.size());
      if (stands_between(rest.front()) && says_enough(rest)) return trimmed(rest);
    }
  }
  return text;
}

}  // namespace

bool ends_word(char32_t c) {
  constexpr View signs = U",;、。|";
  return character(c).space || signs.find(c) != signs.npos;
}

bool is_title(View word) {
  word = trimmed(word);
  return std::find(std::begin(titles), std::end(titles), word) != std::end(titles);
}

std::u32string without_pasted(View text) {
  const View whole = trimmed(text);
  const View meant = without_title(without_tail(without_label(whole)));
  return std::u32string(meant.empty() ? text : meant);
}

}  // namespace kintsugi::core
