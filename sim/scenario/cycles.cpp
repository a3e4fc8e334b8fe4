// Peels off what lies on no cycle, then follows first edges until a node comes again. No recursion:
// the graph may be a chain as long as a file.
#include "scenario/cycles.hpp"

#include <algorithm>

namespace firebreak::scenario {
namespace {

class Peeler {
  public:
    explicit Peeler(const Graph& graph)
        : graph_{graph}, needed_by_(graph.size()), open_(graph.size()), left_(graph.size(), true) {
        for (std::size_t node = 0; node < graph.size(); ++node) {
            open_[node] = graph[node].size();
            for (const std::size_t need : graph[node]) needed_by_[need].push_back(node);
        }
        for (std::size_t node = 0; node < graph.size(); ++node) {
            if (open_[node] == 0) remove(node);
        }
    }

    [[nodiscard]] bool left(std::size_t node) const { return left_[node]; }

    /// Removes `node` and all that then needs nothing any more.
    void remove(std::size_t node) {
        std::vector<std::size_t> queue{node};
        while (!queue.empty()) {
            const std::size_t gone = queue.back();
            queue.pop_back();
            if (!left_[gone]) continue;
            left_[gone] = false;
            for (const std::size_t user : needed_by_[gone]) {
                if (--open_[user] == 0) queue.push_back(user);
            }
        }
    }

    /// What remains needs something that remains, so this walk closes.
    [[nodiscard]] std::vector<std::size_t> cycle_from(std::size_t node) const {
        std::vector<std::size_t> path;
        std::vector<std::size_t> position(graph_.size(), graph_.size());
        while (position[node] == graph_.size()) {
            position[node] = path.size();
            path.push_back(node);
            node = *std::ranges::find_if(graph_[node], [&](std::size_t need) { return left_[need]; });
        }
        path.erase(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(position[node]));
        std::ranges::rotate(path, std::ranges::min_element(path));
        return path;
    }

  private:
    const Graph& graph_;
    Graph needed_by_;
    std::vector<std::size_t> open_;  // needs that are left
    std::vector<bool> left_;
};

}  // namespace

std::vector<std::vector<std::size_t>> find_cycles(const Graph& graph) {
    std::vector<std::vector<std::size_t>> cycles;
    Peeler peeler{graph};
    for (std::size_t node = 0; node < graph.size(); ++node) {
        while (peeler.left(node)) {
            cycles.push_back(peeler.cycle_from(node));
            for (const std::size_t each : cycles.back()) peeler.remove(each);
        }
    }
    return cycles;
}

}  // namespace firebreak::scenario
