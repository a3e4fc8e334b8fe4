// From a pointer in the composed scenario to file, line and column.
#include <algorithm>
#include <tuple>

#include "scenario/compose.hpp"

namespace firebreak::scenario {
namespace {

bool covers(std::string_view mount, std::string_view pointer) {
    return pointer.starts_with(mount) && (pointer.size() == mount.size() || pointer[mount.size()] == '/');
}

}  // namespace

void Sources::mount(std::string pointer, Document document) {
    mounts_.push_back({std::move(pointer), std::move(document)});
}

Finding Sources::locate(const Problem& problem) const {
    Finding finding{.severity = problem.severity,
                    .file = {},
                    .pointer = problem.pointer,
                    .problem = problem.problem,
                    .suggestion = problem.suggestion};
    const auto mount = std::find_if(mounts_.rbegin(), mounts_.rend(),
                                    [&](const Mount& each) { return covers(each.pointer, problem.pointer); });
    if (mount == mounts_.rend()) return finding;
    finding.file = mount->document.name;
    const std::string_view inner = std::string_view{problem.pointer}.substr(mount->pointer.size());
    const Place place = mount->document.place_of(inner, problem.at_key);
    finding.line = place.line;
    finding.column = place.column;
    return finding;
}

void Sources::sort(std::vector<Finding>& findings) const {
    const auto rank = [&](const Finding& finding) {
        // Only what stands on the command line has no line, unless a file could not be read at all.
        const auto it =
            std::ranges::find(mounts_, finding.file, [](const Mount& each) { return each.document.name; });
        if (it != mounts_.end() && it->document.line_starts.empty()) return mounts_.size() + 1;
        return static_cast<std::size_t>(it - mounts_.begin());
    };
    std::ranges::stable_sort(findings, {}, [&](const Finding& finding) {
        return std::tuple{rank(finding), finding.line, finding.column};
    });
}

}  // namespace firebreak::scenario
