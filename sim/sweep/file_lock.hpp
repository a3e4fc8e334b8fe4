// One process at a time: a lock on a file beside the one that it guards.
#pragma once

#include <string>

namespace firebreak::sweep {

/// Held until destruction, or until the process ends in any way; children do not inherit it. The file
/// "<path>-lock" exists only meanwhile, unless the process was killed; then it does no harm.
class FileLock {
  public:
    /// Throws FileError where another process holds the lock, naming it.
    explicit FileLock(const std::string& path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    std::string path_;
    int descriptor_ = -1;
};

}  // namespace firebreak::sweep
