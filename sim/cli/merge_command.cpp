// firebreak merge: the shards of a sweep into one store.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/sweep_output.hpp"
#include "sweep/merge.hpp"

namespace firebreak::cli {
namespace {

struct MergeArguments {
    std::string out;
    std::vector<std::string> stores;
    std::string table;
};

/// The first few points that miss runs, and how many more there are.
std::string missing_text(const sweep::MergeResult& result) {
    constexpr std::size_t shown = 10;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, result.missing.size()); ++i) {
        text +=
            fmt::format("{}{} ({})", i == 0 ? "" : ", ", result.missing[i].first, result.missing[i].second);
    }
    if (result.missing.size() > shown)
        text += fmt::format(" and {} points more", result.missing.size() - shown);
    return text;
}

int merge(const MergeArguments& arguments) {
    const sweep::MergeResult result = sweep::merge_stores(arguments.out, arguments.stores);
    if (!arguments.table.empty()) write_table(arguments.out, arguments.table);
    if (arguments.table != "-") fmt::print("{}", sweep_line("merged", result.tally, arguments.out));
    if (result.tally.complete()) return result.tally.failed > 0 ? Exit::run_failed : Exit::done;
    complain(fmt::format("firebreak: {} runs are missing, at points (runs): {}\n",
                         result.tally.planned - result.tally.done, missing_text(result)));
    std::string shards;
    for (const sweep::Shard& shard : result.shards) shards += " " + to_string(shard);
    if (!shards.empty()) complain(fmt::format("firebreak: run again with --shard:{}\n", shards));
    return Exit::incomplete;
}

}  // namespace

void add_merge(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<MergeArguments>();
    CLI::App* command =
        app.add_subcommand("merge", "Put the stores of a sweep's shards together, and say what is missing");
    command->add_option("OUT", arguments->out, "File of the merged store")->required()->option_text(" ");
    command->add_option("STORE", arguments->stores, "Stores of one plan")->required()->option_text("...");
    command
        ->add_option("--table", arguments->table,
                     "Also write every run into this CSV file; - writes to standard output")
        ->type_name("FILE");
    command->callback([arguments, &action] { action = [arguments] { return merge(*arguments); }; });
}

}  // namespace firebreak::cli
