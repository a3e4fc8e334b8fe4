// Four steps from cold to warm.
#include "engine/warm_ups.hpp"

#include <algorithm>

namespace firebreak::engine {
namespace {

constexpr int steps = 4;

}  // namespace

WarmUps::WarmUps(const Stage& stage, const PlatformState& platform, Changed changed)
    : stage_{stage}, platform_{platform}, changed_{std::move(changed)} {
    copies_.assign(stage.world.replicas.size(), Copy{});
    Copy none;
    none.running = false;
    rebuilt_.assign(stage.world.components.size(), none);
    last_.assign(stage.world.components.size(), EventId{});
}

void WarmUps::poke() {
    const auto look = [this](Copy& copy, bool running, ComponentId component) {
        if (running == copy.running) return;
        copy.running = running;
        ++copy.epoch;
        copy.warmth = 1.0;
        const WorldComponent& described = stage_.world.components[component];
        if (running && described.warm_up > Ticks{0} && described.cold_capacity.value() < 1.0)
            started(copy, component);
    };
    for (const ReplicaId id : copies_.keys())
        look(copies_[id], platform_.started(id), stage_.world.replicas[id].component);
    for (const ComponentId id : rebuilt_.keys()) look(rebuilt_[id], platform_.rebuilt(id), id);
}

void WarmUps::started(Copy& copy, ComponentId component) {
    last_[component] = platform_.last_change(component);
    step(copy, component, 0, copy.epoch);
}

void WarmUps::step(Copy& copy, ComponentId component, int number, std::uint32_t epoch) {
    if (copy.epoch != epoch) return;
    const WorldComponent& described = stage_.world.components[component];
    const double cold = described.cold_capacity.value();
    const bool warm = number == steps;
    copy.warmth = warm ? 1.0 : cold + (1.0 - cold) * (2 * number + 1) / (2.0 * steps);
    last_[component] = stage_.recorder.record(
        entity(EntityKind::component, component), number == 0 ? State::serving : State::warming,
        warm ? State::warm : State::warming, last_[component], copy.warmth);
    if (number > 0) changed_();
    if (warm) return;
    // The tables never grow: a reference to a copy stays good.
    stage_.calendar.after(described.warm_up / steps, Phase::measure, [this, &copy, component, number, epoch] {
        step(copy, component, number + 1, epoch);
    });
}

services::Offer WarmUps::offer(ComponentId component) const {
    services::Offer offer = platform_.offer(component);
    if (stage_.world.components[component].warm_up == Ticks{0}) return offer;
    for (const ReplicaId id : stage_.world.components[component].replicas) {
        if (platform_.serving(id)) offer.capacity -= (1.0 - copies_[id].warmth) * platform_.capacity(id);
    }
    if (platform_.rebuilt(component)) offer.capacity -= 1.0 - rebuilt_[component].warmth;
    offer.capacity = std::max(0.0, offer.capacity);
    return offer;
}

}  // namespace firebreak::engine
