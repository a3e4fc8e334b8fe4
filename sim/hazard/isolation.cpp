// One part for each burning room, the origin's first; what is cut already is not cut again.
#include "hazard/isolation.hpp"

#include <algorithm>
#include <map>

#include "facility/isolation.hpp"

namespace firebreak::hazard {
namespace {

using facility::IsolationLevel;
using facility::IsolationPart;

class Isolation {
  public:
    Isolation(const World& world, const FireClock& clock, const ObservedTimes& observed, ChangeRef decided,
              TimelineBuilder& timeline, Taken& taken)
        : world_{world}, clock_{clock}, observed_{observed}, decided_{decided}, timeline_{timeline}, taken_{taken} {}

    ChangeRef cut_all() {
        std::vector<Shutdown> shutdowns = this->shutdowns();
        const Instant cut = clock_.isolation.value_or(never);
        const auto later = std::find_if(shutdowns.begin(), shutdowns.end(), [&](const Shutdown& each) { return each.at > cut; });
        for (auto each = shutdowns.begin(); each != later; ++each) shut_down(*each);
        const ChangeRef last = clock_.isolation ? cut_the_fire_off() : decided_;
        for (auto each = later; each != shutdowns.end(); ++each) shut_down(*each);
        taken_.zones = zones_;
        return last;
    }

  private:
    struct Shutdown {
        Instant at;
        std::string name;
        IsolationPart part;
    };

    /// What the operator is known to have switched off, in order of time.
    [[nodiscard]] std::vector<Shutdown> shutdowns() const {
        std::vector<Shutdown> list;
        constexpr Step step = Step::precautionary_shutdown;
        const SiteId site = world_.rooms[*world_.ignition_room].site;
        if (const auto at = observed_.at(step)) list.push_back({*at, KnownStep{step, "", {}}.name(), facility::site_part(world_, site)});
        for (const ZoneId zone : world_.zones.keys()) {
            const std::string& name = world_.zones[zone].name;
            const auto at = observed_.at(step, name);
            if (at) list.push_back({*at, KnownStep{step, name.substr(name.find('/') + 1), {}}.name(), facility::zone_part(world_, zone)});
        }
        std::stable_sort(list.begin(), list.end(), [](const Shutdown& a, const Shutdown& b) { return a.at < b.at; });
        return list;
    }

    void shut_down(const Shutdown& shutdown) {
        const bool done = std::all_of(shutdown.part.zones.begin(), shutdown.part.zones.end(),
                                      [&](ZoneId zone) { return contains(zones_, zone); });
        if (done) return;  // the fire's cut came before
        cut_zones(shutdown.part, shutdown.at, before(timeline_, decided_, shutdown.at));
        taken_.pinned_steps.push_back(shutdown.name);
    }

    ChangeRef cut_the_fire_off() {
        first_.reset();
        for (const BurningRoom& burning : clock_.rooms) {
            if (contains(zones_, world_.rooms[burning.room].zone)) continue;
            const IsolationPart part = facility::isolation_part(world_, burning.room);
            if (part.level == IsolationLevel::rows) {
                cut_rows(burning, part.rows);
            } else {
                cut_zones(part, not_before(burning.ignited), decided_);
            }
        }
        // As observed, if it came at that time: a row that burns later is cut later.
        const bool as_observed = first_ && timeline_[*first_].at == *clock_.isolation;
        if (!as_observed) std::erase(taken_.pinned_steps, "isolation");
        return first_.value_or(decided_);
    }

    [[nodiscard]] Instant not_before(Instant at) const {
        return std::max({*clock_.isolation, at, timeline_[decided_].at});
    }

    ChangeRef add(Instant at, Entity what, State from, ChangeRef cause) {
        const ChangeRef ref = timeline_.add({at, what, from, State::isolated, cause});
        if (!first_) first_ = ref;
        return ref;
    }

