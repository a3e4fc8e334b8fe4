// Reads whole files; those of a run fit into memory by far.
#include "report/run_files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "firebreak/error.hpp"

namespace firebreak::report {

namespace fs = std::filesystem;

bool RunFiles::has(const std::string& name) const {
    std::error_code error;
    return fs::is_regular_file(folder_ / name, error);
}

std::string RunFiles::text(const std::string& name) const {
    const fs::path path = folder_ / name;
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    if (!file) throw FileError{fmt::format("cannot read {}: {}", path.string(), std::strerror(errno))};
    return text;
}

nlohmann::ordered_json RunFiles::json(const std::string& name) const {
    try {
        return nlohmann::ordered_json::parse(text(name));
    } catch (const nlohmann::json::parse_error& error) {
        throw FileError{fmt::format("{} is not JSON: {}", (folder_ / name).string(), error.what())};
    }
}

CsvTable RunFiles::csv(const std::string& name) const {
    return CsvTable::parse((folder_ / name).string(), text(name));
}

nlohmann::ordered_json RunFiles::json_if_there(const std::string& name) const {
    return has(name) ? json(name) : nlohmann::ordered_json(nullptr);
}

RunLuck luck_of(const RunFiles& files) {
    const nlohmann::ordered_json metrics = files.json("metrics.json");
    try {
        return {metrics.at("seed").get<std::uint64_t>(), metrics.at("replications").get<int>()};
    } catch (const nlohmann::json::exception& error) {
        throw FileError{fmt::format("{} is not that of a run: {}", (files.folder() / "metrics.json").string(), error.what())};
    }
}

void write_aside(const fs::path& target, const std::string& text) {
    const fs::path aside = target.parent_path() / fmt::format(".{}.{}", target.filename().string(), ::getpid());
    errno = 0;
    std::ofstream file{aside, std::ios::binary};
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    std::error_code error;
    if (!file) {
        const std::string why = std::strerror(errno);
        fs::remove(aside, error);
        throw FileError{fmt::format("cannot write {}: {}", target.string(), why)};
    }
    fs::rename(aside, target, error);
    if (!error) return;
    std::error_code ignored;
    fs::remove(aside, ignored);
    throw FileError{fmt::format("cannot put {} in place: {}", target.string(), error.message())};
}

}  // namespace firebreak::report
