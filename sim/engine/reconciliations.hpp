// After a takeover: data that was lost, sides that both took writes, and ledgers that stay closed.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/platform_state.hpp"
#include "engine/replication.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. A loss is recorded when it is certain, whoever serves by the horizon:
///   a copy becomes scrap while another is intact: what no intact copy has of its writes (`ReplicationStreams`);
///   the last intact copy becomes scrap: what the newest good backup lacks (`Restores`), without one all of
///   `data_history`; a backup that goes before it was restored makes that all, too;
///   usable copies take over from copies that are dark or cut off: what they lack.
/// When usable copies take over:
///   a copy that still runs on an island and decides neither by majority nor stalls has taken writes of its
///   own (dual writes): once its site is joined again its data is compared with the other side's for
///   `reconciliation`, and only then does it serve;
///   a ledger is closed for `reconciliation` if writes were lost or doubled: its books are compared with
///   those of others before it opens. Synchronous and quorum ledgers open at once.
/// Source: engineering judgement on durations (parameters). Left out: people for it, fencing of islands,
/// partial opening (reading balances), and what the comparison cannot repair. Worked number: reconciliation 5
/// h, an asynchronous ledger promoted at 0:21 opens at 5:21. Checked by
/// tests/engine/replication_test.cpp.
class Reconciliations {
  public:
    using Done = std::function<void(EventId cause)>;

    Reconciliations(const Stage& stage, PlatformState& platform, ReplicationStreams& streams, const Writes& writes,
                    Done done);

    /// Something may have become scrap: records what is lost for good.
    void count_losses();
    /// To be called before the usable copies of `component` are promoted by `cause`; closes ledgers. Returns
    /// the last event of it: what the component waits for next.
    EventId take_over(ComponentId component, EventId cause);
    /// To be called after the promotion: what others had alone is given up.
    void taken_over(ComponentId component, EventId cause) { streams_.taken_over(component, cause); }
    /// Data without a usable copy was replaced by a backup's, or by nothing: `age` of writes is gone.
    EventId replaced(ComponentId component, Seconds age, EventId cause);
    /// A stopped copy runs again, with data of a backup if `age` of it is missing: it may carry the traffic
    /// of others that are still gone, and lack what only they had. Returns the last event of its start.
    EventId copy_back(ReplicaId copy, EventId cause, std::optional<Seconds> age);
    /// Something changed: sides that see each other again are compared.
    void poke(EventId cause);

  private:
    /// What has been counted of a component.
    struct Count {
        std::optional<std::size_t> whole;  ///< the loss of its last intact copy, until it has data again
        bool doubtful = false;             ///< writes were lost that those who take over next do not know of
    };

    void count_whole(ComponentId component);
    void count_copies(ComponentId component);
    EventId close(ComponentId component, EventId cause);
    [[nodiscard]] bool writes_alone(ReplicaId copy) const;
    [[nodiscard]] Ticks draw(ComponentId component, const std::string& side) const;

    const Stage& stage_;
    PlatformState& platform_;
    ReplicationStreams& streams_;
    const Writes& writes_;
    Done done_;
    std::uint64_t counted_ = 0;  ///< version of the holdings
    Table<ComponentId, Count> counts_;
    Table<ReplicaId, char> gone_;  ///< copies whose loss has been counted
    Table<ComponentId, std::uint32_t> closings_;  ///< older plans to open are void
    Table<ReplicaId, Calendar::Ticket> comparing_;
};

}  // namespace firebreak::engine
