// The folder of a run: all of its files, or none.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace firebreak::report {

/// Collects files in a hidden folder beside `target` and puts it in place by rename. Destroyed without
/// `commit`, it leaves nothing behind.
class RunFolder {
  public:
    /// A link is followed. Throws `InputError` if `target` exists and is neither empty nor the folder of a
    /// former run and of nothing else (which `commit` replaces), or if the process stands in it;
    /// `FileError` if nothing can be written there.
    explicit RunFolder(const std::filesystem::path& target);
    ~RunFolder();
    RunFolder(const RunFolder&) = delete;
    RunFolder& operator=(const RunFolder&) = delete;

    void write(const std::string& name, const std::string& text) const;
    void commit();

  private:
    std::filesystem::path target_;
    std::filesystem::path partial_;
    std::vector<std::filesystem::path> made_;  ///< folders above it that were not there, innermost first
    bool committed_ = false;
};

}  // namespace firebreak::report
