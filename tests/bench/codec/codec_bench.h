#pragma once
// The generated codec beside Cap'n Proto code written by hand for the same event.

namespace kintsugi::bench {

// Nanoseconds for one event; the fastest of many short, interleaved rounds.
struct CodecFigures {
  double encode_ns = 0;  // value -> bytes, generated
  double encode_by_hand_ns = 0;
  double decode_ns = 0;  // bytes -> view, generated
  double decode_by_hand_ns = 0;
  double encode_ratio() const { return encode_ns / encode_by_hand_ns; }
  double decode_ratio() const { return decode_ns / decode_by_hand_ns; }
};

CodecFigures measure_codec();

}  // namespace kintsugi::bench
