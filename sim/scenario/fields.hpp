// The declaration of a document: each field once, with key, unit, range, default and help.
// Reader, JSON Schema, resolved echo and reference table all walk these tables; none of them
// knows a field by name.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "firebreak/random.hpp"
#include "scenario/key_units.hpp"

namespace firebreak::scenario {

enum class Kind {
    boolean,
    integer,
    number,
    text,
    json,        ///< any JSON value, kept as its text
    local_time,  ///< text "YYYY-MM-DDThh:mm"
    choice,      ///< one of the words in `choices`
    reference,   ///< id of something declared elsewhere; empty: none
    references,
    numbers,
    uncertain_duration,
    uncertain_share,
    uncertain_number,
    object,
    list,   ///< array of objects
    keyed,  ///< object whose keys are ids
};

/// A member's value without its C++ type; numbers are in the unit kept in memory.
using Leaf = std::variant<std::monostate, bool, double, std::string, std::vector<std::string>,
                          std::vector<double>, Distribution>;

/// Any JSON value, as its text.
struct JsonText {
    std::string text = "null";
};

/// Allowed written values, in the unit of the key.
struct Range {
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    bool above_min = false;  ///< `min` itself is not allowed
};

inline Range at_least(double min) {
    return {.min = min};
}
inline Range between(double min, double max) {
    return {.min = min, .max = max};
}
inline Range above(double min, double max) {
    return {.min = min, .max = max, .above_min = true};
}

struct Record;

/// One field of a struct. The functions reach the member through an untyped pointer to the struct.
struct Field {
    std::string key;
    Kind kind = Kind::text;
    std::string help;
    bool required = false;
    bool optional = false;    ///< absent (or null) means something of its own; the echo leaves it out
    bool note = false;        ///< accepted for the reader of the file, not kept
    bool includable = false;  ///< may be a path to a file that holds the object
    Range range;
    double factor = 1.0;    ///< written value * factor = value in memory
    std::string unit;       ///< "minutes"; empty: none
    std::size_t count = 0;  ///< numbers: how many; 0: any
    std::vector<std::string> choices;
    std::function<Leaf(const void*)> load;
    std::function<void(void*, const Leaf&)> store;

    const Record* record = nullptr;  ///< of an object or of each entry; the functions below reach them
    std::function<std::size_t(const void*)> entries;
    std::function<const void*(const void*, std::size_t)> entry;
    std::function<void*(void*)> add_entry;
};

/// The fields of one struct.
struct Record {
    std::string name;  ///< also the name of its definition in the JSON Schema
    std::string help;
    bool document = false;  ///< may stand in a file of its own
    bool bare = false;      ///< written as the value of its only field, without braces
    std::vector<Field> fields;
    std::function<std::string(const void*)> load_id;  ///< entries of keyed collections only
    std::function<void(void*, const std::string&)> store_id;
    std::function<const void*()> defaults;  ///< a default-constructed struct

    [[nodiscard]] const Field* find(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> keys() const;
};

/// An id names things in files, output paths and random streams: letters, digits, '_', '.', '-',
/// starting with a letter or digit, at most 64.
[[nodiscard]] bool is_id(std::string_view text);
inline constexpr std::string_view id_rule =
    "an id has 1 to 64 letters, digits, '_', '.' or '-' and starts with a letter or digit";

/// Takes factor and unit from the key's suffix. A suffix that does not name a unit of `dimension` is a
/// mistake in our own table.
void set_unit(Field& field, Dimension dimension);

/// The written number that reads back as exactly `value`: `value / factor`, or a neighbouring double.
[[nodiscard]] double written(double value, double factor);

/// "0 to 1440 minutes", "at least 1"; empty where everything is allowed.
[[nodiscard]] std::string describe(const Range& range, std::string_view unit);

/// "60", "0.25": a number as an author would write it.
[[nodiscard]] std::string number_text(double value);

}  // namespace firebreak::scenario
