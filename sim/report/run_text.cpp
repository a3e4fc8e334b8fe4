// The tables of a run.
#include "report/run_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/page.hpp"
#include "report/phrases.hpp"
#include "report/two_outcomes.hpp"

namespace firebreak::report {
namespace {

/// Writes the sections of one run, one after the other.
class RunText {
  public:
    RunText(const World& world, const MetricsSummary& summary, const RunTextOptions& options)
        : world_{world},
          summary_{summary},
          options_{options},
          horizon_h_{hours_of(world.horizon)},
          page_{options.terminal},
          times_{horizon_h_} {}

    std::string write() {
        write_header();
        write_fire();
        write_outcomes();
        write_recovery();
        write_losses();
        write_targets();
        write_sites();
        write_notes();
        return page_.text();
    }

  private:
    [[nodiscard]] bool several() const { return summary_.replications > 1; }
    /// How long a level must hold to count: `sustained_h`.
    [[nodiscard]] std::string held() const {
        return world_.sustained > Ticks{0} ? time_text(hours_of(world_.sustained), horizon_h_) : "a moment";
    }
    [[nodiscard]] std::string horizon() const { return time_text(horizon_h_, horizon_h_); }

    void write_header() {
        page_.line(fmt::format("{} on layout {}", world_.scenario_name, world_.layout_name), Style::heading);
        page_.line(fmt::format("seed {}, {} replication{}, horizon {}; hours count from ignition",
                               options_.facts.seed, summary_.replications, several() ? "s" : "", horizon()));
    }

    void write_fire() {
        page_.blank();
        if (!world_.ignition_room) {
            page_.item("Fire    ", "none: nothing burns in this scenario");
            return;
        }
        const WorldRoom& room = world_.rooms[*world_.ignition_room];
        const SiteMeasuresOf<Summary>& site = summary_.measures.sites.at(room.site.value);
        page_.item("Fire    ",
                   fmt::format("starts in {} at {} local time; {}; {}; {}", room.name,
                               clock_text(world_.ignition_local_hour), isolation_words(site.isolation_h),
                               out_words(site.extinguished_h), power_words(site.power_restored_h)));
        page_.item("Pinned  ", pinned_words());
        if (!options_.facts.unused_steps.empty()) page_.item("Unused  ", unused_words());
    }

    /// A time of the clock, with its range where replications differ.
    [[nodiscard]] std::string moment(const Statistics& of) const { return typical_time(of, horizon_h_); }

    /// " in 17 of 100 replications" where it is not all of them.
    [[nodiscard]] static std::string in_some(const Summary& of) {
        return two_outcomes(of) ? fmt::format(" in {} replications", count_of(of.affected.n, of.n)) : "";
    }

    [[nodiscard]] std::string isolation_words(const Summary& of) const {
        if (of.affected.n == 0) return "power is not cut on purpose";
        const bool open = of.affected.p50 == censored;
        return (open ? "power is not cut within " + horizon() : "power is cut after " + moment(of.affected)) + in_some(of);
    }

    [[nodiscard]] std::string out_words(const Summary& of) const {
        if (of.affected.n == 0) return "nothing burns";
        const bool open = of.affected.p50 == censored;
        return (open ? "the fire is not out within " + horizon() : "the fire is out after " + moment(of.affected)) + in_some(of);
    }

    [[nodiscard]] std::string power_words(const LevelsOf<Summary>& of) const {
        if (of.full.affected.n == 0) return "the site keeps its power";
        const std::string kept =
            two_outcomes(of.full) ? fmt::format("the site keeps its power in {} replications; otherwise ",
                                                count_of(of.full.n - of.full.affected.n, of.full.n))
                                  : "";
        const Statistics& full = of.full.affected;
        const std::string fully = full.p50 == censored ? "not fully within " + horizon() : "fully after " + moment(full);
        // All of it was gone only in some: then what was lost is said to be back.
        if (of.first.affected.n < of.full.affected.n) return kept + "the power lost is back " + fully;
        if (of.first.affected.p50 == censored) return kept + "power is not back within " + horizon();
        return kept + fmt::format("power is back from {} on, {}", moment(of.first.affected), fully);
    }

