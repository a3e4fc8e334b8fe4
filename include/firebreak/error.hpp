// What can go wrong, by who has to act: the author of a file, the machine, a run, or us.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace firebreak {

enum class Severity { error, warning };

/// One thing that is wrong (or doubtful) in the user's input, with its place and the way out.
struct Finding {
    Severity severity = Severity::error;
    std::string file;        ///< as the user named it; "--set" and the like for the command line
    int line = 0;            ///< 1-based; 0 where the place is not a line of a file
    int column = 0;          ///< 1-based, in bytes; 0 where unknown
    std::string pointer;     ///< JSON Pointer (RFC 6901) in the composed scenario; may be empty
    std::string problem;     ///< what is wrong
    std::string suggestion;  ///< what would be right; may be empty
};

/// `file:line:column: /pointer: problem; suggestion`
[[nodiscard]] std::string to_string(const Finding& finding);

/// The scenario or the flags are wrong (exit status 2). Carries every finding, not the first.
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<Finding> findings);
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

  private:
    std::vector<Finding> findings_;
};

/// A file could not be read or written (exit status 3). The message names path and cause.
class FileError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A run could not be carried to its end: engine deadlock, limit, crash (exit status 4).
class RunFailed : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The user, or a scheduler, stopped the work before its end (exit status 75).
class Interrupted : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A broken promise inside Firebreak (exit status 70).
class Bug : public std::logic_error {
    using std::logic_error::logic_error;
};

/// Throws `Bug` with the place; out of line so that the check itself stays small.
[[noreturn]] void raise_bug(const char* file, int line, const char* what);

}  // namespace firebreak

/// Checked in every build: a wrong result is dearer than a branch.
#define FIREBREAK_ASSERT(condition, what)                             \
    do {                                                              \
        if (!(condition)) firebreak::raise_bug(__FILE__, __LINE__, what); \
    } while (false)
