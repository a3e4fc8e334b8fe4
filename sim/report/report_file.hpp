// firebreak report, without its command line.
#pragma once

#include <cstddef>
#include <filesystem>

#include "metrics/sweep_summary.hpp"
#include "report/sweep_page.hpp"

namespace firebreak::report {

struct ReportFile {
    std::filesystem::path path;
    std::size_t bytes = 0;
};

/// Throws `InputError` where Firebreak was built without the page.
void require_page();

/// Writes the report of `source` (a folder that `run` or `compare` wrote) to `out`; with an empty `out` to
/// report.html in that folder. The file appears by rename. Throws `InputError` where `source` is something
/// else or Firebreak was built without the page, `FileError` where a file cannot be read or written.
ReportFile write_report(const std::filesystem::path& source, const std::filesystem::path& out);

/// The same for a sweep; with an empty `out` to a file beside the store, with .html in place of its ending.
ReportFile write_sweep_report(const metrics::SweepSummary& summary, const SweepPage& page, const std::filesystem::path& out);

}  // namespace firebreak::report
