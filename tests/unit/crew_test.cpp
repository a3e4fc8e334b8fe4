// Counted responders: who is first among those of one instant and of several, withdrawal, and the cause that each start
// is given.
#include "engine/crew.hpp"

#include <string>

#include "catch_compat.hpp"

namespace firebreak::engine {
namespace {

/// A crew on its own calendar; notes who starts, with the cause.
struct Fixture {
    explicit Fixture(int size) : crew{calendar, size} { calendar.advance_to(ignition_instant); }
    Calendar calendar;
    Crew crew;
    std::string order;
    std::vector<std::uint32_t> causes;

    Crew::Ticket ask(char who, Urgency urgency, std::uint32_t cause = 0) {
        return crew.ask({urgency, EventId{cause}, [this, who](EventId from) {
                             order += who;
                             causes.push_back(from.value);
                         }});
    }
    /// The end of this instant, and `minutes` later.
    void pass(int minutes = 0) { calendar.run_until(calendar.now()), advance(minutes); }
    void advance(int minutes) {
        const Instant then = calendar.now() + std::chrono::minutes{minutes};
        calendar.run_until(then);
        calendar.advance_to(then);
    }
};

TEST_CASE("crew: members go to the most urgent of those who ask at one instant, in whatever order they ask") {
    Fixture f{2};
    f.ask('a', {9}, 1);
    f.ask('b', {8}, 2);
    f.ask('c', {1}, 3);
    CHECK(f.order.empty());
    f.pass(5);
    CHECK(f.order == "cb");
    f.crew.release(EventId{7});
    f.pass();
    CHECK(f.order == "cba");
    CHECK(f.causes == std::vector<std::uint32_t>{3, 2, 7});  // a waited for the release
}

TEST_CASE("crew: by priority, then by the time of asking, then by the tie") {
    Fixture f{1};
    f.ask('x', {5});
    f.pass(1);
    f.ask('d', {30, 1});
    f.ask('b', {20, 9});
    f.pass(1);
    f.ask('e', {30, 0});
    f.ask('c', {20, 8});
    f.ask('a', {10, 7});
    f.ask('k', {20, 3});
    for (std::uint32_t i = 1; i <= 6; ++i) {
        f.pass(1);
        f.crew.release(EventId{i});
    }
    f.pass();
    CHECK(f.order == "xabkcde");
}

TEST_CASE("crew: a request withdrawn is forgotten, one that runs is not") {
    Fixture f{1};
    const auto running = f.ask('x', {5});
    f.pass();
    const auto first = f.ask('a', {1});
    f.ask('b', {2});
    f.crew.withdraw(first);
    f.crew.withdraw(first);
    f.crew.withdraw(running);
    f.crew.withdraw(0);
    f.crew.release(EventId{0});
    f.pass();
    CHECK(f.order == "xb");
}

TEST_CASE("crew: a request withdrawn at its own instant leaves the member to the next") {
    Fixture f{1};
    f.crew.withdraw(f.ask('a', {1}));
    f.ask('b', {9});
    f.pass();
    CHECK(f.order == "b");
}

TEST_CASE("crew: what a start waited for last is its own cause, unless a member came free no earlier") {
    Fixture f{1};
    f.ask('a', {1}, 2);
    f.pass(1);
    f.crew.release(EventId{4});
    f.pass(1);
    f.ask('b', {1}, 3);  // the member has been free for a minute
    f.pass(1);
    f.ask('c', {1}, 6);
    f.crew.release(EventId{5});  // at the same instant: the later event
    f.pass(1);
    f.crew.release(EventId{9});
    f.ask('d', {1}, 8);
    f.pass();
    CHECK(f.order == "abcd");
    CHECK(f.causes == std::vector<std::uint32_t>{2, 3, 6, 9});
}

TEST_CASE("crew: who finds nobody free is told so once, at the end of the instant of asking") {
    Fixture f{1};
    std::string told;
    const auto ask = [&](char who, int priority) {
        f.crew.ask({{priority}, EventId{}, [&f, who](EventId) { f.order += who; }, [&told, who] { told += who; }});
    };
    ask('a', 2);
    ask('b', 1);
    CHECK(told.empty());
    f.pass(1);
    ask('c', 1);
    f.pass(1);
    f.crew.release(EventId{});
    f.pass();
    CHECK(f.order == "bc");
    CHECK(told == "ac");
}

TEST_CASE("crew: a task may ask for another member as it starts, and work of no length ends") {
    Fixture f{2};
    f.crew.ask({{1}, EventId{}, [&](EventId) {
                    f.order += 'a';
                    f.ask('b', {1});
                    f.ask('c', {1});
                    f.calendar.after(Ticks{0}, Phase::services, [&] { f.crew.release(EventId{}); });
                }});
    f.pass();
    CHECK(f.order == "abc");
    CHECK(f.calendar.now() == ignition_instant);
}

TEST_CASE("weighing: equal ones keep their order, and each instant has its own round") {
    Calendar calendar;
    calendar.advance_to(ignition_instant);
    Weighing weighing{calendar};
    std::string order;
    const auto ask = [&](char who, Urgency urgency) { weighing.ask(urgency, [&order, who] { order += who; }); };
    ask('c', {2, 1});
    ask('a', {1, 9});
    ask('d', {2, 1});
    ask('e', Urgency{0, 0}.after_all(10));
    calendar.run_until(ignition_instant);
    ask('b', {0, 0});
    calendar.run_until(ignition_instant);
    CHECK(order == "acdeb");
}

}  // namespace
}  // namespace firebreak::engine
