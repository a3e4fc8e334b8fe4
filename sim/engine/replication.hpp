// Replication as a process: writes flow from the copies that take them to the others, and fall behind.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/backend.hpp"
#include "engine/platform_state.hpp"
#include "engine/stage.hpp"
#include "engine/write_tally.hpp"
#include "engine/writes.hpp"

namespace firebreak::engine {

/// Writes that the copies which take over do not have.
struct LostWrites {
    Seconds age{0.0};    ///< of the oldest at `until`
    Instant until{};     ///< when the lost copy stopped to take writes
    double share = 1.0;  ///< of the component's writes that it took
};

/// Model card.
///   behind(t) = integral of (w - b) dt, never below 0: bytes written at one copy and not yet at another;
///   lag: how long before the copy stopped to write the first of these bytes was written (+ the drawn base lag
///   of asynchronous copies), s; behind / w where w is steady.
///   w: what is written to the component now (`Writes`) x the copy's share of the traffic that arrives (B/s);
///   b: what the WAN gives to the stream (B/s), shared max-min with every other flow.
/// In step the stream is one flow held to w, so it costs no event. A copy that was cut off catches up in
/// batches: what it lacks is sent as fast as the network lets it; what was written meanwhile is the next
/// batch, until less than a second of writes is left. Where b < w the batches would not shrink: the stream
/// stays one flow and the lag grows as (w - b) / w x t.
/// What a lost copy loses: async: its lag. Semi-sync: nothing while a partner answers, after
/// `semi_sync_timeout` without one as async, from that moment. Sync: nothing in step; alone it goes on and
/// may lose what it wrote alone, or stalls until a partner is back or people fail it over
/// (`on_partner_loss`). Quorum: nothing. Source: facts and closed form of an M/D fluid queue; lag and
/// time-out: parameters. Valid while writes are steady over minutes. What a scrapped copy had alone is lost at
/// once, and counted against the intact copy that lacks least; what a dark one has alone is lost when others
/// take over. Left out: slower commits (a synchronous copy on a full link would throttle its users), logs that are dropped when a
/// partner stays away too long. Worked number: 100 MB/s of writes on a link of 80 MB/s: after 1 h 72 GB, 720
/// s of writes, are missing. Checked by verification row 41 and the rows of
/// tests/verification/replication_rows.cpp.
class ReplicationStreams {
  public:
    ReplicationStreams(const Stage& stage, PlatformState& platform, const Writes& writes, Backend& backend);

    /// Something changed: stalls and frees synchronous components. Before the platform looks who answers.
    void watch_partners(EventId cause);
    /// Who answers, or how much is written, has changed: starts, stops and re-rates streams.
    void poke();
    /// Other traffic has ended: a stream that it slowed may catch up.
    void look_again() { look_again(nullptr); }

    /// What `component` loses if its usable copies take over now: one entry for each copy that took writes
    /// and is gone.
    [[nodiscard]] std::vector<LostWrites> lost_without(ComponentId component) const;
    /// A copy is scrap: what it alone had is given up. What no intact copy has of it.
    [[nodiscard]] std::optional<LostWrites> scrapped(ReplicaId copy);
    /// Usable copies have taken over: what others had and they lack is given up, and nobody is waited for.
    void taken_over(ComponentId component, EventId cause);
    /// Bytes that a copy lacks of what others have written.
    [[nodiscard]] Bytes missing(ReplicaId copy) const;
    /// A copy has received `size` bytes of that outside its streams.
    void received(ReplicaId copy, Bytes size);

  private:
    struct Stream {
        ComponentId component;
        ReplicaId from;
        ReplicaId to;
        LaneId lane;
        PortId out, in;
        double share = 0.0;       ///< of the component's writes that `from` takes now
        double last_share = 0.0;  ///< the last that was not 0
        double rate = 0.0;        ///< writes at `from` that the flow is held to, B/s
        double behind = 0.0;      ///< bytes, at `since`
        double written = 0.0;     ///< at `from` by `since`, bytes
        Instant since{};
        Instant stopped = never;  ///< when `from` stopped to take writes
        bool linked = false;      ///< both ends run and see each other
        bool in_step = true;
        double tolerance_s = 1.0;  ///< lag that does not make it catch up; doubles each time it fell behind
        std::optional<Backend::FlowId> flow;
        double left = 0.0;   ///< bytes of the flow that had not arrived at `since`
        double batch = 0.0;  ///< size of the flow if it is a batch
    };

    using Has = std::function<bool(ReplicaId copy)>;

    void look_again(const Stream* but);
    void tend(Stream& stream);
    void look_at_rate(Stream& stream);
    void settle(Stream& stream);
    void stop(Stream& stream);
    void send(Stream& stream);
    void ended(Stream& stream, Backend::Outcome outcome);
    void watch_partners(ComponentId component, EventId cause);
    [[nodiscard]] std::optional<LostWrites> lost_by(ReplicaId copy, const Has& has) const;
    void give_up(ReplicaId copy);
    [[nodiscard]] double peak(const Stream& stream) const;
    [[nodiscard]] double share_of(ReplicaId copy) const;
    [[nodiscard]] double behind_now(const Stream& stream) const;
    [[nodiscard]] double lag_s(const Stream& stream) const;
    [[nodiscard]] BytesPerSecond network_of(ReplicaId copy) const;

    const Stage& stage_;
    PlatformState& platform_;
    const Writes& writes_;
    Backend& backend_;
    std::vector<Stream> streams_;
    Table<ReplicaId, WriteTally> tallies_;
    Table<ComponentId, char> alone_;  ///< partners were given up by a failover
};

}  // namespace firebreak::engine
