// Paired differences of every measure that two layouts share.
#include "report/comparison.hpp"

#include <algorithm>
#include <map>

namespace firebreak::report {

double horizon_h(const Comparison& comparison) {
    Ticks shortest = Ticks::max();
    for (const ComparedLayout& layout : comparison.layouts) shortest = std::min(shortest, layout.world->horizon);
    return hours_of(shortest);
}

std::vector<Difference> differences(const ComparedLayout& base, const ComparedLayout& other, double horizon_h) {
    std::map<std::string, metrics::Series> others;
    for (metrics::Series& each : metrics::series_of(*other.world, other.replications)) others.emplace(each.path, std::move(each));
    std::vector<Difference> result;
    for (const metrics::Series& each : metrics::series_of(*base.world, base.replications)) {
        const auto match = others.find(each.path);
        if (match == others.end()) continue;
        const metrics::PairCounting counting{horizon_h, measure_kind(each.path), each.still_losing, match->second.still_losing};
        result.emplace_back(each.path, metrics::paired({.base = each.values, .other = match->second.values}, counting));
    }
    return result;
}

}  // namespace firebreak::report
