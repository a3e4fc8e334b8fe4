// SimGrid as player of the calendar (one armed timer) and of flows (started from that timer).
#include "engine/simgrid_backend.hpp"

#include <xbt/log.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <unordered_map>

#include "engine/route.hpp"
#include "engine/simgrid/shim.hpp"
#include "engine/uplinks.hpp"

namespace firebreak::engine {
namespace {

using simgrid::kernel::timer::Timer;
namespace sg4 = simgrid::s4u;

/// A private command line: the user's must not reach SimGrid's own options.
sg4::Engine& make_engine() {
    static char name[] = "firebreak";
    static int argc = 1;
    static char* argv[] = {name, nullptr};
    xbt_log_control_set("root.thres:critical");
    // SimGrid empties its list of timers at exit: the list must be made before what does so.
    Timer::set(0.0, [] {})->remove();
    static sg4::Engine engine{&argc, argv};
    std::signal(SIGINT, SIG_DFL);  // SimGrid installs a handler that prints and exits
    for (const char* setting :
         {"network/model:CM02", "network/latency-factor:1", "network/bandwidth-factor:1", "network/weight-S:0",
          "network/crosstraffic:0", "network/TCP-gamma:1e15", "network/optim:Lazy", "cpu/optim:Lazy",
          "contexts/nthreads:1", "debug/verbose-exit:no"}) {
        sg4::Engine::set_config(setting);
    }
    return engine;
}

class SimgridBackend final : public Backend {
  public:
    explicit SimgridBackend(const World& world)
        : world_{world}, ports_{world}, lanes_{world, ports_}, uplinks_{world, ports_}, engine_{make_engine()} {
        build_platform();
        shim::on_comm_completion([this](const void* activity, sg4::Activity::State state) { completed(activity, state); });
    }

    /// SimGrid complains about a flow that is dropped alive, and would report it once more at its exit.
    ~SimgridBackend() override {
        by_activity_.clear();
        for (const Live& live : flows_) {
            if (live.comm && live.comm->get_state() == sg4::Activity::State::STARTED) live.comm->cancel();
        }
    }

    const Ports& ports() const override { return ports_; }

    void run(Calendar& calendar, Instant end) override {
        calendar_ = &calendar;
        origin_ = calendar.now();
        arm();
        engine_.run_until(date_of(end));
        calendar.run_until(end);
    }

    FlowId start(const Flow& flow, Ended ended) override {
        const FlowId id = flows_.size();
        auto route = find_route(world_, ports_.all()[flow.from].site, ports_.all()[flow.to].site);
        const Ticks latency = route ? to_ticks(route->latency) : Ticks{0};
        flows_.push_back({flow, std::move(route), std::move(ended), nullptr, flow.size, flow.rate_max});
        calendar_->after(latency, Phase::services, [this, id] { send(id); });
        return id;
    }

    void set_rate(FlowId id, BytesPerSecond rate) override {
        Live& live = flows_[id];
        live.held_to = rate;
        if (live.ended && live.comm) hold(live);
    }

    void cancel(FlowId id) override {
        Live& live = flows_[id];
        if (!live.ended) return;
        live.left = remaining(id);
        live.ended = nullptr;
        if (!live.comm) return;
        drop(live);
    }

    Bytes remaining(FlowId id) const override {
        const Live& live = flows_[id];
        const bool moving = live.ended && live.comm && live.comm->get_state() == sg4::Activity::State::STARTED;
        return moving ? Bytes{live.comm->get_remaining()} : live.left;
    }

    void set_rack(RackId rack, bool on) override {
        if (!uplinks_.set_rack(rack, on)) return;
        for (const PortId port : uplinks_.ports_at(rack)) adapt(port, on);
    }

    void set_port(PortId port, bool on) override {
        if (uplinks_.set_port(port, on)) adapt(port, on);
    }

    void set_site_connected(SiteId site, bool connected) override {
        if (!connected) note_progress();
        connected_[site] = connected;
        for (const WanLinkId id : world_.wan.keys()) {
            const WorldWanLink& link = world_.wan[id];
            if (link.from != site && link.to != site) continue;
            const bool on = connected_[link.from] && connected_[link.to];
            for (sg4::Link* half : {links_[id]->get_link_up(), links_[id]->get_link_down()}) {
                if (on) {
                    half->turn_on();
                } else {
                    half->turn_off();
                }
            }
        }
    }

