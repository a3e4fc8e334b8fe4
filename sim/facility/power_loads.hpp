// What each power node carries at the moment, and what it bears.
#pragma once

#include <vector>

#include "facility/power_graph.hpp"
#include "facility/rack_cords.hpp"

namespace firebreak::facility {

/// What the consumers of a site draw.
struct Consumption {
    Table<RowId, char> row_on;  ///< energised and not shut down by heat
    Table<RowId, char> row_hot;
    Table<RowId, std::vector<SoloRacks>> cords;

    /// Load of the racks of `row` that are on.
    [[nodiscard]] Watts of(const World& world, RowId row) const;
};

/// Loads of all nodes.
///
/// Model card. L_n = O_n + sum over consumers c of L_c / m_c; L load of a node or row, W; O load of other
///   tenants behind a live node, W; m_c number of live feeds of c. A node on its battery, or dark, takes
///   nothing from its inputs. A node trips when L > C (1 + s) for longer than a drawn time (C capacity, s
///   margin); its load then moves to the other feeds, where it may trip the next node, and so on.
/// Source: conservation of power; equal sharing of paralleled supplies and of the two supplies of a
///   server. Valid for balanced feeds. Leaves out losses, power factor, the charging of batteries, the
///   draw of cooling and network equipment, and the inverse time of breakers (the time to trip does not
///   depend on how high the overload is). A node whose load in the steady state before the fire is above
///   C (1 + s) is taken to bear that load.
///   Selectivity is not assumed: a wider downstream breaker can pass an overload on to an upstream one and
///   so darken more; more capacity everywhere along a path cannot.
/// Worked number: A and B of 60 kW each feed a row of 80 kW: 40 kW each; without A, B carries 80 kW, above
///   66 kW at a margin of 10 %, and trips.
class PowerLoads {
  public:
    explicit PowerLoads(const World& world);

    void update(const PowerGraph& graph, const Consumption& consumption);
    /// The present loads are the steady state: what exceeds a limit raises it.
    void accept_as_steady();

    [[nodiscard]] Watts operator[](PowerNodeId node) const { return Watts{load_w_[node]}; }
    [[nodiscard]] bool overloaded(PowerNodeId node) const { return load_w_[node] > limit_w_[node]; }
    /// Every node after its inputs.
    [[nodiscard]] const std::vector<PowerNodeId>& downstream() const { return downstream_; }

  private:
    void share(const PowerGraph& graph, const std::vector<CableId>& feeds, double load_w);

    const World& world_;
    std::vector<PowerNodeId> downstream_;
    Table<PowerNodeId, double> load_w_;
    Table<PowerNodeId, double> limit_w_;  ///< infinite: any load
};

}  // namespace firebreak::facility
