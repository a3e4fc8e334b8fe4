// What the facility will do by itself, and when: one plan at a time for each purpose and thing.
#pragma once

#include <array>
#include <optional>
#include <queue>
#include <vector>

#include "core/timeline_builder.hpp"

namespace firebreak::facility {

enum class Plan {
    battery_empty,
    generator_ready,
    generator_stop,
    overload_trip,
    trip_reset,
    unit_start,
    row_heats,
    room_hot,
    room_reset
};

/// A calendar of plans. Making a plan replaces the older one for the same thing; plans of one instant come
/// in the order in which they were made.
class Agenda {
  public:
    struct Due {
        Instant at;
        Plan plan{};
        std::uint32_t index = 0;  ///< of the power node, cooling unit, row or room
        ChangeRef cause = 0;
    };

    void make(Plan plan, std::uint32_t index, Instant at, ChangeRef cause) {
        Standing& standing = place(plan, index);
        standing = {++sequence_, cause};
        queue_.push({at, sequence_, plan, index});
    }
    void drop(Plan plan, std::uint32_t index) {
        auto& list = standing_[static_cast<std::size_t>(plan)];
        if (index < list.size()) list[index].sequence = 0;
    }
    [[nodiscard]] bool has(Plan plan, std::uint32_t index) const {
        const auto& list = standing_[static_cast<std::size_t>(plan)];
        return index < list.size() && list[index].sequence != 0;
    }
    /// When the next plan is due; `never` if there is none.
    [[nodiscard]] Instant next_at() {
        while (!queue_.empty() && !stands(queue_.top())) queue_.pop();
        return queue_.empty() ? never : queue_.top().at;
    }
    /// Takes the next plan out, if it is due by `now`.
    std::optional<Due> take(Instant now) {
        if (next_at() > now || queue_.empty()) return std::nullopt;
        const Entry entry = queue_.top();
        queue_.pop();
        Standing& standing = place(entry.plan, entry.index);
        standing.sequence = 0;
        return Due{entry.at, entry.plan, entry.index, standing.cause};
    }

  private:
    struct Standing {
        std::uint32_t sequence = 0;  ///< 0: no plan
        ChangeRef cause = 0;
    };
    struct Entry {
        Instant at;
        std::uint32_t sequence = 0;
        Plan plan{};
        std::uint32_t index = 0;
        bool operator>(const Entry& other) const {
            return at != other.at ? at > other.at : sequence > other.sequence;
        }
    };

    Standing& place(Plan plan, std::uint32_t index) {
        auto& list = standing_[static_cast<std::size_t>(plan)];
        if (index >= list.size()) list.resize(index + 1);
        return list[index];
    }
    [[nodiscard]] bool stands(const Entry& entry) const {
        return standing_[static_cast<std::size_t>(entry.plan)][entry.index].sequence == entry.sequence;
    }

    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
    std::array<std::vector<Standing>, static_cast<std::size_t>(Plan::room_reset) + 1> standing_;
    std::uint32_t sequence_ = 0;
};

}  // namespace firebreak::facility
