// Checks of published times: they name functions of this scenario, and their windows do not end early.
#include <fmt/format.h>

#include "scenario/checks.hpp"

namespace firebreak::scenario {

void Checks::published() {
    Known functions{"function", ""};
    for (const Service& service : scenario_.services.services) {
        for (const Function& function : service.functions) functions.add(service.id + '/' + function.id);
    }
    for (std::size_t i = 0; i < scenario_.published.size(); ++i) {
        const PublishedPoint& point = scenario_.published[i];
        const std::string place = fmt::format("/published/{}", i);
        reference(point.function, functions, place + "/function");
        if (point.latest && *point.latest < point.time) {
            add({place + "/latest_h", "the window ends before it starts",
                 "time_h is the start of the window, latest_h its end"});
        }
    }
}

}  // namespace firebreak::scenario
