// A file beside the target takes its place.
#include "report/text_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "firebreak/error.hpp"
#include "report/metrics_json.hpp"

namespace firebreak::report {

void write_file(const std::filesystem::path& path, const std::string& text) {
    const std::filesystem::path partial =
        path.parent_path() / fmt::format(".{}.partial-{}", path.filename().string(), ::getpid());
    std::error_code error;
    {
        std::ofstream out{partial, std::ios::binary};
        out << text << std::flush;
        if (!out) {
            std::filesystem::remove(partial, error);
            throw FileError{path.string() + " cannot be written"};
        }
    }
    std::filesystem::rename(partial, path, error);
    if (!error) return;
    const std::string why = error.message();
    std::filesystem::remove(partial, error);
    throw FileError{path.string() + " cannot be written: " + why};
}

std::string pretty_json(const std::string& json) {
    return pretty(nlohmann::ordered_json::parse(json));
}

}  // namespace firebreak::report