    void cut_zones(const IsolationPart& part, Instant at, ChangeRef decided) {
        ChangeRef cause = decided;
        if (part.level == IsolationLevel::site) {
            const SiteId site = world_.zones[part.zones.front()].site;
            cause = add(at, entity(EntityKind::site, site), State::normal, decided);
        }
        std::map<ZoneId, ChangeRef> cut;
        for (const ZoneId zone : part.zones) {
            if (contains(zones_, zone)) continue;
            zones_.push_back(zone);
            cut.emplace(zone, add(at, entity(EntityKind::zone, zone), State::energised, cause));
        }
        for (const PowerNodeId node : part.nodes) {
            if (contains(taken_.isolated, node)) continue;
            // A feeder opened outside the zone belongs to the cut of the zone that it feeds.
            const auto own = cut.find(world_.rooms[world_.power[node].room].zone);
            const ChangeRef why = own != cut.end() ? own->second : cut.begin()->second;
            timeline_.add({at, entity(EntityKind::power_node, node), State::normal, State::isolated, why});
            taken_.isolated.push_back(node);
        }
        for (const Entity end : part.ends) cut_end(end, at, cut.begin()->second);
    }

    /// Opens the feeds of what stands in a zone where they end.
    void cut_end(Entity end, Instant at, ChangeRef why) {
        const bool row = end.kind == EntityKind::row;
        if (row ? contains(taken_.rows, RowId{end.index}) : contains(taken_.ends, end)) return;
        timeline_.add({at, end, State::normal, State::isolated, why});
        if (row) {
            taken_.rows.push_back(RowId{end.index});
        } else {
            taken_.ends.push_back(end);
        }
    }

    void cut_rows(const BurningRoom& burning, const std::vector<RowId>& rows) {
        std::map<RowId, Seconds> lit;
        const auto burns = [&](RowId row, Seconds at) {
            const auto [found, added] = lit.try_emplace(row, at);
            if (!added) found->second = std::min(found->second, at);
        };
        for (const BurningUnit& unit : burning.fire.units) burns(row_of(unit, burning.room, rows), unit.lit);
        if (const auto& flashover = burning.history.flashover) {
            for (const RowId row : rows) burns(row, *flashover);
        }
        for (const auto& [row, since] : lit) {
            const Instant at = burning.ignited + to_ticks(since);
            if (at >= clock_.controlled || contains(taken_.rows, row)) continue;
            add(not_before(at), entity(EntityKind::row, row), State::normal, decided_);
            taken_.rows.push_back(row);
        }
    }

    /// The unit's place in the line, as a share of it, falls on one of the room's racks.
    [[nodiscard]] RowId row_of(const BurningUnit& unit, RoomId room, const std::vector<RowId>& rows) const {
        std::size_t racks = 0;
        for (const RowId row : rows) racks += world_.rows[row].racks.size();
        const double share = (static_cast<double>(unit.place) + 0.5) / world_.rooms[room].fuel.units;
        auto rack = static_cast<std::size_t>(share * static_cast<double>(racks));
        for (const RowId row : rows) {
            if (rack < world_.rows[row].racks.size()) return row;
            rack -= world_.rows[row].racks.size();
        }
        return rows.back();
    }

    template <class List, class Item>
    static bool contains(const List& list, const Item& item) {
        return std::find(list.begin(), list.end(), item) != list.end();
    }

    const World& world_;
    const FireClock& clock_;
    const ObservedTimes& observed_;
    ChangeRef decided_;
    TimelineBuilder& timeline_;
    Taken& taken_;
    std::vector<ZoneId> zones_;
    std::optional<ChangeRef> first_;
};

}  // namespace

ChangeRef add_isolation(const World& world, const FireClock& clock, const ObservedTimes& observed,
                        ChangeRef decided, TimelineBuilder& timeline, Taken& taken) {
    return Isolation{world, clock, observed, decided, timeline, taken}.cut_all();
}

}  // namespace firebreak::hazard
