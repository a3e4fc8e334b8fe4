// What a measure says, from the end of its path.
#include <algorithm>
#include <array>

#include "firebreak/metrics.hpp"

namespace firebreak {
namespace {

constexpr std::array events{"/isolation_h", "/extinguished_h"};
constexpr std::array recoveries{"/recovery_h/", "/power_restored_h/", "/servers_restored_h/"};
constexpr std::array settled{"/data_loss_s", "/data_loss_requests", "/servers_lost", "/still_losing"};

template <std::size_t N>
bool ends_in_any(std::string_view path, const std::array<const char*, N>& ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return path.ends_with(end); });
}

}  // namespace

MeasureKind measure_kind(std::string_view path) {
    if (ends_in_any(path, events)) return MeasureKind::event;
    if (ends_in_any(path, settled)) return MeasureKind::amount;
    // ".../recovery_h/full": the level is the last part.
    const std::string_view up_to_level = path.substr(0, path.rfind('/') + 1);
    if (ends_in_any(up_to_level, recoveries)) return MeasureKind::recovery;
    return path.starts_with("/services/") ? MeasureKind::loss : MeasureKind::amount;
}

}  // namespace firebreak
