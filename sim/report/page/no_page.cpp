// Built with -DFIREBREAK_REPORT=OFF: there is no page.
#include "report/html_page.hpp"

namespace firebreak::report {

std::string_view embedded_page() {
    return {};
}

}  // namespace firebreak::report
