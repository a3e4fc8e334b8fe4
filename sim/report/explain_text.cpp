// firebreak explain for people: the answer first, then the path, then how often it was that path.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/entity_name.hpp"
#include "report/explanation.hpp"
#include "report/page.hpp"
#include "report/phrases.hpp"

namespace firebreak::report {
namespace {

/// Steps shorter than this share of the whole are not printed.
constexpr double shown_share = 0.005;

class ExplainText {
  public:
    ExplainText(const Explanation& explanation, const Terminal& terminal)
        : explanation_{explanation},
          world_{*explanation.world},
          horizon_h_{hours_of(world_.horizon)},
          shown_{typical_replication(explanation)},
          path_{explanation.paths.at(shown_)},
          page_{terminal} {}

    std::string write() {
        write_answer();
        if (path_.steps.empty()) return page_.text();
        write_path();
        write_open();
        write_frequency();
        if (explanation_.paths.size() > 1) write_next();
        return page_.text();
    }

  private:
    [[nodiscard]] std::string hours(Ticks time) const { return time_text(hours_of(time), horizon_h_); }
    [[nodiscard]] Ticks whole() const { return path_.at - ignition_instant; }
    [[nodiscard]] std::string name(Entity what) const { return entity_name(world_, what); }
    [[nodiscard]] std::string level_words() const {
        if (explanation_.level == "first") return "served again";
        if (explanation_.level == "half") return "half served again";
        if (explanation_.level == "most") return "served again for 90 %";
        return "fully served again";
    }

    void write_answer() {
        page_.line(fmt::format("Why {} is back no sooner", world_.functions[explanation_.function].name),
                   Style::heading);
        page_.line(fmt::format("{} on layout {}; seed {}, {} replication{}; hours count from ignition",
                               world_.scenario_name, world_.layout_name, explanation_.seed,
                               explanation_.paths.size(), explanation_.paths.size() == 1 ? "" : "s"));
        page_.blank();
        if (path_.steps.empty()) {
            page_.line("It never falls below that level: there is nothing to explain.");
            return;
        }
        if (!often_words().empty()) page_.line(often_words());
        page_.line(back_words() + ' ' + longest_words() + ' ' + gate_words());
        if (const std::string next = next_words(); !next.empty()) page_.line(next);
        if (path_.other_way) {
            const WorldReplica& copy = world_.replicas[path_.other_way->copy];
            page_.line(fmt::format(
                "Without the move, {} would have been next: back by itself {} later in this run.", copy.name,
                path_.other_way->later == Ticks{0} ? "no" : hours(path_.other_way->later)));
        }
    }

    /// What was the matter in most replications.
    std::string often_words() const {
        const std::vector<LayerCount> layers = layer_counts(explanation_);
        if (explanation_.paths.size() < 2 || layers.empty()) return {};
        std::string words;
        for (std::size_t i = 0; i < layers.size() && i < 2 && layers[i].longest_in > 0; ++i) {
            const Entity most = layers[i].through.front().entity;
            words += fmt::format("{} {} took longest, most often {}",
                                 i == 0 ? "In " + share_of_lost(layers[i].longest_in) + of_which()
                                        : "; in " + share_of_lost(layers[i].longest_in),
                                 metrics::to_string(layers[i].layer), name(most));
        }
        return words + '.';
    }

    /// Replications that lost the function.
    [[nodiscard]] std::ptrdiff_t lost() const {
        return std::count_if(explanation_.paths.begin(), explanation_.paths.end(), [](const auto& path) { return !path.steps.empty(); });
    }

    [[nodiscard]] std::string of_which() const {
        const auto all = static_cast<std::ptrdiff_t>(explanation_.paths.size());
        return lost() == all ? " of the replications" : fmt::format(" of the {} replications (of {}) that lost it", lost(), all);
    }

    [[nodiscard]] std::string share_of_lost(int times) const { return percent_text(times / static_cast<double>(lost())); }

    std::string back_words() const {
        const std::string which =
            explanation_.paths.size() > 1 ? fmt::format(" in replication {}, a typical one", shown_) : "";
        if (path_.recovered) return fmt::format("It is {} after {}{}.", level_words(), hours(whole()), which);
        std::string words = fmt::format("It is not {} within the {} of the run{}.", level_words(), time_text(horizon_h_, horizon_h_), which);
        if (path_.open.empty()) return words;
        const metrics::OpenWait& missing = path_.open.back();
        return words + fmt::format(" What it still waits for then, since {}: {}.", hours(missing.since - ignition_instant),
                                   open_words(world_, missing));
    }

