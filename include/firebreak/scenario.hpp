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

/// What is known of one isolation zone of the site that burns, by the id of the zone there.
struct ObservedZone {
    std::string id;
    /// The operator switches it off on purpose, with or without a fire in it.
    std::optional<UncertainDuration> precautionary_shutdown;
    /// Given back: its lineups are inspected and switched on from here on.
    std::optional<UncertainDuration> re_energising;
};

/// What is known of one room of the site that burns, by its id there.
struct ObservedRoom {
    std::string id;
    std::optional<UncertainDuration> released;  ///< work in it may begin
};

/// Steps whose time is known (from a report or a drill) and therefore not drawn from the model: exactly, or
/// as a window or distribution of its own. Each is counted from ignition. A known step is kept, whatever
/// the model draws for others; where layout or fire rule it out, it is not used, and reports say so.
struct Observed {
    std::optional<UncertainDuration> detection;
    std::optional<UncertainDuration> agent_release;
    std::optional<bool> agent_extinguishes;
    std::optional<UncertainDuration> feeds_lost;
    std::optional<UncertainDuration> cables_lost;
    std::optional<UncertainDuration> emergency_call;
    std::optional<UncertainDuration> brigade_arrival;
    std::optional<UncertainDuration> precautionary_shutdown;  ///< of the whole site, by its operator
    std::optional<UncertainDuration> isolation;
    std::optional<UncertainDuration> controlled;
    std::optional<UncertainDuration> extinguished;
    std::optional<UncertainDuration> re_energising;
    std::optional<UncertainDuration> supply_repaired;
    std::optional<UncertainDuration> noticed;
    std::optional<UncertainDuration> assembled;
    std::vector<ObservedZone> zones;
    std::vector<ObservedRoom> rooms;
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
