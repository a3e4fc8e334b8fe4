// Layouts side by side, stacked where the terminal is too narrow for all of them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "report/comparison.hpp"
#include "report/economics_text.hpp"
#include "report/layout_grid.hpp"
#include "report/page.hpp"
#include "report/phrases.hpp"
#include "report/two_outcomes.hpp"

namespace firebreak::report {
namespace {

std::string function_path(const std::string& function) {
    const std::size_t slash = function.find('/');
    return "/services/" + function.substr(0, slash) + "/functions/" + function.substr(slash + 1);
}

/// Functions of all layouts, in the order in which they first appear.
std::vector<std::string> function_names(const Comparison& comparison) {
    std::vector<std::string> names;
    for (const ComparedLayout& layout : comparison.layouts) {
        for (const FunctionId id : shown_functions(*layout.world)) {
            const std::string& name = layout.world->functions[id].name;
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    }
    return names;
}

class CompareText {
  public:
    CompareText(const Comparison& comparison, const Terminal& terminal)
        : comparison_{comparison},
          horizon_h_{horizon_h(comparison)},
          functions_{function_names(comparison)},
          page_{terminal},
          times_{horizon_h_} {}

    std::string write() {
        write_header();
        if (any_two_outcomes()) {
            write_grid("Share of replications in which it fell below 99 %: time until fully back in those, median",
                       [this](const FunctionMeasuresOf<Summary>& of, double end_h) { return affected_cell(of.recovery_h.full, end_h); });
        }
        write_grid(
            "Time until the first users are served again" + median(),
            [this](const FunctionMeasuresOf<Summary>& of, double end_h) { return times_.median(of.recovery_h.first, end_h); });
        write_grid(
            "Time until fully back (at least 99 % of demand served)" + median(),
            [this](const FunctionMeasuresOf<Summary>& of, double end_h) { return times_.median(of.recovery_h.full, end_h); });
        write_grid(
            several() ? "Unserved user-hours, mean" : "Unserved user-hours",
            [](const FunctionMeasuresOf<Summary>& of, double) { return Cell{count_text(of.unserved_user_h.mean)}; });
        if (comparison_.layouts.size() > 1) write_differences();
        write_notes();
        if (comparison_.economics) write_economics(comparison_, page_);
        return page_.text();
    }

  private:
    using CellOf = std::function<Cell(const FunctionMeasuresOf<Summary>&, double horizon_h)>;

    [[nodiscard]] const ComparedLayout& base() const { return comparison_.layouts.front(); }
    [[nodiscard]] bool several() const { return base().summary.replications > 1; }
    [[nodiscard]] std::string median() const { return several() ? ", median" : ""; }
    [[nodiscard]] std::string horizon() const { return time_text(horizon_h_, horizon_h_); }

    void write_header() {
        const std::size_t count = comparison_.layouts.size();
        page_.line(fmt::format("{}: {} layout{} under the same random numbers", base().world->scenario_name,
                               count, count > 1 ? "s" : ""),
                   Style::heading);
        page_.line(fmt::format("seed {}, {} replication{} each, horizon {}; hours count from ignition",
                               comparison_.seed, base().summary.replications, several() ? "s" : "",
                               horizon()));
        const bool same = std::ranges::all_of(comparison_.layouts, [this](const ComparedLayout& layout) {
            return hours_of(layout.world->horizon) == horizon_h_;
        });
        if (!same) page_.line("The horizons differ: differences are counted up to the shortest, times up to each one's own.");
    }

    void write_grid(const std::string& title, const CellOf& cell_of) {
        page_.section(title);
        LayoutGrid grid{.name_title = "function", .labels = {}, .rows = {}};
        for (const ComparedLayout& layout : comparison_.layouts) grid.labels.push_back(layout.label);
        for (const std::string& name : functions_) {
            LayoutGrid::Row row{name, {}};
            for (const ComparedLayout& layout : comparison_.layouts) {
                row.cells.emplace_back();
                for (const FunctionId id : layout.world->functions.keys()) {
                    if (layout.world->functions[id].name != name) continue;
                    row.cells.back() = cell_of(layout.summary.measures.functions.at(id.value), hours_of(layout.world->horizon));
                }
            }
            grid.rows.push_back(std::move(row));
        }
        page_.raw(render(grid, page_.terminal()));
    }

    /// Whether a median over all replications would hide who is spared.
    [[nodiscard]] bool any_two_outcomes() const {
        return std::ranges::any_of(comparison_.layouts, [](const ComparedLayout& layout) {
            return std::ranges::any_of(layout.summary.measures.functions,
                                       [](const auto& of) { return two_outcomes(of.recovery_h.full); });
        });
    }

    [[nodiscard]] Cell affected_cell(const Summary& of, double end_h) {
        const std::string share = percent_text(static_cast<double>(of.affected.n) / of.n);
        if (of.affected.n == 0) return {share, Style::good};
        const Cell median = times_.median(of.affected, end_h);
        return {fmt::format("{}: {}", share, median.text), median.style};
    }

    [[nodiscard]] Cell difference_cell(const metrics::PairedDifference& of) {
        const bool bounded = of.censored_base + of.censored_other > 0;
        saw_bounded_ = saw_bounded_ || bounded;
        const std::string mark = bounded ? "*" : "";
        const bool interval = of.n > 1 && (of.ci_low != 0.0 || of.ci_high != 0.0);
        const double widest = interval ? std::max(-of.ci_low, of.ci_high) : std::abs(of.mean);
        const int decimals = widest < 1.0 ? 2 : 1;
        const std::string mean = difference_text(of.mean, decimals);
        if (!interval) return {mean + mark};
        const bool real = of.ci_low > 0.0 || of.ci_high < 0.0;
        const Style style = !real ? Style::faint : of.mean < 0.0 ? Style::good : Style::bad;
        return {fmt::format("{} [{}, {}]{}", mean, difference_text(of.ci_low, decimals),
                            difference_text(of.ci_high, decimals), mark),
                style};
    }

    void write_differences() {
        page_.section(fmt::format("Hours until fully back, difference to {}: mean{}", base().label,
                                  several() ? " [95 % interval]" : ""));
        LayoutGrid grid{.name_title = "function", .labels = {}, .rows = {}};
        for (const std::string& name : functions_) grid.rows.push_back({name, {}});
        for (std::size_t i = 1; i < comparison_.layouts.size(); ++i) {
            grid.labels.push_back(comparison_.layouts[i].label);
            std::map<std::string, metrics::PairedDifference> by_path;
            for (const auto& [path, difference] : differences(base(), comparison_.layouts[i], horizon_h_)) {
                by_path[path] = difference;
            }
            for (LayoutGrid::Row& row : grid.rows) {
                const auto found = by_path.find(function_path(row.name) + "/recovery_h/full");
                row.cells.push_back(found == by_path.end() ? Cell{} : difference_cell(found->second));
            }
        }
        page_.raw(render(grid, page_.terminal()));
    }

    void write_notes() {
        page_.blank();
        times_.add_notes(page_);
        if (saw_bounded_) {
            page_.line(fmt::format("*: a difference of restricted means: what was not back within {0} counts as {0}", horizon()));
        }
        if (comparison_.layouts.size() < 2) return;
        page_.line(several() ? "Below 0: back sooner. An interval that holds 0 shows no difference."
                             : "Below 0: back sooner. One replication gives no interval; more do.");
    }

    const Comparison& comparison_;
    double horizon_h_;
    std::vector<std::string> functions_;
    Page page_;
    TimeCells times_;
    bool saw_bounded_ = false;
};

}  // namespace

std::string compare_text(const Comparison& comparison, const Terminal& terminal) {
    FIREBREAK_ASSERT(!comparison.layouts.empty(), "a comparison has a layout to compare with");
    return CompareText{comparison, terminal}.write();
}

}  // namespace firebreak::report
