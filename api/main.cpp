// The one binary. Everything is built and wired by the verb that was asked for.

#include "api/cli/command_line.h"

int main(int argc, char** argv) { return kintsugi::api::run_command_line(argc, argv); }
