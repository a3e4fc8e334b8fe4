// Entities by name and back: how files and logs refer to what a world holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak {

/// The name of an entity in the world's table of its kind. An index outside of it is a bug.
[[nodiscard]] std::string entity_name(const World& world, Entity entity);

/// The inverse; nothing if the table has no such name.
[[nodiscard]] std::optional<Entity> find_entity(const World& world, EntityKind kind, std::string_view name);

/// The inverses of `to_string`.
[[nodiscard]] std::optional<EntityKind> entity_kind_of(std::string_view text);
[[nodiscard]] std::optional<State> state_of(std::string_view text);

}  // namespace firebreak
