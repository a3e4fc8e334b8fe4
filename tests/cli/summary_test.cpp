// summary: the three formats over a small sweep, and what is refused.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

Result in(const Folder& folder, const Words& arguments) {
    return firebreak(arguments, {.folder = folder.path()});
}

/// A store of a sweep over the template scenario.
void sweep_with(const Folder& folder, const std::string& design, int count) {
    folder.write("base.json", minimal());
    folder.write("sweep.json", R"({"schema": 1, "name": "crews", "scenario": "base.json", "axes": {
        "technicians": {"pointer": "/response/crews/technicians", "values": [5, 80]},
        "drilled": {"pointer": "/response/drilled", "values": [false, true]}}, "design": )" +
                                   design + R"(, "replications": {"count": )" + std::to_string(count) + "}}");
    REQUIRE(in(folder, {"sweep", "sweep.json"}).status == 0);
}

const std::string full = "/services/shop/functions/browse/recovery_h/full";

}  // namespace

TEST_CASE("summary: points against the first one, as text, JSON and table", "[cli]") {
    const Folder folder;
    sweep_with(folder, R"({"grid": {}})", 6);
    const Result text = in(folder, {"summary", "sweep.db", "--target", full + "=1000"});
    CHECK(text.status == 0);
    CHECK(text.err.empty());
    CHECK(has(text.out, "crews: 4 points, grid design, scenario"));
    CHECK(has(text.out, "seed 1, 24 runs, 0 failed"));
    for (const std::string& line : lines_of(text.out)) CHECK(line.size() <= 80);

    const Result json = in(folder, {"summary", "sweep.db", "--measure", full, "--format", "json"});
    CHECK(json.status == 0);
    const auto document = nlohmann::json::parse(json.out);
    CHECK(document.at("points").at(3) == nlohmann::json::parse(R"({"technicians": 80, "drilled": true})"));
    REQUIRE(document.at("measures").size() == 1);
    const auto& points = document.at("measures").at(0).at("points");
    REQUIRE(points.size() == 4);
    // The same numbers as firebreak run has for that point.
    const Result run = in(folder, {"run", "base.json", "--set", "/response/crews/technicians=80", "--set",
                                   "/response/drilled=true", "--replications", "6", "--format", "json"});
    const auto expected = nlohmann::json::parse(run.out).at(nlohmann::json::json_pointer(full));
    CHECK(points.at(3).at("mean").at("value") == expected.at("mean"));
    CHECK(points.at(3).at("mean").at("ci95") == expected.at("ci95"));
    CHECK(points.at(3).at("p50").at("value") == expected.at("p50"));
    CHECK(points.at(3).at("difference_to_first").at("n") == 6);
    CHECK_FALSE(points.at(0).contains("difference_to_first"));

    const Result csv = in(
        folder, {"summary", "sweep.db", "--measure", full, "--format", "csv", "--ignitions-per-year", "0.5"});
    CHECK(csv.status == 0);
    const Words lines = lines_of(csv.out);
    CHECK(lines.at(0) == "measure,scope,point,axis,statistic,value,low,high,n,technicians,drilled");
    CHECK(has(lines.at(1), full + ",sweep,,,mean,"));
    const std::size_t commas = static_cast<std::size_t>(std::count(lines[0].begin(), lines[0].end(), ','));
    for (const std::string& line : lines)
        CHECK(static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')) == commas);
    CHECK(has(csv.out, full + ",point,3,,annual_loss,"));
    CHECK(has(csv.out, full + ",point,3,,year_p999,"));
    const Result yearly =
        in(folder, {"summary", "sweep.db", "--measure", full, "--ignitions-per-year", "0.5"});
    CHECK(has(yearly.out, "by the year, 0.5 fires each: mean "));
    for (const std::string& line : lines_of(yearly.out)) CHECK(line.size() <= 80);
    const Result rated = in(folder, {"summary", "sweep.db", "--measure", full, "--format", "json",
                                     "--ignitions-per-year", "0.5"});
    const auto year = nlohmann::json::parse(rated.out).at("measures").at(0).at("points").at(3).at("year");
    CHECK(year.at("any_probability").get<double>() <= 1.0 - std::exp(-0.5) + 1e-12);
    CHECK(year.at("beyond_p99").get<double>() >= year.at("p99").get<double>());
    CHECK(in(folder, {"summary", "sweep.db", "--ignitions-per-year", "501"}).status == 2);
    CHECK(has(line_with(csv.out, ",point,3,,difference_to_first,"), ",6,80,true"));
}

TEST_CASE("summary: designs for sensitivities rank their axes", "[cli]") {
    const Folder folder;
    sweep_with(folder, R"({"morris": {"trajectories": 4}})", 2);
    const Result morris = in(folder, {"summary", "sweep.db", "--measure", full, "--format", "json"});
    const auto effects = nlohmann::json::parse(morris.out).at("measures").at(0).at("sensitivities");
    REQUIRE(effects.size() == 2);
    CHECK(effects.at(1).at("axis") == "drilled");
    CHECK(effects.at(0).at("mu_star").at("value") >= std::abs(effects.at(0).at("mu").get<double>()));
    CHECK(has(in(folder, {"summary", "sweep.db"}).out, "mu* [95 %]"));
}

TEST_CASE("summary: what is refused", "[cli]") {
    const Folder folder;
    CHECK(in(folder, {"summary", "none.db"}).status == 3);
    folder.write("text.db", "no store\n");
    CHECK(in(folder, {"summary", "text.db"}).status == 3);
    sweep_with(folder, R"({"grid": {}})", 1);
    const Result glob = in(folder, {"summary", "sweep.db", "--measure", "/nothing"});
    CHECK(glob.status == 2);
    CHECK(glob.out.empty());
    CHECK(has(glob.err, "no measure in the store fits /nothing"));
    CHECK(in(folder, {"summary", "sweep.db", "--target", full}).status == 2);
    CHECK(in(folder, {"summary", "sweep.db", "--target", full + "=4h"}).status == 2);
    CHECK(in(folder, {"summary", "sweep.db", "--ignitions-per-year", "-1"}).status == 2);
    CHECK(in(folder, {"summary", "sweep.db", "--format", "xml"}).status == 2);
}

}  // namespace firebreak::cli_test