    /// The layer that took longest, with the entities that took most of it.
    std::string longest_words() const {
        const auto worst = metrics::bottleneck(path_);
        if (!worst || whole() <= Ticks{0}) return {};
        const Ticks of_layer = metrics::time_by_layer(path_)[static_cast<std::size_t>(worst->layer)];
        std::string list;
        for (const auto& [what, took] : entities_of(worst->layer)) {
            list += fmt::format("{}{} {}", list.empty() ? "" : ", ", name(what), hours(took));
        }
        return fmt::format("{} of the {} went to {}: {}.", percent_text(hours_of(of_layer) / hours_of(whole())),
                           hours(whole()), metrics::to_string(worst->layer), list);
    }

    /// Entities of a layer on the path with their time, longest first; what took less than a tenth is left
    /// out.
    std::vector<std::pair<Entity, Ticks>> entities_of(metrics::Layer layer) const {
        std::vector<std::pair<Entity, Ticks>> list;
        Ticks total{0};
        for (const metrics::PathStep& step : path_.steps) {
            if (step.layer != layer || step.took == Ticks{0}) continue;
            total += step.took;
            const auto known = std::find_if(list.begin(), list.end(),
                                            [&](const auto& entry) { return entry.first == step.entity; });
            if (known == list.end()) {
                list.emplace_back(step.entity, step.took);
            } else {
                known->second += step.took;
            }
        }
        std::stable_sort(list.begin(), list.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        std::erase_if(list, [total](const auto& entry) { return entry.second * 10 < total; });
        return list;
    }

    /// Where the power that the path waited for came back last.
    std::string gate_words() const {
        for (auto step = path_.steps.rbegin(); path_.recovered && step != path_.steps.rend(); ++step) {
            if (step->entity.kind != EntityKind::row || step->to != State::energised) continue;
            return fmt::format("The power that it waited for last was that of row {}, back at {}.",
                               name(step->entity), hours(step->at - ignition_instant));
        }
        return {};
    }

    /// How much of the longest wait could have gone, and what would have been waited for then.
    std::string next_words() const {
        const auto decisive = metrics::decisive_step(path_);
        if (!path_.recovered || !decisive || path_.steps[*decisive].took <= Ticks{0}) return {};
        const metrics::PathStep& longest = path_.steps[*decisive];
        const std::string wait = fmt::format("{} until {}", hours(longest.took), step_words(world_, longest));
        const auto next = metrics::next_in_line(path_);
        if (!next)
            return fmt::format(
                "Of the {}, every hour less would count: nothing that the log dates is next in line.", wait);
        return fmt::format("Of the {}, the first {} less would count; next in line is then: {}.", wait,
                           hours(next->runner_up.slack), step_words(world_, next->runner_up));
    }

    /// A step that is printed, and what would have been waited for instead there or at a short step before.
    struct Line {
        const metrics::PathStep* step;
        const metrics::RunnerUp* next;
    };

    [[nodiscard]] double share_of(const metrics::PathStep& step) const {
        return whole() > Ticks{0} ? hours_of(step.took) / hours_of(whole()) : 0.0;
    }

    std::vector<Line> lines() const {
        std::vector<Line> list;
        const metrics::RunnerUp* next = nullptr;
        for (const metrics::PathStep& step : path_.steps) {
            next = better(next, next_at(step));
            const bool ends = &step == &path_.steps.front() || &step == &path_.steps.back();
            if (ends || share_of(step) >= shown_share) list.push_back({&step, std::exchange(next, nullptr)});
        }
        return list;
    }

    void write_path() {
        page_.section("The path, each step let in by the one before");
        TextTable table{
            {{"at", Align::right}, {"took", Align::right}, {"of " + hours(whole()), Align::right}, {"what", Align::left}}};
        const std::vector<Line> list = lines();
        bool any_next = false;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const metrics::PathStep& step = *list[i].step;
            const bool takes = step.took > Ticks{0};
            table.add_row({{i == 0 ? "0" : hours(step.at - ignition_instant)},
                           {takes ? hours(step.took) : ""},
                           {takes ? percent_text(share_of(step)) : ""},
                           {step.missing ? "the horizon; what is missing then stands below" : step_words(world_, step)}});
            const metrics::RunnerUp* next = list[i].next;
            const bool again = next != nullptr && i + 1 < list.size() && list[i + 1].next != nullptr &&
                               list[i + 1].next->event == next->event;
            if (next == nullptr || again)
                continue;  // of one queue only the last says what all of it waited for
            const std::string words =
                fmt::format("  next, {} earlier: {}", hours(next->slack), step_words(world_, *next));
            table.add_row({{}, {}, {}, {words, Style::faint}});
            any_next = true;
        }
        page_.table(table);
        if (any_next)
            page_.line("next: what the line above also needed, ready so much before what let it in");
        if (const std::size_t left_out = path_.steps.size() - list.size(); left_out > 0) {
            page_.line(fmt::format("{} step{} under {} of the time not shown; --format json has every one.",
                                   left_out, left_out == 1 ? "" : "s", percent_text(shown_share)));
        }
    }

