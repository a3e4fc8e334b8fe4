// firebreak report: one HTML file that opens offline, for whoever would rather look than read.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "report/display_width.hpp"
#include "report/report_file.hpp"

namespace firebreak::cli {
namespace {

struct ReportArguments {
    std::string source;
    std::string out;
};

int report(const ReportArguments& arguments) {
    const report::ReportFile file = report::write_report(arguments.source, arguments.out);
    fmt::print("{}: {:.1f} MB, opens in any browser, offline\n", report::printable(file.path.string()),
               static_cast<double>(file.bytes) / 1e6);
    return Exit::done;
}

}  // namespace

void add_report(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ReportArguments>();
    CLI::App* command = app.add_subcommand("report", "One HTML file that shows a run or a comparison, offline");
    command->add_option("DIR", arguments->source, "Folder that run --out or compare --out wrote")->required()->option_text(" ");
    command->add_option("--out", arguments->out, "The file to write (default: report.html in that folder)")->type_name("FILE");
    command->callback([arguments, &action] { action = [arguments] { return report(*arguments); }; });
}

}  // namespace firebreak::cli
