// The data block of an HTML report: everything that its page shows, as one JSON document.
#pragma once

#include <nlohmann/json.hpp>

#include "report/run_files.hpp"

namespace firebreak::report {

/// Of a folder that `run` or `compare` wrote. Throws `InputError` where it is neither, `FileError` where
/// one of its files cannot be read or does not hold what it should.
[[nodiscard]] nlohmann::ordered_json page_data(const RunFiles& files);

}  // namespace firebreak::report