    /// "zones.east.re_energising" is a name; people read "re-energising of east".
    static std::string step_words(std::string step) {
        std::string of;
        if (step.starts_with("zones.") || step.starts_with("rooms.")) {
            const std::size_t end = step.rfind('.');
            of = " of " + step.substr(6, end - 6);
            step.erase(0, end + 1);
        }
        if (step.starts_with("re_")) step[2] = '-';
        std::replace(step.begin(), step.end(), '_', ' ');
        return step + of;
    }

    [[nodiscard]] std::string pinned_words() const {
        if (options_.facts.pinned_steps.empty()) return "no step; all times are drawn";
        std::string words;
        for (const std::string& step : options_.facts.pinned_steps) words += (words.empty() ? "" : ", ") + step_words(step);
        return words + " (as observed, not drawn)";
    }

    /// What was observed and could not be in this layout or this fire.
    [[nodiscard]] std::string unused_words() const {
        std::string words;
        for (const auto& [step, replications] : options_.facts.unused_steps) {
            const bool always = replications == summary_.replications;
            words += (words.empty() ? "" : ", ") + step_words(step) + (always ? "" : fmt::format(" (in {} of {})", replications, summary_.replications));
        }
        return words + "; ruled out by the layout or the course of the fire";
    }

    [[nodiscard]] Cell target_cell(double met) const {
        if (std::isnan(met)) return {};
        const Style style = met >= 1.0 ? Style::good : met <= 0.0 ? Style::bad : Style::plain;
        if (several()) return {percent_text(met), style};
        return {met >= 1.0 ? "met" : "missed", style};
    }

    /// First what is easily missed in a table: which functions are spared in some replications and not in others.
    void write_outcomes() {
        bool any = false;
        for (const FunctionId id : world_.functions.keys()) {
            for (const std::string& line : outcome_lines(summary_.measures.functions.at(id.value), horizon_h_)) {
                if (!any) page_.section("Two outcomes: some replications are spared, others are not");
                any = true;
                page_.item(world_.functions[id].name + ": ", line);
            }
        }
    }

    void write_relapses() {
        for (const FunctionId id : world_.functions.keys()) {
            const std::string line = relapse_line(summary_.measures.functions.at(id.value));
            if (!line.empty()) page_.item("Relapse: ", fmt::format("{} {}", world_.functions[id].name, line));
        }
    }

    /// A row of medians, and one of their ranges where any replication differs. With two outcomes the ranges would
    /// join what does not belong together: then the same two rows for those that were affected.
    void add_times(TextTable& table, const std::string& name, const std::vector<const Summary*>& times,
                   const std::vector<Cell>& rest) {
        std::vector<Cell> medians{{name}};
        for (const Summary* of : times) medians.push_back(times_.median(*of));
        medians.insert(medians.end(), rest.begin(), rest.end());
        table.add_row(std::move(medians));
        const bool two = std::ranges::any_of(times, [](const Summary* of) { return two_outcomes(*of); });
        std::vector<Cell> affected{{"  where affected", Style::faint}};
        std::vector<Cell> ranges{{}};
        for (const Summary* of : times) {
            affected.push_back(of->affected.n > 0 ? times_.median(of->affected) : Cell{});
            ranges.push_back(of->affected.n > 0 ? times_.range(of->affected) : Cell{});
        }
        if (two) table.add_row(std::move(affected));
        if (std::ranges::any_of(ranges, [](const Cell& cell) { return !cell.text.empty(); })) table.add_row(std::move(ranges));
    }

    [[nodiscard]] bool declared(std::optional<Seconds> Targets::*target) const {
        return std::any_of(
            world_.functions.begin(), world_.functions.end(),
            [&](const WorldFunction& function) { return (function.targets.*target).has_value(); });
    }

    void write_recovery() {
        page_.section(fmt::format("Time until this share of demand is served again, for {} at least", held()));
        TextTable table{{{"function", Align::left}, {"first\n> 0 %"}, {"half\n50 %"}, {"most\n90 %"}, {"full\n99 %"}}};
        for (const FunctionId id : shown_functions(world_)) {
            const LevelsOf<Summary>& of = summary_.measures.functions.at(id.value).recovery_h;
            add_times(table, world_.functions[id].name, {&of.first, &of.half, &of.most, &of.full}, {});
        }
        page_.table(table);
        write_relapses();
    }

