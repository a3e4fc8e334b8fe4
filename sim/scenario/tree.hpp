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

/// The text of a file ("-": standard input). What can be read only once (a pipe, a process substitution,
/// standard input) is kept, and reading it again gives the same text. Throws FileError where it cannot be
/// read, and InputError where it is larger than a scenario can be; never reads further than that.
[[nodiscard]] std::string read_text(const std::string& path);

/// Whether `path` is standard input, a pipe or an open file of the shell, and no file in a folder.
[[nodiscard]] bool is_stream(const std::string& path);
/// The folder that names in the file are relative to: that of the file; of a stream, the current one.
[[nodiscard]] std::filesystem::path folder_of(const std::string& path);
/// The file as findings name it.
[[nodiscard]] std::string shown_name(const std::string& path);

}  // namespace firebreak::scenario
