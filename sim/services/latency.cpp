// Call graphs, loads, and requests drawn by name: one more sample, component or stretch moves no other draw.
#include "services/latency.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "services/quorum.hpp"

namespace firebreak::services {
namespace {

class CallGraph {
  public:
    explicit CallGraph(const World& world) : world_{world} { seen_.assign(world.components.size(), 0); }

    void add(ComponentId component, std::size_t caller) {
        if (seen_[component] || world_.components[component].service_time.count() <= 0.0) return;
        seen_[component] = 1;
        const std::size_t self = calls_.size();
        calls_.push_back({component, caller});
        for (const ComponentId need : world_.components[component].needs) add(need, self);
    }
    [[nodiscard]] bool empty() const { return calls_.empty(); }
    [[nodiscard]] std::vector<Call> take() { return std::move(calls_); }

  private:
    const World& world_;
    Table<ComponentId, char> seen_;
    std::vector<Call> calls_;
};

/// What the missing soft needs leave; they take users away without taking load off the hard needs.
double soft_share(const WorldFunction& function, const Table<ComponentId, Offer>& offers) {
    double share = 1.0;
    for (const WorldSoftNeed& need : function.degraded_without) {
        const Offer& offer = offers[need.component];
        const double without = need.served_without.value();
        share *= without + (1.0 - without) * (offer.capacity > 0.0 ? offer.reach : 0.0);
    }
    return share;
}

/// Share of the users of a function whose traffic arrives at live copies of all it needs.
double reach_of(const WorldFunction& function, const Table<ComponentId, Offer>& offers) {
    double reach = 1.0;
    for (const ComponentId c : function.needs) {
        reach = std::min(reach, offers[c].capacity > 0.0 ? offers[c].reach : 0.0);
    }
    return reach;
}

/// One request of a function after the other.
class Traveller {
  public:
    Traveller(const World& world, FunctionId function, const std::vector<Call>& calls,
              const Table<ComponentId, Pressure>& pressures, const SiteLatencies& latencies,
              const Draws& draws, const std::string& segment)
        : world_{world}, calls_{calls}, pressures_{pressures}, latencies_{latencies}, draws_{draws} {
        for (const Call& call : calls) {
            const WorldComponent& component = world.components[call.component];
            double capacity = 0.0;
            for (const LiveCopy& copy : pressures[call.component].copies) capacity += copy.capacity;
            queues_.emplace_back(
                queue_of(component, capacity, pressures[call.component].utilisation, world.latency.patience));
            names_.push_back(world.functions[function].name + '>' + component.name + '@' + segment);
        }
    }

    std::optional<Seconds> request(std::uint32_t sample) {
        std::vector<SiteId> sites;
        Seconds total{0.0};
        for (std::size_t i = 0; i < calls_.size(); ++i) {
            const SiteId from = calls_[i].caller == Call::user ? SiteId{} : sites[calls_[i].caller];
            const SiteId site = choose(i, from, sample);
            if (!site.valid()) return std::nullopt;
            sites.push_back(site);
            const Queue::Visit visit = queues_[i].visit({.place = draw("latency.place", i, sample),
                                                         .wait = draw("latency.wait", i, sample),
                                                         .patience = draw("latency.patience", i, sample)});
            if (visit.outcome != Queue::Outcome::answered) return std::nullopt;
            const double mean = world_.components[calls_[i].component].service_time.count();
            const Distribution service{Shape::exponential, mean, 0.0, 0.0};
            total += 2.0 * distance(from, site) + visit.wait + commit(calls_[i].component, site);
            total += Seconds{quantile(service, draw("latency.service", i, sample))};
        }
        return total;
    }

  private:
    double draw(const char* purpose, std::size_t call, std::uint32_t sample) const {
        return draws_.uniform(purpose, names_[call], sample);
    }

    /// One way; from nowhere: from the user.
    Seconds distance(SiteId from, SiteId to) const {
        return from.valid() ? latencies_[from][to] : world_.sites[to].access_latency;
    }

    /// What a request to a component that writes by majority waits for the other copies; without a majority it
    /// does not serve, and nobody comes here.
    Seconds commit(ComponentId id, SiteId leader) const {
        const WorldComponent& component = world_.components[id];
        if (component.replication != Replication::quorum || component.write_rate.value() <= 0.0) return Seconds{0.0};
        std::vector<Seconds> followers;
        for (const LiveCopy& copy : pressures_[id].copies) {
            if (copy.site != leader) followers.push_back(2.0 * latencies_[leader][copy.site]);
        }
        return commit_round_trip(std::move(followers), component.replicas.size()).value_or(Seconds{0.0});
    }