  private:
    struct Live {
        Flow flow;
        std::optional<Route> route;
        Ended ended;
        sg4::CommPtr comm;
        Bytes left;  ///< when it was sent, and when links last went off: SimGrid forgets what a failed flow had sent
        BytesPerSecond held_to;
    };
    /// A host behind a link of its own.
    struct Place {
        sg4::Host* host;
        sg4::SplitDuplexLink* link;
    };
    struct Ending {
        std::size_t index;
        Outcome outcome;
    };

    void build_platform() {
        auto* root = shim::root_zone(engine_);
        Table<SiteId, sg4::NetZone*> zones;
        Table<SiteId, simgrid::kernel::routing::NetPoint*> gateways;
        for (const WorldSite& site : world_.sites) {
            sg4::NetZone* zone = shim::add_star(root, site.name);
            zones.add(zone);
            gateways.add(shim::add_router(zone, site.name + ".gateway"));
        }
        connected_.assign(world_.sites.size(), 1);
        for (const PortId id : ports_.all().keys()) {
            const Port& port = ports_.all()[id];
            auto* host = shim::add_host(zones[port.site], port.name);
            auto* uplink = shim::add_duplex(zones[port.site], port.name + ".uplink", uplinks_.capacity(id).value());
            shim::add_uplink(zones[port.site], host, {{uplink, shim::Direction::UP}});
            places_.add({host, uplink});
        }
        // Where a lane begins: a host behind a link that holds its rate, and behind its port's.
        for (const Lane& lane : lanes_.all()) {
            sg4::NetZone* zone = zones[ports_.all()[lane.from].site];
            auto* head = shim::add_host(zone, lane.name);
            auto* limiter = shim::add_duplex(zone, lane.name + ".limiter", wide);
            shim::add_uplink(zone, head, {{limiter, shim::Direction::UP}, {places_[lane.from].link, shim::Direction::UP}});
            heads_.add({head, limiter});
        }
        for (const WorldWanLink& link : world_.wan) links_.add(shim::add_duplex(root, link.name, link.bandwidth.value()));
        join_sites(root, zones, gateways);
        root->seal();
    }

    void join_sites(sg4::NetZone* root, const Table<SiteId, sg4::NetZone*>& zones,
                    const Table<SiteId, simgrid::kernel::routing::NetPoint*>& gateways) {
        for (const SiteId a : world_.sites.keys()) {
            for (const SiteId b : world_.sites.keys()) {
                const auto path = a < b ? find_wan_path(world_, a, b) : std::nullopt;
                if (!path) continue;
                std::vector<shim::Hop> hops;
                SiteId here = a;
                for (const WanLinkId id : *path) {
                    const bool forward = world_.wan[id].from == here;
                    hops.emplace_back(links_[id], forward ? shim::Direction::UP : shim::Direction::DOWN);
                    here = forward ? world_.wan[id].to : world_.wan[id].from;
                }
                shim::join(root, zones[a], zones[b], gateways[a], gateways[b], hops);
            }
        }
    }

    [[nodiscard]] double date_of(Instant instant) const { return static_cast<double>((instant - origin_).count()) * 1e-6; }
    [[nodiscard]] Instant clock() const { return origin_ + to_ticks(Seconds{sg4::Engine::get_clock()}); }

    /// One timer for the head of the calendar; a stale one finds nothing due and does no harm.
    void arm() {
        const Instant next = calendar_->next();
        if (next == never || (armed_ != never && armed_ <= next)) return;
        armed_ = next;
        Timer::set(date_of(next), [this] { pump(); });
    }

    void pump() {
        armed_ = never;
        calendar_->run_until(std::max(clock(), calendar_->now()));
        arm();
    }

    /// A port has gained or lost the uplink of a rack, or all.
    void adapt(PortId id, bool gained) {
        const Place& place = places_[id];
        const double capacity = uplinks_.capacity(id).value();
        if (capacity <= 0.0) {
            for (const std::size_t index : moving(id)) {
                Live& live = flows_[index];
                live.left = remaining(index);
                if (!live.flow.lane.valid() || live.flow.from != id) continue;
                // The head of a lane is a host of its own, which does not go off.
                drop(live);
                calendar_->after(Ticks{0}, Phase::services, [this, index] { finish(index, Outcome::failed); });
            }
            place.host->turn_off();
            return;
        }
        place.host->turn_on();
        place.link->get_link_up()->set_bandwidth(capacity);
        place.link->get_link_down()->set_bandwidth(capacity);
        if (!gained) return;
        // SimGrid bounds a flow once, when it is sent: to go faster it is sent anew.
        for (const std::size_t index : moving(id)) {
            flows_[index].left = remaining(index);
            drop(flows_[index]);
            send(index);
        }
    }

