// Writing a record down: `Table<Room>{"room", "..."}.field("floor", &Room::floor, ...)`.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "firebreak/scenario.hpp"
#include "scenario/fields.hpp"
#include "scenario/local_time.hpp"

namespace firebreak::scenario {

/// Words of an enumeration, in the order of the reference.
template <class E>
using Words = std::vector<std::pair<E, std::string>>;

/// How a member's type travels as a `Leaf`, and which dimension its key must name.
template <class T>
struct LeafOf;

template <class T, Kind kind_, Dimension dimension_ = Dimension::none>
struct PlainLeaf {
    static constexpr Kind kind = kind_;
    static constexpr Dimension dimension = dimension_;
    static Leaf load(const T& value) { return value; }
    static T make(const Leaf& leaf) { return std::get<T>(leaf); }
};
template <class T, Dimension dimension_>
struct NumberLeaf {
    static constexpr Kind kind = Kind::number;
    static constexpr Dimension dimension = dimension_;
    static Leaf load(const T& value) { return value.value(); }
    static T make(const Leaf& leaf) { return T{std::get<double>(leaf)}; }
};

template <>
struct LeafOf<bool> : PlainLeaf<bool, Kind::boolean> {};
template <>
struct LeafOf<double> : PlainLeaf<double, Kind::number> {};
template <>
struct LeafOf<std::string> : PlainLeaf<std::string, Kind::text> {};
template <>
struct LeafOf<JsonText> {
    static constexpr Kind kind = Kind::json;
    static constexpr Dimension dimension = Dimension::none;
    static Leaf load(const JsonText& value) { return value.text; }
    static JsonText make(const Leaf& leaf) { return {std::get<std::string>(leaf)}; }
};
template <>
struct LeafOf<std::vector<std::string>> : PlainLeaf<std::vector<std::string>, Kind::references> {};
template <>
struct LeafOf<std::vector<double>> : PlainLeaf<std::vector<double>, Kind::numbers> {};
template <>
struct LeafOf<Watts> : NumberLeaf<Watts, Dimension::power> {};
template <>
struct LeafOf<Bytes> : NumberLeaf<Bytes, Dimension::size> {};
template <>
struct LeafOf<BytesPerSecond> : NumberLeaf<BytesPerSecond, Dimension::rate> {};
template <>
struct LeafOf<SquareMetres> : NumberLeaf<SquareMetres, Dimension::area> {};
template <>
struct LeafOf<Ratio> : NumberLeaf<Ratio, Dimension::share> {};
template <>
struct LeafOf<Probability> : NumberLeaf<Probability, Dimension::share> {};
template <>
struct LeafOf<int> {
    static constexpr Kind kind = Kind::integer;
    static constexpr Dimension dimension = Dimension::none;
    static Leaf load(int value) { return static_cast<double>(value); }
    static int make(const Leaf& leaf) { return static_cast<int>(std::get<double>(leaf)); }
};
template <>
struct LeafOf<Seconds> {
    static constexpr Kind kind = Kind::number;
    static constexpr Dimension dimension = Dimension::time;
    static Leaf load(Seconds value) { return value.count(); }
    static Seconds make(const Leaf& leaf) { return Seconds{std::get<double>(leaf)}; }
};
template <>
struct LeafOf<LocalTime> {
    static constexpr Kind kind = Kind::local_time;
    static constexpr Dimension dimension = Dimension::none;
    static Leaf load(const LocalTime& value) { return format_local_time(value); }
    static LocalTime make(const Leaf& leaf) { return parse_local_time(std::get<std::string>(leaf)).value(); }
};
template <>
struct LeafOf<UncertainDuration> {
    static constexpr Kind kind = Kind::uncertain_duration;
    static constexpr Dimension dimension = Dimension::time;
    static Leaf load(const UncertainDuration& value) { return value.in_seconds; }
    static UncertainDuration make(const Leaf& leaf) { return {std::get<Distribution>(leaf)}; }
};
template <>
struct LeafOf<UncertainRatio> {
    static constexpr Kind kind = Kind::uncertain_share;
    static constexpr Dimension dimension = Dimension::share;
    static Leaf load(const UncertainRatio& value) { return value.share; }
    static UncertainRatio make(const Leaf& leaf) { return {std::get<Distribution>(leaf)}; }
};
/// The unit is in the key, and in memory where `Field::factor` turns it into that of the member's name.
template <>
struct LeafOf<UncertainNumber> {
    static constexpr Kind kind = Kind::uncertain_number;
    static constexpr Dimension dimension = Dimension::none;
    static Leaf load(const UncertainNumber& value) { return value.value; }
    static UncertainNumber make(const Leaf& leaf) { return {std::get<Distribution>(leaf)}; }
};
template <>
struct LeafOf<Metres> : NumberLeaf<Metres, Dimension::length> {};
/// An absent optional is the empty leaf.
template <class T>
struct LeafOf<std::optional<T>> {
    static constexpr Kind kind = LeafOf<T>::kind;
    static constexpr Dimension dimension = LeafOf<T>::dimension;
    static Leaf load(const std::optional<T>& value) { return value ? LeafOf<T>::load(*value) : Leaf{}; }
    static std::optional<T> make(const Leaf& leaf) {
        if (std::holds_alternative<std::monostate>(leaf)) return std::nullopt;
        return LeafOf<T>::make(leaf);
    }
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// Builds the record of `S`. Every call appends one field; `required()` and the like change the last.
template <class S>
class Table {
  public:
    Table(std::string name, std::string help) {
        record_.name = std::move(name);
        record_.help = std::move(help);
        record_.defaults = [] {
            static const S defaults{};
            return static_cast<const void*>(&defaults);
        };
    }

