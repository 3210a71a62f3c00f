// What a search finds, and which of it first.

#include <gtest/gtest.h>

#include "projections/cases/cases.h"
#include "projections/directory/directory.h"
#include "projections/lists/found.h"
#include "projections/lists/read.h"
#include "schema/customer.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using lists::Fit;

struct Shown {
  std::string ids;
  lists::BestEnd end;
};

Shown best(const RowReader& rows, const std::string& typed, const char* in = "customers",
           const lists::Bounds& bounds = {}, const Scope& scope = Scope::everything()) {
  const lists::Viewer viewer(scope, [&](std::string_view) -> Result<const RowReader*> {
    return &rows;
  });
  Shown out;
  const auto end = lists::read_best(*lists::find(in), rows, typed, viewer, bounds,
                                    [&](const lists::Item& item, Fit) {
                                      out.ids.append(out.ids.empty() ? "" : " ").append(item.id);
                                    });
  EXPECT_TRUE(end.has_value());
  if (end) out.end = *end;
  return out;
}
// The same, page by page, of the list.
std::string paged(const RowReader& rows, const lists::Query& query, const char* in = "customers",
                  std::size_t page_size = 50) {
  const Scope scope = Scope::everything();
  const lists::Viewer viewer(scope, [&](std::string_view) -> Result<const RowReader*> {
    return &rows;
  });
  std::string ids;
  PageRequest page{page_size, {}};
  do {
    const auto end = lists::read_page(*lists::find(in), rows, query, viewer, page,
                                      [&](const lists::Item& item) {
                                        ids.append(ids.empty() ? "" : " ").append(item.id);
                                        return true;
                                      });
    EXPECT_TRUE(end.has_value());
    if (!end) break;
    page.after = end->next;
  } while (!page.after.empty());
  return ids;
}
std::string listed(const RowReader& rows, const std::string& typed, const char* in = "customers",
                   std::size_t page_size = 50) {
  lists::Query query;
  query.search = typed;
  return paged(rows, query, in, page_size);
}
// Those for whom the parameter is so.
std::string where(const RowReader& rows, const char* parameter, const char* value) {
  lists::Query query;
  EXPECT_TRUE(lists::add_condition(*lists::find("customers"), parameter, value, query));
  return paged(rows, query);
}

struct SearchTest : testing::Test {
  void customer(const std::string& id, const std::string& name, const std::string& phone,
                const std::string& address = {}, const std::string& outlet = {}) {
    schema::CustomerRegistered event;
    event.name = name;
    event.phone = phone;
    event.address = address;
    event.outlet = outlet;
    event.registered_at = 1'772'323'200'000;  // 2026-03-01 08:00 in Shanghai
    log.add({on("customer/" + id, event)});
  }
  void part(const std::string& id, const std::string& number, const std::string& name = {},
            const std::string& brand = {}) {
    schema::PartRegistered event;
    event.number = number;
    event.name = name;
    event.brand = brand;
    log.add({on("part/" + id, event)});
  }
  std::shared_ptr<const RowReader> rows() { return folded(directory_projection(), log); }
  JudgedLog log;
};

TEST_F(SearchTest, FindsNamesByAnyReading) {
  customer("C-1", "单小龙", "1");
  customer("C-2", "长虹电器", "2");
  customer("C-3", "杭州海尔专卖店", "3");
  customer("C-4", "吕布", "4");
  part("P-1", "X", "空调主板");
  const auto all = rows();
  for (const char* typed : {"shanxiaolong", "danxiaolong", "sxl", "dxl", "shan", "单", "小龍"})
    EXPECT_EQ(best(*all, typed).ids, "C-1") << typed;
  for (const char* typed : {"changhong", "chdq", "長虹", "Chang Hong"})
    EXPECT_EQ(best(*all, typed).ids, "C-2") << typed;
  EXPECT_EQ(best(*all, "zhanghong").ids, "");
  for (const char* typed : {"haier", "hangzhouhaier", "hzhe", "海爾"})
    EXPECT_EQ(best(*all, typed).ids, "C-3") << typed;
  for (const char* typed : {"lvbu", "lubu", "lb"}) EXPECT_EQ(best(*all, typed).ids, "C-4") << typed;
  for (const char* typed : {"空调", "kongtiao", "kt", "KT", "空調", "ktzb"})
    EXPECT_EQ(best(*all, typed, "parts").ids, "P-1") << typed;
}

