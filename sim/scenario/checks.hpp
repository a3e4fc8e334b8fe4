// What no single field can tell: references, sums, cycles.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "firebreak/scenario.hpp"
#include "scenario/cycles.hpp"
#include "scenario/problems.hpp"

namespace firebreak::scenario {

/// Checks a decoded scenario across its fields and adds what is wrong to `problems`. What follows from
/// a problem that is there already is not reported again.
void check_scenario(const Scenario& scenario, Problems& problems);

/// The ids of one collection, and what a reference into it may say.
class Known {
  public:
    /// `what`: "room"; `where`: " in site pangyo" or empty.
    Known(std::string what, std::string where) : what_{std::move(what)}, where_{std::move(where)} {}
    template <class Collection>
    Known(std::string what, std::string where, const Collection& collection)
        : Known{std::move(what), std::move(where)} {
        for (const auto& each : collection) add(each.id);
    }
    void add(const std::string& id) {
        index_.emplace(id, ids_.size());
        ids_.push_back(id);
    }
    [[nodiscard]] bool has(std::string_view id) const;
    /// The index of `id` in the collection; its size where there is none.
    [[nodiscard]] std::size_t index(std::string_view id) const;
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
    [[nodiscard]] Problem dangling(const std::string& pointer, const std::string& id) const;

  private:
    std::string what_;
    std::string where_;
    std::vector<std::string> ids_;
    std::map<std::string, std::size_t, std::less<>> index_;
};

/// Servers asked of a set of rooms, and the replica that asked first (where a shortage is reported).
using RoomSet = std::set<std::string>;
struct Demand {
    std::int64_t servers = 0;
    std::string pointer;
};

/// The parts of the check share this: where problems go, unless an earlier one explains them.
class Checks {
  public:
    Checks(const Scenario& of, Problems& problems);

    void layout();     ///< references inside sites, supplies, the power graph, links
    void geometry();   ///< rooms that cannot be built, and more in them than they hold
    void placement();  ///< rules, rooms with racks, sums of servers
    void data();       ///< backups, replication over the links there are
    void services();   ///< references, functions, cycles of needs
    void prices();     ///< kinds of changes, currencies, values of functions, frequencies
    void fire();       ///< the ignition, and tools that burn with it
    void published();  ///< functions named by published times

  private:
    void site(const Site& site, const std::string& pointer);
    void neighbours(const Room& room, const Known& rooms, const std::string& pointer);
    void power_graph(const Site& site, const Known& rooms, const Known& nodes, const std::string& pointer);
    void rows_and_units(const Site& site, const Known& rooms, const Known& nodes, const std::string& pointer);
    void plant(const Site& site, const std::string& pointer);
    void cables(const std::vector<Cable>& list, const Known& rooms, const Known& nodes,
                const std::string& pointer);
    void supplied(const std::vector<Cable>& list, const std::string& pointer);
    void openings(const Room& room, const std::string& place);
    void distance(const WanLink& link, const std::string& place);
    void rule(const PlacementRule& rule, const std::string& pointer);
    void replica(const ReplicaRule& copy, const std::string& pointer);
    void reachable(const Site& site);
    void capacity();
    [[nodiscard]] std::map<RoomSet, Demand> demands_in(const Site& site) const;
    void components();
    void needs_cycles();
    void report_cycles(bool to_serve_only);
    void replication(const PlacementRule& rule, const std::string& place, const std::string& writers, double writes);
    void functions();
    void currencies();
    void function_values();
    void burning_tools(const std::string& fire_site);
    void observed_places(const Site& site);
    void observed_order(const std::string& origin);

    void add(Problem problem);
    void reference(const std::string& id, const Known& known, const std::string& pointer);
    void references(const std::vector<std::string>& ids, const Known& known, const std::string& pointer);
    [[nodiscard]] const Site* find_site(std::string_view id) const;
    [[nodiscard]] const PlacementRule* find_rule(std::string_view id) const;

    const Scenario& scenario_;
    Problems& problems_;
    const Problems before_;  // what decoding had found
    Known sites_, classes_, components_;
};

}  // namespace firebreak::scenario
