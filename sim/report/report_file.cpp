// Folder in, page out.
#include "report/report_file.hpp"

#include <fmt/format.h>

#include "firebreak/error.hpp"
#include "report/html_page.hpp"
#include "report/page_data.hpp"
#include "report/run_files.hpp"

namespace firebreak::report {
namespace {

namespace fs = std::filesystem;

std::string title_of(const nlohmann::ordered_json& data) {
    if (data.at("kind") == "run") return data.at("metrics").value("scenario", "") + " - Firebreak";
    return "Comparison - Firebreak";
}

}  // namespace

ReportFile write_report(const fs::path& source, const fs::path& out) {
    if (embedded_page().empty()) {
        throw InputError{{{Severity::error, "report", 0, 0, "", "this firebreak was built without the report page",
                           "install nodejs and npm, and build with -DFIREBREAK_REPORT=ON"}}};
    }
    std::error_code error;
    if (!fs::exists(source, error)) throw FileError{fmt::format("there is no {}", source.string())};
    const fs::path target = out.empty() ? source / "report.html" : out;
    const nlohmann::ordered_json data = page_data(RunFiles{source});
    const std::string html = html_page(title_of(data), data);
    write_aside(target, html);
    return {target, html.size()};
}

}  // namespace firebreak::report
