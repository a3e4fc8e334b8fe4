// A random order of a few things, for the designs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <vector>

#include "firebreak/random.hpp"

namespace firebreak::sweep {

/// The numbers 0 to count - 1 in the order of their draws; each order is as likely as any other.
[[nodiscard]] inline std::vector<std::size_t> random_order(std::size_t count, const Draws& draws,
                                                           std::string_view purpose,
                                                           std::string_view entity) {
    std::vector<double> luck(count);
    for (std::size_t i = 0; i < count; ++i) {
        luck[i] = draws.uniform(purpose, entity, static_cast<std::uint32_t>(i));
    }
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return luck[a] < luck[b]; });
    return order;
}

}  // namespace firebreak::sweep
