#include "api/import/input.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "api/import/csv_reader.h"
#include "api/import/xes_reader.h"
#include "core/text/text.h"

namespace kintsugi::api::import {
namespace {

constexpr std::size_t spool_buffer_octets = 1 << 20;

tl::unexpected<Error> no_space(const std::string& what) {
  return fail(ErrorKind::unavailable, "import.no_space",
              "the temporary file for the import cannot be written: " + what);
}

void put_number(std::string& out, std::int64_t number) {
  char octets[sizeof number];
  std::memcpy(octets, &number, sizeof number);
  out.append(octets, sizeof number);
}
void put_text(std::string& out, std::string_view text) {
  put_number(out, static_cast<std::int64_t>(text.size()));
  out.append(text);
}

// Reads back what put_… wrote: our own octets of a moment ago, hence without checks.
struct SpoolReader {
  const char* at;
  std::int64_t number() {
    std::int64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
  }
  void text(std::string& into) {
    const auto size = static_cast<std::size_t>(number());
    into.assign(at, size);
    at += size;
  }
};

}  // namespace

// One pass over the file: each event checked, spooled and indexed.
class Input::Reading {
 public:
  Reading(const Options& options, const Mapping& mapping, Input& input)
      : options_(options), mapping_(mapping), input_(input) {}

  Result<void> run() {
    KINTSUGI_TRY_OK(open_spool());
    KINTSUGI_TRY(const std::unique_ptr<ByteSource> source,
                 ByteSource::open(options_.file, options_.limits));
    const EventSink sink = [this](RawEvent&& event) { return take(std::move(event)); };
    const Result<void> read =
        mapping_.source.format == Source::Format::csv
            ? read_csv(*source, mapping_.source.csv, options_.limits, problems_, sink)
            : read_xes(*source, options_.limits, problems_, sink);
    if (!read) {
      if (read.error().code != "import.bad_file") return tl::unexpected(read.error());
      problems_.add(0, read.error().what);
    }
    if (failure_) return tl::unexpected(*failure_);
    if (problems_.empty() && input_.index_.empty()) problems_.add(0, "the file holds no events");
    check_orders();
    if (!problems_.empty()) return tl::unexpected(problems_.to_error(options_.file.string()));
    KINTSUGI_TRY_OK(flush());
    input_.sha256_ = source->sha256();
    sort();
    return {};
  }

 private:
  Result<void> open_spool() {
    std::error_code failed;
    std::filesystem::path directory = options_.scratch;
    if (directory.empty()) directory = std::filesystem::temp_directory_path(failed);
    std::string name = (directory / "kintsugi-import-XXXXXX").string();
    input_.spool_ = mkstemp(name.data());
    if (input_.spool_ < 0) return no_space(name + ": " + std::strerror(errno));
    unlink(name.c_str());
    return {};
  }

  Result<void> flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
      const ssize_t written = write(input_.spool_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return no_space(std::strerror(errno));
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
    return {};
  }

  // One of the attributes that the mapping gives a meaning; taken out of the others.
  std::string take_named(RawEvent& raw, const std::string& name) {
    if (name.empty()) return {};
    const auto found = std::find_if(raw.attributes.begin(), raw.attributes.end(),
                                    [&](const Attribute& a) { return a.name == name; });
    if (found == raw.attributes.end()) return {};
    std::string value = std::move(found->value);
    raw.attributes.erase(found);
    return value;
  }

  bool take(RawEvent&& raw) {
    const std::int64_t line = raw.line;
    const Source& source = mapping_.source;
    InputEvent event;
    event.row = raw.row;
    event.line = line;
    event.case_id = take_named(raw, source.case_name);
    event.activity = take_named(raw, source.activity_name);
    event.operator_name = take_named(raw, source.operator_name);
    const std::string time = take_named(raw, source.time_name);
    event.attributes = std::move(raw.attributes);
    bool whole = true;
    const auto require = [&](const std::string& value, const std::string& name, const char* what) {
      if (!value.empty()) return;
      whole = false;
      problems_.add(line, std::string("this event has no ") + what + " (\"" + name + "\")");
    };
    require(event.case_id, source.case_name, "case");
    require(event.activity, source.activity_name, "activity");
    require(time, source.time_name, "time");
    if (!time.empty()) {
      const Result<Instant> read = mapping_.times->read(time);
      if (!read) {
        whole = false;
        problems_.add(line, read.error().what);
      } else if (to_ms(*read) <= 0 || *read > options_.now) {
        whole = false;
        problems_.add(line, "bad date \"" + time + "\": " +
                                (to_ms(*read) <= 0 ? "before 1970" : "in the future"));
      } else {
        event.time = *read;
      }
    }
    if (whole) whole = keep(event);
    if (input_.index_.size() % 65536 == 0 && options_.progress) options_.progress(input_.events());
    return !problems_.full() && !failure_;
  }

