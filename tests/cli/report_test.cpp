// firebreak report: where the page goes, and what is refused.
#include <filesystem>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

const std::string template_file = shipped("scenarios/templates/minimal.json");

/// A folder with a small run in it.
class RunFolder : public Folder {
  public:
    RunFolder() {
        const Result made = firebreak({"run", template_file, "--replications", "2", "--out", at("run")});
        REQUIRE(made.status == 0);
    }
};

}  // namespace

TEST_CASE("report: one file, in the run's folder unless told otherwise", "[cli]") {
    const RunFolder folder;
    const Words before = folder.entries("run");
    const Result result = firebreak({"report", folder.at("run")});
    INFO(result.err);
    REQUIRE(result.status == 0);
    CHECK(has(result.out, "report.html"));
    CHECK(folder.entries("run").size() == before.size() + 1);
    const std::string page = contents(folder.at("run/report.html"));
    CHECK(has(page, "<title>minimal - Firebreak</title>"));
    CHECK(has(page, "Content-Security-Policy"));

    REQUIRE(firebreak({"report", folder.at("run"), "--out", folder.at("page.html")}).status == 0);
    CHECK(contents(folder.at("page.html")) == page);
    CHECK(folder.entries() == Words{"page.html", "run"});
    // A run may replace a folder that holds its report.
    CHECK(firebreak({"run", template_file, "--replications", "2", "--out", folder.at("run")}).status == 0);
}

TEST_CASE("report: what is not a run, is not there or is broken", "[cli]") {
    const RunFolder folder;
    const Result missing = firebreak({"report", folder.at("none")});
    CHECK(missing.status == 3);
    CHECK(has(missing.err, "there is no "));

    std::filesystem::create_directory(folder.at("empty"));
    const Result empty = firebreak({"report", folder.at("empty")});
    CHECK(empty.status == 2);
    CHECK(has(empty.err, "is not a folder that run or compare wrote; write one with"));

    CHECK(firebreak({"report", folder.at("run"), "--out", folder.at("none/page.html")}).status == 3);
    CHECK(folder.entries() == Words{"empty", "run"});

    folder.write("run/metrics.json", "{");
    const Result broken = firebreak({"report", folder.at("run")});
    CHECK(broken.status == 3);
    CHECK(has(broken.err, "metrics.json is not JSON"));

    folder.write("run/metrics.json", "{}");
    const Result other = firebreak({"report", folder.at("run")});
    CHECK(other.status == 3);
    CHECK(has(other.err, "does not hold what this version writes"));
    CHECK_FALSE(std::filesystem::exists(folder.at("run/report.html")));
}

TEST_CASE("report: a comparison", "[cli]") {
    const Folder folder;
    REQUIRE(firebreak({"compare", template_file, template_file, "--replications", "2", "--out", folder.at("pair")}).status == 0);
    CHECK(firebreak({"report", folder.at("pair")}).status == 0);
    CHECK(has(contents(folder.at("pair/report.html")), "\"kind\":\"compare\""));
}

}  // namespace firebreak::cli_test
