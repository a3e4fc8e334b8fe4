// One stream for each ordered pair of copies; a stream is a flow, a rate, and bytes behind.
#include "engine/replication.hpp"

#include <algorithm>

namespace firebreak::engine {
namespace {

constexpr double second_of_writes = 1.0;

}  // namespace

ReplicationStreams::ReplicationStreams(const Stage& stage, PlatformState& platform, const Writes& writes,
                                       Backend& backend)
    : stage_{stage}, platform_{platform}, writes_{writes}, backend_{backend} {
    tallies_.assign(stage.world.replicas.size(), WriteTally{ignition_instant - lead_time});
    const Ports& ports = backend.ports();
    const Lanes lanes{stage.world, ports};
    alone_.assign(stage.world.components.size(), 0);
    for (const ComponentId id : stage.world.components.keys()) {
        const WorldComponent& component = stage.world.components[id];
        if (!replicates(component)) continue;
        for (const ReplicaId from : component.replicas) {
            for (const ReplicaId to : component.replicas) {
                if (from == to) continue;
                Stream stream;
                stream.component = id;
                stream.from = from;
                stream.to = to;
                stream.lane = lanes.between(from, to);
                stream.out = ports.copy(from);
                stream.in = ports.copy(to);
                stream.since = ignition_instant - lead_time;
                streams_.push_back(stream);
            }
        }
    }
}

void ReplicationStreams::watch_partners(EventId cause) {
    for (const ComponentId id : stage_.world.components.keys()) watch_partners(id, cause);
}

void ReplicationStreams::poke() {
    for (const ReplicaId id : tallies_.keys()) {
        const ComponentId component = stage_.world.replicas[id].component;
        const double rate =
            stage_.world.components[component].write_rate.value() * share_of(id) * writes_.share(component);
        tallies_[id].set_rate(stage_.calendar.now(), rate);
    }
    for (Stream& stream : streams_) tend(stream);
}

void ReplicationStreams::watch_partners(ComponentId id, EventId cause) {
    const WorldComponent& component = stage_.world.components[id];
    if (component.replication != Replication::sync || component.on_partner_loss != PartnerLoss::stall ||
        !replicates(component))
        return;
    const std::size_t group = platform_.largest_group(id);
    if (group > 1) alone_[id] = 0;
    const bool stalls = group == 1 && !alone_[id];
    if (stalls != platform_.stalled(id)) platform_.set_stalled(id, stalls, cause);
}

/// Of what is written to its component; requests that are sent to a dead copy write nowhere.
double ReplicationStreams::share_of(ReplicaId id) const {
    if (!platform_.takes_writes(id)) return 0.0;
    double all = 0.0;
    for (const ReplicaId copy : stage_.world.components[stage_.world.replicas[id].component].replicas)
        all += platform_.takes_writes(copy) ? platform_.traffic_share(copy) : 0.0;
    return platform_.traffic_share(id) / all;
}

void ReplicationStreams::tend(Stream& stream) {
    const double share = share_of(stream.from);
    const bool linked = platform_.usable(stream.from) && platform_.usable(stream.to);
    if (share == stream.share && linked == stream.linked) {
        if (linked) look_at_rate(stream);
        return;
    }
    settle(stream);
    stop(stream);
    if (stream.share > 0.0 && share == 0.0) stream.stopped = stage_.calendar.now();
    if (share > 0.0) {
        stream.stopped = never;
        stream.last_share = share;
        // What is written without the partner is behind; a copy that dies with its partner in step was in
        // step.
        if (!linked) stream.in_step = false;
    }
    stream.share = share;
    stream.linked = linked;
    if (linked) send(stream);
}

/// The copy writes more or less than it did. A batch goes on; a stream that is not in step may now catch up.
void ReplicationStreams::look_at_rate(Stream& stream) {
    const double rate = tallies_[stream.from].rate();
    if (stream.batch > 0.0 || rate == stream.rate) return;
    settle(stream);
    const bool flows = stream.flow && rate > 0.0;
    if (flows && stream.behind <= stream.tolerance_s * peak(stream)) {
        stream.rate = rate;
        backend_.set_rate(*stream.flow, BytesPerSecond{rate});
        return;
    }
    stop(stream);
    send(stream);
}

/// Bytes written in a second at the peak.
double ReplicationStreams::peak(const Stream& stream) const {
    return stage_.world.components[stream.component].write_rate.value() * std::max(stream.share, stream.last_share);
}

double ReplicationStreams::behind_now(const Stream& stream) const {
    const double written = tallies_[stream.from].total(stage_.calendar.now()) - stream.written;
    const double arrived = stream.flow ? stream.left - backend_.remaining(*stream.flow).value() : 0.0;
    return std::max(0.0, stream.behind + written - arrived);
}

void ReplicationStreams::settle(Stream& stream) {
    stream.behind = behind_now(stream);
    stream.since = stage_.calendar.now();
    stream.written = tallies_[stream.from].total(stream.since);
    if (stream.flow) stream.left = backend_.remaining(*stream.flow).value();
}

void ReplicationStreams::stop(Stream& stream) {
    if (stream.flow) backend_.cancel(*stream.flow);
    stream.flow.reset();
}

BytesPerSecond ReplicationStreams::network_of(ReplicaId copy) const {
    const WorldReplica& replica = stage_.world.replicas[copy];
    return stage_.world.sites[replica.site].rack_uplink * static_cast<double>(replica.racks.size());
}

/// Sends what is behind as a batch, or, in step or where batches do not shrink, all writes to come as one
/// flow.
void ReplicationStreams::send(Stream& stream) {
    const double second = second_of_writes * peak(stream);
    const bool catches_up =
        stream.behind > second && (stream.batch == 0.0 || stream.behind <= 0.9 * stream.batch);
    stream.rate = tallies_[stream.from].rate();
    BytesPerSecond rate_max{peak(stream)};
    if (catches_up) {
        stream.in_step = false;
        stream.batch = stream.behind;
        stream.left = stream.behind;
        rate_max = std::min(network_of(stream.from), network_of(stream.to));
    } else {
        stream.batch = 0.0;
        if (stream.behind <= second) {
            stream.behind = 0.0;  // the base lag stands for it
            stream.in_step = true;
        }
        if (stream.rate <= 0.0) return;
        const Seconds to_the_end =
            seconds_of(ignition_instant + stage_.world.horizon - stage_.calendar.now()) + Hours{1.0};
        stream.left = stream.behind + rate_max.value() * to_the_end.count();
    }
    const auto index = static_cast<std::size_t>(&stream - streams_.data());
    stream.flow =
        backend_.start({stream.out, stream.in, Bytes{stream.left}, stream.lane, rate_max},
                       [this, index](Backend::Outcome outcome) { ended(streams_[index], outcome); });
    if (!catches_up) backend_.set_rate(*stream.flow, BytesPerSecond{stream.rate});
}

void ReplicationStreams::ended(Stream& stream, Backend::Outcome outcome) {
    settle(stream);
    stream.flow.reset();
    if (outcome == Backend::Outcome::done) {
        send(stream);
        look_again(&stream);
        return;
    }
    // Either an end has just gone, and the next poke says so, or a link between two sites that both stand:
    // tried again each minute.
    const auto index = static_cast<std::size_t>(&stream - streams_.data());
    stage_.calendar.after(std::chrono::minutes{1}, Phase::services, [this, index] {
        Stream& again = streams_[index];
        if (!again.linked || again.flow) return;
        settle(again);
        again.in_step = false;
        again.batch = 0.0;
        send(again);
    });
}

void ReplicationStreams::look_again(const Stream* but) {
    for (Stream& stream : streams_) {
        if (&stream == but || !stream.flow || stream.batch > 0.0) continue;
        if (behind_now(stream) <= stream.tolerance_s * peak(stream)) continue;
        settle(stream);
        stop(stream);
        stream.tolerance_s = std::min(2.0 * stream.tolerance_s, 3600.0);
        send(stream);
    }
}

double ReplicationStreams::lag_s(const Stream& stream) const {
    const WorldComponent& component = stage_.world.components[stream.component];
    if (stream.last_share <= 0.0) return 0.0;
    const double behind = behind_now(stream);
    const double behind_s = behind < 1e-6 * peak(stream)  // less than a tick is rounding
                                ? 0.0
                                : tallies_[stream.from].age_of(behind, stream.stopped).count();
    const RecoveryParameters& p = stage_.world.parameters.recovery;
    switch (component.replication) {
        case Replication::async:
            return behind_s + seconds_of(stage_.draws.duration(p.replication_lag, "failover.replication_lag",
                                                               component.name))
                                  .count();
        case Replication::semi_sync:
            return stream.in_step ? 0.0 : std::max(0.0, behind_s - p.semi_sync_timeout.count());
        case Replication::sync:
            return stream.in_step ? 0.0 : behind_s;
        default:
            return 0.0;
    }
}

/// What `copy` took and no copy that `has` says still has; none if `copy` takes writes or lost nothing.
std::optional<LostWrites> ReplicationStreams::lost_by(ReplicaId copy, const Has& has) const {
    const Stream* best = nullptr;
    for (const Stream& stream : streams_) {
        if (stream.from != copy || stream.stopped == never || !has(stream.to)) continue;
        if (best == nullptr || lag_s(stream) < lag_s(*best)) best = &stream;
    }
    if (best == nullptr || lag_s(*best) <= 0.0) return std::nullopt;
    return LostWrites{Seconds{lag_s(*best)}, best->stopped, best->last_share};
}

std::vector<LostWrites> ReplicationStreams::lost_without(ComponentId id) const {
    std::vector<LostWrites> lost;
    for (const ReplicaId gone : stage_.world.components[id].replicas) {
        if (platform_.serving(gone)) continue;
        const auto loss = lost_by(gone, [this](ReplicaId copy) { return platform_.usable(copy); });
        if (loss) lost.push_back(*loss);
    }
    return lost;
}

std::optional<LostWrites> ReplicationStreams::scrapped(ReplicaId copy) {
    const auto lost = lost_by(copy, [this](ReplicaId other) { return platform_.data().intact(other); });
    give_up(copy);
    return lost;
}

/// What only this copy has is not waited for any more.
void ReplicationStreams::give_up(ReplicaId copy) {
    for (Stream& stream : streams_) {
        if (stream.from != copy || stream.stopped == never) continue;
        settle(stream);
        stop(stream);
        stream.behind = 0.0;
        stream.stopped = never;
        stream.in_step = true;
    }
}

void ReplicationStreams::taken_over(ComponentId id, EventId cause) {
    alone_[id] = 1;
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        if (!platform_.serving(copy)) give_up(copy);
    }
    watch_partners(id, cause);
}

Bytes ReplicationStreams::missing(ReplicaId copy) const {
    double bytes = 0.0;
    for (const Stream& stream : streams_) {
        if (stream.to == copy) bytes += behind_now(stream);
    }
    return Bytes{bytes};
}

void ReplicationStreams::received(ReplicaId copy, Bytes size) {
    double left = size.value();
    for (Stream& stream : streams_) {
        if (stream.to != copy) continue;
        settle(stream);
        const double taken = std::min(left, stream.behind);
        stream.behind -= taken;
        left -= taken;
    }
}

}  // namespace firebreak::engine
