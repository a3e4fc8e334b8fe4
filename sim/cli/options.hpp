// How options are checked, shown in help and corrected: CLI11's own wording is for programmers.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::cli {

/// Accepts a whole number in [min, max], written plainly: no sign, no leading zero, no other base.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t min, std::uint64_t max);

/// What a decimal number may be: finite always, between `min` and `max`, both included unless `open`.
struct Range {
    double min = std::numeric_limits<double>::lowest();
    double max = std::numeric_limits<double>::max();
    bool open = false;
};
/// Fires of a site in a year; more are no losses of single fires any more, and no planner means it.
inline constexpr Range ignition_rates{.min = 0.0, .max = 500.0};

/// The number that all of `text` is; none where it is no decimal number, not finite or out of range.
[[nodiscard]] std::optional<double> number_in(std::string_view text, const Range& range);
/// "a number from 0 to 500".
[[nodiscard]] std::string to_string(const Range& range);
/// Accepts what `number_in` takes: never nan or inf, which comparisons would let through.
[[nodiscard]] CLI::Validator number(const Range& range);

/// Accepts one of `words`. With `numbered`, hands on the word's index, for an option that is an enum.
[[nodiscard]] CLI::Validator one_of(std::vector<std::string> words, bool numbered = false);

/// Help in lines of at most 80 columns.
class HelpFormatter : public CLI::Formatter {
  public:
    HelpFormatter();
    std::string make_option_opts(const CLI::Option* option) const override;
    std::string make_option_desc(const CLI::Option* option) const override;
    std::string make_subcommand(const CLI::App* command) const override;
    std::string make_description(const CLI::App* app) const override;
};

/// What is wrong with the command line that `error` stopped, and the nearest known word, in one line.
[[nodiscard]] std::string usage_problem(const CLI::App& app, const CLI::ParseError& error);

/// Names an option of the chosen command that was given an empty value (an unset variable of a shell
/// script, most often); an empty string where there is none.
[[nodiscard]] std::string empty_option(const CLI::App& app);

}  // namespace firebreak::cli
