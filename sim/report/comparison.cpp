// Paired differences of every measure that two layouts share.
#include "report/comparison.hpp"

#include <algorithm>
#include <map>

namespace firebreak::report {
namespace {

/// Values of each measure over the replications, in the order of `for_each_measure`.
std::vector<std::pair<std::string, std::vector<double>>> series(const ComparedLayout& layout) {
    std::vector<std::pair<std::string, std::vector<double>>> result;
    for (const Measures& replication : layout.replications) {
        Measures measures = replication;
        std::size_t next = 0;
        for_each_measure(*layout.world, measures, [&](const std::string& path, double value) {
            if (next == result.size()) result.emplace_back(path, std::vector<double>{});
            result[next++].second.push_back(value);
        });
    }
    return result;
}

}  // namespace

double horizon_h(const Comparison& comparison) {
    Ticks longest{0};
    for (const ComparedLayout& layout : comparison.layouts)
        longest = std::max(longest, layout.world->horizon);
    return hours_of(longest);
}

std::vector<Difference> differences(const ComparedLayout& base, const ComparedLayout& other) {
    const double horizon = hours_of(std::max(base.world->horizon, other.world->horizon));
    std::map<std::string, std::vector<double>> others;
    for (auto& [path, values] : series(other)) others.emplace(path, std::move(values));
    std::vector<Difference> result;
    for (const auto& [path, values] : series(base)) {
        const auto match = others.find(path);
        if (match == others.end()) continue;
        result.emplace_back(path, metrics::paired({.base = values, .other = match->second}, horizon));
    }
    return result;
}

}  // namespace firebreak::report
