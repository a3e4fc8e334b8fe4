// Signal handlers; they interrupt a waiting system call, so that the loop looks up.
#include "sweep/stop_signals.hpp"

#include <unistd.h>

#include <array>
#include <csignal>

namespace firebreak::sweep {
namespace {

constexpr std::array signals{SIGINT, SIGTERM, SIGUSR1, SIGHUP};
constexpr int status_incomplete = 75;
volatile std::sig_atomic_t received = 0;

void on_signal(int) {
    // The children end with us, and the store survives anything.
    if (received != 0) _exit(status_incomplete);
    received = 1;
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

}  // namespace

StopSignals::StopSignals() {
    received = 0;
    for (const int signal : signals) handle(signal, on_signal);
    handle(SIGXFSZ, SIG_IGN);
}

StopSignals::~StopSignals() {
    for (const int signal : signals) handle(signal, SIG_DFL);
    handle(SIGXFSZ, SIG_DFL);
}

bool StopSignals::requested() {
    return received != 0;
}

}  // namespace firebreak::sweep
