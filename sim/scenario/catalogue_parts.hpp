// What the files of the catalogue share: building patches, and the order of its chapters.
#pragma once

#include "scenario/catalogue.hpp"
#include "scenario/document.hpp"

namespace firebreak::scenario {

/// Collects the operations of one change. `add` replaces a member that exists (RFC 6902, 4.1), so that the
/// patch applies whether the author wrote the value or left it to its default.
class PatchBuilder {
  public:
    PatchBuilder& add(const std::string& pointer, Json value) {
        operations_.push_back({{"op", "add"}, {"path", pointer}, {"value", std::move(value)}});
        return *this;
    }
    [[nodiscard]] bool empty() const { return operations_.empty(); }
    [[nodiscard]] std::string text() const { return operations_.dump(); }

  private:
    Json operations_ = Json::array();
};

/// A JSON Pointer of these tokens.
[[nodiscard]] inline std::string pointer_of(std::initializer_list<std::string> tokens) {
    std::string pointer;
    for (const std::string& token : tokens) pointer = child_pointer(pointer, token);
    return pointer;
}

using Changes = std::vector<ProposedChange>;

/// Copies, failover, replication, capacity.
void propose_placement(const Scenario& scenario, const World& world, Changes& changes);
/// Isolation, the room of origin, cables, feeds, borders.
void propose_building(const Scenario& scenario, Changes& changes);
/// Links between sites.
void propose_network(const Scenario& scenario, Changes& changes);
/// Crews, drills, runbooks.
void propose_response(const Scenario& scenario, Changes& changes);

}  // namespace firebreak::scenario
