// One document out of several: includes followed, overrides applied, every place remembered.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/document.hpp"
#include "scenario/problems.hpp"
#include "scenario/reader.hpp"
#include "scenario/tree.hpp"

namespace firebreak::scenario {

/// Which document each part of the composed scenario came from.
class Sources {
  public:
    /// From `pointer` on down the scenario is `document`; later mounts cover earlier ones.
    void mount(std::string pointer, Document document);
    /// The finding of a problem, with file, line and column.
    [[nodiscard]] Finding locate(const Problem& problem) const;
    /// Sorts by file (in the order of mounting), then by place; the command line comes last.
    void sort(std::vector<Finding>& findings) const;

  private:
    struct Mount {
        std::string pointer;
        Document document;
    };
    std::vector<Mount> mounts_;
};

/// Name of the command line in findings.
inline constexpr std::string_view override_name = "--set";

/// The composed scenario. A part that could not be included is a discarded value in `root`.
class Composer {
  public:
    /// Reads the scenario at `path` ("-": standard input, relative to the current folder) and all that
    /// it includes. Throws FileError, or InputError where the text itself cannot be parsed.
    Composer(const std::string& path, const ReadOptions& options);

    [[nodiscard]] const Json& root() const { return root_; }
    [[nodiscard]] const Sources& sources() const { return sources_; }
    /// Findings of composing, not yet sorted.
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

    /// Changes the composed scenario: what stands at a pointer, by "POINTER=VALUE"; the layout; anything,
    /// by the operations of a JSON Patch (RFC 6902). What cannot be done becomes a finding.
    void override_with(const std::string& setting);
    void replace_layout(const Document& layout);
    /// `name`: the patch in findings.
    void patch(const Json& operations, const std::string& name = std::string{override_name});

  private:
    Json* find_parent(const std::vector<std::string>& tokens, const std::string& pointer);
    bool reach(const std::string& pointer);
    void include_part(const std::string& key);
    void include_file(const std::string& key, const std::filesystem::path& path, const std::string& name);
    void report(Problem problem) { findings_.push_back(sources_.locate(problem)); }
    void report_override(const std::string& pointer, std::string problem, std::string suggestion);

    Json root_;
    std::string override_source_{override_name};  // what findings of overrides name in place of a file
    Sources sources_;
    std::vector<Finding> findings_;
    std::filesystem::path folder_;  // of the scenario file, as the user named it
    Tree tree_;
    std::vector<std::string> by_user_;  // parts whose path stands on the command line
};

}  // namespace firebreak::scenario
