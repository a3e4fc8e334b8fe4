// Choose on one set of replications, estimate on another.
#include "cli/advisor.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "metrics/statistics.hpp"
#include "run.hpp"
#include "scenario/catalogue.hpp"
#include "scenario/variants.hpp"
#include "sweep/halving.hpp"
#include "world/world.hpp"

namespace firebreak::cli {
namespace {

constexpr std::size_t best_for_pairs = 4;
constexpr std::size_t most_pairs = 5;
constexpr int first_round = 8;

/// A change with the world that it makes; kept at a stable address.
struct Candidate {
    scenario::ProposedChange change;
    World world;
};

/// Replications of every candidate from one on; -1: the scenario as it is.
struct Sample {
    int first = 0;
    std::map<int, std::vector<Measures>> measures;
};

double user_h(const Measures& measures) {
    double sum = 0.0;
    for (const auto& function : measures.functions) sum += function.unserved_user_h;
    return sum;
}

/// What a change is about: "control_plane" of "move_class/control_plane@gasan", "runbooks" of "runbooks".
std::string subject_of(const std::string& id) {
    const std::string target = id.substr(id.find('/') + 1);
    return target.substr(0, target.find('@'));
}

class Advisor {
  public:
    Advisor(const AdviceQuestion& question, const Runner& runner)
        : question_{question},
          runner_{runner},
          session_{open_for_run(question.scenario)},
          variants_{question.scenario.path, read_options(question.scenario)},
          last_{std::max(2, question.replications.count)} {
        choice_.first = last_;
        if (!question.function.empty()) function_ = function_named(session_.world, question.function);
        for (scenario::ProposedChange& change : scenario::catalogue(session_.loaded.scenario, session_.world))
            consider(std::move(change));
    }

    report::Advice advise() {
        Progress progress{"runs", 0};
        progress_ = &progress;
        const std::size_t singles = candidates_.size();
        const Standings single = race(0, singles);
        add_pairs(single);
        const Standings pairs = race(singles, candidates_.size());
        estimate(single, question_.top);
        estimate(pairs, most_pairs);
        report::Advice advice = head();
        advice.single = ranking(single);
        advice.pairs = ranking(pairs);
        advice.failed = failed_;
        mark(advice);
        return advice;
    }

  private:
    using Standings = std::vector<sweep::Standing>;

    report::Advice head() {
        extend(estimate_, -1, last_);
        report::Advice advice;
        advice.scenario = session_.world.scenario_name;
        advice.layout = session_.world.layout_name;
        advice.function = question_.function;
        advice.currency = session_.loaded.scenario.economics.currency;
        advice.seed = question_.replications.seed;
        advice.replications = last_;
        advice.at_once = std::max(1, finalists_);
        advice.horizon_h = hours_of(session_.world.horizon);
        advice.base = metrics::summarise(values_of(estimate_, -1), horizon());
        return advice;
    }

    /// Takes a change in if the scenario with it is valid: a site may lack the servers, or the room.
    void consider(scenario::ProposedChange change) {
        try {
            const Scenario changed = variants_.vary({.patches = {change.patch}});
            std::vector<Finding> findings;
            World world = world::build(changed, findings);
            candidates_.push_back({std::move(change), std::move(world)});
        } catch (const InputError& error) {
            const Finding& first = error.findings().front();
            failed_.push_back({change.id, change.title, report::FailedChange::Stage::check,
                               first.pointer.empty() ? first.problem : first.pointer + ": " + first.problem});
        } catch (const Bug& error) {
            failed_.push_back({change.id, change.title, report::FailedChange::Stage::check, error.what()});
        }
    }

    [[nodiscard]] double horizon() const { return function_ ? hours_of(session_.world.horizon) : 0.0; }
    [[nodiscard]] const World& world_of(int candidate) const {
        return candidate < 0 ? session_.world : candidates_[static_cast<std::size_t>(candidate)].world;
    }

