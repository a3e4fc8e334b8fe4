// Verification: links and sprays, radiation, manual suppression, battery chains.
#include <limits>

#include "hazard/battery_chain.hpp"
#include "hazard/ceiling_jet.hpp"
#include "hazard/layer_temperature.hpp"
#include "hazard/manual_suppression.hpp"
#include "hazard/point_source.hpp"
#include "hazard/spray.hpp"
#include "verification/table.hpp"

namespace firebreak::hazard {
namespace {

using verification::absolute;
using verification::relative;
using verification::verify;

constexpr SprayDensity light_spray{0.07};

/// A 10 kW fire, half of it convective, in a sealed room of 4 x 4 x 4 m with walls that take no heat: the
/// link hangs over the fire in a jet of the convective part above gas that warms by the whole.
class SealedSprinklerRoom {
  public:
    struct Record {
        double link_c = 20.0;
        double release_w = 0.0;
    };

    /// Runs the room to `end` in steps of half a second; the spray starts as the link reaches 40 C.
    Record at(double end_s) {
        const Seconds step{0.5};
        Celsius link = ambient_;
        Joules released{};
        Seconds since{};
        Watts release = full_;
        activation_s_ = std::numeric_limits<double>::quiet_NaN();
        for (Seconds t{0.0}; t < Seconds{end_s}; t += step) {
            const bool sprayed = t.count() >= activation_s_;
            release = sprayed ? sprayed_release(full_, light_spray, since) : full_;
            since += sprayed ? step : Seconds{0.0};
            released += release * step;
            const Watts convective = release * 0.5;
            link = advanced_link({.link = link,
                                  .gas = ambient_ + sealed_room_rise(released, CubicMetres{64.0}) +
                                         jet_rise(convective, above_),
                                  .speed = jet_speed(convective, above_),
                                  .index = ResponseIndex{100.0},
                                  .step = step});
            if (std::isnan(activation_s_) && link >= Celsius{40.0}) activation_s_ = (t + step).count();
        }
        return {.link_c = link.value(), .release_w = release.value()};
    }
    [[nodiscard]] double activation_s() const { return activation_s_; }

