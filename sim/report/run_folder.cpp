// Write aside, then rename: a reader sees the old run or the new one, never a mixture.
#include "report/run_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "firebreak/error.hpp"

namespace firebreak::report {
namespace {

namespace fs = std::filesystem;

/// Every run has one; a folder without it is not ours to replace.
constexpr const char* mark = "manifest.json";

fs::path beside(const fs::path& target, const char* role) {
    const fs::path name = target.filename();
    return target.parent_path() / fmt::format(".{}.{}-{}", name.string(), role, ::getpid());
}

void require_replaceable(const fs::path& target) {
    std::error_code ignored;
    if (!fs::exists(target, ignored)) return;
    const bool ours = fs::is_directory(target, ignored) &&
                      (fs::is_empty(target, ignored) || fs::exists(target / mark, ignored));
    if (ours) return;
    throw InputError{{{Severity::error, "--out", 0, 0, "",
                       fmt::format("{} exists and is not the folder of a run", target.string()),
                       "name a new folder, or remove it first"}}};
}

}  // namespace

RunFolder::RunFolder(fs::path target) {
    while (!target.has_filename() && target.has_parent_path() && target != target.parent_path())
        target = target.parent_path();
    target_ = fs::absolute(target);
    require_replaceable(target_);
    partial_ = beside(target_, "partial");
    std::error_code error;
    fs::create_directories(partial_, error);
    if (error) throw FileError{fmt::format("cannot create {}: {}", partial_.string(), error.message())};
}

RunFolder::~RunFolder() {
    if (committed_) return;
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
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