    /// Replications of a candidate from where it stands in `sample` to `to`.
    void extend(Sample& sample, int candidate, int to) {
        std::vector<Measures>& have = sample.measures[candidate];
        const int count = to - static_cast<int>(have.size());
        if (count <= 0) return;
        ReplicateOptions options{
            question_.replications.seed, count, question_.replications.jobs, false, nullptr, [&](int done) {
                progress_->update(runs_ + done);
            }};
        options.first = sample.first + static_cast<int>(have.size());
        for (RunRecord& record : runner_(world_of(candidate), options))
            have.push_back(std::move(record.measures));
        runs_ += count;
    }

    /// False where the candidate fails: that is put down, and the ranking goes on. The base must not fail.
    [[nodiscard]] bool extended(Sample& sample, int candidate, int to) {
        const auto put_down = [&](const std::exception& error) {
            const scenario::ProposedChange& change = candidates_[static_cast<std::size_t>(candidate)].change;
            failed_.push_back({change.id, change.title, report::FailedChange::Stage::run, error.what()});
        };
        try {
            extend(sample, candidate, to);
            return true;
        } catch (const RunFailed& error) {
            if (candidate < 0) throw;
            put_down(error);
        } catch (const Bug& error) {
            if (candidate < 0) throw;
            put_down(error);
        }
        return false;
    }

    [[nodiscard]] double value_of(const Measures& measures) const {
        return function_ ? measures.functions.at(function_->value).recovery_h.full : user_h(measures);
    }
    [[nodiscard]] std::vector<double> values_of(const Sample& sample, int candidate) const {
        std::vector<double> values;
        for (const Measures& measures : sample.measures.at(candidate)) values.push_back(value_of(measures));
        return values;
    }

    Standings race(std::size_t begin, std::size_t end) {
        const auto candidate_of = [begin](int index) {
            return index < 0 ? -1 : static_cast<int>(begin) + index;
        };
        const auto evaluate = [&](int index, int first, int count) -> std::optional<std::vector<double>> {
            const int candidate = candidate_of(index);
            if (!extended(choice_, candidate, first + count)) return std::nullopt;
            const std::vector<double> all = values_of(choice_, candidate);
            return std::vector<double>{all.begin() + first, all.begin() + first + count};
        };
        const sweep::HalvingOptions options{std::min(first_round, last_), last_,
                                            static_cast<int>(question_.top)};
        Standings standings =
            sweep::successive_halving(static_cast<int>(end - begin), options, horizon(), evaluate);
        for (sweep::Standing& standing : standings) standing.candidate = candidate_of(standing.candidate);
        return standings;
    }

    /// The best `count` of them on replications that had no part in choosing them.
    void estimate(const Standings& standings, std::size_t count) {
        for (std::size_t i = 0; i < standings.size() && i < count; ++i) {
            const int candidate = standings[i].candidate;
            extend(estimate_, -1, last_);
            if (extended(estimate_, candidate, last_)) {
                ++finalists_;
            } else {
                estimate_.measures.erase(candidate);
                dropped_.insert(candidate);
            }
        }
    }

    /// Finalists by what they save where they are estimated, then the others as the race left them.
    [[nodiscard]] std::vector<report::AdvisedChange> ranking(const Standings& standings) const {
        std::vector<report::AdvisedChange> list;
        for (const sweep::Standing& standing : standings) {
            if (!dropped_.contains(standing.candidate)) list.push_back(advised(standing));
        }
        std::ranges::stable_sort(list, [](const report::AdvisedChange& a, const report::AdvisedChange& b) {
            if (a.finalist != b.finalist) return a.finalist;
            return a.finalist && a.saved.mean > b.saved.mean;
        });
        return list;
    }