    /// From a need of the function down to what nothing has ended.
    void write_open() {
        if (path_.open.empty()) return;
        page_.section(fmt::format("What it waits for at the horizon of {}", time_text(horizon_h_, horizon_h_)));
        for (const metrics::OpenWait& wait : path_.open) {
            const std::string since = wait.event.valid() ? "since " + hours(wait.since - ignition_instant) : "";
            page_.item(fmt::format("{:>12}  ", since), open_words(world_, wait));
        }
    }

    /// What the step would have waited for instead: the least slack, things off the path before those on it.
    [[nodiscard]] const metrics::RunnerUp* next_at(const metrics::PathStep& step) const {
        const metrics::RunnerUp* best = nullptr;
        for (const metrics::RunnerUp& each : step.runners_up) {
            if (each.slack > Ticks{0} && each.slack < whole()) best = better(best, &each);
        }
        return best;
    }

    [[nodiscard]] const metrics::RunnerUp* better(const metrics::RunnerUp* a,
                                                  const metrics::RunnerUp* b) const {
        if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
        if (metrics::on_path(path_, *a) != metrics::on_path(path_, *b))
            return metrics::on_path(path_, *a) ? b : a;
        return b->slack < a->slack ? b : a;
    }

    void write_next() {
        const std::vector<NextCount> counts = next_counts(explanation_);
        int recovered = 0;
        for (const NextCount& count : counts) recovered += count.times;
        if (recovered == 0) return;
        page_.section("What would have been next in line, had that come sooner");
        TextTable table{{{"layer", Align::left}, {"next in"}, {"after"}, {"mostly", Align::left}}};
        for (const NextCount& count : counts) {
            const auto share = [&](int times) {
                return percent_text(times / static_cast<double>(recovered));
            };
            std::string mostly;
            if (!count.through.empty())
                mostly = fmt::format("{} ({})", name(count.through.front().entity),
                                     share(count.through.front().times));
            table.add_row({{count.layer ? std::string{metrics::to_string(*count.layer)} : "nothing dated"},
                           {share(count.times)},
                           {count.layer ? time_text(count.mean_slack_h, horizon_h_) : ""},
                           {mostly}});
        }
        page_.table(table);
        page_.line(
            "after: by how much the longest wait could be shorter, in the mean, before the next one decides");
    }

    void write_frequency() {
        if (explanation_.paths.size() < 2) return;
        const auto lost = std::count_if(explanation_.paths.begin(), explanation_.paths.end(),
                                        [](const auto& path) { return !path.steps.empty(); });
        page_.section(fmt::format("What took longest, over the {} replications that lost it", lost));
        TextTable table{{{"layer", Align::left}, {"longest in"}, {"mean"}, {"mostly", Align::left}}};
        for (const LayerCount& count : layer_counts(explanation_)) {
            const auto through = [&](std::size_t i) {
                if (i >= count.through.size()) return std::string{};
                return fmt::format("{} ({})", name(count.through[i].entity),
                                   share_of_lost(count.through[i].times));
            };
            table.add_row({{std::string{metrics::to_string(count.layer)}},
                           {count.longest_in > 0 ? share_of_lost(count.longest_in) : "-"},
                           {time_text(count.mean_h, horizon_h_)},
                           {through(0)}});
            for (std::size_t i = 1; i < 3 && i < count.through.size(); ++i)
                table.add_row({{}, {}, {}, {through(i)}});
        }
        page_.table(table);
        page_.line("longest in: share of these replications; mean: time of the path in this layer");
        page_.line(
            "tooling: components that the function does not need to serve, but that its return waited for");
    }

    const Explanation& explanation_;
    const World& world_;
    double horizon_h_;
    std::size_t shown_;
    const metrics::CriticalPath& path_;
    Page page_;
};

}  // namespace

std::string explain_text(const Explanation& explanation, const Terminal& terminal) {
    return ExplainText{explanation, terminal}.write();
}

}  // namespace firebreak::report
