// Progressive filling over functions and components.
#include "services/served_share.hpp"

#include <algorithm>

namespace firebreak::services {
namespace {

class Filling {
  public:
    Filling(const World& world, const LoadMatrix& loads, const Table<ComponentId, Offer>& offers,
            const std::vector<double>& demand)
        : loads_{loads}, demand_{demand}, served_(demand.size(), 0.0), limit_(demand.size(), 1.0),
          rising_(demand.size(), 1) {
        for (const Offer& offer : offers) room_.add(offer.capacity);
        for (const FunctionId f : world.functions.keys()) {
            for (const ComponentId c : world.functions[f].needs) {
                limit_[f.value] = std::min(limit_[f.value], offers[c].capacity > 0.0 ? offers[c].reach : 0.0);
            }
        }
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
    std::vector<double> limit_;
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

std::vector<double> served_shares(const World& world, const LoadMatrix& loads,
                                  const Table<ComponentId, Offer>& offers, const std::vector<double>& demand) {
    std::vector<double> served = Filling{world, loads, offers, demand}.run();
    for (const FunctionId f : world.functions.keys()) {
        for (const WorldSoftNeed& need : world.functions[f].degraded_without) {
            const double without = need.served_without.value();
            const double present = offers[need.component].capacity > 0.0 ? offers[need.component].reach : 0.0;
            served[f.value] *= without + (1.0 - without) * present;
        }
    }
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
    for (std::size_t hour = 0; hour < 24; ++hour) {
        std::vector<double> demand;
        for (const WorldFunction& function : world.functions) demand.push_back(function.hourly_demand.at(hour));
        const std::vector<double> served = served_shares(world, loads, offers, demand);
        for (const FunctionId id : world.functions.keys()) {
            const bool known = std::find(overloaded.begin(), overloaded.end(), id) != overloaded.end();
            if (served[id.value] < 0.99 && !known) overloaded.push_back(id);
        }
    }
    return overloaded;
}

}  // namespace firebreak::services
