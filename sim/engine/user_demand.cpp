// Demand between updates: rates are constant, so that waiting requests follow straight lines.
#include "engine/user_demand.hpp"

#include <algorithm>

#include "services/demand.hpp"

namespace firebreak::engine {
namespace {

constexpr double all = 1.0 - 1e-9;  ///< sums of shares miss 1 by a last bit
constexpr double turn_h = 1.0 / 60.0;  ///< least backlog that starts when another one has run out

}  // namespace

UserDemand::UserDemand(const Stage& stage, const Admission& admission)
    : stage_{stage}, admission_{admission} {
    users_.assign(stage.world.functions.size(), Users{});
    failing_.assign(stage.world.functions.size(), 0.0);
    swamped_.assign(stage.world.components.size(), 0);
}

void UserDemand::advance(Occasion occasion) {
    occasion_ = occasion;
    const Instant now = stage_.calendar.now();
    const Ticks time = last_ == never ? Ticks{0} : now - last_;
    last_ = now;
    for (const FunctionId id : users_.keys()) {
        Users& users = users_[id];
        const WorldFunction& function = stage_.world.functions[id];
        users.backlog.pass(time, users.waiting_in, users.outcome.resent);
        users.clientele.suffer(function, time, users.outcome.hard * users.outcome.remaining);
        if (occasion == Occasion::full_hour) users.clientele.leave(function);
        users.admitted = admission_.admitted(id);
        users.curve = services::demand_share(function, stage_.world.ignition_local_hour, now);
        users.demand = users.clientele.remaining() * users.curve;
    }
}

/// Where all who are there are served, users return from the rival as far as they can be served, too.
bool UserDemand::welcome_back(const std::vector<double>& served, const Serve& serve) {
    services::Offered trial = offered();
    std::vector<FunctionId> open;
    for (const FunctionId id : users_.keys()) {
        const Users& users = users_[id];
        const double away = users.clientele.willing() - users.clientele.remaining();
        if (away <= 0.0 || users.admitted < 1.0 || served[id.value] < all) continue;
        trial.fresh[id.value] = users.clientele.willing() * users.curve;
        open.push_back(id);
    }
    if (open.empty()) return false;
    const services::Carried carried = serve(trial);
    bool returned = false;
    for (const FunctionId id : open) {
        Users& users = users_[id];
        const double share = carried.fresh[id.value];
        users.clientele.come_back(share >= all ? 1.0 : share * users.clientele.willing());
        const double demand = users.clientele.remaining() * users.curve;
        returned = returned || demand > users.demand;
        users.demand = demand;
    }
    return returned;
}

services::Offered UserDemand::offered() const {
    services::Offered offered;
    for (const FunctionId id : users_.keys()) {
        const Users& users = users_[id];
        offered.fresh.push_back(users.demand * users.admitted);
        offered.resent.push_back(users.resending ? stage_.world.functions[id].resend_rate : 0.0);
    }
    return offered;
}

void UserDemand::stop_resending(const std::vector<double>& reach) {
    for (const FunctionId id : users_.keys()) {
        Users& users = users_[id];
        if (users.backlog.waiting_h() <= 0.0 || reach[id.value] < all || users.admitted < 1.0)
            users.resending = false;
    }
}

bool UserDemand::start_resending(const services::Carried& carried) {
    const double least_h = occasion_ == Occasion::drained ? turn_h : 0.0;
    bool started = false;
    for (const FunctionId id : users_.keys()) {
        Users& users = users_[id];
        if (users.resending || users.backlog.waiting_h() <= least_h || users.admitted < 1.0) continue;
        users.resending = carried.fresh[id.value] >= all;
        started = started || users.resending;
    }
    return started;
}

void UserDemand::serve(const services::LoadMatrix& loads, const Table<ComponentId, services::Offer>& offers) {
    const bool guarded = stage_.world.response.admission_control.mode != AdmissionMode::none;
    const services::Resent resent = guarded ? services::Resent::comes_last : services::Resent::competes;
    const Serve serve = [&](const services::Offered& asked) {
        return services::carry(stage_.world, loads, offers, asked, failing_, resent);
    };
    stop_resending(services::reaches(stage_.world, offers));
    services::Offered now = offered();
    services::Carried carried = serve(now);
    if (welcome_back(carried.fresh, serve)) {
        now = offered();
        carried = serve(now);
    }
    if (start_resending(carried)) {
        now = offered();
        carried = services::carry(stage_.world, loads, offers, now, carried.failing, resent);
    }
    failing_ = carried.failing;
    swamped_ = carried.swamped;
    settle(now, carried);
}

void UserDemand::settle(const services::Offered& now, const services::Carried& carried) {
    for (const FunctionId id : users_.keys()) {
        Users& users = users_[id];
        const std::size_t i = id.value;
        users.outcome.hard = users.admitted * carried.fresh[i];
        if (users.outcome.hard >= all) users.clientele.calm();
        users.outcome.taken = users.demand * users.outcome.hard;
        users.outcome.remaining = users.clientele.remaining();
        users.outcome.resent = now.resent[i] * carried.resent[i];
        users.outcome.asked = users.demand;
        if (users.outcome.hard > 0.0) users.outcome.asked += users.outcome.resent / users.outcome.hard;
        users.waiting_in =
            stage_.world.functions[id].deferred.value() * users.demand * (1.0 - users.outcome.hard);
    }
}

Instant UserDemand::next_empty() const {
    const Instant now = stage_.calendar.now();
    Instant next = never;
    for (const Users& users : users_) {
        if (users.backlog.waiting_h() <= 0.0) continue;
        const Ticks rest = users.backlog.until_empty(users.waiting_in, users.outcome.resent);
        if (rest != Ticks::max()) next = std::min(next, now + rest);
    }
    return next;
}

}  // namespace firebreak::engine
