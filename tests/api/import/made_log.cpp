#include "tests/api/import/made_log.h"

#include <array>
#include <ctime>
#include <map>

#include <unicode/ucnv.h>
#include <zlib.h>

namespace kintsugi::tests {
namespace {

// splitmix64: small, fast, the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
  }
  bool one_in(std::int64_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

struct Choice {
  const char* activity;
  int weight;
};

// What follows what, in thousandths or so, as in the help-desk log of Polato (2017). Empty: the
// case ends.
const std::map<std::string, std::vector<Choice>>& successors() {
  static const std::map<std::string, std::vector<Choice>> table = {
      {"",
       {{"Assign seriousness", 957},
        {"Insert ticket", 26},
        {"Take in charge ticket", 16},
        {"Wait", 1}}},
      {"Insert ticket", {{"Assign seriousness", 941}, {"Wait", 34}, {"Take in charge ticket", 25}}},
      {"Assign seriousness",
       {{"Take in charge ticket", 843},
        {"Assign seriousness", 89},
        {"Resolve ticket", 52},
        {"Wait", 14},
        {"Require upgrade", 2}}},
      {"Take in charge ticket",
       {{"Resolve ticket", 704},
        {"Wait", 250},
        {"Take in charge ticket", 20},
        {"Require upgrade", 14},
        {"Create SW anomaly", 10},
        {"Schedule intervention", 1},
        {"", 1}}},
      {"Wait",
       {{"Resolve ticket", 528},
        {"Take in charge ticket", 381},
        {"Wait", 77},
        {"Require upgrade", 5},
        {"", 9}}},
      {"Resolve ticket",
       {{"Closed", 915}, {"Resolve ticket", 51}, {"Take in charge ticket", 31}, {"", 3}}},
      {"Require upgrade",
       {{"Resolve ticket", 700}, {"Require upgrade", 130}, {"Wait", 70}, {"VERIFIED", 100}}},
      {"Create SW anomaly",
       {{"Resolve ticket", 600}, {"Require upgrade", 160}, {"Resolve SW anomaly", 240}}},
      {"Resolve SW anomaly", {{"Resolve ticket", 500}, {"Resolve SW anomaly", 500}}},
      {"Schedule intervention", {{"Resolve ticket", 800}, {"Take in charge ticket", 200}}},
      {"VERIFIED", {{"Closed", 500}, {"DUPLICATE", 500}}},
      {"DUPLICATE", {{"Resolve ticket", 1}}},
      {"Closed", {{"", 996}, {"Closed", 3}, {"Take in charge ticket", 1}}}};
  return table;
}

std::string follow(const std::string& activity, Random& random) {
  const std::vector<Choice>& choices = successors().at(activity);
  int total = 0;
  for (const Choice& choice : choices) total += choice.weight;
  auto left = static_cast<int>(random.below(total));
  for (const Choice& choice : choices) {
    if ((left -= choice.weight) < 0) return choice.activity;
  }
  return {};
}

std::string value(std::int64_t number) { return "Value " + std::to_string(number); }

// Seconds to the next event: now and then none, mostly minutes or days.
std::int64_t gap(Random& random) {
  if (random.one_in(150)) return 0;
  return random.one_in(2) ? 10 + random.below(3600) : 3600 + random.below(20 * 86400);
}

std::string stamp(std::int64_t seconds, const char* format) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

}  // namespace

MadeLog make_log(std::uint64_t seed, std::int64_t cases) {
  Random random(seed);
  MadeLog log;
  log.cases = cases;
  for (std::int64_t i = 1; i <= cases; ++i) {
    std::int64_t time = 1262304000 + random.below(4 * 365 * 86400);  // 2010-01-01 and four years
    std::int64_t agent = 1 + random.below(22);
    const std::vector<std::pair<std::string, std::string>> attributes = {
        {"customer", value(1 + random.below(397))},
        {"product", value(1 + random.below(21))},
        {"responsible_section", value(1 + random.below(7))},
        {"seriousness_2", value(random.one_in(3) ? 1 + random.below(4) : 1)},
        {"service_level", value(1 + random.below(4))},
        {"service_type", value(random.one_in(8) ? 2 : 1)},
        {"note", random.one_in(10) ? "客户说：\"无法启动\", 两次 <E4>\n请回电 & 上门" : "机器 ok"}};
    std::string activity = follow("", random);
    for (int step = 0; step < 40 && !activity.empty(); ++step) {
      if (activity == "Take in charge ticket" || random.one_in(3)) agent = 1 + random.below(22);
      log.events.push_back({"Case " + std::to_string(i), activity, value(agent), time, attributes});
      time += gap(random);
      activity = follow(activity, random);
    }
  }
  return log;
}

std::string to_xes(const MadeLog& log) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<log xes.version=\"1849-2016\" "
      "xmlns=\"http://www.xes-standard.org/\">\n"
      "\t<extension name=\"Concept\" prefix=\"concept\" "
      "uri=\"http://www.xes-standard.org/concept.xesext\" />\n"
      "\t<global scope=\"event\">\n\t\t<string key=\"concept:name\" value=\"__INVALID__\" "
      "/>\n\t</global>\n"
      "\t<string key=\"origin\" value=\"made\" />\n";
  const std::string* open = nullptr;
  for (const MadeEvent& event : log.events) {
    if (open == nullptr || *open != event.case_id) {
      if (open != nullptr) out += "\t</trace>\n";
      out += "\t<trace>\n\t\t<string key=\"concept:name\" value=\"" + event.case_id + "\" />\n";
      open = &event.case_id;
    }
    out += "\t\t<event>\n\t\t\t<string key=\"concept:name\" value=\"" + escaped(event.activity) +
           "\" />\n";
    out += "\t\t\t<string key=\"org:resource\" value=\"" + escaped(event.operator_name) + "\" />\n";
    out += "\t\t\t<date key=\"time:timestamp\" value=\"" +
           stamp(event.time_s, "%Y-%m-%dT%H:%M:%S+00:00") + "\" />\n";
    for (const auto& [key, text] : event.attributes) {
      out += "\t\t\t<string key=\"" + key + "\" value=\"" + escaped(text) + "\" />\n";
    }
    out += "\t\t</event>\n";
  }
  return out + (open == nullptr ? "" : "\t</trace>\n") + "</log>\n";
}

std::string to_csv(const MadeLog& log, char delimiter) {
  const std::string between(1, delimiter);
  std::string out = "ticket" + between + "action" + between + "when" + between + "agent";
  for (const auto& [key, text] : log.events.front().attributes) out += between + key;
  out += "\r\n";
  for (const MadeEvent& event : log.events) {
    out += event.case_id + between + event.activity + between +
           stamp(event.time_s + 8 * 3600, "%d/%m/%Y %H:%M:%S") + between + event.operator_name;
    for (const auto& [key, text] : event.attributes) out += between + quoted(text);
    out += "\r\n";
  }
  return out;
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string to_gb18030(const std::string& utf8) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const std::int32_t size =
      ucnv_convert("gb18030", "utf-8", out.data(), static_cast<std::int32_t>(out.size()),
                   utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

}  // namespace kintsugi::tests
