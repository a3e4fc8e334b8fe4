// firebreak summary: what a sweep's store says.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "report/sweep_report.hpp"
#include "sweep/summarise.hpp"

namespace firebreak::cli {
namespace {

enum class SummaryFormat { text, json, csv };

struct SummaryArguments {
    std::string store;
    std::vector<std::string> measures;
    std::vector<std::string> targets;
    std::optional<double> ignitions_per_year;
    SummaryFormat format = SummaryFormat::text;
};

sweep::SummaryWanted wanted_by(const SummaryArguments& arguments) {
    sweep::SummaryWanted wanted{.measures = arguments.measures};
    for (const std::string& text : arguments.targets) {
        const std::size_t sign = text.rfind('=');
        const auto value = sign == text.npos ? std::optional<double>{} : number_in(text.substr(sign + 1), {});
        if (!value)
            throw wrong_option("--target", fmt::format("\"{}\" is no MEASURE=VALUE", text),
                               "as in --target /services/chat/functions/text/recovery_h/full=4");
        wanted.targets[text.substr(0, sign)] = *value;
    }
    wanted.ignitions_per_year = arguments.ignitions_per_year;
    return wanted;
}

int summary(const SummaryArguments& arguments) {
    const sweep::SummaryWanted wanted = wanted_by(arguments);
    sweep::StoreReader store{arguments.store};
    const metrics::SweepSummary found = sweep::summarise(store, wanted);
    switch (arguments.format) {
        case SummaryFormat::text:
            fmt::print("{}", report::summary_text(found, !arguments.measures.empty(), standard_output()));
            break;
        case SummaryFormat::json:
            fmt::print("{}", report::summary_json(found));
            break;
        case SummaryFormat::csv:
            fmt::print("{}", report::summary_csv(found));
            break;
    }
    return Exit::done;
}

}  // namespace

void add_summary(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<SummaryArguments>();
    CLI::App* command =
        app.add_subcommand("summary", "What a sweep found: quantiles, intervals, sensitivities, the tail");
    command->add_option("STORE", arguments->store, "Store of a sweep, finished or not")
        ->required()
        ->option_text(" ");
    command
        ->add_option(
            "--measure", arguments->measures,
            "Only measures that fit: a path as in metrics.json; * is any part of a name, ** anything")
        ->type_name("GLOB")
        ->allow_extra_args(false);
    command
        ->add_option("--target", arguments->targets,
                     "Also the share of runs in which a measure is at most a value")
        ->type_name("MEASURE=VALUE")
        ->allow_extra_args(false);
    command
        ->add_option("--ignitions-per-year", arguments->ignitions_per_year,
                     "Also the losses of a year, mean and tail, for fires that come so often")
        ->type_name("RATE")
        ->check(number(ignition_rates));
    command
        ->add_option("--format", arguments->format,
                     "What standard output gets: text for people, one JSON document, or a tidy table")
        ->transform(one_of({"text", "json", "csv"}, true))
        ->option_text("text|json|csv");
    command->callback([arguments, &action] { action = [arguments] { return summary(*arguments); }; });
}

}  // namespace firebreak::cli
