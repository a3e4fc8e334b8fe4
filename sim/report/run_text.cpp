// The tables of a run.
#include "report/run_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/page.hpp"
#include "report/phrases.hpp"

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
        write_recovery();
        write_losses();
        write_targets();
        write_sites();
        write_notes();
        return page_.text();
    }

  private:
    [[nodiscard]] bool several() const { return summary_.replications > 1; }
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
    }

    /// A time of the clock, with its range where replications differ.
    [[nodiscard]] std::string moment(const Summary& of) const {
        const std::string typical = time_text(of.p50, horizon_h_);
        const std::string range = range_text({.low_h = of.p5, .high_h = of.p95}, horizon_h_);
        return range == typical ? typical : fmt::format("{} ({})", typical, range);
    }

    [[nodiscard]] std::string isolation_words(const Summary& of) const {
        return std::isinf(of.p50) ? "power is not cut on purpose" : "power is cut after " + moment(of);
    }

    [[nodiscard]] std::string out_words(const Summary& of) const {
        return std::isinf(of.p50) ? "the fire is not out within " + horizon()
                                  : "the fire is out after " + moment(of);
    }

    [[nodiscard]] std::string power_words(const LevelsOf<Summary>& of) const {
        if (of.full.p95 == 0.0) return "the site keeps its power";
        const std::string fully =
            std::isinf(of.full.p50) ? "not fully within " + horizon() : "fully after " + moment(of.full);
        if (std::isinf(of.first.p50)) return "power is not back within " + horizon();
        if (of.first.p50 == 0.0) return "the power lost is back " + fully;
        return fmt::format("power is back from {} on, {}", moment(of.first), fully);
    }

    /// "isolation_h" is a key; people read "isolation".
    [[nodiscard]] std::string pinned_words() const {
        if (options_.facts.pinned_steps.empty()) return "no step; all times are drawn";
        std::string words;
        for (std::string step : options_.facts.pinned_steps) {
            for (const std::string_view unit : {"_h", "_min", "_s"}) {
                if (!step.ends_with(unit)) continue;
                step.resize(step.size() - unit.size());
                break;
            }
            if (step.starts_with("re_")) step[2] = '-';
            std::replace(step.begin(), step.end(), '_', ' ');
            words += (words.empty() ? "" : ", ") + step;
        }
        return words + " (as observed, not drawn)";
    }

    [[nodiscard]] Cell target_cell(double met) const {
        if (std::isnan(met)) return {};
        const Style style = met >= 1.0 ? Style::good : met <= 0.0 ? Style::bad : Style::plain;
        if (several()) return {percent_text(met), style};
        return {met >= 1.0 ? "met" : "missed", style};
    }

    /// A row of medians, and one of their ranges where any replication differs.
    void add_times(TextTable& table, const std::string& name, const std::vector<const Summary*>& times,
                   const std::vector<Cell>& rest) {
        std::vector<Cell> medians{{name}};
        std::vector<Cell> ranges{{}};
        bool differ = false;
        for (const Summary* of : times) {
            medians.push_back(times_.median(*of));
            ranges.push_back(times_.range(*of));
            differ = differ || !ranges.back().text.empty();
        }
        medians.insert(medians.end(), rest.begin(), rest.end());
        table.add_row(std::move(medians));
        if (differ) table.add_row(std::move(ranges));
    }

    [[nodiscard]] bool declared(std::optional<Seconds> Targets::*target) const {
        return std::any_of(
            world_.functions.begin(), world_.functions.end(),
            [&](const WorldFunction& function) { return (function.targets.*target).has_value(); });
    }

    void write_recovery() {
        page_.section("Time until this share of demand is served again, and stays served");
        TextTable table{{{"function", Align::left}, {"first\n> 0 %"}, {"half\n50 %"}, {"most\n90 %"}, {"full\n99 %"}}};
        for (const FunctionId id : shown_functions(world_)) {
            const LevelsOf<Summary>& of = summary_.measures.functions.at(id.value).recovery_h;
            add_times(table, world_.functions[id].name, {&of.first, &of.half, &of.most, &of.full}, {});
        }
        page_.table(table);
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
            std::vector<Cell> row{{world_.functions[id].name},
                                  {count_text(of.unserved_user_h.p50)},
                                  {count_text(of.lost_requests.p50)},
                                  {count_text(of.deferred_requests.p50)},
                                  {age_text(of.data_loss_s.p50)},
                                  {count_text(of.data_loss_requests.p50)}};
            table.add_row(std::move(row));
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
        page_.section("Time until this share of a site is back, and stays so");
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
        if (several()) page_.line("Times are medians; below them the range of 90 % of the replications.");
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
