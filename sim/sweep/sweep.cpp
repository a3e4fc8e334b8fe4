// The loop of a sweep. The parent only hands out batches and stores rows.
#include "sweep/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <optional>

#include "firebreak/error.hpp"
#include "sweep/batch_work.hpp"
#include "sweep/schedule.hpp"
#include "sweep/values.hpp"

namespace firebreak::sweep {
namespace {

constexpr std::size_t batch_max = 64;
/// So often a run may be killed from outside before that counts as its own doing.
constexpr int attempts_max = 5;
/// What a worker may take beyond the limit of the run that it watches itself.
constexpr std::chrono::seconds watch_margin{15};

class SweepRun {
  public:
    SweepRun(const Plan& plan, Store& store, const PreparePoint& prepare, const SweepOptions& options)
        : plan_{plan}, store_{store}, prepare_{prepare}, options_{options}, schedule_{plan, options.shard} {}
    Tally run();

  private:
    void take_stock();
    [[nodiscard]] std::size_t batch_size() const;
    void hand_out();
    void receive(const Workers::Report& report);
    void receive_end(const Workers::Report& report);
    void settle(const Outcome& outcome);
    void store(const Outcome& outcome, Status status);
    void report_progress();

    struct Started {
        std::vector<Batch> batches;
        std::deque<std::pair<std::size_t, int>>
            open;  ///< not reported yet: point, replication; in their order
    };
    [[nodiscard]] Started next_work();
    const Plan& plan_;
    Store& store_;
    const PreparePoint& prepare_;
    const SweepOptions& options_;
    Schedule schedule_;
    Workers workers_;
    std::map<std::size_t, Started> started_;
    std::map<std::pair<std::size_t, int>, int> attempts_;  // of runs that were killed from outside
    std::size_t next_id_ = 0;
    double wall_ms_ = 0.0;  // of the runs that went well, all together
    int timed_runs_ = 0;
    Tally tally_;
};

/// What an earlier start has left in the store.
void SweepRun::take_stock() {
    const bool adaptive = !plan_.replications.fixed();
    const std::size_t decisive = adaptive ? index_of(plan_, plan_.replications.measure) : 0;
    store_.for_each_run([&](const RunRow& row) {
        std::optional<double> value;
        if (adaptive && row.status == Status::ok) value = parse_values(row.measures).at(decisive);
        schedule_.done(row.point, row.replication, value);
        if (row.status != Status::ok) ++tally_.failed;
    });
    tally_.earlier = schedule_.done_count();
}

/// Batches get smaller towards the end, so that no worker is left with a long one; but not so small that
/// preparing the point would cost as much as its runs.
std::size_t SweepRun::batch_size() const {
    constexpr double worthwhile_ms = 250.0;
    const std::size_t left = schedule_.planned_count() - schedule_.done_count();
    const std::size_t share = left / (2 * static_cast<std::size_t>(options_.jobs));
    const double many = timed_runs_ == 0 ? 1.0 : worthwhile_ms * timed_runs_ / std::max(wall_ms_, 1.0);
    return std::clamp<std::size_t>(std::max(share, static_cast<std::size_t>(std::min(many, 1e6))), 1,
                                   batch_max);
}

/// Several points where each has few runs to do, so that starting a worker costs little beside its work.
SweepRun::Started SweepRun::next_work() {
    Started work;
    const std::size_t wanted = batch_size();
    while (work.open.size() < wanted) {
        auto batch = schedule_.next(wanted - work.open.size());
        if (!batch) break;
        for (const int r : batch->replications) work.open.emplace_back(batch->point, r);
        work.batches.push_back(std::move(*batch));
    }
    return work;
}

void SweepRun::hand_out() {
    while (workers_.running() < static_cast<std::size_t>(options_.jobs)) {
        Started next = next_work();
        if (next.open.empty()) return;
        Limits limits = options_.limits;
        if (next.open.size() > 1 && limits.wall.count() > 0.0) limits.wall += watch_margin;
        const std::size_t id = next_id_++;
        const Started& started = started_[id] = std::move(next);
        const BatchWork work{plan_, options_.limits, started.batches};
        workers_.start(id, limits, [&](const Workers::Emit& emit) { work(prepare_, emit); });
    }
}

void SweepRun::store(const Outcome& outcome, Status status) {
    RunRow row{.point = outcome.point,
               .replication = outcome.replication,
               .seed = plan_.seed_of(outcome.point),
               .status = status,
               .error = outcome.error,
               .measures = outcome.measures,
               .wall_ms = outcome.wall_ms};
    std::optional<double> decisive;
    if (!std::isnan(outcome.decisive)) decisive = outcome.decisive;
    schedule_.done(outcome.point, outcome.replication, decisive);
    if (status == Status::ok) {
        wall_ms_ += outcome.wall_ms;
        ++timed_runs_;
    } else {
        ++tally_.failed;
        if (options_.complain) options_.complain(row);
    }
    store_.add(std::move(row));
}

void SweepRun::settle(const Outcome& outcome) {
    switch (outcome.ending) {
        case Ending::finished:
            return store(outcome, outcome.ok ? Status::ok : Status::failed);
        case Ending::timeout:
            return store(outcome, Status::timeout);
        case Ending::crashed:
            return store(outcome, Status::crashed);
        case Ending::killed:
            // Most often someone else's doing, which must not show in the results.
            if (++attempts_[{outcome.point, outcome.replication}] < attempts_max) {
                return schedule_.again(outcome.point, outcome.replication);
            }
            return store(outcome, Status::crashed);
    }
}

void SweepRun::receive_end(const Workers::Report& report) {
    const auto node = started_.extract(report.id);
    Started& started = node.mapped();
    if (started.open.empty()) return;
    // A worker that ends early was at its first open run; of the others nothing is known.
    const auto [point, replication] = started.open.front();
    started.open.pop_front();
    Outcome outcome{.point = point,
                    .replication = replication,
                    .ending = report.ending,
                    .decisive = no_such_measure(),
                    .error = report.bytes};
    if (report.ending == Ending::finished) {
        outcome.ending = Ending::crashed;
        outcome.error = "the worker ended and sent no result";
    }
    settle(outcome);
    for (const auto& [other, r] : started.open) schedule_.again(other, r);
}

void SweepRun::receive(const Workers::Report& report) {
    if (report.ended) return receive_end(report);
    Started& started = started_.at(report.id);
    const Outcome outcome = unpack(report.bytes);
    if (std::erase(started.open, std::pair{outcome.point, outcome.replication}) == 1) settle(outcome);
}

void SweepRun::report_progress() {
    tally_.done = schedule_.done_count();
    tally_.planned = schedule_.planned_count();
    if (options_.progress) options_.progress(tally_);
}

Tally SweepRun::run() {
    constexpr std::chrono::milliseconds glance{100};
    take_stock();
    while (!schedule_.finished() && !options_.stop()) {
        hand_out();
        FIREBREAK_ASSERT(workers_.running() > 0, "an open schedule has runs to hand out");
        for (const Workers::Report& report : workers_.wait(glance)) receive(report);
        store_.flush_if_due();
        report_progress();
    }
    workers_.kill_all();
    store_.flush();
    report_progress();
    return tally_;
}

}  // namespace

Tally run_sweep(const Plan& plan, Store& store, const PreparePoint& prepare, const SweepOptions& options) {
    return SweepRun{plan, store, prepare, options}.run();
}

}  // namespace firebreak::sweep
