// The document of `firebreak compare`, for the tests that read it.
#pragma once

#include <nlohmann/json.hpp>

#include "catch_compat.hpp"
#include "program.hpp"

namespace firebreak::cli_test {

/// Runs `firebreak compare` with `arguments`, which must succeed.
inline nlohmann::json comparison_of(const Words& arguments) {
    Words all{"compare"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(), {"--format", "json"});
    const Result result = firebreak(all);
    INFO(result.err);
    REQUIRE(result.status == 0);
    return nlohmann::json::parse(result.out);
}

}  // namespace firebreak::cli_test
