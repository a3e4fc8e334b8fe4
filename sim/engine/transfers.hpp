// Bulk transfers that a starting copy waits for; tried again when a rack or a link fails them.
#pragma once

#include <functional>
#include <utility>

#include "engine/backend.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

class Transfers {
  public:
    using Wanted = std::function<bool()>;
    using Done = std::function<void()>;

    /// `moved` is called after each end of a transfer: others have more bandwidth from then on.
    Transfers(const Stage& stage, Backend& backend, std::function<void()> moved)
        : stage_{stage}, backend_{backend}, lanes_{stage.world}, moved_{std::move(moved)} {}

    /// Moves `flow`, trying again each minute after a failure for as long as `wanted` holds, and then
    /// calls `done`. A flow without a source, or of no size, is done at once.
    void move(const Flow& flow, Wanted wanted, Done done) {
        const bool nowhere =
            !flow.lane.valid() && (!flow.from.valid() || !flow.to.valid() || flow.from == flow.to);
        if (nowhere || flow.size.value() < 1.0) {
            done();
            return;
        }
        backend_.start(
            flow, [this, flow, wanted = std::move(wanted), done = std::move(done)](Backend::Outcome outcome) {
                moved_();
                if (!wanted()) return;
                if (outcome == Backend::Outcome::done) {
                    done();
                    return;
                }
                stage_.calendar.after(std::chrono::minutes{1}, Phase::services, [this, flow, wanted, done] {
                    if (wanted()) move(flow, wanted, done);
                });
            });
    }

    [[nodiscard]] const Lanes& lanes() const { return lanes_; }

  private:
    const Stage& stage_;
    Backend& backend_;
    const Lanes lanes_;
    std::function<void()> moved_;
};

}  // namespace firebreak::engine