    /// A value. `range` is in the unit of the key.
    template <class T>
    Table& field(std::string key, T S::*member, std::string help, Range range = {}) {
        using Of = LeafOf<T>;
        Field& added = add(std::move(key), Of::kind, std::move(help));
        added.optional = is_optional<T>;
        added.range = Of::dimension == Dimension::share ? between(0.0, 1.0) : range;
        set_unit(added, Of::dimension);
        added.load = [member](const void* of) { return Of::load(static_cast<const S*>(of)->*member); };
        added.store = [member](void* of, const Leaf& leaf) { static_cast<S*>(of)->*member = Of::make(leaf); };
        return *this;
    }

    /// One word of an enumeration.
    template <class E>
    Table& choice(std::string key, E S::*member, Words<E> words, std::string help) {
        Field& added = add(std::move(key), Kind::choice, std::move(help));
        for (const auto& word : words) added.choices.push_back(word.second);
        added.load = [member, words](const void* of) -> Leaf {
            for (const auto& [value, word] : words) {
                if (static_cast<const S*>(of)->*member == value) return word;
            }
            raise_bug(__FILE__, __LINE__, "every value of an enumeration has its word");
        };
        added.store = [member, words](void* of, const Leaf& leaf) {
            for (const auto& [value, word] : words) {
                if (std::get<std::string>(leaf) == word) static_cast<S*>(of)->*member = value;
            }
        };
        return *this;
    }

    /// The id of something declared elsewhere (checked across fields, not here).
    Table& reference(std::string key, std::string S::*member, std::string help) {
        field(std::move(key), member, std::move(help));
        record_.fields.back().kind = Kind::reference;
        return *this;
    }

    /// A member that is a struct, or an optional one.
    template <class T>
    Table& object(std::string key, T S::*member, const Record& record, std::string help) {
        Field& added = add(std::move(key), Kind::object, std::move(help));
        added.record = &record;
        added.optional = is_optional<T>;
        added.entries = [member](const void* of) -> std::size_t {
            if constexpr (is_optional<T>) return (static_cast<const S*>(of)->*member).has_value() ? 1 : 0;
            return 1;
        };
        added.entry = [member](const void* of, std::size_t) -> const void* {
            if constexpr (is_optional<T>)
                return &*(static_cast<const S*>(of)->*member);
            else
                return &(static_cast<const S*>(of)->*member);
        };
        added.add_entry = [member](void* of) -> void* {
            if constexpr (is_optional<T>)
                return &(static_cast<S*>(of)->*member).emplace();
            else
                return &(static_cast<S*>(of)->*member);
        };
        return *this;
    }

    /// A vector of structs, written as an array.
    template <class T>
    Table& list(std::string key, std::vector<T> S::*member, const Record& record, std::string help) {
        return collection(Kind::list, std::move(key), member, record, std::move(help));
    }

    /// A vector of structs with ids, written as an object; the order of the file is kept.
    template <class T>
    Table& keyed(std::string key, std::vector<T> S::*member, const Record& record, std::string help) {
        return collection(Kind::keyed, std::move(key), member, record, std::move(help));
    }

    /// A text for the reader of the file that no run needs.
    Table& note(std::string key, std::string help) {
        Field& added = add(std::move(key), Kind::text, std::move(help));
        added.note = true;
        added.load = [](const void*) { return Leaf{}; };
        added.store = [](void*, const Leaf&) {};
        return *this;
    }

    /// The version of the format: a number that has to be there and to be `version`.
    Table& version(std::string key, int version, std::string help) {
        Field& added = add(std::move(key), Kind::integer, std::move(help));
        added.required = true;
        added.range = between(version, version);
        added.load = [version](const void*) { return Leaf{static_cast<double>(version)}; };
        added.store = [](void*, const Leaf&) {};
        return *this;
    }

    Table& required() {
        record_.fields.back().required = true;
        return *this;
    }
    Table& all_required() {
        for (Field& each : record_.fields) each.required = !each.note;
        return *this;
    }
    Table& includable() {
        record_.fields.back().includable = true;
        return *this;
    }
    Table& count(std::size_t count) {
        record_.fields.back().count = count;
        return *this;
    }
    Table& document() {
        record_.document = true;
        return *this;
    }
    Table& bare() {
        record_.bare = true;
        return *this;
    }
    Table& keyed_by(std::string S::*id) {
        record_.load_id = [id](const void* of) { return static_cast<const S*>(of)->*id; };
        record_.store_id = [id](void* of, const std::string& text) { static_cast<S*>(of)->*id = text; };
        return *this;
    }

    operator Record() const { return record_; }

  private:
    Field& add(std::string key, Kind kind, std::string help) {
        Field& added = record_.fields.emplace_back();
        added.key = std::move(key);
        added.kind = kind;
        added.help = std::move(help);
        return added;
    }
    template <class T>
    Table& collection(Kind kind, std::string key, std::vector<T> S::*member, const Record& record,
                      std::string help) {
        Field& added = add(std::move(key), kind, std::move(help));
        added.record = &record;
        added.entries = [member](const void* of) { return (static_cast<const S*>(of)->*member).size(); };
        added.entry = [member](const void* of, std::size_t index) -> const void* {
            return &(static_cast<const S*>(of)->*member)[index];
        };
        added.add_entry = [member](void* of) -> void* {
            return &(static_cast<S*>(of)->*member).emplace_back();
        };
        return *this;
    }
    Record record_;
};

}  // namespace firebreak::scenario
