// Two holes in the embedded page: the title, and the data block.
#include "report/html_page.hpp"

#include "firebreak/error.hpp"

namespace firebreak::report {
namespace {

std::string escaped_text(const std::string& text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            default: result += c;
        }
    }
    return result;
}

/// JSON may write any character as an escape; without '<' it can neither close nor comment out its element.
std::string escaped_json(const nlohmann::ordered_json& data) {
    const std::string text = data.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        if (c == '<')
            result += "\\u003c";
        else
            result += c;
    }
    return result;
}

/// Splits `page` at `hole` and appends what stands before it to `into`.
std::string_view up_to(std::string_view page, std::string_view hole, std::string& into) {
    const std::size_t at = page.find(hole);
    FIREBREAK_ASSERT(at != page.npos, "the embedded page has its holes");
    into += page.substr(0, at);
    return page.substr(at + hole.size());
}

}  // namespace

std::string html_page(const std::string& title, const nlohmann::ordered_json& data) {
    std::string html;
    std::string_view rest = embedded_page();
    rest = up_to(rest, "{{title}}", html);
    html += escaped_text(title);
    rest = up_to(rest, "{{data}}", html);
    html += escaped_json(data);
    html += rest;
    return html;
}

}  // namespace firebreak::report
