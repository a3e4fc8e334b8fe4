// Random small worlds with everything in them, from a string of bytes: short strings give simple worlds,
// so that a failing case shrinks to what matters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "world_fixture.hpp"

namespace firebreak::test {

/// Choices, one byte each; those past the end are the simplest.
class Genes {
  public:
    explicit Genes(std::vector<std::uint8_t> bytes) : bytes_{std::move(bytes)} {}
    /// Between `low` and `high`, both included; `low` is the simplest.
    int number(int low, int high) {
        const int byte = next_ < bytes_.size() ? bytes_[next_++] : 0;
        return low + byte % (high - low + 1);
    }
    bool yes() { return number(0, 1) == 1; }
    template <class T>
    T one_of(const std::vector<T>& list) {
        return list[number(0, static_cast<int>(list.size()) - 1)];
    }

  private:
    std::vector<std::uint8_t> bytes_;
    std::size_t next_ = 0;
};

/// Durations with spread, so that replications differ.
inline Parameters spread_parameters() {
    Parameters p = constant_parameters();
    // Burnt boards are replaced within hours, or spare parts would decide every run and hide the rest.
    p.restoration.damaged_supply_repair = always(Hours{4.0});
    for (UncertainDuration* d : {&p.fire.verify_and_call,
                                 &p.fire.water_decision,
                                 &p.fire.power_off_by_hand,
                                 &p.fire.knock_down,
                                 &p.fire.burn_out_battery,
                                 &p.fire.burn_out_other,
                                 &p.restoration.clearance,
                                 &p.restoration.step,
                                 &p.restoration.damaged_supply_repair,
                                 &p.servers.boot,
                                 &p.servers.hands_per_server,
                                 &p.recovery.failover_with_tool,
                                 &p.recovery.by_hand_with_runbook,
                                 &p.recovery.by_hand_without_runbook,
                                 &p.recovery.automated_start,
                                 &p.recovery.crash_recovery,
                                 &p.people.notice,
                                 &p.people.assemble,
                                 &p.people.decide_undrilled}) {
        *d = around(Seconds{d->in_seconds.first}, 0.5);
    }
    p.servers.non_return = {{Shape::beta, 2.0, 60.0, 0.0}};
    p.servers.fully_checked = {{Shape::uniform, 0.02, 0.1, 0.0}};
    p.servers.outlet_delay = always(Seconds{1.0});
    p.servers.stock = Ratio{0.2};
    p.servers.order_delivery = around(Hours{60.0}, 0.5);
    p.suppression.agent_stops_battery_fire = Probability{0.2};
    p.suppression.agent_stops_other_fire = Probability{0.5};
    return p;
}

/// One to three sites of one or two halls behind one or two power paths; one to five components with
/// copies on rows of their own; one to three functions; a fire in the first site, if `burns`.
class RandomWorld {
  public:
    explicit RandomWorld(std::vector<std::uint8_t> bytes, bool burns = true) : genes_{std::move(bytes)} {
        build_.world.parameters = spread_parameters();
        build_.world.horizon = to_ticks(Hours{200.0});
        const int sites = genes_.number(1, 3);
        for (int i = 0; i < sites; ++i) add_site(i);
        for (int i = 1; i < sites; ++i)
            build_.link(sites_[0], sites_[i], gbps(genes_.number(1, 10)), Seconds{0.002});
        const int components = genes_.number(1, 5);
        for (int i = 0; i < components; ++i) add_component(i);
        add_functions();
        choose_automation();
        Response& response = build_.world.response;
        response.drilled = genes_.yes();
        response.runbooks = genes_.yes();
        response.crews = {genes_.number(1, 3), genes_.number(1, 9), genes_.number(1, 4), genes_.number(1, 4)};
        if (burns) build_.world.ignition_room = genes_.one_of(rooms_);
    }
    [[nodiscard]] const World& world() const { return build_.world; }
    World& world() { return build_.world; }
    WorldBuilder& builder() { return build_; }

  private:
    void add_site(int number) {
        const SiteId site = build_.site("site-" + std::to_string(number));
        sites_.push_back(site);
        const ZoneId whole = build_.zone(site, "whole");
        const bool one_zone = !genes_.yes();
        const auto room = [&](const std::string& name, RoomKind kind) {
            const RoomId id = one_zone ? build_.room(site, whole, name, kind) : build_.room(site, name, kind);
            build_.world.rooms[id].emergency_power_off = genes_.yes();
            build_.world.rooms[id].gas_suppression = genes_.yes();
            if (number == 0) rooms_.push_back(id);
            return id;
        };
        const RoomId battery = room("battery", RoomKind::battery);
        const RoomId plant = room("plant", RoomKind::electrical);
        if (genes_.yes()) build_.share_void(battery, plant);
        const PowerNodeId grid = build_.power(plant, "grid", PowerKind::utility, {});
        std::vector<PowerNodeId> sources;
        const int paths = genes_.number(1, 2);
        for (int i = 0; i < paths; ++i) {
            const std::string name = "ups-" + std::to_string(i);
            const UpsSpec ups{std::chrono::minutes{genes_.number(0, 20)}, genes_.yes() ? battery : RoomId{}};
            sources.push_back(genes_.yes() ? build_.power(plant, name, PowerKind::ups, {{grid}}, ups) : grid);
        }
        halls_.emplace_back();
        const int halls = genes_.number(1, 2);
        for (int i = 0; i < halls; ++i) {
            const std::string name = "hall-" + std::to_string(i);
            const RoomId hall = room(name, RoomKind::data_hall);
            std::vector<Feed> feeds;
            for (std::size_t path = 0; path < sources.size(); ++path) {
                Feed from{sources[path]};
                if (genes_.yes()) from.through = {battery};
                feeds.push_back(
                    {build_.power(hall, "pdu-" + name + std::to_string(path), PowerKind::pdu, {from})});
            }
            if (genes_.yes()) build_.cooling(hall, "crah-" + name, {hall}, {feeds.front()});
            if (i == 0) build_.device(hall, "border", DeviceKind::border, feeds);
            halls_.back().push_back({hall, feeds});
        }
        if (genes_.yes())
            build_.row(halls_.back().front().room, "spare", {1, 10}, halls_.back().front().feeds);
    }

