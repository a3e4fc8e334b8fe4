// Follows the includes of a scenario: layout, services and parameters may be files of their own.
#include "scenario/compose.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/records.hpp"

namespace firebreak::scenario {
namespace {

namespace fs = std::filesystem;

/// An empty path would not be "here" for the file system.
fs::path or_here(const fs::path& folder) {
    return folder.empty() ? fs::path{"."} : folder;
}

}  // namespace

Composer::Composer(const std::string& path, const ReadOptions& options)
    : folder_{folder_of(path)}, tree_{or_here(folder_), options.allow_paths} {
    const std::string text = read_text(path);
    Document document = parse_document(shown_name(path), text, "", findings_);
    if (document.root.is_discarded()) throw InputError{findings_};
    root_ = document.root;
    sources_.mount("", std::move(document));
    if (!root_.is_object()) {
        report({"", "expected an object", "a scenario begins with {\"schema\": 1, \"name\": ..."});
        throw InputError{findings_};
    }
    if (options.layout) {
        sources_.mount("/layout", Document{.name = "--layout"});  // in case the file cannot be read
        include_file("layout", *options.layout, shown_name(options.layout->string()), true);
    }
    for (const fs::path& file : options.patches) {
        const Document patch_file = parse_document(shown_name(file.string()), read_text(file.string()), "", findings_);
        if (!patch_file.root.is_discarded()) patch(patch_file);
    }
    for (const std::string& setting : options.sets) override_with(setting);
    for (const Field& field : scenario_record().fields) {
        if (field.includable) include_part(field.key);
    }
}

void Composer::replace_layout(const Document& layout) {
    root_["layout"] = layout.root;
    sources_.mount("/layout", layout);
}

void Composer::include_part(const std::string& key) {
    const auto part = root_.find(key);
    if (part == root_.end() || !part->is_string()) return;
    const std::string reference = part->get<std::string>();
    const bool by_user = std::ranges::find(by_user_, key) != by_user_.end();
    const fs::path path = by_user ? fs::path{reference} : folder_ / reference;
    if (!by_user && !tree_.contains(path)) {
        report({"/" + key,
                fmt::format("{} leads out of the scenario's tree {}", in_quotes(reference),
                            tree_.root().string()),
                "move the file into it, mark a higher folder with a file \".firebreak\", or allow its folder "
                "with --allow-path"});
        *part = Json(Json::value_t::discarded);
        return;
    }
    include_file(key, path, path.lexically_normal().string(), by_user);
}

void Composer::include_file(const std::string& key, const fs::path& path, const std::string& name, bool by_user) {
    const std::string pointer = "/" + key;
    Json& part = root_[key];
    part = Json(Json::value_t::discarded);
    // Nobody wants to wait for a pipe that a scenario names; what the user names is meant.
    const bool stream = by_user && is_stream(path.string());
    std::error_code error;
    if (!stream && !fs::exists(path, error))
        return report({pointer, fmt::format("there is no file {}", in_quotes(name))});
    if (!stream && !fs::is_regular_file(path, error))
        return report({pointer, fmt::format("{} is not a file", in_quotes(name))});
    try {
        Document document = parse_document(name, read_text(path.string()), pointer, findings_);
        part = document.root;
        sources_.mount(pointer, std::move(document));
    } catch (const FileError& failure) {
        report({pointer, failure.what()});
    } catch (const InputError& failure) {
        for (Finding finding : failure.findings()) {
            finding.pointer = pointer;
            findings_.push_back(std::move(finding));
        }
    }
}

}  // namespace firebreak::scenario
