// The one binary. Everything is built and wired by the verb that was asked for.

#include "api/cli/command_line.h"

// Read by jemalloc when it starts: large pages take a tenth less time where millions of rows are
// folded.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always";
}

int main(int argc, char** argv) { return kintsugi::api::run_command_line(argc, argv); }
