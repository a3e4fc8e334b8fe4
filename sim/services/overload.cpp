// Iterates the state of swamped components from the failures before, until it repeats.
#include "services/overload.hpp"

#include <algorithm>

#include "services/retries.hpp"

namespace firebreak::services {
namespace {

constexpr double tiny = 1e-9;

class Overload {
  public:
    Overload(const World& world, const LoadMatrix& loads, const Table<ComponentId, Offer>& offers,
             const Offered& offered, Resent resent)
        : world_{world},
          loads_{loads},
          offers_{offers},
          offered_{offered},
          resent_{resent},
          reach_{reaches(world, offers)} {
        const auto resends = [](double rate) { return rate > 0.0; };
        any_resent_ = std::any_of(offered.resent.begin(), offered.resent.end(), resends);
    }

    Carried run(const std::vector<double>& failing_before) {
        Carried now;
        now.swamped.assign(world_.components.size(), 0);
        if (!can_be_swamped()) {
            fill(now);
            return now;
        }
        now.failing = failing_before;
        // A cycle of states, as when one function's loss frees another: the worse state is taken then.
        const std::size_t rounds = 4 + 2 * world_.components.size();
        for (std::size_t round = 0;; ++round) {
            const Table<ComponentId, char> before = now.swamped;
            mark(now, round >= rounds / 2);
            const bool same = std::equal(before.begin(), before.end(), now.swamped.begin());
            if (same && round > 0) return now;
            fill(now);
        }
    }

  private:
    [[nodiscard]] bool can_be_swamped() const {
        return std::any_of(
            world_.components.begin(), world_.components.end(),
            [](const WorldComponent& component) { return component.overload_goodput.value() < 1.0; });
    }

    void mark(Carried& now, bool only_more) const {
        Table<ComponentId, double> tries;
        tries.assign(world_.components.size(), 0.0);
        for (const FunctionId f : world_.functions.keys()) {
            const std::size_t i = f.value;
            const double repeated = offered_.fresh[i] * amplification(world_.functions[f], now.failing[i]);
            // What comes last is let in as far as there is room, and swamps nothing.
            const double arriving =
                reach_[i] * (repeated + (resent_ == Resent::competes ? offered_.resent[i] : 0.0));
            for (const auto& entry : loads_.of_function[i]) tries[entry.component] += entry.load * arriving;
        }
        for (const ComponentId c : world_.components.keys()) {
            const bool fragile =
                world_.components[c].overload_goodput.value() < 1.0 && offers_[c].capacity > 0.0;
            const bool swamped = fragile && tries[c] > offers_[c].capacity * (1.0 + tiny);
            now.swamped[c] = swamped || (only_more && now.swamped[c]) ? 1 : 0;
        }
    }

    void fill(Carried& now) const {
        Table<ComponentId, Offer> room = offers_;
        for (const ComponentId c : room.keys()) {
            if (now.swamped[c]) room[c].capacity *= world_.components[c].overload_goodput.value();
        }
        std::vector<double> demand = offered_.fresh;
        const bool together = any_resent_ && resent_ == Resent::competes;
        for (std::size_t i = 0; together && i < demand.size(); ++i) demand[i] += offered_.resent[i];
        now.fresh = hard_shares(world_, loads_, room, reach_, demand);
        now.resent = now.fresh;
        if (any_resent_ && !together) {
            take(room, demand, now.fresh);
            now.resent = hard_shares(world_, loads_, room, reach_, offered_.resent);
        }
        now.failing.resize(demand.size());
        for (std::size_t i = 0; i < demand.size(); ++i) {
            now.failing[i] = reach_[i] > 0.0 ? std::max(0.0, 1.0 - now.fresh[i] / reach_[i]) : 1.0;
        }
    }

    void take(Table<ComponentId, Offer>& room, const std::vector<double>& demand,
              const std::vector<double>& share) const {
        for (std::size_t i = 0; i < demand.size(); ++i) {
            for (const auto& entry : loads_.of_function[i]) {
                double& left = room[entry.component].capacity;
                left = std::max(0.0, left - entry.load * demand[i] * share[i]);
            }
        }
    }

    const World& world_;
    const LoadMatrix& loads_;
    const Table<ComponentId, Offer>& offers_;
    const Offered& offered_;
    Resent resent_;
    std::vector<double> reach_;
    bool any_resent_ = false;
};

}  // namespace

Carried carry(const World& world, const LoadMatrix& loads, const Table<ComponentId, Offer>& offers,
              const Offered& offered, const std::vector<double>& failing_before, Resent resent) {
    return Overload{world, loads, offers, offered, resent}.run(failing_before);
}

}  // namespace firebreak::services
