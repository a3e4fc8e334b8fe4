// Mean, t-interval, nearest-rank quantiles, share of targets met. What they say of values that are censored, or
// never came about, is in the header.
//
// Model card
//   mean +- t(0.975, n - 1) s / sqrt(n);   quantile p = the ceil(p n)-th smallest value
//   Source: Student's t-interval; nearest-rank definition. Valid: the interval for means of independent
//   replications, roughly normal or many: of few that were affected it is wide and only rough.
//   Worked number: 2, 4, 9: mean 5, s = 3.6056, t = 4.3027, interval -3.957 to 13.957.
#include "metrics/statistics.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
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

std::size_t rank_of(std::size_t percent, std::size_t n) {
    return (percent * n + 99) / 100 - 1;
}

/// Values of some replications, and for losses whether each was over.
struct Values {
    std::vector<double> of;
    std::vector<bool> open;

    void add(double value, bool still_losing) {
        of.push_back(value);
        open.push_back(still_losing || value == censored);
    }
};

Statistics statistics_of(const Values& values, double horizon_h) {
    Statistics result;
    result.n = static_cast<int>(values.of.size());
    Moments moments;
    std::vector<double> sorted;
    for (std::size_t i = 0; i < values.of.size(); ++i) {
        const double value = values.of[i];
        result.censored += values.open[i] ? 1 : 0;
        if (value == not_at_all) continue;
        sorted.push_back(value);
        moments.add(value == censored ? horizon_h : value);
    }
    if (!sorted.empty()) {
        result.mean = moments.mean();
        result.ci_low = result.mean - moments.half_width();
        result.ci_high = result.mean + moments.half_width();
    }
    std::sort(sorted.begin(), sorted.end());
    const auto quantile = [&](std::size_t percent) {
        const std::size_t rank = rank_of(percent, values.of.size());
        return rank < sorted.size() ? sorted[rank] : not_at_all;
    };
    if (result.n == 0) return result;
    result.p5 = quantile(5);
    result.p50 = quantile(50);
    result.p95 = quantile(95);
    return result;
}

/// A difference that is known, or only known to lie in a range.
struct PairValue {
    double difference = 0.0;  ///< with censored sides at the horizon
    double low = 0.0;
    double high = 0.0;
};

PairedMean mean_of(const std::vector<PairValue>& pairs) {
    PairedMean result;
    result.n = static_cast<int>(pairs.size());
    if (pairs.empty()) return result;
    Moments moments;
    std::vector<double> low, high;
    for (const PairValue& pair : pairs) {
        moments.add(pair.difference);
        low.push_back(pair.low);
        high.push_back(pair.high);
    }
    result.mean = moments.mean();
    result.ci_low = result.mean - moments.half_width();
    result.ci_high = result.mean + moments.half_width();
    // What lies beyond the horizon moves each difference within its range, and the median within that of theirs.
    const std::size_t middle = rank_of(50, pairs.size());
    std::sort(low.begin(), low.end());
    std::sort(high.begin(), high.end());
    if (low[middle] == high[middle]) result.p50 = low[middle];
    return result;
}

bool flagged(std::span<const double> still_losing, std::size_t i) {
    return !still_losing.empty() && still_losing[i] > 0.0;
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

bool is_affected(double value, MeasureKind kind) {
    if (value == not_at_all) return false;
    if (kind == MeasureKind::event) return true;
    // A time is exact; sums of shares leave rounding, times millions of users.
    return kind == MeasureKind::recovery ? value != 0.0 : value > 1e-6;
}

Summary summarise(std::span<const double> values, const Counting& counting) {
    FIREBREAK_ASSERT(!values.empty(), "a summary is made of at least one replication");
    FIREBREAK_ASSERT(counting.still_losing.empty() || counting.still_losing.size() == values.size(),
                     "each loss goes on or is over");
    Values all, affected;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool open = flagged(counting.still_losing, i);
        all.add(values[i], open);
        if (is_affected(values[i], counting.kind)) affected.add(values[i], open);
    }
    Summary summary;
    static_cast<Statistics&>(summary) = statistics_of(all, counting.horizon_h);
    summary.affected = statistics_of(affected, counting.horizon_h);
    summary.never = static_cast<int>(std::ranges::count(values, not_at_all));
    summary.restricted_to_h = counting.horizon_h;
    return summary;
}

Summary summarise(std::span<const double> values, double horizon_h) {
    return summarise(values, Counting{.horizon_h = horizon_h});
}