TEST_F(SearchTest, FindsAnyPartOfANumberThatIsLongEnough) {
  part("P-1", "KFR35GW20260042718");
  part("P-2", "ZZ-100-7788");
  const auto all = rows();
  const std::string whole = "KFR35GW20260042718";
  for (std::size_t size = lists::number_part_min; size <= whole.size(); ++size)
    for (std::size_t at = 0; at + size <= whole.size(); ++at) {
      EXPECT_EQ(best(*all, whole.substr(at, size), "parts").ids, "P-1") << at << " " << size;
      EXPECT_EQ(listed(*all, whole.substr(at, size), "parts"), "P-1") << at << " " << size;
    }
  for (std::size_t size = 3; size <= whole.size(); ++size)
    EXPECT_EQ(best(*all, whole.substr(whole.size() - size), "parts").ids, "P-1") << size;
  for (const char* typed : {"zz1007788", "100-77", "7788", "007788", "ＺＺ－１００", "1007788"})
    EXPECT_EQ(best(*all, typed, "parts").ids, "P-2") << typed;
  EXPECT_EQ(best(*all, "88", "parts").ids, "");
}

TEST_F(SearchTest, FindsAPhoneByAnyEndThatIsSaid) {
  customer("C-1", "王", "021-88886666");
  customer("C-2", "李", "138 6155 4158");
  customer("C-3", "张", "0571-8712345");
  const auto all = rows();
  for (const char* typed : {"02188886666", "88886666", "8888-6666", "8886666", "6666"}) {
    EXPECT_EQ(best(*all, typed).ids, "C-1") << typed;
    EXPECT_EQ(listed(*all, typed), "C-1") << typed;
  }
  const std::string mobile = "13861554158";
  for (std::size_t size = 4; size <= mobile.size(); ++size)
    EXPECT_EQ(listed(*all, mobile.substr(mobile.size() - size)), "C-2") << size;
  EXPECT_EQ(listed(*all, "8712345"), "C-3");
  EXPECT_EQ(listed(*all, "6155415"), "") << "what is inside is anybody's";
}

TEST_F(SearchTest, FindsLettersWithoutTheirAccents) {
  customer("C-1", "Niccolò Rossi", "1");
  customer("C-2", "Jürgen Müller", "2");
  customer("C-3", "İstanbul Ticaret", "3");
  customer("C-4", "吕强", "4");
  customer("C-5", "ガス店", "5");
  const auto all = rows();
  for (const char* typed : {"niccolo", "Niccolò", "NICCOLÒ", "rossi niccolo", "nicco"})
    EXPECT_EQ(best(*all, typed).ids, "C-1") << typed;
  for (const char* typed : {"muller", "müller", "mu\u0308ller", "jurgen muller"})
    EXPECT_EQ(listed(*all, typed), "C-2") << typed;
  EXPECT_EQ(best(*all, "istanbul").ids, "C-3");
  EXPECT_EQ(best(*all, "lüqiang").ids, "C-4");
  EXPECT_EQ(best(*all, "ガス").ids, "C-5");
  EXPECT_EQ(best(*all, "カス").ids, "") << "another letter";
}

// By several of its words, on pages of whatever size.
TEST_F(SearchTest, ShowsEachOnceOnAllPages) {
  customer("C-1", "张小张", "1");
  customer("C-2", "张三 张三丰 张飞", "2");
  customer("C-3", "小张 张", "3");
  customer("C-4", "张", "4");
  const auto all = rows();
  for (const auto& [typed, ids] : {std::pair("张", 4u), {"zhang", 3u}, {"z", 3u}}) {
    const std::string whole = listed(*all, typed);
    EXPECT_EQ(whole.size(), 4 * ids - 1) << typed << ": " << whole;
    for (const std::size_t size : {1u, 2u, 3u})
      EXPECT_EQ(listed(*all, typed, "customers", size), whole) << typed;
  }
}

