// A sweep's summary for people: for each measure its points, or what it is sensitive to.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/display_width.hpp"
#include "report/page.hpp"
#include "report/phrases.hpp"
#include "report/sweep_report.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t measures_max = 6;  // without being asked for more
constexpr std::size_t points_max = 40;   // in a table
constexpr std::size_t axis_columns_max = 6;

/// Three digits or so; large numbers as counts.
std::string number_text(double value, double horizon_h) {
    if (std::isnan(value)) return "?";
    if (value == not_at_all) return "never";
    if (std::isinf(value)) return fmt::format(">{:.4g}", horizon_h);
    const double size = std::abs(value);
    if (size >= 99'999.5) return (value < 0.0 ? "-" : "") + count_text(size);
    if (size >= 99.95) return fmt::format("{:.0f}", value);
    if (size >= 9.995) return fmt::format("{:.1f}", value);
    if (size >= 0.9995 || size == 0.0) return fmt::format("{:.3g}", value);
    return size < 5e-4 ? fmt::format("{:.1e}", value) : fmt::format("{:.3f}", value);
}

/// Layouts are told apart by their file's name.
std::string level_text(const std::string& level) {
    if (level.empty()) return "-";
    const std::size_t slash = level.rfind('/');
    if (!level.ends_with(".json") || slash == level.npos) return printable(level);
    return printable(level.substr(slash + 1, level.size() - slash - 6));
}

std::string points_text(std::size_t points) {
    return fmt::format("{} point{}", points, points == 1 ? "" : "s");
}

bool two_outcomes(const metrics::Spread& of) {
    return of.affected.n > 0 && of.affected.n < static_cast<int>(of.n);
}

bool has_sensitivities(const metrics::SweepSummary& summary) {
    return summary.blocks_planned > 0;
}

class SummaryText {
  public:
    SummaryText(const metrics::SweepSummary& summary, bool every_measure, const Terminal& terminal)
        : summary_{summary}, every_measure_{every_measure}, page_{terminal} {}

    std::string write() {
        write_header();
        const auto shown = shown_measures();
        if (shows_settings()) write_settings();
        for (const metrics::MeasureSummary* measure : shown) write_measure(*measure);
        write_notes(shown.size());
        return page_.text();
    }

  private:
    [[nodiscard]] std::string number(double value) const { return number_text(value, summary_.horizon_h); }

    [[nodiscard]] std::string with_interval(double value, double low, double high) const {
        if (std::isnan(value)) return "-";
        if (std::isnan(low) && std::isnan(high)) return number(value);
        if (number(low) == number(high)) return number(value);
        return fmt::format("{} [{}, {}]", number(value), number(low), number(high));
    }

    void write_header() {
        page_.line(fmt::format("{}: {}, {} design, scenario {}", printable(summary_.name),
                               points_text(summary_.points.size()), summary_.design, printable(summary_.scenario)),
                   Style::heading);
        page_.line(fmt::format(
            "seed {}, {} runs, {} failed, horizon {:.6g} h; {}", summary_.seed, summary_.runs_ok,
            summary_.runs_failed, summary_.horizon_h,
            summary_.common_luck ? "the same luck at every point" : "luck of its own at each point"));
        if (summary_.points_without_runs > 0)
            page_.line(fmt::format("Not finished: {} without a run yet.", points_text(summary_.points_without_runs)),
                       Style::bad);
    }

    [[nodiscard]] std::vector<const metrics::MeasureSummary*> shown_measures() const {
        std::vector<const metrics::MeasureSummary*> all, recoveries;
        for (const metrics::MeasureSummary& measure : summary_.measures) {
            if (measure.over_all.n == 0) continue;
            // Kept for what it says of the losses; they say it themselves.
            if (!every_measure_ && measure.path.ends_with("/still_losing")) continue;
            all.push_back(&measure);
            const bool recovery =
                measure.path.starts_with("/services/") && measure.path.ends_with("/recovery_h/full");
            if (recovery || measure.target) recoveries.push_back(&measure);
        }
        if (every_measure_ || all.size() <= measures_max) return all;
        if (!recoveries.empty()) return recoveries;
        all.resize(measures_max);
        return all;
    }

    void write_measure(const metrics::MeasureSummary& measure) {
        page_.section(printable(measure.path));
        write_over_all(measure);
        if (has_sensitivities(summary_)) {
            write_axes(measure);
        } else if (shows_points()) {
            write_points(measure);
        }
    }

    void write_over_all(const metrics::MeasureSummary& measure) {
        const metrics::Spread& of = measure.over_all;
        if (two_outcomes(of)) {
            page_.line(fmt::format("{} in {} of {} runs; in the others median {}, 90 % {} to {}, mean {}",
                                   measure_kind(measure.path) == MeasureKind::event ? "never" : "nothing",
                                   static_cast<int>(of.n) - of.affected.n, of.n, number(of.affected.p50), number(of.affected.p5),
                                   number(of.affected.p95), number(of.affected.mean)));
        }
        std::string words = fmt::format("all runs: mean {}, median {}, p95 {}, p99 {}, worst 1 % {}",
                                        number(of.mean), number(of.p50.value), number(of.p95.value),
                                        number(of.p99.value), number(of.beyond_p99));
        if (of.censored > 0) words += fmt::format("; {} of {} not within the horizon", of.censored, of.n);
        if (of.met) words += fmt::format("; {} at most {:.6g}", percent_text(*of.met), *measure.target);
        page_.line(words);
        if (const auto& year = of.annual_tail) {
            page_.line(fmt::format("by the year, {:.4g} fires each: mean {}, any {:.3g} %, p99 {}, p99.9 {}, worst 1 % {}",
                                   *summary_.ignitions_per_year, number(*of.annual_loss), 100.0 * year->any,
                                   number(year->p99), number(year->p999), number(year->beyond_p99)));
        }
    }

    [[nodiscard]] bool shows_points() const {
        return !has_sensitivities(summary_) && summary_.points.size() <= points_max;
    }
    [[nodiscard]] bool shows_settings() const {
        return shows_points() && !summary_.axis_names.empty() &&
               summary_.axis_names.size() <= axis_columns_max;
    }

    /// What each point stands for, once; the tables of the measures have its number only.
    void write_settings() {
        page_.section("Points");
        std::vector<Column> columns{{"point"}};
        for (const std::string& axis : summary_.axis_names) columns.push_back({printable(axis), Align::left});
        TextTable table{std::move(columns)};
        for (std::size_t p = 0; p < summary_.points.size(); ++p) {
            std::vector<Cell> cells{{fmt::format("{}", p)}};
            for (const std::string& level : summary_.points[p].levels) cells.push_back({level_text(level)});
            table.add_row(std::move(cells));
        }
        page_.table(table);
    }

    void write_points(const metrics::MeasureSummary& measure) {
        std::vector<Column> columns{{"point"}};
        columns.insert(columns.end(), {{"mean [95 %]"}, {"p50"}, {"p95"}, {"p99"}});
        const bool two = std::ranges::any_of(measure.points, [](const auto& point) { return two_outcomes(point.spread); });
        if (two) columns.insert(columns.end(), {{"affected"}, {"their p50"}});
        if (measure.target) columns.push_back({"met"});
        if (summary_.common_luck) columns.push_back({"to point 0 [95 %]"});
        TextTable table{std::move(columns)};
        for (std::size_t p = 0; p < measure.points.size(); ++p) {
            const metrics::Spread& of = measure.points[p].spread;
            std::vector<Cell> cells{{fmt::format("{}", p)}};
            if (of.n > 0) {
                cells.push_back({with_interval(of.mean, of.ci_low, of.ci_high)});
                for (const auto* quantile : {&of.p50, &of.p95, &of.p99})
                    cells.push_back({number(quantile->value)});
                if (two) {
                    cells.push_back({percent_text(of.affected.n / static_cast<double>(of.n))});
                    cells.push_back({of.affected.n > 0 ? number(of.affected.p50) : ""});
                }
                if (measure.target) cells.push_back({percent_text(*of.met)});
                if (const auto& to_first = measure.points[p].to_first)
                    cells.push_back(difference_cell(*to_first));
            }
            table.add_row(std::move(cells));
        }
        page_.table(table);
    }

    [[nodiscard]] Cell difference_cell(const metrics::PairedDifference& of) const {
        const bool real = of.ci_low > 0.0 || of.ci_high < 0.0;
        const Style style = !real ? Style::faint : of.mean < 0.0 ? Style::good : Style::bad;
        return {with_interval(of.mean, of.ci_low, of.ci_high), style};
    }

    void write_axes(const metrics::MeasureSummary& measure) {
        if (measure.axes.empty()) {
            page_.line("No block of the design is complete yet.", Style::bad);
            return;
        }
        if (measure.blocks < summary_.blocks_planned)
            page_.line(fmt::format("From {} of {} blocks of the design, the others are not complete.",
                                   measure.blocks, summary_.blocks_planned));
        const bool morris = measure.axes.front().morris.has_value();
        if (!morris && std::isnan(measure.axes.front().sobol->total.value)) {
            page_.line("Does not vary: there is nothing to explain.");
            return;
        }
        const auto weight = [&](std::size_t a) {
            return morris ? measure.axes[a].morris->mu_star.value : measure.axes[a].sobol->total.value;
        };
        std::vector<std::size_t> order(measure.axes.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
        TextTable table{morris ? std::vector<Column>{{"axis", Align::left}, {"mu* [95 %]"}, {"mu"}, {"sigma"}}
                               : std::vector<Column>{{"axis", Align::left},
                                                     {"first order [95 %]"},
                                                     {"total effect [95 %]"},
                                                     {"total - first"}}};
        for (const std::size_t a : order) {
            const std::string axis = printable(summary_.axis_names[a]);
            if (const auto& of = measure.axes[a].morris) {
                table.add_row({{axis},
                               {with_interval(of->mu_star.value, of->mu_star.low, of->mu_star.high)},
                               {number(of->mu)},
                               {number(of->sigma)}});
            } else if (const auto& index = measure.axes[a].sobol) {
                table.add_row({{axis},
                               {share_text(index->first)},
                               {share_text(index->total)},
                               {fmt::format("{:.3f}", index->total.value - index->first.value)}});
            }
        }
        page_.table(table);
    }

    [[nodiscard]] static std::string share_text(const metrics::Estimate& of) {
        return std::isnan(of.low) ? fmt::format("{:.3f}", of.value)
                                  : fmt::format("{:.3f} [{:.3f}, {:.3f}]", of.value, of.low, of.high);
    }

    void write_notes(std::size_t shown) {
        page_.blank();
        if (summary_.design == "morris")
            page_.line(
                "mu*: mean size of the change over an axis's whole range; mu: with its sign; "
                "sigma: how much that depends on the other axes or on where it starts.");
        if (summary_.design == "saltelli")
            page_.line(
                "First order: share of the variance that an axis explains alone; total effect: with "
                "all that it takes part in.");
        if (!has_sensitivities(summary_) && summary_.points.size() > points_max)
            page_.line(fmt::format("{} points: --format csv holds them all.", summary_.points.size()));
        else if (!has_sensitivities(summary_) && !shows_settings() && !summary_.axis_names.empty())
            page_.line("What each point stands for is in --format csv.");
        if (shown < summary_.measures_stored)
            page_.line(fmt::format("{} of {} measures; others with --measure GLOB or --format csv.", shown,
                                   summary_.measures_stored));
        page_.line(
            "p95, p99: in 95 or 99 of 100 runs it is at most that; worst 1 %: mean of those beyond. "
            "What had not happened yet counts at the horizon in means; what never happened does not count.");
    }

    const metrics::SweepSummary& summary_;
    bool every_measure_;
    Page page_;
};

}  // namespace

std::string summary_text(const metrics::SweepSummary& summary, bool every_measure, const Terminal& terminal) {
    return SummaryText{summary, every_measure, terminal}.write();
}

}  // namespace firebreak::report
