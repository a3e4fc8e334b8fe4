// Whatever the documented ranges allow runs, or is refused with a finding: each field at both ends, alone and in pairs,
// in scenarios that burn in different rooms, with other fuels and more equipment. Here a sample under a printed seed;
// every field at every end in a minute, and pairs as many as FIREBREAK_PAIRS says (20000 of each scenario, minutes):
//   build/release/tests/test_property "[.ends]"
//   build/release/tests/test_property "[.pairs]"
// FIREBREAK_SEED moves the samples; FIREBREAK_SCENARIO names one scenario to draw from in their place.
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
    explicit Drawn(const std::string& path, std::vector<Setting> sets = {}) {
        sets.emplace_back("/horizon_h=30");
        const auto loaded = scenario::read_scenario(path, {.sets = sets});
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

Setting any_end(const Drawn& drawn, std::mt19937_64& luck) {
    const Ends& ends = drawn.fields()[luck() % drawn.fields().size()];
    return ends[luck() % ends.size()];
}

/// Ends of two fields.
std::vector<Setting> pair_of(const Drawn& drawn, std::mt19937_64& luck) {
    const auto field = [](const Setting& setting) { return setting.substr(0, setting.find('=')); };
    const Setting first = any_end(drawn, luck);
    Setting second = first;
    while (field(second) == field(first)) second = any_end(drawn, luck);
    return {first, second};
}

std::string shipped(const std::string& path) {
    return std::string{FIREBREAK_SOURCE_DIR} + "/" + path;
}

std::uint64_t seed_asked_for() {
    return std::stoull(from_environment("FIREBREAK_SEED", "20221015"));
}

/// What the template does not have: fires of every fuel, in every kind of room, and equipment that fails otherwise.
const std::vector<std::vector<Setting>> bases{
    {},
    {"/ignition/room=ups", "/ignition/first=cell", "/layout/sites/north/rooms/ups/detection=gas",
     R"(/layout/sites/north/rooms/ups/fuel={"kind":"li_ion_cabinet","units":3})", "/layout/sites/north/rooms/ups/sprinklers=true"},
    {"/ignition/room=electrical", "/layout/sites/north/rooms/electrical/sprinklers=true"},
    {"/ignition/room=hall", "/layout/sites/north/rooms/hall/sprinklers=true", "/layout/sites/north/rooms/hall/row_power_off=true",
     "/layout/sites/north/rooms/hall/detection=aspirating", "/layout/sites/north/rooms/hall/opening_area_m2=0"},
    {"/ignition/room=ups", R"(/layout/sites/north/rooms/ups/fuel={"kind":"vrla_string","units":4})",
     "/layout/sites/north/cooling/crah-1/capacity_kw=40", "/layout/sites/north/power/pdu-b/capacity_kw=30",
     R"(/layout/sites/north/power/set={"kind":"generator","room":"electrical","fuel_h":3})",
     R"(/layout/sites/north/power/ups-b/inputs=[{"from":"grid"},{"from":"set"}])",
     R"(/layout/sites/north/cooling/chiller={"room":"electrical","serves":[],"feeds":[{"from":"grid"}]})",
     R"(/layout/sites/north/cooling/crah-1/plant=["chiller"])", "/layout/sites/north/rows/row-1/single_corded_ratio=0.5"},
    {"/ignition/room=electrical", R"(/layout/sites/north/rooms/electrical/fuel={"kind":"cable_tray","units":3})",
     R"(/layout/placement/shop={"failover":"automatic","replication":"sync","on_partner_loss":"stall","scale_out":true,
         "replicas":[{"site":"north"},{"site":"south","role":"standby","capacity_ratio":0.5}],"backup":{"site":"south"}})",
     "/services/components/orders/rebuildable=true", "/services/components/orders/ledger=true", "/services/components/orders/data_tb=2",
     "/services/components/web/overload_goodput_ratio=0.3", "/services/services/shop/functions/order/retried_ratio=0.5",
     "/services/services/shop/functions/order/rival_per_h=0.2", "/response/admission_control/mode=automatic"},
};

/// The scenario that the environment names, or the template in each of its guises.
template <class Each>
void each_scenario(Each each) {
    const std::string asked = from_environment("FIREBREAK_SCENARIO", "");
    if (!asked.empty()) return each(Drawn{asked});
    for (const std::vector<Setting>& base : bases) each(Drawn{shipped("scenarios/templates/minimal.json"), base});
}

/// Runs as many cases as given, and says of each what is wrong.
template <class Draw>
void sample(int cases, Draw draw) {
    const std::uint64_t seed = seed_asked_for();
    INFO("FIREBREAK_SEED=" << seed);
    std::mt19937_64 luck{seed};
    each_scenario([&](const Drawn& drawn) {
        CHECK(drawn.fields().size() > 300);
        for (int i = 0; i < cases; ++i) {
            const std::vector<Setting> settings = draw(drawn, luck);
            INFO(text_of(settings));
            CHECK(drawn.problem_with(settings) == "");
        }
    });
}

TEST_CASE("fields at both ends of their ranges run, each alone: a sample") {
    sample(25, [](const Drawn& drawn, std::mt19937_64& luck) { return std::vector{any_end(drawn, luck)}; });
}

TEST_CASE("fields at both ends of their ranges run, in pairs: a sample") {
    sample(25, pair_of);
}

TEST_CASE("every field at every end, alone", "[.ends]") {
    int wrong = 0, cases = 0;
    each_scenario([&](const Drawn& drawn) {
        for (const Ends& ends : drawn.fields()) {
            for (const Setting& setting : ends) {
                ++cases;
                wrong += holds(drawn, {setting}) ? 0 : 1;
            }
        }
    });
    std::cout << cases << " settings\n";
    CHECK(wrong == 0);
}

TEST_CASE("pairs of fields at their ends", "[.pairs]") {
    const int pairs = std::stoi(from_environment("FIREBREAK_PAIRS", "20000"));
    std::mt19937_64 luck{seed_asked_for()};
    int wrong = 0;
    each_scenario([&](const Drawn& drawn) {
        for (int i = 0; i < pairs; ++i) wrong += holds(drawn, pair_of(drawn, luck)) ? 0 : 1;
    });
    CHECK(wrong == 0);
}

}  // namespace
}  // namespace firebreak
