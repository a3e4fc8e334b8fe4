// The order of names: a strict total order in which numbers count.
#include "core/natural_order.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch_compat.hpp"

namespace firebreak {
namespace {

TEST_CASE("natural order: numbers count, whatever their length") {
    const std::vector<std::string> sorted{"", "1", "01a", "a", "a0", "a1", "a2", "a2b", "a10", "a10b2", "a10b10", "ab", "b"};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        for (std::size_t k = 0; k < sorted.size(); ++k) {
            CAPTURE(sorted[i], sorted[k]);
            CHECK(natural_less(sorted[i], sorted[k]) == (i < k));
        }
    }
}

TEST_CASE("natural order: leading zeros part names that are otherwise alike") {
    CHECK(natural_less("row-01", "row-1"));
    CHECK_FALSE(natural_less("row-1", "row-01"));
    CHECK(natural_less("row-1", "row-02"));
    CHECK(natural_less("99999999999999999999998", "99999999999999999999999"));  // longer than any integer
}

}  // namespace
}  // namespace firebreak
