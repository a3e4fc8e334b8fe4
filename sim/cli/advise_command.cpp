// firebreak advise: every change of the catalogue alone, the best ones in pairs, under the same luck.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/advisor.hpp"
#include "cli/options.hpp"
#include "report/advice_file.hpp"
#include "report/text_file.hpp"

namespace firebreak::cli {
namespace {

struct AdviseArguments {
    AdviceQuestion question;
    Format format = Format::text;
    std::string write_patch;
    std::string change;
    std::string into;
};

void write_patch(const AdviseArguments& arguments, const report::Advice& advice) {
    const report::AdvisedChange* chosen = nullptr;
    for (const auto* list : {&advice.single, &advice.pairs}) {
        for (const report::AdvisedChange& change : *list) {
            const bool asked = arguments.change.empty() ? chosen == nullptr : change.id == arguments.change;
            if (asked && chosen == nullptr) chosen = &change;
        }
    }
    if (chosen == nullptr) {
        throw InputError{{{Severity::error, "--change", 0, 0, "", fmt::format("there is no change '{}'", arguments.change),
                           "--format json lists the id of every change that was tried"}}};
    }
    report::write_file(arguments.write_patch, report::pretty_json(chosen->patch));
    complain(fmt::format("{}: {}\n", arguments.write_patch, chosen->title));
}

int run_advise(const AdviseArguments& arguments) {
    if (!arguments.into.empty()) report::require_run_folder(arguments.into);
    const report::Advice advice = advise(arguments.question);
    if (!arguments.into.empty()) report::write_advice(advice, arguments.into);
    if (!arguments.write_patch.empty()) write_patch(arguments, advice);
    fmt::print("{}", arguments.format == Format::json ? report::advice_json(advice)
                                                      : report::advice_text(advice, standard_output(), arguments.question.top));
    return Exit::done;
}

}  // namespace

void add_advise(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<AdviseArguments>();
    CLI::App* command = app.add_subcommand("advise", "What to change first: each change tried alone, the best in pairs");
    command->add_option("SCENARIO", arguments->question.scenario.path, "Scenario file; - reads standard input")->required()->option_text(" ");
    command->add_option("--function", arguments->question.function, "Rank by hours until this function is fully back; without it by unserved user-hours")
        ->type_name("NAME");
    add_scenario_options(*command, arguments->question.scenario);
    add_replication_options(*command, arguments->question.replications);
    command->add_option("--top", arguments->question.top, "Finalists: changes that are estimated on replications of their own, and listed")->type_name("N")->capture_default_str()->check(whole_number(1, 1000));
    command->add_option("--write-patch", arguments->write_patch, "Save the best change as a JSON Patch, for run --patch")->type_name("FILE");
    command->add_option("--into", arguments->into, "Leave the ranking in the folder of a run, too: report shows it there")->type_name("RUN_DIR");
    command->add_option("--change", arguments->change, "Save this change instead of the best")->type_name("ID");
    add_format_option(*command, arguments->format);
    command->callback([arguments, &action] { action = [arguments] { return run_advise(*arguments); }; });
}

}  // namespace firebreak::cli
