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
    if (data.at("kind") == "sweep") return data.at("summary").value("name", "") + " - Firebreak";
    return "Comparison - Firebreak";
}

ReportFile write_page(const nlohmann::ordered_json& data, const fs::path& target) {
    const std::string html = html_page(title_of(data), data);
    write_aside(target, html);
    return {target, html.size()};
}

}  // namespace

void require_page() {
    if (!embedded_page().empty()) return;
    throw InputError{{{Severity::error, "report", 0, 0, "", "this firebreak was built without the report page",
                       "install nodejs and npm, and build with -DFIREBREAK_REPORT=ON"}}};
}

ReportFile write_report(const fs::path& source, const fs::path& out) {
    require_page();
    std::error_code error;
    if (!fs::exists(source, error)) throw FileError{fmt::format("there is no {}", source.string())};
    return write_page(page_data(RunFiles{source}), out.empty() ? source / "report.html" : out);
}

ReportFile write_sweep_report(const metrics::SweepSummary& summary, const SweepPage& page, const fs::path& out) {
    require_page();
    return write_page(sweep_page_data(summary, page), out.empty() ? fs::path{page.store}.replace_extension(".html") : out);
}

}  // namespace firebreak::report
