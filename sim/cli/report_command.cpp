// firebreak report: one HTML file that opens offline, for whoever would rather look than read.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "report/display_width.hpp"
#include "report/report_file.hpp"
#include "sweep/readings.hpp"
#include "sweep/summarise.hpp"

namespace firebreak::cli {
namespace {

struct ReportArguments {
    std::string source;
    std::string out;
};

/// How many failed runs a page lists; the summary counts all.
constexpr std::size_t failures_max = 200;

report::ReportFile report_sweep(const ReportArguments& arguments) {
    report::require_page();
    sweep::StoreReader store{arguments.source};
    const metrics::SweepSummary summary = sweep::summarise(store, {});
    sweep::Readings readings = sweep::read_all(store, failures_max);
    const sweep::Provenance& from = store.provenance();
    report::SweepPage page{.store = arguments.source,
                           .command = {"firebreak", "sweep", from.sweep_file, "--store", arguments.source},
                           .values = std::move(readings.values),
                           .failures = {},
                           .version = from.version,
                           .commit = from.commit,
                           .engine = from.engine};
    for (const sweep::RunRow& row : readings.failures)
        page.failures.push_back({row.point, row.replication, row.seed, sweep::to_string(row.status), row.error});
    return report::write_sweep_report(summary, page, arguments.out);
}

int report(const ReportArguments& arguments) {
    std::error_code ignored;
    const bool store = std::filesystem::is_regular_file(arguments.source, ignored);
    const report::ReportFile file = store ? report_sweep(arguments) : report::write_report(arguments.source, arguments.out);
    fmt::print("{}: {:.1f} MB, opens in any browser, offline\n", report::printable(file.path.string()),
               static_cast<double>(file.bytes) / 1e6);
    return Exit::done;
}

}  // namespace

void add_report(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ReportArguments>();
    CLI::App* command = app.add_subcommand("report", "One HTML file that shows a run, a comparison or a sweep, offline");
    command->add_option("SOURCE", arguments->source, "Folder that run --out or compare --out wrote, or the store of a sweep")->required()->option_text(" ");
    command->add_option("--out", arguments->out, "The file to write (default: report.html in that folder, or beside the store)")->type_name("FILE");
    command->callback([arguments, &action] { action = [arguments] { return report(*arguments); }; });
}

}  // namespace firebreak::cli
