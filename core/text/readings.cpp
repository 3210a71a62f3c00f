#include "core/text/readings.h"

#include <algorithm>
#include <array>

#include "core/text/characters.h"

namespace kintsugi::core {
namespace {

struct Reading {
  std::u32string_view text;
  // Its syllables, with a space after each but the last; '|' between ways of reading it.
  std::string_view pinyin;
};

// Family names: where a name begins. Where many say what the character is elsewhere, that too.
constexpr auto families = std::to_array<Reading>({
    {U"单", "shan|dan"},   {U"曾", "zeng|ceng"},  {U"仇", "qiu|chou"},   {U"解", "xie|jie"},
    {U"华", "hua"},        {U"任", "ren"},        {U"查", "zha|cha"},    {U"区", "ou|qu"},
    {U"朴", "piao|pu"},    {U"盖", "ge|gai"},     {U"乐", "le|yue"},     {U"尉", "wei|yu"},
    {U"覃", "qin|tan"},    {U"翟", "zhai|di"},    {U"缪", "miao|mou"},   {U"冼", "xian"},
    {U"种", "chong|zhong"}, {U"秘", "bi|mi"},     {U"宓", "mi|fu"},      {U"员", "yun|yuan"},
    {U"折", "she|zhe"},    {U"黑", "he|hei"},     {U"葛", "ge"},         {U"盛", "sheng"},
    {U"柏", "bai|bo"},     {U"薄", "bo|bao"},     {U"贾", "jia|gu"},     {U"谌", "chen|shen"},
    {U"牟", "mou|mu"},     {U"隗", "wei|kui"},    {U"郗", "xi|chi"},     {U"繁", "po|fan"},
    {U"瞿", "qu|ju"},      {U"车", "che"},        {U"藏", "zang|cang"},  {U"臧", "zang"},
    {U"逄", "pang"},       {U"粘", "nian|zhan"},  {U"宿", "su"},         {U"应", "ying"},
    {U"沈", "shen"},       {U"石", "shi"},        {U"曲", "qu"},         {U"都", "du|dou"},
    {U"过", "guo"},        {U"洗", "xian|xi"},    {U"召", "shao|zhao"},  {U"佴", "nai|er"},
    {U"郇", "xun|huan"},   {U"骆", "luo"},        {U"那", "na"},         {U"宁", "ning"},
    {U"燕", "yan"},        {U"要", "yao"},        {U"令", "ling"},       {U"系", "xi"},
    {U"尹", "yin"},        {U"幺", "yao"},        {U"厍", "she"},        {U"妫", "gui"},
    {U"炅", "gui|jiong"},  {U"郄", "qie|xi"},     {U"晟", "cheng|sheng"}, {U"哈", "ha"},
    {U"行", "xing|hang"},  {U"长", "chang|zhang"}, {U"重", "chong|zhong"}, {U"朝", "chao|zhao"},
    {U"尉迟", "yu chi|wei chi"}, {U"长孙", "zhang sun|chang sun"}, {U"万俟", "mo qi|wan si"},
    {U"澹台", "tan tai|dan tai"}, {U"单于", "chan yu|dan yu"}, {U"令狐", "ling hu"},
    {U"宇文", "yu wen"},   {U"鲜于", "xian yu"},  {U"呼延", "hu yan"},   {U"皇甫", "huang fu"},
});

// Brands, makers, places and words of the trade: anywhere.
constexpr auto anywhere = std::to_array<Reading>({
    {U"长虹", "chang hong"},   {U"长岭", "chang ling"},   {U"长城", "chang cheng"},
    {U"长江", "chang jiang"},  {U"长沙", "chang sha"},    {U"长春", "chang chun"},
    {U"长安", "chang an"},     {U"长宁", "chang ning"},   {U"长治", "chang zhi"},
    {U"长白", "chang bai"},    {U"长兴", "chang xing"},   {U"长乐", "chang le"},
    {U"长葛", "chang ge"},     {U"长清", "chang qing"},   {U"美的", "mei di|mei de"},
    {U"海尔", "hai er"},       {U"格力", "ge li"},        {U"海信", "hai xin"},
    {U"容声", "rong sheng"},   {U"创维", "chuang wei"},   {U"康佳", "kang jia"},
    {U"奥克斯", "ao ke si"},   {U"志高", "zhi gao"},      {U"科龙", "ke long"},
    {U"新飞", "xin fei"},      {U"美菱", "mei ling"},     {U"小天鹅", "xiao tian e"},
    {U"荣事达", "rong shi da"}, {U"老板", "lao ban"},     {U"方太", "fang tai"},
    {U"华帝", "hua di"},       {U"万和", "wan he"},       {U"万家乐", "wan jia le"},
    {U"樱花", "ying hua"},     {U"林内", "lin nei"},      {U"能率", "neng lv|neng lu|neng shuai"},
    {U"史密斯", "shi mi si"},  {U"大金", "da jin"},       {U"日立", "ri li"},
    {U"松下", "song xia"},     {U"三菱", "san ling"},     {U"三洋", "san yang"},
    {U"夏普", "xia pu"},       {U"东芝", "dong zhi"},     {U"西门子", "xi men zi"},
    {U"博世", "bo shi"},       {U"伊莱克斯", "yi lai ke si"}, {U"乐华", "le hua"},
    {U"乐视", "le shi"},       {U"乐金", "le jin"},       {U"苏泊尔", "su bo er"},
    {U"九阳", "jiu yang"},     {U"帅康", "shuai kang"},   {U"小鸭", "xiao ya"},
    {U"扬子", "yang zi"},      {U"重庆", "chong qing"},   {U"厦门", "xia men"},
    {U"大厦", "da sha|da xia"}, {U"成都", "cheng du"},    {U"首都", "shou du"},
    {U"西藏", "xi zang"},      {U"乐山", "le shan"},      {U"乐清", "yue qing|le qing"},
    {U"乐亭", "lao ting|le ting"}, {U"六安", "lu an|liu an"}, {U"六合", "lu he|liu he"},
    {U"蚌埠", "beng bu"},      {U"台州", "tai zhou"},     {U"丽水", "li shui"},
    {U"番禺", "pan yu|fan yu"}, {U"东莞", "dong guan"},   {U"亳州", "bo zhou"},
    {U"歙县", "she xian"},     {U"莘庄", "xin zhuang"},   {U"莘县", "shen xian"},
    {U"洪洞", "hong tong"},    {U"铅山", "yan shan|qian shan"}, {U"涪陵", "fu ling"},
    {U"枞阳", "zong yang"},    {U"黄陂", "huang pi"},     {U"浚县", "xun xian"},
    {U"单县", "shan xian"},    {U"解放", "jie fang"},     {U"朝阳", "chao yang"},
    {U"银行", "yin hang"},     {U"商行", "shang hang"},   {U"车行", "che hang"},
    {U"电器行", "dian qi hang"}, {U"琴行", "qin hang"},   {U"五金行", "wu jin hang"},
    {U"音乐", "yin yue"},      {U"娱乐", "yu le"},        {U"快乐", "kuai le"},
    {U"空调", "kong tiao"},    {U"调节", "tiao jie"},     {U"调温", "tiao wen"},
    {U"调压", "tiao ya"},      {U"重装", "chong zhuang"}, {U"重置", "chong zhi"},
    {U"传感器", "chuan gan qi"}, {U"风扇", "feng shan"},  {U"单冷", "dan leng"},
    {U"长度", "chang du"},     {U"加长", "jia chang"},    {U"率", "lv|lu|shuai"},
    {U"吕", "lv|lu"},          {U"绿", "lv|lu"},          {U"旅", "lv|lu"},
    {U"铝", "lv|lu"},          {U"律", "lv|lu"},          {U"滤", "lv|lu"},
    {U"女", "nv|nu"},          {U"乐", "le|yue"},
});

// Sorted by the first character, then longest first.
class Readings {
 public:
  template <std::size_t size>
  explicit Readings(const std::array<Reading, size>& all) : all_(all.begin(), all.end()) {
    std::sort(all_.begin(), all_.end(), [](const Reading& a, const Reading& b) {
      return a.text[0] != b.text[0] ? a.text[0] < b.text[0] : a.text.size() > b.text.size();
    });
  }
  // Null where there is none.
  const Reading* at_begin_of(std::u32string_view text) const {
    auto one = std::lower_bound(all_.begin(), all_.end(), text[0],
                                [](const Reading& a, char32_t c) { return a.text[0] < c; });
    for (; one != all_.end() && one->text[0] == text[0]; ++one)
      if (text.starts_with(one->text)) return &*one;
    return nullptr;
  }

