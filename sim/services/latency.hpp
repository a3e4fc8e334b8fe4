// How long a user waits for an answer: requests of a function travel its call graph.
#pragma once

#include <string>
#include <vector>

#include "firebreak/random.hpp"
#include "services/queueing.hpp"
#include "services/served_share.hpp"

namespace firebreak::services {

/// Servers of a component that carry traffic at one site.
struct LiveCopy {
    SiteId site;
    double capacity = 0.0;  ///< in full copies, above 0
    bool operator==(const LiveCopy&) const = default;
};

/// Where a component answers now, and how hard it is pressed.
struct Pressure {
    std::vector<LiveCopy> copies;  ///< none: it does not answer
    double utilisation = 0.0;      ///< offered load as a share of the capacity; above 1: overloaded
};

/// One way between two sites; infinite where no route joins them.
using SiteLatencies = Table<SiteId, Table<SiteId, Seconds>>;

/// A visit of a request to a component, made by the visit `caller` of the same request.
struct Call {
    static constexpr std::size_t user = static_cast<std::size_t>(-1);
    ComponentId component;
    std::size_t caller = user;
};

/// The visits of one request of `function`, callers first.
///
/// Users reach the first component that the function needs, which calls the function's other needs; a
/// component calls its own needs. Each is visited once; those without service time are not visited.
[[nodiscard]] std::vector<Call> call_graph(const World& world, FunctionId function);

/// Load that users offer to each component as a share of what it can carry.
///
/// A component with room to spare sees what is served. A full one sees all that its functions ask for and
/// that reaches them: the excess stands in its queue. `served`: of `served_shares` with the same arguments.
[[nodiscard]] Table<ComponentId, double> utilisations(const World& world, const LoadMatrix& loads,
                                                      const Table<ComponentId, Offer>& offers,
                                                      const std::vector<double>& demand,
                                                      const std::vector<double>& served);

/// The queue of requests in front of `component`, which has `capacity` full copies in all.
[[nodiscard]] QueueShape queue_of(const WorldComponent& component, double capacity, double utilisation,
                                  Seconds patience);

/// A sample of requests of one function while nothing changes.
///
/// Model card
///   T = 2 l(entry) + sum over the calls of [2 d(caller's site, site) + W + S + C]
///   l: access latency of the site; d: latency of the route between sites (s); W: wait in the component's
///   queue (`Queue`, with min(servers_per_queue, live servers) servers, waiting_per_server places each and
///   the utilisation of the moment); S ~ Exp(service time); C: commit of a component that writes by majority
///   (`commit_round_trip`; every request counts as a write), else 0. Calls follow each other.
///   Entry: a live copy in proportion to capacity; a call stays at its site where a copy serves there, and
///   goes to the others in proportion to capacity where none does.
///   Source: product-form view of an open queueing network (Jackson 1957): queues independent, each in its
///   own steady state.
///   Valid: capacity and demand change slowly against a request. Leaves out: parallel calls, caches, retries,
///   the network inside a site (10 to 50 us a hop), transfer time of the answer, commits to a standby,
///   components that a function can do without, a full WAN.
///   Worked number: one component of 5 ms with nobody waiting behind 10 ms of access: mean 25 ms.
///   Checked by tests of the way and of the queue (verification rows 32 to 35).
///   Cost: 10,000 requests over four components 35 ms where nobody waits, 80 ms behind a full queue (-O2, one
///   core): five hashed draws a call. A full queue of 4000 places is set up in 0.4 ms, once a component and segment.
///
/// `segment` names the stretch of time. Returns the times of the requests that were answered, in the order
/// of the sample; those turned away, given up or without a route are missing.
[[nodiscard]] std::vector<Seconds> sample_requests(const World& world, FunctionId function,
                                                   const std::vector<Call>& calls,
                                                   const Table<ComponentId, Pressure>& pressures,
                                                   const SiteLatencies& latencies, const Draws& draws,
                                                   const std::string& segment);

/// Quantile by nearest rank, 0 < share <= 1; `times` not empty.
[[nodiscard]] Seconds quantile_of(std::vector<Seconds> times, double share);

}  // namespace firebreak::services
