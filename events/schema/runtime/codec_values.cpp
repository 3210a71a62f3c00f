#include "events/schema/runtime/codec_values.h"

#include "events/schema/runtime/forms.h"

namespace kintsugi::schema::codec {
namespace {

using Pointers = capnp::List<capnp::AnyPointer>::Builder;

// --- value -> record

// One struct while it is built: new, so its data is zero and its pointers are null.
struct Target {
  kj::byte* data;
  Pointers pointers;
  explicit Target(capnp::AnyStruct::Builder out)
      : data(out.getDataSection().begin()), pointers(out.getPointerSection()) {}
};

template <class Bits>
void put(kj::byte* out, std::uint32_t slot, Bits bits, std::uint64_t initial = 0) {
  bits = static_cast<Bits>(bits ^ static_cast<Bits>(initial));
  std::memcpy(out + std::size_t{slot} * sizeof(Bits), &bits, sizeof(Bits));
}

template <class Bits>
Bits bits_at(const void* place) {
  Bits bits;
  std::memcpy(&bits, place, sizeof(Bits));
  return bits;
}

capnp::Text::Reader text(const std::string& value) { return {value.data(), value.size()}; }
capnp::Data::Reader octets(const std::string& value) {
  return {reinterpret_cast<const kj::byte*>(value.data()), value.size()};
}

class Builder {
 public:
  explicit Builder(StreamNames& names) : names_(names) {}

  void fields(const TypeInfo& type, const void* value, Target& out) {
    kj::byte* const data = out.data;  // no store into the record can change it
    for (const FieldInfo& f : type.fields) {
      field(f, place_in(value, f.value.offset), data, out, false);
    }
  }

 private:
  // `always`: in a union, where an empty text or list is stored too.
  // Inlined, so that the loop over a struct's fields is one switch without calls for single values.
  [[gnu::always_inline]] void field(const FieldInfo& f, const void* place, kj::byte* data,
                                    Target& out, bool always) {
    switch (f.kind) {
      case FieldKind::nothing:
        return;
      case FieldKind::boolean:
        if (as<bool>(place) != (f.initial != 0)) {
          data[f.slot / 8] = static_cast<kj::byte>(data[f.slot / 8] | 1u << f.slot % 8);
        }
        return;
      case FieldKind::int8:
      case FieldKind::uint8:
        return put(data, f.slot, bits_at<std::uint8_t>(place), f.initial);
      case FieldKind::int16:
      case FieldKind::uint16:
      case FieldKind::enumeration:
        return put(data, f.slot, bits_at<std::uint16_t>(place), f.initial);
      case FieldKind::int32:
      case FieldKind::uint32:
      case FieldKind::date:
        return put(data, f.slot, bits_at<std::uint32_t>(place), f.initial);
      case FieldKind::int64:
      case FieldKind::uint64:
      case FieldKind::instant:
      case FieldKind::position:
        return put(data, f.slot, bits_at<std::uint64_t>(place), f.initial);
      case FieldKind::reference:
        return put(data, f.slot, names_.index(f.ref, as<std::string>(place)), f.initial);
      case FieldKind::text:
        return put_text(f, as<std::string>(place), out, always);
      case FieldKind::data:
        if (!always && as<std::string>(place).empty()) return;
        return out.pointers[f.slot].setAs<capnp::Data>(octets(as<std::string>(place)));
      case FieldKind::structure:
        return structure(*f.structure, place, out.pointers[f.slot]);
      case FieldKind::group:
        return fields(*f.structure, place, out);
      case FieldKind::union_:
        return alternative(*f.structure, place, out);
      case FieldKind::list:
        return list(f, place, out, always);
    }
  }

  static void put_text(const FieldInfo& f, const std::string& value, Target& out, bool always) {
    if (f.secret) {
      if (always) out.pointers[f.slot].setAs<capnp::Text>("");
    } else if (always || !value.empty()) {
      out.pointers[f.slot].setAs<capnp::Text>(text(value));
    }
  }

  [[gnu::noinline]] void structure(const TypeInfo& type, const void* value,
                                   capnp::AnyPointer::Builder pointer) {
    Target out(pointer.initAsAnyStruct(type.data_words, type.pointer_count));
    fields(type, value, out);
  }

  [[gnu::noinline]] void alternative(const TypeInfo& type, const void* held, Target& out) {
    const std::size_t index = type.value_union->index(held);
    if (index >= type.fields.size()) return;
    put(out.data, type.discriminant, static_cast<std::uint16_t>(index));
    field(type.fields[index], type.value_union->get(held), out.data, out, true);
  }

  template <class Bits>
  static void numbers(capnp::AnyPointer::Builder pointer, const void* items, std::uint32_t size) {
    auto list = pointer.initAs<capnp::List<Bits>>(size);
    for (std::uint32_t i = 0; i < size; ++i) {
      list.set(i, bits_at<Bits>(place_in(items, i * sizeof(Bits))));
    }
  }

