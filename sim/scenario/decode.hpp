// From a composed JSON document to a struct, by the table of its fields.
#pragma once

#include "scenario/document.hpp"
#include "scenario/fields.hpp"
#include "scenario/problems.hpp"

namespace firebreak::scenario {

/// Fills `object` (a struct that `record` describes) from `json`. Everything that is wrong goes to
/// `problems`; what can be read is read, so that checks across fields may follow. Returns false where
/// a whole object or collection could not be read and such checks would report its absence.
[[nodiscard]] bool decode(const Json& json, const Record& record, void* object, Problems& problems);

}  // namespace firebreak::scenario
