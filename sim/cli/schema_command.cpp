// firebreak schema: the formats, generated from the declarations that the reader works from.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "report/metrics_json.hpp"

namespace firebreak::cli {

void add_schema(CLI::App& app, Action& action) {
    struct Arguments {
        std::string document = "scenario";
        std::string format = "json";
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("schema", "JSON Schema of a document, for editors and validators");
    command->add_option("DOCUMENT", arguments->document, "scenario (the default), sweep or metrics")
        ->check(one_of({"scenario", "sweep", "metrics"}))->option_text(" ");
    command->add_option("--format", arguments->format, "json, or for scenario and sweep also markdown: a table of every field")
        ->check(one_of({"json", "markdown"}))->option_text("json|markdown");
    command->callback([arguments, &action] {
        action = [arguments] {
            if (arguments->document == "metrics") {
                if (arguments->format == "markdown") {
                    throw InputError{{{Severity::error, "--format", 0, 0, "", "metrics have no markdown table", "use json"}}};
                }
                fmt::print("{}", report::metrics_schema());
            } else {
                const bool sweep = arguments->document == "sweep";
                const auto kind = sweep ? scenario::DocumentKind::sweep : scenario::DocumentKind::scenario;
                fmt::print("{}", arguments->format == "json" ? scenario::json_schema(kind) : scenario::markdown_reference(kind));
            }
            return static_cast<int>(Exit::done);
        };
    });
}

}  // namespace firebreak::cli
