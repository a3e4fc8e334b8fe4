// rare: a probability that plain runs can check, whatever -j is, and what is refused.
#include <cmath>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

const std::string full = "/services/shop/functions/order/recovery_h/full";
const std::string scenario = shipped("scenarios/templates/minimal.json");

Words rare(const Words& more) {
    Words words{"rare", scenario, "--measure", full};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE("rare: agrees with plain runs where both can be had, and does not depend on -j", "[cli]") {
    const Words wanted{"--above", "11",       "--trials", "60", "--estimates", "5", "--ignitions-per-year",
                       "0.02",    "--format", "json"};
    Words one = rare(wanted), two = rare(wanted);
    one.insert(one.end(), {"-j", "1"});
    two.insert(two.end(), {"-j", "2"});
    const Result alone = firebreak(one);
    REQUIRE(alone.status == 0);
    CHECK(alone.err.empty());
    CHECK(firebreak(two).out == alone.out);
    const auto document = nlohmann::json::parse(alone.out);
    const double p = document.at("probability");
    CHECK(document.at("per_year") == 0.02 * p);
    CHECK(document.at("levels").back().at("above") == 11.0);

    // The sweep's summary has the share at most 11 h; plain luck of its own.
    constexpr double n = 3000;
    const Folder folder;
    folder.write("base.json", minimal());
    folder.write("sweep.json",
                 R"({"schema": 1, "name": "plain", "scenario": "base.json", "axes": {}, "seed": 7,
        "design": {"grid": {}}, "replications": {"count": 3000}, "measures": [")" +
                     full + R"("]})");
    REQUIRE(firebreak({"sweep", "sweep.json"}, {.folder = folder.path()}).status == 0);
    const Result summary = firebreak({"summary", "sweep.db", "--target", full + "=11", "--format", "json"},
                                     {.folder = folder.path()});
    const double met = nlohmann::json::parse(summary.out).at("measures").at(0).at("points").at(0).at("met");
    const double plain = 1.0 - met;
    const double errors =
        std::hypot(p * document.at("relative_error").get<double>(), std::sqrt(plain * met / n));
    INFO("rare " << p << ", plain " << plain << ", standard error " << errors);
    CHECK(std::abs(p - plain) < 4.0 * errors);
    CHECK((plain > 0.005 && errors < 0.02));
}

TEST_CASE("rare: text for people in 80 columns", "[cli]") {
    const Result text = firebreak(
        rare({"--above", "60", "--trials", "20", "--estimates", "3", "--ignitions-per-year", "0.002"}));
    CHECK(text.status == 0);
    CHECK(has(text.out, "How likely is " + full + " above 60?"));
    CHECK(has(text.out, "Probability, given the fire:"));
    for (const std::string& line : lines_of(text.out)) CHECK(line.size() <= 80);
}

TEST_CASE("rare: what cannot be asked is refused with a way out", "[cli]") {
    const auto refused = [](const Words& words, const std::string& why) {
        const Result result = firebreak(words);
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        INFO(result.err);
        CHECK(has(result.err, why));
    };
    refused({"rare", scenario, "--measure", "services/shop/functions/oder/recovery_h/full", "--above", "3"},
            "did you mean \"" + full + "\"?");
    refused(rare({"--above", "120"}), "a run ends at 120 h");
    refused(rare({"--above", "120"}), "--set /horizon_h=180");
    refused(rare({"--above", "nan"}), "--above");
    refused(rare({}), "--above");
    refused(rare({"--above", "10", "--trials", "9"}), "--trials");
}

}  // namespace firebreak::cli_test
