// Bulk transfers that a starting copy waits for; tried again when a rack or a link fails them.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/backend.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. A transfer that a cut link, a dark rack or a vanished source interrupts is tried again each
/// minute, from whoever can send it then. Which tool it stands for decides what it still has:
///   data from a live copy, data from a backup, and writes that are caught up: it goes on at the byte
///   (file-by-file copies, restores in ranges, logs);
///   software images: it begins anew (an image is checked as a whole).
/// While some of the racks at an end are dark it goes on through the others. A copy that loses its servers in
/// the middle of a copy or a restore, and gets the same ones back, goes on at the byte too; on other servers
/// it begins anew. Source: practice of backup tools, rsync, log shipping and registries (judgement). Left out:
/// ranges that are sent twice. Worked number: 1 TB at 1 Gb/s, cut for an hour after 4,000 s: done after
/// 4,000 + 3,600 (to the next whole minute of trying) + 4,000 s. Checked by tests/engine/uplink_test.cpp.
class Transfers {
  public:
    struct Way {
        PortId from;  ///< invalid: nobody can send now
        PortId to;
    };
    enum class Kind { resumes, begins_anew };
    using Choose = std::function<Way()>;
    using Done = std::function<void()>;
    /// Names a transfer; 0 is none.
    using Ticket = std::size_t;

    /// `moved` is called after each end of a flow: others have more bandwidth from then on.
    Transfers(const Stage& stage, Backend& backend, std::function<void()> moved)
        : stage_{stage}, backend_{backend}, moved_{std::move(moved)} {}

    [[nodiscard]] const Ports& ports() const { return backend_.ports(); }

    /// Moves `size` on the way that `choose` names, asked anew for each try, and then calls `done`; at once
    /// where there is nothing to move. `ticket` is set before.
    void move(Ticket& ticket, Bytes size, Kind kind, Choose choose, Done done);
    /// Stops it: `done` will not be called. What has not arrived; nothing where the transfer has ended.
    Bytes stop(Ticket ticket);

  private:
    struct Move {
        Bytes left;
        Kind kind;
        Choose choose;
        Done done;  ///< none: it has ended
        std::optional<Backend::FlowId> flow;
        Calendar::Ticket retry = 0;
    };

    void go(std::size_t index);
    void end(std::size_t index);

    const Stage& stage_;
    Backend& backend_;
    std::function<void()> moved_;
    std::vector<Move> moves_;
};

}  // namespace firebreak::engine
