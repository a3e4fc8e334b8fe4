// A change whose run fails is put down with its reason, and the ranking goes on as without it.
#include <algorithm>
#include <set>

#include "catch_compat.hpp"
#include "cli/advisor.hpp"
#include "firebreak/error.hpp"

namespace firebreak::cli {
namespace {

const AdviceQuestion question{.scenario = {.path = FIREBREAK_SOURCE_DIR "/scenarios/templates/minimal.json",
                                           .sets = {},
                                           .patches = {},
                                           .allow_paths = {}},
                              .replications = {.seed = 1, .count = 4, .jobs = 1},
                              .function = {},
                              .top = 5};

/// Plays everything but the second world that is seen: the base is the first.
template <class Failure>
report::Advice with_failure(const char* reason) {
    std::vector<const World*> seen;
    return advise(question, [&](const World& world, const ReplicateOptions& options) {
        if (std::ranges::find(seen, &world) == seen.end()) seen.push_back(&world);
        if (seen.size() > 1 && &world == seen[1]) throw Failure{reason};
        return replicate(world, options);
    });
}

template <class Failure>
void check_ranks_the_others() {
    const report::Advice whole = advise(question);
    const report::Advice advice = with_failure<Failure>("limit reached");
    REQUIRE(advice.failed.size() == whole.failed.size() + 1);
    const report::FailedChange& failed = advice.failed.back();
    CHECK(failed.stage == report::FailedChange::Stage::run);
    CHECK(failed.reason == "limit reached");
    CHECK(advice.single.size() == whole.single.size() - 1);
    for (const report::AdvisedChange& change : advice.single) CHECK(change.id != failed.id);
    CHECK(report::advice_json(advice).find("\"reason\": \"limit reached\"") != std::string::npos);
    CHECK(report::advice_text(advice, {.columns = 80, .colour = false}, 5)
              .find("its run failed: limit reached") != std::string::npos);
}

TEST_CASE("advise: a candidate whose run fails is recorded with its reason") {
    check_ranks_the_others<RunFailed>();
}

TEST_CASE("advise: so is one that runs into a bug") {
    check_ranks_the_others<Bug>();
}

TEST_CASE("advise: a scenario that fails as it is fails") {
    const auto fails = [](const World&, const ReplicateOptions&) -> std::vector<RunRecord> {
        throw RunFailed{"limit reached"};
    };
    CHECK_THROWS_AS(advise(question, fails), RunFailed);
}

}  // namespace
}  // namespace firebreak::cli
