// One list of which kind stands in which table, read in both directions.
#include "core/entity_name.hpp"

#include <array>

#include <algorithm>

namespace firebreak {
namespace {

/// Calls `use` with the table of `kind`. The organisation has none.
template <class Use>
auto with_table(const World& world, EntityKind kind, Use use) {
    switch (kind) {
        case EntityKind::fire:
        case EntityKind::room: return use(world.rooms);
        case EntityKind::zone: return use(world.zones);
        case EntityKind::site: return use(world.sites);
        case EntityKind::cable: return use(world.cables);
        case EntityKind::power_node: return use(world.power);
        case EntityKind::row: return use(world.rows);
        case EntityKind::cooling: return use(world.cooling);
        case EntityKind::device: return use(world.devices);
        case EntityKind::rack: return use(world.racks);
        case EntityKind::replica: return use(world.replicas);
        case EntityKind::component: return use(world.components);
        case EntityKind::function:
        case EntityKind::demand: return use(world.functions);
        case EntityKind::organisation: break;
    }
    raise_bug(__FILE__, __LINE__, "every entity kind but the organisation has a table");
}

/// The people of the response: those who decide, and the technicians who travel.
constexpr std::array<std::string_view, 2> organisation_names{"organisation", "technicians"};

template <class E>
std::optional<E> enumerator_of(std::string_view text, E last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (to_string(static_cast<E>(i)) == text) return static_cast<E>(i);
    }
    return std::nullopt;
}

}  // namespace

std::string entity_name(const World& world, Entity entity) {
    if (entity.kind == EntityKind::organisation) {
        FIREBREAK_ASSERT(entity.index < organisation_names.size(), "a part of the organisation has a name");
        return std::string{organisation_names[entity.index]};
    }
    return with_table(world, entity.kind, [&](const auto& table) {
        FIREBREAK_ASSERT(entity.index < table.size(), "an entity belongs to the world that is asked");
        return (table.begin() + entity.index)->name;
    });
}

std::optional<Entity> find_entity(const World& world, EntityKind kind, std::string_view name) {
    if (kind == EntityKind::organisation) {
        for (std::uint32_t i = 0; i < organisation_names.size(); ++i) {
            if (name == organisation_names[i]) return Entity{kind, i};
        }
        return std::nullopt;
    }
    return with_table(world, kind, [&](const auto& table) -> std::optional<Entity> {
        const auto found = std::find_if(table.begin(), table.end(), [&](const auto& item) { return item.name == name; });
        if (found == table.end()) return std::nullopt;
        return Entity{kind, static_cast<std::uint32_t>(found - table.begin())};
    });
}

std::optional<EntityKind> entity_kind_of(std::string_view text) { return enumerator_of(text, EntityKind::organisation); }
std::optional<State> state_of(std::string_view text) { return enumerator_of(text, State::arrived); }

}  // namespace firebreak
