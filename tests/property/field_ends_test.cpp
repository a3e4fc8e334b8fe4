// Whatever the documented ranges allow runs, or is refused with a finding: each field at both ends, alone and in pairs.
// Here a sample under a printed seed; every field and every pair of a scenario, in minutes and in hours:
//   build/release/tests/test_property "[.ends]"          each field alone
//   build/release/tests/test_property "[.pairs]"         pairs, as many as FIREBREAK_PAIRS says (20000)
// FIREBREAK_SEED moves the samples, FIREBREAK_SCENARIO names another scenario to draw from.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "catch_compat.hpp"
#include "engine/analytic_backend.hpp"
#include "engine/execute.hpp"
#include "field_ends.hpp"
#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "world/world.hpp"

namespace firebreak {
namespace {

using test::Ends;
using test::FieldEnds;
using test::Setting;
using Clock = std::chrono::steady_clock;

std::string from_environment(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : value;
}

/// A scenario as one file with everything filled in, and a horizon of a day or two.
class Drawn {
  public:
    explicit Drawn(const std::string& path, const std::string& horizon_h = "30") {
        const auto loaded = scenario::read_scenario(path, {.sets = {"/horizon_h=" + horizon_h}});
        char name[] = "/tmp/firebreak-ends-XXXXXX";
        folder_ = ::mkdtemp(name);
        file_ = folder_ / "resolved.json";
        std::ofstream{file_} << loaded.resolved;
        fields_ = FieldEnds{loaded.resolved}.fields();
    }
    ~Drawn() { std::filesystem::remove_all(folder_); }
    Drawn(const Drawn&) = delete;
    Drawn& operator=(const Drawn&) = delete;

    [[nodiscard]] const std::vector<Ends>& fields() const { return fields_; }

    /// Empty: it ran, or was refused with findings that have a place; else what is wrong.
    [[nodiscard]] std::string problem_with(const std::vector<Setting>& settings) const {
        try {
            const scenario::Loaded loaded = scenario::read_scenario(file_.string(), {.sets = settings});
            std::vector<Finding> findings;
            const World world = world::build(loaded.scenario, findings);
            if (!findings.empty()) return {};
            const Draws draws{1, 0};
            const auto backend = engine::make_analytic_backend(world);
            const auto log = engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
            for (const auto& function : metrics::measure(world, log).functions) {
                if (!(function.unserved_user_h >= 0.0) || !std::isfinite(function.unserved_user_h))
                    return "unserved user-hours are no number of at least 0";
            }
            return {};
        } catch (const InputError&) {
            return {};
        } catch (const std::exception& error) {
            return error.what();
        }
    }

  private:
    std::filesystem::path folder_, file_;
    std::vector<Ends> fields_;
};

std::string text_of(const std::vector<Setting>& settings) {
    std::string text;
    for (const Setting& each : settings) text += " --set '" + each + "'";
    return text;
}

/// Runs a case, tells of what is wrong or slow; returns whether it is sound.
bool holds(const Drawn& drawn, const std::vector<Setting>& settings) {
    INFO("dies on" << text_of(settings));
    const auto began = Clock::now();
    const std::string problem = drawn.problem_with(settings);
    const std::chrono::duration<double> took = Clock::now() - began;
    if (took.count() > 5.0) std::cout << "slow: " << took.count() << " s:" << text_of(settings) << std::endl;
    if (!problem.empty()) std::cout << "wrong:" << text_of(settings) << ": " << problem << std::endl;
    return problem.empty();
}

std::vector<Setting> pair_of(const Drawn& drawn, std::mt19937_64& luck) {
    std::vector<Setting> settings;
    std::size_t first = drawn.fields().size();
    while (settings.size() < 2) {
        const std::size_t field = luck() % drawn.fields().size();
        if (field == first) continue;
        first = field;
        const Ends& ends = drawn.fields()[field];
        settings.push_back(ends[luck() % ends.size()]);
    }
    return settings;
}

std::string shipped(const std::string& path) {
    return std::string{FIREBREAK_SOURCE_DIR} + "/" + path;
}

std::string scenario_asked_for() {
    return from_environment("FIREBREAK_SCENARIO", shipped("scenarios/templates/minimal.json"));
}

std::uint64_t seed_asked_for() {
    return std::stoull(from_environment("FIREBREAK_SEED", "20221015"));
}

TEST_CASE("fields at both ends of their ranges run, each alone: a sample") {
    const std::uint64_t seed = seed_asked_for();
    INFO("FIREBREAK_SEED=" << seed);
    const Drawn drawn{shipped("scenarios/templates/minimal.json")};
    CHECK(drawn.fields().size() > 300);
    std::mt19937_64 luck{seed};
    for (int i = 0; i < 150; ++i) {
        const Ends& ends = drawn.fields()[luck() % drawn.fields().size()];
        const std::vector<Setting> settings{ends[luck() % ends.size()]};
        INFO(text_of(settings));
        CHECK(drawn.problem_with(settings) == "");
    }
}

TEST_CASE("fields at both ends of their ranges run, in pairs: a sample") {
    const std::uint64_t seed = seed_asked_for();
    INFO("FIREBREAK_SEED=" << seed);
    const Drawn drawn{shipped("scenarios/templates/minimal.json")};
    std::mt19937_64 luck{seed};
    for (int i = 0; i < 150; ++i) {
        const std::vector<Setting> settings = pair_of(drawn, luck);
        INFO(text_of(settings));
        CHECK(drawn.problem_with(settings) == "");
    }
}

TEST_CASE("every field at every end, alone", "[.ends]") {
    const Drawn drawn{scenario_asked_for()};
    int wrong = 0, cases = 0;
    for (const Ends& ends : drawn.fields()) {
        for (const Setting& setting : ends) {
            ++cases;
            wrong += holds(drawn, {setting}) ? 0 : 1;
        }
    }
    std::cout << cases << " settings of " << drawn.fields().size() << " fields\n";
    CHECK(wrong == 0);
}

TEST_CASE("pairs of fields at their ends", "[.pairs]") {
    const Drawn drawn{scenario_asked_for()};
    const int pairs = std::stoi(from_environment("FIREBREAK_PAIRS", "20000"));
    std::mt19937_64 luck{seed_asked_for()};
    int wrong = 0;
    for (int i = 0; i < pairs; ++i) wrong += holds(drawn, pair_of(drawn, luck)) ? 0 : 1;
    CHECK(wrong == 0);
}

}  // namespace
}  // namespace firebreak
