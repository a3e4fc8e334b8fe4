// A scenario: layout + services + fire + response. Valid by construction once the reader returns it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firebreak/layout.hpp"
#include "firebreak/parameters.hpp"
#include "firebreak/service.hpp"
#include "firebreak/units.hpp"

namespace firebreak {

/// Local wall-clock time of ignition; anchors the demand curves.
struct LocalTime {
    int year = 2000, month = 1, day = 1, hour = 12, minute = 0;
};

struct Ignition {
    std::string site;
    std::string room;
    LocalTime local_time;
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
};

/// The organisation that responds.
struct Response {
    bool drilled = false;   ///< the loss of a whole site has been rehearsed
    bool runbooks = false;  ///< each component has a written, tested recovery procedure
    Crews crews;
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
    Layout layout;
    Services services;
    Parameters parameters;
    std::optional<Ignition> ignition;  ///< none: nothing burns
    Observed observed;
    std::vector<PublishedPoint> published;
    Response response;
    LatencySampling latency;
};

}  // namespace firebreak
