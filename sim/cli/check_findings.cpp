// Studies of a world, in words. Rooms of one outcome share a finding.
#include "cli/check_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "core/entity_name.hpp"
#include "facility/peace_load.hpp"
#include "facility/shared_fate.hpp"
#include "services/data_promises.hpp"
#include "services/served_share.hpp"
#include "studies/fire_preview.hpp"
#include "studies/room_loss.hpp"

namespace firebreak::cli {
namespace {

/// More names than this are a page, not a sentence.
constexpr std::size_t names_max = 12;

std::string listed(const std::vector<std::string>& names) {
    const std::size_t shown = names.size() > names_max + 1 ? names_max : names.size();
    std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
    return text;
}

template <class Id, class Name>
std::string listed(const std::vector<Id>& ids, Name name) {
    std::vector<std::string> names;
    for (const Id& id : ids) names.push_back(name(id));
    return listed(names);
}

/// "site/room" as /layout/sites/site/<table>/room: names of a layout are qualified by their site.
std::string layout_pointer(const std::string& name, const char* table) {
    const std::size_t slash = name.find('/');
    return fmt::format("/layout/sites/{}/{}/{}", name.substr(0, slash), table, name.substr(slash + 1));
}

std::string function_pointer(const WorldFunction& function) {
    return fmt::format("/services/services/{}/functions/{}", function.service,
                       function.name.substr(function.service.size() + 1));
}

Finding warning(std::string pointer, std::string problem, std::string suggestion) {
    return {Severity::warning, "", 0, 0, std::move(pointer), std::move(problem), std::move(suggestion)};
}

std::string figure(Watts power) {
    if (power.value() < 1e3) return fmt::format("{:.4g} W", power.value());
    return fmt::format("{:.6g} kW", power.value() / 1e3);
}

class Findings {
  public:
    explicit Findings(const World& world) : world_{world} {}

    std::vector<Finding> all() {
        demand();
        peace();
        redundancy();
        rooms();
        data();
        fires();
        return std::move(found_);
    }

  private:
    void demand() {
        const std::vector<FunctionId> overloaded = services::overloaded_in_peace(world_);
        if (overloaded.empty()) return;
        found_.push_back(warning(function_pointer(world_.functions[overloaded.front()]),
                                 fmt::format("overload: at some hour the demand of {} exceeds what its components carry, "
                                             "with no fire at all",
                                             listed(overloaded, [&](FunctionId id) { return world_.functions[id].name; })),
                                 "raise servers or capacity_ratio, or lower peak_utilisation_ratio or the demand curve"));
    }

    void peace() {
        using When = facility::PeaceOverload::When;
        for (const facility::PeaceOverload& overload : facility::find_peace_overloads(world_)) {
            const std::string name = entity_name(world_, overload.what);
            const std::string figures = fmt::format("{} {}, and is rated for {}",
                                                    overload.when == When::always ? "carries" : "would carry",
                                                    figure(overload.carried), figure(overload.rated));
            if (overload.what.kind == EntityKind::room) {
                found_.push_back(warning(layout_pointer(name, "rooms"),
                                         fmt::format("its racks give off {} with no fire at all, and its cooling units "
                                                     "remove {}", figure(overload.carried), figure(overload.rated)),
                                         "raise capacity_kw of the units that serve it, or lower rack_load_kw"));
                continue;
            }
            const char* when = overload.when == When::always          ? "with no fire at all"
                               : overload.when == When::fewest_inputs ? "with as few of its like as are needed"
                                                                      : "on generators, with every utility dead";
            found_.push_back(warning(layout_pointer(name, "power") + "/capacity_kw", fmt::format("overload: {}, it {}", when, figures),
                                     "raise it, or move load to other nodes; a run takes an overload of peace to be borne"));
        }
    }

    void redundancy() {
        for (const facility::FalseRedundancy& each : facility::find_false_redundancy(world_)) {
            const std::string nodes = listed(each.nodes, [&](PowerNodeId id) { return world_.power[id].name; });
            found_.push_back(warning(
                layout_pointer(world_.rooms[each.room].name, "rooms"),
                fmt::format("redundancy in name only: every feed of {} hangs on this room{}{}",
                            listed(each.rows, [&](RowId id) { return world_.rows[id].name; }),
                            nodes.empty() ? "" : ": in it stand ", nodes),
                "let one path stand in, and pass, other rooms"));
        }
    }

