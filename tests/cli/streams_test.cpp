// Files that can be read only once: standard input, pipes, process substitution.
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

const std::string template_file = shipped("scenarios/templates/minimal.json");
const std::string drill = R"([{"op": "add", "path": "/response/drilled", "value": true}])";
const std::string sweep_of_template = R"({"schema": 1, "name": "s", "scenario": ")" + template_file + R"(",
  "axes": {"d": {"pointer": "/response/drilled", "values": [true, false]}}, "replications": {"count": 1}, "design": {"grid": {}}})";

/// Runs a command while somebody writes `text` into a pipe, once, as a process substitution does.
Result through_pipe(const Folder& folder, const std::string& text, Words arguments, const std::string& option = {}) {
    const std::string pipe = folder.at("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    std::thread writer{[&] { std::ofstream{pipe} << text; }};
    if (!option.empty()) arguments.push_back(option);
    arguments.push_back(pipe);
    const Result result = firebreak(arguments);
    writer.join();
    std::filesystem::remove(pipe);
    return result;
}

void same(const Result& piped, const Result& plain) {
    INFO(piped.err);
    CHECK(piped.status == 0);
    CHECK(plain.status == 0);
    CHECK(piped.out == plain.out);
}

}  // namespace

TEST_CASE("streams: a scenario from a pipe is read once, whatever the command", "[cli]") {
    const Folder folder;
    const std::string text = contents(template_file);
    const std::vector<Words> commands = {
        {"run", "--replications", "2"},
        {"explain", "--function", "shop/order", "--replications", "2"},
        {"advise", "--replications", "2", "--top", "3"},
        {"rare", "--measure", "services/shop/functions/order/recovery_h/full", "--above", "3", "--trials", "10", "--estimates", "2"},
        {"compare", "--replications", "2", template_file}};
    for (const Words& command : commands) {
        INFO(command.front());
        Words plain = command;
        plain.push_back(template_file);
        same(through_pipe(folder, text, command), firebreak(plain));
        for (const std::string name : {"-", "/dev/stdin", "/dev/fd/0"}) {
            plain.back() = name;
            CHECK(firebreak(plain, {.standard_input = text}).status == 0);
        }
    }
    CHECK(through_pipe(folder, text, {"check"}).status == 0);
    CHECK(firebreak({"check", "-"}, {.standard_input = text}).status == 0);
}

TEST_CASE("streams: patches and timelines from a pipe", "[cli]") {
    const Folder folder;
    const Words run{"run", template_file, "--replications", "2"};
    Words with_file = run;
    with_file.insert(with_file.end(), {"--patch", folder.write("p.json", drill)});
    same(through_pipe(folder, drill, run, "--patch"), firebreak(with_file));
    Words with_dash = run;
    with_dash.insert(with_dash.end(), {"--patch", "-"});
    same(firebreak(with_dash, {.standard_input = drill}), firebreak(with_file));

    const std::string timeline = firebreak({"run", template_file, "--until-timeline", "--format", "json"}).out;
    Words with_timeline = run;
    with_timeline.insert(with_timeline.end(), {"--timeline", folder.write("t.json", timeline)});
    same(through_pipe(folder, timeline, run, "--timeline"), firebreak(with_timeline));
}

TEST_CASE("streams: a layout from a pipe", "[cli]") {
    const Folder folder;
    const std::string scenario = shipped("scenarios/incidents/pangyo-2022.json");
    const std::string layout = shipped("scenarios/layouts/two-site-standby.json");
    same(through_pipe(folder, contents(layout), {"compare", scenario, "--replications", "1", "--layout", layout}, "--layout"),
         firebreak({"compare", scenario, "--replications", "1", "--layout", layout, "--layout", layout}));
    // What a scenario names is not waited for: nobody may write into it.
    const std::string named = folder.write("s.json", minimal_with("\"schema\": 1", "\"schema\": 1, \"economics\": \"pipe\""));
    REQUIRE(::mkfifo(folder.at("pipe").c_str(), 0600) == 0);
    CHECK(has(firebreak({"check", named}).err, "/economics: \"" + folder.at("pipe") + "\" is not a file"));
}

TEST_CASE("streams: a sweep from standard input, and no store from a pipe", "[cli]") {
    const Folder folder;
    const Result swept = firebreak({"sweep", "-", "--allow-path", "/", "--store", folder.at("s.db")}, {.standard_input = sweep_of_template});
    INFO(swept.err);
    CHECK(swept.status == 0);
    CHECK(has(firebreak({"check", "-", "--allow-path", "/"}, {.standard_input = sweep_of_template}).out, "sound: grid"));
    REQUIRE(::mkfifo(folder.at("pipe").c_str(), 0600) == 0);
    for (const Words& command : {Words{"summary", folder.at("pipe")}, Words{"merge", folder.at("m.db"), folder.at("pipe")}}) {
        const Result refused = firebreak(command);
        CHECK(refused.status == 3);
        CHECK(has(refused.err, "cannot be a store: it has to be a file in a folder"));
    }
}

}  // namespace firebreak::cli_test
