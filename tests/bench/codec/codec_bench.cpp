// Work: a WorkOrderRegistered (22 fields, 13 texts, 2 references) into a message and out of it.
// Limit: the same with setters and getters written by hand, which check nothing but the references.

#include "tests/bench/codec/codec_bench.h"

#include <capnp/message.h>
#include <capnp/serialize.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "events/base/check.h"
#include "events/schema/runtime/codec.h"
#include "events/schema/runtime/codec_support.h"
#include "schema/work_order_life.capnp.h"
#include "schema/work_order_life.h"
#include "schema/work_order_life_views.h"

namespace kintsugi::bench {
namespace {

using schema::WorkOrderRegistered;
using schema::WorkOrderRegisteredView;

WorkOrderRegistered example() {
  WorkOrderRegistered e;
  e.service_type = schema::ServiceType::repair;
  e.source = schema::OrderSource::manufacturer;
  e.maker_number = "HB20260301-004711";
  e.brand = "海尔";
  e.category = "空调";
  e.model = "KFR-35GW/A3";
  e.serial = "AA9PB000M00JF1234567";
  e.asset = "AS-000123";
  e.customer = "C-000456";
  e.contact = "张三";
  e.phone = "13800138000";
  e.address = "山东省青岛市崂山区海尔路1号 3号楼2单元501";
  e.area = "崂山";
  e.symptom = "不制冷，外机不转，显示 E7";
  e.fault = "refrigeration";
  e.window_from = 1772373909000;
  e.window_until = 1772381109000;
  e.registered_at = 1772370000000;
  return e;
}

template <class Build>
Bytes message_of(const Build& build) {
  return schema::codec::pack(build);
}

Bytes encode_generated(const schema::Event& event, StreamNames& names) {
  return message_of([&](capnp::MessageBuilder& message) {
    schema::encode(message.initRoot<capnp::AnyPointer>(), event, names);
  });
}

capnp::Text::Reader text(const std::string& s) { return {s.data(), s.size()}; }

Bytes encode_by_hand(const WorkOrderRegistered& e, StreamNames& names) {
  return message_of([&](capnp::MessageBuilder& message) {
    auto out = message.initRoot<stored::WorkOrderRegistered>();
    out.setServiceType(static_cast<stored::ServiceType>(e.service_type));
    out.setSource(static_cast<stored::OrderSource>(e.source));
    out.setMakerNumber(text(e.maker_number));
    out.setBrand(text(e.brand));
    out.setCategory(text(e.category));
    out.setModel(text(e.model));
    out.setSerial(text(e.serial));
    out.setSerialUnknown(e.serial_unknown);
    out.setAsset(names.index("asset", e.asset));
    out.setCustomer(names.index("customer", e.customer));
    out.setContact(text(e.contact));
    out.setPhone(text(e.phone));
    out.setAddress(text(e.address));
    out.setArea(text(e.area));
    out.setSymptom(text(e.symptom));
    out.setFault(text(e.fault));
    out.setSeverity(static_cast<stored::Severity>(e.severity));
    out.setWindowFrom(e.window_from);
    out.setWindowUntil(e.window_until);
    out.setIncomplete(e.incomplete);
    out.setRegisteredAt(e.registered_at);
  });
}

template <class Read>
void read_message(const Bytes& bytes, const Read& read) {
  const kj::ArrayPtr<const capnp::word> segments[] = {
      {reinterpret_cast<const capnp::word*>(bytes.data()), bytes.size() / sizeof(capnp::word)}};
  capnp::SegmentArrayMessageReader message(kj::arrayPtr(segments, 1));
  read(message);
}

std::string_view view(capnp::Text::Reader t) { return {t.begin(), t.size()}; }

std::string_view id(std::uint16_t index, const std::vector<std::string_view>& names) {
  if (index == 0 || index > names.size()) return {};
  return names[index - 1].substr(names[index - 1].find('/') + 1);
}

void decode_by_hand(const Bytes& bytes, const std::vector<std::string_view>& names,
                    WorkOrderRegisteredView& out) {
  read_message(bytes, [&](capnp::MessageReader& message) {
    const auto in = message.getRoot<stored::WorkOrderRegistered>();
    out.service_type = static_cast<schema::ServiceType>(in.getServiceType());
    out.source = static_cast<schema::OrderSource>(in.getSource());
    out.maker_number = view(in.getMakerNumber());
    out.brand = view(in.getBrand());
    out.category = view(in.getCategory());
    out.model = view(in.getModel());
    out.serial = view(in.getSerial());
    out.serial_unknown = in.getSerialUnknown();
    out.asset = id(in.getAsset(), names);
    out.customer = id(in.getCustomer(), names);
    out.contact = view(in.getContact());
    out.phone = view(in.getPhone());
    out.address = view(in.getAddress());
    out.area = view(in.getArea());
    out.symptom = view(in.getSymptom());
    out.fault = view(in.getFault());
    out.severity = static_cast<schema::Severity>(in.getSeverity());
    out.window_from = in.getWindowFrom();
    out.window_until = in.getWindowUntil();
    out.incomplete = in.getIncomplete();
    out.registered_at = in.getRegisteredAt();
  });
}

template <class Work>
double nanoseconds_each(const Work& work) {
  constexpr int repeats = 1000;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < repeats; ++i) work();
  const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
  return spent.count() / repeats;
}

// Rounds last half a millisecond, so the fastest is one that nothing else disturbed.
double fastest(const std::vector<double>& all) { return *std::min_element(all.begin(), all.end()); }

}  // namespace

CodecFigures measure_codec() {
  const WorkOrderRegistered value = example();
  const schema::Event event = value;
  StreamNames names;
  const Bytes bytes = encode_generated(event, names);
  KINTSUGI_CHECK(encode_by_hand(value, names) == bytes, "both write the same octets");
  std::vector<std::string_view> views(names.names().begin(), names.names().end());
  std::size_t sink = 0;
  std::vector<double> rounds[4];
  for (int round = 0; round < 400; ++round) {
    rounds[0].push_back(nanoseconds_each([&] { sink += encode_generated(event, names).size(); }));
    rounds[1].push_back(nanoseconds_each([&] { sink += encode_by_hand(value, names).size(); }));
    schema::EventView opened;
    rounds[2].push_back(nanoseconds_each([&] {
      read_message(bytes, [&](capnp::MessageReader& message) {
        const auto seen = schema::view_event(schema::code_of<WorkOrderRegistered>(),
                                             message.getRoot<capnp::AnyPointer>(), views, opened);
        sink += seen ? opened.get<WorkOrderRegisteredView>().address.size() : 0;
      });
    }));
    rounds[3].push_back(nanoseconds_each([&] {
      WorkOrderRegisteredView view;
      decode_by_hand(bytes, views, view);
      sink += view.address.size();
    }));
  }
  KINTSUGI_CHECK(sink > 0, "the work was done");
  return {fastest(rounds[0]), fastest(rounds[1]), fastest(rounds[2]), fastest(rounds[3])};
}

}  // namespace kintsugi::bench
