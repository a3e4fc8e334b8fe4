// fork, pipe, poll: a child sends records, each after its length, and leaves without running destructors.
#include "sweep/workers.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>

#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

constexpr std::array stop_signals{SIGINT, SIGTERM, SIGUSR1, SIGHUP, SIGQUIT};

void write_all(int fd, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t n = ::write(fd, bytes.data() + sent, bytes.size() - sent);
        if (n < 0 && errno != EINTR) _exit(3);
        if (n > 0) sent += static_cast<std::size_t>(n);
    }
}

std::string frame(const std::string& bytes) {
    const std::uint64_t size = bytes.size();
    return std::string(reinterpret_cast<const char*>(&size), sizeof size) + bytes;
}

/// Takes the first whole record off `received`.
std::optional<std::string> take_record(std::string& received) {
    std::uint64_t size = 0;
    if (received.size() < sizeof size) return std::nullopt;
    std::memcpy(&size, received.data(), sizeof size);
    if (received.size() - sizeof size < size) return std::nullopt;
    std::string record = received.substr(sizeof size, size);
    received.erase(0, sizeof size + size);
    return record;
}

/// A parent that handles signals decides for its children; Ctrl-C reaches all of them.
void settle_signals() {
    for (const int signal : stop_signals) {
        struct sigaction current {};
        ::sigaction(signal, nullptr, &current);
        if (current.sa_handler == SIG_DFL || current.sa_handler == SIG_IGN) continue;
        ::signal(signal, signal == SIGINT ? SIG_IGN : SIG_DFL);
    }
}

[[noreturn]] void be_child(int fd, pid_t parent, const Limits& limits,
                           const std::function<void(const Workers::Emit&)>& body) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) _exit(1);  // it died before it could take us along
    settle_signals();
    if (limits.memory_bytes > 0) {
        const rlimit memory{limits.memory_bytes, limits.memory_bytes};
        ::setrlimit(RLIMIT_DATA, &memory);
    }
    try {
        body([fd](const std::string& bytes) { write_all(fd, frame(bytes)); });
    } catch (const std::exception& error) {
        std::fprintf(stderr, "firebreak: a worker failed: %s\n", error.what());
        _exit(70);
    }
    std::fflush(nullptr);
    _exit(0);
}

bool is_from_outside(int signal) {
    return signal == SIGKILL || std::ranges::find(stop_signals, signal) != stop_signals.end();
}

pid_t wait_for_end(pid_t pid, int& status) {
    pid_t result = -1;
    while ((result = ::waitpid(pid, &status, 0)) < 0 && errno == EINTR) {}
    return result;
}

}  // namespace

void Workers::start(std::size_t id, const Limits& limits, const std::function<void(const Emit&)>& body) {
    int ends[2];
    if (::pipe(ends) != 0) throw FileError{fmt::format("cannot make a pipe: {}", std::strerror(errno))};
    std::fflush(nullptr);  // or the child would print the parent's buffer again
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0) throw FileError{fmt::format("cannot start a process: {}", std::strerror(errno))};
    if (pid == 0) {
        ::close(ends[0]);
        for (const Child& sibling : children_) ::close(sibling.pipe);
        be_child(ends[1], parent, limits, body);
    }
    ::close(ends[1]);
    const auto allowed = std::chrono::duration_cast<Clock::duration>(limits.wall);
    children_.push_back({id, pid, ends[0], limits, Clock::now() + allowed, false, {}});
}

int Workers::patience(std::chrono::milliseconds at_most) const {
    auto wake = Clock::now() + at_most;
    for (const Child& child : children_) {
        if (child.limits.wall.count() > 0.0 && !child.timed_out) wake = std::min(wake, child.deadline);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(wake - Clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

void Workers::enforce_deadlines() {
    const auto now = Clock::now();
    for (Child& child : children_) {
        if (child.limits.wall.count() <= 0.0 || child.timed_out || now < child.deadline) continue;
        child.timed_out = true;
        ::kill(child.pid, SIGKILL);
    }
}

/// Reads what is there; true if the child has sent its last.
bool Workers::drain(Child& child, std::vector<Report>& reports) {
    char buffer[65536];
    const ssize_t n = ::read(child.pipe, buffer, sizeof buffer);
    if (n < 0) return errno != EINTR;
    child.received.append(buffer, static_cast<std::size_t>(n));
    while (auto record = take_record(child.received)) {
        reports.push_back({.id = child.id, .bytes = std::move(*record)});
        child.deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(child.limits.wall);
    }
    return n == 0;
}

Workers::Report Workers::reap(const Child& child) {
    ::close(child.pipe);
    int status = 0;
    wait_for_end(child.pid, status);
    Report report{.id = child.id, .ended = true};
    if (child.timed_out) {
        report.ending = Ending::timeout;
        report.bytes = fmt::format("took longer than {} s", child.limits.wall.count());
    } else if (WIFSIGNALED(status)) {
        report.ending = is_from_outside(WTERMSIG(status)) ? Ending::killed : Ending::crashed;
        report.bytes = fmt::format("the process died: {}", ::strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
        report.ending = Ending::crashed;
        report.bytes = fmt::format("the process ended with status {}", WEXITSTATUS(status));
    }
    return report;
}

std::vector<Workers::Report> Workers::wait(std::chrono::milliseconds at_most) {
    std::vector<pollfd> waiting;
    for (const Child& child : children_) waiting.push_back({child.pipe, POLLIN, 0});
    const int ready = ::poll(waiting.data(), waiting.size(), patience(at_most));
    if (ready < 0 && errno != EINTR)
        throw FileError{fmt::format("cannot wait for child processes: {}", std::strerror(errno))};
    std::vector<Report> reports;
    for (std::size_t i = waiting.size(); ready > 0 && i-- > 0;) {
        if ((waiting[i].revents & (POLLIN | POLLHUP | POLLERR)) == 0 || !drain(children_[i], reports))
            continue;
        reports.push_back(reap(children_[i]));
        children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    enforce_deadlines();
    return reports;
}

void Workers::kill_all() {
    for (const Child& child : children_) ::kill(child.pid, SIGKILL);
    for (const Child& child : children_) {
        ::close(child.pipe);
        int status = 0;
        wait_for_end(child.pid, status);
    }
    children_.clear();
}

}  // namespace firebreak::sweep