  private:
    static constexpr Watts full_{10e3};
    static constexpr Celsius ambient_{20.0};
    static constexpr JetPoint above_{.radius = Metres{0.0}, .height = Metres{4.0}};
    double activation_s_ = std::numeric_limits<double>::quiet_NaN();
};

TEST_CASE("verification row 11: sprinkler and spray in a sealed room") {
    SealedSprinklerRoom room;
    constexpr auto lumped = "one-zone room against a two-zone model";
    const auto at_250 = room.at(250.0);
    const auto at_500 = room.at(500.0);
    const auto at_750 = room.at(750.0);
    const auto at_1000 = room.at(1000.0);
    const double decay = sprayed_release(Watts{1.0}, light_spray, Seconds{500.0}).value();
    verify({{"11", "decay time, s", 359.7, spray_decay_time(light_spray).count(), relative(1e-3),
             "published to .1 s"},
            {"11", "HRR at 750 s over 250 s", 1980.0 / 7950.0, decay, relative(3e-3),
             "published to 10 W; free of the activation time"},
            {"11", "activation, s", 170.0, room.activation_s(), relative(0.1), lumped},
            {"11", "link at 250 s, C", 52.3, at_250.link_c, relative(0.1), lumped},
            {"11", "link at 500 s, C", 81.1, at_500.link_c, relative(0.1), lumped},
            {"11", "link at 1000 s, C", 107.4, at_1000.link_c, relative(0.1), lumped},
            {"11", "HRR at 250 s, W", 7950.0, at_250.release_w, relative(0.1), lumped},
            {"11", "HRR at 750 s, W", 1980.0, at_750.release_w, relative(0.1), lumped}});
}

constexpr JetPoint beside{.radius = Metres{2.5}, .height = Metres{3.5}};

double activation_s(const HeatLink& link, Celsius ambient, const HeatReleaseCurve& fire) {
    const auto time = activation_time({.link = link, .point = beside, .ambient = ambient}, fire);
    return time ? time->count() : std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("verification row 16: sprinkler over a steady fire") {
    const Watts release{1e6};
    const HeatReleaseCurve steady{.peak = release, .steady = Hours{1.0}};
    const HeatLink link{.index = ResponseIndex{130.0}, .activation = Celsius{74.0}};
    verify({{"16", "jet rise, K", 83.45, jet_rise(release, beside).value(), relative(1e-4), "closed form"},
            {"16", "jet speed, m/s", 1.700, jet_speed(release, beside).value(), relative(5e-4),
             "expected value rounded"},
            {"16", "activation, s", 88.2, activation_s(link, Celsius{25.0}, steady), relative(5e-3),
             "crossing interpolated within 1 s"}});
}

TEST_CASE("verification row 17: sprinkler over a growing fire") {
    const auto growing = [](double growth_kw_per_s2) {
        const GrowthRate rate{growth_kw_per_s2 * 1e3};
        return HeatReleaseCurve{.peak = t_squared(rate, Seconds{600.0}), .to_peak = Seconds{600.0}};
    };
    const HeatReleaseCurve medium = growing(0.01172);
    const HeatReleaseCurve fast = growing(0.0469);
    const auto time = [](double rti, const HeatReleaseCurve& fire) {
        return activation_s({.index = ResponseIndex{rti}, .activation = Celsius{68.0}}, Celsius{20.0}, fire);
    };
    const auto kw = [&](double rti, const HeatReleaseCurve& fire) {
        return heat_release(fire, Seconds{time(rti, fire)}).value() / 1e3;
    };
    constexpr auto steps = "published to .1 s and 1 kW; steps of 1 s";
    verify({{"17", "medium, RTI 50, s", 234.9, time(50.0, medium), relative(1e-3), steps},
            {"17", "medium, RTI 130, s", 287.1, time(130.0, medium), relative(1e-3), steps},
            {"17", "fast, RTI 50, s", 134.8, time(50.0, fast), relative(1e-3), steps},
            {"17", "fast, RTI 130, s", 173.3, time(130.0, fast), relative(1e-3), steps},
            {"17", "medium, RTI 50, kW", 647.0, kw(50.0, medium), relative(1e-3), steps},
            {"17", "medium, RTI 130, kW", 966.0, kw(130.0, medium), relative(1e-3), steps},
            {"17", "fast, RTI 50, kW", 852.0, kw(50.0, fast), relative(1e-3), steps},
            {"17", "fast, RTI 130, kW", 1409.0, kw(130.0, fast), relative(1e-3), steps}});
}

TEST_CASE("verification row 18: radiation of a point source") {
    const RadiatingFire fire{.heat_release = Watts{500e3}, .radiated = Ratio{0.3}};
    const auto flux = [&](double metres) { return radiant_flux(fire, Metres{metres}).value() / 1e3; };
    const double back = distance_of_flux(fire, radiant_flux(fire, Metres{1.2})).value();
    verify({{"18", "flux at 1.2 m, kW/m2", 8.29, flux(1.2), relative(1e-3), "expected value rounded"},
            {"18", "flux at 0.6 m, kW/m2", 33.16, flux(0.6), relative(1e-3), "expected value rounded"},
            {"18", "distance of the first flux, m", 1.2, back, relative(1e-12), "inverse"}});
}

TEST_CASE("verification row 19: manual suppression and its draws") {
    const SuppressionRate electrical{0.098};
    constexpr int fires = 20000;
    int burning_at_20 = 0;
    int burning_at_60 = 0;
    for (std::uint32_t fire = 0; fire < fires; ++fire) {
        const double u = Draws{19, fire}.uniform("fire.manual", "cabinet");
        const Seconds out = suppression_time(electrical, u);
        burning_at_20 += out > Minutes{20.0};
        burning_at_60 += out > Minutes{60.0};
    }
    const auto three_sigma = [](double p) { return absolute(3.0 * std::sqrt(p * (1.0 - p) / fires)); };
    verify({{"19", "still burning after 20 min", 0.1409, still_burning(electrical, Minutes{20.0}).value(),
             relative(5e-4), "expected value rounded"},
            {"19", "still burning after 60 min", 0.00279, still_burning(electrical, Minutes{60.0}).value(),
             relative(2e-3), "expected value rounded"},
            {"19", "the same by draws, 20 min", 0.1409, 1.0 * burning_at_20 / fires, three_sigma(0.1409),
             "three standard errors of 20,000 draws"},
            {"19", "the same by draws, 60 min", 0.00279, 1.0 * burning_at_60 / fires, three_sigma(0.00279),
             "three standard errors of 20,000 draws"}});
}

TEST_CASE("verification row 20: chain of battery modules") {
    constexpr int fires = 20000;
    const Hop hop{.spreads = Probability{0.8}, .delay = {{Shape::lognormal, 300.0, 0.9}}};
    double sum = 0.0;
    double squares = 0.0;
    for (std::uint32_t fire = 0; fire < fires; ++fire) {
        const auto burnt = static_cast<double>(
            draw_chain({.hop = hop, .units = 10, .purpose = "battery.module", .entity = "cabinet"},
                       Draws{20, fire})
                .size());
        sum += burnt;
        squares += burnt * burnt;
    }
    const double mean = sum / fires;
    const double error = std::sqrt((squares / fires - mean * mean) / fires);
    verify({{"20", "mean modules burnt of 10, p .8", 4.463, mean, absolute(3.0 * error),
             "three standard errors of 20,000 draws"}});
}

}  // namespace
}  // namespace firebreak::hazard