    [[nodiscard]] report::AdvisedChange advised(const sweep::Standing& standing) const {
        const scenario::ProposedChange& change =
            candidates_[static_cast<std::size_t>(standing.candidate)].change;
        report::AdvisedChange advised;
        advised.id = change.id;
        advised.title = change.title;
        advised.patch = change.patch;
        advised.finalist = estimate_.measures.contains(standing.candidate);
        const Sample& sample = advised.finalist ? estimate_ : choice_;
        const int at_once = advised.finalist ? finalists_ : 1;
        const std::size_t count = sample.measures.at(standing.candidate).size();
        std::vector<double> base, changed, base_user_h, changed_user_h;
        for (std::size_t r = 0; r < count; ++r) {
            const Measures& before = sample.measures.at(-1)[r];
            const Measures& after = sample.measures.at(standing.candidate)[r];
            base.push_back(value_of(before));
            changed.push_back(value_of(after));
            base_user_h.push_back(user_h(before));
            changed_user_h.push_back(user_h(after));
        }
        advised.saved = metrics::effect({.base = base, .other = changed}, horizon(), at_once);
        advised.saved_user_h = metrics::effect({.base = base_user_h, .other = changed_user_h}, 0.0, at_once);
        advised.replications = static_cast<int>(count);
        price(change, advised);
        return advised;
    }

    /// A pair has the price of both, and none where one of them has none.
    void price(const scenario::ProposedChange& change, report::AdvisedChange& advised) const {
        if (const auto parts = parts_.find(change.id); parts != parts_.end()) {
            report::AdvisedChange one, other;
            price(parts->second.first, one);
            price(parts->second.second, other);
            advised.priced = one.priced && other.priced;
            advised.cost = one.cost + other.cost;
            return;
        }
        for (const ChangePrice& entry : session_.loaded.scenario.economics.change_prices) {
            if (entry.id != change.kind) continue;
            advised.priced = true;
            advised.cost = entry.price * change.units;
        }
    }

    void add_pairs(const Standings& singles) {
        std::vector<const scenario::ProposedChange*> best;
        std::set<std::string> subjects;  // two changes of one thing exclude each other, or do the same twice
        for (const sweep::Standing& standing : singles) {
            if (best.size() == best_for_pairs || !(standing.saved.ci_low > 0.0)) continue;
            const auto& change = candidates_[static_cast<std::size_t>(standing.candidate)].change;
            if (subjects.insert(subject_of(change.id)).second) best.push_back(&change);
        }
        for (std::size_t i = 0; i < best.size(); ++i) {
            for (std::size_t k = i + 1; k < best.size(); ++k) {
                std::string patch = best[i]->patch;  // two arrays become one
                patch.back() = ',';
                patch += best[k]->patch.substr(1);
                const std::string id = best[i]->id + " + " + best[k]->id;
                parts_.emplace(id, std::pair{*best[i], *best[k]});
                consider({.kind = {},
                          .id = id,
                          .title = best[i]->title + "; " + best[k]->title,
                          .patch = patch,
                          .units = 1.0,
                          .unit = {}});
            }
        }
    }

    /// One frontier over single changes and pairs, of those that are estimated.
    static void mark(report::Advice& advice) {
        std::vector<report::AdvisedChange> all = advice.single;
        all.insert(all.end(), advice.pairs.begin(), advice.pairs.end());
        report::mark_frontier(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto& list = i < advice.single.size() ? advice.single : advice.pairs;
            list[i < advice.single.size() ? i : i - advice.single.size()].frontier = all[i].frontier;
        }
    }

    const AdviceQuestion& question_;
    const Runner& runner_;
    Session session_;
    scenario::Variants variants_;
    int last_;  ///< most replications of each of the two samples
    std::optional<FunctionId> function_;
    std::deque<Candidate> candidates_;
    Sample choice_;
    Sample estimate_;
    int finalists_ = 0;
    std::set<int> dropped_;  ///< failed after they had been chosen
    std::map<std::string, std::pair<scenario::ProposedChange, scenario::ProposedChange>> parts_;
    std::vector<report::FailedChange> failed_;
    Progress* progress_ = nullptr;
    int runs_ = 0;
};

}  // namespace

report::Advice advise(const AdviceQuestion& question, const Runner& runner) {
    return Advisor{question, runner}.advise();
}

}  // namespace firebreak::cli
