// The tidy table of a sweep's summary: one row a number, the same columns for points, sweep and axes.
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <limits>

#include "report/csv.hpp"
#include "report/sweep_report.hpp"

namespace firebreak::report {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string number(double value) {
    if (value == not_at_all) return "never";
    return std::isnan(value) ? std::string{} : fmt::format("{}", value);
}

class SummaryCsv {
  public:
    explicit SummaryCsv(const metrics::SweepSummary& summary) : summary_{summary} {
        text_ = "measure,scope,point,axis,statistic,value,low,high,n";
        for (const std::string& axis : summary.axis_names) text_ += ',' + csv_field(axis);
        text_ += '\n';
    }

    std::string write() {
        for (const metrics::MeasureSummary& measure : summary_.measures) {
            start(measure.path, "sweep", "", "");
            write_spread(measure.over_all);
            for (std::size_t p = 0; p < measure.points.size(); ++p) {
                start(measure.path, "point", fmt::format("{}", p), "");
                for (const std::string& level : summary_.points[p].levels)
                    settings_ += ',' + csv_field(level);
                write_spread(measure.points[p].spread);
                if (const auto& to_first = measure.points[p].to_first)
                    row("difference_to_first", to_first->mean, to_first->ci_low, to_first->ci_high,
                        static_cast<std::size_t>(to_first->n));
            }
            for (std::size_t a = 0; a < measure.axes.size(); ++a) {
                start(measure.path, "axis", "", summary_.axis_names[a]);
                write_axis(measure.axes[a], measure.blocks);
            }
        }
        return std::move(text_);
    }

  private:
    void start(const std::string& measure, const char* scope, const std::string& point,
               const std::string& axis) {
        head_ = fmt::format("{},{},{},{}", csv_field(measure), scope, point, csv_field(axis));
        settings_ = point.empty() ? std::string(summary_.axis_names.size(), ',') : std::string{};
    }

    void row(const char* statistic, double value, double low, double high, std::size_t n) {
        fmt::format_to(std::back_inserter(text_), "{},{},{},{},{},{}{}\n", head_, statistic, number(value),
                       number(low), number(high), n, settings_);
    }

    /// For metrics::Estimate and metrics::QuantileEstimate.
    template <class Estimated>
    void row(const char* statistic, const Estimated& of, std::size_t n) {
        row(statistic, of.value, of.low, of.high, n);
    }

    void write_spread(const metrics::Spread& of) {
        if (of.n == 0) return;
        row("mean", of.mean, of.ci_low, of.ci_high, of.n);
        row("p5", of.p5, of.n);
        row("p50", of.p50, of.n);
        row("p95", of.p95, of.n);
        row("p99", of.p99, of.n);
        row("beyond_p99", of.beyond_p99, none, none, of.n);
        row("censored", static_cast<double>(of.censored), none, none, of.n);
        row("never", static_cast<double>(of.never), none, none, of.n);
        write_affected(of.affected, of.n);
        if (of.met) row("met", *of.met, none, none, of.n);
        if (of.annual_loss) row("annual_loss", *of.annual_loss, none, none, of.n);
        if (const auto& year = of.annual_tail) {
            row("year_any_probability", year->any, none, none, of.n);
            row("year_p95", year->p95, none, none, of.n);
            row("year_p99", year->p99, none, none, of.n);
            row("year_p999", year->p999, none, none, of.n);
            row("year_beyond_p99", year->beyond_p99, none, none, of.n);
        }
    }

    void write_affected(const Statistics& of, std::size_t runs) {
        row("affected", of.n, none, none, runs);
        if (of.n == 0) return;
        const auto n = static_cast<std::size_t>(of.n);
        row("affected_mean", of.mean, of.ci_low, of.ci_high, n);
        row("affected_p5", of.p5, none, none, n);
        row("affected_p50", of.p50, none, none, n);
        row("affected_p95", of.p95, none, none, n);
    }

    void write_axis(const metrics::AxisSummary& of, std::size_t blocks) {
        if (of.morris) {
            row("mu_star", of.morris->mu_star, blocks);
            row("mu", of.morris->mu, none, none, blocks);
            row("sigma", of.morris->sigma, none, none, blocks);
        }
        if (of.sobol) {
            row("first_order", of.sobol->first, blocks);
            row("total_effect", of.sobol->total, blocks);
        }
    }

    const metrics::SweepSummary& summary_;
    std::string text_;
    std::string head_;
    std::string settings_;
};

}  // namespace

std::string summary_csv(const metrics::SweepSummary& summary) {
    return SummaryCsv{summary}.write();
}

}  // namespace firebreak::report
