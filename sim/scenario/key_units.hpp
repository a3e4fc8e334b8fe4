// The unit in a key's name: "battery_autonomy_min" is given in minutes and kept in seconds.
#pragma once

#include <string_view>

namespace firebreak::scenario {

enum class Dimension { none, time, power, rate, size, area, length, energy, share, number };

/// A unit as a key's suffix names it. `factor` turns a written value into the unit kept in memory
/// (seconds, watts, bytes per second, bytes, square metres, a share of one, one).
struct KeyUnit {
    std::string_view suffix;
    Dimension dimension;
    double factor;
    std::string_view name;
};

/// The unit that ends `key`, or null where it names none. Knows more units than the format uses, so
/// that a wrong one can be recognised and converted in the message.
[[nodiscard]] const KeyUnit* unit_of(std::string_view key);

/// `key` without the unit that ends it.
[[nodiscard]] std::string_view stem_of(std::string_view key);

}  // namespace firebreak::scenario
