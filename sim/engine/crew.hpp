// Responders of one skill: a counted resource with a queue by priority.
#pragma once

#include <functional>
#include <map>

#include "engine/stage.hpp"

namespace firebreak::engine {

class Crew {
  public:
    /// Called when a member takes the task; `cause` is what it waited for last: the request itself,
    /// or the event that freed the member.
    using Start = std::function<void(EventId cause)>;
    using Ticket = std::uint64_t;

    explicit Crew(int size) : free_{size} {}

    /// Asks for one member. While one is free, `start` is called at once, whatever else may be asked for at the
    /// same instant; those who have to wait are served by priority (lower first), then first come.
    Ticket ask(int priority, EventId cause, Start start);
    /// Takes back a request that is still waiting; harmless otherwise.
    void withdraw(Ticket ticket);
    /// `members` more come because of `cause`, and take the next tasks.
    void join(int members, EventId cause) {
        for (int i = 0; i < members; ++i) release(cause);
    }
    /// A member is free again because of `cause`, and takes the next task.
    void release(EventId cause);

  private:
    struct Key {
        int priority;
        Ticket ticket;
        auto operator<=>(const Key&) const = default;
    };
    struct Waiting {
        EventId cause;
        Start start;
    };
    int free_;
    Ticket last_ = 0;
    std::map<Key, Waiting> queue_;
    std::map<Ticket, int> priorities_;
};

}  // namespace firebreak::engine
