// Parsing: nlohmann's event parser reads, this handler builds the tree and remembers the places.
#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "scenario/document.hpp"
#include "scenario/limits.hpp"

namespace firebreak::scenario {
namespace {

/// Iterates over the text and counts what has been read, so that an event knows where it happened.
class CountingIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, std::size_t* consumed) : at_{at}, consumed_{consumed} {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        ++at_;
        ++*consumed_;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

  private:
    const char* at_;
    std::size_t* consumed_;
};

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '-' || c == '.';
}

std::size_t word_start(std::string_view text, std::size_t last) {
    while (last > 0 && is_word(text[last - 1])) --last;
    return last;
}

/// Offset of the quote that opens the string closed at `last`; quotes inside a string are escaped.
std::size_t string_start(std::string_view text, std::size_t last) {
    for (std::size_t i = last; i-- > 0;) {
        if (text[i] != '"') continue;
        std::size_t backslashes = 0;
        while (backslashes < i && text[i - 1 - backslashes] == '\\') ++backslashes;
        if (backslashes % 2 == 0) return i;
    }
    return last;
}

/// The parser's message without its prefix and without the token it repeats, which may be long.
std::string plain_message(std::string message) {
    if (const auto from = message.find(": syntax error"); from != std::string::npos)
        message.erase(0, from + 2);
    if (const auto from = message.find("] "); message.starts_with("[json.") && from != std::string::npos) {
        message.erase(0, from + 2);
    }
    if (const auto from = message.find("; last read: '"); from != std::string::npos) {
        const auto to = message.rfind("'; expected ");
        message.erase(from, to == std::string::npos || to < from ? to : to + 1 - from);
    }
    return message;
}

class Builder {
  public:
    Builder(Document& document, std::string_view text, const std::string& mount, const std::size_t& consumed,
            std::vector<Finding>& findings)
        : document_{document}, text_{text}, mount_{mount}, consumed_{consumed}, findings_{findings} {}

    // The handler interface of nlohmann::json::sax_parse.
    bool null() { return leaf(nullptr, word_end()); }
    bool boolean(bool value) { return leaf(value, word_end()); }
    bool number_integer(std::int64_t value) { return leaf(value, word_end()); }
    bool number_unsigned(std::uint64_t value) { return leaf(value, word_end()); }
    bool number_float(double value, const std::string&) { return leaf(value, word_end()); }
    bool string(std::string& value) { return leaf(std::move(value), string_start(text_, consumed_ - 1)); }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& key);
    bool parse_error(std::size_t position, const std::string& token, const Json::exception& error);

  private:
    struct Level {
        Json* json;
        Outline* outline;
        std::unordered_set<std::string> keys;
    };

    /// A literal or number ends before the character that showed its end.
    [[nodiscard]] std::size_t word_end() const {
        std::size_t last = std::min(consumed_, text_.size()) - 1;
        if (!is_word(text_[last]) && last > 0) --last;
        return word_start(text_, last);
    }
    template <class T>
    bool leaf(T&& value, std::size_t offset) {
        return put(Json(std::forward<T>(value)), offset).first != nullptr;
    }
    std::pair<Json*, Outline*> put(Json value, std::size_t offset);
    bool open(Json empty);
    bool close() {
        levels_.pop_back();
        key_.clear();
        return true;
    }
    [[nodiscard]] std::string pointer() const;
    bool report(std::size_t offset, std::string problem, std::string suggestion);

    Document& document_;
    std::string_view text_;
    const std::string& mount_;
    const std::size_t& consumed_;
    std::vector<Finding>& findings_;
    std::vector<Level> levels_;
    std::string key_;  // of the member whose value comes next
    std::size_t key_offset_ = 0;
    std::size_t values_ = 0;
};

std::string Builder::pointer() const {
    std::string result = mount_;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
        const Level& level = levels_[i];
        const bool innermost = i + 1 == levels_.size();
        if (level.json->is_array()) {
            const std::size_t size = level.json->size();
            result = child_pointer(result, std::to_string(innermost || size == 0 ? size : size - 1));
        } else if (innermost) {
            result = key_.empty() ? result : child_pointer(result, key_);
        } else if (!level.json->empty()) {
            result = child_pointer(result, level.json->get_ref<const Json::object_t&>().back().first);
        }
    }
    return result;
}

bool Builder::report(std::size_t offset, std::string problem, std::string suggestion) {
    const Place place = document_.place_at(offset);
    findings_.push_back({.file = document_.name,
                         .line = place.line,
                         .column = place.column,
                         .pointer = pointer(),
                         .problem = std::move(problem),
                         .suggestion = std::move(suggestion)});
    return false;
}

