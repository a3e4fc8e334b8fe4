// One record a task: the exit status that it stands for, then what the task returned or threw.
#include "sweep/worker_pool.hpp"

#include <map>
#include <new>

#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

std::string failure(int exit_status, const std::string& what) {
    return static_cast<char>(exit_status) + what;
}

}  // namespace

std::string record_of(const std::function<std::string()>& task) {
    try {
        return '\0' + task();
    } catch (const Bug& error) {
        return failure(70, error.what());
    } catch (const std::bad_alloc&) {
        return failure(4, "out of memory");
    } catch (const std::exception& error) {
        return failure(4, error.what());
    }
}

TaskResult result_of(int index, const std::string& record) {
    FIREBREAK_ASSERT(!record.empty(), "a record begins with its status");
    const int status = static_cast<unsigned char>(record.front());
    return {.index = index, .ok = status == 0, .payload = record.substr(1), .exit_status = status};
}

void run_forked(const PoolOptions& options, const std::function<std::string(int)>& task,
                const std::function<void(TaskResult)>& received) {
    constexpr std::chrono::minutes rarely{1};
    Workers workers;
    std::map<std::size_t, std::string> records;
    int next = 0;
    while (next < options.tasks || workers.running() > 0) {
        while (next < options.tasks && static_cast<int>(workers.running()) < options.jobs) {
            const int index = next++;
            workers.start(static_cast<std::size_t>(index), options.limits,
                          [&](const Workers::Emit& emit) { emit(record_of([&] { return task(index); })); });
        }
        for (Workers::Report& report : workers.wait(rarely)) {
            if (!report.ended) {
                records[report.id] = std::move(report.bytes);
                continue;
            }
            const int index = static_cast<int>(report.id);
            const auto record = records.extract(report.id);
            if (report.ending == Ending::finished && !record.empty()) {
                received(result_of(index, record.mapped()));
            } else {
                const bool silent = report.ending == Ending::finished;
                received(
                    {.index = index,
                     .payload = silent ? "the process ended with status 0 and sent no result" : report.bytes,
                     .exit_status = 4,
                     .ending = silent ? Ending::crashed : report.ending});
            }
        }
    }
}

}  // namespace firebreak::sweep
