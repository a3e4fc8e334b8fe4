// The table of units that keys may name.
#include "scenario/key_units.hpp"

#include <array>

namespace firebreak::scenario {
namespace {

using enum Dimension;

// A suffix that ends with another one stands before it.
constexpr std::array units{
    KeyUnit{"_mb_per_s", rate, 1e6, "megabytes per second"},
    KeyUnit{"_gb_per_s", rate, 1e9, "gigabytes per second"},
    KeyUnit{"_gbps", rate, 1.25e8, "gigabits per second"},
    KeyUnit{"_mbps", rate, 1.25e5, "megabits per second"},
    KeyUnit{"_tbps", rate, 1.25e11, "terabits per second"},
    KeyUnit{"_ms", time, 1e-3, "milliseconds"},
    KeyUnit{"_s", time, 1.0, "seconds"},
    KeyUnit{"_sec", time, 1.0, "seconds"},
    KeyUnit{"_seconds", time, 1.0, "seconds"},
    KeyUnit{"_min", time, 60.0, "minutes"},
    KeyUnit{"_minutes", time, 60.0, "minutes"},
    KeyUnit{"_h", time, 3600.0, "hours"},
    KeyUnit{"_hours", time, 3600.0, "hours"},
    KeyUnit{"_d", time, 86400.0, "days"},
    KeyUnit{"_days", time, 86400.0, "days"},
    KeyUnit{"_kw", power, 1e3, "kilowatts"},
    KeyUnit{"_mw", power, 1e6, "megawatts"},
    KeyUnit{"_w", power, 1.0, "watts"},
    KeyUnit{"_kb", size, 1e3, "kilobytes"},
    KeyUnit{"_mb", size, 1e6, "megabytes"},
    KeyUnit{"_gb", size, 1e9, "gigabytes"},
    KeyUnit{"_tb", size, 1e12, "terabytes"},
    KeyUnit{"_m2", area, 1.0, "square metres"},
    KeyUnit{"_m", length, 1.0, "metres"},
    KeyUnit{"_km", length, 1e3, "kilometres"},
    KeyUnit{"_mj", energy, 1e6, "megajoules"},
    KeyUnit{"_ratio", share, 1.0, "a share of one"},
    KeyUnit{"_probability", share, 1.0, "a probability"},
    KeyUnit{"_pct", share, 0.01, "percent"},
    KeyUnit{"_percent", share, 0.01, "percent"},
    KeyUnit{"_thousand", number, 1e3, "thousands"},
    KeyUnit{"_million", number, 1e6, "millions"},
};

}  // namespace

const KeyUnit* unit_of(std::string_view key) {
    for (const KeyUnit& unit : units) {
        if (key.size() > unit.suffix.size() && key.ends_with(unit.suffix)) return &unit;
    }
    return nullptr;
}

std::string_view stem_of(std::string_view key) {
    const KeyUnit* unit = unit_of(key);
    return unit == nullptr ? key : key.substr(0, key.size() - unit->suffix.size());
}

}  // namespace firebreak::scenario
