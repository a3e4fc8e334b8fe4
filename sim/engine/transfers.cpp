// try -> flow -> done, or a minute later the next try with what is left
#include "engine/transfers.hpp"

#include <utility>

namespace firebreak::engine {

void Transfers::move(Ticket& ticket, Bytes size, Kind kind, Choose choose, Done done) {
    moves_.push_back({size, kind, std::move(choose), std::move(done), {}, 0});
    ticket = moves_.size();
    go(ticket - 1);
}

void Transfers::go(std::size_t index) {
    const Way way = moves_[index].choose();
    if (moves_[index].left.value() < 1.0 || (way.from.valid() && way.from == way.to)) {
        end(index);
        return;
    }
    const auto try_again = [this, index] {
        moves_[index].retry =
            stage_.calendar.after(std::chrono::minutes{1}, Phase::services, [this, index] { go(index); });
    };
    if (!way.from.valid()) {
        try_again();
        return;
    }
    moves_[index].flow = backend_.start({way.from, way.to, moves_[index].left}, [this, index, try_again](Backend::Outcome outcome) {
        Move& move = moves_[index];
        const Bytes left = backend_.remaining(*move.flow);
        move.flow.reset();
        moved_();
        if (outcome == Backend::Outcome::done) {
            end(index);
            return;
        }
        if (move.kind == Kind::resumes) move.left = left;
        try_again();
    });
}

void Transfers::end(std::size_t index) {
    const Done done = std::exchange(moves_[index].done, nullptr);
    moves_[index].choose = nullptr;
    if (done) done();
}

Bytes Transfers::stop(Ticket ticket) {
    if (ticket == 0 || !moves_[ticket - 1].done) return Bytes{0.0};
    Move& move = moves_[ticket - 1];
    Bytes left = move.left;
    if (move.flow) {
        if (move.kind == Kind::resumes) left = backend_.remaining(*move.flow);
        backend_.cancel(*move.flow);
        move.flow.reset();
        moved_();
    }
    stage_.calendar.cancel(move.retry);
    move.done = nullptr;
    move.choose = nullptr;
    return left;
}

}  // namespace firebreak::engine
