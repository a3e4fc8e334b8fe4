// Which measures a sweep keeps.
#include <algorithm>
#include <unordered_map>

#include "metrics/measure.hpp"
#include "sweep/study.hpp"
#include "sweep/values.hpp"

namespace firebreak::sweep {

bool fits(std::string_view glob, std::string_view path) {
    if (glob.empty()) return path.empty();
    if (glob.front() != '*')
        return !path.empty() && glob.front() == path.front() && fits(glob.substr(1), path.substr(1));
    const bool anything = glob.starts_with("**");
    const std::string_view rest = glob.substr(anything ? 2 : 1);
    for (std::size_t taken = 0; taken <= path.size(); ++taken) {
        if (fits(rest, path.substr(taken))) return true;
        if (taken < path.size() && path[taken] == '/' && !anything) return false;
    }
    return false;
}

Keeper::Keeper(const Plan& plan, const World& world) : count_{plan.measures.size()} {
    std::unordered_map<std::string, std::ptrdiff_t> index;
    for (const std::string& path : plan.measures)
        index.emplace(path, static_cast<std::ptrdiff_t>(index.size()));
    Measures shape = metrics::shaped<double>(world);
    for_each_measure(world, shape, [&](const std::string& path, double&) {
        const auto it = index.find(path);
        slots_.push_back(it == index.end() ? -1 : it->second);
    });
}

std::vector<double> Keeper::keep(const World& world, Measures measures) const {
    std::vector<double> kept(count_, no_such_measure());
    std::size_t next = 0;
    for_each_measure(world, measures, [&](const std::string&, double value) {
        const std::ptrdiff_t slot = slots_.at(next++);
        if (slot >= 0) kept[static_cast<std::size_t>(slot)] = value;
    });
    return kept;
}

}  // namespace firebreak::sweep
