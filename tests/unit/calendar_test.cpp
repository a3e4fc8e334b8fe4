// The calendar: order within an instant, cancelling, and a clock that does not go back.
#include "engine/calendar.hpp"

#include <string>

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak::engine {
namespace {

using test::at_s;

struct Book {
    Calendar calendar;
    std::string order;
    Book() { calendar.advance_to(at_s(0.0)); }
    Calendar::Ticket note(double seconds, Phase phase, char c) {
        return calendar.schedule(at_s(seconds), phase, [this, c] { order += c; });
    }
};

TEST_CASE("calendar: time first, then phase, then order of scheduling") {
    Book b;
    b.note(2.0, Phase::facility, 'f');
    b.note(1.0, Phase::measure, 'e');
    b.note(1.0, Phase::people, 'd');
    b.note(1.0, Phase::services, 'b');
    b.note(1.0, Phase::services, 'c');
    b.note(1.0, Phase::facility, 'a');
    b.note(1.0, Phase::servers, '.');
    b.calendar.run_until(at_s(2.0));
    CHECK(b.order == "a.bcdef");
    CHECK(b.calendar.now() == at_s(2.0));
    CHECK(b.calendar.next() == never);
}

TEST_CASE("calendar: what is scheduled on the way runs in its place") {
    Book b;
    b.calendar.schedule(at_s(1.0), Phase::services, [&] {
        b.order += 'a';
        b.note(1.0, Phase::measure, 'd');
        b.note(1.0, Phase::facility, 'b');
        b.calendar.after(Ticks{1}, Phase::facility, [&] { b.order += 'e'; });
    });
    b.note(1.0, Phase::people, 'c');
    b.calendar.run_until(at_s(5.0));
    CHECK(b.order == "abcde");
}

TEST_CASE("calendar: it runs up to its limit, included") {
    Book b;
    b.note(3.0, Phase::facility, 'a');
    b.note(3.000001, Phase::facility, 'b');
    b.calendar.run_until(at_s(3.0));
    CHECK(b.order == "a");
    CHECK(b.calendar.next() == at_s(3.000001));
}

TEST_CASE("calendar: a cancelled action neither runs nor counts as next") {
    Book b;
    const auto doomed = b.note(1.0, Phase::facility, 'a');
    b.note(2.0, Phase::facility, 'b');
    b.calendar.cancel(doomed);
    b.calendar.cancel(0);
    CHECK(b.calendar.next() == at_s(2.0));
    b.calendar.run_until(at_s(9.0));
    b.calendar.cancel(doomed);
    CHECK(b.order == "b");
}

TEST_CASE("calendar: an action may cancel one of its own instant") {
    Book b;
    const auto doomed = b.note(1.0, Phase::measure, 'x');
    b.calendar.schedule(at_s(1.0), Phase::facility, [&] { b.calendar.cancel(doomed); });
    b.note(1.0, Phase::measure, 'a');
    b.calendar.run_until(at_s(1.0));
    CHECK(b.order == "a");
}

TEST_CASE("calendar: nothing is scheduled in the past, and the clock does not go back") {
    Book b;
    b.note(4.0, Phase::facility, 'a');
    b.calendar.run_until(at_s(4.0));
    CHECK_THROWS_AS(b.note(3.9, Phase::facility, 'b'), Bug);
    b.note(5.0, Phase::facility, 'c');
    CHECK_THROWS_AS(b.calendar.advance_to(at_s(3.0)), Bug);
}

}  // namespace
}  // namespace firebreak::engine
