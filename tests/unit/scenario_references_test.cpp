// Every text of a scenario, replaced by one that names nothing: a finding, or a scenario that can be built.
#include <fmt/format.h>

#include "scenario/compose.hpp"
#include "scenario/variants.hpp"
#include "scenario_fixture.hpp"
#include "world/world.hpp"

namespace firebreak::scenario {
namespace {

/// Pointers of all texts below `json`.
void collect_texts(const Json& json, const std::string& pointer, std::vector<std::string>& found) {
    if (json.is_string()) found.push_back(pointer);
    if (json.is_object()) {
        for (const auto& [key, value] : json.items()) collect_texts(value, child_pointer(pointer, key), found);
    }
    if (json.is_array()) {
        for (std::size_t i = 0; i < json.size(); ++i) collect_texts(json[i], fmt::format("{}/{}", pointer, i), found);
    }
}

/// What reading and building says; the text of a bug, which is none of the user's.
std::string outcome(const Variants& variants, const std::string& setting) {
    try {
        const Scenario scenario = variants.vary({.sets = {setting}});
        std::vector<Finding> findings;
        static_cast<void>(world::build(scenario, findings));
        return "";
    } catch (const InputError&) {
        return "";
    } catch (const std::exception& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a reference to nothing is a finding, wherever it stands", "[scenario][findings]") {
    for (const std::string name : {"templates/minimal.json", "incidents/pangyo-2022.json"}) {
        const std::string path = std::string{FIREBREAK_SOURCE_DIR} + "/scenarios/" + name;
        std::vector<Finding> findings;
        const Json whole = parse_document("resolved", read_scenario(path).resolved, "", findings).root;
        std::vector<std::string> texts;
        collect_texts(whole, "", texts);
        const Variants variants{path};
        for (const std::string& pointer : texts) {
            for (const std::string value : {"\"nothing\"", "\"\"", "\"no/thing\""}) {
                INFO(name << ' ' << pointer << '=' << value);
                CHECK(outcome(variants, pointer + '=' + value) == "");
            }
        }
    }
}

TEST_CASE("a barrier leads to another room of the site", "[scenario][findings]") {
    const std::string barriers = "/layout/sites/north/rooms/battery/barriers";
    const auto one = [&](const std::string& to) {
        const Lines lines = Files{}.findings_of_sets({barriers + "=[{\"to\": \"" + to + "\"}]"});
        REQUIRE(lines.size() == 1);
        return lines[0];
    };
    CHECK(one("nope") == "--set: " + barriers + "/0/to: there is no room \"nope\" in site north; known: battery, hall");
    CHECK(one("batery").ends_with("did you mean \"battery\"?"));
    CHECK(one("battery") == "--set: " + barriers + "/0/to: the room is its own neighbour; name the room behind the barrier");
}

}  // namespace firebreak::scenario
