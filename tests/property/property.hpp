// Runs a rapidcheck property inside a Catch2 case, reproducibly: RC_PARAMS="seed=... max_success=..."
// explores further, and a failure prints what replays it.
#pragma once

#include <rapidcheck.h>

#include <cstdlib>
#include <string>

#include "catch_compat.hpp"

namespace firebreak::test {

template <class Property>
void holds(const std::string& claim, Property property) {
    ::setenv("RC_PARAMS", "seed=20221015 max_success=100 max_size=200", 0);  // 0: a value from outside stays
    CHECK(rc::check(claim, property));
}

}  // namespace firebreak::test
