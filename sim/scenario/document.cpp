// Finding places again: pointers, offsets, lines.
#include "scenario/document.hpp"

#include <algorithm>
#include <charconv>

namespace firebreak::scenario {
namespace {

/// Index of the member or element that `token` names in `json`, or -1.
std::ptrdiff_t child_index(const Json& json, const std::string& token) {
    if (json.is_object()) {
        const auto& members = json.get_ref<const Json::object_t&>();
        const auto it = std::ranges::find(members, token, [](const auto& member) { return member.first; });
        return it == members.end() ? -1 : it - members.begin();
    }
    std::size_t index = 0;
    const char* end = token.data() + token.size();
    const auto [stop, error] = std::from_chars(token.data(), end, index);
    const bool found = json.is_array() && error == std::errc{} && stop == end && index < json.size();
    return found ? static_cast<std::ptrdiff_t>(index) : -1;
}

}  // namespace

Place Document::place_at(std::size_t offset) const {
    if (line_starts.empty()) return {};
    const auto next = std::ranges::upper_bound(line_starts, offset);
    const auto line = next - line_starts.begin();
    return {static_cast<int>(line), static_cast<int>(offset - line_starts[line - 1]) + 1};
}

Place Document::place_of(std::string_view pointer, bool at_key) const {
    const Json* json = &root;
    const Outline* node = &outline;
    const std::vector<std::string> tokens = pointer_tokens(pointer);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::ptrdiff_t index = child_index(*json, tokens[i]);
        if (index < 0 || static_cast<std::size_t>(index) >= node->children.size())
            return place_at(node->value);
        const bool member = json->is_object();
        node = &node->children[index];
        json = member ? &(json->get_ref<const Json::object_t&>().begin() + index)->second : &(*json)[index];
        if (at_key && member && i + 1 == tokens.size()) return place_at(node->key);
    }
    return place_at(node->value);
}

Document Document::part(std::string_view pointer) const {
    const Json* json = &root;
    const Outline* node = &outline;
    for (const std::string& token : pointer_tokens(pointer)) {
        const std::ptrdiff_t index = child_index(*json, token);
        const bool placed = node != nullptr && static_cast<std::size_t>(index) < node->children.size();
        node = placed ? &node->children[index] : nullptr;
        json = json->is_object() ? &(json->get_ref<const Json::object_t&>().begin() + index)->second : &(*json)[index];
    }
    return {name, *json, node == nullptr ? Outline{} : *node, line_starts};
}

std::string child_pointer(std::string_view pointer, std::string_view token) {
    std::string result{pointer};
    result += '/';
    for (const char c : token) {
        if (c == '~') {
            result += "~0";
        } else if (c == '/') {
            result += "~1";
        } else {
            result += c;
        }
    }
    return result;
}

std::vector<std::string> pointer_tokens(std::string_view pointer) {
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            tokens.emplace_back();
        } else if (pointer[i] == '~' && i + 1 < pointer.size()) {
            tokens.back() += pointer[++i] == '1' ? '/' : '~';
        } else {
            tokens.back() += pointer[i];
        }
    }
    return tokens;
}

}  // namespace firebreak::scenario
