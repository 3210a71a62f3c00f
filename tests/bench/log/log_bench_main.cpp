// log_bench DIR [SERVERS]: prints the figures of the logs alone.

#include <cstdio>
#include <filesystem>

#include "tests/bench/log/log_bench.h"

namespace {

void print(const kintsugi::Result<kintsugi::bench::Figure>& figure) {
  if (!figure) {
    std::printf("%s: %s\n", figure.error().code.c_str(), figure.error().what.c_str());
    return;
  }
  std::printf("%-22s %12.2f %-10s limit: %s %.2f, ratio %.2f\n", figure->work.c_str(),
              figure->value, figure->unit.c_str(), figure->limit.c_str(), figure->limit_value,
              figure->ratio());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace kintsugi::bench;
  if (argc < 2) {
    std::fprintf(stderr, "usage: log_bench DIR [SERVERS]\n");
    return 2;
  }
  const std::string dir = std::string(argv[1]) + "/log-bench";
  for (const std::size_t batch : {1, 64, 512}) {
    std::filesystem::remove_all(dir);
    print(append_embedded(dir, batch));
  }
  std::filesystem::remove_all(dir);
  print(scan_embedded(dir));
  std::filesystem::remove_all(dir);
  if (argc < 3) return 0;
  print(kafka_latency(argv[2]));
  print(kafka_throughput(argv[2]));
}
