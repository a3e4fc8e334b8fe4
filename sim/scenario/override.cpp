// `--set POINTER=VALUE` and patches: change the composed scenario before it is read.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "scenario/compose.hpp"
#include "scenario/nearest.hpp"
#include "scenario/records.hpp"

namespace firebreak::scenario {
namespace {

bool is_pointer(std::string_view text) {
    if (!text.starts_with('/')) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    }
    return true;
}

/// An index as RFC 6901 writes it, inside an array of `size` elements.
std::optional<std::size_t> array_index(std::string_view token, std::size_t size) {
    std::size_t index = 0;
    const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool plain = error == std::errc{} && stop == token.data() + token.size();
    if (!plain || index >= size || (token.size() > 1 && token[0] == '0')) return std::nullopt;
    return index;
}

bool is_utf8(const std::string& text) {
    try {
        static_cast<void>(Json(text).dump());
        return true;
    } catch (const Json::exception&) {
        return false;
    }
}

std::vector<std::string> keys_of(const Json& json) {
    std::vector<std::string> keys;
    if (!json.is_object()) return keys;
    for (const auto& member : json.get_ref<const Json::object_t&>()) keys.push_back(member.first);
    return keys;
}

/// The object that `token` would name inside `record`, where leaving it out means its defaults.
const Field* defaulted_object(const Record* record, const std::string& token) {
    const Field* field = record == nullptr ? nullptr : record->find(token);
    return field != nullptr && field->kind == Kind::object && !field->required && !field->optional ? field
                                                                                                   : nullptr;
}

/// The record of the value that `token` names, going down from `record`; `entries` is true between a
/// collection and its entries.
const Record* descend(const Record* record, const std::string& token, bool& entries) {
    if (entries) {
        entries = false;
        return record;
    }
    const Field* field = record == nullptr ? nullptr : record->find(token);
    if (field == nullptr || field->record == nullptr) return nullptr;
    entries = field->kind != Kind::object;
    return field->record;
}

}  // namespace

void Composer::report_override(const std::string& pointer, std::string problem, std::string suggestion) {
    findings_.push_back({.severity = Severity::error,
                         .file = override_source_,
                         .pointer = pointer,
                         .problem = std::move(problem),
                         .suggestion = std::move(suggestion)});
}

void Composer::override_with(const std::string& setting) {
    override_source_ = override_name;
    const std::size_t equals = setting.find('=');
    const std::string pointer = setting.substr(0, equals);
    if (equals == std::string::npos || !is_pointer(pointer) || !is_utf8(setting)) {
        return report_override("", in_quotes(setting) + " is no POINTER=VALUE",
                               "as in --set /response/crews/technicians=80");
    }
    const std::vector<std::string> tokens = pointer_tokens(pointer);
    const Field* part = scenario_record().find(tokens.front());
    // A setting inside of a part needs the part; a setting of a whole part makes its file unnecessary.
    if (tokens.size() > 1 && part != nullptr && part->includable) include_part(tokens.front());
    Json* parent = find_parent(tokens, pointer);
    if (parent == nullptr) return;

    const std::string text = setting.substr(equals + 1);
    std::vector<Finding> findings;
    Document document = parse_document(std::string{override_name}, text, pointer, findings);
    if (document.root.is_discarded()) {
        document.root = text;  // not JSON: the text itself, so that --set /name=x needs no quotes
    } else {
        // It is JSON, but with a key twice.
        for (const Finding& finding : findings)
            report_override(finding.pointer, finding.problem, finding.suggestion);
    }
    // What stands on the command line has no lines.
    document.outline = {};
    document.line_starts.clear();
    const bool includes = tokens.size() == 1 && part != nullptr && part->includable;
    if (includes && document.root.is_string()) by_user_.push_back(tokens.front());
    std::string target = pointer;
    if (parent->is_array()) {
        if (tokens.back() == "-") {
            target = pointer.substr(0, pointer.size() - 1) + std::to_string(parent->size());
            parent->push_back(document.root);
        } else {
            (*parent)[*array_index(tokens.back(), parent->size())] = document.root;
        }
    } else {
        (*parent)[tokens.back()] = document.root;
    }
    sources_.mount(target, std::move(document));
}

/// Parts that the operation reaches into are included first, and objects that stand for their defaults made.
bool Composer::reach(const std::string& pointer) {
    if (!is_pointer(pointer)) {
        report_override("", in_quotes(pointer) + " is no JSON Pointer to a part of the scenario", "as in /response/drilled");
        return false;
    }
    const std::vector<std::string> tokens = pointer_tokens(pointer);
    const Field* part = scenario_record().find(tokens.front());
    if (tokens.size() > 1 && part != nullptr && part->includable) include_part(tokens.front());
    return find_parent(tokens, pointer) != nullptr;
}

void Composer::patch(const Json& operations, const std::string& name) {
    override_source_ = name;
    const bool sound = operations.is_array() && std::ranges::all_of(operations, [](const Json& operation) {
        return operation.is_object() && operation.contains("path") && operation["path"].is_string();
    });
    if (!sound) {
        return report_override("", "expected a JSON Patch (RFC 6902)",
                               "an array of operations, as in [{\"op\": \"add\", \"path\": \"/response/drilled\", \"value\": true}]");
    }
    for (const Json& operation : operations) {
        if (!reach(operation["path"])) return;
        if (const auto from = operation.find("from"); from != operation.end() && from->is_string() && !reach(*from)) return;
    }
    try {
        root_ = root_.patch(operations);
    } catch (const Json::exception& error) {
        const std::string what = error.what();  // "[json.exception.out_of_range.403] key 'x' not found"
        const std::size_t end = what.find("] ");
        return report_override("", "the patch cannot be applied: " + (end == what.npos ? what : what.substr(end + 2)), "");
    }
    for (const Json& operation : operations) sources_.mount(operation["path"], Document{.name = name});
}

Json* Composer::find_parent(const std::vector<std::string>& tokens, const std::string& pointer) {
    Json* at = &root_;
    const Record* record = &scenario_record();
    bool entries = false;
    std::string path;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& token = tokens[i];
        const bool last = i + 1 == tokens.size();
        if (at->is_discarded()) return nullptr;  // its file could not be read, which has been reported
        if (at->is_array()) {
            const auto index = array_index(token, at->size());
            if (last && (index || token == "-")) return at;
            if (!index) {
                report_override(pointer, fmt::format("{} has no element {}", path, in_quotes(token)),
                                fmt::format("it has {} elements; the first is 0, \"-\" appends", at->size()));
                return nullptr;
            }
            at = &(*at)[*index];
        } else if (at->is_object()) {
            if (last) return at;
            if (!at->contains(token) && !entries && defaulted_object(record, token) != nullptr) {
                (*at)[token] = Json::object();
            }
            const auto member = at->find(token);
            if (member == at->end()) {
                report_override(pointer, fmt::format("there is no {}", child_pointer(path, token)),
                                did_you_mean(token, keys_of(*at)));
                return nullptr;
            }
            at = &*member;
        } else {
            report_override(
                pointer, fmt::format("{} is neither an object nor an array", path.empty() ? "/" : path), "");
            return nullptr;
        }
        record = descend(record, token, entries);
        path = child_pointer(path, token);
    }
    return nullptr;
}

}  // namespace firebreak::scenario
