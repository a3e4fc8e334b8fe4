// A scenario: layout + services + fire + response. Valid by construction once the reader returns it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firebreak/economics.hpp"
#include "firebreak/layout.hpp"
#include "firebreak/parameters.hpp"
#include "firebreak/service.hpp"
#include "firebreak/units.hpp"

namespace firebreak {

/// Local wall-clock time of ignition; anchors the demand curves.
struct LocalTime {
    int year = 2000, month = 1, day = 1, hour = 12, minute = 0;
};

/// What time zero sees of a battery fire: flames of a module, or the first cell that vents gas.
enum class FirstToBurn { unit, cell };

struct Ignition {
    std::string site;
    std::string room;
    LocalTime local_time;
    FirstToBurn first = FirstToBurn::unit;
};

/// Steps whose time is known (from a report or a drill) and therefore not drawn. Each is counted
/// from ignition. A pinned step still happens only where the layout makes it possible.
struct Observed {
    std::optional<Seconds> detection;
    std::optional<Seconds> agent_release;
    std::optional<bool> agent_extinguishes;
    std::optional<Seconds> feeds_lost;
    std::optional<Seconds> cables_lost;
    std::optional<Seconds> emergency_call;
    std::optional<Seconds> brigade_arrival;
    std::optional<Seconds> isolation;
    std::optional<Seconds> controlled;
    std::optional<Seconds> extinguished;
    std::optional<Seconds> re_energising;
    std::optional<Seconds> supply_repaired;
    std::optional<Seconds> noticed;
    std::optional<Seconds> assembled;
};

/// People with a skill that some components ask for.
struct Specialists {
    std::string id;  ///< the skill
    int people = 1;
};

/// Level of service that a published time speaks of, as in `recovery_h`.
enum class PublishedLevel { first, half, most, full };

/// When a function of the real incident was back, as published. Shown beside the results; no run reads it.
struct PublishedPoint {
    std::string function;  ///< "service/function"
    PublishedLevel level = PublishedLevel::full;
    Seconds time{0.0};
    /// Where only a window is known: its end.
    std::optional<Seconds> latest;
    std::string label;
    std::string source;
};

/// Counted responders, by what they can do.
struct Crews {
    int facility = 1;     ///< lineups re-energised at a time
    int technicians = 40; ///< hands on servers
    int platform = 12;    ///< engineers who fail over, promote, rebuild
    int service = 24;     ///< engineers who restart applications in place
    int cleaning = 2;     ///< lines on which soiled servers are cleaned
    /// Share of the technicians that is on site at any hour; the others travel once the incident is noticed.
    Ratio technicians_on_site{0.2};
    std::vector<Specialists> specialists = {};
};

/// In which order waiting work is handed to a free member of a crew.
enum class RestoreOrder {
    as_listed,      ///< by the `priority` of the components
    by_users,       ///< most users first, with the tools that their functions wait for
    by_dependency,  ///< what most other components wait for first
    first_come
};

/// Hands work in shifts.
struct Shifts {
    Seconds length{Hours{8.0}};
    int first_local_hour = 7;      ///< a shift begins at this hour, the others follow
    Ratio handover_loss{0.15};     ///< of the work done on a task since the last hand-over
};

/// Who refuses requests on purpose to free a component that repeated requests swamp.
enum class AdmissionMode { none, manual, automatic };

/// Load shedding: only a share of requests is let in until the component works again.
struct AdmissionControl {
    AdmissionMode mode = AdmissionMode::none;
    Ratio admitted{0.3};  ///< share of requests let in while load is shed
    /// Swamped (and, with `manual`, the response decided) to the first request refused.
    UncertainDuration reaction{{Shape::lognormal, 1800.0, 0.7, 0.0}};
    Seconds hold{1800.0};  ///< freed to everybody let in again
};

/// The organisation that responds.
struct Response {
    bool drilled = false;   ///< the loss of a whole site has been rehearsed
    bool runbooks = false;  ///< each component has a written, tested recovery procedure
    bool automated_decision = false;  ///< failing over takes no war room and no decision
    RestoreOrder restore_order = RestoreOrder::as_listed;
    Shifts shifts;
    Crews crews;
    AdmissionControl admission_control;
};

/// Requests that are sent through the call graph to see how long an answer takes.
struct LatencySampling {
    int samples_per_segment = 100;  ///< of each function, whenever capacity or demand changes; 0: none
    Seconds patience{10.0};         ///< mean time that a user waits in a queue before giving up
};

struct Scenario {
    std::string name;
    std::string description;
    Seconds horizon{Hours{140.0}};
    Seconds sustained{Hours{2.0}};  ///< a level counts as reached again once it was held that long
    Layout layout;
    Services services;
    Parameters parameters;
    std::optional<Ignition> ignition;  ///< none: nothing burns
    Observed observed;
    std::vector<PublishedPoint> published;
    Response response;
    LatencySampling latency;
    Economics economics;
};

}  // namespace firebreak