// A phone is one however it is written; and a day is all that lies on it.
TEST_F(SearchTest, AFilterMeansWhatIsMeant) {
  customer("C-1", "王", "138 6155 4158");
  customer("C-2", "李", "+86-13861554158");
  customer("C-3", "张", "021-88886666");
  const auto all = rows();
  for (const char* typed : {"13861554158", "138-6155-4158", "+86 138 6155 4158",
                            "13861554158,138-6155-4158"})
    EXPECT_EQ(where(*all, "phone", typed), "C-1 C-2") << typed;
  EXPECT_EQ(where(*all, "phone", "6155 4158"), "");
  const std::string day = "2026-03-01";
  EXPECT_EQ(where(*all, "registered_at", day.c_str()), "C-1 C-2 C-3");
  EXPECT_EQ(where(*all, "registered_at", "2026-02-28"), "");
  EXPECT_EQ(where(*all, "registered_at", "2026-03-02"), "");
}

TEST_F(SearchTest, FindsPartsOfAddresses) {
  customer("C-1", "王", "1", "浙江省杭州市西湖区文三路138号阳光花园3幢502室");
  customer("C-2", "李", "2", "No. 12 Zhongshan Road");
  customer("C-3", "张", "3", "浙江大学紫金港校区");
  const auto all = rows();
  for (const char* typed : {"西湖区", "文三路", "文三路138", "文三路138号", "阳光花园", "阳光",
                            "杭州市西湖", "陽光花園", "文三路 138", "花园3幢", "文三路１３８号"})
    EXPECT_EQ(best(*all, typed).ids, "C-1") << typed;
  for (const char* typed : {"zhongshan", "12 zhongshan", "ROAD"})
    EXPECT_EQ(best(*all, typed).ids, "C-2") << typed;
  for (const char* typed : {"紫金港", "金港校", "大学紫", "江大学"})
    EXPECT_EQ(best(*all, typed).ids, "C-3") << typed;
}

// Roads and communities, as they are usually read.
TEST_F(SearchTest, FindsRoadsAndCommunitiesByPinyin) {
  customer("C-1", "王", "1", "上海市浦东新区明华路100号阳光花园3幢502室");
  customer("C-2", "李", "2", "西湖区古荡街道万科城3-2");
  customer("C-3", "张", "3", "长宁区園林路8弄幸福小区");
  const auto all = rows();
  for (const char* typed : {"minghua", "minghualu", "mhl", "MHL", "mhl 100", "yangguanghua", "yghy",
                            "wang mhl"})
    EXPECT_EQ(best(*all, typed).ids, "C-1") << typed;
  for (const char* typed : {"gudang", "gdjd", "wankecheng", "wkc"})
    EXPECT_EQ(best(*all, typed).ids, "C-2") << typed;
  for (const char* typed : {"yuanlinlu", "yll", "xingfuxiaoqu", "xfxq"})
    EXPECT_EQ(best(*all, typed).ids, "C-3") << typed;
  for (const char* typed : {"pudong", "xihuqu", "shanghai", "mhl 200", "hao"})
    EXPECT_EQ(best(*all, typed).ids, "") << typed << ": a district has thousands";
}

// What an address adds to the index of a directory is bounded, however long it is.
TEST_F(SearchTest, AnAddressHasSoManyTermsAndNoMore) {
  const auto octets = [](const std::string& address) {
    std::size_t sum = 0;
    for (const std::string& term : lists::terms_of(lists::TermKind::address, address))
      sum += term.size();
    return sum;
  };
  std::string whole = "上海市浦东新区明华路100号阳光花园3幢502室", longest;
  RecordProperty("octets", std::to_string(octets(whole)));
  EXPECT_LT(octets(whole), 600u);
  while (longest.size() < 1000) longest += whole;
  EXPECT_LE(lists::terms_of(lists::TermKind::address, longest).size(), 19u);
  EXPECT_LT(octets(longest), 1500u);
}

