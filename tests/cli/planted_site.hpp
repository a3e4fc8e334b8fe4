// Sites of the planted scenarios: rooms, power and network around halls that are sized to what stands in them.
#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace firebreak::cli_test {

using Tree = nlohmann::ordered_json;

/// Random numbers that are the same on every machine.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_{seed} {}
    double between(double low, double high) { return low + (high - low) * static_cast<double>(engine_() >> 11) * 0x1p-53; }
    int number(int low, int high) { return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1)); }
    bool yes() { return number(0, 1) == 1; }

  private:
    std::mt19937_64 engine_;
};

/// What is wanted of a site. Every room is an isolation zone of its own with an emergency power-off, so that
/// the brigade cuts no more than it must, whatever is changed.
struct SiteWish {
    std::vector<std::string> halls;
    bool one_room = false;         ///< network and boards stand in the only hall
    bool one_utility = false;      ///< where not, two
    std::string duct = {};          ///< a room that burns and holds nothing but cables; empty: none
    bool utility_in_duct = false;  ///< the utility's cables pass it
    std::string fed_through_duct = {}; ///< hall on one board, whose cable passes it; empty: none
};

class PlantedSite {
  public:
    PlantedSite(SiteWish wish, Dice& dice);

    /// Room for servers in a hall; called before `tree`.
    void seat(const std::string& hall, int servers) { servers_[hall] += servers; }
    [[nodiscard]] Tree tree();
    static constexpr int servers_per_rack = 20;

  private:
    void add_room(const std::string& name, const char* kind);
    void add_node(const std::string& name, const char* kind, const std::string& room, Tree inputs);
    void add_sources();
    void add_hall(const std::string& hall);
    void add_network();
    [[nodiscard]] Tree from(const std::string& node, bool through_duct = false) const;

    SiteWish wish_;
    Dice& dice_;
    Tree site_;
    std::map<std::string, int> servers_;
};

}  // namespace firebreak::cli_test