bool goes_on(std::string_view path, double still_losing) {
    if (still_losing >= 1.0) return true;
    constexpr std::array of_rivals{"/unserved_user_h", "/rival_user_h", "/lost_requests", "/resilience_loss_pct_h"};
    return still_losing > 0.0 && std::ranges::any_of(of_rivals, [path](std::string_view end) { return path.ends_with(end); });
}

std::string still_losing_path(std::string_view path) {
    if (measure_kind(path) != MeasureKind::loss) return {};
    // "/services/S/functions/F/...": what follows the name of the function may have a level of its own.
    std::size_t end = 0;
    for (int part = 0; part < 4; ++part) end = path.find('/', end + 1);
    return std::string{path.substr(0, end)} + "/still_losing";
}

std::vector<Series> series_of(const World& world, std::span<const Measures> replications) {
    std::vector<Series> all;
    Measures shape = shaped<double>(world);
    for_each_measure(world, shape, [&](const std::string& path, double) { all.push_back({path, {}, {}}); });
    for (const Measures& measures : replications) {
        const std::vector<double> record = flatten(world, measures);
        for (std::size_t i = 0; i < record.size(); ++i) all[i].values.push_back(record[i]);
    }
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < all.size(); ++i) index.emplace(all[i].path, i);
    for (Series& each : all) {
        const std::string flag = still_losing_path(each.path);
        if (flag.empty()) continue;
        for (const double losing : all[index.at(flag)].values) each.still_losing.push_back(goes_on(each.path, losing) ? 1.0 : 0.0);
    }
    return all;
}

MetricsSummary summarise(const World& world, std::span<const Measures> replications) {
    FIREBREAK_ASSERT(!replications.empty(), "a summary is made of at least one replication");
    const std::vector<Series> series = series_of(world, replications);
    MetricsSummary summary;
    summary.replications = static_cast<int>(replications.size());
    summary.measures = shaped<Summary>(world);
    std::size_t next = 0;
    for_each_measure(world, summary.measures, [&](const std::string& path, Summary& of) {
        of = summarise(series[next].values, Counting{hours_of(world.horizon), measure_kind(path), series[next].still_losing});
        ++next;
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

PairedDifference paired(Pairs pairs, const PairCounting& counting) {
    FIREBREAK_ASSERT(!pairs.base.empty() && pairs.base.size() == pairs.other.size(),
                     "a comparison pairs the replications of both sides");
    const bool is_time = counting.kind == MeasureKind::event || counting.kind == MeasureKind::recovery;
    const auto seen = [&](double value) { return is_time && value > counting.horizon_h ? censored : value; };
    const auto restricted = [&](double value) { return value == censored ? counting.horizon_h : value; };
    PairedDifference result;
    result.pairs = static_cast<int>(pairs.base.size());
    result.restricted_to_h = counting.horizon_h;
    std::vector<PairValue> all, affected, complete;
    for (std::size_t i = 0; i < pairs.base.size(); ++i) {
        const double base = seen(pairs.base[i]);
        const double other = seen(pairs.other[i]);
        const bool base_hit = is_affected(base, counting.kind);
        const bool other_hit = is_affected(other, counting.kind);
        result.affected_base += base_hit ? 1 : 0;
        result.affected_other += other_hit ? 1 : 0;
        result.never_base += base == not_at_all ? 1 : 0;
        result.never_other += other == not_at_all ? 1 : 0;
        if (base == not_at_all || other == not_at_all) continue;
        const bool base_open = base == censored || flagged(counting.base_losing, i);
        const bool other_open = other == censored || flagged(counting.other_losing, i);
        result.censored_base += base_open ? 1 : 0;
        result.censored_other += other_open ? 1 : 0;
        PairValue pair;
        pair.difference = restricted(other) - restricted(base);
        pair.low = base_open ? -censored : pair.difference;
        pair.high = other_open ? censored : pair.difference;
        all.push_back(pair);
        if (base_hit || other_hit) affected.push_back(pair);
        if (!base_open && !other_open) complete.push_back(pair);
    }
    static_cast<PairedMean&>(result) = mean_of(all);
    result.affected = mean_of(affected);
    result.complete = mean_of(complete);
    return result;
}

PairedDifference paired(Pairs pairs, double horizon_h) {
    return paired(pairs, PairCounting{.horizon_h = horizon_h,
                                      .kind = horizon_h > 0.0 ? MeasureKind::recovery : MeasureKind::amount});
}

}  // namespace firebreak::metrics
