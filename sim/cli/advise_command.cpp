// firebreak advise: every change of the catalogue alone, the best ones in pairs, under the same luck.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "report/advice.hpp"
#include "report/advice_file.hpp"
#include "report/text_file.hpp"
#include "run.hpp"
#include "scenario/catalogue.hpp"
#include "scenario/variants.hpp"
#include "sweep/halving.hpp"
#include "world/world.hpp"

namespace firebreak::cli {
namespace {

constexpr std::size_t best_for_pairs = 4;

struct AdviseArguments {
    ScenarioArguments scenario;
    Replications replications;
    Format format = Format::text;
    std::string function;
    std::string write_patch;
    std::string change;
    std::string into;
    std::size_t top = 15;
};

/// A change with the world that it makes; kept at a stable address.
struct Candidate {
    scenario::ProposedChange change;
    World world;
};

class Advisor {
  public:
    Advisor(const AdviseArguments& arguments)
        : arguments_{arguments}, session_{open_for_run(arguments.scenario)}, variants_{arguments.scenario.path, read_options(arguments.scenario)} {
        if (!arguments.function.empty()) function_ = function_named(session_.world, arguments.function);
        for (scenario::ProposedChange& change : scenario::catalogue(session_.loaded.scenario, session_.world)) consider(std::move(change));
    }

    report::Advice advise() {
        Progress progress{"runs", 0};
        progress_ = &progress;
        report::Advice advice{session_.world.scenario_name, session_.world.layout_name, arguments_.function,
                              session_.loaded.scenario.economics.currency, arguments_.replications.seed,
                              arguments_.replications.count, hours_of(session_.world.horizon), {}, {}, {}, not_possible_};
        const std::size_t singles = candidates_.size();
        advice.single = ranking(0, singles);
        add_pairs(advice.single);
        advice.not_possible = not_possible_;
        advice.pairs = ranking(singles, candidates_.size());
        advice.base = metrics::summarise(values_of(-1), horizon());
        mark(advice);
        return advice;
    }

  private:
    /// Takes a change in if the scenario with it is valid: a site may lack the servers, or the room.
    void consider(scenario::ProposedChange change) {
        try {
            const Scenario changed = variants_.vary({.patches = {change.patch}});
            std::vector<Finding> findings;
            World world = world::build(changed, findings);
            candidates_.push_back({std::move(change), std::move(world)});
        } catch (const InputError&) {
            ++not_possible_;
        }
    }

    [[nodiscard]] double horizon() const { return function_ ? hours_of(session_.world.horizon) : 0.0; }
    [[nodiscard]] const World& world_of(int candidate) const {
        return candidate < 0 ? session_.world : candidates_[static_cast<std::size_t>(candidate)].world;
    }

    static double user_h(const Measures& measures) {
        double sum = 0.0;
        for (const auto& function : measures.functions) sum += function.unserved_user_h;
        return sum;
    }

    /// Replications of a candidate from where it stands to `to`.
    void extend(int candidate, int to) {
        std::vector<Measures>& have = measures_[candidate];
        const int count = to - static_cast<int>(have.size());
        if (count <= 0) return;
        ReplicateOptions options{arguments_.replications.seed, count, arguments_.replications.jobs, false, nullptr,
                                 [&](int done) { progress_->update(runs_ + done); }};
        options.first = static_cast<int>(have.size());
        for (RunRecord& record : replicate(world_of(candidate), options)) have.push_back(std::move(record.measures));
        runs_ += count;
    }

    [[nodiscard]] double value_of(const Measures& measures) const {
        return function_ ? measures.functions.at(function_->value).recovery_h.full : user_h(measures);
    }
    [[nodiscard]] std::vector<double> values_of(int candidate) const {
        std::vector<double> values;
        for (const Measures& measures : measures_.at(candidate)) values.push_back(value_of(measures));
        return values;
    }

    std::vector<report::AdvisedChange> ranking(std::size_t begin, std::size_t end) {
        const int last = std::max(2, arguments_.replications.count);
        const auto evaluate = [&](int index, int first, int count) {
            const int candidate = index < 0 ? -1 : static_cast<int>(begin) + index;
            extend(candidate, first + count);
            const std::vector<double> all = values_of(candidate);
            return std::vector<double>{all.begin() + first, all.begin() + first + count};
        };
        const sweep::HalvingOptions options{std::min(8, last), last, 8};
        std::vector<report::AdvisedChange> list;
        for (const sweep::Standing& standing : sweep::successive_halving(static_cast<int>(end - begin), options, horizon(), evaluate)) {
            list.push_back(advised(static_cast<int>(begin) + standing.candidate, standing));
        }
        return list;
    }

    report::AdvisedChange advised(int candidate, const sweep::Standing& standing) const {
        const scenario::ProposedChange& change = candidates_[static_cast<std::size_t>(candidate)].change;
        std::vector<double> base, changed;
        for (std::size_t r = 0; r < measures_.at(candidate).size(); ++r) {
            base.push_back(user_h(measures_.at(-1)[r]));
            changed.push_back(user_h(measures_.at(candidate)[r]));
        }
        report::AdvisedChange advised{change.id, change.title, change.patch, standing.saved,
                                      metrics::paired({.base = changed, .other = base}, 0.0), standing.replications};
        price(change, advised);
        return advised;
    }

