// Findings before their place is known: the composed document's pointer, and what is wrong there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firebreak/error.hpp"

namespace firebreak::scenario {

struct Problem {
    std::string pointer;
    std::string problem;
    std::string suggestion = {};
    bool at_key = false;  ///< the key is wrong, not its value
    Severity severity = Severity::error;
};

/// Collects problems up to a number that a person could still read, and counts the rest.
class Problems {
  public:
    static constexpr std::size_t count_max = 1000;

    void add(Problem problem) {
        if (!full()) {
            problems_.push_back(std::move(problem));
        } else {
            ++more_;
        }
    }
    /// Only counting from here on; an explanation would be lost.
    [[nodiscard]] bool full() const { return problems_.size() >= count_max; }
    [[nodiscard]] const std::vector<Problem>& all() const { return problems_; }
    [[nodiscard]] std::size_t more() const { return more_; }
    /// Something at `pointer` or inside of it is wrong.
    [[nodiscard]] bool touches(std::string_view pointer) const {
        for (const Problem& each : problems_) {
            const bool inside = each.pointer.size() == pointer.size() ||
                                (each.pointer.size() > pointer.size() && each.pointer[pointer.size()] == '/');
            if (inside && each.pointer.starts_with(pointer)) return true;
        }
        return false;
    }

  private:
    std::vector<Problem> problems_;
    std::size_t more_ = 0;
};

/// `text` in quotes, cut where it is long.
[[nodiscard]] inline std::string in_quotes(std::string_view text) {
    constexpr std::size_t shown = 64;
    std::string result = "\"";
    result += text.substr(0, shown);
    return result + (text.size() > shown ? "...\"" : "\"");
}

}  // namespace firebreak::scenario