    void write_losses() {
        page_.section(several() ? "What users lost (medians)" : "What users lost");
        std::vector<Column> columns{{"function", Align::left},
                                    {"unserved\nuser-hours"},
                                    {"requests\nlost"},
                                    {"requests\ndeferred"},
                                    {"newest\ndata lost"},
                                    {"requests\nin it"}};
        TextTable table{std::move(columns)};
        for (const FunctionId id : shown_functions(world_)) {
            const FunctionMeasuresOf<Summary>& of = summary_.measures.functions.at(id.value);
            const auto row = [&](const std::string& name, auto statistics) {
                const auto amount = [&](const Summary& measure, auto text_of) {
                    const Statistics& values = statistics(measure);
                    return Cell{values.n > 0 ? text_of(values.p50) : ""};
                };
                table.add_row({{name},
                               amount(of.unserved_user_h, count_text),
                               amount(of.lost_requests, count_text),
                               amount(of.deferred_requests, count_text),
                               amount(of.data_loss_s, age_text),
                               amount(of.data_loss_requests, count_text)});
            };
            row(world_.functions[id].name, [](const Summary& all) -> const Statistics& { return all; });
            const bool two = two_outcomes(of.unserved_user_h) || two_outcomes(of.data_loss_s);
            if (two) row("  where affected", [](const Summary& all) -> const Statistics& { return all.affected; });
        }
        page_.table(table);
    }

    /// Each declared kind of target in two columns: what was promised, and how often it was kept.
    void write_targets() {
        struct Kind {
            const char* name;
            std::optional<Seconds> Targets::*target;
            const std::vector<double>& met;
        };
        std::vector<Kind> kinds;
        for (const Kind& kind : {Kind{"RTO", &Targets::rto, summary_.rto_met}, Kind{"RPO", &Targets::rpo, summary_.rpo_met},
                                 Kind{"MTPD", &Targets::mtpd, summary_.mtpd_met}}) {
            if (declared(kind.target)) kinds.push_back(kind);
        }
        if (kinds.empty()) return;
        page_.section(several() ? "Targets, and the share of replications that met them" : "Targets");
        std::vector<Column> columns{{"function", Align::left}};
        for (const Kind& kind : kinds) columns.insert(columns.end(), {{kind.name}, {several() ? "met" : ""}});
        TextTable table{std::move(columns)};
        for (const FunctionId id : shown_functions(world_)) {
            std::vector<Cell> row{{world_.functions[id].name}};
            for (const Kind& kind : kinds) {
                const std::optional<Seconds>& target = world_.functions[id].targets.*kind.target;
                row.push_back({target ? age_text(target->count()) : ""});
                row.push_back(target_cell(kind.met.at(id.value)));
            }
            table.add_row(std::move(row));
        }
        page_.table(table);
    }

    void write_sites() {
        page_.section(fmt::format("Time until this share of a site is back, for {} at least", held()));
        TextTable table{{{"site", Align::left},
                         {"power\n50 %"},
                         {"power\n99 %"},
                         {"servers\n50 %"},
                         {"servers\n90 %"},
                         {"servers\n99 %"},
                         {"servers\nnot back"}}};
        for (const SiteId id : world_.sites.keys()) {
            const SiteMeasuresOf<Summary>& of = summary_.measures.sites.at(id.value);
            add_times(table, world_.sites[id].name,
                      {&of.power_restored_h.half, &of.power_restored_h.full, &of.servers_restored_h.half,
                       &of.servers_restored_h.most, &of.servers_restored_h.full},
                      {{count_text(of.servers_lost.p50)}});
        }
        page_.table(table);
    }

    void write_notes() {
        page_.blank();
        times_.add_notes(page_);
        if (several()) page_.line("Times are medians; below them the range of 90 % of the replications that were affected.");
        if (declared(&Targets::rto) || declared(&Targets::mtpd)) {
            page_.line("RTO and MTPD are held against \"full\".");
        }
        if (!options_.out_dir.empty()) page_.line("Files: " + options_.out_dir);
    }

    const World& world_;
    const MetricsSummary& summary_;
    const RunTextOptions& options_;
    double horizon_h_;
    Page page_;
    TimeCells times_;
};

}  // namespace

std::string run_text(const World& world, const MetricsSummary& summary, const RunTextOptions& options) {
    return RunText{world, summary, options}.write();
}

}  // namespace firebreak::report
