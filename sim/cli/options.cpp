// Messages and help of options.
#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

#include "report/display_width.hpp"
#include "scenario/nearest.hpp"

namespace firebreak::cli {
namespace {

constexpr std::size_t help_columns = 80;
constexpr std::size_t name_columns = 26;

/// `text` in lines of at most `columns`, broken at spaces.
std::string wrapped(const std::string& text, std::size_t columns) {
    std::istringstream words{text};
    std::string result;
    std::size_t used = 0;
    for (std::string word; words >> word;) {
        if (used > 0 && used + 1 + word.size() > columns) {
            result += '\n';
            used = 0;
        } else if (used > 0) {
            result += ' ';
            ++used;
        }
        result += word;
        used += word.size();
    }
    return result;
}

bool repeatable(const CLI::Option& option) {
    return option.get_expected_max() >= CLI::detail::expected_max_vector_size;
}

const CLI::App& chosen_command(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? app : *chosen.front();
}

std::string with_suggestion(std::string problem, const std::string& word,
                            const std::vector<std::string>& known) {
    const std::string guess = scenario::did_you_mean(word, known);
    return guess.empty() ? problem : std::move(problem) + "; " + guess;
}

std::vector<std::string> option_names(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

}  // namespace

CLI::Validator whole_number(std::uint64_t min, std::uint64_t max) {
    const auto check = [min, max](std::string& text) {
        std::uint64_t value = 0;
        const char* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, value);
        const bool plain = error == std::errc{} && stop == end && text == std::to_string(value);
        if (plain && value >= min && value <= max) return std::string{};
        return fmt::format("\"{}\" is not a whole number from {} to {}", report::printable(text), min, max);
    };
    return CLI::Validator{check, "", "whole number"};
}

std::optional<double> number_in(std::string_view text, const Range& range) {
    double value = 0.0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || stop != text.data() + text.size() || !std::isfinite(value)) return {};
    const bool inside = range.open ? value > range.min && value < range.max : value >= range.min && value <= range.max;
    return inside ? std::optional{value} : std::nullopt;
}

std::string to_string(const Range& range) {
    if (range.max == std::numeric_limits<double>::max()) {
        return range.min == 0.0 ? "a finite number, 0 or more" : "a finite number";
    }
    if (range.open) return fmt::format("a number above {:g} and below {:g}", range.min, range.max);
    return fmt::format("a number from {:g} to {:g}", range.min, range.max);
}

CLI::Validator number(const Range& range) {
    const auto check = [range](std::string& text) {
        if (number_in(text, range)) return std::string{};
        return fmt::format("\"{}\" is not {}", report::printable(text), to_string(range));
    };
    return CLI::Validator{check, "", "number"};
}

CLI::Validator one_of(std::vector<std::string> words, bool numbered) {
    const auto check = [words = std::move(words), numbered](std::string& text) {
        const auto it = std::ranges::find(words, text);
        if (it != words.end()) {
            if (numbered) text = std::to_string(it - words.begin());
            return std::string{};
        }
        const std::string problem =
            fmt::format("\"{}\" is not one of {}", report::printable(text), fmt::join(words, ", "));
        return with_suggestion(problem, text, words);
    };
    return CLI::Validator{check, "", "one of"};
}

HelpFormatter::HelpFormatter() {
    column_width(name_columns);
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
    if (!option->get_option_text().empty()) return " " + option->get_option_text();
    if (option->get_type_size() == 0) return {};
    // After a colon CLI11 adds what its validators say of themselves.
    const std::string type = option->get_type_name();
    return " " + type.substr(0, type.find(':'));
}

std::string HelpFormatter::make_option_desc(const CLI::Option* option) const {
    std::string text = option->get_description();
    if (!option->get_positional() && repeatable(*option)) text += "; may be repeated";
    if (!option->get_default_str().empty()) text += fmt::format(" (default: {})", option->get_default_str());
    return wrapped(text, help_columns - name_columns);
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
    std::ostringstream out;
    CLI::detail::format_help(out, command->get_name(),
                             wrapped(command->get_description(), help_columns - name_columns), name_columns);
    return out.str();
}

std::string HelpFormatter::make_description(const CLI::App* app) const {
    return wrapped(app->get_description(), help_columns) + "\n";
}

std::string usage_problem(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App& command = chosen_command(app);
    const std::vector<std::string> rest = command.remaining();
    if (&command == &app && !rest.empty() && !rest.front().starts_with('-')) {
        std::vector<std::string> names;
        for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; }))
            names.push_back(each->get_name());
        return with_suggestion(fmt::format("there is no command \"{}\"", rest.front()), rest.front(), names);
    }
    if (rest.empty()) return error.what();
    // The value of a misspelt option is left over as well: the option explains both.
    const auto option =
        std::ranges::find_if(rest, [](const std::string& word) { return word.starts_with('-'); });
    if (option == rest.end()) return fmt::format("unexpected argument \"{}\"", rest.front());
    const std::string name = option->substr(0, option->find('='));
    return with_suggestion("there is no option " + name, name, option_names(command));
}

std::string empty_option(const CLI::App& app) {
    for (const CLI::Option* option : chosen_command(app).get_options()) {
        const auto& values = option->results();
        if (option->get_type_size() != 0 && std::ranges::find(values, "") != values.end())
            return option->get_name();
    }
    return {};
}

}  // namespace firebreak::cli
