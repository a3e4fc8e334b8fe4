// Hands members out by priority, first come first served within one.
#include "engine/crew.hpp"

namespace firebreak::engine {

Crew::Ticket Crew::ask(int priority, EventId cause, Start start) {
    const Ticket ticket = ++last_;
    if (free_ > 0) {
        --free_;
        start(cause);
        return ticket;
    }
    queue_.emplace(Key{priority, ticket}, Waiting{cause, std::move(start)});
    priorities_[ticket] = priority;
    return ticket;
}

void Crew::withdraw(Ticket ticket) {
    const auto found = priorities_.find(ticket);
    if (found == priorities_.end()) return;
    queue_.erase(Key{found->second, ticket});
    priorities_.erase(found);
}

void Crew::release(EventId cause) {
    if (queue_.empty()) {
        ++free_;
        return;
    }
    const auto first = queue_.begin();
    const Start start = std::move(first->second.start);
    priorities_.erase(first->first.ticket);
    queue_.erase(first);
    start(cause);
}

}  // namespace firebreak::engine
