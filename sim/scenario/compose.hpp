// One document out of several: includes followed, overrides applied, every place remembered.
#pragma once

#include <filesystem>
#include <optional>
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

/// A JSON Pointer (RFC 6901) to something inside of a document; the empty one, to all of it, is none.
[[nodiscard]] bool is_pointer(std::string_view text);
/// An index as RFC 6901 writes it, inside an array of `size` elements.
[[nodiscard]] std::optional<std::size_t> array_index(std::string_view token, std::size_t size);

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
    /// by the operations of a JSON Patch (RFC 6902), each held against what the ones before it left. What
    /// cannot be done becomes a finding, and of such a patch nothing is applied.
    void override_with(const std::string& setting);
    void replace_layout(const Document& layout);
    void patch(const Document& operations);

  private:
    /// The object or array that holds (or is to hold) what `tokens` lead to; objects on the way that stand
    /// for their defaults are made. Null, with a finding, where there is none.
    Json* find_parent(const std::vector<std::string>& tokens, const std::string& pointer);
    /// What `token` names in `parent`, which `at` leads to; null, with a finding about `pointer`.
    Json* find_child(Json& parent, const std::string& token, const std::string& at, const std::string& pointer);
    Json* find_target(const std::string& pointer);
    bool apply(const Document& patch, const std::string& operation);
    bool put(const std::string& pointer, Document value);
    bool take_out(const std::string& pointer);
    void include_part(const std::string& key);
    /// Includes the part that `tokens` lead into, if it is a file: a change inside of it needs it.
    void include_on_the_way(const std::vector<std::string>& tokens);
    void include_file(const std::string& key, const std::filesystem::path& path, const std::string& name,
                      bool by_user);
    void report(Problem problem) { findings_.push_back(sources_.locate(problem)); }
    void report_override(const std::string& pointer, std::string problem, std::string suggestion);

    Json root_;
    /// What findings of overrides name: --set, or an operation of a patch.
    struct Override {
        std::string file{override_name};
        Place place{};
        std::string pointer{};  ///< into the patch; empty: none, findings point into the scenario
    };
    Override override_;
    Sources sources_;
    std::vector<Finding> findings_;
    std::filesystem::path folder_;  // of the scenario file, as the user named it
    Tree tree_;
    std::vector<std::string> by_user_;  // parts whose path stands on the command line
};

}  // namespace firebreak::scenario
