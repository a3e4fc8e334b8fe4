// A sweep that can be run: its plan, and the world of each of its points.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firebreak/metrics.hpp"
#include "firebreak/world.hpp"
#include "scenario/sweep_file.hpp"
#include "scenario/variants.hpp"
#include "sweep/axis.hpp"
#include "sweep/plan.hpp"
#include "sweep/store.hpp"
#include "sweep/workers.hpp"

namespace firebreak::sweep {

class Study {
  public:
    /// Reads the sweep's file, its scenario and its layouts, tries every level (and the ends) of each axis
    /// alone, and makes the plan. Throws InputError with every finding, and FileError.
    Study(const std::string& path, const std::vector<std::filesystem::path>& allow_paths);
    Study(const Study&) = delete;
    Study& operator=(const Study&) = delete;

    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] Limits limits() const;
    /// The scenario's part of it; the caller adds the program's.
    [[nodiscard]] const Provenance& provenance() const { return provenance_; }
    /// Reads no file. Throws InputError where values of several axes do not go together.
    [[nodiscard]] World world_of(std::size_t point) const;

  private:
    void read_layouts(const std::vector<std::filesystem::path>& allow_paths);
    void try_axes();
    World try_change(const scenario::Change& change) const;
    void collect_measures(const World& world);
    void choose_measures();
    void make_points();
    void describe();

    scenario::LoadedSweep sweep_;
    std::vector<Finding> findings_;
    scenario::Variants variants_;
    std::vector<std::string> layout_texts_;
    std::vector<Axis> axes_;
    std::vector<std::string> all_measures_;
    Plan plan_;
    Provenance provenance_;
};

/// Picks a plan's measures out of those of a world, which may lack some and have others.
class Keeper {
  public:
    Keeper(const Plan& plan, const World& world);
    /// By the plan's index; `no_such_measure` where the world has none.
    [[nodiscard]] std::vector<double> keep(const World& world, Measures measures) const;

  private:
    std::size_t count_;
    std::vector<std::ptrdiff_t> slots_;  // of each measure of the world; -1: not kept
};

/// Whether `path` fits a glob: "*" stands for any part of one name, "**" for anything.
[[nodiscard]] bool fits(std::string_view glob, std::string_view path);

}  // namespace firebreak::sweep
