// Flows as single calendar entries.
#include "engine/analytic_backend.hpp"

#include <algorithm>
#include <vector>

#include "engine/route.hpp"

namespace firebreak::engine {
namespace {

class AnalyticBackend final : public Backend {
  public:
    explicit AnalyticBackend(const World& world) : world_{world} {
        rack_on_.assign(world.racks.size(), 1);
        connected_.assign(world.sites.size(), 1);
    }

    void run(Calendar& calendar, Instant end) override {
        calendar_ = &calendar;
        calendar.run_until(end);
    }

    void start(const Flow& flow, Ended ended) override {
        const auto route = find_route(world_, flow.from, flow.to);
        const bool possible = route && usable(flow, *route);
        const Ticks duration = possible ? to_ticks(route->latency + flow.size / route->bandwidth) : Ticks{0};
        const std::size_t index = flows_.size();
        flows_.push_back({flow, route.value_or(Route{}), std::move(ended), 0});
        flows_[index].ticket = calendar_->after(duration, Phase::services, [this, index, possible] {
            end(index, possible ? Outcome::done : Outcome::failed);
        });
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
    };

    [[nodiscard]] bool usable(const Flow& flow, const Route& route) const {
        return rack_on_[flow.from] && rack_on_[flow.to] &&
               std::all_of(route.wan.begin(), route.wan.end(), [this](WanLinkId link) {
                   return connected_[world_.wan[link].from] && connected_[world_.wan[link].to];
               });
    }

    void end(std::size_t index, Outcome outcome) {
        if (const Ended ended = std::exchange(flows_[index].ended, nullptr)) ended(outcome);
    }

    void fail_broken() {
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            if (!flows_[i].ended || usable(flows_[i].flow, flows_[i].route)) continue;
            calendar_->cancel(flows_[i].ticket);
            flows_[i].ticket = calendar_->after(Ticks{0}, Phase::services, [this, i] { end(i, Outcome::failed); });
        }
    }

    const World& world_;
    Calendar* calendar_ = nullptr;
    Table<RackId, char> rack_on_;
    Table<SiteId, char> connected_;
    std::vector<Live> flows_;
};

}  // namespace

std::unique_ptr<Backend> make_analytic_backend(const World& world) { return std::make_unique<AnalyticBackend>(world); }

}  // namespace firebreak::engine
