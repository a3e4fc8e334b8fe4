// --out: all files or none, and nobody else's folder is touched.
#include <unistd.h>

#include <filesystem>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

namespace fs = std::filesystem;

const std::string template_file = shipped("scenarios/templates/minimal.json");
const Words run_files{"critical_paths.json", "events.csv",   "facility.csv",           "latency.csv",
                      "manifest.json",       "metrics.json", "scenario.resolved.json", "service_level.csv"};

Result run_into(const std::string& out, const Words& more = {}, const Start& start = {}) {
    Words arguments{"run", template_file, "--replications", "2", "--out", out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return firebreak(arguments, start);
}

}  // namespace

TEST_CASE("out: the files of the contract, and nothing beside them", "[cli]") {
    const Folder folder;
    CHECK(run_into(folder.at("a/b/out")).status == 0);
    CHECK(folder.entries("a/b") == Words{"out"});
    CHECK(folder.entries("a/b/out") == run_files);
}

TEST_CASE("out: a former run is replaced as a whole", "[cli]") {
    const Folder folder;
    REQUIRE(run_into(folder.at("out")).status == 0);
    const std::string before = contents(folder.at("out/metrics.json"));
    fs::remove(folder.at("out/events.csv"));
    CHECK(run_into(folder.at("out"), {"--seed", "2"}).status == 0);
    CHECK(contents(folder.at("out/metrics.json")) != before);
    CHECK(folder.entries("out") == run_files);
    CHECK(folder.entries() == Words{"out"});
}

TEST_CASE("out: an empty folder and a link to a folder are filled", "[cli]") {
    const Folder folder;
    fs::create_directory(folder.at("empty"));
    fs::create_directory_symlink("empty", folder.at("link"));
    CHECK(run_into(folder.at("link") + "/").status == 0);
    CHECK(fs::is_symlink(folder.at("link")));
    CHECK(folder.entries("empty") == run_files);
    CHECK(run_into(folder.at("empty") + "/./").status == 0);
    CHECK(folder.entries() == Words{"empty", "link"});
}

TEST_CASE("out: a folder with anything else in it is left alone", "[cli]") {
    const Folder folder;
    folder.write("foreign/thesis.txt", "years of work");
    // Many programs have a manifest.json.
    folder.write("other/manifest.json", "{}");
    folder.write("other/source.js", "years of work");
    folder.write("file", "years of work");
    fs::create_symlink("nowhere", folder.at("dangling"));
    for (const std::string name : {"foreign", "other", "file", "dangling"}) {
        INFO(name);
        const Result result = run_into(folder.at(name));
        CHECK(result.status == 2);
        CHECK(has(result.err, "--out: " + folder.at(name) + " "));
        CHECK(has(result.err, "; name a new folder, or remove it first\n"));
        CHECK(result.out.empty());
    }
    CHECK(folder.entries() == Words{"dangling", "file", "foreign", "other"});
    CHECK(folder.entries("foreign") == Words{"thesis.txt"});
    CHECK(folder.entries("other") == Words{"manifest.json", "source.js"});
    CHECK(contents(folder.at("file")) == "years of work");
}

TEST_CASE("out: the folder that the shell stands in is not swapped under it", "[cli]") {
    const Folder folder;
    fs::create_directories(folder.at("here/below"));
    CHECK(run_into(".", {}, {.folder = folder.at("here/below")}).status == 2);
    CHECK(run_into("..", {}, {.folder = folder.at("here/below")}).status == 2);
    CHECK(folder.entries("here") == Words{"below"});
    CHECK(run_into("out", {}, {.folder = folder.at("here/below")}).status == 0);
    CHECK(folder.entries("here/below/out") == run_files);
}

TEST_CASE("out: what cannot be written is status 3", "[cli]") {
    const Folder folder;
    folder.write("file", "x");
    const Result below_file = run_into(folder.at("file/out"));
    CHECK(below_file.status == 3);
    CHECK(has(below_file.err, "firebreak: cannot create " + folder.at("file/out") + ": "));
    CHECK(run_into("/proc/firebreak").status == 3);
    CHECK(folder.entries() == Words{"file"});
}

TEST_CASE("out: a failed run leaves nothing, not even the way to its folder", "[cli]") {
    const Folder folder;
    const std::string file =
        folder.write("s.json", minimal_with("\"name\": \"minimal\"", "\"nam\": \"minimal\""));
    CHECK(firebreak({"run", file, "--out", folder.at("a/b/out")}).status == 2);
    CHECK(folder.entries() == Words{"s.json"});
}

TEST_CASE("out: Ctrl-C leaves the former run and nothing half-written", "[cli]") {
    const Folder folder;
    REQUIRE(run_into(folder.at("out")).status == 0);
    const std::string before = contents(folder.at("out/metrics.json"));
    const Result result =
        firebreak({"run", template_file, "--replications", "1000000", "--out", folder.at("out")},
                  {.interrupt_when = [polls = 0]() mutable { return ++polls > 100; }});  // at whatever point
    CHECK(result.status == 128 + 2);
    CHECK(result.out.empty());
    CHECK(folder.entries() == Words{"out"});
    CHECK(contents(folder.at("out/metrics.json")) == before);
}

TEST_CASE("in: a file that cannot be read is status 3", "[cli]") {
    const Folder folder;
    const Result missing = firebreak({"run", folder.at("none.json"), "--out", folder.at("out")});
    CHECK(missing.status == 3);
    CHECK(missing.err ==
          "firebreak: " + folder.at("none.json") + ": cannot be read: No such file or directory\n");
    const Result directory = firebreak({"run", folder.path().string(), "--out", folder.at("out")});
    CHECK(directory.status == 3);
    CHECK(has(directory.err, "it is a folder"));
    CHECK(folder.entries().empty());
}

}  // namespace firebreak::cli_test
