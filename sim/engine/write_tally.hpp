// What a copy has written, as a line whose slope changes now and then: how old are its last bytes?
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

#include "firebreak/units.hpp"

namespace firebreak::engine {

class WriteTally {
  public:
    explicit WriteTally(Instant begin) { marks_.push_back({begin, 0.0, 0.0}); }

    /// From `now` on, B/s. Moments do not go back.
    void set_rate(Instant now, double rate) {
        if (rate == marks_.back().rate) return;
        marks_.push_back({now, total(now), rate});
    }
    [[nodiscard]] double rate() const { return marks_.back().rate; }
    /// Bytes since the beginning.
    [[nodiscard]] double total(Instant now) const {
        return marks_.back().bytes + marks_.back().rate * seconds_of(now - marks_.back().since).count();
    }
    /// How long before `until` the first of the last `bytes` before it was written; no longer than the tally.
    [[nodiscard]] Seconds age_of(double bytes, Instant until) const {
        if (bytes <= 0.0) return Seconds{0.0};
        const auto after = std::upper_bound(marks_.begin(), marks_.end(), until,
                                            [](Instant moment, const Mark& mark) { return moment < mark.since; });
        if (after == marks_.begin()) return Seconds{0.0};
        auto mark = std::prev(after);
        const double end = mark->bytes + mark->rate * seconds_of(until - mark->since).count();
        while (mark != marks_.begin() && mark->bytes > end - bytes) --mark;
        const double into_s = mark->rate > 0.0 ? std::max(0.0, end - bytes - mark->bytes) / mark->rate : 0.0;
        return Seconds{seconds_of(until - mark->since).count() - into_s};
    }

  private:
    struct Mark {
        Instant since;
        double bytes;  ///< before `since`
        double rate;   ///< from there on
    };
    std::vector<Mark> marks_;
};

}  // namespace firebreak::engine
