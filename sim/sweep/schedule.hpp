// Which runs of a plan are still to be done. Holds some bits a run, whatever the order they end in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "sweep/plan.hpp"
#include "sweep/store.hpp"

namespace firebreak::sweep {

/// Replications of one point, for one worker.
struct Batch {
    std::size_t point = 0;
    std::vector<int> replications;
};

/// With an interval to reach, a point is looked at after `min` replications and then after each `step`
/// more, always at the first so many replications: the number that it ends with depends on nothing else.
class Schedule {
  public:
    Schedule(const Plan& plan, const Shard& shard);

    /// A run that is over, well or not. `decisive` is the value of the rule's measure, if the run is ok.
    void done(std::size_t point, int replication, std::optional<double> decisive);
    /// A run that was handed out, and has to be handed out again.
    void again(std::size_t point, int replication);
    /// Up to `count` runs of one point that have not been handed out; none where there are none now
    /// (there may be later, when runs that decide are done).
    [[nodiscard]] std::optional<Batch> next(std::size_t count);

    [[nodiscard]] bool finished() const { return done_ == planned_; }
    [[nodiscard]] std::size_t done_count() const { return done_; }
    /// Known so far to be necessary.
    [[nodiscard]] std::size_t planned_count() const { return planned_; }
    /// Points that miss runs, with how many.
    [[nodiscard]] std::vector<std::pair<std::size_t, int>> missing() const;

  private:
    struct PointState {
        std::vector<bool> done;
        int target = 0;                ///< replications 0 to target - 1 are wanted
        int counted = 0;               ///< of these, how many are done
        int handed_out = 0;            ///< replications below this have been handed out, or were done already
        std::vector<double> decisive;  ///< by replication; only while the rule is open
    };
    [[nodiscard]] bool narrow(const PointState& state) const;
    void extend(std::size_t point, PointState& state);

    ReplicationRule rule_;
    double horizon_h_;
    Shard shard_;
    std::vector<PointState> points_;  // of the shard: point index / count
    std::deque<std::pair<std::size_t, int>> again_;
    std::deque<std::size_t> extended_;  // points that got more to do
    std::size_t cursor_ = 0;            // into points_
    std::size_t done_ = 0;
    std::size_t planned_ = 0;
    [[nodiscard]] std::size_t id_of(std::size_t slot) const {
        return slot * static_cast<std::size_t>(shard_.count) + static_cast<std::size_t>(shard_.index - 1);
    }
    [[nodiscard]] PointState& state_of(std::size_t point) {
        return points_.at(point / static_cast<std::size_t>(shard_.count));
    }
    [[nodiscard]] std::optional<Batch> batch_of(std::size_t point, std::size_t count);
};

}  // namespace firebreak::sweep
