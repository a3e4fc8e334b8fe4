// How wide text is on a terminal, and text that is safe to print there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace firebreak::report {

/// Columns that UTF-8 `text` takes: 2 for East Asian wide characters, 0 for combining marks, else 1.
/// A byte that is not UTF-8 counts as one column.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` with control characters, direction overrides and bytes that are not UTF-8 replaced by U+FFFD,
/// so that a title out of a file cannot steer the terminal. Line feeds too.
[[nodiscard]] std::string printable(std::string_view text);

/// `text`, cut to at most `width` columns; a cut shows as an ellipsis.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

}  // namespace firebreak::report
