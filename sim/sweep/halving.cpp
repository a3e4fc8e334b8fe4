// Rounds of twice as many replications for about half as many candidates.
#include "sweep/halving.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::sweep {
namespace {

class Race {
  public:
    Race(int candidates, const HalvingOptions& options, double horizon, const Evaluate& evaluate)
        : options_{options}, horizon_{horizon}, evaluate_{evaluate}, values_(static_cast<std::size_t>(candidates)) {
        for (int i = 0; i < candidates; ++i) standings_.push_back({i, {}, 0});
    }

    std::vector<Standing> run() {
        std::size_t in = standings_.size();
        for (int replications = std::min(options_.first, options_.last);; replications = std::min(2 * replications, options_.last)) {
            in = play(in, replications);
            if (replications == options_.last) return standings_;
            in = stay(in);
        }
    }

  private:
    /// False: the candidate failed.
    [[nodiscard]] bool extend(std::vector<double>& values, int candidate, int to) const {
        const int have = static_cast<int>(values.size());
        if (have >= to) return true;
        const auto more = evaluate_(candidate, have, to - have);
        if (more) values.insert(values.end(), more->begin(), more->end());
        return more.has_value();
    }

    /// Brings the first `in` standings to `replications`, drops those that fail, and orders the others. Returns how
    /// many of them are left.
    std::size_t play(std::size_t in, int replications) {
        const bool base_runs = extend(base_, -1, replications);
        FIREBREAK_ASSERT(base_runs, "what everything is compared with runs");
        for (std::size_t i = 0; i < in;) {
            Standing& standing = standings_[i];
            std::vector<double>& values = values_[static_cast<std::size_t>(standing.candidate)];
            if (!extend(values, standing.candidate, replications)) {
                standings_.erase(standings_.begin() + static_cast<std::ptrdiff_t>(i));
                --in;
                continue;
            }
            const std::span<const double> base{base_.data(), values.size()};
            standing.saved = metrics::effect({.base = base, .other = values}, horizon_);
            standing.replications = static_cast<int>(values.size());
            ++i;
        }
        std::sort(standings_.begin(), standings_.begin() + static_cast<std::ptrdiff_t>(in), [](const Standing& a, const Standing& b) {
            return a.saved.mean != b.saved.mean ? a.saved.mean > b.saved.mean : a.candidate < b.candidate;
        });
        return in;
    }

    /// Puts those of the first `in` that go on before the others and returns how many they are. They are sorted,
    /// but intervals differ in width: one further down may still be open, though not those between.
    [[nodiscard]] std::size_t stay(std::size_t in) {
        const std::size_t finalists = std::min(in, static_cast<std::size_t>(options_.finalists));
        if (finalists == 0) return in;
        const double bar = standings_[finalists - 1].saved.ci_low;
        const std::size_t half = std::max(finalists, (in + 1) / 2);
        std::vector<Standing> on, out;
        for (std::size_t i = finalists; i < in; ++i) {
            const double reach = standings_[i].saved.ci_high;
            const bool unseen = standings_[i].saved.acted == 0 && standings_[i].replications >= look_before_leaving;
            const bool open = !unseen && reach > 0.0 && (i < half || reach > bar);
            (open ? on : out).push_back(standings_[i]);
        }
        const auto rest = std::ranges::copy(on, standings_.begin() + static_cast<std::ptrdiff_t>(finalists)).out;
        std::ranges::copy(out, rest);
        return finalists + on.size();
    }

    HalvingOptions options_;
    double horizon_;
    const Evaluate& evaluate_;
    std::vector<double> base_;
    std::vector<std::vector<double>> values_;
    std::vector<Standing> standings_;
};

}  // namespace

std::vector<Standing> successive_halving(int candidates, const HalvingOptions& options, double horizon, const Evaluate& evaluate) {
    FIREBREAK_ASSERT(options.first >= 2 && options.last >= options.first, "an interval takes two replications");
    return Race{candidates, options, horizon, evaluate}.run();
}

}  // namespace firebreak::sweep
