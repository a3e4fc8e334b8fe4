// firebreak: see cli/ for what it understands and run.cpp for what it does.
#include <unistd.h>

#include <cstdio>

#include "cli/main.hpp"

int main(int argc, char** argv) {
    const int status = firebreak::cli::main(argc, argv);
    // Output that could not be written (a full disk, a closed pipe) is not a success.
    if (std::fflush(nullptr) != 0 && status == 0) return 3;
    return status;
}