  [[gnu::noinline]] void list(const FieldInfo& f, const void* place, Target& out, bool always) {
    if (f.secret) return;
    const ListOps& ops = *f.value.list;
    const std::uint32_t size = size32(ops.size(place));
    if (size == 0 && !always) return;
    auto pointer = out.pointers[f.slot];
    const void* items = ops.items(place);
    const auto* strings = static_cast<const std::string*>(items);  // where they are
    switch (f.element_kind) {
      case FieldKind::int8:
      case FieldKind::uint8:
        return numbers<std::uint8_t>(pointer, items, size);
      case FieldKind::int16:
      case FieldKind::uint16:
      case FieldKind::enumeration:
        return numbers<std::uint16_t>(pointer, items, size);
      case FieldKind::int32:
      case FieldKind::uint32:
      case FieldKind::date:
        return numbers<std::uint32_t>(pointer, items, size);
      case FieldKind::int64:
      case FieldKind::uint64:
      case FieldKind::instant:
      case FieldKind::position:
        return numbers<std::uint64_t>(pointer, items, size);
      case FieldKind::reference: {
        auto ids = pointer.initAs<capnp::List<std::uint16_t>>(size);
        for (std::uint32_t i = 0; i < size; ++i) ids.set(i, names_.index(f.ref, strings[i]));
        return;
      }
      case FieldKind::text: {
        auto texts = pointer.initAs<capnp::List<capnp::Text>>(size);
        for (std::uint32_t i = 0; i < size; ++i) texts.set(i, text(strings[i]));
        return;
      }
      case FieldKind::data: {
        auto all = pointer.initAs<capnp::List<capnp::Data>>(size);
        for (std::uint32_t i = 0; i < size; ++i) all.set(i, octets(strings[i]));
        return;
      }
      default: {  // structures: the schema knows no other lists
        const TypeInfo& type = *f.structure;
        auto all = pointer.initAsListOfAnyStruct(type.data_words, type.pointer_count, size);
        for (std::uint32_t i = 0; i < size; ++i) {
          Target element(all[i]);
          fields(type, place_in(items, i * ops.stride), element);
        }
      }
    }
  }

