// The folders that a scenario may include files from, and reading files within limits.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace firebreak::scenario {

/// A scenario's tree: its folder, or the nearest folder above that holds a file ".firebreak". A
/// scenario from elsewhere must not be able to show its reader's other files in error messages.
class Tree {
  public:
    /// `folder`: of the scenario file. `allowed`: further folders, named by the user.
    Tree(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& allowed);

    /// Whether `path` lies inside once every symbolic link and ".." is resolved.
    [[nodiscard]] bool contains(const std::filesystem::path& path) const;
    [[nodiscard]] const std::filesystem::path& root() const { return roots_.front(); }

  private:
    std::vector<std::filesystem::path> roots_;  // canonical
};

/// The text of a file ("-": standard input). Throws FileError where it cannot be read, and InputError
/// where it is larger than a scenario can be; never reads further than that.
[[nodiscard]] std::string read_text(const std::string& path);

}  // namespace firebreak::scenario
