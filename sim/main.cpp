// firebreak: see cli/ for what it understands and run.cpp for what it does.
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/main.hpp"

int main(int argc, char** argv) {
    const int status = firebreak::cli::main(argc, argv);
    // Output that could not be written (a full disk, a closed pipe) is not a success.
    if (std::fflush(stdout) == 0 || status != 0) return status;
    std::fprintf(stderr, "firebreak: standard output: %s\n", std::strerror(errno));
    return 3;
}
