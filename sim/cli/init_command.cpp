// firebreak init: a scenario to start from.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "firebreak/error.hpp"
#include "report/text_file.hpp"

namespace firebreak::cli {
namespace {

struct Template {
    const char* name;
    const char* text;
};

/// The files of scenarios/templates/, which stand for themselves: nobody needs the sources to begin.
constexpr Template templates[] = {
#include "template_entries.inc"
};

std::vector<std::string> template_names() {
    std::vector<std::string> names;
    for (const Template& each : templates) names.emplace_back(each.name);
    return names;
}

const char* text_of(const std::string& name) {
    for (const Template& each : templates) {
        if (name == each.name) return each.text;
    }
    raise_bug(__FILE__, __LINE__, "the option lets known templates through only");
}

int init(const std::string& file, const std::string& name) {
    if (file == "-") {
        fmt::print("{}", text_of(name));
        return Exit::done;
    }
    // What someone has written there is worth more than a template.
    if (std::filesystem::exists(std::filesystem::symlink_status(file)))
        throw FileError{fmt::format("{}: exists already; give another name, or move it away", file)};
    report::write_file(file, text_of(name));
    fmt::print("{0}: a copy of the template {1}; change it, then: firebreak check {0}, firebreak run {0}\n",
               file, name);
    return Exit::done;
}

}  // namespace

void add_init(CLI::App& app, Action& action) {
    auto file = std::make_shared<std::string>();
    auto name = std::make_shared<std::string>("minimal");
    CLI::App* command = app.add_subcommand("init", "A scenario of your own to start from");
    command->add_option("FILE", *file, "File to write, which must not exist; - prints the template")
        ->required()
        ->option_text(" ");
    std::string known;
    for (const std::string& each : template_names()) known += (known.empty() ? "" : ", ") + each;
    command->add_option("--template", *name, "Template to copy: " + known)
        ->type_name("NAME")
        ->capture_default_str()
        ->check(one_of(template_names()));
    command->callback([file, name, &action] { action = [file, name] { return init(*file, *name); }; });
}

}  // namespace firebreak::cli
