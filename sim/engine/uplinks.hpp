// Which racks run, and what the ports can carry with them.
#pragma once

#include <utility>
#include <vector>

#include "engine/ports.hpp"

namespace firebreak::engine {

class Uplinks {
  public:
    Uplinks(const World& world, const Ports& ports) : world_{world}, ports_{ports} {
        on_.assign(world.racks.size(), 1);
        port_on_.assign(ports.all().size(), 1);
        at_.assign(world.racks.size(), {});
        for (const PortId port : ports.all().keys()) {
            for (const RackId rack : ports.all()[port].racks) at_[rack].push_back(port);
        }
    }
    /// Returns whether it was otherwise.
    bool set_rack(RackId rack, bool on) { return std::exchange(on_[rack], on ? 1 : 0) != (on ? 1 : 0); }
    bool set_port(PortId port, bool on) { return std::exchange(port_on_[port], on ? 1 : 0) != (on ? 1 : 0); }
    [[nodiscard]] const std::vector<PortId>& ports_at(RackId rack) const { return at_[rack]; }
    /// 0: nothing gets through.
    [[nodiscard]] BytesPerSecond capacity(PortId id) const {
        const Port& port = ports_.all()[id];
        if (!port_on_[id]) return BytesPerSecond{0.0};
        if (port.racks.empty()) return port.capacity;
        double running = 0.0;
        for (const RackId rack : port.racks) running += on_[rack] ? 1.0 : 0.0;
        return world_.sites[port.site].rack_uplink * running;
    }

  private:
    const World& world_;
    const Ports& ports_;
    Table<RackId, char> on_;
    Table<PortId, char> port_on_;
    Table<RackId, std::vector<PortId>> at_;
};

}  // namespace firebreak::engine
