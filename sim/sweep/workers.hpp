// Child processes that send records home, with limits on their time and memory.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace firebreak::sweep {

struct Limits {
    std::chrono::duration<double> wall{0.0};  ///< from start, and from each record; 0: none
    std::uint64_t memory_bytes = 0;           ///< of data, stack apart; 0: none
};

enum class Ending {
    finished,
    crashed,  ///< by its own doing
    killed,   ///< by someone else (a user, a scheduler, a system out of memory): worth another try
    timeout
};

/// Forks without exec: a child starts with all that the parent has loaded. No child outlives its parent,
/// however that ends.
class Workers {
  public:
    /// Sends one record home, whole or (if the child dies meanwhile) not at all.
    using Emit = std::function<void(const std::string& bytes)>;

    /// A record, or the end of a child; the end comes after all its records.
    struct Report {
        std::size_t id = 0;
        bool ended = false;
        std::string bytes = {};  ///< the record; of an end that is not `finished`: why
        Ending ending = Ending::finished;
    };

    Workers() = default;
    ~Workers() { kill_all(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// Runs `body` in a child, which ends when it returns. What it throws is a crash.
    /// Throws `FileError` if no process or pipe can be made.
    void start(std::size_t id, const Limits& limits, const std::function<void(const Emit&)>& body);
    /// What has come in; waits for it, but at most so long, and not beyond a signal.
    [[nodiscard]] std::vector<Report> wait(std::chrono::milliseconds at_most);
    [[nodiscard]] std::size_t running() const { return children_.size(); }
    /// Ends every child at once, and forgets what it has not sent.
    void kill_all();

  private:
    using Clock = std::chrono::steady_clock;
    struct Child {
        std::size_t id = 0;
        pid_t pid = -1;
        int pipe = -1;
        Limits limits;
        Clock::time_point deadline;
        bool timed_out = false;
        std::string received;
    };
    [[nodiscard]] int patience(std::chrono::milliseconds at_most) const;
    void enforce_deadlines();
    [[nodiscard]] bool drain(Child& child, std::vector<Report>& reports);
    [[nodiscard]] Report reap(const Child& child);

    std::vector<Child> children_;
};

}  // namespace firebreak::sweep
