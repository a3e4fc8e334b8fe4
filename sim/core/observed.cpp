// One table of steps; the order among them; truncated draws.
#include "core/observed.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace firebreak {
namespace {

using Pin = std::optional<UncertainDuration> Observed::*;

struct StepFacts {
    Step step;
    std::string_view name;
    std::string_view unit;
    Pin pin;
};

constexpr std::array<StepFacts, 15> facts{{
    {Step::detection, "detection", "_min", &Observed::detection},
    {Step::agent_release, "agent_release", "_min", &Observed::agent_release},
    {Step::feeds_lost, "feeds_lost", "_min", &Observed::feeds_lost},
    {Step::cables_lost, "cables_lost", "_min", &Observed::cables_lost},
    {Step::emergency_call, "emergency_call", "_min", &Observed::emergency_call},
    {Step::brigade_arrival, "brigade_arrival", "_min", &Observed::brigade_arrival},
    {Step::precautionary_shutdown, "precautionary_shutdown", "_h", &Observed::precautionary_shutdown},
    {Step::isolation, "isolation", "_h", &Observed::isolation},
    {Step::controlled, "controlled", "_h", &Observed::controlled},
    {Step::extinguished, "extinguished", "_h", &Observed::extinguished},
    {Step::re_energising, "re_energising", "_h", &Observed::re_energising},
    {Step::supply_repaired, "supply_repaired", "_h", &Observed::supply_repaired},
    {Step::released, "released", "_h", nullptr},
    {Step::noticed, "noticed", "_min", &Observed::noticed},
    {Step::assembled, "assembled", "_min", &Observed::assembled},
}};

const StepFacts& facts_of(Step step) {
    const StepFacts& found = facts[static_cast<std::size_t>(step)];
    FIREBREAK_ASSERT(found.step == step, "the table of steps has the order of their enumeration");
    return found;
}

/// The places of incident, zones and rooms in a pointer, and in a name.
std::string path_of(const KnownStep& known, char sign) {
    std::string text;
    if (!known.subject.empty()) text = (known.step == Step::released ? "rooms" : "zones") + (sign + known.subject + sign);
    return text + std::string{facts_of(known.step).name};
}

/// Whether one step of the incident as a whole leads to another, directly or by what lies between.
bool chained(Step before, Step after, bool gas_ends_it, Order order) {
    constexpr std::array<std::pair<Step, Step>, 10> links{{
        {Step::detection, Step::agent_release},
        {Step::detection, Step::emergency_call},
        {Step::emergency_call, Step::brigade_arrival},
        {Step::detection, Step::isolation},
        {Step::isolation, Step::controlled},
        {Step::controlled, Step::extinguished},
        {Step::extinguished, Step::re_energising},
        {Step::extinguished, Step::supply_repaired},
        {Step::extinguished, Step::released},
        {Step::noticed, Step::assembled},
    }};
    const auto by = [&](Step next) { return next == after || chained(next, after, gas_ends_it, order); };
    if (order == Order::usual && before == Step::brigade_arrival && by(Step::isolation)) return true;
    if (gas_ends_it && before == Step::agent_release && by(Step::controlled)) return true;
    return std::any_of(links.begin(), links.end(), [&](const auto& link) { return link.first == before && by(link.second); });
}

bool has_shutdown(const Observed& observed, const std::string& zone) {
    return std::any_of(observed.zones.begin(), observed.zones.end(),
                       [&](const ObservedZone& each) { return each.id == zone && each.precautionary_shutdown; });
}

/// The share of the distribution that lies below `value`.
double share_below(const Distribution& distribution, double value) {
    double low = 0.0;
    double high = 1.0;
    for (int halvings = 0; halvings < 60; ++halvings) {
        const double middle = 0.5 * (low + high);
        if (middle <= 0.0 || middle >= 1.0) break;
        (quantile(distribution, middle) < value ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// What may be written ends here, and so does what is drawn of it (as in `Draws::duration`).
constexpr Seconds longest_drawn = Hours{1e5};

/// One draw of what lies between `low` and `high`.
double truncated(const Distribution& distribution, double low, double high, double u) {
    if (distribution.shape == Shape::constant) return distribution.first;
    const UncertainDuration all{distribution};
    if (low <= earliest(all).count() && high >= latest(all).count())
        return std::min(quantile(distribution, u), longest_drawn.count());
    const double from = share_below(distribution, low);
    const double to = share_below(distribution, high);
    const double inside = std::clamp(from + u * (to - from), 0x1p-54, 1.0 - 0x1p-53);
    return std::min(std::clamp(quantile(distribution, inside), low, std::max(low, high)), longest_drawn.count());
}

}  // namespace

std::string KnownStep::name() const {
    return path_of(*this, '.');
}

std::string KnownStep::pointer() const {
    return path_of(*this, '/') + std::string{facts_of(step).unit};
}

std::vector<KnownStep> known_steps(const Observed& observed) {
    std::vector<KnownStep> known;
    for (const StepFacts& each : facts) {
        if (each.pin != nullptr && observed.*each.pin) known.push_back({each.step, "", *(observed.*each.pin)});
        for (const ObservedZone& zone : observed.zones) {
            const auto& time = each.step == Step::precautionary_shutdown ? zone.precautionary_shutdown : zone.re_energising;
            const bool of_zone = each.step == Step::precautionary_shutdown || each.step == Step::re_energising;
            if (of_zone && time) known.push_back({each.step, zone.id, *time});
        }
        for (const ObservedRoom& room : observed.rooms) {
            if (each.step == Step::released && room.released) known.push_back({each.step, room.id, *room.released});
        }
    }
    return known;
}

bool leads_to(const KnownStep& before, const KnownStep& after, const Observed& observed, std::string_view origin, Order order) {
    const bool gas = observed.agent_extinguishes.value_or(false);
    const auto chained = [&](Step from, Step to) { return firebreak::chained(from, to, gas, order); };
    if (before.step == Step::precautionary_shutdown) {
        const bool same = before.subject == after.subject || before.subject.empty() || after.subject.empty();
        return after.step == Step::re_energising && same;
    }
    if (!before.subject.empty()) return false;
    if (after.step == Step::re_energising && !after.subject.empty()) {
        // A zone may be back before the fire is out elsewhere; it only has to be cut first.
        const bool cut_by_operator = observed.precautionary_shutdown || has_shutdown(observed, after.subject);
        return !cut_by_operator && (before.step == Step::isolation || chained(before.step, Step::isolation));
    }
    if (after.step == Step::released && after.subject != origin) {
        return before.step == Step::controlled || chained(before.step, Step::controlled);
    }
    return chained(before.step, after.step);
}

Seconds earliest(const UncertainDuration& time) {
    const Distribution& d = time.in_seconds;
    const bool has_end = d.shape == Shape::constant || d.shape == Shape::uniform || d.shape == Shape::triangular || d.shape == Shape::log_uniform;
    return Seconds{has_end ? d.first : 0.0};
}

Seconds latest(const UncertainDuration& time) {
    const Distribution& d = time.in_seconds;
    switch (d.shape) {
        case Shape::constant: return Seconds{d.first};
        case Shape::uniform:
        case Shape::log_uniform: return Seconds{d.second};
        case Shape::triangular: return Seconds{d.third};
        case Shape::beta: return Seconds{1.0};
        default: return Seconds{std::numeric_limits<double>::infinity()};
    }
}

ObservedTimes::ObservedTimes(const World& world, const Draws& draws)
    : steps_{known_steps(world.observed)}, observed_{world.observed} {
    if (world.ignition_room) {
        const WorldRoom& room = world.rooms[*world.ignition_room];
        site_ = world.sites[room.site].name + '/';
        origin_ = room.name.substr(site_.size());
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        double low = 0.0;
        double high = std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < steps_.size(); ++k) {
            if (k < i && leads_to(steps_[k], steps_[i], observed_, origin_)) low = std::max(low, seconds_of(at_[k].time_since_epoch()).count());
            if (k > i && leads_to(steps_[i], steps_[k], observed_, origin_)) high = std::min(high, latest(steps_[k].time).count());
        }
        const double u = draws.uniform("observed", steps_[i].name());
        at_.push_back(ignition_instant + to_ticks(Seconds{truncated(steps_[i].time.in_seconds, low, high, u)}));
    }
}

std::optional<Instant> ObservedTimes::at(Step step, std::string_view subject) const {
    if (!subject.empty() && !subject.starts_with(site_)) return std::nullopt;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const bool same = subject.empty() ? steps_[i].subject.empty() : steps_[i].subject == subject.substr(site_.size());
        if (steps_[i].step == step && same) return at_[i];
    }
    return std::nullopt;
}

Instant ObservedTimes::within(Step step, Instant computed) const {
    const KnownStep here{step, "", {}};
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (leads_to(steps_[i], here, observed_, origin_, Order::usual)) computed = std::max(computed, at_[i]);
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (leads_to(here, steps_[i], observed_, origin_, Order::usual)) computed = std::min(computed, at_[i]);
    }
    return computed;
}

}  // namespace firebreak
