// init: a template that is sound as it is, and nothing of the user's lost.
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

TEST_CASE("init: writes a template that passes check and runs", "[cli]") {
    const Folder folder;
    const std::string file = folder.at("mine.json");
    const Result made = firebreak({"init", file});
    CHECK(made.status == 0);
    CHECK(has(made.out, "firebreak check " + file));
    CHECK(contents(file) == minimal());
    CHECK(firebreak({"check", file}).status == 0);
    CHECK(firebreak({"run", file, "--replications", "2"}).status == 0);
    CHECK(firebreak({"init", "-", "--template", "minimal"}).out == minimal());
}

TEST_CASE("init: never writes over a file, and knows its templates", "[cli]") {
    const Folder folder;
    const std::string file = folder.write("mine.json", "my work\n");
    const Result again = firebreak({"init", file});
    CHECK(again.status == 3);
    CHECK(has(again.err, "exists already"));
    CHECK(contents(file) == "my work\n");
    CHECK(firebreak({"init", folder.at("no/such/folder.json")}).status == 3);
    const Result unknown = firebreak({"init", folder.at("other.json"), "--template", "minimul"});
    CHECK(unknown.status == 2);
    CHECK(has(unknown.err, "minimal"));
    CHECK(folder.entries() == Words{"mine.json"});
}

}  // namespace
}  // namespace firebreak::cli_test
