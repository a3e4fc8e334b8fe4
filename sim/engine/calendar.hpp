// The engine's calendar: integer ticks, then phase, then order of scheduling.
#pragma once

#include <functional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "firebreak/units.hpp"

namespace firebreak::engine {

/// Within one instant causes run before effects: facility, then servers and services; when all have asked, people
/// are handed out (crew.hpp), then stock (weighing.hpp); then measurement.
enum class Phase { facility, servers, services, people, stock, measure };

class Calendar {
  public:
    using Action = std::function<void()>;
    /// Names a scheduled action; 0 is none.
    using Ticket = std::uint64_t;

    [[nodiscard]] Instant now() const { return now_; }

    Ticket schedule(Instant at, Phase phase, Action action) {
        FIREBREAK_ASSERT(at >= now_, "nothing is scheduled in the past");
        actions_.push_back(std::move(action));
        const Ticket ticket = actions_.size();
        queue_.push({at, phase, ticket});
        return ticket;
    }
    Ticket after(Ticks delay, Phase phase, Action action) { return schedule(now_ + delay, phase, std::move(action)); }

    /// Forgets an action that has not run; harmless otherwise.
    void cancel(Ticket ticket) {
        if (ticket != 0) actions_[ticket - 1] = nullptr;
    }

    /// When the next live action is due; `never` if none is left.
    [[nodiscard]] Instant next() {
        while (!queue_.empty() && !actions_[queue_.top().ticket - 1]) queue_.pop();
        return queue_.empty() ? never : queue_.top().at;
    }

    /// Runs everything due at or before `limit`, in order, including what that schedules.
    void run_until(Instant limit) {
        while (next() <= limit && next() != never) {
            const Entry entry = queue_.top();
            queue_.pop();
            now_ = entry.at;
            const Action action = std::exchange(actions_[entry.ticket - 1], nullptr);
            action();
        }
    }

    /// Moves the clock without running anything; for the start of a run and for backends.
    void advance_to(Instant instant) {
        FIREBREAK_ASSERT(instant >= now_ || queue_.empty(), "the clock does not go back");
        now_ = instant;
    }

  private:
    struct Entry {
        Instant at;
        Phase phase;
        Ticket ticket;
        bool operator<(const Entry& other) const {  // the queue's top is its greatest
            return std::tie(other.at, other.phase, other.ticket) < std::tie(at, phase, ticket);
        }
    };
    Instant now_ = Instant::min();
    std::priority_queue<Entry> queue_;
    std::vector<Action> actions_;
};

}  // namespace firebreak::engine
