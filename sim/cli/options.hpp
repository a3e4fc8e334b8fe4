// How options are checked, shown in help and corrected: CLI11's own wording is for programmers.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace firebreak::cli {

/// Accepts a whole number in [min, max], written plainly: no sign, no leading zero, no other base.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t min, std::uint64_t max);

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
