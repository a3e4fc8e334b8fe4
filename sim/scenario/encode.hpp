// From a struct back to JSON, every default filled in: the resolved echo.
#pragma once

#include "scenario/document.hpp"
#include "scenario/fields.hpp"

namespace firebreak::scenario {

/// What `decode` would read as exactly `object`, bit for bit. Absent optionals are left out.
[[nodiscard]] Json encode(const Record& record, const void* object);

/// One value of a field that is not made of other records, in the unit of its key.
[[nodiscard]] Json encode_leaf(const Field& field, const Leaf& leaf);

}  // namespace firebreak::scenario