    /// Flows that move from or to a port, in the order of their start.
    [[nodiscard]] std::vector<std::size_t> moving(PortId port) const {
        std::vector<std::size_t> found;
        for (const auto& [activity, index] : by_activity_) {
            const Flow& flow = flows_[index].flow;
            if (flow.from == port || flow.to == port) found.push_back(index);
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    /// SimGrid may still report a flow that is taken out: it is kept until the end.
    void drop(Live& live) {
        if (!live.comm) return;
        by_activity_.erase(live.comm.get());
        live.comm->cancel();
        dropped_.push_back(std::exchange(live.comm, nullptr));
    }

    /// SimGrid tells a flow that is started over dead hosts or links nothing, or aborts: look first.
    [[nodiscard]] bool possible(const Live& live) const {
        const bool ends_on = uplinks_.capacity(live.flow.from).value() > 0.0 && uplinks_.capacity(live.flow.to).value() > 0.0;
        return live.route && ends_on &&
               std::all_of(live.route->wan.begin(), live.route->wan.end(), [this](WanLinkId link) {
                   return links_[link]->get_link_up()->is_on();
               });
    }

    void send(std::size_t index) {
        Live& live = flows_[index];
        if (!live.ended) return;  // stopped before its first byte arrived
        if (!possible(live)) {
            finish(index, Outcome::failed);
            return;
        }
        const auto size = static_cast<std::uint64_t>(std::max(1.0, std::round(live.left.value())));
        sg4::Host* from = places_[live.flow.from].host;
        if (live.flow.lane.valid()) {
            const Place& head = heads_[live.flow.lane];
            head.link->get_link_up()->set_bandwidth(std::max(1.0, live.flow.rate_max.value()));
            from = head.host;
        }
        live.comm = sg4::Comm::sendto_async(from, places_[live.flow.to].host, size);
        by_activity_[live.comm.get()] = index;
        if (live.flow.lane.valid() && live.held_to != live.flow.rate_max) hold(live);
    }

    /// The bound of a flow on a lane was taken from its highest rate: below it the limiter may go up and down.
    void hold(const Live& live) {
        heads_[live.flow.lane].link->get_link_up()->set_bandwidth(std::max(1.0, live.held_to.value()));
    }

    /// Runs inside the kernel: only notes what ended, and acts from a timer of the same date.
    void completed(const void* activity, sg4::Activity::State state) {
        const auto found = by_activity_.find(activity);
        if (found == by_activity_.end()) return;  // a cancelled flow may report twice
        if (completed_.empty()) Timer::set(sg4::Engine::get_clock(), [this] { report(); });
        completed_.push_back({found->second, state == sg4::Activity::State::FINISHED ? Outcome::done : Outcome::failed});
        by_activity_.erase(found);
    }

    /// Flows that end together are told in the order of their start: SimGrid's own order means nothing.
    void report() {
        std::sort(completed_.begin(), completed_.end(), [](const Ending& a, const Ending& b) { return a.index < b.index; });
        for (const Ending& ending : completed_) {
            flows_[ending.index].comm.reset();
            calendar_->schedule(std::max(clock(), calendar_->now()), Phase::services,
                                [this, ending] { finish(ending.index, ending.outcome); });
        }
        completed_.clear();
        arm();
    }

    void finish(std::size_t index, Outcome outcome) {
        if (outcome == Outcome::done) flows_[index].left = Bytes{0.0};
        if (const Ended ended = std::exchange(flows_[index].ended, nullptr)) ended(outcome);
    }

    void note_progress() {
        for (const auto& [activity, id] : by_activity_) flows_[id].left = remaining(id);
    }

    /// Wider than anything that it stands in a row with, B/s.
    static constexpr double wide = 1e15;

    const World& world_;
    const Ports ports_;
    const Lanes lanes_;
    Uplinks uplinks_;
    sg4::Engine& engine_;
    Calendar* calendar_ = nullptr;
    Instant origin_{};
    Instant armed_ = never;
    Table<PortId, Place> places_;
    Table<LaneId, Place> heads_;
    Table<WanLinkId, sg4::SplitDuplexLink*> links_;
    Table<SiteId, char> connected_;
    std::vector<Live> flows_;
    std::vector<sg4::CommPtr> dropped_;
    std::vector<Ending> completed_;  ///< at this date, not yet told
    std::unordered_map<const void*, std::size_t> by_activity_;
};

}  // namespace

std::unique_ptr<Backend> make_simgrid_backend(const World& world) { return std::make_unique<SimgridBackend>(world); }

std::string simgrid_version() {
    int major = 0, minor = 0, patch = 0;
    sg_version_get(&major, &minor, &patch);
    return "SimGrid " + std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
}

}  // namespace firebreak::engine
