// The page to read first: how a scenario's world becomes recovery times.
#include "run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/observed.hpp"
#include "engine/analytic_backend.hpp"
#include "engine/execute.hpp"
#include "engine/simgrid_backend.hpp"
#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "report/csv.hpp"
#include "report/explanation.hpp"
#include "sweep/wire.hpp"
#include "sweep/worker_pool.hpp"

namespace firebreak {
namespace {

std::unique_ptr<engine::Backend> make_backend(const World& world) {
#ifdef FIREBREAK_HAS_SIMGRID
    return engine::make_simgrid_backend(world);
#else
    return engine::make_analytic_backend(world);
#endif
}

Draws draws_of(const Luck& luck) {
    return {luck.seed, luck.replication, luck.moves};
}

}  // namespace

std::string engine_name() {
#ifdef FIREBREAK_HAS_SIMGRID
    return engine::simgrid_version();
#else
    return "analytic engine";
#endif
}

HazardTimeline draw_timeline(const World& world, const Luck& luck) {
    return luck.timeline != nullptr ? *luck.timeline : hazard::build_timeline(world, draws_of(luck));
}

RunRecord run_once(const World& world, const Luck& luck, bool with_tables, const Fold& fold) {
    const Draws draws = draws_of(luck);
    const HazardTimeline timeline = draw_timeline(world, luck);
    const auto backend = make_backend(world);
    const auto sampling = with_tables ? engine::Sampling::latency : engine::Sampling::none;
    const ObservationLog log = engine::execute(world, timeline, draws, *backend, sampling);

    RunRecord record{metrics::measure(world, log), log.pinned_steps, {}, fold ? fold(log) : std::vector<double>{}};
    if (with_tables) {
        record.tables = {{"service_level.csv", report::service_level_csv(world, log)},
                         {"facility.csv", report::facility_csv(world, log)},
                         {"events.csv", report::events_csv(world, log)},
                         {"latency.csv", report::latency_csv(world, log)},
                         {"critical_paths.json", report::critical_paths_json(world, log, luck.replication)}};
    }
    return record;
}

namespace {

std::string pack(const World& world, const RunRecord& record) {
    sweep::Writer out;
    out.numbers(metrics::flatten(world, record.measures));
    out.numbers(record.folded);
    out.texts(record.pinned_steps);
    for (const auto& [name, text] : record.tables) out.texts({name, text});
    return out.take();
}

RunRecord unpack(const World& world, const std::string& bytes) {
    sweep::Reader in{bytes};
    RunRecord record;
    record.measures = metrics::unflatten(world, in.numbers());
    record.folded = in.numbers();
    record.pinned_steps = in.texts();
    while (!in.at_end()) {
        const std::vector<std::string> table = in.texts();
        record.tables.emplace_back(table.at(0), table.at(1));
    }
    return record;
}

}  // namespace

std::vector<RunRecord> replicate(const World& world, const ReplicateOptions& options) {
    std::vector<RunRecord> records(static_cast<std::size_t>(options.replications));
    int done = 0;
    std::string failure;
    const auto task = [&](int index) {
        const bool with_tables = options.with_tables && index == 0;
        const auto replication = static_cast<std::uint32_t>(options.first + index);
        return pack(world, run_once(world, {options.seed, replication, options.timeline}, with_tables, options.fold));
    };
    const auto received = [&](const sweep::TaskResult& result) {
        if (result.ok) {
            records[static_cast<std::size_t>(result.index)] = unpack(world, result.payload);
        } else {
            const std::string what = fmt::format("scenario {}, layout {}, seed {}, replication {}: {}", world.scenario_name,
                                                 world.layout_name, options.seed, options.first + result.index, result.payload);
            if (result.exit_status == 70) throw Bug{what};
            if (failure.empty()) failure = what;
        }
        if (options.progress) options.progress(++done);
    };
    sweep::run_forked({options.replications, options.jobs}, task, received);
    if (!failure.empty()) throw RunFailed{failure};
    return records;
}

ObservedUse observed_use(const World& world, const std::vector<RunRecord>& records) {
    ObservedUse use;
    const auto uses = [](const RunRecord& record, const std::string& step) {
        return std::find(record.pinned_steps.begin(), record.pinned_steps.end(), step) != record.pinned_steps.end();
    };
    bool given = false;
    for (const RunRecord& record : records) {
        for (const std::string& step : record.pinned_steps) {
            given = given || step == "timeline";
            if (std::find(use.pinned.begin(), use.pinned.end(), step) == use.pinned.end()) use.pinned.push_back(step);
        }
    }
    if (given) return use;  // a given timeline takes the place of all that is known of the fire
    std::vector<std::string> known;
    for (const KnownStep& step : known_steps(world.observed)) known.push_back(step.name());
    if (world.observed.agent_extinguishes) known.emplace_back("agent_extinguishes");
    for (const std::string& step : known) {
        const auto without = std::count_if(records.begin(), records.end(), [&](const RunRecord& record) { return !uses(record, step); });
        if (without > 0) use.unused.emplace_back(step, static_cast<int>(without));
    }
    return use;
}

std::vector<Measures> measures_of(const std::vector<RunRecord>& records) {
    std::vector<Measures> measures;
    for (const RunRecord& record : records) measures.push_back(record.measures);
    return measures;
}

}  // namespace firebreak