  StreamNames& names_;
};

// --- record -> value

void read_fields(const Record& in, const TypeInfo& type, void* out, Reading& reading);

[[gnu::noinline]] void read_union(const Record& in, const TypeInfo& type, void* out,
                                  Reading& reading);

void set_text(void* place, std::string_view text) {
  if (!text.empty()) as<std::string>(place) = text;
}

template <class Bits>
void take(const Record& in, const FieldInfo& f, void* place) {
  const Bits bits = in.number<Bits>(f.slot, f.initial);
  std::memcpy(place, &bits, sizeof(Bits));
}

void take_enumerant(const Record& in, const FieldInfo& f, void* place, Reading& reading) {
  const auto raw =
      in.enumerant<std::uint16_t>(f.slot, f.enumeration->values.size(), reading, f.initial);
  std::memcpy(place, &raw, sizeof(raw));
}

template <class Bits>
void take_numbers(const Record& in, const FieldInfo& f, void* place) {
  const auto list = in.list<Bits>(f.slot);
  if (list.size() == 0) return;
  void* items = f.value.list->resize(place, list.size());
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Bits bits = list[i];
    std::memcpy(place_in(items, i * sizeof(Bits)), &bits, sizeof(Bits));
  }
}

[[gnu::noinline]] void read_list(const Record& in, const FieldInfo& f, void* place,
                                 Reading& reading) {
  if (f.secret) return;
  const auto strings = [&](std::uint32_t size) {
    return size == 0 ? nullptr : static_cast<std::string*>(f.value.list->resize(place, size));
  };
  switch (f.element_kind) {
    case FieldKind::int8:
    case FieldKind::uint8:
      return take_numbers<std::uint8_t>(in, f, place);
    case FieldKind::int16:
    case FieldKind::uint16:
      return take_numbers<std::uint16_t>(in, f, place);
    case FieldKind::int32:
    case FieldKind::uint32:
    case FieldKind::date:
      return take_numbers<std::uint32_t>(in, f, place);
    case FieldKind::int64:
    case FieldKind::uint64:
    case FieldKind::instant:
    case FieldKind::position:
      return take_numbers<std::uint64_t>(in, f, place);
    case FieldKind::enumeration: {
      take_numbers<std::uint16_t>(in, f, place);
      for (const std::uint16_t raw : in.list<std::uint16_t>(f.slot)) {
        if (raw >= f.enumeration->values.size()) reading.newer("an enumerant");
      }
      return;
    }
    case FieldKind::reference: {
      const auto list = in.list<std::uint16_t>(f.slot);
      std::string* items = strings(list.size());
      for (std::uint32_t i = 0; i < list.size(); ++i) items[i] = reading.id(list[i], f.ref);
      return;
    }
    case FieldKind::text: {
      const auto list = in.list<capnp::Text>(f.slot);
      std::string* items = strings(list.size());
      for (std::uint32_t i = 0; i < list.size(); ++i) items[i] = text_view(list[i]);
      return;
    }
    case FieldKind::data: {
      const auto list = in.list<capnp::Data>(f.slot);
      std::string* items = strings(list.size());
      for (std::uint32_t i = 0; i < list.size(); ++i) items[i] = data_view(list[i]);
      return;
    }
    default: {
      const auto list = in.list<capnp::AnyStruct>(f.slot);
      if (list.size() == 0) return;
      void* items = f.value.list->resize(place, list.size());
      for (std::uint32_t i = 0; i < list.size(); ++i) {
        void* item = place_in(items, i * f.value.list->stride);
        read_fields(Record(list[i]), *f.structure, item, reading);
      }
    }
  }
}

// `place` holds a default value: what is empty need not be written. Inlined as Builder::field is.
[[gnu::always_inline]] inline void read_field(const Record& in, const FieldInfo& f, void* place,
                                              Reading& reading) {
  switch (f.kind) {
    case FieldKind::nothing:
      return;
    case FieldKind::boolean:
      as<bool>(place) = in.flag(f.slot, f.initial != 0);
      return;
    case FieldKind::int8:
    case FieldKind::uint8:
      return take<std::uint8_t>(in, f, place);
    case FieldKind::int16:
    case FieldKind::uint16:
      return take<std::uint16_t>(in, f, place);
    case FieldKind::int32:
    case FieldKind::uint32:
    case FieldKind::date:
      return take<std::uint32_t>(in, f, place);
    case FieldKind::int64:
    case FieldKind::uint64:
    case FieldKind::instant:
    case FieldKind::position:
      return take<std::uint64_t>(in, f, place);
    case FieldKind::enumeration:
      return take_enumerant(in, f, place, reading);
    case FieldKind::reference:
      return set_text(place, reading.id(in.number<std::uint16_t>(f.slot, f.initial), f.ref));
    case FieldKind::text:
      if (!f.secret) set_text(place, in.text(f.slot));
      return;
    case FieldKind::data:
      return set_text(place, in.data(f.slot));
    case FieldKind::structure:
      return read_fields(in.structure(f.slot), *f.structure, place, reading);
    case FieldKind::group:
      return read_fields(in, *f.structure, place, reading);
    case FieldKind::union_:
      return read_union(in, *f.structure, place, reading);
    case FieldKind::list:
      return read_list(in, f, place, reading);
  }
}

void read_union(const Record& in, const TypeInfo& type, void* out, Reading& reading) {
  const auto index = in.number<std::uint16_t>(type.discriminant);
  if (index >= type.fields.size()) return reading.newer(type.path);
  read_field(in, type.fields[index], type.value_union->emplace(out, index), reading);
}

void read_fields(const Record& in, const TypeInfo& type, void* out, Reading& reading) {
  for (const FieldInfo& f : type.fields) read_field(in, f, place_in(out, f.value.offset), reading);
}

// As a value is made.
void reset(const FieldInfo& f, void* place) {
  switch (f.kind) {
    case FieldKind::text:
    case FieldKind::reference:
    case FieldKind::data:
      return as<std::string>(place).clear();
    case FieldKind::list:
      return void(f.value.list->resize(place, 0));
    case FieldKind::structure:
    case FieldKind::group:
      for (const FieldInfo& one : f.structure->fields)
        reset(one, place_in(place, one.value.offset));
      return;
    default:  // is always written
      return;
  }
}

void read_only(const Record& in, const Selection::One& one, void* out, Reading& reading) {
  const FieldInfo& f = *one.field;
  void* place = place_in(out, f.value.offset);
  if (one.whole) {
    reset(f, place);
    return read_field(in, f, place, reading);
  }
  if (f.kind == FieldKind::structure) return read(in.structure(f.slot), one.within, place, reading);
  if (f.kind == FieldKind::group) return read(in, one.within, place, reading);
  const auto list = in.list<capnp::AnyStruct>(f.slot);
  void* items = f.value.list->resize(place, list.size());
  for (std::uint32_t i = 0; i < list.size(); ++i)
    read(Record(list[i]), one.within, place_in(items, i * f.value.list->stride), reading);
}

}  // namespace

void build(capnp::AnyPointer::Builder out, const TypeInfo& type, const void* value,
           StreamNames& names) {
  Target target(out.initAsAnyStruct(type.data_words, type.pointer_count));
  Builder(names).fields(type, value, target);
}

void read(const Record& in, const TypeInfo& type, void* out, Reading& reading) {
  read_fields(in, type, out, reading);
}
void read(const Record& in, std::span<const Selection::One> only, void* out, Reading& reading) {
  for (const Selection::One& one : only) read_only(in, one, out, reading);
}

}  // namespace kintsugi::schema::codec