  bool keep(const InputEvent& event) {
    Entry entry;
    entry.time_ms = to_ms(event.time);
    entry.offset = input_.spool_octets_;
    entry.row = event.row;
    const auto [known, fresh] =
        cases_.try_emplace(event.case_id, static_cast<std::uint32_t>(cases_.size()));
    entry.case_rank = known->second;
    entry.activity =
        activities_.try_emplace(event.activity, static_cast<std::uint32_t>(activities_.size()))
            .first->second;
    if (fresh) {
      const std::optional<std::string> order = mapping_.order_id.render(Fields::of(event));
      if (!order || !core::is_id(*order)) {
        problems_.add(event.line, "[order] id for the case \"" + event.case_id + "\" is \"" +
                                      order.value_or("") + "\": expected 1 to 64 octets without " +
                                      "\"/\" and \":\" (the filter slug makes such)");
        return false;
      }
      orders_.push_back({*order, event.case_id, event.line});
    }
    const std::size_t before = buffer_.size();
    put_number(buffer_, event.row);
    put_number(buffer_, event.line);
    put_number(buffer_, to_ms(event.time));
    put_text(buffer_, event.case_id);
    put_text(buffer_, event.activity);
    put_text(buffer_, event.operator_name);
    put_number(buffer_, static_cast<std::int64_t>(event.attributes.size()));
    for (const Attribute& attribute : event.attributes) {
      put_text(buffer_, attribute.name);
      put_text(buffer_, attribute.value);
    }
    input_.spool_octets_ += buffer_.size() - before;
    input_.index_.push_back(entry);
    if (buffer_.size() < spool_buffer_octets) return true;
    if (const Result<void> flushed = flush(); !flushed) {
      failure_ = flushed.error();
      return false;
    }
    return true;
  }

  // Two cases must not become one order.
  void check_orders() {
    std::sort(orders_.begin(), orders_.end(), [](const Order& a, const Order& b) {
      return std::tie(a.id, a.line) < std::tie(b.id, b.line);
    });
    for (std::size_t i = 1; i < orders_.size() && !problems_.full(); ++i) {
      if (orders_[i].id != orders_[i - 1].id) continue;
      problems_.add(orders_[i].line, "the cases \"" + orders_[i - 1].case_id + "\" and \"" +
                                         orders_[i].case_id + "\" would both be the order " +
                                         orders_[i].id + ": [order] id must tell them apart");
    }
  }

  void sort() {
    std::vector<const std::string*> names(cases_.size());
    for (const auto& [name, number] : cases_) names[number] = &name;
    std::vector<std::uint32_t> by_name(names.size());
    std::iota(by_name.begin(), by_name.end(), 0U);
    std::sort(by_name.begin(), by_name.end(),
              [&](std::uint32_t a, std::uint32_t b) { return *names[a] < *names[b]; });
    std::vector<std::uint32_t> rank(names.size());
    for (std::uint32_t i = 0; i < by_name.size(); ++i) rank[by_name[i]] = i;
    std::vector<Entry>& index = input_.index_;
    for (Entry& entry : index) entry.case_rank = rank[entry.case_rank];
    std::sort(index.begin(), index.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.time_ms, a.case_rank, a.row) < std::tie(b.time_ms, b.case_rank, b.row);
    });
    std::vector<bool> seen(names.size(), false);
    for (auto entry = index.rbegin(); entry != index.rend(); ++entry) {
      entry->last_in_case = !seen[entry->case_rank];
      seen[entry->case_rank] = true;
    }
    input_.cases_ = static_cast<std::int64_t>(names.size());
  }

  struct Order {
    std::string id;
    std::string case_id;
    std::int64_t line = 0;
  };

  const Options& options_;
  const Mapping& mapping_;
  Input& input_;
  Problems problems_;
  std::optional<Error> failure_;
  std::string buffer_;
  std::unordered_map<std::string, std::uint32_t> cases_;
  std::unordered_map<std::string, std::uint32_t> activities_;
  std::vector<Order> orders_;
};

Result<std::unique_ptr<Input>> Input::read(const Options& options, const Mapping& mapping) {
  std::unique_ptr<Input> input(new Input());
  KINTSUGI_TRY_OK(Reading(options, mapping, *input).run());
  return input;
}

Input::~Input() {
  if (spool_ >= 0) close(spool_);
}

Result<void> Input::for_each(const Use& use) const {
  if (spool_octets_ == 0) return {};
  void* const mapped = mmap(nullptr, spool_octets_, PROT_READ, MAP_PRIVATE, spool_, 0);
  if (mapped == MAP_FAILED) return no_space(std::strerror(errno));
  const auto unmap = [&](void* at) { munmap(at, spool_octets_); };
  const std::unique_ptr<void, decltype(unmap)> owner(mapped, unmap);
  std::vector<bool> case_seen(static_cast<std::size_t>(cases_), false);
  std::unordered_set<std::uint64_t> activity_seen;
  InputEvent event;
  for (const Entry& entry : index_) {
    SpoolReader reader{static_cast<const char*>(mapped) + entry.offset};
    event.row = reader.number();
    event.line = reader.number();
    event.time = instant_from_ms(reader.number());
    reader.text(event.case_id);
    reader.text(event.activity);
    reader.text(event.operator_name);
    event.attributes.resize(static_cast<std::size_t>(reader.number()));
    for (Attribute& attribute : event.attributes) {
      reader.text(attribute.name);
      reader.text(attribute.value);
    }
    Place place;
    place.first_in_case = !case_seen[entry.case_rank];
    case_seen[entry.case_rank] = true;
    place.last_in_case = entry.last_in_case;
    const std::uint64_t pair = std::uint64_t{entry.case_rank} << 32 | entry.activity;
    place.first_of_activity = activity_seen.insert(pair).second;
    KINTSUGI_TRY_OK(use(event, place));
  }
  return {};
}

}  // namespace kintsugi::api::import
