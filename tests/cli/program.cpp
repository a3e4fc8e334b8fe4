// fork, exec and temporary files: no pipe that could fill up, no shell that would reword arguments.
#include "program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace firebreak::cli_test {
namespace {

namespace fs = std::filesystem;

void redirect(int descriptor, const std::string& file, int flags) {
    const int opened = ::open(file.c_str(), flags | O_CLOEXEC, 0600);
    if (opened < 0 || ::dup2(opened, descriptor) < 0) _exit(126);
}

[[noreturn]] void become(const Words& arguments, const Start& start, const std::string& in,
                         const std::string& out, const std::string& err) {
    ::setpgid(0, 0);  // a group of its own, as a shell gives a job
    if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) _exit(126);
    redirect(STDIN_FILENO, in, O_RDONLY);
    redirect(STDOUT_FILENO, out, O_WRONLY | O_CREAT);
    redirect(STDERR_FILENO, err, O_WRONLY | O_CREAT);
    for (const auto& [name, value] : start.environment) ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> argv{const_cast<char*>(FIREBREAK_BINARY)};
    for (const std::string& word : arguments) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    ::execv(FIREBREAK_BINARY, argv.data());
    _exit(127);
}

int wait_for(pid_t child, const std::function<bool()>& interrupt_when) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    bool interrupted = !interrupt_when;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        if (Clock::now() - start > std::chrono::minutes{5}) ::kill(child, SIGKILL);
        if (!interrupted && interrupt_when()) {
            ::kill(-child, SIGINT);
            interrupted = true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Result firebreak(const Words& arguments, const Start& start) {
    const Folder streams;
    const std::string in = streams.write("in", start.standard_input);
    const std::string out = start.out_to.empty() ? streams.at("out") : start.out_to;
    const std::string err = start.err_to.empty() ? streams.at("err") : start.err_to;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    // Named again here, or an interrupt could come before the child has done it.
    if (child != 0) ::setpgid(child, child);
    if (child == 0) become(arguments, start, in, out, err);
    Result result;
    result.status = wait_for(child, start.interrupt_when);
    if (start.out_to.empty()) result.out = contents(out);
    if (start.err_to.empty()) result.err = contents(err);
    return result;
}

std::string shipped(const std::string& path) {
    return std::string{FIREBREAK_SOURCE_DIR} + "/" + path;
}

std::string contents(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    REQUIRE(stream.is_open());
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

Words lines_of(const std::string& text) {
    Words lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string line_with(const std::string& text, const std::string& part) {
    std::string found;
    int count = 0;
    for (const std::string& line : lines_of(text)) {
        if (!has(line, part)) continue;
        found = line;
        ++count;
    }
    return count == 1 ? found : std::to_string(count) + " lines with \"" + part + "\" in:\n" + text;
}

Folder::Folder() {
    std::string name = (fs::temp_directory_path() / "firebreak-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    // What the program prints of it has no links in it.
    path_ = fs::canonical(name);
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& text) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return file.string();
}

Words Folder::entries(const std::string& name) const {
    Words names;
    for (const auto& entry : fs::directory_iterator{path_ / name})
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string minimal() {
    return contents(shipped("scenarios/templates/minimal.json"));
}

std::string minimal_with(const std::string& from, const std::string& to) {
    std::string text = minimal();
    const std::size_t where = text.find(from);
    REQUIRE(where != std::string::npos);
    REQUIRE(text.find(from, where + 1) == std::string::npos);
    return text.replace(where, from.size(), to);
}

}  // namespace firebreak::cli_test
