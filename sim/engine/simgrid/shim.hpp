// The differences between SimGrid 3.32 and 4.x that the backend meets, in one place.
#pragma once

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <simgrid/version.h>  // 4.0: s4u.hpp does not bring it in

#include <string>
#include <vector>

namespace firebreak::engine::shim {

namespace sg4 = simgrid::s4u;
using Hop = sg4::LinkInRoute;
using Direction = sg4::LinkInRoute::Direction;

#if SIMGRID_VERSION >= 40000
inline sg4::NetZone* root_zone(sg4::Engine& engine) { return engine.get_netzone_root(); }
inline sg4::NetZone* add_star(sg4::NetZone* parent, const std::string& name) { return parent->add_netzone_star(name); }
inline sg4::Host* add_host(sg4::NetZone* zone, const std::string& name) { return zone->add_host(name, 1e9); }
inline sg4::SplitDuplexLink* add_duplex(sg4::NetZone* zone, const std::string& name, double bandwidth) {
    return const_cast<sg4::SplitDuplexLink*>(zone->add_split_duplex_link(name, bandwidth));
}
inline simgrid::kernel::routing::NetPoint* add_router(sg4::NetZone* zone, const std::string& name) {
    auto* router = zone->add_router(name);
    zone->set_gateway(router);
    return router;
}
inline void add_uplink(sg4::NetZone* zone, sg4::Host* host, const std::vector<Hop>& hops) {
    zone->add_route(host, nullptr, hops, true);
}
inline void join(sg4::NetZone* root, sg4::NetZone* a, sg4::NetZone* b, simgrid::kernel::routing::NetPoint*,
                 simgrid::kernel::routing::NetPoint*, const std::vector<Hop>& hops) {
    root->add_route(a, b, hops, true);
}
#else
inline sg4::NetZone* root_zone(sg4::Engine&) { return sg4::create_full_zone("root"); }
inline sg4::NetZone* add_star(sg4::NetZone* parent, const std::string& name) {
    return sg4::create_star_zone(name)->set_parent(parent);
}
inline sg4::Host* add_host(sg4::NetZone* zone, const std::string& name) { return zone->create_host(name, 1e9); }
inline sg4::SplitDuplexLink* add_duplex(sg4::NetZone* zone, const std::string& name, double bandwidth) {
    return zone->create_split_duplex_link(name, bandwidth);
}
inline simgrid::kernel::routing::NetPoint* add_router(sg4::NetZone* zone, const std::string& name) {
    return zone->create_router(name);
}
inline void add_uplink(sg4::NetZone* zone, sg4::Host* host, const std::vector<Hop>& hops) {
    zone->add_route(host->get_netpoint(), nullptr, nullptr, nullptr, hops, true);
}
inline void join(sg4::NetZone* root, sg4::NetZone* a, sg4::NetZone* b, simgrid::kernel::routing::NetPoint* gateway_a,
                 simgrid::kernel::routing::NetPoint* gateway_b, const std::vector<Hop>& hops) {
    root->add_route(a->get_netpoint(), b->get_netpoint(), gateway_a, gateway_b, hops, true);
}
#endif

template <class Callback>
void on_comm_completion(Callback callback) {
#if SIMGRID_VERSION >= 33400
    sg4::Comm::on_completion_cb([callback](const sg4::Comm& comm) { callback(&comm, comm.get_state()); });
#else
    sg4::Activity::on_completion_cb([callback](const sg4::Activity& activity) { callback(&activity, activity.get_state()); });
#endif
}

}  // namespace firebreak::engine::shim
