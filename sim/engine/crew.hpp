// Responders of one skill: a counted resource with a queue by urgency.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <vector>

#include "engine/stage.hpp"
#include "engine/weighing.hpp"

namespace firebreak::engine {

/// Nobody is handed out before everything that asks at an instant has asked: then free members go to the most urgent
/// requests, by priority, time of asking and tie.
class Crew {
  public:
    /// Called when a member takes the task; `cause` is what it waited for last: the request itself,
    /// or the event that freed the member.
    using Start = std::function<void(EventId cause)>;
    using Ticket = std::uint64_t;
    struct Request {
        Urgency urgency;
        EventId cause;
        Start start;
        std::function<void()> waits{};  ///< called once if nobody was free at the instant of asking
    };

    Crew(Calendar& calendar, int size) : calendar_{calendar}, untouched_{size} {}

    /// Asks for one member. `start` is called later at this instant at the earliest.
    Ticket ask(Request request);
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
        Instant asked;
        int tie;
        Ticket ticket;
        auto operator<=>(const Key&) const = default;
    };
    struct Member {
        Instant since;
        EventId cause;
    };

    void look();
    void hand_out();
    Member next_member();

    Calendar& calendar_;
    int untouched_;  ///< members who have not worked yet
    std::deque<Member> freed_;
    Ticket last_ = 0;
    std::map<Key, Request> queue_;
    std::map<Ticket, Key> keys_;
    std::vector<Ticket> unanswered_;  ///< asked since members were handed out last
    bool looking_ = false;
};

}  // namespace firebreak::engine
