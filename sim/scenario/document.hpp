// One JSON text with the place of everything in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "firebreak/error.hpp"

namespace firebreak::scenario {

/// Keeps the order of keys, which is the order of rooms, racks and power nodes.
using Json = nlohmann::ordered_json;

/// 1-based; the column counts bytes.
struct Place {
    int line = 0;
    int column = 0;
};

/// Where each value begins, in the shape of the JSON tree: the n-th child belongs to the n-th
/// member or element.
struct Outline {
    std::uint32_t value = 0;
    std::uint32_t key = 0;
    std::vector<Outline> children = {};
};

/// A parsed text. `root` is discarded where the text could not be parsed.
struct Document {
    std::string name;  ///< the file as findings name it
    Json root{Json::value_t::discarded};
    Outline outline = {};
    std::vector<std::uint32_t> line_starts = {};  ///< empty: the text has no lines to point at

    /// Place of the value at `pointer` (RFC 6901, relative to this document), or of the key before it;
    /// of the nearest enclosing value where `pointer` leads to nothing.
    [[nodiscard]] Place place_of(std::string_view pointer, bool at_key) const;
    [[nodiscard]] Place place_at(std::size_t offset) const;
    /// What stands at `pointer`, which has to lead somewhere, as a document that keeps its places.
    [[nodiscard]] Document part(std::string_view pointer) const;
};

/// Parses JSON with comments. Refuses duplicate keys, nesting beyond `nesting_max`, numbers that are
/// not finite, text that is not UTF-8. Findings get `mount` in front of their pointers.
[[nodiscard]] Document parse_document(std::string name, std::string_view text, const std::string& mount,
                                      std::vector<Finding>& findings);

/// `pointer` + "/" + the escaped token.
[[nodiscard]] std::string child_pointer(std::string_view pointer, std::string_view token);

/// The tokens of a JSON Pointer, unescaped. Expects a valid one.
[[nodiscard]] std::vector<std::string> pointer_tokens(std::string_view pointer);

}  // namespace firebreak::scenario
