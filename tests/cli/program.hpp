// Runs the real program the way a shell does, and reads what it left behind.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "catch_compat.hpp"

namespace firebreak::cli_test {

using Words = std::vector<std::string>;

/// What one command did.
struct Result {
    int status = -1;  ///< exit status; 128 + signal where it was killed
    std::string out;
    std::string err;
};

/// How a command is started.
struct Start {
    std::string standard_input = {};
    std::map<std::string, std::string> environment = {};
    std::string out_to = {};  ///< a file in place of the captured standard output
    std::string err_to = {};
    /// Ctrl-C, to all its processes, once this is so; empty: never. Times say little on a busy machine.
    std::function<bool()> interrupt_when = {};
    std::filesystem::path folder = {};               ///< current folder of the command; empty: the test's
};

/// Runs `firebreak` with `arguments` and waits for it; killed after five minutes (machines may be busy), with status 128 + 9.
[[nodiscard]] Result firebreak(const Words& arguments, const Start& start = {});

/// A shipped file, by its path below the top of the sources.
[[nodiscard]] std::string shipped(const std::string& path);

[[nodiscard]] std::string contents(const std::filesystem::path& file);
[[nodiscard]] Words lines_of(const std::string& text);
[[nodiscard]] bool has(const std::string& text, const std::string& part);
/// The one line that contains `part`, or a remark that makes a comparison fail readably.
[[nodiscard]] std::string line_with(const std::string& text, const std::string& part);

/// A folder of its own that vanishes with the test.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    /// Path of `name` inside, whether it exists or not.
    [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const;
    /// Names of all entries, hidden ones too, sorted.
    [[nodiscard]] Words entries(const std::string& name = {}) const;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// The text of templates/minimal.json with its one occurrence of `from` replaced.
[[nodiscard]] std::string minimal_with(const std::string& from, const std::string& to);
[[nodiscard]] std::string minimal();

}  // namespace firebreak::cli_test