    SiteId choose(std::size_t call, SiteId from, std::uint32_t sample) const {
        double reachable = 0.0;
        SiteId last;
        const std::vector<LiveCopy>& copies = pressures_[calls_[call].component].copies;
        for (const LiveCopy& copy : copies) {
            if (copy.site == from) return from;
            if (!std::isfinite(distance(from, copy.site).count())) continue;
            reachable += copy.capacity;
            last = copy.site;
        }
        double left = reachable * draw("latency.copy", call, sample);
        for (const LiveCopy& copy : copies) {
            if (!std::isfinite(distance(from, copy.site).count())) continue;
            left -= copy.capacity;
            if (left < 0.0) return copy.site;
        }
        return last;
    }

    const World& world_;
    const std::vector<Call>& calls_;
    const Table<ComponentId, Pressure>& pressures_;
    const SiteLatencies& latencies_;
    const Draws& draws_;
    std::vector<Queue> queues_;
    std::vector<std::string> names_;
};

}  // namespace

std::vector<Call> call_graph(const World& world, FunctionId function) {
    CallGraph graph{world};
    for (const ComponentId need : world.functions[function].needs)
        graph.add(need, graph.empty() ? Call::user : 0);
    return graph.take();
}

Table<ComponentId, double> utilisations(const World& world, const LoadMatrix& loads,
                                        const Table<ComponentId, Offer>& offers,
                                        const std::vector<double>& demand,
                                        const std::vector<double>& served) {
    Table<ComponentId, double> carried, asked;
    carried.assign(world.components.size(), 0.0);
    asked.assign(world.components.size(), 0.0);
    for (const FunctionId f : world.functions.keys()) {
        const WorldFunction& function = world.functions[f];
        const double soft = soft_share(function, offers);
        const double hard = soft > 0.0 ? std::min(1.0, served[f.value] / soft) : 0.0;
        const double reach = reach_of(function, offers);
        for (const auto& entry : loads.of_function[f.value]) {
            carried[entry.component] += entry.load * demand[f.value] * hard;
            asked[entry.component] += entry.load * demand[f.value] * reach;
        }
    }
    Table<ComponentId, double> result;
    for (const ComponentId c : world.components.keys()) {
        const double capacity = offers[c].capacity;
        constexpr double full = 1.0 - 1e-9;
        const double load = carried[c] >= capacity * full ? std::max(carried[c], asked[c]) : carried[c];
        result.add(capacity > 0.0 ? load / capacity : 0.0);
    }
    return result;
}

QueueShape queue_of(const WorldComponent& component, double capacity, double utilisation, Seconds patience) {
    const double live = std::max(1.0, std::floor(component.servers * capacity + 0.5));
    const int servers = static_cast<int>(std::min<double>(component.servers_per_queue, live));
    return {.servers = servers,
            .offered = utilisation * servers,
            .service = component.service_time,
            .places = servers * component.waiting_per_server,
            .patience = patience};
}

std::vector<Seconds> sample_requests(const World& world, FunctionId function, const std::vector<Call>& calls,
                                     const Table<ComponentId, Pressure>& pressures,
                                     const SiteLatencies& latencies, const Draws& draws,
                                     const std::string& segment) {
    Traveller traveller{world, function, calls, pressures, latencies, draws, segment};
    std::vector<Seconds> times;
    for (int i = 0; i < world.latency.samples_per_segment; ++i) {
        if (const auto time = traveller.request(static_cast<std::uint32_t>(i))) times.push_back(*time);
    }
    return times;
}

Seconds quantile_of(std::vector<Seconds> times, double share) {
    FIREBREAK_ASSERT(!times.empty() && share > 0.0 && share <= 1.0, "a quantile of a sample");
    const double rank = std::ceil(share * static_cast<double>(times.size()) - 1e-9);
    const auto at = times.begin() + static_cast<std::ptrdiff_t>(std::max(rank, 1.0)) - 1;
    std::nth_element(times.begin(), at, times.end());
    return *at;
}

}  // namespace firebreak::services
