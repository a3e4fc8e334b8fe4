// Laws of the served shares: within capacity, max-min fair, indifferent to the order of functions.
#include "services/served_share.hpp"

#include <algorithm>
#include <numeric>

#include "property.hpp"
#include "random_world.hpp"

namespace firebreak::services {
namespace {

using namespace test;

constexpr double tiny = 1e-9;

/// Components of any load, functions that need some of them, and offers that often fall short.
struct Market {
    WorldBuilder build;
    Table<ComponentId, Offer> offers;
    std::vector<double> demand;

    explicit Market(const std::vector<std::uint8_t>& bytes) {
        Genes genes{bytes};
        const int components = genes.number(1, 6);
        for (int i = 0; i < components; ++i) {
            const ComponentId id = build.component("c" + std::to_string(i), 1);
            build.world.components[id].peak_utilisation = (12 - genes.number(0, 10)) / 10.0;
            offers.add({genes.number(0, 9) / 10.0, 1.0 - genes.number(0, 8) / 8.0});
        }
        const int functions = genes.number(1, 7);
        for (int i = 0; i < functions; ++i) {
            std::vector<ComponentId> needs;
            for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(components); ++c) {
                if (genes.number(0, 2) == 2) needs.push_back(ComponentId{c});
            }
            build.function("f" + std::to_string(i), needs, genes.number(0, 9) * 11.0);
            demand.push_back((10 - genes.number(0, 10)) / 10.0);
        }
    }
    [[nodiscard]] const World& world() const { return build.world; }
    [[nodiscard]] std::vector<double> served() const {
        return served_shares(build.world, load_matrix(build.world), offers, demand);
    }
    [[nodiscard]] double limit(std::size_t f) const {
        double limit = 1.0;
        for (const ComponentId c : world().functions[FunctionId{static_cast<std::uint32_t>(f)}].needs) {
            limit = std::min(limit, offers[c].capacity > 0.0 ? offers[c].reach : 0.0);
        }
        return limit;
    }
    [[nodiscard]] double load(std::size_t f, ComponentId c) const {
        const LoadMatrix loads = load_matrix(world());
        double sum = 0.0;
        for (const auto& entry : loads.of_function[f]) {
            if (entry.component == c) sum += entry.load * demand[f];
        }
        return sum;
    }
    [[nodiscard]] double used(ComponentId c, const std::vector<double>& served) const {
        double sum = 0.0;
        for (std::size_t f = 0; f < served.size(); ++f) sum += load(f, c) * served[f];
        return sum;
    }
};

TEST_CASE("no component carries more than it offers, no function gets more than arrives") {
    holds("capacity", [](const std::vector<std::uint8_t>& genes) {
        const Market market{genes};
        const std::vector<double> served = market.served();
        for (const ComponentId c : market.world().components.keys()) {
            RC_ASSERT(market.used(c, served) <= market.offers[c].capacity + tiny);
        }
        for (std::size_t f = 0; f < served.size(); ++f) {
            RC_ASSERT(served[f] >= 0.0);
            RC_ASSERT(served[f] <= market.limit(f) + tiny);
        }
    });
}

TEST_CASE("a function below its limit has a full component on which nobody gets more (max-min)") {
    int blocked = 0;
    holds("max-min", [&](const std::vector<std::uint8_t>& genes) {
        const Market market{genes};
        const std::vector<double> served = market.served();
        for (std::size_t f = 0; f < served.size(); ++f) {
            if (served[f] >= market.limit(f) - tiny) continue;
            ++blocked;
            bool excused = false;
            for (const ComponentId c : market.world().components.keys()) {
                if (market.load(f, c) <= 0.0 || market.used(c, served) < market.offers[c].capacity - tiny)
                    continue;
                bool greatest = true;
                for (std::size_t other = 0; other < served.size(); ++other) {
                    if (market.load(other, c) > 0.0 && served[other] > served[f] + tiny) greatest = false;
                }
                excused = excused || greatest;
            }
            RC_ASSERT(excused);
        }
    });
    CHECK(blocked > 0);
}

TEST_CASE("the order of functions does not matter") {
    holds("order", [](const std::vector<std::uint8_t>& genes) {
        Market market{genes};
        const std::vector<double> served = market.served();
        Table<FunctionId, WorldFunction> turned;
        std::vector<double> demand;
        for (std::size_t i = served.size(); i-- > 0;) {
            turned.add(market.build.world.functions[FunctionId{static_cast<std::uint32_t>(i)}]);
            demand.push_back(market.demand[i]);
        }
        market.build.world.functions = turned;
        market.demand = demand;
        const std::vector<double> again = market.served();
        for (std::size_t i = 0; i < served.size(); ++i) {
            RC_ASSERT(std::abs(again[served.size() - 1 - i] - served[i]) < tiny);
        }
    });
}

TEST_CASE("more capacity never lowers the smallest share") {
    holds("more capacity", [](const std::vector<std::uint8_t>& genes, std::uint8_t which) {
        Market market{genes};
        const std::vector<double> before = market.served();
        const ComponentId c{which % static_cast<std::uint32_t>(market.offers.size())};
        market.offers[c].capacity += 0.5;
        const std::vector<double> after = market.served();
        RC_ASSERT(*std::min_element(after.begin(), after.end()) >=
                  *std::min_element(before.begin(), before.end()) - tiny);
    });
}

}  // namespace
}  // namespace firebreak::services
