// Ticks of a horizon and indices of events stay below 2^53, so that a double holds them exactly.
#include "metrics/path_record.hpp"

namespace firebreak::metrics {
namespace {

void put(std::vector<double>& out, Entity what) {
    out.push_back(static_cast<double>(what.kind));
    out.push_back(what.index);
}

void put(std::vector<double>& out, Ticks ticks) {
    out.push_back(static_cast<double>(ticks.count()));
}

void put(std::vector<double>& out, State state) {
    out.push_back(static_cast<double>(state));
}

void put(std::vector<double>& out, const RunnerUp& runner_up) {
    out.push_back(runner_up.event.value);
    put(out, runner_up.entity);
    put(out, runner_up.from);
    put(out, runner_up.to);
    put(out, runner_up.at.time_since_epoch());
    put(out, runner_up.slack);
    out.push_back(static_cast<double>(runner_up.layer));
    out.push_back(runner_up.common);
}

class Cursor {
  public:
    explicit Cursor(std::span<const double> record) : record_{record} {}
    double number() {
        FIREBREAK_ASSERT(next_ < record_.size(), "a record holds the path that it names");
        return record_[next_++];
    }
    std::uint32_t index() { return static_cast<std::uint32_t>(number()); }
    Ticks ticks() { return Ticks{static_cast<std::int64_t>(number())}; }
    State state() { return static_cast<State>(index()); }
    Entity what() {
        const auto kind = static_cast<EntityKind>(index());
        return {kind, index()};
    }
    Layer layer() { return static_cast<Layer>(index()); }
    RunnerUp runner_up() {
        const EventId event{index()};
        const Entity who = what();
        const State from = state();
        const State to = state();
        const Instant at{ticks()};
        const Ticks slack = ticks();
        const Layer where = layer();
        return {event, who, from, to, at, slack, where, index()};
    }
    [[nodiscard]] bool at_end() const { return next_ == record_.size(); }

  private:
    std::span<const double> record_;
    std::size_t next_ = 0;
};

}  // namespace

std::vector<double> flatten(const CriticalPath& path) {
    std::vector<double> out{static_cast<double>(path.function.value), path.recovered ? 1.0 : 0.0};
    put(out, path.at.time_since_epoch());
    out.push_back(path.other_way ? 1.0 : 0.0);
    if (path.other_way) {
        out.push_back(path.other_way->copy.value);
        put(out, path.other_way->later);
    }
    out.push_back(static_cast<double>(path.open.size()));
    for (const OpenWait& wait : path.open) {
        put(out, wait.entity);
        out.push_back(static_cast<double>(wait.missing));
        out.push_back(static_cast<double>(wait.layer));
        out.push_back(wait.event.value);
        put(out, wait.since.time_since_epoch());
    }
    for (const PathStep& step : path.steps) {
        out.push_back(step.event.value);
        put(out, step.at.time_since_epoch());
        put(out, step.entity);
        put(out, step.from);
        put(out, step.to);
        put(out, step.took);
        out.push_back(static_cast<double>(step.layer));
        out.push_back(static_cast<double>(step.runners_up.size()));
        for (const RunnerUp& each : step.runners_up) put(out, each);
        out.push_back(step.missing ? 1.0 + static_cast<double>(*step.missing) : 0.0);
        out.push_back(step.by_hand_without.value);
    }
    return out;
}

CriticalPath path_of(std::span<const double> record) {
    Cursor in{record};
    CriticalPath path;
    path.function.value = in.index();
    path.recovered = in.number() != 0.0;
    path.at = Instant{in.ticks()};
    if (in.number() != 0.0) {
        const ReplicaId copy{in.index()};
        path.other_way = OtherWay{copy, in.ticks()};
    }
    for (std::uint32_t left = in.index(); left > 0; --left) {
        OpenWait wait;
        wait.entity = in.what();
        wait.missing = static_cast<Missing>(in.index());
        wait.layer = in.layer();
        wait.event.value = in.index();
        wait.since = Instant{in.ticks()};
        path.open.push_back(wait);
    }
    while (!in.at_end()) {
        PathStep step;
        step.event.value = in.index();
        step.at = Instant{in.ticks()};
        step.entity = in.what();
        step.from = in.state();
        step.to = in.state();
        step.took = in.ticks();
        step.layer = in.layer();
        for (std::uint32_t left = in.index(); left > 0; --left) step.runners_up.push_back(in.runner_up());
        if (const std::uint32_t missing = in.index(); missing > 0) step.missing = static_cast<Missing>(missing - 1);
        step.by_hand_without.value = in.index();
        path.steps.push_back(step);
    }
    return path;
}

}  // namespace firebreak::metrics
