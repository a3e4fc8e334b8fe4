// fork, pipe, poll: each child sends one record and leaves without running destructors.
#include "sweep/worker_pool.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>

#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

struct Child {
    pid_t pid = -1;
    int pipe = -1;
    int index = 0;
    std::string received;
};

void write_all(int fd, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t n = ::write(fd, bytes.data() + sent, bytes.size() - sent);
        if (n < 0 && errno != EINTR) _exit(3);
        if (n > 0) sent += static_cast<std::size_t>(n);
    }
}

/// First byte: the exit status that the record stands for; the rest: payload or message.
[[noreturn]] void be_child(int fd, int index, const std::function<std::string(int)>& task) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // no orphan goes on when the parent is killed
    std::string record;
    try {
        record = '\0' + task(index);
    } catch (const Bug& error) {
        record = std::string{static_cast<char>(70)} + error.what();
    } catch (const std::exception& error) {
        record = std::string{static_cast<char>(4)} + error.what();
    }
    write_all(fd, record);
    std::fflush(nullptr);
    _exit(0);
}

Child spawn(int index, const std::vector<Child>& siblings, const std::function<std::string(int)>& task) {
    int ends[2];
    if (::pipe(ends) != 0) throw FileError{fmt::format("cannot make a pipe: {}", std::strerror(errno))};
    std::fflush(nullptr);  // or the child would print the parent's buffer again
    const pid_t pid = ::fork();
    if (pid < 0) throw FileError{fmt::format("cannot start a process: {}", std::strerror(errno))};
    if (pid == 0) {
        ::close(ends[0]);
        for (const Child& sibling : siblings) ::close(sibling.pipe);
        be_child(ends[1], index, task);
    }
    ::close(ends[1]);
    return {pid, ends[0], index, {}};
}

TaskResult reap(Child& child) {
    ::close(child.pipe);
    int status = 0;
    while (::waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {
    }
    TaskResult result{child.index, false, {}, 4};
    if (WIFSIGNALED(status)) {
        result.payload = fmt::format("the process died: {}", ::strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0 || child.received.empty()) {
        result.payload = fmt::format("the process ended with status {} and sent no result", WEXITSTATUS(status));
    } else {
        result.exit_status = static_cast<unsigned char>(child.received.front());
        result.ok = result.exit_status == 0;
        result.payload = child.received.substr(1);
    }
    return result;
}

/// Waits for bytes from any child; true if that child has sent its last.
bool drain(Child& child) {
    char buffer[65536];
    const ssize_t n = ::read(child.pipe, buffer, sizeof buffer);
    if (n > 0) child.received.append(buffer, static_cast<std::size_t>(n));
    return n == 0 || (n < 0 && errno != EINTR);
}

}  // namespace

void run_forked(const PoolOptions& options, const std::function<std::string(int)>& task,
                const std::function<void(TaskResult)>& received) {
    std::vector<Child> children;
    int next = 0;
    while (next < options.tasks || !children.empty()) {
        while (next < options.tasks && static_cast<int>(children.size()) < options.jobs) {
            children.push_back(spawn(next++, children, task));
        }
        std::vector<pollfd> waiting;
        for (const Child& child : children) waiting.push_back({child.pipe, POLLIN, 0});
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) {
            throw FileError{fmt::format("cannot wait for child processes: {}", std::strerror(errno))};
        }
        for (std::size_t i = children.size(); i-- > 0;) {
            if ((waiting[i].revents & (POLLIN | POLLHUP | POLLERR)) == 0 || !drain(children[i])) continue;
            TaskResult result = reap(children[i]);
            children.erase(children.begin() + static_cast<std::ptrdiff_t>(i));
            received(std::move(result));
        }
    }
}

}  // namespace firebreak::sweep
