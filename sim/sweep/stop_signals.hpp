// Ctrl-C and a scheduler's signals as a question that a loop can ask.
#pragma once

namespace firebreak::sweep {

/// From construction to destruction SIGINT, SIGTERM, SIGUSR1 and SIGHUP do not end the process: the first
/// one sets `requested`, a second one ends it at once with status 75. Also keeps a file that may not
/// grow from being fatal. One object at a time.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    [[nodiscard]] static bool requested();
};

}  // namespace firebreak::sweep
