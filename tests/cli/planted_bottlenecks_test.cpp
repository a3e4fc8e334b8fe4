// firebreak advise finds what a scenario was made to wait for: twenty planted bottlenecks, drawn at random.
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <cstdlib>

#include "planted_scenario.hpp"
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::json;

/// What `advise` says about a scenario: its best changes, and the outage as it is.
struct Verdict {
    double base_h = 0.0;
    std::vector<std::pair<std::string, double>> ranked;  ///< id and hours saved, best first
};

Verdict advise(const Folder& folder, const PlantedScenario& scenario) {
    const Result result = firebreak({"advise", folder.write("planted.json", scenario.text), "--function", scenario.function, "--replications",
                                     "8", "--seed", "7", "-j", "2", "--format", "json"});
    INFO(result.err);
    REQUIRE(result.status == 0);
    const Json advice = Json::parse(result.out);
    Verdict verdict{advice.at("base").at("mean").get<double>(), {}};
    for (const Json& change : advice.at("single")) {
        verdict.ranked.emplace_back(change.at("id").get<std::string>(), change.at("saved").at("mean").get<double>());
    }
    return verdict;
}

/// Another seed explores further: FIREBREAK_PLANTED_SEED=1000 ctest -R planted.
std::uint64_t first_seed() {
    const char* text = std::getenv("FIREBREAK_PLANTED_SEED");
    return text == nullptr ? 20221015 : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST_CASE("advise: ranks the removal of a planted bottleneck first in at least 19 of 20", "[cli]") {
    const Folder folder;
    int found = 0;
    int planted = 0;
    for (const Plant kind : all_plants) {
        for (int variant = 0; variant < variants_of_a_plant; ++variant) {
            const PlantedScenario scenario = plant(kind, variant, first_seed() + static_cast<std::uint64_t>(planted));
            ++planted;
            const Verdict verdict = advise(folder, scenario);
            REQUIRE(verdict.ranked.size() > 20);  // much else to choose from
            const auto& [best, saved] = verdict.ranked.front();
            const bool right = removes(scenario.removals, best) && saved > 0.0;
            found += right ? 1 : 0;
            // The best change that is no removal: how far the plant stands out.
            const auto next = std::find_if(verdict.ranked.begin(), verdict.ranked.end(),
                                           [&](const auto& change) { return !removes(scenario.removals, change.first); });
            fmt::print("{:2} {} {:55} {:5.1f} h, first: {} ({:.1f} h); best other of {}: {} ({:.1f} h)\n", planted, right ? "yes" : "NO ",
                       scenario.what, verdict.base_h, best, saved, verdict.ranked.size(), next->first, next->second);
        }
    }
    fmt::print("ranked first in {} of {}\n", found, planted);
    CHECK(planted == 20);
    CHECK(found >= 19);
}

}  // namespace firebreak::cli_test
