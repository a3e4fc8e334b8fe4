// Parsing and dispatch.
#pragma once

namespace firebreak::cli {

/// Parses, runs the named subcommand, prints errors to standard error; returns the exit status.
int main(int argc, char** argv);

}  // namespace firebreak::cli
