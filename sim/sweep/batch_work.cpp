// The worker's side of a sweep.
#include "sweep/batch_work.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "sweep/values.hpp"
#include "sweep/wire.hpp"
#include "sweep/worker_pool.hpp"

namespace firebreak::sweep {
namespace {

std::string pack(const Outcome& outcome) {
    Writer out;
    const double fields[]{static_cast<double>(outcome.point),
                          static_cast<double>(outcome.replication),
                          static_cast<double>(outcome.ending),
                          outcome.ok ? 1.0 : 0.0,
                          outcome.wall_ms,
                          outcome.decisive};
    out.numbers(fields);
    out.texts({outcome.error, outcome.measures});
    return out.take();
}

Outcome outcome_of(std::size_t point, int replication, const TaskResult& result) {
    Outcome outcome{.point = point,
                    .replication = replication,
                    .ending = result.ending,
                    .ok = result.ok,
                    .decisive = no_such_measure()};
    if (!result.ok) {
        outcome.error = result.exit_status == 70 ? "a bug of ours: " + result.payload : result.payload;
        return outcome;
    }
    Reader in{result.payload};
    const std::vector<double> numbers = in.numbers();
    outcome.wall_ms = numbers.at(0);
    outcome.decisive = numbers.at(1);
    outcome.measures = in.texts().at(0);
    return outcome;
}

}  // namespace

Outcome unpack(const std::string& bytes) {
    Reader in{bytes};
    const std::vector<double> fields = in.numbers();
    const std::vector<std::string> texts = in.texts();
    return {static_cast<std::size_t>(fields.at(0)),
            static_cast<int>(fields.at(1)),
            static_cast<Ending>(static_cast<int>(fields.at(2))),
            fields.at(3) != 0.0,
            fields.at(4),
            fields.at(5),
            texts.at(0),
            texts.at(1)};
}

std::size_t index_of(const Plan& plan, const std::string& measure) {
    const auto it = std::ranges::find(plan.measures, measure);
    return static_cast<std::size_t>(it - plan.measures.begin());
}

BatchWork::BatchWork(const Plan& plan, const Limits& limits, const std::vector<Batch>& batches)
    : limits_{limits}, batches_{batches} {
    if (!plan.replications.fixed()) decisive_ = index_of(plan, plan.replications.measure);
}

void BatchWork::operator()(const PreparePoint& prepare, const Workers::Emit& emit) const {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    for (const Batch& batch : batches_) {
        if (batch.replications.size() > 1) {
            run_prepared(batch, prepare, emit);
            continue;
        }
        const auto task = [&](int r) { return timed(prepare(batch.point), r); };
        if (batches_.size() > 1) {
            run_all(batch, task, emit);
        } else {  // a process of its own is what this is already
            const int r = batch.replications.front();
            emit(pack(outcome_of(batch.point, r, result_of(0, record_of([&] { return task(r); })))));
        }
    }
}

/// Prepares once for all replications, which inherit it.
void BatchWork::run_prepared(const Batch& batch, const PreparePoint& prepare,
                             const Workers::Emit& emit) const {
    RunPoint run;
    const std::string prepared = record_of([&] {
        run = prepare(batch.point);
        return std::string{};
    });
    if (run) {
        const auto task = [&](int r) { return timed(run, r); };
        return run_all(batch, task, emit);
    }
    // The same for every replication.
    for (const int r : batch.replications) emit(pack(outcome_of(batch.point, r, result_of(0, prepared))));
}

void BatchWork::run_all(const Batch& batch, const std::function<std::string(int)>& task,
                        const Workers::Emit& emit) const {
    const auto replication = [&](int i) { return batch.replications[static_cast<std::size_t>(i)]; };
    run_forked(
        {static_cast<int>(batch.replications.size()), 1, limits_},
        [&](int i) { return task(replication(i)); },
        [&](const TaskResult& result) {
            emit(pack(outcome_of(batch.point, replication(result.index), result)));
        });
}

std::string BatchWork::timed(const RunPoint& run, int replication) const {
    const auto start = std::chrono::steady_clock::now();
    const std::vector<double> values = run(replication);
    const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
    Writer out;
    const double numbers[]{wall.count(), decisive_ ? values.at(*decisive_) : no_such_measure()};
    out.numbers(numbers);
    out.texts({values_text(values)});
    return out.take();
}

}  // namespace firebreak::sweep
