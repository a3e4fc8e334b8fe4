// Flows as single calendar entries.
#include "engine/analytic_backend.hpp"

#include <algorithm>
#include <vector>

#include "engine/route.hpp"

namespace firebreak::engine {
namespace {

class AnalyticBackend final : public Backend {
  public:
    explicit AnalyticBackend(const World& world) : world_{world}, lanes_{world} {
        rack_on_.assign(world.racks.size(), 1);
        connected_.assign(world.sites.size(), 1);
    }

    void run(Calendar& calendar, Instant end) override {
        calendar_ = &calendar;
        calendar.run_until(end);
    }

    FlowId start(const Flow& flow, Ended ended) override {
        const auto route = flow.lane.valid() ? find_route(world_, lanes_.all()[flow.lane], flow.rate_max)
                                             : find_route(world_, flow.from, flow.to);
        const bool possible = route && usable(flow, *route);
        const Ticks duration = possible ? to_ticks(route->latency + flow.size / route->bandwidth) : Ticks{0};
        const FlowId id = flows_.size();
        flows_.push_back({flow, route.value_or(Route{}), std::move(ended), 0, calendar_->now(), {}});
        flows_[id].ticket = calendar_->after(duration, Phase::services, [this, id, possible] {
            end(id, possible ? Outcome::done : Outcome::failed);
        });
        return id;
    }

    void cancel(FlowId id) override {
        if (!flows_[id].ended) return;
        flows_[id].left = remaining(id);
        flows_[id].ended = nullptr;
        calendar_->cancel(flows_[id].ticket);
    }

    Bytes remaining(FlowId id) const override {
        const Live& live = flows_[id];
        if (live.left) return *live.left;
        const Seconds moving = seconds_of(calendar_->now() - live.begun) - live.route.latency;
        return Bytes{std::max(0.0, live.flow.size.value() - std::max(0.0, moving.count()) * live.route.bandwidth.value())};
    }

    void set_rack(RackId rack, bool on) override {
        rack_on_[rack] = on;
        if (!on) fail_broken();
    }

    void set_site_connected(SiteId site, bool connected) override {
        connected_[site] = connected;
        if (!connected) fail_broken();
    }

  private:
    struct Live {
        Flow flow;
        Route route;
        Ended ended;
        Calendar::Ticket ticket;
        Instant begun;
        std::optional<Bytes> left;  ///< when it failed or was stopped
    };

    [[nodiscard]] bool usable(const Flow& flow, const Route& route) const {
        const bool ends_on = flow.lane.valid() || (rack_on_[flow.from] && rack_on_[flow.to]);
        return ends_on &&
               std::all_of(route.wan.begin(), route.wan.end(), [this](WanLinkId link) {
                   return connected_[world_.wan[link].from] && connected_[world_.wan[link].to];
               });
    }

    void end(std::size_t index, Outcome outcome) {
        if (outcome == Outcome::failed && !flows_[index].left) flows_[index].left = flows_[index].flow.size;
        if (const Ended ended = std::exchange(flows_[index].ended, nullptr)) ended(outcome);
    }

    void fail_broken() {
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            if (!flows_[i].ended || usable(flows_[i].flow, flows_[i].route)) continue;
            flows_[i].left = remaining(i);
            calendar_->cancel(flows_[i].ticket);
            flows_[i].ticket = calendar_->after(Ticks{0}, Phase::services, [this, i] { end(i, Outcome::failed); });
        }
    }

    const World& world_;
    const Lanes lanes_;
    Calendar* calendar_ = nullptr;
    Table<RackId, char> rack_on_;
    Table<SiteId, char> connected_;
    std::vector<Live> flows_;
};

}  // namespace

std::unique_ptr<Backend> make_analytic_backend(const World& world) { return std::make_unique<AnalyticBackend>(world); }

}  // namespace firebreak::engine
