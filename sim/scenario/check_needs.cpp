// Checks of needs: circles that wait for each other, and tools that burn with what they are to move.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenario/checks.hpp"
#include "scenario/cycles.hpp"

namespace firebreak::scenario {
namespace {

const std::string components_pointer = "/services/components/";

using NeedList = std::pair<const char*, const std::vector<std::string>*>;

}  // namespace

/// Each need of `lists` as an edge with the place where it is written.
void Checks::report_cycles(bool to_serve_only) {
    Graph graph;
    std::vector<std::vector<std::string>> pointers;  // of each edge
    std::vector<std::vector<char>> to_serve;
    for (const Component& component : scenario_.services.components) {
        auto& edges = graph.emplace_back();
        auto& places = pointers.emplace_back();
        auto& kinds = to_serve.emplace_back();
        std::vector<NeedList> lists{{"needs", &component.needs}};
        if (!to_serve_only) {
            lists.push_back({"needs_to_start", &component.needs_to_start});
            lists.push_back({"needs_to_fail_over", &component.needs_to_fail_over});
        }
        for (const auto& [key, list] : lists) {
            for (std::size_t i = 0; i < list->size(); ++i) {
                if (!components_.has((*list)[i])) continue;
                edges.push_back(components_.index((*list)[i]));
                places.push_back(fmt::format("{}{}/{}/{}", components_pointer, component.id, key, i));
                kinds.push_back(list == &component.needs);
            }
        }
    }
    for (const std::vector<std::size_t>& cycle : find_cycles(graph)) {
        std::string path, pointer;
        bool all_serve = true;
        for (std::size_t i = 0; i < cycle.size(); ++i) {
            const std::size_t edge =
                std::ranges::find(graph[cycle[i]], cycle[(i + 1) % cycle.size()]) - graph[cycle[i]].begin();
            path += components_.ids()[cycle[i]] + " -> ";
            if (i == 0) pointer = pointers[cycle[i]][edge];
            all_serve = all_serve && to_serve[cycle[i]][edge];
        }
        path += components_.ids()[cycle.front()];
        if (to_serve_only) {
            add({pointer, "a cycle of needs: " + path,
                 "none could ever serve first; break it at its weakest need"});
        } else if (!all_serve) {
            add({pointer,
                 "a cycle of needs: " + path + "; in the fire each would wait for the other, a deadlock",
                 "break it at its weakest need; the run starts one of them by hand, after "
                 "\"bootstrap_by_hand_h\"",
                 false, Severity::warning});
        }
    }
}

void Checks::needs_cycles() {
    report_cycles(true);
    report_cycles(false);
}

/// A tool that stands only where the fire starts is the failover's hidden single point: one finding for each tool.
void Checks::burning_tools(const std::string& fire_site) {
    const auto burns = [&](const ReplicaRule& copy) { return copy.site == fire_site; };
    struct Users {
        std::string pointer;
        std::vector<std::string> components;
    };
    std::map<std::size_t, Users> tools;  // by the place of the tool among the components
    for (const Component& component : scenario_.services.components) {
        const PlacementRule* rule = find_rule(component.placement);
        // Only what has one copy in the fire and one outside would be moved.
        const bool moves = rule != nullptr && std::ranges::any_of(rule->replicas, burns) &&
                           !std::ranges::all_of(rule->replicas, burns);
        if (!moves) continue;
        for (std::size_t i = 0; i < component.needs_to_fail_over.size(); ++i) {
            const std::size_t tool = components_.index(component.needs_to_fail_over[i]);
            if (tool == scenario_.services.components.size()) continue;
            const PlacementRule* place = find_rule(scenario_.services.components[tool].placement);
            if (place == nullptr || place->replicas.empty() || !std::ranges::all_of(place->replicas, burns))
                continue;
            Users& users = tools[tool];
            if (users.pointer.empty())
                users.pointer = fmt::format("{}{}/needs_to_fail_over/{}", components_pointer, component.id, i);
            users.components.push_back(component.id);
        }
    }
    for (const auto& [index, users] : tools) {
        const Component& tool = scenario_.services.components[index];
        add({users.pointer,
             fmt::format("{} {} over with {}, and {} stands only in {}, where the fire starts",
                         fmt::join(users.components, ", "), users.components.size() == 1 ? "fails" : "fail", tool.id,
                         tool.id, fire_site),
             fmt::format("place class {} in another site as well", tool.placement), false, Severity::warning});
    }
}

}  // namespace firebreak::scenario
