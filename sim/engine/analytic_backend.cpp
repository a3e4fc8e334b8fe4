// Flows as single calendar entries, put off or brought forward when their rate changes.
#include "engine/analytic_backend.hpp"

#include <algorithm>
#include <vector>

#include "engine/route.hpp"
#include "engine/uplinks.hpp"

namespace firebreak::engine {
namespace {

class AnalyticBackend final : public Backend {
  public:
    explicit AnalyticBackend(const World& world) : world_{world}, ports_{world}, uplinks_{world, ports_} {
        connected_.assign(world.sites.size(), 1);
    }

    const Ports& ports() const override { return ports_; }

    void run(Calendar& calendar, Instant end) override {
        calendar_ = &calendar;
        calendar.run_until(end);
    }

    FlowId start(const Flow& flow, Ended ended) override {
        const FlowId id = flows_.size();
        auto route = find_route(world_, ports_.all()[flow.from].site, ports_.all()[flow.to].site);
        const Instant begin = calendar_->now() + to_ticks(route ? route->latency : Seconds{0.0});
        flows_.push_back({flow, std::move(route), std::move(ended), 0, begin, flow.size, flow.rate_max, 0.0});
        plan(id);
        return id;
    }

    void set_rate(FlowId id, BytesPerSecond rate) override {
        flows_[id].held_to = rate;
        look_again(id);
    }

    void cancel(FlowId id) override {
        Live& live = flows_[id];
        if (!live.ended) return;
        live.left = remaining(id);
        live.ended = nullptr;
        calendar_->cancel(live.ticket);
    }

    Bytes remaining(FlowId id) const override {
        const Live& live = flows_[id];
        if (!live.ended) return live.left;
        const double moving_s = std::max(0.0, seconds_of(calendar_->now() - live.since).count());
        return Bytes{std::max(0.0, live.left.value() - (live.rate > 0.0 ? moving_s * live.rate : 0.0))};
    }

    void set_rack(RackId rack, bool on) override {
        if (!uplinks_.set_rack(rack, on)) return;
        look_again_where([&](const Flow& flow) {
            const auto& at = uplinks_.ports_at(rack);
            return std::any_of(at.begin(), at.end(), [&](PortId port) { return port == flow.from || port == flow.to; });
        });
    }

    void set_port(PortId port, bool on) override {
        if (!uplinks_.set_port(port, on)) return;
        look_again_where([&](const Flow& flow) { return port == flow.from || port == flow.to; });
    }

    void set_site_connected(SiteId site, bool connected) override {
        connected_[site] = connected;
        if (!connected) look_again_where([](const Flow&) { return true; });
    }

  private:
    struct Live {
        Flow flow;
        std::optional<Route> route;
        Ended ended;
        Calendar::Ticket ticket;
        Instant since;           ///< moving from here on
        Bytes left;              ///< at `since`
        BytesPerSecond held_to;  ///< on a lane
        double rate;             ///< B/s
    };

    /// 0: it cannot move.
    [[nodiscard]] double rate_of(const Live& live) const {
        if (!live.route) return 0.0;
        for (const WanLinkId link : live.route->wan) {
            if (!connected_[world_.wan[link].from] || !connected_[world_.wan[link].to]) return 0.0;
        }
        double rate = std::min(uplinks_.capacity(live.flow.from), uplinks_.capacity(live.flow.to)).value();
        rate = std::min(rate, live.route->bandwidth.value());
        return live.flow.lane.valid() ? std::min(rate, live.held_to.value()) : rate;
    }

    /// Its end as things stand.
    void plan(FlowId id) {
        Live& live = flows_[id];
        live.rate = rate_of(live);
        const bool possible = live.rate > 0.0;
        const Ticks waits = possible ? live.since - calendar_->now() + to_ticks(live.left / BytesPerSecond{live.rate}) : Ticks{0};
        live.ticket = calendar_->after(waits, Phase::services, [this, id, possible] {
            end(id, possible ? Outcome::done : Outcome::failed);
        });
    }

    void look_again(FlowId id) {
        Live& live = flows_[id];
        if (!live.ended || rate_of(live) == live.rate) return;
        live.left = remaining(id);
        live.since = std::max(live.since, calendar_->now());
        calendar_->cancel(live.ticket);
        plan(id);
    }

    template <class Concerned>
    void look_again_where(Concerned concerned) {
        for (FlowId id = 0; id < flows_.size(); ++id) {
            if (flows_[id].ended && concerned(flows_[id].flow)) look_again(id);
        }
    }

    void end(FlowId id, Outcome outcome) {
        if (outcome == Outcome::done) flows_[id].left = Bytes{0.0};
        if (const Ended ended = std::exchange(flows_[id].ended, nullptr)) ended(outcome);
    }

    const World& world_;
    const Ports ports_;
    Uplinks uplinks_;
    Calendar* calendar_ = nullptr;
    Table<SiteId, char> connected_;
    std::vector<Live> flows_;
};

}  // namespace

std::unique_ptr<Backend> make_analytic_backend(const World& world) { return std::make_unique<AnalyticBackend>(world); }

}  // namespace firebreak::engine
