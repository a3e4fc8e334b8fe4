// Rooms as the backups in them see them.
#include "engine/backup_rooms.hpp"

#include <algorithm>

namespace firebreak::engine {

BackupRooms::BackupRooms(const Stage& stage, PlatformState& platform, Backend& backend)
    : stage_{stage}, platform_{platform}, backend_{backend}, ports_{backend.ports()} {
    rooms_.assign(stage.world.rooms.size(), Room{});
    on_.assign(stage.world.rows.size(), 1);
    for (const WorldRow& row : stage.world.rows) {
        ++rooms_[row.room].rows;
        ++rooms_[row.room].rows_on;
    }
}

std::vector<RoomId> BackupRooms::rooms_of(const WorldBackup& backup) const {
    if (!backup.rooms.empty()) return backup.rooms;
    std::vector<RoomId> rooms;
    for (const RoomId room : rooms_.keys()) {
        if (rooms_[room].rows > 0 && stage_.world.rooms[room].site == backup.site) rooms.push_back(room);
    }
    return rooms;
}

bool BackupRooms::readable(RoomId id) const {
    const Room& room = rooms_[id];
    const bool dark = room.rows > 0 && room.rows_on == 0;
    return !room.gone && !room.wet && !dark;
}

/// The draw of the room's racks decides; media in a set get wet together.
bool BackupRooms::water_ruins(RoomId id) const {
    const std::string& room = stage_.world.rooms[id].name;
    const Ratio ruined = stage_.draws.ratio(stage_.world.parameters.water.scrap, "water.scrap", room);
    return stage_.draws.happens(Probability{ruined.value()}, "water.scraps", room + "/backups");
}

bool BackupRooms::room_turned(RoomId id, State from, State to) {
    Room& room = rooms_[id];
    if (to == State::damaged) room.gone = true;
    if (to == State::wet) room.wet = true;
    if (from == State::wet && to != State::wet) {
        room.wet = false;
        if (water_ruins(id)) room.gone = true;
    }
    return look_again(id);
}

void BackupRooms::row_turned(RowId id, bool energised) {
    if ((on_[id] != 0) == energised) return;
    on_[id] = energised ? 1 : 0;
    const RoomId room = stage_.world.rows[id].room;
    rooms_[room].rows_on += energised ? 1 : -1;
    look_again(room);
}

/// True if a backup with a set in this room has just lost its last.
bool BackupRooms::look_again(RoomId turned) {
    bool lost = false;
    for (const ComponentId id : stage_.world.components.keys()) {
        if (!ports_.backup(id).valid() || !platform_.data().backup_left(id)) continue;
        const std::vector<RoomId> rooms = rooms_of(*stage_.world.components[id].backup);
        if (std::find(rooms.begin(), rooms.end(), turned) == rooms.end()) continue;
        const auto gone = [this](RoomId room) { return rooms_[room].gone; };
        backend_.set_port(ports_.backup(id),
                          std::any_of(rooms.begin(), rooms.end(), [this](RoomId room) { return readable(room); }));
        if (!std::all_of(rooms.begin(), rooms.end(), gone)) continue;
        platform_.data().lose_backup(id);
        lost = true;
    }
    return lost;
}

}  // namespace firebreak::engine
