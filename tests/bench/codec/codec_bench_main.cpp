// Prints the figures of codec_bench alone.

#include <cstdio>

#include "tests/bench/codec/codec_bench.h"

int main() {
  const auto f = kintsugi::bench::measure_codec();
  std::printf("encode %.0f ns, by hand %.0f ns, ratio %.2f\n", f.encode_ns, f.encode_by_hand_ns,
              f.encode_ratio());
  std::printf("decode %.0f ns, by hand %.0f ns, ratio %.2f\n", f.decode_ns, f.decode_by_hand_ns,
              f.decode_ratio());
}
