// Mean, t-interval, nearest-rank quantiles, share of targets met.
//
// Model card
//   mean +- t(0.975, n - 1) s / sqrt(n);   quantile p = the ceil(p n)-th smallest value
//   Source: Student's t-interval; nearest-rank definition. Valid: the interval for means of independent
//   replications, roughly normal or many. Leaves out: censoring beyond "counts at the horizon", so a mean
//   with censored replications is a lower bound and its interval too narrow.
//   Worked number: 2, 4, 9: mean 5, s = 3.6056, t = 4.3027, interval -3.957 to 13.957.
#include "metrics/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <optional>

#include "metrics/measure.hpp"

namespace firebreak::metrics {
namespace {

// Boost would otherwise compute in long double, whose width differs between machines.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// Mean and variance by Welford's updates: equal values give exactly their value and exactly no spread.
class Moments {
  public:
    void add(double value) {
        ++count_;
        const double from_old = value - mean_;
        mean_ += from_old / count_;
        squares_ += from_old * (value - mean_);
    }
    [[nodiscard]] double mean() const { return mean_; }
    /// Half the width of the 95 % interval of the mean; NaN below two values.
    [[nodiscard]] double half_width() const {
        if (count_ < 2) return std::numeric_limits<double>::quiet_NaN();
        const boost::math::students_t_distribution<double, InDouble> t{count_ - 1.0};
        return boost::math::quantile(t, 0.975) * std::sqrt(squares_ / (count_ - 1.0) / count_);
    }

  private:
    int count_ = 0;
    double mean_ = 0.0;
    double squares_ = 0.0;
};

double nearest_rank(const std::vector<double>& sorted, std::size_t percent) {
    return sorted[(percent * sorted.size() + 99) / 100 - 1];
}

double at_most_horizon(double value, double horizon_h) {
    return std::isinf(value) ? horizon_h : value;
}

/// Compared in ticks: 20 minutes as 0.333... h meet a target of 20 minutes.
bool within(Seconds observed, Seconds target) {
    return std::isfinite(observed.count()) && to_ticks(observed) <= to_ticks(target);
}

/// Share of replications whose `observed` is within `target`; NaN where there is no target.
template <class Observed>
double share_met(std::span<const Measures> replications, const std::optional<Seconds>& target,
                 Observed observed) {
    if (!target) return std::numeric_limits<double>::quiet_NaN();
    const auto met = std::count_if(replications.begin(), replications.end(), [&](const Measures& measures) {
        return within(observed(measures), *target);
    });
    return static_cast<double>(met) / static_cast<double>(replications.size());
}

}  // namespace

Summary summarise(std::span<const double> values, double horizon_h) {
    FIREBREAK_ASSERT(!values.empty(), "a summary is made of at least one replication");
    Summary summary;
    Moments moments;
    for (const double value : values) {
        moments.add(at_most_horizon(value, horizon_h));
        summary.censored += std::isinf(value) ? 1 : 0;
    }
    summary.mean = moments.mean();
    summary.ci_low = summary.mean - moments.half_width();
    summary.ci_high = summary.mean + moments.half_width();
    std::vector<double> sorted{values.begin(), values.end()};
    std::sort(sorted.begin(), sorted.end());
    summary.p5 = nearest_rank(sorted, 5);
    summary.p50 = nearest_rank(sorted, 50);
    summary.p95 = nearest_rank(sorted, 95);
    return summary;
}

MetricsSummary summarise(const World& world, std::span<const Measures> replications) {
    FIREBREAK_ASSERT(!replications.empty(), "a summary is made of at least one replication");
    std::vector<std::vector<double>> values;  // by measure, then replication
    for (const Measures& measures : replications) {
        const std::vector<double> record = flatten(world, measures);
        values.resize(record.size());
        for (std::size_t i = 0; i < record.size(); ++i) values[i].push_back(record[i]);
    }
    MetricsSummary summary;
    summary.replications = static_cast<int>(replications.size());
    summary.measures = shaped<Summary>(world);
    std::size_t next = 0;
    for_each_measure(world, summary.measures, [&](const std::string&, Summary& of) {
        of = summarise(values[next++], hours_of(world.horizon));
    });
    for (const FunctionId id : world.functions.keys()) {
        const Targets& targets = world.functions[id].targets;
        const auto back = [&](const Measures& measures) -> Seconds {
            return Hours{measures.functions[id.value].recovery_h.full};
        };
        const auto lost = [&](const Measures& measures) {
            return Seconds{measures.functions[id.value].data_loss_s};
        };
        summary.rto_met.push_back(share_met(replications, targets.rto, back));
        summary.rpo_met.push_back(share_met(replications, targets.rpo, lost));
        summary.mtpd_met.push_back(share_met(replications, targets.mtpd, back));
    }
    return summary;
}

PairedDifference paired(Pairs pairs, double horizon_h) {
    FIREBREAK_ASSERT(!pairs.base.empty() && pairs.base.size() == pairs.other.size(),
                     "a comparison pairs the replications of both sides");
    PairedDifference result;
    Moments moments;
    for (std::size_t i = 0; i < pairs.base.size(); ++i) {
        moments.add(at_most_horizon(pairs.other[i], horizon_h) - at_most_horizon(pairs.base[i], horizon_h));
        result.censored_base += std::isinf(pairs.base[i]) ? 1 : 0;
        result.censored_other += std::isinf(pairs.other[i]) ? 1 : 0;
    }
    result.mean = moments.mean();
    result.ci_low = result.mean - moments.half_width();
    result.ci_high = result.mean + moments.half_width();
    result.n = static_cast<int>(pairs.base.size());
    return result;
}

}  // namespace firebreak::metrics
