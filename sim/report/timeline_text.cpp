// Groups what happens together and names the first and how many more.
#include "report/timeline_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "core/entity_name.hpp"
#include "report/phrases.hpp"

namespace firebreak::report {
namespace {

struct Group {
    std::uint32_t first = 0;  ///< index of its first change
    std::uint32_t count = 0;
    std::uint32_t racks = 0;
    int servers = 0;
};

std::string readable(std::string_view word) {
    std::string text{word};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string what(const World& world, const StateChange& change, const Group& group) {
    std::string text = fmt::format("{} {}", readable(to_string(change.entity.kind)), entity_name(world, change.entity));
    if (group.count > 1) text += fmt::format(" and {} more", group.count - 1);
    if (group.racks > 0) text += fmt::format(" ({} racks, {} servers)", group.racks, group.servers);
    return text;
}

}  // namespace

std::string timeline_text(const World& world, const HazardTimeline& timeline, const Terminal& terminal) {
    if (timeline.changes.empty()) return "Nothing burns: the timeline is empty.\n";
    // In order of time, and within an instant of first appearance.
    std::map<std::tuple<Instant, EntityKind, State, State>, std::size_t> index;
    std::vector<Group> groups;
    for (std::uint32_t i = 0; i < timeline.changes.size(); ++i) {
        const StateChange& change = timeline.changes[i];
        const auto [found, added] = index.try_emplace({change.at, change.entity.kind, change.from, change.to}, groups.size());
        if (added) groups.push_back({i, 0, 0, 0});
        Group& group = groups[found->second];
        ++group.count;
        if (change.entity.kind == EntityKind::rack) {
            ++group.racks;
            group.servers += world.racks[RackId{change.entity.index}].servers;
        }
        if (change.entity.kind != EntityKind::row) continue;
        for (const RackId rack : world.rows[RowId{change.entity.index}].racks) {
            ++group.racks;
            group.servers += world.racks[rack].servers;
        }
    }
    TextTable table{{{"after", Align::right}, {"what", Align::left}, {"becomes", Align::left}}};
    for (const Group& group : groups) {
        const StateChange& change = timeline.changes[group.first];
        const double hours = hours_of(change.at);
        table.add_row({{hours == 0.0 ? "0" : time_text(hours, hours_of(world.horizon))}, {what(world, change, group)}, {readable(to_string(change.to))}});
    }
    return table.render(terminal);
}

}  // namespace firebreak::report
