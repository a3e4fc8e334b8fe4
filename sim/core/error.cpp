// Messages of findings and errors.
#include "firebreak/error.hpp"

#include <algorithm>

namespace firebreak {
namespace {

std::string joined(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        if (!text.empty()) text += '\n';
        text += to_string(finding);
    }
    return text;
}

}  // namespace

std::string to_string(const Finding& finding) {
    std::string text = finding.file;
    if (finding.line > 0) {
        text += ':' + std::to_string(finding.line);
        if (finding.column > 0) text += ':' + std::to_string(finding.column);
    }
    const auto separate = [&text] {
        if (!text.empty()) text += ": ";
    };
    if (!finding.pointer.empty()) {
        separate();
        text += finding.pointer;
    }
    separate();
    if (finding.severity == Severity::warning) text += "warning: ";
    text += finding.problem;
    if (!finding.suggestion.empty()) text += "; " + finding.suggestion;
    return text;
}

InputError::InputError(std::vector<Finding> findings)
    : std::runtime_error{joined(findings)}, findings_{std::move(findings)} {}

void raise_bug(const char* file, int line, const char* what) {
    throw Bug{std::string{file} + ':' + std::to_string(line) + ": broken promise: " + what};
}

}  // namespace firebreak
