// UTF-8 decoding and a short table of character widths (Unicode 15, East Asian Width and combining
// marks of the scripts in common use). Locale-independent, unlike the C library's wcwidth.
#include "report/display_width.hpp"

#include <algorithm>
#include <iterator>

namespace firebreak::report {
namespace {

constexpr char32_t invalid = 0xfffd;
constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

struct Range {
    char32_t first;
    char32_t last;
};

constexpr Range zero_width[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},   {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e},   {0x1160, 0x11ff}, {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x2060, 0x2064},   {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
    {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef},
};

constexpr Range double_width[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97c},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
    {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

template <std::size_t n>
bool in(const Range (&ranges)[n], char32_t c) {
    const auto after =
        std::upper_bound(std::begin(ranges), std::end(ranges), c,
                         [](char32_t value, const Range& range) { return value < range.first; });
    return after != std::begin(ranges) && c <= std::prev(after)->last;
}

struct Character {
    char32_t code = invalid;
    std::size_t bytes = 1;
};

/// The character at the front of `text` (not empty). Overlong forms, surrogates and truncated
/// sequences count as one invalid byte.
Character front(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(0) < 0x80) return {byte(0), 1};
    const std::size_t bytes = byte(0) >= 0xf0 ? 4 : byte(0) >= 0xe0 ? 3 : 2;
    if (byte(0) < 0xc2 || byte(0) > 0xf4 || bytes > text.size()) return {};
    char32_t code = byte(0) & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0U) != 0x80) return {};
        code = (code << 6) | (byte(i) & 0x3fU);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[bytes] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return {};
    return {code, bytes};
}

std::size_t width_of(char32_t code) {
    if (in(zero_width, code)) return 0;
    return in(double_width, code) ? 2 : 1;
}

bool steers_terminal(char32_t code) {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = front(text);
        width += width_of(character.code);
        text.remove_prefix(character.bytes);
    }
    return width;
}

std::string printable(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character character = front(text);
        const bool keep = character.code != invalid && !steers_terminal(character.code);
        result += keep ? text.substr(0, character.bytes) : replacement;
        text.remove_prefix(character.bytes);
    }
    return result;
}

std::string fitted(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string{text};
    if (width == 0) return {};
    std::size_t bytes = 0;
    std::size_t used = 0;
    while (bytes < text.size()) {
        const Character character = front(text.substr(bytes));
        if (used + width_of(character.code) > width - 1) break;
        used += width_of(character.code);
        bytes += character.bytes;
    }
    return std::string{text.substr(0, bytes)} + std::string{ellipsis};
}

}  // namespace firebreak::report