 private:
  std::vector<Reading> all_;
};

const Reading* found_anywhere(std::u32string_view text) {
  static const Readings all(anywhere);
  return all.at_begin_of(text);
}
// The longer one, where both lists have one.
const Reading* found_at_begin(std::u32string_view text) {
  static const Readings all(families);
  const Reading* family = all.at_begin_of(text);
  const Reading* other = found_anywhere(text);
  if (family == nullptr || (other != nullptr && other->text.size() > family->text.size()))
    return other;
  return family;
}

void add_syllables(Spelled& to, std::string_view syllables) {
  bool begins = true;
  for (const char c : syllables) {
    if (c != ' ') to.whole += c;
    if (c != ' ' && begins) to.initials += c;
    begins = c == ' ';
  }
}

// Each so far with the usual way, and behind them with the others, as many as may be.
void add_ways(std::vector<Spelled>& all, std::string_view ways) {
  const std::vector<Spelled> so_far = all;
  for (std::size_t begin = 0; begin < ways.size();) {
    const std::size_t end = std::min(ways.find('|', begin), ways.size());
    const std::string_view way = ways.substr(begin, end - begin);
    if (begin == 0) {
      for (Spelled& one : all) add_syllables(one, way);
    } else if (all.size() + so_far.size() <= spellings_max) {
      for (Spelled one : so_far) add_syllables(all.emplace_back(std::move(one)), way);
    }
    begin = end + 1;
  }
}

}  // namespace

std::vector<Spelled> spellings(std::u32string_view text) {
  std::vector<Spelled> out(1);
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    const Character& one = character(text[i]);
    if (!one.han) {
      if (one.word && one.octets.size() == 1)
        for (Spelled& so_far : out) so_far.whole += one.octets, so_far.initials += one.octets;
      ++i;
      continue;
    }
    any = true;
    const auto rest = text.substr(i);
    const Reading* special = i == 0 ? found_at_begin(rest) : found_anywhere(rest);
    add_ways(out, special != nullptr ? special->pinyin : std::string_view(one.pinyin));
    i += special != nullptr ? special->text.size() : 1;
  }
  if (!any) out.clear();
  return out;
}

std::vector<std::size_t> names_inside(std::u32string_view text) {
  std::vector<std::size_t> out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!character(text[i]).han) continue;
    const Reading* one = found_anywhere(text.substr(i));
    if (one == nullptr || one->text.size() < 2) continue;
    out.push_back(i);
    i += one->text.size() - 1;
  }
  return out;
}

}  // namespace kintsugi::core
