// Optimal string alignment distance, and the guess made from it.
#include "scenario/nearest.hpp"

#include <algorithm>

namespace firebreak::scenario {
namespace {

// Hostile input: neither endless words nor endless lists may cost quadratic time.
constexpr std::size_t longest_word = 64;
constexpr std::size_t longest_list = 5000;

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
    std::vector<int> before_last(b.size() + 1);
    std::vector<int> last(b.size() + 1);
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before_last, last);
        std::swap(last, row);
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    if (word.size() <= 2 || word.size() > longest_word || known.size() > longest_list) return {};
    const std::string* best = nullptr;
    int best_distance = std::max(1, static_cast<int>(word.size()) / 3) + 1;
    for (const std::string& candidate : known) {
        if (candidate.size() <= 2 || candidate.size() > longest_word) continue;
        const int distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best = &candidate;
            best_distance = distance;
        }
    }
    return best == nullptr ? std::string{} : *best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    const std::string guess = nearest(word, known);
    return guess.empty() ? guess : "did you mean \"" + guess + "\"?";
}

}  // namespace firebreak::scenario
