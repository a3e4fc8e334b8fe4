// Reading scenarios: the only door between text and the vocabulary of `include/firebreak`.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "firebreak/error.hpp"
#include "firebreak/scenario.hpp"

namespace firebreak::scenario {

struct ReadOptions {
    /// Folders outside the scenario's tree that it may include files from.
    std::vector<std::filesystem::path> allow_paths = {};
    /// "POINTER=VALUE": replaces (or adds) what stands at the JSON Pointer, in this order.
    std::vector<std::string> sets = {};
    /// Files with a JSON Patch (RFC 6902) each, applied before `sets`.
    std::vector<std::filesystem::path> patches = {};
    /// Replaces the scenario's layout by this file, from wherever it is.
    std::optional<std::filesystem::path> layout = {};
};

struct Loaded {
    Scenario scenario;
    std::vector<Finding> warnings;
    /// The whole scenario as JSON text: self-contained, every default filled in. Reading it again gives
    /// the same scenario, bit for bit, and the same text.
    std::string resolved;
    /// Fills in file, line and column of a finding from its pointer into the scenario; as far as they are known.
    std::function<Finding(const Finding&)> locate;
};

/// Reads a scenario file ("-": standard input) with the files that it includes, and checks all of it.
/// Throws InputError with every finding in the order of files and lines, and FileError where
/// `path_or_dash` itself cannot be read.
[[nodiscard]] Loaded read_scenario(const std::string& path_or_dash, const ReadOptions& options = {});

enum class DocumentKind { scenario, sweep };

/// JSON Schema (2020-12) of a document; of a scenario, "$defs" also holds layout, services, parameters.
[[nodiscard]] std::string json_schema(DocumentKind kind = DocumentKind::scenario);

/// Every field with key, unit, range, default and help, as Markdown.
[[nodiscard]] std::string markdown_reference(DocumentKind kind = DocumentKind::scenario);

}  // namespace firebreak::scenario
