// What lies in a folder that `run` or `compare` wrote.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "report/csv_table.hpp"

namespace firebreak::report {

/// Reads the files of one folder. Every failure is a `FileError` with path and cause.
class RunFiles {
  public:
    explicit RunFiles(std::filesystem::path folder) : folder_{std::move(folder)} {}

    [[nodiscard]] bool has(const std::string& name) const;
    [[nodiscard]] std::string text(const std::string& name) const;
    [[nodiscard]] nlohmann::ordered_json json(const std::string& name) const;
    [[nodiscard]] CsvTable csv(const std::string& name) const;
    /// `json`, or null where there is no such file.
    [[nodiscard]] nlohmann::ordered_json json_if_there(const std::string& name) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

/// With which luck the folder's run was made, as its metrics.json says. Throws `FileError`.
struct RunLuck {
    std::uint64_t seed = 1;
    int replications = 1;
};
[[nodiscard]] RunLuck luck_of(const RunFiles& files);

/// Writes `text` beside `target` and renames it: a reader sees the old file or the new one. Throws
/// `FileError`.
void write_aside(const std::filesystem::path& target, const std::string& text);

}  // namespace firebreak::report
