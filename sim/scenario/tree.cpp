// Where includes may point, and how much of a file is read.
#include "scenario/tree.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

#include "firebreak/error.hpp"
#include "scenario/limits.hpp"

namespace firebreak::scenario {
namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& path) {
    std::error_code error;
    const fs::path result = fs::weakly_canonical(fs::absolute(path), error);
    return error ? fs::path{} : result;
}

fs::path root_of(const fs::path& folder) {
    for (fs::path at = folder;; at = at.parent_path()) {
        std::error_code error;
        if (fs::is_regular_file(at / ".firebreak", error)) return at;
        if (at == at.parent_path()) return folder;
    }
}

[[noreturn]] void refuse_size(const std::string& name) {
    throw InputError{{{.file = name,
                       .pointer = {},
                       .problem = "larger than " + std::to_string(text_size_max >> 20) + " MiB",
                       .suggestion = "a scenario is a few hundred kilobytes; is this the right file?"}}};
}

/// All of it, or a little more than there may be.
std::string read_all(std::FILE* file, const std::string& name) {
    std::string text;
    std::string block(std::size_t{64} << 10, '\0');
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), file)) {
        text.append(block, 0, count);
        if (text.size() > text_size_max) break;
    }
    if (std::ferror(file) != 0) throw FileError{name + ": cannot be read: " + std::strerror(errno)};
    return text;
}

bool is_standard_input(const std::string& path) {
    return path == "-" || path == "/dev/stdin" || path == "/dev/fd/0" || path == "/proc/self/fd/0";
}

std::string read_file(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) throw FileError{path + ": cannot be read: it is a folder"};
    if (fs::is_regular_file(path, error) && fs::file_size(path, error) > text_size_max) refuse_size(path);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(path.c_str(), "rb"), std::fclose};
    if (!file) throw FileError{path + ": cannot be read: " + std::strerror(errno)};
    return read_all(file.get(), path);
}

}  // namespace

Tree::Tree(const fs::path& folder, const std::vector<fs::path>& allowed) {
    roots_.push_back(root_of(resolved(folder)));
    for (const fs::path& path : allowed) roots_.push_back(resolved(path));
}

bool Tree::contains(const fs::path& path) const {
    const fs::path target = resolved(path);
    if (target.empty()) return false;
    return std::ranges::any_of(roots_, [&](const fs::path& root) {
        return !root.empty() &&
               std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first == root.end();
    });
}

bool is_stream(const std::string& path) {
    if (is_standard_input(path)) return true;
    const fs::path folder = fs::path{path}.parent_path();
    std::error_code error;
    const fs::file_type type = fs::status(path, error).type();
    return folder == "/dev/fd" || folder == "/proc/self/fd" || type == fs::file_type::fifo ||
           type == fs::file_type::character || type == fs::file_type::socket;
}

fs::path folder_of(const std::string& path) {
    return is_stream(path) ? fs::path{} : fs::path{path}.parent_path();
}

std::string shown_name(const std::string& path) {
    return is_standard_input(path) ? "<stdin>" : path;
}

std::string read_text(const std::string& path) {
    // A command may need a text more than once (each side of a comparison); a stream has it only once.
    static std::map<std::string, std::string> streams;
    const auto fresh = [&] { return is_standard_input(path) ? read_all(stdin, shown_name(path)) : read_file(path); };
    std::string text;
    if (is_stream(path)) {
        const std::string name = is_standard_input(path) ? "-" : path;
        if (!streams.contains(name)) streams.emplace(name, fresh());
        text = streams.at(name);
    } else {
        text = fresh();
    }
    if (text.size() > text_size_max) refuse_size(shown_name(path));
    return text;
}

}  // namespace firebreak::scenario
