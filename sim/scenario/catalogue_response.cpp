// Changes of the organisation and of the links between sites.
#include <fmt/format.h>

#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {

void propose_network(const Scenario& scenario, Changes& changes) {
    constexpr double factor = 4.0;
    for (const WanLink& link : scenario.layout.wan) {
        PatchBuilder patch;
        patch.add(pointer_of({"layout", "wan", link.id, "bandwidth_gbps"}), factor * link.bandwidth.value() * 8e-9);
        changes.push_back({"wider_link", "wider_link/" + link.id, fmt::format("widen the link {} four times", link.id), patch.text(), 1.0, {}});
    }
}

void propose_response(const Scenario& scenario, Changes& changes) {
    const Crews& crews = scenario.response.crews;
    const auto twice = [&](const char* crew, int size) {
        PatchBuilder patch;
        patch.add(pointer_of({"response", "crews", crew}), 2 * size);
        changes.push_back({"more_people", fmt::format("more_people/{}", crew), fmt::format("twice the {} crew: {} instead of {}", crew, 2 * size, size),
                           patch.text(), static_cast<double>(size), {}});
    };
    twice("facility", crews.facility);
    twice("technicians", crews.technicians);
    twice("platform", crews.platform);
    twice("service", crews.service);
    twice("cleaning", crews.cleaning);
    if (!scenario.response.drilled) {
        changes.push_back({"drill", "drill", "rehearse the loss of a whole site",
                           PatchBuilder{}.add("/response/drilled", true).text(), 1.0, {}});
    }
    if (!scenario.response.runbooks) {
        changes.push_back({"runbooks", "runbooks", "write and test a recovery procedure for each component",
                           PatchBuilder{}.add("/response/runbooks", true).text(),
                           static_cast<double>(scenario.services.components.size()), {}});
    }
}

}  // namespace firebreak::scenario
