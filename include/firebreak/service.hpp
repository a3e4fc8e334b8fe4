// Services as their author wrote them: functions that users can name, and the components behind.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firebreak/units.hpp"

namespace firebreak {

/// A part of the platform that is deployed, started, failed over and restored as one.
struct Component {
    std::string id;
    std::string title;
    /// Placement class; the layout says where that class lives.
    std::string placement;
    /// Servers of a full copy (capacity ratio 1).
    int servers = 1;
    /// A copy with a smaller share of its servers up cannot run at all (quorum, sharded state).
    Ratio min_servers{0.1};
    /// Share of a full copy that the peak demand of all its functions keeps busy.
    Ratio peak_utilisation{0.6};
    /// Restore order: lower numbers are worked on first.
    int priority = 50;
    /// Skill of the specialists who alone can work on it by hand; empty: any engineer can.
    std::string skill;
    std::vector<std::string> needs;
    std::vector<std::string> needs_to_start;
    std::vector<std::string> needs_to_fail_over;
    /// May be rebuilt by hand on spare servers of another site when no copy is left.
    bool rebuildable = false;
    /// Data that must be caught up before a returning copy serves; 0 for stateless components.
    BytesPerSecond write_rate{0.0};
    /// Software pulled by each rack of a starting copy.
    Bytes image{2e9};
    /// Mean time that one request keeps one server busy; 0: requests do not travel through it.
    Seconds service_time{0.005};
    /// Servers that share one queue of requests (a shard, a load balancer's pool).
    int servers_per_queue = 40;
    /// Requests for each server of a queue that may wait there; further ones are turned away.
    int waiting_per_server = 100;
    /// Data of a full copy, to be restored or copied where none is left.
    Bytes data{0.0};
    /// How far back the data goes: lost where neither a copy nor a backup is left.
    Seconds data_history{Hours{87600.0}};
    /// Its data may not be lost or doubled: it stays closed until the books agree.
    bool ledger = false;
    /// Share of its capacity that still does useful work while repeated requests swamp it; 1: it
    /// refuses what is too much at no cost.
    Ratio overload_goodput{1.0};
    /// Share of its capacity that a copy has right after a start, with empty caches.
    Ratio cold_capacity{1.0};
    /// From there to full capacity.
    Seconds warm_up{0.0};
};

/// A component whose absence leaves part of the function.
struct SoftNeed {
    std::string component;
    Ratio served_without{0.5};
};

struct Targets {
    std::optional<Seconds> rto;
    std::optional<Seconds> rpo;
    std::optional<Seconds> mtpd;
};

struct Function {
    std::string id;
    std::string title;
    /// Users at the peak of the demand curve.
    double users_peak = 0.0;
    double requests_per_user_hour = 1.0;
    std::string demand_curve;
    std::string demand_week;  ///< empty: every day alike
    std::vector<std::string> needs;
    std::vector<SoftNeed> degraded_without;
    /// Share of unserved requests that wait with the user and are sent again once the function is back.
    Ratio deferred{0.0};
    /// Rate at which waiting requests are sent again, in multiples of the peak demand.
    double resend_rate = 0.5;
    /// Share of requests that a client repeats at once when they fail; lost when all its tries fail.
    Ratio retried{0.0};
    int retries = 3;
    /// Share of its users without service that go to a rival in an hour, as a hazard.
    double rival_per_hour = 0.0;
    /// Share of those who stay there once the function is back.
    Ratio rival_stays{0.0};
    /// Admission control may refuse its requests to free a swamped component.
    bool sheds_load = true;
    Targets targets;
};

struct Service {
    std::string id;
    std::string title;
    std::vector<Function> functions;
};

/// Demand over the day as a share of the peak, hour 0 to 23 of local time.
struct DemandCurve {
    std::string id;
    std::vector<double> hourly;
};

/// Demand of each weekday as a multiple of the curve, Monday to Sunday.
struct DemandWeek {
    std::string id;
    std::vector<double> daily;
};

/// Which components do work that hands must do while they are down.
struct Automation {
    std::string boots_servers;   ///< deploy tool: without it technicians boot racks by hand
    std::string serves_images;   ///< registry: where starting copies pull their software from
    std::string gathers_people;  ///< messenger: without it the war room assembles more slowly
};

struct Services {
    std::string name;
    std::string description;
    std::vector<Component> components;
    std::vector<Service> services;
    std::vector<DemandCurve> demand_curves;
    std::vector<DemandWeek> demand_weeks;
    Automation automation;
};

}  // namespace firebreak
