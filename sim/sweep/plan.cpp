// Seeds of points and names of designs.
#include "sweep/plan.hpp"

#include <array>
#include <stdexcept>

#include "firebreak/random.hpp"

namespace firebreak::sweep {
namespace {

constexpr std::array names{"grid",   "one_at_a_time", "latin_hypercube", "sobol",
                           "morris", "saltelli",      "monte_carlo"};

}  // namespace

std::uint64_t Plan::seed_of(std::size_t point) const {
    if (common_luck) return seed;
    // 53 digits, which every program that reads the store can hold.
    return static_cast<std::uint64_t>(Draws{seed, 0}.uniform("point", std::to_string(point)) * 0x1p53);
}

const char* to_string(DesignKind kind) {
    return names.at(static_cast<std::size_t>(kind));
}

DesignKind design_kind(const std::string& word) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (word == names[i]) return static_cast<DesignKind>(i);
    }
    throw std::out_of_range{"there is no design " + word};
}

}  // namespace firebreak::sweep