    void rooms() {
        using Outcome = std::tuple<std::vector<FunctionId>, std::vector<studies::LostComponent>, std::vector<studies::ShortFunction>>;
        std::map<Outcome, std::vector<RoomId>> by_outcome;
        std::map<std::vector<studies::WithoutTool>, std::vector<RoomId>> by_hand;
        for (const studies::RoomLoss& loss : studies::lose_each_room(world_)) {
            if (!loss.lost.empty() || !loss.short_of.empty())
                by_outcome[{loss.lost, loss.components, loss.short_of}].push_back(loss.room);
            if (!loss.by_hand.empty() && !said_of_site(loss)) by_hand[loss.by_hand].push_back(loss.room);
        }
        std::vector<std::pair<std::vector<RoomId>, Outcome>> ordered;
        for (const auto& [outcome, rooms] : by_outcome) ordered.emplace_back(rooms, outcome);
        std::sort(ordered.begin(), ordered.end());
        for (const auto& [rooms, outcome] : ordered) {
            const auto& [lost, components, short_of] = outcome;
            std::string problem = "shared fate: losing " + one_of(rooms);
            if (!lost.empty()) problem += down(lost, components);
            if (!short_of.empty()) problem += (lost.empty() ? " leaves too little for " : "; leaves too little for ") + shares(short_of);
            found_.push_back(warning(layout_pointer(world_.rooms[rooms.front()].name, "rooms"), problem, way_out(components)));
        }
        tools(by_hand);
    }

    /// The reader of the scenario has warned already of tools that stand only at the site of the fire.
    [[nodiscard]] bool said_of_site(const studies::RoomLoss& loss) const {
        if (!world_.ignition_room) return false;
        const SiteId fire = world_.rooms[*world_.ignition_room].site;
        return std::all_of(loss.by_hand.begin(), loss.by_hand.end(), [&](const studies::WithoutTool& each) {
            const auto& copies = world_.components[each.tool].replicas;
            return std::all_of(copies.begin(), copies.end(), [&](ReplicaId id) { return world_.replicas[id].site == fire; });
        });
    }

    void tools(const std::map<std::vector<studies::WithoutTool>, std::vector<RoomId>>& by_hand) {
        for (const auto& [pairs, rooms] : by_hand) {
            std::vector<std::string> components, tools;
            const auto add = [&](std::vector<std::string>& names, ComponentId id) {
                const std::string& name = world_.components[id].name;
                if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
            };
            for (const studies::WithoutTool& each : pairs) {
                add(components, each.component);
                add(tools, each.tool);
            }
            found_.push_back(warning(layout_pointer(world_.rooms[rooms.front()].name, "rooms"),
                                     fmt::format("shared fate: losing {} leaves {} to be failed over by hand: {} {} lost with it",
                                                 one_of(rooms), listed(components), listed(tools), tools.size() == 1 ? "is" : "are"),
                                     "place a copy of the tool where the room does not reach"));
        }
    }

    [[nodiscard]] std::string one_of(const std::vector<RoomId>& rooms) const {
        const auto name = [&](RoomId id) { return world_.rooms[id].name; };
        if (rooms.size() == 1) return name(rooms.front());
        return fmt::format("any one of {} rooms ({})", rooms.size(), listed(rooms, name));
    }

    [[nodiscard]] std::string down(const std::vector<FunctionId>& lost, const std::vector<studies::LostComponent>& components) const {
        std::string text = fmt::format(" takes down {} of {} functions for good: {}", lost.size(), world_.functions.size(),
                                       listed(lost, [&](FunctionId id) { return world_.functions[id].name; }));
        std::map<studies::Barred, std::vector<std::string>> by_reason;
        for (const auto& each : components) by_reason[each.why].push_back(world_.components[each.component].name);
        const char* between = "; by ";
        for (const auto& [why, names] : by_reason) {
            text += fmt::format("{}{} ({})", between, listed(names), words(why));
            between = ", ";
        }
        return text;
    }

