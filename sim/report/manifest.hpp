// manifest.json: everything about a run that may differ between two identical ones.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace firebreak::report {

struct ManifestFacts {
    std::string version;
    std::string commit;
    std::string engine;
    std::vector<std::string> command;
    std::uint64_t seed = 1;
    int replications = 1;
    int jobs = 1;
    std::chrono::duration<double> wall_time{0.0};
};

/// Adds host, start of writing (UTC) and the peak memory of this process and its children.
[[nodiscard]] std::string manifest_json(const ManifestFacts& facts);

}  // namespace firebreak::report
