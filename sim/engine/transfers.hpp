// Bulk transfers that a starting copy waits for; tried again when a rack or a link fails them.
#pragma once

#include "engine/backend.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Moves `flow`, trying again each minute after a failure for as long as `wanted` holds, and then
/// calls `done`. A flow without a source, or of no size, is done at once.
inline void transfer(const Stage& stage, Backend& backend, Flow flow, std::function<bool()> wanted, std::function<void()> done) {
    if (!flow.from.valid() || !flow.to.valid() || flow.from == flow.to || flow.size.value() < 1.0) {
        done();
        return;
    }
    backend.start(flow, [&stage, &backend, flow, wanted = std::move(wanted), done = std::move(done)](Backend::Outcome outcome) {
        if (!wanted()) return;
        if (outcome == Backend::Outcome::done) {
            done();
            return;
        }
        stage.calendar.after(std::chrono::minutes{1}, Phase::services, [&stage, &backend, flow, wanted, done] {
            if (wanted()) transfer(stage, backend, flow, wanted, done);
        });
    });
}

}  // namespace firebreak::engine
