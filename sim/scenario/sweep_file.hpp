// A sweep as its author wrote it: what is varied in which scenario, by which design, how often.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firebreak/error.hpp"
#include "firebreak/random.hpp"
#include "firebreak/units.hpp"
#include "scenario/document.hpp"
#include "scenario/fields.hpp"
#include "scenario/problems.hpp"

namespace firebreak::scenario {

struct SweepValue {
    JsonText value;
};
struct SweepLayout {
    std::string path;
};
struct SweepPatch {
    std::string name;
    JsonText operations;
};

/// Exactly one of the alternatives is set once the file has been read.
struct SweepAxis {
    std::string name;
    std::string pointer;
    std::vector<SweepValue> values;
    std::optional<std::vector<double>> range;
    std::optional<std::vector<double>> log_range;
    std::optional<UncertainNumber> distribution;
    std::vector<SweepLayout> layouts;
    std::vector<SweepPatch> patches;
    std::optional<int> steps;
    /// Levels of a discrete axis; 0 for a continuous one.
    [[nodiscard]] std::size_t levels() const { return values.size() + layouts.size() + patches.size(); }
};

struct NoSize {};
struct SampledDesign {
    int points = 1;
};
struct MorrisDesign {
    int trajectories = 10;
    int levels = 4;
};
struct SaltelliDesign {
    int base_points = 1;
    bool second_order = false;
};

/// Exactly one is set.
struct SweepDesign {
    std::optional<NoSize> grid;
    std::optional<NoSize> one_at_a_time;
    std::optional<SampledDesign> latin_hypercube;
    std::optional<SampledDesign> sobol;
    std::optional<MorrisDesign> morris;
    std::optional<SaltelliDesign> saltelli;
    std::optional<SampledDesign> monte_carlo;
};

struct Until {
    std::string measure;
    double width = 0.0;
    int min = 20;
    int max = 1000;
    int step = 20;
};
/// At most one is set; neither: `default_count`.
struct SweepReplications {
    static constexpr int default_count = 100;
    std::optional<int> count;
    std::optional<Until> until;
};

struct MeasureGlob {
    std::string glob;
};

struct SweepFile {
    std::string name;
    std::string description;
    std::string scenario;
    int seed = 1;
    bool common_random_numbers = true;
    std::vector<SweepAxis> axes;
    SweepDesign design;
    SweepReplications replications;
    std::vector<MeasureGlob> measures;
    Seconds run_limit{600.0};
    Bytes memory_limit{4e9};
};

/// A sweep that was read, with the places of everything in it.
struct LoadedSweep {
    SweepFile file;
    std::filesystem::path folder;  ///< that its paths are relative to
    std::string resolved;          ///< the file as JSON text with every default filled in
    Document document;
    /// The finding of something wrong at `pointer` of the sweep's file.
    [[nodiscard]] Finding at(const std::string& pointer, std::string problem,
                             std::string suggestion = {}) const;
};

/// Reads a sweep's file and checks what can be known without its scenario. Throws InputError with every
/// finding, and FileError where it cannot be read.
[[nodiscard]] LoadedSweep read_sweep(const std::string& path);

/// Whether the document at `path` is a sweep rather than a scenario, told by its keys. False where it
/// cannot be read or parsed.
[[nodiscard]] bool is_sweep(const std::string& path);

void check_sweep(const SweepFile& sweep, Problems& problems);

}  // namespace firebreak::scenario
