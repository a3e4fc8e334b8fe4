// Backups stand in rooms and share their fate: gone with the last, unreadable while all are wet or dark.
#pragma once

#include <vector>

#include "engine/backend.hpp"
#include "engine/platform_state.hpp"

namespace firebreak::engine {

/// The rule stands in the model card of `Restores`. Facts arrive in the order of the timeline.
class BackupRooms {
  public:
    BackupRooms(const Stage& stage, PlatformState& platform, Backend& backend);

    /// A room turned. True if a backup is gone for good.
    [[nodiscard]] bool room_turned(RoomId room, State from, State to);
    void row_turned(RowId row, bool energised);

  private:
    struct Room {
        bool gone = false;
        bool wet = false;
        int rows = 0;
        int rows_on = 0;
    };

    [[nodiscard]] std::vector<RoomId> rooms_of(const WorldBackup& backup) const;
    [[nodiscard]] bool readable(RoomId room) const;
    [[nodiscard]] bool water_ruins(RoomId room) const;
    bool look_again(RoomId room);

    const Stage& stage_;
    PlatformState& platform_;
    Backend& backend_;
    const Ports& ports_;
    Table<RoomId, Room> rooms_;
    Table<RowId, char> on_;
};

}  // namespace firebreak::engine