TEST_F(SearchTest, FindsWhatIsCopiedWithItsLabel) {
  customer("C-1", "王小明", "13800001234", "明华路1号");
  customer("C-2", "李先生", "02155550000");
  customer("C-3", "Wang Lei", "13900005678");
  const auto all = rows();
  for (const char* typed :
       {"tel:13800001234", "tel:+86-138-0000-1234", "电话：138 0000 1234", "電話:13800001234",
        "电话13800001234", "手机号 138-0000-1234", "Tel. 13800001234", "Phone: +86 (0)138-0000-1234",
        "13800001234（微信同号）", "13800001234，", "(+86) 138 0000 1234", "\u202a13800001234\u202c",
        "0086-138-0000-1234", "86-13800001234", "王小明 138 0000 1234", "王小明，13800001234",
        "王小明 电话：13800001234", "138 0000 1234 王小明", "姓名：王小明", "王小明先生", "王小明 女士",
        "王小明（先生）", "先生 王小明", "客户：王小明", "地址：明华路1号", "wangxiaoming 先生"})
    for (const std::string& found : {best(*all, typed).ids, listed(*all, typed)})
      EXPECT_EQ(found, "C-1") << typed;
  for (const char* typed : {"李先生", "+86 (0)21-5555-0000", "021-55550000转801",
                            "021-55550000 ext 801", "86-21-5555-0000", "座机：（021）5555 0000",
                            "联系人：李先生"})
    EXPECT_EQ(best(*all, typed).ids, "C-2") << typed;
  for (const char* typed : {"Mr. Wang Lei", "Mr.Wang Lei", "Mrs Wang", "Wang Lei, Mr.", "Ms. wang"})
    EXPECT_NE(best(*all, typed).ids.find("C-3"), std::string::npos) << typed;
  EXPECT_EQ(best(*all, "先生").ids, "C-2") << "what is only a title is looked for as it is";
  EXPECT_EQ(best(*all, "tel:13800009999").ids, "");
}

TEST_F(SearchTest, WantsEveryWord) {
  customer("C-1", "王小明", "13800001234", "文三路1号");
  customer("C-2", "王大明", "13800005678", "文三路2号");
  customer("C-3", "王小刚", "13900001234", "学院路1号");
  part("P-1", "A1", "主板", "长虹");
  part("P-2", "A2", "主板", "海尔");
  const auto all = rows();
  EXPECT_EQ(best(*all, "王 明").ids, "C-1 C-2");
  EXPECT_EQ(best(*all, "wang 1234").ids, "C-1 C-3");
  EXPECT_EQ(best(*all, "文三 王小").ids, "C-1");
  EXPECT_EQ(best(*all, "1234 王　小刚").ids, "C-3") << "a blank of full width";
  EXPECT_EQ(best(*all, "王 nobody").ids, "");
  EXPECT_EQ(best(*all, "wang xiao ming").ids, "C-1");
  EXPECT_EQ(listed(*all, "wang 1234"), "C-1 C-3");
  EXPECT_EQ(listed(*all, "wang 1234", "customers", 1), "C-1 C-3") << "page by page";
  EXPECT_EQ(best(*all, "主板 长虹", "parts").ids, "P-1") << "a field that only narrows";
  EXPECT_EQ(best(*all, "zhuban haier", "parts").ids, "P-2");
  EXPECT_EQ(best(*all, "长虹", "parts").ids, "") << "which finds nothing by itself";
  EXPECT_EQ(best(*all, "138 0000 1234").ids, "C-1") << "a phone is one word";
}

TEST_F(SearchTest, ShowsTheBestFirst) {
  part("1234", "X", "x");            // its number
  part("12345", "Y", "y");           // its begin
  part("P-3", "Z", "1234 board");    // a name
  part("P-4", "ZZ991234", "board");  // an end
  const auto all = rows();
  EXPECT_EQ(best(*all, "1234", "parts").ids, "1234 12345 P-3 P-4");
}

TEST_F(SearchTest, SaysWhatItDoesNotShow) {
  for (int i = 100; i < 160; ++i) customer("C-" + std::to_string(i), "王一", "1");
  const auto all = rows();
  EXPECT_EQ(best(*all, "王", "customers", {3, 500}).ids, "C-100 C-101 C-102");
  const Shown few = best(*all, "王一", "customers", {3, 500});
  EXPECT_EQ(few.ids, "C-120 C-121 C-122") << "of the forty with the last keys";
  EXPECT_TRUE(few.end.more);
  EXPECT_FALSE(few.end.bounded);
  const Shown bounded = best(*all, "wy", "customers", {50, 10});
  EXPECT_TRUE(bounded.end.bounded);
  EXPECT_EQ(bounded.end.looked_at, 10);
  EXPECT_FALSE(best(*all, "c-100").end.more);
  EXPECT_EQ(best(*all, "c-100").ids, "C-100");
}

