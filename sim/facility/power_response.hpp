// What the power system does by itself: batteries, generators, overload trips and their reset.
#pragma once

#include <functional>
#include <vector>

#include "facility/agenda.hpp"
#include "facility/generators.hpp"
#include "facility/journal.hpp"
#include "facility/power_loads.hpp"
#include "facility/ups_batteries.hpp"

namespace firebreak::facility {

/// Keeps the power graph of a world. Each mechanism has its model card where it is computed; a tripped
/// node comes back when the hazard gives it back, or as soon as the crew has had its time (`trip_reset`)
/// and no node would be overloaded by closing it: all waiting nodes together if that holds, else one by
/// one in the order of their trips. Trip and reset times are drawn once a node and run, so that layouts
/// which trip it more or less often share their luck.
class PowerResponse {
  public:
    /// `turned`: a row, cooling unit or device gained or lost its supply.
    using Turned = std::function<void(Entity consumer, bool live, ChangeRef cause)>;

    PowerResponse(const World& world, const Draws& draws, Journal& journal, Agenda& agenda, Turned turned);
    PowerResponse(const PowerResponse&) = delete;
    PowerResponse& operator=(const PowerResponse&) = delete;

    [[nodiscard]] const PowerGraph& graph() const { return graph_; }
    /// The state before the fire; call once, before anything changes.
    void accept_as_steady(const Consumption& consumption);
    /// A change from outside; changes that do not concern power are ignored.
    void apply(const StateChange& change, ChangeRef ref);
    /// Whether heat keeps a node or device off. `cause`: the change that says so.
    void set_too_hot(Entity what, bool hot, ChangeRef cause);
    void battery_empty(PowerNodeId node, ChangeRef cause);
    void generator_ready(PowerNodeId set, ChangeRef cause);
    /// It fails under load, or its tank is empty.
    void generator_stops(PowerNodeId set, ChangeRef cause);
    void overload_trip(PowerNodeId node, ChangeRef cause);
    void crew_ready(PowerNodeId node);
    /// After all changes of an instant: recomputes loads and plans. True if nodes were reset: then
    /// consumers have turned, and it has to be called again.
    bool settle(const Consumption& consumption);

  private:
    void apply_harm(const StateChange& change);
    void lose_batteries(const std::function<bool(const WorldPowerNode&)>& which, ChangeRef cause);
    void call_generators();
    void review_batteries();
    void review_overloads();
    bool reset_tripped(const Consumption& consumption);
    [[nodiscard]] bool bears(const std::vector<PowerNodeId>& closing, Consumption consumption) const;
    void reset(PowerNodeId node);

    const World& world_;
    const Draws& draws_;
    Journal& journal_;
    Agenda& agenda_;
    PowerGraph graph_;
    PowerLoads loads_;
    UpsBatteries batteries_;
    Generators generators_;
    PowerGraph::Listener listener_;
    std::vector<PowerNodeId> ups_;      ///< with a battery
    std::vector<PowerNodeId> limited_;  ///< with a capacity
    std::vector<PowerNodeId> resettable_;
    struct Engine {
        State state = State::standby;
        std::uint32_t runs = 0;
        Instant since{};  ///< start of the present run
        Ticks burnt{0};   ///< running time of earlier runs
    };
    void turn_engine(PowerNodeId set, State to, ChangeRef cause);
    [[nodiscard]] Ticks runs_for(PowerNodeId set) const;

    Table<PowerNodeId, Engine> engine_;
};

}  // namespace firebreak::facility
