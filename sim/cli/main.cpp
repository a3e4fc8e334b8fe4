// One subcommand a file; here they meet, and every kind of error becomes its exit status.
#include "cli/main.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "run.hpp"
#include "version.hpp"

namespace firebreak::cli {
namespace {

/// CLI11 has statuses of its own; ours are the contract's.
int usage_error(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    fmt::print(stderr, "firebreak: {}\n", error.what());
    fmt::print(stderr, "firebreak: try 'firebreak --help', or 'firebreak COMMAND --help'\n");
    return Exit::bad_input;
}

int guarded(const Action& action) {
    try {
        return action();
    } catch (const InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
        return Exit::bad_input;
    } catch (const FileError& error) {
        fmt::print(stderr, "firebreak: {}\n", error.what());
        return Exit::bad_file;
    } catch (const RunFailed& error) {
        fmt::print(stderr, "firebreak: run failed: {}\n", error.what());
        return Exit::run_failed;
    } catch (const Interrupted& error) {
        fmt::print(stderr, "firebreak: {}; run it again to go on\n", error.what());
        return Exit::incomplete;
    } catch (const std::exception& error) {
        fmt::print(stderr, "firebreak: a bug of ours, please report it with this command line and file: {}\n", error.what());
        return Exit::our_bug;
    }
}

}  // namespace

int main(int argc, char** argv) {
    command_line().assign(argv, argv + argc);
    CLI::App app{"Simulates datacenter fire outages: when is each function of each service back, and why?", "firebreak"};
    app.set_version_flag("--version", fmt::format("firebreak {} ({}), {}", version, commit, engine_name()));
    app.require_subcommand(1);
    Action action;
    add_run(app, action);
    add_compare(app, action);
    add_check(app, action);
    add_schema(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_error(app, error);
    }
    return guarded(action);
}

}  // namespace firebreak::cli