TEST_F(SearchTest, FindsNothingWhereNothingIsTyped) {
  customer("C-1", "王", "1");
  const auto all = rows();
  for (const char* typed : {"", " ", "--", "（）", "\"", "　"})
    EXPECT_EQ(best(*all, typed).ids, "") << typed;
  EXPECT_EQ(listed(*all, ""), "C-1") << "a list that is not searched has everything";
  for (const char* typed : {" ", "---", "（）", "\"", "　", "\xE2\x80\xAE"})
    EXPECT_EQ(listed(*all, typed), "") << typed;
}

TEST_F(SearchTest, IsOfTheMoment) {
  customer("C-1", "王小明", "13800001234");
  const auto before = rows();
  schema::CustomerChanged changed;
  changed.name = "李小明";
  changed.phone = "13900005678";
  log.add({on(std::string("customer/C-1"), changed)});
  EXPECT_EQ(best(*before, "王小明").ids, "C-1");
  EXPECT_EQ(best(*rows(), "王小明").ids, "");
  EXPECT_EQ(best(*rows(), "5678").ids, "C-1");
}

TEST_F(SearchTest, StaysInsideOnesOutlets) {
  for (const char* id : {"a", "b"}) {
    schema::OutletRegistered outlet;
    outlet.name = id;
    log.add({on(std::string("outlet/") + id, outlet)});
  }
  customer("C-1", "王一", "1", "", "a");
  customer("C-2", "王二", "2", "", "b");
  const auto all = rows();
  EXPECT_EQ(best(*all, "王", "customers", {}, only({"a"})).ids, "C-1");
  EXPECT_EQ(best(*all, "c-2", "customers", {}, only({"a"})).ids, "");
  EXPECT_EQ(best(*all, "王", "customers", {}, only({})).ids, "");
}

// Whoever else of the household or the company calls is found by his own number and name.
TEST_F(SearchTest, FindsACustomerByEachOfHisContacts) {
  customer("C-1", "东方大厦", "02155550000");
  customer("C-2", "李四", "13900000009");
  log.add({on("customer/C-1", schema::CustomerContactsSet{
                                  .contacts = {{.name = "王工", .phone = "13812345678"},
                                               {.name = "赵主任", .phone = "13787654321"}}})});
  const auto all = rows();
  for (const char* typed : {"13812345678", "138-1234", "5678", "13787654321", "4321", "赵主任", "zzr"})
    EXPECT_EQ(best(*all, typed).ids, "C-1") << typed;
  EXPECT_EQ(listed(*all, "13787654321"), "C-1");
  log.add({on("customer/C-1",
              schema::CustomerContactsSet{.contacts = {{.name = "王工", .phone = "13812345678"}}})});
  EXPECT_EQ(best(*rows(), "13787654321").ids, "");
}

// A name may lead to a list, but not through one: what stands there is no single value.
TEST_F(SearchTest, NothingIsAskedOfAFieldInsideAList) {
  const lists::List& customers = *lists::find("customers");
  lists::Query query;
  for (const char* name : {"contacts.phone", "contacts.name.from", "contacts.name.has"})
    EXPECT_EQ(lists::add_condition(customers, name, "1", query).error().code,
              "request.unknown_parameter")
        << name;
  EXPECT_FALSE(lists::find("work_orders")->field("order.bookings.technician").has_value());
}

// Of what has no word in it nothing is left to ask for: no condition, which everything would hold.
TEST_F(SearchTest, AConditionWithoutAWordIsRefused) {
  const lists::List& customers = *lists::find("customers");
  lists::Query query;
  for (const char* name : {"phone.has", "phone.begins", "phone"})
    for (const char* text : {"---", "( )", "\xE2\x80\xAE"})
      EXPECT_EQ(lists::add_condition(customers, name, text, query).error().code,
                "request.bad_parameter")
          << name << text;
  EXPECT_TRUE(lists::add_condition(customers, "phone.has", "", query)) << "it asks for nothing";
  EXPECT_TRUE(query.conditions.empty());
  EXPECT_TRUE(lists::add_condition(customers, "phone", "", query)) << "those who have none";
}

}  // namespace
}  // namespace kintsugi::tests
