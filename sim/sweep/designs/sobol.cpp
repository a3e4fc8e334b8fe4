// The Sobol sequence with a random digital shift, and the Saltelli design that is built on it.
//
// Model card
//   shift      x'_ij = x_ij XOR s_j on 64 binary digits; of these the first 53 make the coordinate
//   Saltelli   (A, B): the halves of a sequence in 2 k dimensions; A_B^(i): A with column i of B
//   s_j: random digits of axis j from the seed; k: axes.
//   Source: directions of Joe and Kuo 2008 as Boost.Random has them; Saltelli et al. 2010, table 2. Valid:
//   up to 3667 dimensions, best with powers of two. Leaves out: nested (Owen) scrambling, whose variance
//   falls faster for smooth measures; recovery times are not smooth. The origin, which Boost leaves out,
//   is the first point: without it 2^m points miss one stratum of each axis.
//   Worked number: without a shift the first points of one axis are 0, 1/2, 3/4, 1/4.
#include <boost/random/sobol.hpp>
#include <string>

#include "firebreak/random.hpp"
#include "sweep/designs/design.hpp"

namespace firebreak::sweep {
namespace {

/// Hands out the shifted points one after the other.
class ShiftedSobol {
  public:
    ShiftedSobol(std::size_t dimensions, std::uint64_t seed) : engine_{dimensions}, shift_(dimensions) {
        const Draws draws{seed, 0};
        for (std::size_t axis = 0; axis < dimensions; ++axis) {
            // Twice 32 digits: one draw has 53.
            const std::string name = std::to_string(axis);
            const auto digits = [&](std::uint32_t index) {
                return static_cast<std::uint64_t>(draws.uniform("digital shift", name, index) * 0x1p32);
            };
            shift_[axis] = digits(0) << 32 | digits(1);
        }
    }
    std::vector<double> next() {
        std::vector<double> point(shift_.size());
        for (std::size_t axis = 0; axis < shift_.size(); ++axis) {
            const std::uint64_t digits = (at_origin_ ? 0 : engine_()) ^ shift_[axis];
            // Half a step more: never 0 or 1.
            point[axis] = (static_cast<double>(digits >> 11) + 0.5) * 0x1p-53;
        }
        at_origin_ = false;
        return point;
    }

  private:
    boost::random::sobol engine_;
    std::vector<std::uint64_t> shift_;
    bool at_origin_ = true;
};

}  // namespace

Design sobol(const SampleSize& size) {
    ShiftedSobol sequence{size.dimensions, size.seed};
    Design design(size.points);
    for (DesignPoint& point : design) point.at = sequence.next();
    return design;
}

Design saltelli(const SaltelliSize& size) {
    const auto k = static_cast<std::ptrdiff_t>(size.dimensions);
    ShiftedSobol sequence{2 * size.dimensions, size.seed};
    Design design;
    for (std::size_t sample = 0; sample < size.base_points; ++sample) {
        const std::vector<double> both = sequence.next();
        const std::vector<double> a{both.begin(), both.begin() + k};
        const std::vector<double> b{both.begin() + k, both.end()};
        const auto add = [&](const std::vector<double>& at, Matrix role, std::ptrdiff_t axis) {
            design.push_back({at, static_cast<int>(sample), role, static_cast<int>(axis)});
        };
        const auto add_mixed = [&](std::vector<double> at, const std::vector<double>& other, Matrix role) {
            for (std::ptrdiff_t axis = 0; axis < k; ++axis) {
                const double own = std::exchange(at[axis], other[axis]);
                add(at, role, axis);
                at[axis] = own;
            }
        };
        add(a, matrix_a, -1);
        add_mixed(a, b, a_with_column_of_b);
        if (size.second_order) add_mixed(b, a, b_with_column_of_a);
        add(b, matrix_b, -1);
    }
    return design;
}

}  // namespace firebreak::sweep
