// Single files that a command leaves behind.
#pragma once

#include <filesystem>
#include <string>

namespace firebreak::report {

/// Writes `text` to `path` by rename: the whole file appears, or what was there stays. Throws `FileError`.
void write_file(const std::filesystem::path& path, const std::string& text);

/// JSON text with one member a line, and a line feed at its end. Expects valid JSON.
[[nodiscard]] std::string pretty_json(const std::string& json);

}  // namespace firebreak::report
