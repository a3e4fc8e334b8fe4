// One HTML file that opens offline: the embedded page with its data block filled in.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace firebreak::report {

/// The page as it was bundled at build; empty where Firebreak was built without it
/// (-DFIREBREAK_REPORT=OFF).
[[nodiscard]] std::string_view embedded_page();

/// The page with `title` and `data`. Whatever strings they hold, they stay text: no character of them can
/// end the element that holds it.
[[nodiscard]] std::string html_page(const std::string& title, const nlohmann::ordered_json& data);

}  // namespace firebreak::report
