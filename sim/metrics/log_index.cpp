// Ids sorted by entity; a stable sort keeps each entity's in order of time.
#include "metrics/log_index.hpp"

#include <algorithm>

namespace firebreak::metrics {

LogIndex::LogIndex(const ObservationLog& log) : log_{log} {
    by_entity_.resize(log.events.size());
    for (std::uint32_t i = 0; i < by_entity_.size(); ++i) by_entity_[i].value = i;
    std::ranges::stable_sort(by_entity_, {}, [&log](EventId id) { return log.events[id.value].entity; });
}

std::span<const EventId> LogIndex::of(Entity what) const {
    const auto found = std::ranges::equal_range(by_entity_, what, {},
                                                [this](EventId id) { return log_.events[id.value].entity; });
    return {found.begin(), found.end()};
}

std::vector<EventId> Past::events_of(const std::vector<Entity>& entities) const {
    std::vector<EventId> ids;
    for (const Entity what : entities) {
        for (const EventId id : index_.of(what)) {
            if (id < before_ && index_[id].at <= let_in_) ids.push_back(id);
        }
    }
    std::ranges::sort(ids);
    return ids;
}

std::optional<Ready> Past::last(Entity what) const {
    const std::vector<EventId> ids = events_of({what});
    if (ids.empty()) return std::nullopt;
    return Ready{ids.back(), index_[ids.back()].at};
}

}  // namespace firebreak::metrics
