// What sweep and merge print, and the table that they write.
#pragma once

#include <chrono>
#include <string>

#include "sweep/sweep.hpp"

namespace firebreak::cli {

/// One line on standard error with rate, time left and failures, redrawn at most ten times a second and
/// erased at the end; only on a terminal. The rate counts what was done since construction.
class SweepProgress {
  public:
    SweepProgress();
    ~SweepProgress();
    SweepProgress(const SweepProgress&) = delete;
    SweepProgress& operator=(const SweepProgress&) = delete;
    void update(const sweep::Tally& tally);
    /// A line that stays. After the first few of them it is swallowed: the store has them all.
    void say(const std::string& line);

  private:
    using Clock = std::chrono::steady_clock;
    void erase();
    bool on_terminal_;
    bool drawn_ = false;
    int said_ = 0;
    Clock::time_point start_ = Clock::now();
    Clock::time_point drawn_at_{};
};

/// Why a run is not ok, and the command that replays it.
[[nodiscard]] std::string failure_line(const std::string& sweep_file, const sweep::RunRow& row);

/// What is in a store, in one line.
[[nodiscard]] std::string sweep_line(const std::string& name, const sweep::Tally& tally,
                                     const std::string& store);

/// Writes every run of `store` as CSV to a file (by rename), or to standard output with "-".
void write_table(const std::string& store, const std::string& file);

}  // namespace firebreak::cli
