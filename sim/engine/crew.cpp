// Collects what is asked for at one instant, then hands members out.
#include "engine/crew.hpp"

#include <utility>

namespace firebreak::engine {

Crew::Ticket Crew::ask(Request request) {
    const Key key{request.urgency.priority, calendar_.now(), request.urgency.tie, ++last_};
    queue_.emplace(key, std::move(request));
    keys_[key.ticket] = key;
    unanswered_.push_back(key.ticket);
    look();
    return key.ticket;
}

void Crew::withdraw(Ticket ticket) {
    const auto found = keys_.find(ticket);
    if (found == keys_.end()) return;
    queue_.erase(found->second);
    keys_.erase(found);
}

void Crew::release(EventId cause) {
    freed_.push_back({calendar_.now(), cause});
    look();
}

void Crew::look() {
    if (looking_ || queue_.empty()) return;
    looking_ = true;
    calendar_.after(Ticks{0}, Phase::people, [this] { hand_out(); });
}

/// Who has been free for longest.
Crew::Member Crew::next_member() {
    if (untouched_ > 0) {
        --untouched_;
        return {Instant::min(), EventId{}};
    }
    const Member member = freed_.front();
    freed_.pop_front();
    return member;
}

void Crew::hand_out() {
    looking_ = false;
    while (!queue_.empty() && (untouched_ > 0 || !freed_.empty())) {
        const auto first = queue_.begin();
        const Instant asked = first->first.asked;
        const Request request = std::move(first->second);
        keys_.erase(first->first.ticket);
        queue_.erase(first);
        const Member member = next_member();
        EventId cause = request.cause;
        if (member.since > asked) cause = member.cause;
        if (member.since == asked && member.cause.valid() && (!cause.valid() || member.cause > cause)) cause = member.cause;
        request.start(cause);
    }
    for (const Ticket ticket : std::exchange(unanswered_, {})) {
        const auto key = keys_.find(ticket);
        if (key == keys_.end()) continue;
        if (const auto waits = queue_.at(key->second).waits) waits();
    }
}

}  // namespace firebreak::engine
