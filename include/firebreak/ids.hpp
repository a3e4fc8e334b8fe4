// Strong indices into the tables of a world, and the tables that accept only their own.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "firebreak/error.hpp"

namespace firebreak {

/// An index that cannot be confused with another kind's. Default-constructed: "none".
template <class Tag>
struct Id {
    std::uint32_t value = std::numeric_limits<std::uint32_t>::max();
    constexpr auto operator<=>(const Id&) const = default;
    [[nodiscard]] constexpr bool valid() const { return value != std::numeric_limits<std::uint32_t>::max(); }
};

using SiteId = Id<struct SiteTag>;
using ZoneId = Id<struct ZoneTag>;
using RoomId = Id<struct RoomTag>;
using CableId = Id<struct CableTag>;
using PowerNodeId = Id<struct PowerNodeTag>;
using RowId = Id<struct RowTag>;
using RackId = Id<struct RackTag>;
using CoolingId = Id<struct CoolingTag>;
using DeviceId = Id<struct DeviceTag>;
using WanLinkId = Id<struct WanLinkTag>;
using ComponentId = Id<struct ComponentTag>;
using ReplicaId = Id<struct ReplicaTag>;
using FunctionId = Id<struct FunctionTag>;
using EventId = Id<struct EventTag>;

/// A vector indexed by one kind of id; every access is checked.
template <class Key, class Value>
class Table {
  public:
    Key add(Value value) {
        items_.push_back(std::move(value));
        return Key{static_cast<std::uint32_t>(items_.size() - 1)};
    }
    void assign(std::size_t count, const Value& value) { items_.assign(count, value); }
    [[nodiscard]] const Value& operator[](Key key) const { return items_[checked(key)]; }
    [[nodiscard]] Value& operator[](Key key) { return items_[checked(key)]; }
    [[nodiscard]] std::size_t size() const { return items_.size(); }
    [[nodiscard]] bool empty() const { return items_.empty(); }
    [[nodiscard]] std::vector<Key> keys() const {
        std::vector<Key> result(items_.size());
        for (std::uint32_t i = 0; i < result.size(); ++i) result[i].value = i;
        return result;
    }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }

  private:
    std::size_t checked(Key key) const {
        FIREBREAK_ASSERT(key.value < items_.size(), "an id belongs to the table it is used with");
        return key.value;
    }
    std::vector<Value> items_;
};

}  // namespace firebreak
