// `--set POINTER=VALUE`: changes the composed scenario before it is read; the way to a pointer's place.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

#include "scenario/compose.hpp"
#include "scenario/nearest.hpp"
#include "scenario/records.hpp"

namespace firebreak::scenario {
namespace {

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

bool is_pointer(std::string_view text) {
    if (!text.starts_with('/')) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    }
    return true;
}

std::optional<std::size_t> array_index(std::string_view token, std::size_t size) {
    std::size_t index = 0;
    const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool plain = error == std::errc{} && stop == token.data() + token.size();
    if (!plain || index >= size || (token.size() > 1 && token[0] == '0')) return std::nullopt;
    return index;
}

void Composer::report_override(const std::string& pointer, std::string problem, std::string suggestion) {
    const bool patched = !override_.pointer.empty();
    findings_.push_back({.severity = Severity::error,
                         .file = override_.file,
                         .line = override_.place.line,
                         .column = override_.place.column,
                         .pointer = patched ? override_.pointer : pointer,
                         .problem = (patched ? "the patch cannot be applied: " : "") + std::move(problem),
                         .suggestion = std::move(suggestion)});
}

void Composer::override_with(const std::string& setting) {
    override_ = {};
    const std::size_t equals = setting.find('=');
    const std::string pointer = setting.substr(0, equals);
    if (equals == std::string::npos || !is_pointer(pointer) || !is_utf8(setting)) {
        return report_override("", in_quotes(setting) + " is no POINTER=VALUE",
                               "as in --set /response/crews/technicians=80");
    }
    const std::vector<std::string> tokens = pointer_tokens(pointer);
    const Field* part = scenario_record().find(tokens.front());
    include_on_the_way(tokens);
    Json* parent = find_parent(tokens, pointer);
    if (parent == nullptr) return;
    const bool appends = parent->is_array() && tokens.back() == "-";
    if (parent->is_array() && !appends && find_child(*parent, tokens.back(), pointer, pointer) == nullptr) return;

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
        if (appends) {
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

void Composer::include_on_the_way(const std::vector<std::string>& tokens) {
    // A change of a whole part makes its file unnecessary.
    const Field* part = scenario_record().find(tokens.front());
    if (tokens.size() > 1 && part != nullptr && part->includable) include_part(tokens.front());
}

Json* Composer::find_child(Json& parent, const std::string& token, const std::string& at, const std::string& pointer) {
    if (parent.is_array()) {
        if (const auto index = array_index(token, parent.size())) return &parent[*index];
        report_override(pointer,
                        fmt::format("{} has no element {}", at.substr(0, at.rfind('/')), in_quotes(token)),
                        fmt::format("it has {} elements; the first is 0, \"-\" appends", parent.size()));
        return nullptr;
    }
    const auto member = parent.find(token);
    if (member != parent.end()) return &*member;
    report_override(pointer, "there is no " + at, did_you_mean(token, keys_of(parent)));
    return nullptr;
}

Json* Composer::find_parent(const std::vector<std::string>& tokens, const std::string& pointer) {
    Json* at = &root_;
    const Record* record = &scenario_record();
    bool entries = false;
    std::string path;
    for (const std::string& token : std::span{tokens}.first(tokens.size() - 1)) {
        if (at->is_discarded()) return nullptr;  // its file could not be read, which has been reported
        if (!at->is_structured()) break;
        path = child_pointer(path, token);
        if (at->is_object() && !at->contains(token) && !entries && defaulted_object(record, token) != nullptr) {
            (*at)[token] = Json::object();
        }
        at = find_child(*at, token, path, pointer);
        if (at == nullptr) return nullptr;
        record = descend(record, token, entries);
    }
    if (at->is_structured()) return at;
    if (!at->is_discarded()) {
        report_override(pointer, fmt::format("{} is neither an object nor an array", path.empty() ? "/" : path), "");
    }
    return nullptr;
}

}  // namespace firebreak::scenario