    /// A pair has the price of both, and none where one of them has none.
    void price(const scenario::ProposedChange& change, report::AdvisedChange& advised) const {
        if (const auto parts = parts_.find(change.id); parts != parts_.end()) {
            advised.priced = parts->second.first.priced && parts->second.second.priced;
            advised.cost = parts->second.first.cost + parts->second.second.cost;
            return;
        }
        for (const ChangePrice& entry : session_.loaded.scenario.economics.change_prices) {
            if (entry.id != change.kind) continue;
            advised.priced = true;
            advised.cost = entry.price * change.units;
        }
    }

    /// What a change is about: "control_plane" of "move_class/control_plane@gasan", "runbooks" of "runbooks".
    static std::string subject_of(const std::string& id) {
        const std::string target = id.substr(id.find('/') + 1);
        return target.substr(0, target.find('@'));
    }

    void add_pairs(const std::vector<report::AdvisedChange>& singles) {
        std::vector<const report::AdvisedChange*> best;
        std::set<std::string> subjects;  // two changes of one thing exclude each other, or do the same twice
        for (const report::AdvisedChange& change : singles) {
            if (best.size() == best_for_pairs || !(change.saved.ci_low > 0.0)) continue;
            if (subjects.insert(subject_of(change.id)).second) best.push_back(&change);
        }
        for (std::size_t i = 0; i < best.size(); ++i) {
            for (std::size_t k = i + 1; k < best.size(); ++k) {
                std::string patch = best[i]->patch;  // two arrays become one
                patch.back() = ',';
                patch += best[k]->patch.substr(1);
                const std::string id = best[i]->id + " + " + best[k]->id;
                parts_.emplace(id, std::pair{*best[i], *best[k]});
                consider({.kind = {}, .id = id, .title = best[i]->title + "; " + best[k]->title, .patch = patch, .units = 1.0, .unit = {}});
            }
        }
    }

    /// One frontier over single changes and pairs.
    static void mark(report::Advice& advice) {
        std::vector<report::AdvisedChange> all = advice.single;
        all.insert(all.end(), advice.pairs.begin(), advice.pairs.end());
        report::mark_frontier(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto& list = i < advice.single.size() ? advice.single : advice.pairs;
            list[i < advice.single.size() ? i : i - advice.single.size()].frontier = all[i].frontier;
        }
    }

    const AdviseArguments& arguments_;
    Session session_;
    scenario::Variants variants_;
    std::optional<FunctionId> function_;
    std::deque<Candidate> candidates_;
    std::map<int, std::vector<Measures>> measures_;  ///< by candidate; -1: the scenario as it is
    std::map<std::string, std::pair<report::AdvisedChange, report::AdvisedChange>> parts_;
    Progress* progress_ = nullptr;
    int runs_ = 0;
    int not_possible_ = 0;
};

void write_patch(const AdviseArguments& arguments, const report::Advice& advice) {
    const report::AdvisedChange* chosen = nullptr;
    for (const auto* list : {&advice.single, &advice.pairs}) {
        for (const report::AdvisedChange& change : *list) {
            const bool asked = arguments.change.empty() ? chosen == nullptr : change.id == arguments.change;
            if (asked && chosen == nullptr) chosen = &change;
        }
    }
    if (chosen == nullptr) {
        throw InputError{{{Severity::error, "--change", 0, 0, "", fmt::format("there is no change '{}'", arguments.change),
                           "--format json lists the id of every change that was tried"}}};
    }
    report::write_file(arguments.write_patch, report::pretty_json(chosen->patch));
    complain(fmt::format("{}: {}\n", arguments.write_patch, chosen->title));
}

int advise(const AdviseArguments& arguments) {
    if (!arguments.into.empty()) report::require_run_folder(arguments.into);
    const report::Advice advice = Advisor{arguments}.advise();
    if (!arguments.into.empty()) report::write_advice(advice, arguments.into);
    if (!arguments.write_patch.empty()) write_patch(arguments, advice);
    fmt::print("{}", arguments.format == Format::json ? report::advice_json(advice)
                                                      : report::advice_text(advice, standard_output(), arguments.top));
    return Exit::done;
}

}  // namespace

void add_advise(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<AdviseArguments>();
    CLI::App* command = app.add_subcommand("advise", "What to change first: each change tried alone, the best in pairs");
    command->add_option("SCENARIO", arguments->scenario.path, "Scenario file; - reads standard input")->required()->option_text(" ");
    command->add_option("--function", arguments->function, "Rank by hours until this function is fully back; without it by unserved user-hours")
        ->type_name("NAME");
    add_scenario_options(*command, arguments->scenario);
    add_replication_options(*command, arguments->replications);
    command->add_option("--top", arguments->top, "Changes to list")->type_name("N")->capture_default_str()->check(whole_number(1, 1000));
    command->add_option("--write-patch", arguments->write_patch, "Save the best change as a JSON Patch, for run --patch")->type_name("FILE");
    command->add_option("--into", arguments->into, "Leave the ranking in the folder of a run, too: report shows it there")->type_name("RUN_DIR");
    command->add_option("--change", arguments->change, "Save this change instead of the best")->type_name("ID");
    add_format_option(*command, arguments->format);
    command->callback([arguments, &action] { action = [arguments] { return advise(*arguments); }; });
}

}  // namespace firebreak::cli
