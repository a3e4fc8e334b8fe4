// One run: a world, a hazard timeline and luck go in, the log of what happened comes out.
#pragma once

#include "engine/backend.hpp"
#include "firebreak/observation.hpp"
#include "firebreak/random.hpp"
#include "firebreak/timeline.hpp"

namespace firebreak::engine {

/// What is observed besides; it changes nothing of what happens.
enum class Sampling { none, latency };

/// Plays `timeline` on `world` from `lead_time` before ignition to the horizon: servers, services and
/// people react, flows move on `backend`. The same arguments give the same log, bit for bit.
[[nodiscard]] ObservationLog execute(const World& world, const HazardTimeline& timeline, const Draws& draws,
                                     Backend& backend, Sampling sampling = Sampling::none);

}  // namespace firebreak::engine
