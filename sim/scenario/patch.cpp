// JSON Patch (RFC 6902): each operation is held against the document as it finds it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/compose.hpp"
#include "scenario/nearest.hpp"
#include "scenario/records.hpp"

namespace firebreak::scenario {
namespace {

const std::vector<std::string> operation_names = {"add", "remove", "replace", "move", "copy", "test"};

/// Members of an operation in the words of the RFC; what else stands in it is ignored.
bool takes_value(const std::string& op) {
    return op == "add" || op == "replace" || op == "test";
}
bool takes_from(const std::string& op) {
    return op == "move" || op == "copy";
}

/// Whether two values are equal as RFC 6902, 4.6 has it: members of an object in any order.
bool equal(const Json& a, const Json& b) {
    return nlohmann::json(a) == nlohmann::json(b);
}

/// What is wrong with the form of a patch, whatever it is applied to.
class Form {
  public:
    Form(const Document& patch, std::vector<Finding>& findings) : patch_{patch}, findings_{findings} {}

    [[nodiscard]] bool sound() {
        const std::size_t before = findings_.size();
        if (!patch_.root.is_array()) {
            report("", "expected a JSON Patch (RFC 6902)",
                   R"(an array of operations, as in [{"op": "add", "path": "/response/drilled", "value": true}])");
        } else {
            for (std::size_t i = 0; i < patch_.root.size(); ++i) operation(patch_.root[i], fmt::format("/{}", i));
        }
        return findings_.size() == before;
    }

  private:
    void operation(const Json& json, const std::string& at) {
        if (!json.is_object()) return report(at, "expected an object", R"({"op": ..., "path": ...})");
        const auto op = json.find("op");
        if (op == json.end() || !op->is_string()) {
            return report(at, "\"op\" is missing, or no text", fmt::format("one of {}", fmt::join(operation_names, ", ")));
        }
        const std::string name = *op;
        if (std::ranges::find(operation_names, name) == operation_names.end()) {
            const std::string meant = did_you_mean(name, operation_names);
            return report(at + "/op", in_quotes(name) + " is no operation of a JSON Patch",
                          meant.empty() ? fmt::format("one of {}", fmt::join(operation_names, ", ")) : meant);
        }
        pointer(json, at, "path");
        if (takes_from(name)) pointer(json, at, "from");
        if (takes_value(name) && !json.contains("value")) report(at, fmt::format("\"value\" is missing; {} needs it", name), "");
    }
    void pointer(const Json& json, const std::string& at, const char* key) {
        const auto found = json.find(key);
        if (found == json.end()) return report(at, fmt::format("\"{}\" is missing", key), "a JSON Pointer (RFC 6901), as in /response/drilled");
        if (found->is_string() && (found->get_ref<const std::string&>().empty() || is_pointer(found->get_ref<const std::string&>()))) return;
        report(at + "/" + key, "this is no JSON Pointer to a part of the scenario", "as in /response/drilled");
    }
    void report(const std::string& pointer, std::string problem, std::string suggestion) {
        const Place place = patch_.place_of(pointer, false);
        findings_.push_back({.severity = Severity::error, .file = patch_.name, .line = place.line, .column = place.column,
                             .pointer = pointer, .problem = std::move(problem), .suggestion = std::move(suggestion)});
    }

    const Document& patch_;
    std::vector<Finding>& findings_;
};

}  // namespace

void Composer::patch(const Document& operations) {
    if (!Form{operations, findings_}.sound()) return;
    // All of a patch or nothing of it (RFC 6902, 5): what half of one leaves explains nothing.
    Json before = root_;
    const Sources sources_before = sources_;
    for (std::size_t i = 0; i < operations.root.size(); ++i) {
        if (apply(operations, fmt::format("/{}", i))) continue;
        for (const Field& field : scenario_record().fields) {
            // A file that cannot be read has been reported, and is not tried again.
            const auto part = root_.find(field.key);
            if (part != root_.end() && part->is_discarded()) before[field.key] = *part;
        }
        root_ = before;
        sources_ = sources_before;
        break;
    }
    override_ = {};
}

bool Composer::apply(const Document& patch, const std::string& operation) {
    const auto names = [&](const std::string& key) {
        override_ = {patch.name, patch.place_of(operation + key, false), operation + key};
    };
    const Json json = patch.part(operation).root;
    const std::string op = json.at("op");
    const std::string path = json.at("path");
    const std::string from = takes_from(op) ? json.at("from").get<std::string>() : "";
    Document value{.name = patch.name};
    if (takes_value(op)) value = patch.part(operation + "/value");
    if (takes_from(op)) {
        names("/from");
        const Json* source = find_target(from);
        if (source == nullptr) return false;
        // Where it came from is no longer known; the operation that put it there is.
        const Document whole = patch.part(operation);
        value = {patch.name, *source, {.value = whole.outline.value}, patch.line_starts};
        if (op == "move" && path.starts_with(from + "/")) {
            report_override(path, from + " cannot be moved into itself", "");
            return false;
        }
        if (op == "move" && path != from && !take_out(from)) return false;
    }
    names("/path");
    if (op == "add" || takes_from(op)) return put(path, std::move(value));
    if (op == "remove") return take_out(path);
    Json* target = find_target(path);
    if (target == nullptr) return false;
    if (op == "replace") {
        *target = value.root;
        sources_.mount(path, std::move(value));
        return true;
    }
    if (equal(*target, value.root)) return true;
    names("/value");
    report_override(path, fmt::format("{} is not equal to this: the test fails", path.empty() ? "the scenario" : path), "");
    return false;
}

Json* Composer::find_target(const std::string& pointer) {
    if (pointer.empty()) return &root_;
    const std::vector<std::string> tokens = pointer_tokens(pointer);
    include_on_the_way(tokens);
    Json* parent = find_parent(tokens, pointer);
    return parent == nullptr ? nullptr : find_child(*parent, tokens.back(), pointer, pointer);
}

bool Composer::put(const std::string& pointer, Document value) {
    if (pointer.empty()) {
        root_ = value.root;
        sources_.mount("", std::move(value));
        return true;
    }
    const std::vector<std::string> tokens = pointer_tokens(pointer);
    include_on_the_way(tokens);
    Json* parent = find_parent(tokens, pointer);
    if (parent == nullptr) return false;
    const std::string& last = tokens.back();
    std::string target = pointer;
    if (parent->is_object()) {
        (*parent)[last] = value.root;
    } else {
        const auto index = last == "-" ? parent->size() : array_index(last, parent->size() + 1);
        if (!index) return find_child(*parent, last, pointer, pointer) != nullptr;
        parent->insert(parent->begin() + static_cast<std::ptrdiff_t>(*index), value.root);
        target = pointer.substr(0, pointer.size() - last.size()) + std::to_string(*index);
    }
    sources_.mount(target, std::move(value));
    return true;
}

bool Composer::take_out(const std::string& pointer) {
    if (pointer.empty()) {
        report_override(pointer, "the whole scenario cannot be removed", "replace it");
        return false;
    }
    if (find_target(pointer) == nullptr) return false;
    const std::vector<std::string> tokens = pointer_tokens(pointer);
    Json* parent = find_parent(tokens, pointer);
    if (parent->is_object()) {
        parent->erase(tokens.back());
    } else {
        parent->erase(*array_index(tokens.back(), parent->size()));
    }
    return true;
}

}  // namespace firebreak::scenario