    void add_copy(ComponentId component, std::size_t site, CopySpec spec) {
        const Hall& hall = genes_.one_of(halls_[site]);
        const RowId row = build_.row(hall.room, "row-" + build_.world.components[component].name,
                                     {genes_.number(1, 3), genes_.number(1, 12)}, hall.feeds);
        build_.copy(component, row, spec);
    }

    std::vector<ComponentId> some_earlier(int of) {
        std::vector<ComponentId> list;
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(of); ++i) {
            if (genes_.number(0, 3) == 3) list.push_back(ComponentId{i});
        }
        return list;
    }

    void add_component(int number) {
        const ComponentId id = build_.component("part-" + std::to_string(number), 10, genes_.number(1, 99));
        add_copy(id, 0, {});
        for (std::size_t site = 1; site < sites_.size(); ++site) {
            const int kind = genes_.number(0, 2);
            if (kind == 1) add_copy(id, site, {ReplicaRole::standby});
            if (kind == 2) add_copy(id, site, {ReplicaRole::active});
        }
        WorldComponent& c = build_.world.components[id];
        c.min_servers = Ratio{genes_.number(1, 10) / 10.0};
        c.peak_utilisation = genes_.number(3, 9) / 10.0;
        c.failover =
            genes_.one_of<FailoverMode>({FailoverMode::none, FailoverMode::manual, FailoverMode::automatic});
        c.replication =
            genes_.one_of<Replication>({Replication::none, Replication::async, Replication::semi_sync,
                                        Replication::sync, Replication::quorum});
        c.write_rate = BytesPerSecond{genes_.number(0, 3) * 1e6};
        c.image = Bytes{genes_.number(0, 3) * 1e9};
        c.rebuildable = genes_.yes();
        c.needs = some_earlier(number);
        c.needs_to_start = some_earlier(number);
        c.needs_to_fail_over = some_earlier(number);
        c.ledger = genes_.yes();
        c.on_partner_loss = genes_.yes() ? PartnerLoss::stall : PartnerLoss::degrade;
        c.scale_out = genes_.yes();
        c.data = Bytes{genes_.number(0, 3) * 1e12};
        c.data_history = Hours{8760.0};
        if (genes_.yes()) {
            c.backup = WorldBackup{genes_.one_of(sites_), Hours{24.0}, Hours{2.0}, Probability{0.3}, 3, gbps(8.0)};
        }
    }

    void add_functions() {
        const int functions = genes_.number(1, 3);
        const int components = static_cast<int>(build_.world.components.size());
        for (int i = 0; i < functions; ++i) {
            std::vector<ComponentId> needs{
                ComponentId{static_cast<std::uint32_t>(genes_.number(0, components - 1))}};
            for (std::size_t k = 0; k < needs.size(); ++k) {
                for (const ComponentId further : build_.world.components[needs[k]].needs) {
                    if (std::find(needs.begin(), needs.end(), further) == needs.end())
                        needs.push_back(further);
                }
            }
            const FunctionId id =
                build_.function("f" + std::to_string(i), needs, genes_.number(1, 50) * 100.0);
            WorldFunction& function = build_.world.functions[id];
            for (int hour = 0; hour < 24; ++hour)
                function.hourly_demand[hour] = 1.0 - 0.03 * ((hour + 5 * i) % 24);
            if (genes_.yes()) {
                const ComponentId soft{static_cast<std::uint32_t>(genes_.number(0, components - 1))};
                if (std::find(needs.begin(), needs.end(), soft) == needs.end()) {
                    function.degraded_without.push_back({soft, Ratio{0.4}});
                }
            }
        }
    }

    void choose_automation() {
        const auto some = [&]() -> std::optional<ComponentId> {
            const int pick = genes_.number(0, static_cast<int>(build_.world.components.size()));
            if (pick == 0) return std::nullopt;
            return ComponentId{static_cast<std::uint32_t>(pick - 1)};
        };
        build_.world.boots_servers = some();
        build_.world.serves_images = some();
        build_.world.gathers_people = some();
    }

    struct Hall {
        RoomId room;
        std::vector<Feed> feeds;
    };
    Genes genes_;
    WorldBuilder build_;
    std::vector<SiteId> sites_;
    std::vector<RoomId> rooms_;  ///< of the first site
    std::vector<std::vector<Hall>> halls_;
};

}  // namespace firebreak::test
