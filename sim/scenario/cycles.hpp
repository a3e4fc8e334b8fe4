// Cycles in a directed graph, as a person would want them listed.
#pragma once

#include <cstddef>
#include <vector>

namespace firebreak::scenario {

/// For each node the nodes that it needs.
using Graph = std::vector<std::vector<std::size_t>>;

/// Cycles of `graph` without common nodes, at least one in each tangle. Each starts at its lowest
/// node; the last node needs the first. Empty: the graph has an order.
[[nodiscard]] std::vector<std::vector<std::size_t>> find_cycles(const Graph& graph);

}  // namespace firebreak::scenario
