// One subcommand a file; here they meet, and every kind of error becomes its exit status.
#include "cli/main.hpp"

#include <fmt/format.h>

#include <new>
#include <system_error>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "report/display_width.hpp"
#include "run.hpp"
#include "version.hpp"

namespace firebreak::cli {
namespace {

/// CLI11 has statuses of its own; ours are the contract's.
int usage_error(const CLI::App& app, const std::string& problem) {
    const auto chosen = app.get_subcommands();
    complain(fmt::format("firebreak: {}\n", report::printable(problem)));
    complain(fmt::format("firebreak: try 'firebreak {}--help'\n", chosen.empty() ? "" : chosen.front()->get_name() + " "));
    return Exit::bad_input;
}

int failed(Exit status, const std::string& what) {
    complain("firebreak: " + report::printable(what) + "\n");
    return status;
}

int guarded(const Action& action) {
    try {
        return action();
    } catch (const InputError& error) {
        complain(error.findings());
        return Exit::bad_input;
    } catch (const FileError& error) {
        return failed(Exit::bad_file, error.what());
    } catch (const RunFailed& error) {
        return failed(Exit::run_failed, fmt::format("run failed: {}", error.what()));
    } catch (const Interrupted& error) {
        return failed(Exit::incomplete, fmt::format("{}; run it again to go on", error.what()));
    } catch (const std::bad_alloc&) {
        return failed(Exit::run_failed, "out of memory; try fewer jobs with -j");
    } catch (const std::system_error& error) {  // fmt's, where standard output takes no more
        return failed(Exit::bad_file, error.what());
    } catch (const std::exception& error) {
        return failed(Exit::our_bug, fmt::format("a bug of ours, please report it with this command line and file: {}", error.what()));
    }
}

}  // namespace

int main(int argc, char** argv) {
    command_line().assign(argv, argv + argc);
    CLI::App app{"Simulates datacenter fire outages: when is each function of each service back, and why?", "firebreak"};
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_version_flag("--version", fmt::format("firebreak {} ({}), {}", version, commit, engine_name()));
    app.require_subcommand(1);
    Action action;
    add_run(app, action);
    add_compare(app, action);
    add_explain(app, action);
    add_sweep(app, action);
    add_merge(app, action);
    add_summary(app, action);
    add_advise(app, action);
    add_rare(app, action);
    add_init(app, action);
    add_check(app, action);
    add_report(app, action);
    add_schema(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
        return usage_error(app, usage_problem(app, error));
    }
    if (const std::string option = empty_option(app); !option.empty()) return usage_error(app, option + " is empty");
    return guarded(action);
}

}  // namespace firebreak::cli