    [[nodiscard]] std::string shares(const std::vector<studies::ShortFunction>& functions) const {
        return listed(functions, [&](const studies::ShortFunction& each) {
            return fmt::format("{} ({} % at its worst hour)", world_.functions[each.function].name, each.served_pct);
        });
    }

    static const char* words(studies::Barred why) {
        switch (why) {
            case studies::Barred::no_copy: return "no copy left";
            case studies::Barred::no_majority: return "no majority left";
            case studies::Barred::stalled: return "stalls without its partner";
            case studies::Barred::no_failover: return "a copy stands by, but failover is none";
            case studies::Barred::stays_down: return "a copy runs and cannot take over";
        }
        raise_bug(__FILE__, __LINE__, "every reason has its words");
    }

    static std::string way_out(const std::vector<studies::LostComponent>& components) {
        const auto any = [&](studies::Barred why) {
            return std::any_of(components.begin(), components.end(), [&](const auto& each) { return each.why == why; });
        };
        if (components.empty()) return "more capacity where none of these rooms nor their isolation zones reach";
        if (any(studies::Barred::no_copy)) return "place a copy where neither the room nor its isolation zone reaches";
        if (any(studies::Barred::no_majority)) return "spread the copies so that most of them outlive any room";
        if (any(studies::Barred::stalled)) return "let it fail over, or go on alone (on_partner_loss: degrade)";
        return "let its traffic fail over, by hand or by itself";
    }

    void data() {
        const auto function = [&](FunctionId id) { return world_.functions[id].name; };
        const auto component = [&](ComponentId id) { return world_.components[id].name; };
        for (const services::BrokenPromise& each : services::find_broken_promises(world_)) {
            const std::string age = each.loses < Hours{1.0} ? fmt::format("{:.3g} s", each.loses.count())
                                                            : fmt::format("{:.4g} h", Hours{each.loses}.count());
            const std::string why =
                each.gap == services::Gap::lag       ? "its copies are asynchronous: a failover loses the last " + age + " or so"
                : each.gap == services::Gap::backups ? "it has backups only: up to " + age + " of writes are lost with its copy"
                                                     : "it has neither another copy nor a backup: its loss is the loss of all of it";
            found_.push_back(warning("/services/components/" + component(each.component),
                                     fmt::format("rpo_s of {} cannot be met by {}: {}", listed(each.functions, function),
                                                 component(each.component), why),
                                     "replicate it sync, semi_sync or quorum, or allow more"));
        }
        const std::vector<ComponentId> beside = services::backups_beside_copies(world_);
        if (beside.empty()) return;
        found_.push_back(warning("/services/components/" + component(beside.front()),
                                 fmt::format("backups beside what they back up: {} have every copy and every backup at one site",
                                             listed(beside, component)),
                                 "keep backups at a site without a copy (backup.site), or in rooms without one (backup.rooms)"));
    }

    void fires() {
        if (!world_.ignition_room) return;
        constexpr int drawn = 100;
        const RoomId room = *world_.ignition_room;
        const studies::FirePreview preview = studies::preview_fires(world_, room, 1, drawn);
        const std::string& name = world_.rooms[room].name;
        if (2 * preview.without_effect > drawn) {
            const std::vector<RoomId> others = studies::rooms_with_effect(world_, room, 1, 20);
            found_.push_back(warning(
                "/ignition/room",
                fmt::format("little to see: in {} of {} fires drawn in {} no rack loses power, nothing is damaged, soiled "
                            "or wet, and no site is cut off", preview.without_effect, drawn, name),
                others.empty() ? "no room of the site has a fuel that outlasts detection, suppression and the brigade's way"
                               : "most fires would be felt in " + listed(others, [&](RoomId id) { return world_.rooms[id].name; })));
        } else if (2 * preview.without_cut > drawn) {
            found_.push_back(warning("/ignition/room",
                                     fmt::format("in {} of {} fires drawn in {} nobody cuts the power: they end before water "
                                                 "is decided on", preview.without_cut, drawn, name),
                                     "what the run shows is the damage, not the cut; pin observed.isolation_h if it was cut"));
        }
    }

    const World& world_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> world_findings(const World& world) {
    return Findings{world}.all();
}

}  // namespace firebreak::cli
