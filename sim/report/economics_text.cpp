// Cost, loss and payback of each layout as one grid, and the assumptions below it.
#include "report/economics_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "report/display_width.hpp"
#include "report/layout_grid.hpp"
#include "report/phrases.hpp"

namespace firebreak::report {
namespace {

using metrics::LayoutEconomics;

/// Years to pay; three digits are more than anybody knows.
std::string years_text(double years) {
    if (std::isinf(years)) return "never";
    if (years == 0.0) return "at once";
    if (years > 10'000.0) return ">10,000 y";
    return (years < 9.95 ? fmt::format("{:.1f}", years) : count_text(years)) + " y";
}

/// A chance, of which the small ones matter here; below one in a million the sums are no longer exact.
std::string chance_text(double share) {
    if (share > 0.0 && share < 1e-6) return "<0.0001 %";
    return share > 0.0 && share < 0.001 ? amount_text(100.0 * share) + " %" : percent_text(share);
}

/// Once in so many years.
std::string rate_text(double rate) {
    return rate > 0.0 ? fmt::format("1 in {} y", amount_text(1.0 / rate)) : "none";
}

class EconomicsText {
  public:
    EconomicsText(const Comparison& comparison, Page& page)
        : economics_{*comparison.economics}, page_{page}, base_{comparison.layouts.front().label} {
        for (const ComparedLayout& layout : comparison.layouts) grid_.labels.push_back(layout.label);
    }

    void write() {
        add_costs();
        add_losses();
        add_payback();
        page_.section(fmt::format("{} Amounts in {}",
                                  has_payback() ? "Is it worth building?" : "What it costs.",
                                  printable(economics_.currency)));
        page_.raw(render(grid_, page_.terminal()));
        page_.blank();
        write_assumptions();
    }

  private:
    using TextOf = std::function<std::string(const LayoutEconomics&)>;

    /// A row; left out where no layout has anything in it.
    void row(const std::string& name, const TextOf& text_of) {
        LayoutGrid::Row row{name, {}};
        bool any = false;
        for (const LayoutEconomics& of : economics_.layouts) {
            row.cells.push_back({text_of(of)});
            any = any || !row.cells.back().text.empty();
        }
        if (any) grid_.rows.push_back(std::move(row));
    }

    [[nodiscard]] std::string period() const {
        return fmt::format("{:g} y", economics_.planning_period_years);
    }

    void add_costs() {
        row("to build, once",
            [](const LayoutEconomics& of) { return of.cost ? amount_text(of.cost->capital) : ""; });
        row("to run, a year",
            [](const LayoutEconomics& of) { return of.cost ? amount_text(of.cost->yearly) : ""; });
        row(fmt::format("cost a year, built over {}", period()),
            [](const LayoutEconomics& of) { return of.yearly_cost ? amount_text(*of.yearly_cost) : ""; });
    }

    /// A row of the losses by time.
    void by_time(const std::string& name,
                 const std::function<std::string(const metrics::LossByTime&)>& text_of) {
        row(name, [&](const LayoutEconomics& of) { return of.by_time ? text_of(*of.by_time) : ""; });
    }

    void add_losses() {
        row("loss of one fire, mean",
            [](const LayoutEconomics& of) { return of.loss ? amount_text(of.loss->mean) : ""; });
        by_time("expected loss a year", [](const auto& of) { return amount_text(of.expected_yearly.value); });
        by_time("  95 %: from", [](const auto& of) { return interval_end(of.expected_yearly.low); });
        by_time("  to", [](const auto& of) { return interval_end(of.expected_yearly.high); });
        by_time("chance of a loss in a year", [](const auto& of) { return chance_text(of.year.any); });
        by_time("worst 1 % of years, mean", [](const auto& of) { return amount_text(of.year.beyond_p99); });
        by_time("chance of a loss in " + period(), [](const auto& of) { return chance_text(of.period.any); });
        by_time("loss in " + period() + ", p99", [](const auto& of) { return amount_text(of.period.p99); });
        by_time("worst 1 % of " + period() + ", mean",
                [](const auto& of) { return amount_text(of.period.beyond_p99); });
        row("cost and expected loss a year", [](const LayoutEconomics& of) {
            return of.yearly_cost && of.by_time
                       ? amount_text(*of.yearly_cost + of.by_time->expected_yearly.value)
                       : "";
        });
    }

    static std::string interval_end(double value) { return std::isnan(value) ? "" : amount_text(value); }

    /// Whether the interval is more than the value once more.
    static bool says_more(const metrics::Estimate& of) {
        return !std::isnan(of.low) && (of.low != of.value || of.high != of.value);
    }

    /// A row of what is told against the base.
    void against_base(const std::string& name,
                      const std::function<std::string(const metrics::Payback&)>& text_of) {
        row(name, [&](const LayoutEconomics& of) { return of.payback ? text_of(*of.payback) : ""; });
    }

    void add_payback() {
        against_base("pays after", [](const auto& of) { return years_text(of.years.value); });
        against_base("  95 %: from",
                     [](const auto& of) { return says_more(of.years) ? years_text(of.years.low) : ""; });
        against_base("  to",
                     [](const auto& of) { return says_more(of.years) ? years_text(of.years.high) : ""; });
        against_base("ever pays", [](const auto& of) { return chance_text(of.pays_ever); });
        against_base("pays within " + period(),
                     [](const auto& of) { return chance_text(of.pays_in_period); });
        against_base("has paid by then, fires as they fall",
                     [](const auto& of) { return chance_text(of.paid_at_end); });
        against_base("pays within " + period() + " from fires", [](const auto& of) {
            return of.break_even_rate ? rate_text(*of.break_even_rate) : "never";
        });
        against_base("  or from savings a fire of", [](const auto& of) {
            return of.break_even_saving ? amount_text(*of.break_even_saving) : "";
        });
    }

    [[nodiscard]] bool has_payback() const {
        return std::ranges::any_of(economics_.layouts,
                                   [](const LayoutEconomics& of) { return of.payback.has_value(); });
    }

    void write_assumptions() {
        if (const auto& rate = economics_.ignitions_per_site_year) {
            std::string words = fmt::format("Fires like this one at the site that burns: {} a year",
                                            amount_text(mean(*rate)));
            if (rate->shape != Shape::constant)
                words += fmt::format(" (90 %: {} to {})", amount_text(quantile(*rate, 0.05)),
                                     amount_text(quantile(*rate, 0.95)));
            page_.line(words +
                       fmt::format("; discount rate {} a year.", percent_text(economics_.discount_rate)));
            page_.line(
                "Intervals hold the frequency of fires and the spread of the runs together. Worst 1 %: mean "
                "of those. "
                "Fires at other sites are not in it.");
        }
        if (has_payback())
            page_.line(fmt::format(
                "\"Pays\" is against {}, by the expected savings, and its chance is that of not knowing "
                "frequency and mean loss; \"has paid\": by the fires that do or do not happen.",
                base_));
        for (const LayoutEconomics& of : economics_.layouts) {
            if (!of.loss || of.loss->censored == 0) continue;
            page_.line("Some runs were not over at the horizon: their losses are lower bounds.");
            break;
        }
    }

    const metrics::EconomicComparison& economics_;
    Page& page_;
    std::string base_;
    LayoutGrid grid_{.name_title = "", .labels = {}, .rows = {}};
};

}  // namespace

void write_economics(const Comparison& comparison, Page& page) {
    EconomicsText{comparison, page}.write();
}

}  // namespace firebreak::report
