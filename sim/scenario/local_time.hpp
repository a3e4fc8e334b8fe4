// Local wall-clock times as text, "2022-10-15T15:19".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "firebreak/scenario.hpp"

namespace firebreak::scenario {

/// The time that `text` names, or nothing where it is no "YYYY-MM-DDThh:mm" of the calendar.
[[nodiscard]] std::optional<LocalTime> parse_local_time(std::string_view text);

[[nodiscard]] std::string format_local_time(const LocalTime& time);

}  // namespace firebreak::scenario