std::pair<Json*, Outline*> Builder::put(Json value, std::size_t offset) {
    if (++values_ > values_max) {
        report(offset, "more than " + std::to_string(values_max) + " values", "split the scenario");
        return {nullptr, nullptr};
    }
    const auto at = static_cast<std::uint32_t>(offset);
    if (levels_.empty()) {
        document_.root = std::move(value);
        document_.outline.value = at;
        return {&document_.root, &document_.outline};
    }
    Level& level = levels_.back();
    if (level.json->is_array()) {
        level.json->push_back(std::move(value));
        level.outline->children.push_back({.value = at, .key = at});
        return {&level.json->back(), &level.outline->children.back()};
    }
    // The map's own insertion would search for the key, which `keys` has done. A repeated key (reported)
    // simply stands there twice.
    auto& members = level.json->get_ref<Json::object_t&>();
    members.push_back({key_, std::move(value)});
    level.outline->children.push_back({.value = at, .key = static_cast<std::uint32_t>(key_offset_)});
    return {&members.back().second, &level.outline->children.back()};
}

bool Builder::open(Json empty) {
    const std::size_t offset = consumed_ - 1;
    if (levels_.size() >= nesting_max) {
        return report(offset, "nested deeper than " + std::to_string(nesting_max) + " levels",
                      "a scenario needs fewer than 12");
    }
    const auto [json, outline] = put(std::move(empty), offset);
    if (json == nullptr) return false;
    levels_.push_back({json, outline, {}});
    key_.clear();
    return true;
}

bool Builder::key(std::string& key) {
    key_ = key;
    key_offset_ = string_start(text_, consumed_ - 1);
    if (!levels_.back().keys.insert(key).second) {
        report(key_offset_, "the key is there twice", "remove one of the two");
    }
    return true;
}

bool Builder::parse_error(std::size_t position, const std::string&, const Json::exception& error) {
    const std::string message = error.what();
    std::size_t offset = position == 0 ? 0 : std::min(position - 1, text_.size());
    const bool at_end = position > text_.size() || text_.empty();
    if (message.find("unexpected end of input") != std::string::npos || at_end) {
        const bool empty = text_.find_first_not_of(" \t\r\n") == std::string_view::npos;
        return report(text_.size(),
                      empty ? "the text is empty" : "the text ends too early: " + plain_message(message),
                      empty ? "" : "is the file complete?");
    }
    if (message.find("unexpected string literal") != std::string::npos && text_[offset] == '"') {
        offset = string_start(text_, offset);
    } else if (!is_word(text_[offset]) && offset > 0 &&
               message.find("number overflow") != std::string::npos) {
        offset = word_start(text_, offset - 1);
    } else if (is_word(text_[offset])) {
        offset = word_start(text_, offset);
    }
    std::size_t end = offset;
    while (end < text_.size() && is_word(text_[end])) ++end;
    std::string word{text_.substr(offset, std::min<std::size_t>(end - offset, 40))};
    if (message.find("number overflow") != std::string::npos) {
        return report(offset, "the number " + word + " is too large", "numbers are finite, below 1.8e308");
    }
    std::string letters;
    for (const char c : word) letters += static_cast<char>(c | 0x20);
    if (letters.ends_with("nan") || letters.ends_with("inf") || letters.ends_with("infinity")) {
        return report(offset, word + " is no number of JSON", "numbers are finite");
    }
    const std::size_t before = text_.find_last_not_of(" \t\r\n", offset == 0 ? 0 : offset - 1);
    const bool closes = text_[offset] == '}' || text_[offset] == ']';
    if (closes && before != std::string_view::npos && text_[before] == ',') {
        return report(before, "a comma before the closing bracket", "remove the comma");
    }
    return report(offset, plain_message(message), "");
}

}  // namespace

Document parse_document(std::string name, std::string_view text, const std::string& mount,
                        std::vector<Finding>& findings) {
    Document document;
    document.name = std::move(name);
    document.line_starts.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') document.line_starts.push_back(static_cast<std::uint32_t>(i + 1));
    }
    std::size_t consumed = 0;
    Builder builder{document, text, mount, consumed, findings};
    const CountingIterator begin{text.data(), &consumed};
    const CountingIterator end{text.data() + text.size(), &consumed};
    const bool strict = true;
    const bool ignore_comments = true;
    if (!Json::sax_parse(begin, end, &builder, nlohmann::detail::input_format_t::json, strict,
                         ignore_comments)) {
        document.root = Json(Json::value_t::discarded);
        document.outline = {};
    }
    return document;
}

}  // namespace firebreak::scenario
