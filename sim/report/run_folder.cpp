// Write aside, then rename: a reader sees the old run or the new one, never a mixture.
#include "report/run_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "firebreak/error.hpp"

namespace firebreak::report {
namespace {

namespace fs = std::filesystem;

/// Every run has one; a folder without it is not ours to replace.
constexpr const char* mark = "manifest.json";
/// Nor is one with anything else in it: other programs have manifests too.
constexpr std::array written{"comparison.json",        "critical_paths.json", "events.csv",   "facility.csv",
                             "latency.csv",            "manifest.json",       "metrics.json", "report.html",
                             "scenario.resolved.json", "service_level.csv",   "timeline.json"};

fs::path beside(const fs::path& target, const char* role) {
    const fs::path name = target.filename();
    return target.parent_path() / fmt::format(".{}.{}-{}", name.string(), role, ::getpid());
}

[[noreturn]] void refuse(const fs::path& target, const std::string& why,
                         const std::string& suggestion = "name a new folder, or remove it first") {
    throw InputError{
        {{Severity::error, "--out", 0, 0, "", fmt::format("{} {}", target.string(), why), suggestion}}};
}

void require_replaceable(const fs::path& target) {
    std::error_code error;
    const fs::file_type type = fs::symlink_status(target, error).type();
    if (type == fs::file_type::not_found) return;
    if (type != fs::file_type::directory) refuse(target, "exists and is not a folder");
    if (fs::is_empty(target, error)) return;
    if (!fs::exists(target / mark, error)) refuse(target, "exists and is not the folder of a run");
    for (fs::directory_iterator it{target, error}, end; it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (std::find(written.begin(), written.end(), name) != written.end()) continue;
        refuse(target, fmt::format("holds {}, which no run has written", name));
    }
    if (error) throw FileError{fmt::format("cannot look into {}: {}", target.string(), error.message())};
}

/// Without links, dots and a slash at the end: this is what can be renamed.
fs::path resolved(const fs::path& path) {
    std::error_code error;
    fs::path result = fs::weakly_canonical(fs::absolute(path), error);
    if (error) result = fs::absolute(path).lexically_normal();
    return result.has_filename() ? result : result.parent_path();
}

/// Replacing the folder that a shell stands in would leave the shell in a folder that is gone.
void require_outside(const fs::path& target) {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    if (std::mismatch(target.begin(), target.end(), here.begin(), here.end()).first != target.end()) return;
    refuse(target, "is the current folder, or one above it", "name a folder inside it");
}

}  // namespace

RunFolder::RunFolder(const fs::path& target) : target_{resolved(target)} {
    require_outside(target_);
    require_replaceable(target_);
    partial_ = beside(target_, "partial");
    std::error_code error;
    for (fs::path above = target_.parent_path(); !fs::exists(above, error); above = above.parent_path())
        made_.push_back(above);
    fs::create_directories(partial_, error);
    if (error) throw FileError{fmt::format("cannot create {}: {}", target_.string(), error.message())};
}

RunFolder::~RunFolder() {
    if (committed_) return;
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
    for (const fs::path& folder : made_) fs::remove(folder, ignored);
}

void RunFolder::write(const std::string& name, const std::string& text) const {
    const fs::path path = partial_ / name;
    errno = 0;
    std::ofstream file{path, std::ios::binary};
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file)
        throw FileError{fmt::format("cannot write {}: {}", (target_ / name).string(), std::strerror(errno))};
}

void RunFolder::commit() {
    const fs::path former = beside(target_, "former");
    std::error_code error;
    const bool replaces = fs::exists(target_, error);
    if (replaces) fs::rename(target_, former, error);
    if (!error) fs::rename(partial_, target_, error);
    if (error) {
        std::error_code ignored;
        if (replaces && !fs::exists(target_, ignored)) fs::rename(former, target_, ignored);
        throw FileError{fmt::format("cannot put {} in place: {}", target_.string(), error.message())};
    }
    committed_ = true;
    std::error_code ignored;
    if (replaces) fs::remove_all(former, ignored);
}

}  // namespace firebreak::report
