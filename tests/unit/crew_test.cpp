// Counted responders: priority, order of arrival, withdrawal, and the cause that each start is given.
#include "engine/crew.hpp"

#include <string>

#include "catch_compat.hpp"

namespace firebreak::engine {
namespace {

/// Notes who starts, with the cause.
struct Notes {
    std::string order;
    std::vector<std::uint32_t> causes;
    Crew::Start start(char who) {
        return [this, who](EventId cause) {
            order += who;
            causes.push_back(cause.value);
        };
    }
};

TEST_CASE("crew: members are handed out at once while there are any") {
    Crew crew{2};
    Notes notes;
    crew.ask(9, EventId{1}, notes.start('a'));
    crew.ask(8, EventId{2}, notes.start('b'));
    crew.ask(1, EventId{3}, notes.start('c'));
    CHECK(notes.order == "ab");
    crew.release(EventId{7});
    CHECK(notes.order == "abc");
    CHECK(notes.causes == std::vector<std::uint32_t>{1, 2, 7});  // c waited for the release
}

TEST_CASE("crew: who waits goes by priority, then by arrival") {
    Crew crew{1};
    Notes notes;
    crew.ask(5, EventId{0}, notes.start('x'));
    crew.ask(30, EventId{0}, notes.start('d'));
    crew.ask(10, EventId{0}, notes.start('a'));
    crew.ask(20, EventId{0}, notes.start('b'));
    crew.ask(20, EventId{0}, notes.start('c'));
    for (std::uint32_t i = 0; i < 4; ++i) crew.release(EventId{i});
    CHECK(notes.order == "xabcd");
}

TEST_CASE("crew: a request withdrawn is forgotten, one that runs is not") {
    Crew crew{1};
    Notes notes;
    const auto running = crew.ask(5, EventId{0}, notes.start('x'));
    const auto first = crew.ask(1, EventId{0}, notes.start('a'));
    crew.ask(2, EventId{0}, notes.start('b'));
    crew.withdraw(first);
    crew.withdraw(first);
    crew.withdraw(running);
    crew.withdraw(0);
    crew.release(EventId{0});
    CHECK(notes.order == "xb");
}

TEST_CASE("crew: a member released with nobody waiting is there for the next") {
    Crew crew{1};
    Notes notes;
    crew.ask(1, EventId{0}, notes.start('a'));
    crew.release(EventId{4});
    crew.ask(1, EventId{6}, notes.start('b'));
    CHECK(notes.order == "ab");
    CHECK(notes.causes.back() == 6);
    crew.ask(1, EventId{0}, notes.start('c'));
    CHECK(notes.order == "ab");
}

TEST_CASE("crew: a task may ask for another member as it starts") {
    Crew crew{2};
    Notes notes;
    crew.ask(1, EventId{0}, [&](EventId) {
        notes.order += 'a';
        crew.ask(1, EventId{0}, notes.start('b'));
        crew.ask(1, EventId{0}, notes.start('c'));
    });
    CHECK(notes.order == "ab");
}

}  // namespace
}  // namespace firebreak::engine
