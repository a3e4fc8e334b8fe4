// Scenarios drawn at random with one bottleneck planted in each, by construction longer than all else together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace firebreak::cli_test {

enum class Plant {
    tool,     ///< failovers wait for a tool that stood where it burnt
    feed,     ///< one cable, or one utility, through the room that burns
    crew,     ///< few people of one kind, much work of theirs
    link,     ///< restores that share one narrow link
    backup,   ///< backups that lie where it burns, or come back in one slow stream
};
inline constexpr Plant all_plants[] = {Plant::tool, Plant::feed, Plant::crew, Plant::link, Plant::backup};
inline constexpr int variants_of_a_plant = 4;

struct PlantedScenario {
    std::string what;                   ///< the bottleneck, in words
    std::string text;                   ///< the scenario as JSON
    std::string function;               ///< the one that waits for it
    /// Changes that remove it, by kind and target, fixed before anything is run: an id of the catalogue, or
    /// its beginning where it ends in '*' (any other site will do).
    std::vector<std::string> removals;
};

/// Three sites, halls and services in random numbers and sizes, random durations, a fire whose clock is pinned
/// to random times. `variant` 0 to 3 picks among the shapes of a plant; `seed` draws everything else.
[[nodiscard]] PlantedScenario plant(Plant plant, int variant, std::uint64_t seed);

/// Whether change `id` is one of `removals`.
[[nodiscard]] bool removes(const std::vector<std::string>& removals, const std::string& id);

}  // namespace firebreak::cli_test
