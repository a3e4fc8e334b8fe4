// Progressive filling over functions and components.
#include "services/served_share.hpp"

#include <algorithm>

namespace firebreak::services {
namespace {

class Filling {
  public:
    Filling(const LoadMatrix& loads, const Table<ComponentId, Offer>& offers, const std::vector<double>& reach,
            const std::vector<double>& demand)
        : loads_{loads}, demand_{demand}, served_(demand.size(), 0.0), limit_{reach}, rising_(demand.size(), 1) {
        for (const Offer& offer : offers) room_.add(offer.capacity);
    }

    std::vector<double> run() {
        double level = 0.0;
        while (std::find(rising_.begin(), rising_.end(), 1) != rising_.end()) {
            const double next = next_stop(level);
            take_room(next - level);
            level = next;
            stop_at(level);
        }
        return served_;
    }

  private:
    /// Load on each component per unit of level, by the functions that still rise.
    Table<ComponentId, double> slopes() const {
        Table<ComponentId, double> slope;
        slope.assign(room_.size(), 0.0);
        for (std::size_t f = 0; f < served_.size(); ++f) {
            if (!rising_[f]) continue;
            for (const auto& entry : loads_.of_function[f]) slope[entry.component] += entry.load * demand_[f];
        }
        return slope;
    }

    double next_stop(double level) const {
        double next = 1.0;
        for (std::size_t f = 0; f < served_.size(); ++f) {
            if (rising_[f]) next = std::min(next, limit_[f]);
        }
        const Table<ComponentId, double> slope = slopes();
        for (const ComponentId c : slope.keys()) {
            if (slope[c] > 0.0) next = std::min(next, level + std::max(0.0, room_[c]) / slope[c]);
        }
        return std::max(next, level);
    }

    void take_room(double rise) {
        const Table<ComponentId, double> slope = slopes();
        for (const ComponentId c : slope.keys()) room_[c] -= rise * slope[c];
    }

    void stop_at(double level) {
        constexpr double full = 1e-12;
        bool stopped = false;
        for (std::size_t f = 0; f < served_.size(); ++f) {
            if (!rising_[f]) continue;
            const auto& entries = loads_.of_function[f];
            const bool blocked = std::any_of(entries.begin(), entries.end(), [&](const LoadMatrix::Entry& entry) {
                return entry.load * demand_[f] > 0.0 && room_[entry.component] <= full;
            });
            if (level < limit_[f] && !blocked) continue;
            const double reached = std::min(level, limit_[f]);
            served_[f] = reached > 1.0 - full ? 1.0 : reached;  // sums of shares miss 1 by a last bit
            rising_[f] = 0;
            stopped = true;
        }
        FIREBREAK_ASSERT(stopped, "each level of the filling stops at least one function");
    }

    const LoadMatrix& loads_;
    const std::vector<double>& demand_;
    std::vector<double> served_;
    const std::vector<double>& limit_;
    std::vector<char> rising_;
    Table<ComponentId, double> room_;
};

}  // namespace

LoadMatrix load_matrix(const World& world) {
    Table<ComponentId, double> users;
    users.assign(world.components.size(), 0.0);
    for (const WorldFunction& function : world.functions) {
        for (const ComponentId c : function.needs) users[c] += function.users_peak;
    }
    LoadMatrix matrix;
    for (const WorldFunction& function : world.functions) {
        auto& entries = matrix.of_function.emplace_back();
        for (const ComponentId c : function.needs) {
            const double share = users[c] > 0.0 ? function.users_peak / users[c] : 0.0;
            entries.push_back({c, world.components[c].peak_utilisation * share});
        }
    }
    return matrix;
}

std::vector<double> reaches(const World& world, const Table<ComponentId, Offer>& offers) {
    std::vector<double> reach(world.functions.size(), 1.0);
    for (const FunctionId f : world.functions.keys()) {
        for (const ComponentId c : world.functions[f].needs) {
            reach[f.value] = std::min(reach[f.value], offers[c].capacity > 0.0 ? offers[c].reach : 0.0);
        }
    }
    return reach;
}

std::vector<double> hard_shares(const World& world, const LoadMatrix& loads, const Table<ComponentId, Offer>& offers,
                                const std::vector<double>& reach, const std::vector<double>& demand) {
    FIREBREAK_ASSERT(reach.size() == world.functions.size() && demand.size() == reach.size(), "one value a function");
    return Filling{loads, offers, reach, demand}.run();
}

double whole_share(const WorldFunction& function, const Table<ComponentId, Offer>& offers) {
    double share = 1.0;
    for (const WorldSoftNeed& need : function.degraded_without) {
        const double without = need.served_without.value();
        const double present = offers[need.component].capacity > 0.0 ? offers[need.component].reach : 0.0;
        share *= without + (1.0 - without) * present;
    }
    return share;
}

std::vector<double> served_shares(const World& world, const LoadMatrix& loads,
                                  const Table<ComponentId, Offer>& offers, const std::vector<double>& demand) {
    const std::vector<double> reach = reaches(world, offers);
    std::vector<double> served = hard_shares(world, loads, offers, reach, demand);
    for (const FunctionId f : world.functions.keys()) served[f.value] *= whole_share(world.functions[f], offers);
    return served;
}

std::vector<FunctionId> overloaded_in_peace(const World& world) {
    Table<ComponentId, Offer> offers;
    for (const WorldComponent& component : world.components) {
        Offer offer{0.0, 1.0};
        for (const ReplicaId id : component.replicas) {
            if (world.replicas[id].role == ReplicaRole::active) offer.capacity += world.replicas[id].capacity_ratio;
        }
        offers.add(offer);
    }
    const LoadMatrix loads = load_matrix(world);
    std::vector<FunctionId> overloaded;
    for (std::size_t hour = 0; hour < 24 * 7; ++hour) {
        std::vector<double> demand;
        for (const WorldFunction& function : world.functions) {
            const double day = function.daily_demand.empty() ? 1.0 : function.daily_demand.at(hour / 24);
            demand.push_back(day * function.hourly_demand.at(hour % 24));
        }
        const std::vector<double> served = served_shares(world, loads, offers, demand);
        for (const FunctionId id : world.functions.keys()) {
            const bool known = std::find(overloaded.begin(), overloaded.end(), id) != overloaded.end();
            if (served[id.value] < 0.99 && !known) overloaded.push_back(id);
        }
    }
    return overloaded;
}

}  // namespace firebreak::services
