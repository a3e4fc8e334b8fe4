// What an unknown key was probably meant to be.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/fields.hpp"

namespace firebreak::scenario {

struct Misspelt {
    std::string problem;
    std::string suggestion;
    std::string meant;  ///< key of the field that was meant; empty: no guess
};

/// Explains `key`, which `record` does not know: a known field in another unit (with the value to
/// write, where `value` is a number), a typing error, or nothing known.
[[nodiscard]] Misspelt explain_unknown_key(std::string_view key, std::optional<double> value,
                                           const Record& record);

}  // namespace firebreak::scenario
