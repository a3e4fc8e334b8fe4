// The rules of the house that neither the compiler nor the build targets can see, as tests over the
// source tree: which room may use which library, purity of the model rooms, form of the files.
#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch_compat.hpp"

namespace {

namespace fs = std::filesystem;
using Complaints = std::vector<std::string>;

struct SourceFile {
    std::string path;  ///< relative to the project root, with '/'
    std::vector<std::string> lines;
};

std::vector<std::string> lines_of(std::istream& stream) {
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

SourceFile source(std::string path, const std::string& text) {
    std::istringstream stream{text};
    return {std::move(path), lines_of(stream)};
}

bool lies_in(const SourceFile& file, std::initializer_list<std::string_view> folders) {
    return std::any_of(folders.begin(), folders.end(),
                       [&](std::string_view folder) { return file.path.starts_with(folder); });
}

/// Every file with one of the extensions, below the folders or named itself.
std::vector<SourceFile> tree(const std::vector<std::string>& places,
                             const std::set<std::string>& extensions) {
    const fs::path root{FIREBREAK_SOURCE_DIR};
    std::vector<fs::path> paths;
    for (const std::string& place : places) {
        if (fs::is_regular_file(root / place)) paths.push_back(root / place);
        if (!fs::is_directory(root / place)) continue;
        for (const auto& entry : fs::recursive_directory_iterator{root / place}) {
            if (entry.is_regular_file() && extensions.contains(entry.path().extension().string()))
                paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<SourceFile> files;
    for (const fs::path& path : paths) {
        std::ifstream stream{path};
        files.push_back({path.lexically_relative(root).generic_string(), lines_of(stream)});
    }
    return files;
}

std::vector<SourceFile> product_code() {
    return tree({"include", "sim"}, {".hpp", ".cpp"});
}
std::vector<SourceFile> all_code() {
    return tree({"include", "sim", "tests"}, {".hpp", ".cpp"});
}

/// A line as the compiler sees it, more or less: without string contents and `//` comments.
std::string code_of(const std::string& line) {
    static const std::regex text{R"("(\\.|[^"\\])*")"};
    const std::string bare = std::regex_replace(line, text, "\"\"");
    return bare.substr(0, bare.find("//"));
}

/// The header that a line includes; empty where it includes none.
std::string included(const std::string& line) {
    static const std::regex include{R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re"};
    std::smatch match;
    return std::regex_search(line, match, include) ? match[1].str() : std::string{};
}

std::string at(const SourceFile& file, std::size_t index, const std::string& what) {
    return file.path + ":" + std::to_string(index + 1) + ": " + what;
}

/// Heavy libraries stay where they are wrapped, and the vocabulary stands on the standard library alone.
Complaints library_complaints(const SourceFile& file) {
    Complaints result;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string header = included(file.lines[i]);
        const bool simgrid = header.starts_with("simgrid/") || header.starts_with("xbt/");
        if ((simgrid && !lies_in(file, {"sim/engine/simgrid/"})) ||
            (header.starts_with("nlohmann/") &&
             !lies_in(file, {"sim/scenario/", "sim/report/", "sim/sweep/"})) ||
            (header.starts_with("CLI/") && !lies_in(file, {"sim/cli/"})))
            result.push_back(at(file, i, "<" + header + "> does not belong into this room"));
        const bool own_or_standard =
            header.starts_with("firebreak/") || header.find_first_of("/.") == header.npos;
        if (lies_in(file, {"include/"}) && !own_or_standard)
            result.push_back(at(file, i, "<" + header + "> in the vocabulary"));
    }
    return result;
}

/// True for a variable that outlives its scope and can change: `static` without const in any scope, or
/// a definition in column 0 (namespaces are not indented). Functions of either kind are welcome.
bool is_mutable_static(const std::string& code) {
    static const std::regex fixed{R"(\b(const|constexpr|consteval)\b)"};
    static const std::regex keeps{R"(\b(static|thread_local)\b[^=;{(]*[=;{])"};
    static const std::regex global{R"(^[A-Za-z_][\w:<>,*& ]*\s\w+\s*(=[^=].*|\{.*\})?;)"};
    static const std::regex other{
        R"(^(using|namespace|struct|class|enum|union|template|extern|friend|typedef|return)\b)"};
    if (std::regex_search(code, fixed)) return false;
    return std::regex_search(code, keeps) ||
           (std::regex_search(code, global) && !std::regex_search(code, other));
}

/// The model rooms compute: no input or output, no clock, no state of their own.
Complaints purity_complaints(const SourceFile& file) {
    static const std::set<std::string> impure_headers{"fstream", "iostream", "filesystem", "random",
                                                      "ctime",   "cstdio",   "thread",     "mutex",
                                                      "future",  "atomic"};
    static const std::regex clock{R"(\b(system_clock|steady_clock|high_resolution_clock|getenv)\b)"};
    Complaints result;
    if (!lies_in(file, {"sim/hazard/", "sim/facility/", "sim/services/", "sim/metrics/", "sim/world/"}))
        return result;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string code = code_of(file.lines[i]);
        if (impure_headers.contains(included(file.lines[i])))
            result.push_back(at(file, i, "<" + included(file.lines[i]) + "> in a pure room"));
        if (std::regex_search(code, clock)) result.push_back(at(file, i, "reads a clock or the environment"));
        if (is_mutable_static(code)) result.push_back(at(file, i, "static state that can change"));
    }
    return result;
}

/// Samplers are our own: those of the standard library differ from one implementation to the next.
Complaints randomness_complaints(const SourceFile& file) {
    static const std::regex foreign{R"(\bstd::(\w+_distribution|random_device|mt19937\w*|rand)\b)"};
    Complaints result;
    for (std::size_t i = 0; i < file.lines.size(); ++i)
        if (std::regex_search(code_of(file.lines[i]), foreign))
            result.push_back(at(file, i, "draws from the standard library"));
    return result;
}

Complaints form_complaints(const SourceFile& file) {
    constexpr std::size_t longest = 350;
    Complaints result;
    if (file.lines.empty() || !file.lines.front().starts_with("// "))
        result.push_back(at(file, 0, "does not start by saying what it is for"));
    if (file.lines.size() > longest) result.push_back(at(file, longest, "file is too long"));
    const bool header = file.path.ends_with(".hpp");
    if (header && std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end())
        result.push_back(at(file, 0, "header without #pragma once"));
    return result;
}

/// Work that was put off. The words are put together here so that this file does not contain them.
Complaints unfinished_complaints(const SourceFile& file) {
    static const std::array<std::string, 6> words{
        "to"
        "do",
        "fix"
        "me",
        "x"
        "xx",
        "ha"
        "ck",
        "place"
        "holder",
        "not imple"
        "mented"};
    const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    Complaints result;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        std::string line = file.lines[i];
        std::transform(line.begin(), line.end(), line.begin(),
                       [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
        for (const std::string& word : words) {
            for (auto where = line.find(word); where != line.npos; where = line.find(word, where + 1)) {
                const std::size_t end = where + word.size();
                const bool whole = (where == 0 || !is_letter(line[where - 1])) &&
                                   (end == line.size() || !is_letter(line[end]));
                if (whole) result.push_back(at(file, i, "\"" + word + "\""));
            }
        }
    }
    return result;
}

template <class Rule>
Complaints complaints(const std::vector<SourceFile>& files, Rule rule) {
    Complaints all;
    for (const SourceFile& file : files)
        for (std::string& complaint : rule(file)) all.push_back(std::move(complaint));
    return all;
}

const Complaints none;

}  // namespace

TEST_CASE("house: the source tree is found", "[house]") {
    CHECK(product_code().size() > 20);
    CHECK(all_code().size() > product_code().size());
}

TEST_CASE("house: each library stays in its rooms", "[house]") {
    CHECK(complaints(product_code(), library_complaints) == none);

    CHECK(library_complaints(source("sim/hazard/a.cpp", "#include <simgrid/s4u.hpp>")).size() == 1);
    CHECK(library_complaints(source("sim/engine/a.cpp", "#include <xbt/log.h>")).size() == 1);
    CHECK(library_complaints(source("sim/engine/simgrid/a.cpp", "#include <simgrid/s4u.hpp>")) == none);
    CHECK(library_complaints(source("sim/cli/a.cpp", "#include <nlohmann/json.hpp>")).size() == 1);
    CHECK(library_complaints(source("sim/report/a.cpp", "#include <nlohmann/json.hpp>")) == none);
    CHECK(library_complaints(source("sim/run.cpp", "  #  include \"CLI/CLI.hpp\"")).size() == 1);
    CHECK(library_complaints(source("include/firebreak/a.hpp", "#include <fmt/format.h>")).size() == 1);
    CHECK(library_complaints(source("include/firebreak/a.hpp", "#include <vector>")) == none);
}

TEST_CASE("house: the model rooms are pure", "[house]") {
    CHECK(complaints(product_code(), purity_complaints) == none);

    const auto verdict = [](const std::string& line) {
        return purity_complaints(source("sim/hazard/a.cpp", line)).size();
    };
    CHECK(verdict("#include <random>") == 1);
    CHECK(verdict("#include <cmath>") == 0);
    CHECK(verdict("    auto now = std::chrono::steady_clock::now();") == 1);
    CHECK(verdict("    // unlike std::chrono::steady_clock this stands still") == 0);
    CHECK(verdict("    static int calls = 0;") == 1);
    CHECK(verdict("    thread_local std::vector<double> scratch;") == 1);
    CHECK(verdict("    static constexpr int calls = 3;") == 0);
    CHECK(verdict("    static Path of(const World& world);") == 0);
    CHECK(verdict("    throw Bug{\"static = 1;\"};") == 0);
    CHECK(verdict("std::vector<int> cache;") == 1);
    CHECK(verdict("inline int calls{0};") == 1);
    CHECK(verdict("using Row = std::vector<int>;") == 0);
    CHECK(verdict("struct Path;") == 0);
    CHECK(verdict("Path path_of(const World& world);") == 0);
    CHECK(purity_complaints(source("sim/report/a.cpp", "#include <fstream>")) == none);
}

TEST_CASE("house: random numbers are our own", "[house]") {
    CHECK(complaints(product_code(), randomness_complaints) == none);

    CHECK(randomness_complaints(source("sim/a.cpp", "std::normal_distribution<> d;")).size() == 1);
    CHECK(randomness_complaints(source("sim/a.cpp", "std::mt19937_64 g;")).size() == 1);
    CHECK(randomness_complaints(source("sim/a.cpp", "// not std::normal_distribution")) == none);
}

TEST_CASE("house: files are short and say what they are for", "[house]") {
    CHECK(complaints(all_code(), form_complaints) == none);

    CHECK(form_complaints(source("sim/a.cpp", "#include <vector>")).size() == 1);
    CHECK(form_complaints(source("sim/a.hpp", "// What.\n")).size() == 1);
    CHECK(form_complaints(source("sim/a.hpp", "// What.\n#pragma once\n")) == none);
    std::string text = "// What.\n";
    for (int line = 2; line <= 350; ++line) text += "\n";
    CHECK(form_complaints(source("sim/a.cpp", text)) == none);
    CHECK(form_complaints(source("sim/a.cpp", text + "\n")).size() == 1);
}

TEST_CASE("house: nothing is left for later", "[house]") {
    const std::vector<std::string> places{
        ".ci/bootstrap", ".ci/run", "CMakeLists.txt",    "CMakePresets.json", "README.md", "CHANGELOG.md",
        "docs",          "include", "results/README.md", "scenarios",         "sim",       "tests"};
    const auto files = tree(places, {".hpp", ".cpp", ".txt", ".md", ".json", ".sh"});
    CHECK(complaints(files, unfinished_complaints) == none);

    CHECK(unfinished_complaints(source("a",
                                       "// TO"
                                       "DO: later"))
              .size() == 1);
    CHECK(unfinished_complaints(source("a",
                                       "throw \"Not imple"
                                       "mented\""))
              .size() == 1);
    CHECK(unfinished_complaints(source("a", "mastodon, shack, hackberry, mktemp XXXXXX")) == none);
}
