// Engineers by skill: two crews of generalists, and specialists.
#pragma once

#include <map>
#include <string>

#include "engine/crew.hpp"

namespace firebreak::engine {

/// A component that asks for a skill is worked on by the specialists who have it, whatever the work is; any
/// other by the platform crew (failover, rebuild, scale-out) or the service crew (restart in place).
class Engineers {
  public:
    explicit Engineers(const Stage& stage)
        : world_{stage.world},
          platform_{stage.calendar, stage.world.response.crews.platform},
          service_{stage.calendar, stage.world.response.crews.service} {
        for (const Specialists& each : world_.response.crews.specialists)
            specialists_.try_emplace(each.id, stage.calendar, each.people);
    }

    [[nodiscard]] Crew& platform(ComponentId component) { return of(component, platform_); }
    [[nodiscard]] Crew& service(ComponentId component) { return of(component, service_); }

  private:
    Crew& of(ComponentId component, Crew& generalists) {
        const std::string& skill = world_.components[component].skill;
        if (skill.empty()) return generalists;
        const auto found = specialists_.find(skill);
        FIREBREAK_ASSERT(found != specialists_.end(), "every skill of a read scenario has its specialists");
        return found->second;
    }

    const World& world_;
    Crew platform_;
    Crew service_;
    std::map<std::string, Crew> specialists_;
};

}  // namespace firebreak::engine
